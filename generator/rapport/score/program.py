"""The instrument program: what every quiz kind compiles to.

A program has *items* with answerable *slots*, named *quantities* over the
answers, and *decisions*: ordered rules that compare quantities, of which the
first match gives the outcome. Numbers are exact rationals and are never rounded
before a comparison. Python (:mod:`rapport.score.interpreter`) and the browser
(``web/src/interpreter.js``) each hold one interpreter; the proof and the printed
worksheet read the same program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

Operator = Literal["<", "<=", "=", ">=", ">"]
Sheet = dict[str, int]
"""Answers by slot id. A slot that is skipped or left out has no entry."""


@dataclass(frozen=True)
class Slot:
    """One place for one answer. ``optional`` slots may be left out of a complete sheet."""

    id: str
    values: tuple[int, ...]
    optional: bool = False


@dataclass(frozen=True)
class Item:
    """What is asked as one question: a slot, or two for a dual need."""

    id: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class Term:
    """A slot's keyed value: ``times`` × answer + ``plus``, then its absolute value if asked.

    Reverse keying on a scale from *a* to *b* is ``times=-1, plus=a+b``.
    """

    slot: str
    times: int = 1
    plus: int = 0
    absolute: bool = False

    def keyed(self, answer: int) -> int:
        """The keyed value of an answer."""
        value = self.times * answer + self.plus
        return abs(value) if self.absolute else value


@dataclass(frozen=True)
class Total:
    """A sum, or the mean of the answered terms, then ``times`` × it + ``plus``.

    Undefined while fewer than ``at_least`` terms are answered.
    """

    name: str
    terms: tuple[Term, ...]
    mean: bool = False
    at_least: int = 1
    times: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)


@dataclass(frozen=True)
class Range:
    """True when a slot is answered with a value from ``low`` to ``high``."""

    slot: str
    low: int
    high: int


@dataclass(frozen=True)
class Count:
    """How many clauses hold; a clause is ranges that must hold together, on one item."""

    name: str
    clauses: tuple[tuple[Range, ...], ...]


@dataclass(frozen=True)
class Spread:
    """Highest raw answer less the lowest; undefined when nothing is answered."""

    name: str
    slots: tuple[str, ...]


@dataclass(frozen=True)
class Rank:
    """The ``place``-th largest (or smallest) of the defined quantities in ``of``.

    Undefined when fewer are defined.
    """

    name: str
    of: tuple[str, ...]
    place: int
    smallest: bool = False


BaseQuantity = Total | Count | Spread
Quantity = BaseQuantity | Rank


@dataclass(frozen=True)
class Comparison:
    """``left`` − ``minus`` compared with ``right``; false when a quantity is undefined."""

    left: str
    op: Operator
    right: Fraction
    minus: str | None = None


@dataclass(frozen=True)
class Rule:
    """An outcome, given when all comparisons hold. Without any it always holds."""

    outcome: str
    all: tuple[Comparison, ...] = ()


@dataclass(frozen=True)
class Decision:
    """Ordered rules; the first that holds gives the outcome."""

    name: str
    rules: tuple[Rule, ...]

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Every outcome once, in the order of the rules."""
        return tuple(dict.fromkeys(rule.outcome for rule in self.rules))


@dataclass(frozen=True)
class Program:
    """A compiled quiz. Names of items, quantities and decisions are unique within it."""

    items: tuple[Item, ...]
    quantities: tuple[Quantity, ...]
    decisions: tuple[Decision, ...]

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """Every slot by id, in the order shown."""
        return {slot.id: slot for item in self.items for slot in item.slots}

    @cached_property
    def by_name(self) -> dict[str, Quantity]:
        """Every quantity by name."""
        return {quantity.name: quantity for quantity in self.quantities}

    def decision(self, name: str) -> Decision:
        """The decision of that name. Raises ``KeyError`` when there is none."""
        for decision in self.decisions:
            if decision.name == name:
                return decision
        raise KeyError(name)

    def sheet_count(self) -> int:
        """How many answer sheets there are.

        Each slot counts its answers; an optional slot counts one more, for having no
        answer (skipped and left blank are the same).
        """
        count = 1
        for slot in self.slots.values():
            count *= len(slot.values) + slot.optional
        return count

    def as_data(self) -> dict[str, Any]:
        """The program as JSON data; fractions are ``[numerator, denominator]``."""
        return {
            "items": [{"id": i.id, "slots": [_slot_data(s) for s in i.slots]} for i in self.items],
            "quantities": [_quantity_data(q) for q in self.quantities],
            "decisions": [
                {
                    "name": d.name,
                    "rules": [[r.outcome, *map(_comparison_data, r.all)] for r in d.rules],
                }
                for d in self.decisions
            ],
        }


def slots_of(quantity: BaseQuantity) -> Iterator[str]:
    """The slots a quantity reads."""
    match quantity:
        case Total():
            yield from (term.slot for term in quantity.terms)
        case Count():
            yield from (r.slot for clause in quantity.clauses for r in clause)
        case Spread():
            yield from quantity.slots


def _slot_data(slot: Slot) -> list[Any]:
    return [slot.id, list(slot.values), int(slot.optional)]


def _fraction(number: Fraction) -> list[int]:
    return [number.numerator, number.denominator]


def _quantity_data(quantity: Quantity) -> dict[str, Any]:
    match quantity:
        case Total():
            return {
                "name": quantity.name,
                "op": "mean" if quantity.mean else "sum",
                "terms": [[t.slot, t.times, t.plus, int(t.absolute)] for t in quantity.terms],
                "least": quantity.at_least,
                "times": _fraction(quantity.times),
                "plus": _fraction(quantity.plus),
            }
        case Count():
            clauses = [[[r.slot, r.low, r.high] for r in clause] for clause in quantity.clauses]
            return {"name": quantity.name, "op": "count", "clauses": clauses}
        case Spread():
            return {"name": quantity.name, "op": "spread", "slots": list(quantity.slots)}
        case Rank():
            op = "smallest" if quantity.smallest else "largest"
            return {
                "name": quantity.name,
                "op": op,
                "of": list(quantity.of),
                "place": quantity.place,
            }


def _comparison_data(comparison: Comparison) -> list[Any]:
    return [
        comparison.left,
        comparison.minus or "",
        comparison.op,
        *_fraction(comparison.right),
    ]
