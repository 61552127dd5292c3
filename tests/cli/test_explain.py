"""``rapport explain``: how a quiz is scored, in numbers and words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from rapport.load.content import load_content
from rapport.score.answers import sheet_of
from rapport.score.compile import compile_quiz
from rapport.score.interpreter import score
from rapport.site.project import Project
from tests.commands import break_a_page, break_a_quiz, invoke
from tests.site.projects import DEMONSTRATION

QUIZZES = ("which-way", "today", "habits", "knowing", "own-needs")


@pytest.mark.parametrize("quiz", QUIZZES)
def test_explain_adds_up(project: Project, quiz: str) -> None:
    result = invoke("explain", quiz, "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["sheets"] > 0
    for decision in data["decisions"]:
        assert sum(o["sheets"] for o in decision["outcomes"]) == data["sheets"]
        assert sum(o["share"] for o in decision["outcomes"]) == pytest.approx(1, abs=1e-4)
    ways = 1
    for item in data["items"]:
        ways *= item["ways"]
    assert ways == data["sheets"]
    text = invoke("explain", quiz)
    assert text.exit_code == 0
    assert f"{data['sheets']:,} answer sheets." in text.stdout


def test_explain_names_what_was_meant(project: Project) -> None:
    result = invoke("explain", "habit")
    assert result.exit_code == 2
    assert "There is no quiz “habit”. Did you mean “habits”?" in result.stderr
    assert "There are: habits, knowing" in invoke("explain", "something-else").stderr


@pytest.mark.parametrize("damage", ["from: 11, to: 20", "nonsense: true"])
def test_explain_of_a_broken_quiz(project: Project, damage: str) -> None:
    file = project.content / "quizzes" / "habits.yml"
    file.write_text(file.read_text().replace("from: 10, to: 20", damage))
    result = invoke("explain", "habits")
    assert result.exit_code == 1
    assert "content/quizzes/habits.yml" in result.stderr
    assert "“habits” has problems (listed above) and cannot be explained." in result.stderr


def test_a_broken_page_leaves_other_quizzes_to_be_explained(project: Project) -> None:
    break_a_page(project)
    assert invoke("explain", "habits").exit_code == 0


def explained(quiz: str) -> dict[str, Any]:
    result = invoke("explain", quiz, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return dict(json.loads(result.stdout))


# How it is scored


def worked_out(formula: str, sheet: Mapping[str, int]) -> Fraction:
    """A printed formula, followed by somebody who sees nothing but the formula."""
    said = formula
    for slot, answer in sorted(sheet.items(), reverse=True):
        said = re.sub(rf"(?<![\w.-]){re.escape(slot)}(?![\w.-])", f"({answer})", said)
    said = re.sub(r"\|([^|]+)\|", r"abs(\1)", said)
    said = said.replace("×", "*").replace("−", "-").replace("mean(", "mean_of(")
    names = {"abs": abs, "mean_of": lambda *a: Fraction(sum(a), len(a)), "__builtins__": {}}
    return Fraction(eval(said, names))


@pytest.mark.parametrize("quiz", ["which-dynamic", "ten-minute-check", "four-tips-audit"])
def test_a_formula_leads_to_the_score(
    project: Project, monkeypatch: pytest.MonkeyPatch, quiz: str
) -> None:
    monkeypatch.chdir(DEMONSTRATION.parent)
    library = load_content(DEMONSTRATION).library
    assert library is not None
    compiled = compile_quiz(next(q for q in library.quizzes if q.id == quiz))
    scores = explained(quiz)["scores"]
    followed = 0
    for vector in compiled.quiz.tests:
        sheet = sheet_of(compiled, vector)
        if len(sheet) < len(compiled.program.slots):
            continue
        right = score(compiled.program, sheet).quantities
        for told in scores:
            assert worked_out(told["formula"], sheet) == right[told["score"]], told
            assert Fraction(told["from"]) <= (right[told["score"]] or 0) <= Fraction(told["to"])
            followed += 1
    assert followed >= 6


def test_the_scale_of_an_audit(project: Project) -> None:
    data = explained("habits")
    assert data["scores"] == [
        {
            "score": "meeting",
            "label": "First meetings",
            "formula": "mean(h1, 2 − h2) × 10",
            "from": "0",
            "to": "20",
            "answers": 2,
            "answers_needed": 2,
        }
    ]
    assert [b["range"] for b in data["bands"]] == ["0 to below 10", "10 to 20"]
    assert [(c["cut_point"], c["value"]) for c in data["cut_points"]] == [
        ("top", "20"),
        ("together", "1"),
    ]
    assert data["decisions"][0]["rules"][-2:] == [
        {"if": ["its score is below 10"], "then": "start here"},
        {"if": [], "then": "well set"},
    ]


def test_every_cut_point_says_what_it_means(project: Project) -> None:
    names = {c["cut_point"] for quiz in QUIZZES for c in explained(quiz)["cut_points"]}
    assert {"floor", "lead", "balanced", "lean", "slight", "top", "together"} < names
    assert {"pass_mark", "hot_spot.first_at_most", "watch.draw_at_least"} < names
    for quiz in QUIZZES:
        assert all(c["means"] and c["value"] for c in explained(quiz)["cut_points"])


def test_the_pass_mark_in_questions(project: Project) -> None:
    (mark,) = explained("knowing")["cut_points"]
    questions = len(explained("knowing")["items"])
    needed = re.fullmatch(rf"per cent of the questions: (\d+) of {questions}", mark["means"])
    assert needed
    share = Fraction(int(mark["value"]), 100)
    assert int(needed[1]) - 1 < share * questions <= int(needed[1])


def test_for_a_person_it_is_tables_and_lists(project: Project) -> None:
    text = invoke("explain", "habits").stdout
    assert "mean(h1, 2 − h2) × 10, from all 2 answers" in text
    assert re.search(r"^start +start here +0 to below 10 *$", text, re.MULTILINE)
    assert re.search(r"^together +1 +scales so close", text, re.MULTILINE)
    assert "band:meeting: the first line that is true counts" in text
    assert " 2. If its score is below 10: start here" in text
    assert "Kind audit, 2 questions, 3 tests." in text


# A quiz with mistakes


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_quiz_whose_test_fails_is_explained_all_the_same(project: Project, form: str) -> None:
    before = invoke("explain", "habits", "--format", form).stdout
    file = project.content / "quizzes" / "habits.yml"
    file.write_text(file.read_text().replace("{bands: {meeting: set}", "{bands: {meeting: start}"))

    result = invoke("explain", "habits", "--format", form)

    assert result.exit_code == 1
    assert "Test 1 does not hold." in result.stderr
    assert "cannot be explained" not in result.stderr
    assert result.stdout == before


def test_a_failed_test_beside_another_mistake_is_not_explained(project: Project) -> None:
    break_a_quiz(project)
    file = project.content / "quizzes" / "habits.yml"
    file.write_text(file.read_text().replace("{bands: {meeting: set}", "{bands: {meeting: start}"))
    result = invoke("explain", "habits")
    assert result.exit_code == 1
    assert "cannot be explained" in result.stderr
    assert result.stdout == ""
