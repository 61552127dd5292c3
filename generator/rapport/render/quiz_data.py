"""What the browser runtime needs to know of a quiz, and nothing it does not.

Texts that stand in the form already (result texts, feedback, stems) are cloned from
there; here are only the program, which outcome leads to which result, and short labels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from rapport.model.quiz import (
    AnyQuiz,
    AuditQuiz,
    BipolarQuiz,
    DualQuiz,
    KnowledgeQuiz,
    ProfileQuiz,
    ResponsePoint,
)
from rapport.model.site import SiteSettings
from rapport.render.cpd_data import subject
from rapport.render.kept_by_readers import is_kept
from rapport.render.sections import CPD
from rapport.render.view import View
from rapport.score.compiled import CompiledQuiz
from rapport.score.quiz_words import marks_needed

FORMAT: Final = 1
"""Raised when a script of an older format could no longer read the data."""


def quiz_data(compiled: CompiledQuiz, view: View) -> dict[str, Any]:
    """The data of one quiz on the page of a view, ready for JSON."""
    quiz, settings = compiled.quiz, view.settings
    return {
        "format": FORMAT,
        "quiz": quiz.id,
        "version": quiz.version,
        "kind": quiz.kind,
        "program": compiled.program.as_data(),
        "results": _results(compiled),
        "additions": {
            r.id: [sorted(map(list, compiled.means(a.when))) for a in r.additions]
            for r in quiz.results
            if r.additions
        },
        **({"record": _record(quiz, view)} if settings.features.cpd_record else {}),
        **_labels(compiled, settings),
    }


def _record(quiz: AnyQuiz, view: View) -> dict[str, Any]:
    """What a learning record says of the quiz, and where kept records are shown."""
    return {
        "subject": subject(quiz, view),
        "organisation": view.settings.organisation,
        "keeps": view.settings.features.save,
        "logHref": view.addresses.to_file(view.file, f"{CPD}/index.md"),
    }


def _results(compiled: CompiledQuiz) -> dict[str, dict[str, str]]:
    """Decision to outcome to the id of the result that speaks to it; the first one wins."""
    found: dict[str, dict[str, str]] = {}
    for result in compiled.quiz.results:
        for decision, outcome in sorted(compiled.means(result.when)):
            found.setdefault(decision, {}).setdefault(outcome, result.id)
    return found


def _points(points: Iterable[ResponsePoint]) -> list[list[Any]]:
    return [[p.value, p.label] for p in points]


def _labels(compiled: CompiledQuiz, settings: SiteSettings) -> dict[str, Any]:
    match compiled.quiz:
        case ProfileQuiz() | AuditQuiz() as quiz:
            return {
                "items": [[i.id, i.text] for i in quiz.items],
                "points": _points(quiz.response_scale),
                "skip": quiz.skip_label,
                "scales": [[s.id, s.label] for s in quiz.scales],
                "bands": [
                    [b.id, b.label, [b.start.numerator, b.start.denominator]] for b in quiz.bands
                ],
                "top": _top(quiz),
            }
        case BipolarQuiz() as quiz:
            return {
                "items": [[i.id, i.label, i.left, i.right] for i in quiz.items],
                "points": _points(quiz.response_scale),
                "poles": [quiz.poles.left.label, quiz.poles.right.label],
                "balanced": quiz.cut_points.balanced,
            }
        case DualQuiz() as quiz:
            return {
                "items": [[i.id, i.text] for i in quiz.items],
                "halves": [[q.label, _points(q.response_scale)] for q in (quiz.first, quiz.second)],
            }
        case KnowledgeQuiz() as quiz:
            return {
                "items": [[q.id, [o.id for o in q.options]] for q in quiz.questions],
                "needed": marks_needed(compiled),
                "shuffle": quiz.shuffle_options,
                "keep": is_kept(quiz, settings),
                "print": settings.features.knowledge_check_print_out,
            }


def _top(quiz: ProfileQuiz | AuditQuiz) -> list[int]:
    """What a full scale comes to, as ``[numerator, denominator]``."""
    if isinstance(quiz, ProfileQuiz):
        return [100, 1]
    return [quiz.cut_points.top.numerator, quiz.cut_points.top.denominator]
