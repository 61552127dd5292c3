"""What the page of learning records needs to know of everything that can be learnt from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from rapport.model.about import About
from rapport.model.entity import Page
from rapport.model.library import Library
from rapport.render.sections import SECTIONS
from rapport.render.view import View

FORMAT: Final = 1
"""Raised when a script of an older format could no longer read the data."""


def cpd_data(library: Library, pages: Iterable[Page], view: View) -> dict[str, Any]:
    """The data of the page, ready for JSON: every page that a record can be about, and what
    its kind is called.
    """
    return {
        "format": FORMAT,
        "organisation": library.settings.organisation,
        "keeps": library.settings.features.save,
        "kinds": [[s.kind, s.label] for s in SECTIONS],
        "subjects": [subject(p, view) for p in pages if not isinstance(p, About)],
    }


def subject(page: Page, view: View) -> dict[str, Any]:
    """A page as the subject of a record: what it is called, its minutes and objectives."""
    return {
        "id": page.id,
        "kind": page.type,
        "title": view.title(page.id),
        "version": page.version,
        "minutes": page.minutes,
        "objectives": [o.text for o in page.objectives],
    }
