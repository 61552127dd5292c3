"""The printed worksheet leads to the result: its tables and rules, followed blindly.

A reader with a pencil is played here. She knows nothing of the quiz but what the
worksheet prints; the answers are a vector's, and the result must be the vector's too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from playwright.sync_api import Locator, Page
from quiz_page import QUIZZES, Reader

from conftest import OpenQuizzes
from rapport.model.quiz import Vector
from rapport.score.answers import sheet_of
from rapport.score.compiled import CompiledQuiz
from rapport.score.interpreter import score
from rapport.score.program import Sheet

VECTORS = [
    pytest.param(compiled, vector, id=f"{quiz_id}-{number}")
    for quiz_id, compiled in QUIZZES.items()
    for number, vector in enumerate(compiled.quiz.tests, 1)
]


@pytest.mark.parametrize(("compiled", "vector"), VECTORS)
def test_pencil_and_paper_agree(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz, vector: Vector
) -> None:
    reader = open_quizzes(compiled, java_script_enabled=False)
    reader.page.locator(".rapport-quiz__worksheet summary").click()
    sheet = sheet_of(compiled, vector)
    follow = {"profile": scaled, "audit": scaled, "bipolar": bipolar, "dual": dual}
    worked_out = follow.get(compiled.quiz.kind, knowledge)(reader, sheet)
    assert worked_out == titles(compiled, sheet)


def titles(compiled: CompiledQuiz, sheet: Sheet) -> list[str]:
    """What the reference scorer comes to, in the words of results and bands."""
    outcomes = score(compiled.program, sheet).outcomes
    bands = {b.id: b.label for b in getattr(compiled.quiz, "bands", ())}
    found = []
    for decision in dict.fromkeys(d for d, _ in compiled.needs_result):
        came_out = (decision, outcomes[decision])
        speaks = [r for r in compiled.quiz.results if came_out in compiled.means(r.when)]
        found.append(bands.get(outcomes[decision], speaks[0].title))
    return found


def table(place: Page | Locator, caption: str | None = None, look: str = "scale") -> Locator:
    found = place.locator(f".rapport-quiz__worksheet .rapport-quiz__{look}")
    return found.filter(has=place.locator(f'caption:text-is("{caption}")')) if caption else found


def cells(row: Locator) -> list[str]:
    return [" ".join(text.split()) for text in row.locator("th, td").all_inner_texts()]


def key(at: Locator) -> dict[str, list[str]]:
    """A table of points: the row of each answer's words."""
    rows = [cells(row) for row in at.locator("tbody tr").all()]
    return {first: rest for first, *rest in rows}


def answers(reader: Reader, sheet: Sheet) -> list[str | None]:
    """The words chosen, in the order of the form; ``None`` where nothing counts."""
    page, found = reader.page, []
    for slot in reader.compiled.program.slots:
        choice = page.locator(f'[data-slot="{slot}"] input[value="{sheet.get(slot, "")}"]')
        found.append(choice.locator("..").inner_text() if slot in sheet else None)
    return found


def first_line(reader: Reader, true: dict[str, object]) -> str:
    """Go down the rules and stop at the first true line."""
    for line in reader.page.locator(".rapport-quiz__worksheet .rapport-quiz__rules li").all():
        text = " ".join(line.inner_text().split())
        condition, _, outcome = text.rpartition(": ")
        ways = condition.removeprefix("If ").split("; or if ")
        if condition == "Otherwise":
            return outcome
        if any(all(holds(part, true) for part in way.split(" and ")) for way in ways):
            return outcome
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
    r"fewer than (\d+) of the “(.+)” statements are answered": (
        lambda k, n, s: k[f"answered {s}"] < int(n)
    ),
    r"fewer than (\d+) of its statements are answered": lambda k, n: k["answered"] < int(n),
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


def scaled(reader: Reader, sheet: Sheet) -> list[str]:
    """Profiles and audits."""
    page = reader.page
    points = key(table(page, look="key"))
    chosen = answers(reader, sheet)
    known: dict[str, object] = {"same": len({c for c in chosen if c}) == 1}
    text = page.locator(".rapport-quiz__worksheet p", has_text="Divide them").inner_text()
    times = Fraction(re.search(r"multiply by ([\d.]+)", text)[1])  # type: ignore[index]
    less = re.search(r"take away ([\d.]+)", text)
    scores: dict[str, Fraction | None] = {}
    counts: dict[str, int] = {}
    for each in table(page).all():
        label = each.locator("caption").inner_text()
        worth = []
        for row in each.locator("tbody tr").all():
            statement, counted, _ = cells(row)
            answer = chosen[int(statement.partition(".")[0]) - 1]
            if answer is not None:
                worth.append(int(points[answer][int(counted == "reverse-keyed")]))
        least = int(re.search(r"at least (\d+) needed", each.inner_text())[1])  # type: ignore[index]
        counts[label] = len(worth)
        enough = len(worth) >= least
        mean = Fraction(sum(worth), len(worth) or 1)
        scores[label] = mean * times - Fraction(less[1] if less else 0) if enough else None
    ranked = sorted((s for s in scores.values() if s is not None), reverse=True)
    known["some"] = bool(ranked)
    known |= dict(zip(PLACES, ranked, strict=False))
    if reader.compiled.quiz.kind == "profile":
        known |= {f"“{label}”": value for label, value in scores.items()}
        known |= {f"answered {label}": count for label, count in counts.items()}
        return [first_line(reader, known)]
    return [
        first_line(reader, known | {"its score": scores[s], "answered": counts[s]}) for s in scores
    ]


def bipolar(reader: Reader, sheet: Sheet) -> list[str]:
    points = key(table(reader.page, look="key"))
    rows = [points[str(answer)] for answer in answers(reader, sheet)]
    left, right = (sum(int(row[side]) for row in rows) for side in (0, 1))
    known = {"left": left, "right": right, "the total of both sides": left + right}
    return [first_line(reader, known)]  # type: ignore[arg-type]


def dual(reader: Reader, sheet: Sheet) -> list[str]:
    page = reader.page
    keys = [key(each) for each in table(page, look="key").all()]
    chosen = [str(a) for a in answers(reader, sheet)]
    met = [int(keys[0][a][0]) for a in chosen[::2]]
    drawn = [int(keys[1][a][0]) for a in chosen[1::2]]
    text = page.locator(".rapport-quiz__worksheet p", has_text="hot spot is").inner_text()
    most = int(re.search(r"(\d+) or fewer", text)[1])  # type: ignore[index]
    fewest = int(re.search(r"(\d+) or more", text)[1])  # type: ignore[index]
    hot = sum(m <= most and d >= fewest for m, d in zip(met, drawn, strict=True))
    known = {"Reserve": sum(met), "Draw": sum(drawn), "the number of hot spots": hot}
    return [first_line(reader, known)]  # type: ignore[arg-type]


def knowledge(reader: Reader, sheet: Sheet) -> list[str]:
    page = reader.page
    marks = 0
    for number, slot in enumerate(reader.compiled.program.slots):
        chosen = {
            page.locator(f'[data-slot="{slot}"] input[value="{value}"]').locator("..").inner_text()
            for value in reader.values(slot, sheet.get(slot))
        }
        block = page.locator(".rapport-quiz__worksheet .rapport-quiz__answers").nth(number)
        right = block.locator("dt", has_text="Right answer").all_inner_texts()
        marks += chosen == {text.removesuffix("Right answer").strip() for text in right}
    text = page.locator(".rapport-quiz__worksheet p", has_text="you pass").inner_text()
    needed = int(re.search(r"With (\d+) marks", text)[1])  # type: ignore[index]
    return ["Passed" if marks >= needed else "Not yet"]
