"""The kinds of text and references that content is made of.

A field's type says how its text may be used later: ``Line`` and ``Paragraph``
are plain words, ``Prose`` is Markdown, ``Ref`` names another entity. The
markers survive in the annotation, so a rule can visit every Markdown field or
every reference of a library without knowing the entity types one by one
(see :mod:`rapport.model.walk`).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

SLUG_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
POINT_PATTERN: Final = r"^[A-Z]+[0-9]+\.[0-9]+$"


class Model(BaseModel):
    """Base of everything an author writes: immutable, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        defer_build=True,
    )


@dataclass(frozen=True)
class MarkdownText:
    """Marks a field whose text is Markdown."""


@dataclass(frozen=True)
class Refers:
    """Marks a field that names an entity. ``kinds`` is empty where any kind will do."""

    kinds: frozenset[str]


def _refers(*kinds: str) -> Refers:
    return Refers(frozenset(kinds))


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("must be one line")
    return text


Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=64)]
"""A permanent name: lower-case words joined by hyphens."""

PointId = Annotated[str, StringConstraints(pattern=POINT_PATTERN)]
"""The number of a source's point, such as ``D1.3``."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_one_line)]
"""One line of plain words; no Markdown."""

Paragraph = Annotated[str, StringConstraints(min_length=1)]
"""Plain words, perhaps over several lines; no Markdown."""

Prose = Annotated[str, StringConstraints(min_length=1), MarkdownText()]
"""Markdown (CommonMark and Material's usual extensions, without raw HTML)."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]

Minutes = Annotated[int, Field(ge=1, le=600)]


def _written_as_a_day(value: object) -> object:
    """Pydantic would also take seconds since 1970, or a date with a time."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise PydanticCustomError("date_parsing", "not a day")
    return value


Day = Annotated[datetime.date, BeforeValidator(_written_as_a_day)]
"""A day, written year-month-day."""

Ref = Annotated[Slug, _refers()]
"""The id of any entity or strategy."""

DynamicRef = Annotated[Slug, _refers("dynamic")]
TipRef = Annotated[Slug, _refers("tip")]
ScenarioRef = Annotated[Slug, _refers("scenario")]
ReflectionRef = Annotated[Slug, _refers("reflection")]
ReferenceRef = Annotated[Slug, _refers("reference")]
TermRef = Annotated[Slug, _refers("glossary")]
SourceRef = Annotated[Slug, _refers("source")]
PersonRef = Annotated[Slug, _refers("person")]
AudienceRef = Annotated[Slug, _refers("audience")]
PatternOrTipRef = Annotated[Slug, _refers("dynamic", "tip")]
ScaleRef = Annotated[Slug, _refers("scale")]
ModuleRef = Annotated[Slug, _refers("module")]
