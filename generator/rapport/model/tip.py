"""A tip for a healthy helping relationship (content brief, section 3.3)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rapport.model.entity import Page
from rapport.model.text import (
    DynamicRef,
    Line,
    Minutes,
    Model,
    Prose,
    ReferenceRef,
    ReflectionRef,
    ScaleRef,
    ScenarioRef,
)


class DoDont(Model):
    """A pair: what helps, what to leave, and why."""

    do: Line
    dont: Line
    because: Prose
    cites: tuple[ReferenceRef, ...] = ()


class TimedStep(Model):
    """One step of something to try in the next meeting."""

    minutes: Minutes
    text: Line


class Adaptations(Model):
    """How the tip changes with the setting. Each is optional; say what is known."""

    online: Line | None = None
    group: Line | None = None
    mandated: Line | None = None
    interpreter: Line | None = None
    young_people: Line | None = None


class Tip(Page):
    """One of the tips, as pairs to do and not to do and a step to try."""

    type: Literal["tip"]
    number: Annotated[int, Field(ge=1, le=9999)]
    one_line: Line
    why: Prose
    do_dont: tuple[DoDont, ...] = Field(min_length=1)
    try_this: tuple[TimedStep, ...] = Field(min_length=1)
    phrases: tuple[Line, ...] = ()
    pitfalls: tuple[Line, ...] = ()
    adaptations: Adaptations = Adaptations()
    dynamics: dict[DynamicRef, Line] = Field(default_factory=dict)
    self_audit_scale: ScaleRef | None = None
    questions: tuple[ReflectionRef, ...] = ()
    scenarios: tuple[ScenarioRef, ...] = ()
