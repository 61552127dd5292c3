"""Test vectors: the answer sheets an author worked out, held against the program."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rapport.model.quiz import Expectation, Vector
from rapport.score.answers import UnreadableAnswers, sheet_of
from rapport.score.compiled import CompiledQuiz, words
from rapport.score.interpreter import Score, UnusableSheet, score


def vector_problems(compiled: CompiledQuiz, vector: Vector) -> list[str]:
    """What of a vector does not come out, in sentences; empty when it passes."""
    try:
        result = score(compiled.program, sheet_of(compiled, vector))
    except UnreadableAnswers as error:
        return [f"The answers cannot be read: {error}."]
    except UnusableSheet as error:
        return [f"The answers do not fit the quiz: {error}."]
    expected = vector.expect
    wrong = [*_wrong_outcomes(compiled, expected, result), *_wrong_numbers(expected, result)]
    if not expected.model_dump(exclude_none=True):
        wrong.append("It expects nothing: “expect” is empty.")
    return wrong


def _wrong_outcomes(compiled: CompiledQuiz, expected: Expectation, result: Score) -> Iterator[str]:
    outcomes = result.outcomes
    for name, wanted in _wanted_outcomes(compiled, expected).items():
        got = outcomes.get(name)
        if got is None:
            yield f"This quiz decides nothing of the kind “{words((name, wanted))}”."
        elif got != wanted:
            yield f"Expected “{words((name, wanted))}”; it comes out as “{words((name, got))}”."
    for prefix, listed in (("suggest:", expected.suggest), ("hot:", expected.hot_spots)):
        if listed is None:
            continue
        said = {
            n.removeprefix(prefix)
            for n, o in outcomes.items()
            if n.startswith(prefix) and o == "yes"
        }
        if said != set(listed):
            label = "suggestions" if prefix == "suggest:" else "hot spots"
            names = ", ".join(sorted(said)) or "none"
            yield f"Expected {', '.join(listed) or 'none'} as {label}; it comes out as {names}."


def _wanted_outcomes(compiled: CompiledQuiz, expected: Expectation) -> dict[str, str]:
    wanted: dict[str, str] = {}
    if expected.leader:
        wanted["result"] = f"leader:{expected.leader}"
    if expected.pair:
        order = [n for n in compiled.program.by_name if n in expected.pair]
        wanted["result"] = f"pair:{'+'.join(order)}"
    if expected.outcome:
        wanted["result"] = f"class:{expected.outcome}"
    if expected.lean:
        wanted["lean"] = expected.lean
    for scale, band in (expected.bands or {}).items():
        wanted[f"band:{scale}"] = band
    if expected.state:
        decisions = [d for d in compiled.program.decisions if expected.state in d.outcomes]
        names = [d.name for d in decisions if d.name == "result" or d.name.startswith("band:")]
        for name in names[:1] or ["result"]:
            wanted[name] = expected.state
    return wanted


def _wrong_numbers(expected: Expectation, result: Score) -> Iterator[str]:
    for name, written in (expected.scores or {}).items():
        if name not in result.quantities:
            yield f"This quiz has no score called “{name}”."
            continue
        value = result.quantities[name]
        places = len(written.partition(".")[2])
        got = "-" if value is None else rounded(value, places)
        if got != written:
            yield f"Expected {written} for “{name}”, and it comes out as {got}."


def rounded(value: Fraction, places: int = 0) -> str:
    """A number to so many decimals, halves up (away from zero), worked out exactly."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 and whole else text
