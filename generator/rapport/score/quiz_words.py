"""A compiled quiz's program in words, for the printed worksheet and ``rapport explain``.

Everything here is read from the program and the quiz, so that neither can say other
numbers than the scorers use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import Final

from rapport.model.quiz import AnyQuiz, AuditQuiz, Band, BipolarQuiz, DualQuiz, ProfileQuiz, When
from rapport.score.compiled import CompiledQuiz
from rapport.score.program import Comparison, Decision, Rule, Term, Total

_IS: Final = {"<": "below", "<=": "at most", "=": "exactly", ">=": "at least", ">": "above"}
_ABOVE: Final = {
    "<": "less than",
    "<=": "at most",
    "=": "exactly",
    ">=": "at least",
    ">": "more than",
}


@dataclass(frozen=True)
class RuleWords:
    """One line of the rules: the ways in which it can hold (empty: always), and what follows."""

    ways: tuple[str, ...]
    outcome: str


def number_words(number: Fraction) -> str:
    """``25``, ``12.5``, or ``100/3`` where no short decimal is exact."""
    if number.denominator == 1:
        return str(number.numerator)
    places = next((n for n in (1, 2, 3) if 10**n % number.denominator == 0), 0)
    return f"{float(number):.{places}f}" if places else str(number)


def scaling_words(total: Total) -> str:
    """What to do with a mean: ``multiply by 25, then take away 25``."""
    said = f"multiply by {number_words(total.times)}"
    if total.plus:
        change = "take away" if total.plus < 0 else "add"
        said += f", then {change} {number_words(abs(total.plus))}"
    return said


def formula_words(total: Total) -> str:
    """A total as a formula over item ids: ``mean(a1, 6 − a2) × 25 − 25``, ``|b1| + |b2|``."""
    terms = [_term(t) for t in total.terms]
    said = f"mean({', '.join(terms)})" if total.mean else " + ".join(terms)
    if total.times != 1:
        said += f" × {number_words(total.times)}"
    if total.plus:
        said += f" {'−' if total.plus < 0 else '+'} {number_words(abs(total.plus))}"
    return said


def _term(term: Term) -> str:
    said = f"{term.plus} − {term.slot}" if term.times < 0 else term.slot
    return f"|{said}|" if term.absolute else said


def marks_needed(compiled: CompiledQuiz) -> int:
    """The fewest marks that pass a knowledge quiz, read from its first rule."""
    return ceil(compiled.program.decision("result").rules[0].all[0].right)


def band_words(bands: tuple[Band, ...]) -> list[tuple[Band, str]]:
    """Each band with its range: ``40 to below 60``; the last one holds its upper end."""
    return [
        (b, f"{number_words(b.start)} to {'' if b is bands[-1] else 'below '}{number_words(b.end)}")
        for b in bands
    ]


def rule_words(compiled: CompiledQuiz, decision: str) -> list[RuleWords]:
    """A decision's rules in their order; neighbours with one outcome become one line."""
    names = _names(compiled.quiz)
    titles = outcome_titles(compiled)
    lines = []
    rules = compiled.program.decision(decision).rules
    for outcome, alike in groupby(rules, key=lambda r: r.outcome):
        ways = tuple(w for r in alike if (w := _rule(r, names, compiled.quiz)))
        lines.append(RuleWords(ways, titles.get((decision, outcome), outcome)))
    return lines


def outcome_titles(compiled: CompiledQuiz) -> dict[tuple[str, str], str]:
    """What readers are told an outcome is called: its result's title, or its band's label."""
    titles: dict[tuple[str, str], str] = {}
    if isinstance(compiled.quiz, ProfileQuiz | AuditQuiz):
        for scale in compiled.quiz.scales:
            titles |= {(f"band:{scale.id}", b.id): b.label for b in compiled.quiz.bands}
    for result in compiled.quiz.results:
        for outcome in compiled.means(result.when):
            titles.setdefault(outcome, result.title)
    return titles


def audit_decision(compiled: CompiledQuiz) -> Decision:
    """The band decision of an audit's first scale; those of the others are like it."""
    return compiled.program.decisions[0]


def when_words(quiz: AnyQuiz, when: When) -> str:
    """When an addition applies, for a reader: ``If “Holding off” is strong``."""
    if when.band and when.scale and isinstance(quiz, ProfileQuiz | AuditQuiz):
        scale = next((s.label for s in quiz.scales if s.id == when.scale), when.scale)
        band = next((b.label for b in quiz.bands if b.id == when.band), when.band)
        return f"If “{scale}” comes out as “{band.lower()}”"
    if when.lean and isinstance(quiz, BipolarQuiz):
        poles = (quiz.poles.left, quiz.poles.right)
        label = next((p.label for p in poles if p.id == when.lean), when.lean)
        return f"If there is a slight lean towards “{label}”"
    said = when.leader or when.outcome or when.state or " and ".join(when.pair or ())
    return f"If the result is “{said}”"


def _names(quiz: AnyQuiz) -> Mapping[str, str]:
    match quiz:
        case ProfileQuiz():
            ranks = {n: f"the {n} percent" for n in ("highest", "second", "third")}
            ranks |= {"second": "the second highest", "third": "the third highest"}
            return ranks | {s.id: f"“{s.label}”" for s in quiz.scales}
        case AuditQuiz():
            return {s.id: "its score" for s in quiz.scales} | {"lowest": "the lowest score"}
        case BipolarQuiz():
            return {"pull": "the total of both sides"}
        case DualQuiz():
            return {"reserve": "Reserve", "draw": "Draw", "hot": "the number of hot spots"}
    return {"marks": "the number of marks"}


def _rule(rule: Rule, names: Mapping[str, str], quiz: AnyQuiz) -> str:
    return _joined(_comparison(c, names, quiz) for c in rule.all)


def _joined(parts: Iterable[str]) -> str:
    return " and ".join(p for p in parts if p)


def _comparison(c: Comparison, names: Mapping[str, str], quiz: AnyQuiz) -> str:
    special = _special(c, names, quiz)
    if special is not None:
        return special
    left, number = names.get(c.left, c.left), number_words(c.right)
    if c.minus is None:
        return f"{left} is {_IS[c.op]} {number}"
    return f"{left} is {_ABOVE[c.op]} {number} above {names.get(c.minus, c.minus)}"


def _special(c: Comparison, names: Mapping[str, str], quiz: AnyQuiz) -> str | None:
    """Comparisons that people say otherwise than by numbers."""
    number = number_words(abs(c.right))
    if c.left.startswith("answered:"):
        scale = c.left.removeprefix("answered:")
        whose = (
            "its statements" if isinstance(quiz, AuditQuiz) else f"the {names[scale]} statements"
        )
        return f"fewer than {number} of {whose} are answered"
    if c.left == "spread" and c.op == "=":
        return "all the answers given are the same"
    if c.left == "lowest" and c.minus is None:
        return "at least one habit has a score"
    if c.minus == "highest" and c.right == 0:
        return f"{names[c.left]} is the highest"
    if c.minus == "second" and c.right == 0:
        return f"{names[c.left]} is among the two highest"
    if c.left == "sum" and isinstance(quiz, BipolarQuiz):
        more, fewer = ("left", "right") if c.op == "<=" else ("right", "left")
        return f"there are at least {number} more {more} points than {fewer} points"
    return None
