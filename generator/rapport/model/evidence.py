"""References, glossary terms, and the sources the ideas came from (sections 3.8, 3.9)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rapport.model.entity import Record, Summary
from rapport.model.text import (
    Day,
    Line,
    Model,
    Paragraph,
    PersonRef,
    PointId,
    Prose,
    Ref,
    ReferenceRef,
    Slug,
    SourceRef,
    TermRef,
    WebAddress,
)

ReferenceKind = Literal[
    "meta-analysis",
    "systematic-review",
    "rct",
    "cohort",
    "cross-sectional",
    "qualitative",
    "guideline",
    "theory",
    "commentary",
]
Stance = Literal["adopt", "qualify", "correct", "safety", "not-carried"]


class Verification(Model):
    """Whether a person has seen title, authors and DOI together, and when."""

    status: Literal["confirmed", "unverified"]
    on: Day | None = None
    by: PersonRef | None = None
    note: Line | None = None


class Reference(Record):
    """A published work, what it found, and its honest caveat.

    ``citation`` is what readers see. The parts of it that reference managers ask for one by
    one (``container`` is the journal or the book that holds the work) are optional.
    ``full_title`` is the work's title where ``title`` had to be shortened.
    """

    type: Literal["reference"]
    kind: ReferenceKind
    year: Annotated[int, Field(ge=1800, le=2100)] | None = None
    authors: tuple[Line, ...] = Field(min_length=1)
    citation: Paragraph
    full_title: Line | None = None
    container: Line | None = None
    volume: Line | None = None
    issue: Line | None = None
    pages: Line | None = None
    publisher: Line | None = None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    url: WebAddress | None = None
    open_access_url: WebAddress | None = None
    finding: Line
    caveat: Line
    verified: Verification
    superseded_by: ReferenceRef | None = None
    disputed_by: tuple[ReferenceRef, ...] = ()

    @property
    def short_citation(self) -> str:
        """``Bordin, 1979``; ``Swift & Greenberg, 2012``; ``Flückiger et al., 2018``."""
        names = [name.split(",")[0] for name in self.authors]
        who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
        return f"{who}, {self.year or 'n.d.'}"


class GlossaryTerm(Record):
    """A word, in plain words.

    ``also`` lists other forms of it. Its first use on a page is explained where it stands,
    unless ``tooltip`` is false (for words that everybody knows).
    """

    type: Literal["glossary"]
    summary: Summary
    also: tuple[Line, ...] = ()
    tooltip: bool = True
    definition: Prose
    not_to_confuse_with: tuple[TermRef, ...] = ()
    cites: tuple[ReferenceRef, ...] = ()


class Source(Record):
    """An article that ideas came from, with its credit line."""

    type: Literal["source"]
    author: Line | None = None
    publisher: Line
    url: WebAddress
    used_for: Line
    rights: Line
    attribution: Line


class SourcePoint(Model):
    """One idea of a source, and what the site does with it."""

    id: PointId
    type: Literal["source_point"]
    source: SourceRef
    text: Line
    stance: Stance
    note: Line | None = None


class Correction(Model):
    """Where this site says something else than its source, side by side."""

    id: Slug
    type: Literal["correction"]
    source: SourceRef
    points: tuple[PointId, ...] = ()
    source_says: Line
    site_says: Prose
    see: tuple[Ref, ...] = ()
