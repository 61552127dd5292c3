"""Two scorers, one meaning: quizzes that nobody has written, scored in Python and in Chromium."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from playwright.sync_api import Browser, Page
from quiz_page import WEB
from tests.quiz_factory import any_quiz, every_sheet

from rapport.model.quiz import AnyQuiz
from rapport.score.compile import compile_quiz
from rapport.score.interpreter import Score, score
from rapport.score.program import Sheet

SHEETS = 100_000
QUIZZES = 400
MOST_OF_ONE = 2_000
SCORE_ALL = """({program, sheets}) => sheets.map((sheet) => {
  const {quantities, outcomes} = window.rapportQuiz.score(program, sheet);
  return [Object.values(quantities), Object.values(outcomes)];
})"""


@pytest.fixture(scope="module")
def scorer(browser: Browser) -> Iterator[Page]:
    """A page with the shipped script and nothing else."""
    page = browser.new_page()
    page.evaluate((WEB / "quiz.js").read_text(encoding="utf-8"))
    yield page
    page.close()


def differences(scorer: Page, quiz: AnyQuiz, sheets: list[Sheet]) -> list[Any]:
    """The sheets that the two scorers judge differently."""
    program = compile_quiz(quiz).program
    given = scorer.evaluate(SCORE_ALL, {"program": program.as_data(), "sheets": sheets})
    assert len(given) == len(sheets)
    scores = [score(program, sheet) for sheet in sheets]
    pairs = zip(sheets, scores, map(as_score, given, scores), strict=True)
    return [(sheet, one, other) for sheet, one, other in pairs if one != other]


def as_score(given: list[list[Any]], like: Score) -> Score:
    """What the browser gave, as Python says it."""
    quantities, outcomes = given
    exact = [None if q is None else Fraction(*q) for q in quantities]
    return Score(
        dict(zip(like.quantities, exact, strict=True)),
        dict(zip(like.outcomes, outcomes, strict=True)),
    )


def test_python_and_chromium_agree_on_every_sheet(scorer: Page) -> None:
    """Always the same quizzes, so that the number of sheets is certain."""
    seen: Counter[str] = Counter()

    @seed(20)
    @settings(max_examples=QUIZZES, database=None, suppress_health_check=list(HealthCheck))
    @given(any_quiz)
    def compare(quiz: AnyQuiz) -> None:
        sheets = list(islice(every_sheet(compile_quiz(quiz).program), MOST_OF_ONE))
        seen[quiz.kind] += len(sheets)
        assert differences(scorer, quiz, sheets) == []

    compare()
    assert sum(seen.values()) >= SHEETS, seen
    assert min(seen[k] for k in ("profile", "audit", "bipolar", "knowledge", "dual")) > 500, seen


@settings(max_examples=40)
@given(quiz=any_quiz)
def test_they_agree_on_quizzes_of_chance(scorer: Page, quiz: AnyQuiz) -> None:
    sheets = list(islice(every_sheet(compile_quiz(quiz).program), 200))
    assert differences(scorer, quiz, sheets) == []


def test_a_difference_would_be_found(scorer: Page) -> None:
    """A scorer that reads another key gives another result for some sheet."""

    @seed(1)
    @settings(max_examples=1, database=None)
    @given(any_quiz.filter(lambda quiz: quiz.kind == "bipolar"))
    def compare(quiz: AnyQuiz) -> None:
        sheets = list(every_sheet(compile_quiz(quiz).program))
        turned = [{slot: -answer for slot, answer in sheet.items()} for sheet in sheets]
        program = compile_quiz(quiz).program
        given = scorer.evaluate(SCORE_ALL, {"program": program.as_data(), "sheets": turned})
        scores = [score(program, sheet) for sheet in sheets]
        assert [as_score(g, s) for g, s in zip(given, scores, strict=True)] != scores

    compare()
