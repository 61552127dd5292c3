"""An organisation's settings (content brief, section 3.10)."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from rapport.catalogue.words import REFERENCE, Language
from rapport.model.text import Day, Line, Model, Paragraph, PointId, Prose, Slug, WebAddress

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Article = Literal["a", "an"]
_SIGNS: Final = re.compile(r"[$<>*_`\[\]{}|\\]")


def _is_plain(word: str) -> str:
    if _SIGNS.search(word):
        raise ValueError("holds a sign such as $, * or <, and stands in every kind of text")
    return word


Word = Annotated[Line, AfterValidator(_is_plain)]
"""What is put into every text: plain words, whatever is read around them."""


class Words(Model):
    """What this organisation calls the two people and their meetings.

    ``articles`` says “a” or “an” before a word where its first letter does not tell.
    """

    helper: Word = "helper"
    helpers: Word = "helpers"
    client: Word = "person"
    clients: Word = "people"
    session: Word = "meeting"
    sessions: Word = "meetings"
    articles: dict[Literal["helper", "client", "session"], Article] = Field(default_factory=dict)


class Colours(Model):
    """The organisation's two colours, written as ``#rrggbb``."""

    brand: Colour = "#234b48"
    accent: Colour = "#8f4523"


class Audience(Model):
    """A group of readers."""

    id: Slug
    label: Line


class Person(Model):
    """Somebody who writes or reviews."""

    id: Slug
    name: Line
    credentials: Line | None = None


class HelpLine(Model):
    """A service that listens. ``last_checked`` is the day a person saw it on the service's own site."""

    name: Line
    phone: Line | None = None
    url: WebAddress | None = None
    hours: Line | None = None
    languages: tuple[Line, ...] = ()
    last_checked: Day | None = None
    note: Line | None = None


class Region(Model):
    """Where the readers are: an emergency number and help lines."""

    id: Slug
    label: Line
    emergency: Line
    helplines: tuple[HelpLine, ...] = Field(min_length=1)


class Procedures(Model):
    """Links to the organisation's own procedures."""

    safeguarding: WebAddress | None = None
    crisis: WebAddress | None = None
    supervision: WebAddress | None = None
    complaints: WebAddress | None = None
    staff_support: WebAddress | None = None


def _is_a_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error})") from None
    return pattern


class SafetyTerm(Model):
    """Wording to keep out of the site, why, and what to say instead."""

    pattern: Annotated[Line, AfterValidator(_is_a_pattern)]
    reason: Line
    suggestion: Line
    level: Literal["error", "warn"]


class StrictException(Model):
    """A rule that this site lets pass for one entity, with the reason. Readers see it."""

    rule: Slug
    entity: Slug | PointId
    reason: Line


class Features(Model):
    """What the site offers. Without ``save`` no page keeps anything on a reader's device, as
    is right where several people share one.
    """

    save: bool = True
    cpd_record: bool = True
    embed: bool = True
    trainer_pages: bool = True
    knowledge_check_print_out: bool = True


SensitiveMatter = Literal["suicide", "self-harm", "abuse", "trauma"]


def _all_four(notes: dict[SensitiveMatter, str]) -> dict[SensitiveMatter, str]:
    missing = [matter for matter in get_args(SensitiveMatter) if matter not in notes]
    if missing:
        raise ValueError(f"needs a text for {' and '.join(missing)} too")
    return notes


class SiteSettings(Model):
    """One organisation's settings; the file ``site.yml``."""

    type: Literal["site"]
    organisation: Line
    language: Language = REFERENCE
    tagline: Line | None = None
    logo: Line | None = None
    colours: Colours = Colours()
    terms: Words = Words()
    audiences: tuple[Audience, ...] = ()
    people: tuple[Person, ...] = Field(min_length=1)
    default_region: Slug | None = None
    regions: tuple[Region, ...] = ()
    directory: HelpLine
    emergency: Line
    help_panel: Prose
    quiz_notice: Prose
    content_notes: Annotated[dict[SensitiveMatter, Prose], AfterValidator(_all_four)]
    procedures: Procedures = Procedures()
    features: Features = Features()
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 180
    review_cycle_months: Annotated[int, Field(ge=1, le=60)] = 12
    helpline_check_days: Annotated[int, Field(ge=1, le=730)] = 180
    strict: bool = True
    licence: Line
    contact: Paragraph | None = None
    safety_terms: tuple[SafetyTerm, ...] = ()
    exceptions: tuple[StrictException, ...] = ()


NO_SETTINGS: Final = SiteSettings(
    type="site",
    organisation="-",
    people=(Person(id="nobody", name="-"),),
    directory=HelpLine(name="-"),
    emergency="-",
    help_panel="-",
    quiz_notice="-",
    content_notes=dict.fromkeys(get_args(SensitiveMatter), "-"),
    licence="-",
)
"""Stands in while a project's own settings cannot be read; nothing is ever published with it."""
