"""Kind ``audit``: several habits, each with its own band, and no total (section 5.3)."""

from __future__ import annotations

from fractions import Fraction

from rapport.model.quiz import AuditQuiz, When
from rapport.score.compiled import (
    CompiledQuiz,
    Meaning,
    Outcome,
    answered,
    band_rules,
    keyed_terms,
    scaled_items,
    stated,
)
from rapport.score.program import Comparison, Decision, Program, Quantity, Rank, Rule, Spread, Total


def compile_audit(quiz: AuditQuiz) -> CompiledQuiz:
    """Score a scale = (mean − lowest answer) ÷ range × ``top``, over the answered items."""
    points = quiz.response_scale
    low, high = min(p.value for p in points), max(p.value for p in points)
    factor = quiz.cut_points.top / (high - low)
    scales = [s.id for s in quiz.scales]
    quantities: list[Quantity] = []
    for scale in scales:
        terms = keyed_terms(quiz.items, scale, points)
        least = quiz.min_answered or len(terms)
        quantities.append(answered(f"answered:{scale}", terms, points))
        quantities.append(Total(scale, terms, True, least, factor, -low * factor))
    quantities.append(Spread("spread", tuple(i.id for i in quiz.items)))
    quantities.append(Rank("lowest", tuple(scales), 1, smallest=True))
    bands = [_band(quiz, s) for s in scales]
    suggest = [_suggest(quiz, s) for s in scales]
    items = scaled_items(quiz.items, points, quiz.allow_skip)
    program = Program(items, tuple(quantities), (*bands, *suggest))
    needs = tuple((d.name, o) for d in bands for o in d.outcomes)
    return CompiledQuiz(quiz, program, needs, _meaning(scales))


def _flat(outcome: str) -> Rule:
    """All raw answers alike, where at least one scale has a score to be doubted."""
    scored = Comparison("lowest", ">=", Fraction(0))
    return Rule(outcome, (Comparison("spread", "=", Fraction(0)), scored))


def _band(quiz: AuditQuiz, scale: str) -> Decision:
    count = sum(i.scale == scale for i in quiz.items)
    least = Fraction(quiz.min_answered or count)
    skipped = [Rule("not-scored", (Comparison(f"answered:{scale}", "<", least),))]
    rules = (*(skipped if quiz.allow_skip else []), _flat("flat"), *band_rules(scale, quiz.bands))
    return Decision(f"band:{scale}", rules)


def _suggest(quiz: AuditQuiz, scale: str) -> Decision:
    near = Comparison(scale, "<=", quiz.cut_points.together, "lowest")
    return Decision(f"suggest:{scale}", (_flat("no"), Rule("yes", (near,)), Rule("no")))


def _meaning(scales: list[str]) -> Meaning:
    def means(when: When) -> frozenset[Outcome]:
        match sorted(stated(when)):
            case ["band", "scale"]:
                return frozenset({(f"band:{when.scale}", str(when.band))})
            case ["state"]:
                return frozenset((f"band:{s}", str(when.state)) for s in scales)
        return frozenset()

    return means
