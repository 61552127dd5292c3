"""The reference interpreter of an instrument program."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rapport.score.program import (
    BaseQuantity,
    Comparison,
    Count,
    Decision,
    Program,
    Range,
    Rank,
    Sheet,
    Spread,
    Total,
)

Number = Fraction | int
Values = Mapping[str, Number | None]

COMPARE: Final[dict[str, Callable[[Number, Number], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


class UnusableSheet(ValueError):
    """A sheet with an unknown slot, a value that is not offered, or a required answer missing."""


@dataclass(frozen=True)
class Score:
    """What came of one sheet: every quantity (``None`` when undefined) and every outcome."""

    quantities: dict[str, Fraction | None]
    outcomes: dict[str, str]


def score(program: Program, sheet: Sheet) -> Score:
    """Score one complete sheet. Raises :class:`UnusableSheet` on one that is not."""
    _require_usable(program, sheet)
    values: dict[str, Number | None] = {}
    for quantity in program.quantities:
        if isinstance(quantity, Rank):
            values[quantity.name] = rank(quantity, values)
        else:
            values[quantity.name] = evaluate(quantity, sheet)
    outcomes = {d.name: decide(d, values) for d in program.decisions}
    exact = {name: None if v is None else Fraction(v) for name, v in values.items()}
    return Score(exact, outcomes)


def _require_usable(program: Program, sheet: Sheet) -> None:
    for slot_id, answer in sheet.items():
        slot = program.slots.get(slot_id)
        if slot is None:
            raise UnusableSheet(f"there is no question “{slot_id}”")
        if answer not in slot.values:
            raise UnusableSheet(f"“{slot_id}” does not offer the answer {answer}")
    for slot in program.slots.values():
        if not slot.optional and slot.id not in sheet:
            raise UnusableSheet(f"“{slot.id}” needs an answer")


def evaluate(quantity: BaseQuantity, sheet: Sheet) -> Number | None:
    """A quantity's value on a sheet, or ``None`` when it is undefined there."""
    match quantity:
        case Total():
            keyed = [t.keyed(sheet[t.slot]) for t in quantity.terms if t.slot in sheet]
            return finish_total(quantity, sum(keyed), len(keyed))
        case Count():
            return sum(all(holds(r, sheet) for r in clause) for clause in quantity.clauses)
        case Spread():
            answers = [sheet[s] for s in quantity.slots if s in sheet]
            return max(answers) - min(answers) if answers else None


def finish_total(quantity: Total, keyed_sum: int, answered: int) -> Fraction | None:
    """A total's value from the sum of keyed answers and their number."""
    if answered < quantity.at_least or not answered:
        return None
    amount = Fraction(keyed_sum, answered) if quantity.mean else Fraction(keyed_sum)
    return quantity.times * amount + quantity.plus


def holds(condition: Range, sheet: Sheet) -> bool:
    """Whether a slot is answered within a range."""
    return condition.slot in sheet and condition.low <= sheet[condition.slot] <= condition.high


def rank(quantity: Rank, values: Values) -> Number | None:
    """The value at a place among the defined ones."""
    defined = sorted(
        (v for name in quantity.of if (v := values[name]) is not None),
        reverse=not quantity.smallest,
    )
    return defined[quantity.place - 1] if len(defined) >= quantity.place else None


def decide(decision: Decision, values: Values) -> str:
    """The outcome of the first rule that holds. Raises ``LookupError`` when none does."""
    for rule in decision.rules:
        if all(_compare(c, values) for c in rule.all):
            return rule.outcome
    raise LookupError(f"no rule of {decision.name} holds")


def _compare(comparison: Comparison, values: Values) -> bool:
    left = values[comparison.left]
    other = values[comparison.minus] if comparison.minus else 0
    if left is None or other is None:
        return False
    return COMPARE[comparison.op](left - other, comparison.right)
