"""A compiled quiz: its program, and which outcomes its results must speak to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rapport.model.quiz import AnyQuiz, Band, ResponsePoint, ScaledItem, When
from rapport.score.program import Comparison, Count, Item, Program, Range, Rule, Slot, Term

Outcome = tuple[str, str]
"""A decision's name and one of its outcomes."""

Meaning = Callable[[When], frozenset[Outcome]]


@dataclass(frozen=True)
class CompiledQuiz:
    """A quiz with its program.

    ``needs_result`` lists the outcomes that a reader can be shown and that therefore
    need a result text. ``means`` says which outcomes a ``when`` stands for; it is empty
    where this kind of quiz cannot understand it.
    """

    quiz: AnyQuiz
    program: Program
    needs_result: tuple[Outcome, ...]
    means: Meaning


def stated(when: When) -> frozenset[str]:
    """The keys that a ``when`` uses, as authors write them."""
    return frozenset(when.model_dump(by_alias=True, exclude_none=True))


def scaled_items(
    items: tuple[ScaledItem, ...], points: tuple[ResponsePoint, ...], optional: bool
) -> tuple[Item, ...]:
    """One slot an item, with the values of the response scale."""
    values = tuple(point.value for point in points)
    return tuple(Item(i.id, (Slot(i.id, values, optional),)) for i in items)


def keyed_terms(
    items: tuple[ScaledItem, ...], scale: str, points: tuple[ResponsePoint, ...]
) -> tuple[Term, ...]:
    """A scale's terms; a reverse-keyed answer *a* counts as lowest + highest − *a*."""
    values = [point.value for point in points]
    turn = min(values) + max(values)
    return tuple(
        Term(i.id, -1, turn) if i.reverse else Term(i.id) for i in items if i.scale == scale
    )


def answered(name: str, terms: tuple[Term, ...], points: tuple[ResponsePoint, ...]) -> Count:
    """How many of a scale's items have an answer."""
    low, high = min(p.value for p in points), max(p.value for p in points)
    return Count(name, tuple((Range(t.slot, low, high),) for t in terms))


def band_rules(score: str, bands: tuple[Band, ...]) -> tuple[Rule, ...]:
    """First match from the lowest band up; the last one takes what is left."""
    below = tuple(Rule(b.id, (Comparison(score, "<", b.end),)) for b in bands[:-1])
    return (*below, Rule(bands[-1].id))


def words(outcome: Outcome) -> str:
    """An outcome as authors write it: ``leader: co-dependent``, ``band: low, scale: x``."""
    decision, name = outcome
    if decision.startswith("band:"):
        scale = decision.removeprefix("band:")
        if name in ("flat", "not-scored"):
            return f"state: {name}"
        return f"band: {name}, scale: {scale}"
    kind, colon, rest = name.partition(":")
    if decision == "lean":
        return f"lean: {name}"
    if not colon:
        return f"state: {name}"
    return f"{kind}: [{rest.replace('+', ', ')}]" if kind == "pair" else f"{kind}: {rest}"
