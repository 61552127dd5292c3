"""Any quiz to its instrument program."""

from __future__ import annotations

from rapport.model.quiz import AnyQuiz, AuditQuiz, BipolarQuiz, DualQuiz, KnowledgeQuiz, ProfileQuiz
from rapport.score.audit import compile_audit
from rapport.score.bipolar import compile_bipolar
from rapport.score.compiled import CompiledQuiz
from rapport.score.dual import compile_dual
from rapport.score.knowledge import compile_knowledge
from rapport.score.profile import compile_profile


def compile_quiz(quiz: AnyQuiz) -> CompiledQuiz:
    """Compile a quiz that :mod:`rapport.check` has passed."""
    match quiz:
        case ProfileQuiz():
            return compile_profile(quiz)
        case BipolarQuiz():
            return compile_bipolar(quiz)
        case AuditQuiz():
            return compile_audit(quiz)
        case KnowledgeQuiz():
            return compile_knowledge(quiz)
        case DualQuiz():
            return compile_dual(quiz)
