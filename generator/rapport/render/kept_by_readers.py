"""Pages for what readers keep on their own device: saved checks, and records of learning.

The pages hold no reader's data; a script in the browser puts it there.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapport.model.entity import Page
from rapport.model.library import Library
from rapport.model.quiz import AnyQuiz, BipolarQuiz
from rapport.model.site import SiteSettings
from rapport.render.sections import CPD, MY_CHECKS, Section


def pages_kept_by_readers(library: Library, pages: Iterable[Page]) -> list[Section]:
    """Which of these pages a site has: what can be kept decides."""
    found = [MY_CHECKS] if any(is_saved(library, p) for p in pages) else []
    return [*found, CPD] if library.settings.features.cpd_record else found


def is_saved(library: Library, page: Page) -> bool:
    """Whether a reader may save the result of a page, under an alias."""
    return isinstance(page, BipolarQuiz) and is_kept(page, library.settings)


def is_kept(quiz: AnyQuiz, settings: SiteSettings) -> bool:
    """Whether anything of a quiz is kept on the device, for those who ask for it."""
    return quiz.save == "opt-in" and settings.features.save
