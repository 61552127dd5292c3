"""Kind ``bipolar``: which way a relationship leans, and how strongly (section 5.2)."""

from __future__ import annotations

from fractions import Fraction

from rapport.model.quiz import BipolarQuiz, When
from rapport.score.compiled import CompiledQuiz, Outcome, stated
from rapport.score.program import Comparison, Decision, Item, Program, Rule, Slot, Term, Total


def compile_bipolar(quiz: BipolarQuiz) -> CompiledQuiz:
    """``sum`` adds the answers, ``pull`` their absolute values; all items are required."""
    values = tuple(p.value for p in quiz.response_scale)
    items = tuple(Item(i.id, (Slot(i.id, values),)) for i in quiz.items)
    count = len(quiz.items)
    quantities = (
        Total("sum", tuple(Term(i.id) for i in quiz.items), at_least=count),
        Total("pull", tuple(Term(i.id, absolute=True) for i in quiz.items), at_least=count),
    )
    poles, cuts = quiz.poles, quiz.cut_points
    balanced = Comparison("pull", "<=", Fraction(cuts.balanced))
    result = Decision(
        "result",
        (
            Rule(f"class:{poles.middle.id}", (balanced,)),
            Rule(f"class:{poles.left.id}", (Comparison("sum", "<=", Fraction(-cuts.lean)),)),
            Rule(f"class:{poles.right.id}", (Comparison("sum", ">=", Fraction(cuts.lean)),)),
            Rule(f"class:{poles.mixed.id}"),
        ),
    )
    lean = Decision(
        "lean",
        (
            Rule(poles.left.id, (balanced, Comparison("sum", "<=", Fraction(-cuts.slight)))),
            Rule(poles.right.id, (balanced, Comparison("sum", ">=", Fraction(cuts.slight)))),
            Rule("none"),
        ),
    )
    program = Program(items, quantities, (result, lean))
    return CompiledQuiz(quiz, program, tuple(("result", o) for o in result.outcomes), _means)


def _means(when: When) -> frozenset[Outcome]:
    match sorted(stated(when)):
        case ["class"]:
            return frozenset({("result", f"class:{when.outcome}")})
        case ["lean"]:
            return frozenset({("lean", str(when.lean))})
    return frozenset()
