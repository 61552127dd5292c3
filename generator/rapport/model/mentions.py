"""Which pages name an entity: by a field, a link or a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapport.model.entity import Page
from rapport.model.markup import marks, split_target
from rapport.model.text import MarkdownText
from rapport.model.walk import marked_texts


def mentions(pages: Iterable[Page]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the pages that name each id, in the order of the pages; a page does not name itself."""
    found: dict[str, dict[str, None]] = {}
    for page in pages:
        for name in _named_in(page):
            if name != page.id:
                found.setdefault(name, {})[page.id] = None
    return {name: tuple(by) for name, by in found.items()}


def _named_in(page: Page) -> Iterable[str]:
    for _, text, marker in marked_texts(page):
        if not isinstance(marker, MarkdownText):
            yield text
            continue
        for mark in marks(text):
            if mark.kind == "cite":
                yield mark.text
            elif mark.kind == "link":
                yield split_target(mark.text)[0]
