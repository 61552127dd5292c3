"""A course module: an ordered path through existing entities (content brief, section 3.11)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rapport.model.entity import Page
from rapport.model.text import Line, Minutes, Model, ModuleRef, Ref, Slug


class ModuleStep(Model):
    """One step: an entity, what to do with it, for how long, and the objectives it serves."""

    use: Ref
    minutes: Minutes
    mode: Literal["read", "do", "discuss", "note"]
    note: Line | None = None
    objectives: tuple[Slug, ...] = ()


class CpdStatement(Model):
    """Minutes of continuing professional development, and what may be claimed for them."""

    minutes: Minutes
    statement: Line


class CourseModule(Page):
    """What a trainer runs. It holds no content of its own."""

    type: Literal["module"]
    steps: tuple[ModuleStep, ...] = Field(min_length=1)
    prerequisites: tuple[ModuleRef, ...] = ()
    delivery: tuple[Literal["self-paced", "workshop", "supervision"], ...] = Field(min_length=1)
    materials: tuple[Line, ...] = ()
    cpd: CpdStatement
