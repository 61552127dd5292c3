"""All claims of a site by their strength, and where the site differs from its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapport.model.entity import EvidenceClaim, Page, Strength
from rapport.model.evidence import Correction, Reference
from rapport.model.library import Library
from rapport.render.citations import author_year

MAP_FILE: Final = "evidence/index.md"

STRENGTHS: Final[Mapping[Strength, str]] = {
    "strong": "Several syntheses of many studies agree.",
    "moderate": "One good synthesis says so, or several good studies do.",
    "limited": "The studies are few or small, look at something near it, "
    "or asked everybody only once.",
    "disputed": "Published findings disagree.",
    "guideline": "A recognised body recommends it.",
    "practice-wisdom": "Experience or opinion. It has not been tested directly.",
}
"""What each strength means (content brief, section 3.8), from the surest down."""


@dataclass(frozen=True)
class Work:
    """A reference, and how it is called in running text."""

    id: str
    name: str


@dataclass(frozen=True)
class Doubt:
    """A cited work that later work questions or replaces."""

    work: Work
    questioned_by: tuple[Work, ...]
    replaced_by: tuple[Work, ...]


@dataclass(frozen=True)
class PlacedClaim:
    """A claim, the pages that make it in the same words, and what speaks against the works it
    cites. ``sourced`` is whether those pages draw on a source that the claim relates to.
    """

    pages: tuple[Page, ...]
    sourced: bool
    claim: EvidenceClaim
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Grade:
    """One strength with all its claims."""

    strength: Strength
    meaning: str
    claims: tuple[PlacedClaim, ...]


def has_evidence_map(library: Library, pages: Iterable[Page]) -> bool:
    """Whether there is anything to put on the map."""
    return any(p.evidence for p in pages) or bool(library.of(Correction))


def grades(library: Library, pages: Iterable[Page]) -> list[Grade]:
    """Every claim of some pages once, under its strength, in the order of the pages."""
    made_on: dict[tuple[EvidenceClaim, bool], list[Page]] = {}
    for page in pages:
        for claim in page.evidence:
            made_on.setdefault((claim, bool(page.sources)), []).append(page)
    placed = [
        PlacedClaim(tuple(on), sourced, claim, _doubts(library, claim))
        for (claim, sourced), on in made_on.items()
    ]
    return [
        Grade(strength, meaning, tuple(p for p in placed if p.claim.strength == strength))
        for strength, meaning in STRENGTHS.items()
    ]


def _doubts(library: Library, claim: EvidenceClaim) -> tuple[Doubt, ...]:
    def works(*ids: str) -> tuple[Work, ...]:
        return tuple(Work(i, author_year(library, i)) for i in ids)

    cited = (library.entities.get(i) for i in claim.cites)
    return tuple(
        Doubt(work, works(*r.disputed_by), works(*filter(None, [r.superseded_by])))
        for r in cited
        if isinstance(r, Reference) and (r.disputed_by or r.superseded_by)
        for work in works(r.id)
    )
