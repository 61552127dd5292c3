"""The interpreter does what the brief says, and the proof counts every sheet."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.model.quiz import AnyQuiz, AuditQuiz, BipolarQuiz, DualQuiz, KnowledgeQuiz, ProfileQuiz
from rapport.score.compile import compile_quiz
from rapport.score.distribution import NO_RULE
from rapport.score.interpreter import score
from rapport.score.program import Program, Sheet
from rapport.score.proof import prove
from tests.quiz_factory import (
    MOST_SHEETS,
    any_quiz,
    audit_quizzes,
    bipolar_quizzes,
    dual_quizzes,
    every_sheet,
    knowledge_quizzes,
    profile_quizzes,
)
from tests.score import brief_formulas

EVERY_SHEET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def by_the_brief(quiz: AnyQuiz, sheet: Sheet) -> dict[str, str]:
    match quiz:
        case ProfileQuiz():
            return brief_formulas.profile(quiz, sheet)
        case BipolarQuiz():
            return brief_formulas.bipolar(quiz, sheet)
        case AuditQuiz():
            return brief_formulas.audit(quiz, sheet)
        case KnowledgeQuiz():
            chosen = {
                q.id: {o.id for n, o in enumerate(q.options) if sheet[q.id] & 2**n}
                for q in quiz.questions
                if q.id in sheet
            }
            return brief_formulas.knowledge(quiz, chosen)
        case DualQuiz():
            pairs = {i.id: (sheet[f"{i.id}.first"], sheet[f"{i.id}.second"]) for i in quiz.items}
            return brief_formulas.dual(quiz, pairs)


def agree(quiz: AnyQuiz) -> None:
    """Every sheet comes out as the brief says, and the proof's counts are theirs."""
    program = compile_quiz(quiz).program
    assert program.sheet_count() <= MOST_SHEETS
    counted: dict[str, Counter[str]] = {d.name: Counter() for d in program.decisions}
    for sheet in every_sheet(program):
        outcomes = score(program, sheet).outcomes
        assert outcomes == by_the_brief(quiz, sheet), sheet
        for name, outcome in outcomes.items():
            counted[name][outcome] += 1
    proof = prove(program)
    assert proof.sheets == program.sheet_count()
    assert {name: dict(c) for name, c in counted.items()} == proof.counts
    for name, numbers in proof.counts.items():
        assert sum(numbers.values()) == proof.sheets
        assert NO_RULE not in numbers, name


@EVERY_SHEET
@given(profile_quizzes())
def test_profile(quiz: ProfileQuiz) -> None:
    agree(quiz)


@EVERY_SHEET
@given(bipolar_quizzes())
def test_bipolar(quiz: BipolarQuiz) -> None:
    agree(quiz)


@EVERY_SHEET
@given(audit_quizzes())
def test_audit(quiz: AuditQuiz) -> None:
    agree(quiz)


@EVERY_SHEET
@given(knowledge_quizzes())
def test_knowledge(quiz: KnowledgeQuiz) -> None:
    agree(quiz)


@EVERY_SHEET
@given(dual_quizzes())
def test_dual(quiz: DualQuiz) -> None:
    agree(quiz)


@settings(max_examples=60, deadline=None)
@given(any_quiz, st.randoms(use_true_random=False))
def test_counts_do_not_depend_on_the_order_of_items(quiz: AnyQuiz, random: object) -> None:
    program = compile_quiz(quiz).program
    items = list(program.items)
    random.shuffle(items)  # type: ignore[attr-defined]
    shuffled = Program(tuple(items), program.quantities, program.decisions)
    assert prove(shuffled).counts == prove(program).counts
