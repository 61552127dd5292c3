"""A compiled quiz's program in words, for the printed worksheet and ``rapport explain``.

Everything here is read from the program and the quiz, so that neither can say other
numbers than the scorers use. The words themselves are the catalogue's, in the language asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import groupby
from math import ceil
from typing import Final

from rapport.catalogue.words import Catalogue, catalogue
from rapport.model.quiz import AnyQuiz, AuditQuiz, Band, BipolarQuiz, DualQuiz, ProfileQuiz, When
from rapport.score.compiled import CompiledQuiz
from rapport.score.program import Comparison, Decision, Rule, Term, Total

ENGLISH: Final = catalogue()
_RANKS: Final = ("highest", "second", "third")
_IS: Final = {"<": "below", "<=": "at_most", "=": "exactly", ">=": "at_least", ">": "above"}


@dataclass(frozen=True)
class RuleWords:
    """One line of the rules: the ways in which it can hold (empty: always), and what follows."""

    ways: tuple[str, ...]
    outcome: str


def number_words(number: Fraction, say: Catalogue = ENGLISH) -> str:
    """``25``, ``12.5``, or ``100/3`` where no short decimal is exact."""
    if number.denominator == 1:
        return str(number.numerator)
    places = next((n for n in (1, 2, 3) if 10**n % number.denominator == 0), 0)
    if not places:
        return str(number)
    return f"{float(number):.{places}f}".replace(".", say.decimal_point)


def scaling_words(total: Total, say: Catalogue = ENGLISH) -> str:
    """What to do with a mean: ``multiply by 25, then take away 25``."""
    times, plus = number_words(total.times, say), number_words(abs(total.plus), say)
    if not total.plus:
        return say("rules.multiply", times=times)
    key = "rules.multiply_take_away" if total.plus < 0 else "rules.multiply_add"
    return say(key, times=times, number=plus)


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


def band_words(bands: tuple[Band, ...], say: Catalogue = ENGLISH) -> list[tuple[Band, str]]:
    """Each band with its range: ``40 to below 60``; the last one holds its upper end."""
    return [
        (
            b,
            say(
                "rules.range_last" if b is bands[-1] else "rules.range",
                start=number_words(b.start, say),
                end=number_words(b.end, say),
            ),
        )
        for b in bands
    ]


def rule_words(compiled: CompiledQuiz, decision: str, say: Catalogue = ENGLISH) -> list[RuleWords]:
    """A decision's rules in their order; neighbours with one outcome become one line."""
    speaker = _Speaker(compiled, say)
    titles = outcome_titles(compiled)
    lines = []
    rules = compiled.program.decision(decision).rules
    for outcome, alike in groupby(rules, key=lambda r: r.outcome):
        ways = tuple(w for r in alike if (w := speaker.rule(r)))
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


def when_words(quiz: AnyQuiz, when: When, say: Catalogue = ENGLISH) -> str:
    """When an addition applies, for a reader: ``If “Holding off” is strong``."""
    if when.band and when.scale and isinstance(quiz, ProfileQuiz | AuditQuiz):
        scale = next((s.label for s in quiz.scales if s.id == when.scale), when.scale)
        band = next((b.label for b in quiz.bands if b.id == when.band), when.band)
        return say("rules.when_band", scale=scale, band=band.lower())
    if when.lean and isinstance(quiz, BipolarQuiz):
        poles = (quiz.poles.left, quiz.poles.right)
        label = next((p.label for p in poles if p.id == when.lean), when.lean)
        return say("rules.when_lean", pole=label)
    pair = reduce(lambda one, other: say("rules.both", one=one, other=other), when.pair or ("",))
    return say("rules.when_result", result=when.leader or when.outcome or when.state or pair)


class _Speaker:
    """Says the comparisons of one quiz."""

    def __init__(self, compiled: CompiledQuiz, say: Catalogue) -> None:
        quiz = self.quiz = compiled.quiz
        totals = (q for q in compiled.program.quantities if isinstance(q, Total))
        self.leasts = {total.at_least for total in totals}
        self.say = say
        self.names = _names(quiz, say)

    def rule(self, rule: Rule) -> str:
        """All comparisons of a rule; nothing for one that always holds."""
        parts = [p for c in rule.all if (p := self.comparison(c))]
        both = self.say
        return reduce(lambda one, other: both("rules.both", one=one, other=other), parts or [""])

    def comparison(self, c: Comparison) -> str:
        special = self.special(c)
        if special is not None:
            return special
        left, number = self.names.get(c.left, c.left), number_words(c.right, self.say)
        if c.minus is None:
            return self.say(f"rules.is_{_IS[c.op]}", name=left, number=number)
        other = self.names.get(c.minus, c.minus)
        return self.say(f"rules.over_{_IS[c.op]}", name=left, number=number, other=other)

    def special(self, c: Comparison) -> str | None:
        """Comparisons that people say otherwise than by numbers."""
        say, quiz = self.say, self.quiz
        number = number_words(abs(c.right), say)
        if c.left.startswith("answered:"):
            scale = c.left.removeprefix("answered:")
            if isinstance(quiz, AuditQuiz):
                # One list of rules stands for all habits, which may need different numbers.
                if len(self.leasts) > 1:
                    return say("rules.answered_enough")
                return say("rules.answered_its", number=number)
            return say("rules.answered_of", number=number, scale=self.names[scale])
        if c.left == "spread" and c.op == "=":
            return say("rules.all_alike")
        if c.left == "lowest" and c.minus is None:
            return say("rules.some_score")
        is_scale = c.left not in _RANKS
        if c.minus == "highest" and c.right == 0 and is_scale:
            return say("rules.is_highest", name=self.names[c.left])
        if c.minus == "second" and c.right == 0 and is_scale:
            return say("rules.among_two", name=self.names[c.left])
        if c.left == "sum" and isinstance(quiz, BipolarQuiz):
            return say(f"rules.more_{'left' if c.op == '<=' else 'right'}", number=number)
        return None


def _names(quiz: AnyQuiz, say: Catalogue) -> Mapping[str, str]:
    match quiz:
        case ProfileQuiz():
            ranks = {n: say(f"rules.{n}") for n in _RANKS}
            return ranks | {s.id: say("rules.scale", label=s.label) for s in quiz.scales}
        case AuditQuiz():
            return {s.id: say("rules.its_score") for s in quiz.scales} | {
                "lowest": say("rules.lowest")
            }
        case BipolarQuiz():
            return {"pull": say("rules.pull")}
        case DualQuiz():
            return {n: say(f"rules.{n}") for n in ("reserve", "draw", "hot")}
    return {"marks": say("rules.marks")}
