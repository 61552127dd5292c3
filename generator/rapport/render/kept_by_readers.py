"""Pages for what readers keep on their own device: saved checks, and records of learning.

The pages hold no reader's data; a script in the browser puts it there.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapport.catalogue.words import Catalogue, catalogue
from rapport.model.entity import Page
from rapport.model.library import Library
from rapport.model.quiz import AnyQuiz, BipolarQuiz
from rapport.model.site import SiteSettings
from rapport.render.sections import CPD, MY_CHECKS, Section


def pages_kept_by_readers(library: Library, pages: Iterable[Page]) -> list[Section]:
    """Which of these pages a site has, named in its language: what can be kept decides."""
    features = library.settings.features
    found = [MY_CHECKS] if any(is_saved(library, p) for p in pages) else []
    found += [CPD] if features.cpd_record else []
    say = catalogue(library.settings.language)
    return [_section(kind, say) for kind in found]


def _section(kind: str, say: Catalogue) -> Section:
    key = f"titles.{kind.replace('-', '_')}"
    return Section(kind, say(key), say(key), say(f"{key}_lead"))


def is_saved(library: Library, page: Page) -> bool:
    """Whether a reader may save the result of a page, under an alias."""
    return isinstance(page, BipolarQuiz) and is_kept(page, library.settings)


def is_kept(quiz: AnyQuiz, settings: SiteSettings) -> bool:
    """Whether anything of a quiz is kept on the device, for those who ask for it."""
    return quiz.save == "opt-in" and settings.features.save


def may_be_kept(quiz: AnyQuiz, settings: SiteSettings) -> bool:
    """Whether answers of a quiz can come to be kept at all: by its own saving, or in a
    learning record, which holds answers of self-assessments where a reader ticks them, and
    never those about the reader's own needs.
    """
    in_records = settings.features.cpd_record and quiz.kind not in ("dual", "knowledge")
    return is_kept(quiz, settings) or (settings.features.save and in_records)
