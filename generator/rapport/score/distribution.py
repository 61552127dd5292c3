"""How many answer sheets lead to each outcome: counted over all sheets, never sampled.

The answer space of a real quiz has some 10^14 sheets, yet few *different* totals.
Quantities that share items form a block; dynamic programming over the block's items
counts how many ways there are to each combination of its values. Blocks are
independent, so their combinations multiply. What a decision does not look at is
folded away: a quantity that is only compared with numbers is kept as the truth of those
comparisons, one that is only ranked as the places asked for.

``spread`` looks across blocks. It is only ever compared with 0 ("all answers alike"), so
the sheets with equal answers are counted apart, once for each answer, and taken
from the rest.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any, Final

from rapport.score.interpreter import COMPARE, finish_total, holds
from rapport.score.program import (
    BaseQuantity,
    Comparison,
    Count,
    Decision,
    Item,
    Program,
    Rank,
    Slot,
    Spread,
    Total,
    slots_of,
)

MAX_COMBINATIONS: Final = 4_000_000
NO_RULE: Final = ""
"""The outcome of sheets for which no rule holds."""

State = tuple[Any, ...]


class TooManyCombinations(Exception):
    """The scales have more combinations of totals than can be walked in reasonable time."""


def outcome_counts(program: Program, decision: Decision) -> dict[str, int]:
    """The exact number of sheets for each outcome (:data:`NO_RULE` where none holds).

    The numbers add up to :meth:`Program.sheet_count`. Raises
    :class:`TooManyCombinations`.
    """
    walk = _Walk(program, decision)
    counts = walk.outcomes(program.items, alike=False)
    if walk.spread is None:
        return counts
    every_slot_optional = all(slot.optional for slot in program.slots.values())
    for value in sorted({v for slot in program.slots.values() for v in slot.values}):
        same = _restricted(program.items, value)
        _move(counts, walk.outcomes(same, alike=True), walk.outcomes(same, alike=False))
        if every_slot_optional:
            none = _restricted(program.items, None)
            _move(counts, walk.outcomes(none, alike=False), walk.outcomes(none, alike=True))
    return {outcome: number for outcome, number in counts.items() if number}


def _move(counts: Counter[str], to: Counter[str], away: Counter[str]) -> None:
    """Count some sheets, which are in ``counts`` already, as others."""
    counts.update(to)
    counts.subtract(away)


def _restricted(items: Iterable[Item], value: int | None) -> tuple[Item, ...]:
    """The items with one answer only, or with none. A slot that must be answered and does
    not offer the value has no answers left, so no sheet is counted.
    """
    return tuple(
        Item(
            item.id,
            tuple(
                Slot(s.id, tuple(v for v in s.values if v == value), s.optional) for s in item.slots
            ),
        )
        for item in items
    )


class _Walk:
    """One decision's view of the answer space."""

    def __init__(self, program: Program, decision: Decision) -> None:
        self.decision = decision
        by_name = program.by_name
        named = [c for rule in decision.rules for c in rule.all]
        mentioned = list(dict.fromkeys(n for c in named for n in (c.left, c.minus) if n))
        self.ranks = [q for n in mentioned if isinstance(q := by_name[n], Rank)]
        spreads = [n for n in mentioned if isinstance(by_name[n], Spread)]
        self.spread = spreads[0] if spreads else None
        direct = [n for n in mentioned if not isinstance(by_name[n], Rank | Spread)]
        ranked = [n for rank in self.ranks for n in rank.of]
        self.base: dict[str, BaseQuantity] = {
            n: q for n in dict.fromkeys([*direct, *ranked]) if not isinstance(q := by_name[n], Rank)
        }
        paired = {n for c in named if c.minus for n in (c.left, c.minus)}
        self.unary = {
            n: list(dict.fromkeys((c.op, c.right) for c in named if c.left == n))
            for n in direct
            if n not in paired
        }
        exact = {n for n in direct if n not in self.unary}
        self.unit = _unit(self.base.values(), named)
        self.groups: dict[tuple[tuple[str, ...], bool], int] = {}
        for rank in self.ranks:
            # Where all values are known at the end, places are taken from them then.
            if not exact.issuperset(rank.of):
                key = (rank.of, rank.smallest)
                self.groups[key] = max(self.groups.get(key, 0), rank.place)
        # Blocks of which only places are kept come first: they stay few when multiplied.
        wanted = set(direct)
        self.blocks = sorted(
            _blocks(program.items, self.base), key=lambda block: not wanted.isdisjoint(block[0])
        )
        self.direct = [n for names, _ in self.blocks for n in names if n in wanted]
        self.position = {n: p for p, n in enumerate(self.direct)}

    # -- counting ---------------------------------------------------------

    def _states(self, items: Sequence[Item]) -> Iterator[tuple[State, State, int]]:
        """Every reachable state with its number of sheets; one state may come more than once.

        A state is the folded values of ``direct`` by position, and the top places of
        each ranked group.
        """
        used = {i for _, own in self.blocks for i in own}
        rest = [item for item in items if item.id not in used]
        ways = math.prod(_answers(slot) for item in rest for slot in item.slots)
        empty = tuple(() for _ in self.groups)
        states: Iterator[tuple[State, State, int]] = iter([((), empty, ways)] if ways else [])
        for names, own in self.blocks:
            joint: Counter[State] = Counter()
            for values, tops, count in states:
                joint[(values, tops)] += count
            part = self._block(names, [item for item in items if item.id in own])
            if len(joint) * len(part) > MAX_COMBINATIONS:
                raise TooManyCombinations
            states = self._product(joint, part)
        return states

    def _block(self, names: list[str], items: list[Item]) -> Counter[State]:
        quantities = [self.base[n] for n in names]
        totals: dict[State, int] = {tuple(_START for _ in names): 1}
        for item in items:
            gains = _gains(item, quantities)
            after: Counter[State] = Counter()
            for state, count in totals.items():
                for gain, ways in gains.items():
                    after[_added(state, gain)] += count * ways
            totals = after
        folded: Counter[State] = Counter()
        for state, count in totals.items():
            values = {
                n: _value(q, s, self.unit) for n, q, s in zip(names, quantities, state, strict=True)
            }
            direct = tuple(self._fold(n, values[n]) for n in names if n in self.position)
            tops = tuple(
                _top([values[n] for n in of if n in values], smallest, places)
                for (of, smallest), places in self.groups.items()
            )
            folded[(direct, tops)] += count
        return folded

    def _fold(self, name: str, value: int | None) -> Any:
        if name not in self.unary:
            return value
        return tuple(
            value is not None and COMPARE[op](value, to * self.unit) for op, to in self.unary[name]
        )

    def _product(
        self, joint: Counter[State], part: Counter[State]
    ) -> Iterator[tuple[State, State, int]]:
        """The states of two independent blocks together."""
        groups = list(self.groups.items())
        more = [(*state, ways) for state, ways in part.items()]
        for (left, left_tops), count in joint.items():
            for right, right_tops, ways in more:
                tops = (
                    ()
                    if not groups
                    else tuple(
                        _top((*one, *other), smallest, places)
                        for ((_, smallest), places), one, other in zip(
                            groups, left_tops, right_tops, strict=True
                        )
                    )
                )
                yield left + right, tops, count * ways

    # -- deciding ---------------------------------------------------------

    def outcomes(self, items: Sequence[Item], alike: bool) -> Counter[str]:
        """The number of sheets of some items for each outcome."""
        rules = self._ready_rules(alike)
        ranks = self._ranks()
        found: Counter[str] = Counter()
        for values, tops, count in self._states(items):
            found[_first_match(rules, values + ranks(values, tops))] += count
        return found

    def _ranks(self) -> Callable[[State, State], State]:
        """A function from a state to the values of the ranks, in their order."""
        kept = list(self.groups)
        sources = []
        for rank in self.ranks:
            key = (rank.of, rank.smallest)
            group = kept.index(key) if key in self.groups else None
            members = [self.position[n] for n in rank.of] if group is None else []
            sources.append((group, members, rank.smallest, rank.place))

        def ranks(values: State, tops: State) -> State:
            found: list[int | None] = []
            before: tuple[list[int], bool] | None = None
            top: State = ()
            for group, members, smallest, place in sources:
                if group is not None:
                    top, before = tops[group], None
                elif before != (members, smallest):
                    top = _top([values[p] for p in members], smallest, len(members))
                    before = (members, smallest)
                found.append(top[place - 1] if len(top) >= place else None)
            return tuple(found)

        return ranks

    def _ready_rules(self, alike: bool) -> list[tuple[str, list[_Test]]]:
        """The rules with names looked up: tests on a state's values by position."""
        ready: list[tuple[str, list[_Test]]] = []
        for rule in self.decision.rules:
            if any(c.left == self.spread for c in rule.all) and not alike:
                continue
            rest = [c for c in rule.all if c.left != self.spread]
            ready.append((rule.outcome, [self._test(c) for c in rest]))
        return ready

    def _test(self, c: Comparison) -> _Test:
        places = {n: p for p, n in enumerate([*self.direct, *(r.name for r in self.ranks)])}
        if c.left in self.unary:
            return (places[c.left], None, None, self.unary[c.left].index((c.op, c.right)))
        minus = places[c.minus] if c.minus else None
        return (places[c.left], minus, COMPARE[c.op], int(c.right * self.unit))


_Test = tuple[int, int | None, Callable[[Any, Any], bool] | None, int]
"""Position, position to subtract, operator, right side; without an operator the value at the
position holds truths, and the last number says which."""


def _first_match(rules: list[tuple[str, list[_Test]]], known: State) -> str:
    for outcome, tests in rules:
        for left, minus, operator, right in tests:
            value = known[left]
            if operator is None:
                if not value[right]:
                    break
            elif value is None:
                break
            elif minus is None:
                if not operator(value, right):
                    break
            else:
                other = known[minus]
                if other is None or not operator(value - other, right):
                    break
        else:
            return outcome
    return NO_RULE


def _unit(base: Iterable[BaseQuantity], named: Iterable[Comparison]) -> int:
    """A whole number by which every value becomes a whole number."""
    unit = math.lcm(*(c.right.denominator for c in named))
    for quantity in base:
        if isinstance(quantity, Total):
            parts = range(quantity.at_least, len(quantity.terms) + 1) if quantity.mean else [1]
            own = quantity.times.denominator * math.lcm(*parts)
            unit = math.lcm(unit, own, quantity.plus.denominator)
    return unit


_START: Final = (0, 0)


def _answers(slot: Slot) -> int:
    return len(slot.values) + slot.optional


def _blocks(
    items: Sequence[Item], base: dict[str, BaseQuantity]
) -> list[tuple[list[str], set[str]]]:
    """Groups of quantities that share items, each with the ids of its items."""
    item_of = {slot.id: item.id for item in items for slot in item.slots}
    groups: list[tuple[list[str], set[str]]] = []
    for name, quantity in base.items():
        names, reads = [name], {item_of[s] for s in slots_of(quantity)}
        for group in [g for g in groups if g[1] & reads]:
            groups.remove(group)
            names, reads = group[0] + names, group[1] | reads
        groups.append((names, reads))
    return groups


def _top(values: Iterable[Any], smallest: bool, places: int) -> State:
    return tuple(sorted([v for v in values if v is not None], reverse=not smallest)[:places])


def _gains(item: Item, quantities: Sequence[BaseQuantity]) -> Counter[State]:
    """What each way of answering one item adds to each quantity, with the number of ways."""
    return Counter(gain for _, gain in answer_gains(item, quantities))


def answer_gains(
    item: Item, quantities: Sequence[BaseQuantity]
) -> Iterator[tuple[tuple[int | None, ...], State]]:
    """Each way of answering one item, and what it adds to each quantity (a sum and a number
    of answers).
    """
    own = {slot.id for slot in item.slots}
    read = [(n, q) for n, q in enumerate(quantities) if not own.isdisjoint(slots_of(q))]
    nothing = [_START for _ in quantities]
    choices = [[*slot.values, *([None] if slot.optional else [])] for slot in item.slots]
    for answers in product(*choices):
        sheet = {s.id: a for s, a in zip(item.slots, answers, strict=True) if a is not None}
        gains = list(nothing)
        for position, quantity in read:
            gains[position] = _gain(quantity, own, sheet)
        yield answers, tuple(gains)


def _gain(quantity: BaseQuantity, own: set[str], sheet: dict[str, int]) -> tuple[int, int]:
    if isinstance(quantity, Total):
        keyed = [t.keyed(sheet[t.slot]) for t in quantity.terms if t.slot in sheet]
        return (sum(keyed), len(keyed))
    assert isinstance(quantity, Count)
    return (
        sum(
            clause[0].slot in own and all(holds(r, sheet) for r in clause)
            for clause in quantity.clauses
        ),
        0,
    )


def _added(state: State, gain: State) -> State:
    return tuple((s + g, n + m) for (s, n), (g, m) in zip(state, gain, strict=True))


def _value(quantity: BaseQuantity, state: tuple[int, int], unit: int) -> int | None:
    if isinstance(quantity, Total):
        value = finish_total(quantity, *state)
        return None if value is None else int(value * unit)
    return state[0] * unit
