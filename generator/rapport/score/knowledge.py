"""Kind ``knowledge``: one mark a question, and a pass mark (section 5.4)."""

from __future__ import annotations

from fractions import Fraction

from rapport.model.quiz import KnowledgeQuiz, Question, When
from rapport.score.compiled import CompiledQuiz, Outcome, stated
from rapport.score.program import Comparison, Count, Decision, Item, Program, Range, Rule, Slot


def compile_knowledge(quiz: KnowledgeQuiz) -> CompiledQuiz:
    """An answer is a set of options, written as a number: see :func:`answer_number`.

    A question without an answer earns no mark.
    """
    items = tuple(
        Item(q.id, (Slot(q.id, tuple(range(1, 2 ** len(q.options))), optional=True),))
        if q.mode == "multiple"
        else Item(q.id, (Slot(q.id, tuple(2**n for n in range(len(q.options))), optional=True),))
        for q in quiz.questions
    )
    keys = {q.id: answer_number(q, {o.id for o in q.options if o.correct}) for q in quiz.questions}
    right = {q: (Range(q, key, key),) for q, key in keys.items()}
    singles = tuple(Count(f"right:{q}", (clause,)) for q, clause in right.items())
    marks = Count("marks", tuple(right.values()))
    needed = Fraction(quiz.pass_mark * len(quiz.questions), 100)
    result = Decision(
        "result",
        (Rule("class:passed", (Comparison("marks", ">=", needed),)), Rule("class:not-yet")),
    )
    each = tuple(
        Decision(c.name, (Rule("yes", (Comparison(c.name, "=", Fraction(1)),)), Rule("no")))
        for c in singles
    )
    program = Program(items, (marks, *singles), (result, *each))
    return CompiledQuiz(quiz, program, tuple(("result", o) for o in result.outcomes), _means)


def answer_number(question: Question, chosen: set[str]) -> int:
    """The chosen options as one number: the first option counts 1, the next 2, 4, 8."""
    return sum(2**n for n, option in enumerate(question.options) if option.id in chosen)


def _means(when: When) -> frozenset[Outcome]:
    if stated(when) == {"class"}:
        return frozenset({("result", f"class:{when.outcome}")})
    return frozenset()
