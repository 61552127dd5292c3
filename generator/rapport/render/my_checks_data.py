"""What the page of saved checks needs to know of the checks that can be saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from rapport.catalogue.words import Message, catalogue
from rapport.model.entity import Page
from rapport.model.library import Library
from rapport.model.quiz import BipolarQuiz
from rapport.render.kept_by_readers import is_saved
from rapport.render.view import View
from rapport.score.compile import compile_quiz

FORMAT: Final = 1
"""Raised when a script of an older format could no longer read the data."""
IN_TEMPLATE: Final = ("unscripted", "holds")
"""Words that the page says without its script."""


def my_checks_data(library: Library, pages: Iterable[Page], view: View) -> dict[str, Any]:
    """The data of the page, ready for JSON; ``quizzes`` are those that are saved."""
    saved = [p for p in pages if isinstance(p, BipolarQuiz) and is_saved(library, p)]
    return {
        "format": FORMAT,
        "retention": library.settings.retention_days,
        "quizzes": [_quiz(quiz, view) for quiz in saved],
        "words": _words(library, "my_checks"),
    }


def save_data(library: Library, quiz: Page, href: str) -> dict[str, Any]:
    """What a quiz's page tells the script that keeps its checks; ``href`` leads to them all."""
    return {
        "quiz": quiz.id,
        "href": href,
        "retention": library.settings.retention_days,
        "words": _words(library, "keep_check"),
    }


def _words(library: Library, section: str) -> dict[str, Message]:
    """What one page alone says; the others need not load it."""
    part = catalogue(library.settings.language).part(section)
    return {name: message for name, message in part.items() if name not in IN_TEMPLATE}


def _quiz(quiz: BipolarQuiz, view: View) -> dict[str, Any]:
    poles = quiz.poles
    return {
        "quiz": quiz.id,
        "version": quiz.version,
        "title": quiz.title,
        "href": view.addresses.to_file(view.file, f"quiz/{quiz.id}.md"),
        "items": [[i.id, i.label, i.left, i.middle, i.right] for i in quiz.items],
        "points": [[p.value, p.label] for p in quiz.response_scale],
        "poles": [[p.id, p.label] for p in (poles.left, poles.middle, poles.right, poles.mixed)],
        "balanced": quiz.cut_points.balanced,
        "program": compile_quiz(quiz).program.as_data(),
    }
