"""Which references are cited."""

from __future__ import annotations

from rapport.model.entity import Page
from rapport.model.evidence import Reference
from rapport.model.library import Library
from rapport.model.markup import marks
from rapport.model.text import MarkdownText
from rapport.model.walk import marked_texts


def cited_references(library: Library) -> list[Reference]:
    """The references that something published cites, in the library's order.

    Drafts and retired pages do not count, and neither does one reference naming another.
    """
    named: set[str] = set()
    for entity in library.entities.values():
        if isinstance(entity, Reference) or (
            isinstance(entity, Page) and entity.status != "reviewed"
        ):
            continue
        for _, text, marker in marked_texts(entity):
            if isinstance(marker, MarkdownText):
                named.update(m.text for m in marks(text) if m.kind == "cite")
            elif "reference" in marker.kinds:
                named.add(text)
    return [r for r in library.of(Reference) if r.id in named]
