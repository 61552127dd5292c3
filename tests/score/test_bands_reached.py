"""A band that no answers lead to is a mistake, told once and with its scales."""

from __future__ import annotations

import pytest

from rapport.load.content import load_texts
from rapport.model.diagnostic import Diagnostic
from rapport.score.verdict import prove_quizzes
from tests.content_cases import VALID

FILES = {
    p.relative_to(VALID).as_posix(): p.read_text(encoding="utf-8")
    for p in sorted(VALID.rglob("*.yml"))
}


def found(path: str, *changes: tuple[str, str]) -> list[Diagnostic]:
    text = FILES[path]
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    loaded = load_texts(FILES | {path: text})
    assert loaded.library is not None
    return prove_quizzes(loaded, set())[1]


NARROW = (
    "  - {id: high, from: 50,",
    "  - {id: narrow, from: 50, to: 55, label: n}\n  - {id: high, from: 55,",
)
WIDE = (
    "  - {id: high, from: 50,",
    "  - {id: narrow, from: 60, to: 70, label: n}\n  - {id: high, from: 70,",
)
THIRD = (
    "  - {id: w4,",
    "  - {id: w5, scale: apart, text: One more.}\n  - {id: w4,",
)
ANSWERS = [('"3113"', '"31113"'), ('"2222"', '"22222"'), ('"-12-"', '"-122-"')]


def test_bands_that_are_reached_are_no_mistake() -> None:
    assert found("quizzes/which-way.yml", NARROW) == []


def test_the_scale_on_which_a_band_is_not_reached_is_named() -> None:
    wide = (WIDE, ("low, from: 0, to: 50", "low, from: 0, to: 60"))
    (told,) = found("quizzes/which-way.yml", *wide)
    assert told.rule == "quiz-result-unreachable"
    assert told.place.line == 29
    assert "“narrow” can never come up on “lean”, “apart”" in told.message
    (told,) = found("quizzes/which-way.yml", *wide, THIRD, *ANSWERS)
    assert "“narrow” can never come up on “lean”:" in told.message


RESULT = (
    "  - {id: set-result,",
    "  - {id: odd-result, when: {band: odd, scale: meeting}, title: O, text: O.}\n"
    "  - {id: set-result,",
)
ODD = (
    "  - {id: set, from: 10,",
    "  - {id: odd, from: 11, to: 12, label: o}\n  - {id: set, from: 12,",
)
LOW = ("start, from: 0, to: 10", "start, from: 0, to: 11")


@pytest.mark.parametrize("changes", [(), (RESULT,)])
def test_a_band_is_told_once_with_or_without_its_result(changes: tuple[tuple[str, str]]) -> None:
    (told,) = found("quizzes/habits.yml", ODD, LOW, *changes)
    assert told.rule == "quiz-result-unreachable"
    assert ("The band “odd”" in told.message) is not bool(changes)
