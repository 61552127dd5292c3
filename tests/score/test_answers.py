"""Vectors are read in every way that authors may write them, and numbers are rounded exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.load.content import load_content
from rapport.model.quiz import Vector
from rapport.score.answers import UnreadableAnswers, sheet_of
from rapport.score.compile import compile_quiz
from rapport.score.compiled import CompiledQuiz
from rapport.score.vectors import rounded, vector_problems
from tests.content_cases import VALID


def quiz(name: str) -> CompiledQuiz:
    library = load_content(VALID).library
    assert library is not None
    return compile_quiz({q.id: q for q in library.quizzes}[name])


def vector(answers: Any, **expect: Any) -> Vector:
    return Vector.model_validate({"answers": answers, "expect": expect})


@pytest.mark.parametrize(
    ("name", "answers", "sheet"),
    [
        ("which-way", "31-2", {"w1": 3, "w2": 1, "w4": 2}),
        ("which-way", "31 -2", {"w1": 3, "w2": 1, "w4": 2}),
        ("which-way", ["3", "1", None, "2"], {"w1": 3, "w2": 1, "w4": 2}),
        ("which-way", {"w4": "2", "w1": "3"}, {"w1": 3, "w4": 2}),
        ("today", ["-1", "0", "1"], {"d1": -1, "d2": 0, "d3": 1}),
        ("own-needs", "02/10", {"n1.first": 0, "n1.second": 1, "n2.first": 2, "n2.second": 0}),
        (
            "own-needs",
            {"n1": ["0", "1"], "n2": ["2", "0"]},
            {"n1.first": 0, "n1.second": 1, "n2.first": 2, "n2.second": 0},
        ),
        ("knowing", {"k1": "a", "k2": ["a", "c"]}, {"k1": 1, "k2": 5}),
        ("knowing", "ab", {"k1": 1, "k2": 2}),
        ("knowing", {"k1": "b", "k2": "-"}, {"k1": 2}),
    ],
)
def test_ways_to_write_answers(name: str, answers: Any, sheet: dict[str, int]) -> None:
    assert sheet_of(quiz(name), vector(answers)) == sheet


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("which-way", "123"),
        ("which-way", "x123"),
        ("own-needs", "0210"),
        ("own-needs", "02/1"),
        ("own-needs", {"n1": "01", "n2": "20"}),
        ("knowing", {"k9": "a"}),
        ("knowing", {"k1": "z"}),
        ("knowing", "a"),
    ],
)
def test_unreadable_answers_say_so(name: str, answers: Any) -> None:
    with pytest.raises(UnreadableAnswers):
        sheet_of(quiz(name), vector(answers))


@pytest.mark.parametrize(
    ("name", "answers", "expect", "says"),
    [
        ("which-way", "3113", {"leader": "apart"}, "Expected “leader: apart”"),
        ("which-way", "3113", {"scores": {"lean": "99"}}, "Expected 99 for “lean”"),
        ("which-way", "3113", {"scores": {"nothing": "1"}}, "no score called “nothing”"),
        ("which-way", "3113", {"lean": "apart"}, "decides nothing of the kind “lean: apart”"),
        ("habits", "20", {"suggest": []}, "Expected none as suggestions"),
        ("own-needs", "02/10", {"hot-spots": None}, "expects nothing"),
        ("own-needs", "02/10", {"hot_spots": ["n2"]}, "Expected n2 as hot spots"),
        ("today", ["-1", "0", "0"], {"lean": "apart"}, "comes out as “lean: lean”"),
    ],
)
def test_what_does_not_come_out_is_told(
    name: str, answers: Any, expect: dict[str, Any], says: str
) -> None:
    expect.pop("hot-spots", None)
    (problem,) = vector_problems(quiz(name), vector(answers, **expect))
    assert says in problem


@given(st.fractions(max_denominator=200), st.integers(0, 3))
def test_rounding_is_half_up_and_exact(value: Fraction, places: int) -> None:
    unit = Fraction(1, 10**places)
    shown = Fraction(rounded(value, places))
    assert abs(shown - value) <= unit / 2
    if abs(shown - value) == unit / 2:
        assert abs(shown) > abs(value)
    assert len(rounded(value, places).partition(".")[2]) == places


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("-0.4", 0, "0"),
        ("66.65", 1, "66.7"),
        ("1/3", 2, "0.33"),
    ],
)
def test_rounding_examples(value: str, places: int, shown: str) -> None:
    assert rounded(Fraction(value), places) == shown
