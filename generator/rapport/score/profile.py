"""Kind ``profile``: which of several scales leads (content brief, section 5.1)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from rapport.model.quiz import ProfileQuiz, When
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
from rapport.score.program import (
    Comparison,
    Decision,
    Program,
    Quantity,
    Rank,
    Rule,
    Spread,
    Total,
)

ZERO = Fraction(0)


def compile_profile(quiz: ProfileQuiz) -> CompiledQuiz:
    """Percent a scale = (mean − lowest answer) ÷ range × 100, over the answered items."""
    points = quiz.response_scale
    low, high = min(p.value for p in points), max(p.value for p in points)
    factor = Fraction(100, high - low)
    scales = [s.id for s in quiz.scales]
    quantities: list[Quantity] = []
    for scale in scales:
        terms = keyed_terms(quiz.items, scale, points)
        least = quiz.min_answered or len(terms)
        quantities.append(answered(f"answered:{scale}", terms, points))
        quantities.append(Total(scale, terms, True, least, factor, -low * factor))
    quantities.append(Spread("spread", tuple(i.id for i in quiz.items)))
    places = [("highest", 1), ("second", 2)] + ([("third", 3)] if len(scales) > 2 else [])
    quantities += [Rank(name, tuple(scales), place) for name, place in places]
    program = Program(
        scaled_items(quiz.items, points, quiz.allow_skip),
        tuple(quantities),
        (_result(quiz, scales), *_bands(quiz)),
    )
    return CompiledQuiz(
        quiz, program, tuple(("result", o) for o in program.decisions[0].outcomes), _meaning(scales)
    )


def _incomplete(quiz: ProfileQuiz, scale: str) -> Comparison:
    count = sum(i.scale == scale for i in quiz.items)
    return Comparison(f"answered:{scale}", "<", Fraction(quiz.min_answered or count))


def _result(quiz: ProfileQuiz, scales: list[str]) -> Decision:
    """Section 5.1's six rules, in their order."""
    lead, floor = quiz.cut_points.lead, quiz.cut_points.floor
    rules = []
    if quiz.allow_skip:
        rules += [Rule("incomplete", (_incomplete(quiz, s),)) for s in scales]
    rules.append(Rule("flat", (Comparison("spread", "=", ZERO),)))
    rules.append(Rule("unclear", (Comparison("highest", "<", floor),)))
    clear = Comparison("highest", ">=", lead, "second")
    rules += [Rule(f"leader:{s}", (Comparison(s, "=", ZERO, "highest"), clear)) for s in scales]
    if len(scales) > 2:
        rules.append(Rule("unclear", (Comparison("highest", "<", lead, "third"),)))
    for one, other in combinations(scales, 2):
        top_two = [Comparison(s, ">=", ZERO, "second") for s in (one, other)]
        rules.append(Rule(f"pair:{one}+{other}", tuple(top_two)))
    return Decision("result", tuple(rules))


def _bands(quiz: ProfileQuiz) -> list[Decision]:
    return [
        Decision(
            f"band:{s.id}",
            (Rule("not-scored", (_incomplete(quiz, s.id),)), *band_rules(s.id, quiz.bands)),
        )
        if quiz.allow_skip
        else Decision(f"band:{s.id}", band_rules(s.id, quiz.bands))
        for s in quiz.scales
    ]


def _meaning(scales: list[str]) -> Meaning:
    def means(when: When) -> frozenset[Outcome]:
        match sorted(stated(when)):
            case ["leader"]:
                return frozenset({("result", f"leader:{when.leader}")})
            case ["pair"] if when.pair and set(when.pair) <= set(scales):
                one, other = sorted(when.pair, key=scales.index)
                return frozenset({("result", f"pair:{one}+{other}")})
            case ["state"]:
                return frozenset({("result", str(when.state))})
            case ["band", "scale"]:
                return frozenset({(f"band:{when.scale}", str(when.band))})
        return frozenset()

    return means
