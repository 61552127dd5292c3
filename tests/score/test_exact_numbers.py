"""Numbers of a quiz are read exactly, and only so long as browsers compare them exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from rapport.model.quiz import Exact

NUMBER: TypeAdapter[Fraction] = TypeAdapter(Exact)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12.5", Fraction(25, 2)),
        ("25/2", Fraction(25, 2)),
        (" 50 ", Fraction(50)),
        (".5", Fraction(1, 2)),
        ("-1.5", Fraction(-3, 2)),
        ("999999.999999", Fraction(999999999999, 10**6)),
        (12, Fraction(12)),
        (0.5, Fraction(1, 2)),
        (Fraction(1, 24), Fraction(1, 24)),
    ],
)
def test_what_a_number_is(written: object, number: Fraction) -> None:
    assert NUMBER.validate_python(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "1e99999999",
        "1e2",
        "57.142857142857143",
        "1234567",
        "1/1234567",
        "1234567/2",
        "1/0",
        "1.5/2",
        "1_000",
        "٣",
        "nan",
        "half",
        "12.",
        ".",
        "",
        "1 / 2",
        True,
        [],
    ],
)
def test_what_is_none(written: object) -> None:
    with pytest.raises(ValidationError, match=r"must be a number such as 12\.5 or 25/2"):
        NUMBER.validate_python(written)
