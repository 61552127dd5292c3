"""The printed worksheet leads to the result: its tables and rules, followed blindly.

A reader with a pencil is played here. She knows nothing of the quiz but what the
worksheet prints; her answers are a vector's, or of chance, and her result must be the
scorer's. The worksheets are those of the content, and of quizzes that nobody has written.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Page
from quiz_page import QUIZZES, form_html
from tests.quiz_factory import any_quiz

from rapport.model.quiz import AnyQuiz, KnowledgeQuiz
from rapport.score.answers import sheet_of
from rapport.score.compile import compile_quiz
from rapport.score.compiled import CompiledQuiz
from rapport.score.interpreter import score
from rapport.score.program import Sheet
from rapport.score.quiz_words import outcome_titles

READ = """() => {
  const words = (e) => e.textContent.replace(/\\s+/g, " ").trim();
  const all = (at, what) => [...at.querySelectorAll(what)];
  const sheet = document.querySelector(".rapport-quiz__worksheet");
  return {
    tables: all(sheet, "table").map((t) => ({
      caption: words(t.querySelector("caption")),
      look: t.className,
      head: all(t, "thead th").map(words),
      bodies: all(t, "tbody").map((b) => all(b, "tr").map((r) => all(r, "th, td").map(words))),
      foot: all(t, "tfoot th").map(words),
    })),
    rules: all(sheet, ".rapport-quiz__rules li").map(words),
    text: all(sheet, "p").map(words).join("\\n"),
    right: all(sheet, ".rapport-quiz__answers").map((q) =>
      all(q, "dt").filter((d) => d.querySelector(".rapport-quiz__tag")).map((d) => words(d.firstChild))),
    labels: Object.fromEntries(all(document, "input").map((i) =>
      [`${i.name}=${i.value}`, words(i.parentElement)])),
  };
}"""


@dataclass(frozen=True)
class Worksheet:
    """What is printed, and what a reader says who gives a sheet's answers."""

    compiled: CompiledQuiz
    printed: dict[str, Any]

    def tables(self, look: str) -> list[dict[str, Any]]:
        return [t for t in self.printed["tables"] if f"rapport-quiz__{look}" in t["look"].split()]

    def said(self, sheet: Sheet) -> list[str | None]:
        """The words chosen, in the order of the form; ``None`` where nothing counts."""
        labels, slots = self.printed["labels"], self.compiled.program.slots
        return [labels[f"{s}={sheet[s]}"] if s in sheet else None for s in slots]

    def number(self, pattern: str) -> int:
        found = re.search(pattern, self.printed["text"])
        assert found, pattern
        return int(found[1])


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(java_script_enabled=True)
    yield page
    page.close()


def worksheet(paper: Page, compiled: CompiledQuiz) -> Worksheet:
    paper.set_content(form_html(compiled))
    return Worksheet(compiled, paper.evaluate(READ))


def followed(sheet_of_paper: Worksheet, sheet: Sheet) -> list[str]:
    """What a reader comes to who follows the worksheet."""
    return FOLLOW[sheet_of_paper.compiled.quiz.kind](sheet_of_paper, sheet)


def scored(compiled: CompiledQuiz, sheet: Sheet) -> list[str]:
    """What the reference scorer comes to, in the words of the worksheet."""
    outcomes, titles = score(compiled.program, sheet).outcomes, outcome_titles(compiled)
    decisions = ["result"]
    if compiled.quiz.kind == "audit":
        decisions = [f"band:{s.id}" for s in compiled.quiz.scales]  # type: ignore[union-attr]
    return [titles.get((d, outcomes[d]), outcomes[d]) for d in decisions]


def sheets_of_chance(compiled: CompiledQuiz, count: int) -> Iterator[Sheet]:
    """Answers of chance, often all alike, with none, few and many skipped."""
    chance = random.Random(count)
    slots = list(compiled.program.slots.values())
    for number in range(count):
        left_out = (0.0, 0.1, 0.5)[number % 3]
        place = chance.choice([None, 0, -1, 1])
        yield {
            s.id: chance.choice(s.values) if place is None else s.values[place % len(s.values)]
            for s in slots
            if not (s.optional and chance.random() < left_out)
        }


@pytest.mark.parametrize("compiled", QUIZZES.values(), ids=QUIZZES)
def test_pencil_and_paper_agree(paper: Page, compiled: CompiledQuiz) -> None:
    printed = worksheet(paper, compiled)
    came_out: Counter[str] = Counter()
    for sheet in [
        *(sheet_of(compiled, vector) for vector in compiled.quiz.tests),
        *sheets_of_chance(compiled, 2000),
    ]:
        worked_out = followed(printed, sheet)
        assert worked_out == scored(compiled, sheet), sheet
        came_out.update(worked_out)
    assert len(came_out) > 1


@settings(max_examples=60)
@given(quiz=any_quiz)
def test_pencil_and_paper_agree_on_any_quiz(paper: Page, quiz: AnyQuiz) -> None:
    compiled = compile_quiz(quiz)
    printed = worksheet(paper, compiled)
    for sheet in sheets_of_chance(compiled, 60):
        assert followed(printed, sheet) == scored(compiled, sheet), sheet


def test_a_wrong_worksheet_is_found_out(paper: Page) -> None:
    compiled = QUIZZES["which-dynamic"]
    printed = worksheet(paper, compiled)
    turned = next(
        row
        for table in printed.tables("grid")
        for body in table["bodies"]
        for row in body
        if row == ["5", "4", "3", "2", "1"]
    )
    turned.reverse()
    sheets = [sheet_of(compiled, vector) for vector in compiled.quiz.tests]
    assert any(followed(printed, s) != scored(compiled, s) for s in sheets)


def first_line(printed: Worksheet, true: dict[str, object]) -> str:
    """Go down the rules and stop at the first true line."""
    for text in printed.printed["rules"]:
        condition, _, outcome = text.rpartition(": ")
        ways = condition.removeprefix("If ").split("; or if ")
        if condition == "Otherwise":
            return str(outcome)
        if any(all(holds(part, true) for part in way.split(" and ")) for way in ways):
            return str(outcome)
    raise AssertionError("no line of the rules is true")


def holds(part: str, known: dict[str, object]) -> bool:
    """Whether one printed condition is true, from the names it uses and its numbers."""
    for pattern, judge in PATTERNS.items():
        if found := re.fullmatch(pattern, part):
            return judge(known, *found.groups())
    raise AssertionError(f"a reader could not follow “{part}”")


def _value(known: dict[str, object], name: str) -> Fraction | None:
    return known.get(name)  # type: ignore[return-value]


def _compared(known: dict[str, object], name: str, how: str, number: str) -> bool:
    value = _value(known, name)
    if value is None:
        return False
    limit = Fraction(number)
    return {"below": value < limit, "at most": value <= limit, "at least": value >= limit}[how]


def _above(known: dict[str, object], name: str, how: str, number: str, other: str) -> bool:
    one, two = _value(known, name), _value(known, other)
    if one is None or two is None:
        return False
    return one - two >= Fraction(number) if how == "at least" else one - two < Fraction(number)


PATTERNS: dict[str, Callable[..., bool]] = {
    r"fewer than (\d+) of the (“.+”) statements are answered": (
        lambda k, n, s: k[f"answered {s}"] < int(n)
    ),
    r"fewer than (\d+) of its statements are answered": lambda k, n: k["answered"] < int(n),
    r"fewer of its statements are answered than its table asks for": (
        lambda k: k["answered"] < k["least"]
    ),
    r"all the answers given are the same": lambda k: k["same"],
    r"at least one habit has a score": lambda k: k["some"],
    r"(“.+”) is the highest": (
        lambda k, s: k.get(s) is not None and k[s] == k["the highest percent"]
    ),
    r"(“.+”) is among the two highest": (
        lambda k, s: k.get(s) is not None and k[s] >= k["the second highest"]
    ),
    r"there are at least (\d+) more (left|right) points than (?:left|right) points": (
        lambda k, n, side: k[side] - k["right" if side == "left" else "left"] >= int(n)
    ),
    r"(.+) is (at least|less than) (\S+) above (.+)": _above,
    r"(.+) is (below|at most|at least) (\S+)": _compared,
}


PLACES = ("the highest percent", "the second highest", "the third highest")


def scaled(printed: Worksheet, sheet: Sheet) -> list[str]:
    """Profiles and audits: circle the points under each answer, and work out each scale."""
    chosen = printed.said(sheet)
    times = Fraction(re.search(r"multiply by (\d+(?:[./]\d+)?)", printed.printed["text"])[1])  # type: ignore[index]
    more = re.search(r"then (add|take away) (\d+(?:[./]\d+)?)\.", printed.printed["text"])
    plus = Fraction(more[2]) * (1 if more[1] == "add" else -1) if more else Fraction(0)
    scores: dict[str, Fraction | None] = {}
    counts: dict[str, int] = {}
    needed: dict[str, int] = {}
    for table in printed.tables("grid"):
        circled = []
        for (statement,), points in table["bodies"]:
            answer = chosen[int(statement.partition(".")[0]) - 1]
            if answer is not None:
                circled.append(int(points[table["head"].index(answer)]))
        least = int(re.search(r"at least (\d+) needed", " ".join(table["foot"]))[1])  # type: ignore[index]
        counts[table["caption"]] = len(circled)
        needed[table["caption"]] = least
        mean = Fraction(sum(circled), len(circled) or 1)
        scores[table["caption"]] = mean * times + plus if len(circled) >= least else None
    ranked = sorted((s for s in scores.values() if s is not None), reverse=True)
    known: dict[str, object] = {"same": len({c for c in chosen if c}) == 1, "some": bool(ranked)}
    known |= dict(zip(PLACES, ranked, strict=False))
    known["the lowest score"] = ranked[-1] if ranked else None
    if printed.compiled.quiz.kind == "profile":
        known |= {f"“{label}”": value for label, value in scores.items()}
        known |= {f"answered “{label}”": count for label, count in counts.items()}
        return [first_line(printed, known)]
    return [
        first_line(
            printed, known | {"its score": scores[s], "answered": counts[s], "least": needed[s]}
        )
        for s in scores
    ]


def key(table: dict[str, Any]) -> dict[str, list[str]]:
    """A table of points: the row of each answer's words."""
    return {first: rest for body in table["bodies"] for first, *rest in body}


def bipolar(printed: Worksheet, sheet: Sheet) -> list[str]:
    points = key(printed.tables("key")[0])
    rows = [points[str(answer)] for answer in printed.said(sheet)]
    left, right = (sum(int(row[side]) for row in rows) for side in (0, 1))
    known = {"left": left, "right": right, "the total of both sides": left + right}
    return [first_line(printed, dict(known))]


def dual(printed: Worksheet, sheet: Sheet) -> list[str]:
    keys = [key(table) for table in printed.tables("key")]
    chosen = [str(a) for a in printed.said(sheet)]
    met = [int(keys[0][a][0]) for a in chosen[::2]]
    drawn = [int(keys[1][a][0]) for a in chosen[1::2]]
    most = printed.number(r"(-?\d+) or fewer")
    fewest = printed.number(r"(-?\d+) or more")
    hot = sum(m <= most and d >= fewest for m, d in zip(met, drawn, strict=True))
    known = {"Reserve": sum(met), "Draw": sum(drawn), "the number of hot spots": hot}
    return [first_line(printed, dict(known))]


def knowledge(printed: Worksheet, sheet: Sheet) -> list[str]:
    quiz = printed.compiled.quiz
    assert isinstance(quiz, KnowledgeQuiz)
    marks = 0
    for question, right in zip(quiz.questions, printed.printed["right"], strict=True):
        bits = sheet.get(question.id, 0)
        chosen = [
            printed.printed["labels"][f"{question.id}={option.id}"]
            for place, option in enumerate(question.options)
            if bits >> place & 1
        ]
        marks += chosen == right
    needed = printed.number(r"With (\d+) marks? or more")
    passed = printed.compiled.program.decision("result").rules
    titles = outcome_titles(printed.compiled)
    outcome = passed[0].outcome if marks >= needed else passed[1].outcome
    return [titles.get(("result", outcome), outcome)]


FOLLOW: dict[str, Callable[[Worksheet, Sheet], list[str]]] = {
    "profile": scaled,
    "audit": scaled,
    "bipolar": bipolar,
    "dual": dual,
    "knowledge": knowledge,
}
