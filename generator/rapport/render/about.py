"""What Rapport adds to the pages on the site itself, from data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from rapport.model.about import About, AboutPart
from rapport.model.entity import Page
from rapport.model.library import Library
from rapport.model.review import due_date
from rapport.model.site import SiteSettings, StrictException


@dataclass(frozen=True)
class ReviewRow:
    """A page's version and its dates."""

    page: Page
    due: datetime.date
    overdue: bool


@dataclass(frozen=True)
class ExceptionRow:
    """An exception in force. ``label`` names what is no page: a region, or the directory."""

    exception: StrictException
    label: str


def review_rows(
    pages: Iterable[Page], settings: SiteSettings, today: datetime.date | None
) -> list[ReviewRow]:
    """Every page with its dates, in the order given. Without a ``today`` nothing is overdue."""
    dated = [(page, due_date(page, settings)) for page in pages]
    return [ReviewRow(page, due, today is not None and due < today) for page, due in dated]


def exception_rows(library: Library) -> list[ExceptionRow]:
    """Every exception in force, in the order of the settings."""
    settings = library.settings
    names = {r.id: f"Help lines: {r.label}" for r in settings.regions}
    names["directory"] = f"Help lines: {settings.directory.name}"
    return [
        ExceptionRow(e, "" if e.entity in library.entities else names.get(e.entity, e.entity))
        for e in settings.exceptions
    ]


def in_order(pages: Sequence[Page]) -> list[Page]:
    """Pages about the site by their part: how it is edited comes first."""
    parts: tuple[AboutPart, ...] = get_args(AboutPart)
    return sorted(pages, key=lambda p: parts.index(p.part) if isinstance(p, About) else len(parts))
