"""Which points of the sources the pages cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapport.model.entity import Page
from rapport.model.evidence import SourcePoint
from rapport.model.library import Library


@dataclass(frozen=True)
class PointCoverage:
    """One point of a source, and the pages that claim to cover it.

    ``hidden`` are pages of a base library that cover it and that the organisation leaves out:
    what goes with them is missed by nobody.
    """

    point: SourcePoint
    pages: tuple[str, ...]
    hidden: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """A point that the site means to carry, and no page covers."""
        return self.point.stance != "not-carried" and not self.pages and not self.hidden

    @property
    def wrongly_claimed(self) -> bool:
        """A point that the site does not carry over, and a page claims."""
        return self.point.stance == "not-carried" and bool(self.pages)


def coverage(library: Library) -> list[PointCoverage]:
    """Every source point in the order of its file, with the published pages that cover it."""
    pages = [p for p in library.pages if p.status == "reviewed"]
    hidden = [p for p in library.hidden.values() if isinstance(p, Page)]
    return [
        PointCoverage(point, _covering(point, pages), _covering(point, hidden))
        for point in library.of(SourcePoint)
    ]


def _covering(point: SourcePoint, pages: Iterable[Page]) -> tuple[str, ...]:
    return tuple(p.id for p in pages if point.id in p.covers)
