"""What every entity has in common (content brief, section 3.1)."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from rapport.model.text import (
    AudienceRef,
    Day,
    Line,
    Minutes,
    Model,
    PersonRef,
    PointId,
    Prose,
    Ref,
    ReferenceRef,
    Slug,
    SourceRef,
)

Status = Literal["draft", "reviewed", "retired"]
ContentNote = Literal["none", "suicide", "self-harm", "abuse", "trauma"]
Strength = Literal["strong", "moderate", "limited", "disputed", "guideline", "practice-wisdom"]
Relation = Literal["supports", "qualifies", "contradicts", "background"]

Title = Annotated[Line, StringConstraints(max_length=80)]
Summary = Annotated[Line, StringConstraints(max_length=200)]
VERSION_PATTERN: Final = r"^[0-9]+\.[0-9]+$"
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]


class Record(Model):
    """An entity that is looked up rather than read: a reference, a term, a source."""

    id: Slug
    type: str
    aliases: tuple[Slug, ...] = ()
    title: Title
    summary: Summary | None = None


class Objective(Model):
    """A learning objective; ``text`` starts with an observable verb."""

    id: Slug
    text: Line
    assessed: bool = False


class EvidenceClaim(Model):
    """One factual claim, what it rests on, and how sure we are.

    ``claim`` is what this site says; ``relation`` tells how that stands to the idea of
    the page's source (a claim may contradict the article it corrects).
    """

    claim: Prose
    cites: tuple[ReferenceRef, ...] = ()
    strength: Strength
    relation: Relation = "supports"
    note: Prose | None = None


class Page(Record):
    """An entity with a page of its own, an author, and a review date.

    ``asked_as`` holds what a reader would type or say who needs this page; ``noticed`` is
    one sentence of what that reader has just noticed, for the list on the home page.
    """

    summary: Summary
    status: Status
    version: Version
    last_reviewed: Day
    review_by: Day | None = None
    authors: tuple[PersonRef, ...]
    reviewers: tuple[PersonRef, ...] = ()
    audience: tuple[AudienceRef, ...] = ()
    minutes: Minutes | None = None
    asked_as: tuple[Line, ...] = ()
    noticed: Summary | None = None
    objectives: tuple[Objective, ...] = ()
    tags: tuple[Slug, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    covers: tuple[PointId, ...] = ()
    evidence: tuple[EvidenceClaim, ...] = ()
    content_note: ContentNote = "none"
    related: tuple[Ref, ...] = ()
    trainer_notes: Prose | None = None
    safety_exempt: tuple[Line, ...] = ()
