"""The proof of a quiz: exact counts of answer sheets for every outcome, and its cache."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sized
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rapport.score.distribution import NO_RULE, outcome_counts
from rapport.score.program import Count, Program, Rank, Spread, Total, slots_of

PROOF_FORMAT: Final = 1
"""Raised when the way of counting changes, so that old cache entries are not read."""


@dataclass(frozen=True)
class Proof:
    """What was counted: for each decision, the number of sheets for each outcome.

    Every decision's numbers add up to ``sheets``. ``unused`` lists items that no
    decision looks at.
    """

    sheets: int
    counts: Mapping[str, Mapping[str, int]]
    unused: tuple[str, ...]

    def count(self, decision: str, outcome: str) -> int:
        """How many sheets lead to an outcome."""
        return self.counts[decision].get(outcome, 0)

    def without_rule(self, decision: str) -> int:
        """How many sheets no rule of a decision speaks to."""
        return self.counts[decision].get(NO_RULE, 0)


def prove(program: Program, cache: Path | None = None) -> Proof:
    """Count every outcome of every decision, or read the counts from ``cache``.

    Raises :class:`~rapport.score.distribution.TooManyCombinations`, and
    ``AssertionError`` if the counts did not add up, which would be a fault of Rapport.
    """
    entry = cache / f"{fingerprint(program)}.json" if cache else None
    numbers = _read(entry) if entry else None
    outcomes = {d.name: (*d.outcomes, NO_RULE) for d in program.decisions}
    sheets = program.sheet_count()
    if numbers is None or not _fits(numbers, outcomes, sheets):
        counted = (outcome_counts(program, d) for d in program.decisions)
        numbers = [
            [counts.get(o, 0) for o in outcomes[d.name]]
            for d, counts in zip(program.decisions, counted, strict=True)
        ]
        if entry:
            _write(entry, numbers)
    for name, found in zip(outcomes, numbers, strict=True):
        assert sum(found) == sheets, f"the counts of {name} do not add up"
    counts = {
        name: {o: n for o, n in zip(names, found, strict=True) if n}
        for (name, names), found in zip(outcomes.items(), numbers, strict=True)
    }
    return Proof(sheets, counts, _unused(program))


def fingerprint(program: Program) -> str:
    """A hash of all that the counts depend on, and of nothing else.

    Names and wording are left out, and the order of items; which answers an item takes and
    how each quantity reads them is in. So quizzes of one make share one proof.
    """
    items = sorted(map(json.dumps, _readings(program).values()))
    text = json.dumps([PROOF_FORMAT, items, _nameless(program)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _readings(program: Program) -> dict[str, list[object]]:
    """For each item its slots' answers, and every term and clause that reads them."""
    item_of = {s.id: (i.id, n) for i in program.items for n, s in enumerate(i.slots)}
    readings: dict[str, list[object]] = {
        i.id: [[s.values, s.optional] for s in i.slots] for i in program.items
    }
    for number, quantity in enumerate(program.quantities):
        match quantity:
            case Total():
                for t in quantity.terms:
                    item, slot = item_of[t.slot]
                    readings[item].append([number, slot, t.times, t.plus, t.absolute])
            case Count():
                for clause in quantity.clauses:
                    item = item_of[clause[0].slot][0]
                    ranges = [(item_of[r.slot][1], r.low, r.high) for r in clause]
                    readings[item].append([number, ranges])
            case Spread():
                for slot_id in quantity.slots:
                    item, slot = item_of[slot_id]
                    readings[item].append([number, slot])
    return readings


def _nameless(program: Program) -> list[object]:
    """Quantities and rules with positions for names, and without their items."""
    number = {name: position for position, name in enumerate(program.by_name)}
    quantities: list[object] = []
    for quantity in program.quantities:
        match quantity:
            case Total():
                end = [str(quantity.times), str(quantity.plus)]
                quantities.append([quantity.mean, quantity.at_least, len(quantity.terms), *end])
            case Rank():
                of = [number[n] for n in quantity.of]
                quantities.append([of, quantity.place, quantity.smallest])
            case _:
                quantities.append(type(quantity).__name__)
    decisions = [
        [
            [
                d.outcomes.index(r.outcome),
                *(
                    [number[c.left], number.get(c.minus or "", -1), c.op, str(c.right)]
                    for c in r.all
                ),
            ]
            for r in d.rules
        ]
        for d in program.decisions
    ]
    return [quantities, decisions]


def _read(entry: Path) -> list[list[int]] | None:
    """A cache entry, or nothing where there is none that can be used."""
    try:
        data = json.loads(entry.read_text(encoding="utf-8"))
        return [[int(n) for n in numbers] for numbers in data]
    except (OSError, ValueError, TypeError):
        return None


def _fits(numbers: list[list[int]], outcomes: Mapping[str, Sized], sheets: int) -> bool:
    """Whether a cache entry can be what was counted for these decisions."""
    if [len(n) for n in numbers] != [len(o) for o in outcomes.values()]:
        return False
    return all(sum(n) == sheets and min(n) >= 0 for n in numbers)


def _write(entry: Path, numbers: list[list[int]]) -> None:
    """Keep the counts, where that is possible: a cache is never worth a failed build."""
    with suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        partial = entry.with_suffix(f".{os.getpid()}.part")
        partial.write_text(json.dumps(numbers), encoding="utf-8")
        partial.replace(entry)


def _unused(program: Program) -> tuple[str, ...]:
    """Items that no quantity of any decision reads."""
    pending = [
        n for d in program.decisions for r in d.rules for c in r.all for n in (c.left, c.minus)
    ]
    seen: set[str] = set()
    read: set[str] = set()
    while pending:
        name = pending.pop()
        if not name or name in seen:
            continue
        seen.add(name)
        quantity = program.by_name[name]
        if isinstance(quantity, Rank):
            pending += quantity.of
        else:
            read |= set(slots_of(quantity))
    return tuple(i.id for i in program.items if not any(s.id in read for s in i.slots))
