"""A dynamic: a pattern that two people make together (content brief, section 3.2)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rapport.model.drawing import Drawing
from rapport.model.entity import Page, Title
from rapport.model.text import (
    DynamicRef,
    Line,
    Model,
    Prose,
    ReferenceRef,
    ReflectionRef,
    ScenarioRef,
    Slug,
    TipRef,
)


class ClientSide(Model):
    """What the person does and says, and what one may notice."""

    does: tuple[Line, ...] = ()
    says: tuple[Line, ...] = ()
    signs: tuple[Line, ...] = Field(min_length=1)


class HelperSide(Model):
    """What the helper feels, what one may notice, and where it can lead."""

    feels: tuple[Line, ...] = ()
    signs: tuple[Line, ...] = Field(min_length=1)
    risks: tuple[Line, ...] = ()


class Strategy(Model):
    """Something a helper can try, in words that could really be said."""

    id: Slug
    title: Title
    why: Prose
    phrases: tuple[Line, ...] = Field(min_length=1)
    avoid: tuple[Line, ...] = ()
    when_not: Line
    tips: tuple[TipRef, ...] = ()
    cites: tuple[ReferenceRef, ...] = ()


class Dynamic(Page):
    """One of the patterns, seen from both sides."""

    type: Literal["dynamic"]
    label_plain: Title
    drawing: Drawing | None = None
    definition: Prose
    client_side: ClientSide
    helper_side: HelperSide
    often_mistaken_for: tuple[Line, ...] = Field(min_length=1)
    strategies: tuple[Strategy, ...] = Field(min_length=1)
    moving_towards: DynamicRef | None = None
    questions: tuple[ReflectionRef, ...] = ()
    scenarios: tuple[ScenarioRef, ...] = ()
