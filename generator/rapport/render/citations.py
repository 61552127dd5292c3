"""The works that one page cites, numbered in the order of their first mention."""

from __future__ import annotations

from markupsafe import Markup, escape

from rapport.model.evidence import Reference
from rapport.model.library import Library


class PageCitations:
    """Numbers references as they come, from 1."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[str, int] = {}

    def number(self, reference_id: str) -> int:
        """The reference's number on this page; a new one where it has none yet."""
        return self._numbers.setdefault(reference_id, len(self._numbers) + 1)

    def link(self, reference_id: str) -> Markup:
        """``[3]``, leading to the list at the foot of the page; its name says which work it is."""
        name, number = escape(author_year(self._library, reference_id)), self.number(reference_id)
        link = f'<a href="#ref-{escape(reference_id)}" aria-label="{number}: {name}">{number}</a>'
        return Markup(f'<span class="rp-cite">&#91;{link}&#93;</span>')

    @property
    def listed(self) -> list[tuple[int, Reference]]:
        """The references that were cited so far, by number."""
        found = ((n, self._library.entities.get(i)) for i, n in self._numbers.items())
        return [(n, r) for n, r in found if isinstance(r, Reference)]


def author_year(library: Library, reference_id: str) -> str:
    """``Flückiger et al., 2018``; the id where there is no such reference."""
    return library.short_citations.get(reference_id, reference_id)
