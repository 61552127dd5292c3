"""What a quiz does, in numbers and sentences: ``rapport explain``."""

from __future__ import annotations

from typing import Any

from rapport.model.quiz import AuditQuiz, DualQuiz, KnowledgeQuiz, ProfileQuiz
from rapport.score.program import Slot
from rapport.score.verdict import ProvenQuiz

SKIP_NOTE = (
    "A sheet is one way of answering every question. Where a question may be left out, "
    "having no answer counts as one more way; skipped and left blank are the same."
)


def explain(proven: ProvenQuiz) -> dict[str, Any]:
    """All that is known of a quiz's scoring, as JSON data.

    ``sheets`` is the size of the answer space. Each decision's ``outcomes`` give the exact
    number of sheets and their ``share`` of the whole (0 to 1, six decimals).
    """
    quiz, proof = proven.quiz, proven.proof
    decisions = [
        {
            "decides": decision.name,
            "outcomes": [
                {
                    "outcome": outcome,
                    "result": _result_for(proven, decision.name, outcome),
                    "sheets": proof.count(decision.name, outcome),
                    "share": round(proof.count(decision.name, outcome) / proof.sheets, 6),
                }
                for outcome in decision.outcomes
            ],
        }
        for decision in proven.compiled.program.decisions
    ]
    return {
        "quiz": quiz.id,
        "title": quiz.title,
        "version": quiz.version,
        "kind": quiz.kind,
        "sheets": proof.sheets,
        "how_counted": SKIP_NOTE,
        "items": _items(proven),
        "decisions": decisions,
        "tests": len(quiz.tests),
    }


def _result_for(proven: ProvenQuiz, decision: str, outcome: str) -> str | None:
    for result in proven.quiz.results:
        if (decision, outcome) in proven.compiled.means(result.when):
            return result.id
    return None


def _items(proven: ProvenQuiz) -> list[dict[str, Any]]:
    slots = proven.compiled.program.slots
    quiz = proven.quiz
    if isinstance(quiz, ProfileQuiz | AuditQuiz):
        return [
            {
                "item": item.id,
                "scale": item.scale,
                "key": "reverse" if item.reverse else "forward",
                "ways": _ways(slots[item.id]),
                "text": item.text,
            }
            for item in quiz.items
        ]
    if isinstance(quiz, KnowledgeQuiz):
        return [
            {
                "item": q.id,
                "key": [o.id for o in q.options if o.correct],
                "mode": q.mode,
                "ways": _ways(slots[q.id]),
                "text": q.stem,
            }
            for q in quiz.questions
        ]
    if isinstance(quiz, DualQuiz):
        return [
            {
                "item": item.id,
                "ways": _ways(slots[f"{item.id}.first"]) * _ways(slots[f"{item.id}.second"]),
                "text": item.text,
            }
            for item in quiz.items
        ]
    return [
        {"item": item.id, "ways": _ways(slots[item.id]), "text": item.label} for item in quiz.items
    ]


def _ways(slot: Slot) -> int:
    return len(slot.values) + slot.optional
