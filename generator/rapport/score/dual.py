"""Kind ``dual``: how well needs are met, and how much is drawn from clients (section 5.5)."""

from __future__ import annotations

from fractions import Fraction

from rapport.model.quiz import DualQuiz, DualThreshold, NeedItem, When
from rapport.score.compiled import CompiledQuiz, Outcome, stated
from rapport.score.program import (
    Comparison,
    Count,
    Decision,
    Item,
    Program,
    Quantity,
    Range,
    Rule,
    Slot,
    Term,
    Total,
)


def first_slot(item: str) -> str:
    """The slot of the first answer about a need."""
    return f"{item}.first"


def second_slot(item: str) -> str:
    """The slot of the second answer about a need."""
    return f"{item}.second"


def compile_dual(quiz: DualQuiz) -> CompiledQuiz:
    """``reserve`` sums the first answers, ``draw`` the second; ``hot`` counts hot spots."""
    met = tuple(p.value for p in quiz.first.response_scale)
    drawn = tuple(p.value for p in quiz.second.response_scale)
    items = tuple(
        Item(i.id, (Slot(first_slot(i.id), met), Slot(second_slot(i.id), drawn)))
        for i in quiz.items
    )
    count = len(quiz.items)
    hot = {i.id: _hot_clause(quiz, i, met, drawn) for i in quiz.items}
    singles = tuple(Count(f"hot:{i}", (clause,)) for i, clause in hot.items())
    quantities: tuple[Quantity, ...] = (
        Total("reserve", tuple(Term(first_slot(i.id)) for i in quiz.items), at_least=count),
        Total("draw", tuple(Term(second_slot(i.id)) for i in quiz.items), at_least=count),
        Count("hot", tuple(hot.values())),
        *singles,
    )
    cuts = quiz.cut_points
    result = Decision(
        "result",
        (
            *_any_of("class:act", cuts.act),
            *_any_of("class:watch", cuts.watch),
            Rule("class:spare-capacity"),
        ),
    )
    each = tuple(
        Decision(c.name, (Rule("yes", (Comparison(c.name, "=", Fraction(1)),)), Rule("no")))
        for c in singles
    )
    program = Program(items, quantities, (result, *each))
    return CompiledQuiz(quiz, program, tuple(("result", o) for o in result.outcomes), _means)


def _hot_clause(
    quiz: DualQuiz, item: NeedItem, met: tuple[int, ...], drawn: tuple[int, ...]
) -> tuple[Range, ...]:
    spot = quiz.cut_points.hot_spot
    return (
        Range(first_slot(item.id), min(met), spot.first_at_most),
        Range(second_slot(item.id), spot.second_at_least, max(drawn)),
    )


def _any_of(outcome: str, cuts: DualThreshold) -> tuple[Rule, ...]:
    return (
        Rule(outcome, (Comparison("reserve", "<=", Fraction(cuts.reserve_at_most)),)),
        Rule(outcome, (Comparison("draw", ">=", Fraction(cuts.draw_at_least)),)),
        Rule(outcome, (Comparison("hot", ">=", Fraction(cuts.hot_spots_at_least)),)),
    )


def _means(when: When) -> frozenset[Outcome]:
    if stated(when) == {"class"}:
        return frozenset({("result", f"class:{when.outcome}")})
    return frozenset()
