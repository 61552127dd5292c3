"""The works that one page cites, numbered in the order of their first mention."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from rapport.model.evidence import Reference
from rapport.model.library import Library

NUMBERED: Final = Markup(
    '<span class="rp-cite">&#91;<a href="#ref-{id}" aria-label="{number}: {name}">{number}</a>&#93;</span>'
)
NAMED: Final = Markup('<a class="citation" href="{href}">{name}</a>')


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
        name = author_year(self._library, reference_id)
        return NUMBERED.format(id=reference_id, number=self.number(reference_id), name=name)

    @property
    def listed(self) -> list[tuple[int, Reference]]:
        """The references that were cited so far, by number."""
        found = ((n, self._library.entities.get(i)) for i, n in self._numbers.items())
        return [(n, r) for n, r in found if isinstance(r, Reference)]


def author_year(library: Library, reference_id: str) -> str:
    """``Bordin, 1979``; ``Swift & Greenberg, 2012``; ``Flückiger et al., 2018``."""
    reference = library.entities.get(reference_id)
    if not isinstance(reference, Reference):
        return reference_id
    names = [name.split(",")[0] for name in reference.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{who}, {reference.year or 'n.d.'}"
