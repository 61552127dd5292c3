"""Concepts, scenarios and reflections (content brief, sections 3.4 to 3.6)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from rapport.model.entity import Page
from rapport.model.text import (
    Line,
    Minutes,
    Model,
    PatternOrTipRef,
    Prose,
    ReferenceRef,
    ReflectionRef,
    TermRef,
)


class Myth(Model):
    """Something often believed, and what is truer."""

    myth: Line
    better: Prose
    cites: tuple[ReferenceRef, ...] = ()


class Concept(Page):
    """A theme page: one idea, explained.

    ``ask`` are questions to put to the other person. Those of ``ask-the-other-half`` stand
    beside every result of a self-assessment too.
    """

    type: Literal["concept"]
    ask: tuple[Line, ...] = ()
    body: Prose
    key_points: tuple[Line, ...] = Field(min_length=1, max_length=5)
    myths: tuple[Myth, ...] = ()
    terms: tuple[TermRef, ...] = ()
    prompts: tuple[ReflectionRef, ...] = ()


def _must_be_invented(fictional: bool) -> bool:
    if not fictional:
        raise ValueError("must be true: real cases are never published")
    return fictional


class ScenarioPerson(Model):
    """An invented person in a vignette."""

    name: Line
    role: Line


class ScenarioOption(Model):
    """Something the helper in the vignette could do next."""

    text: Line
    verdict: Literal["helpful", "mixed", "unhelpful"]
    feedback: Prose


class Scenario(Page):
    """A vignette. It is invented, and says so."""

    type: Literal["scenario"]
    fictional: Annotated[bool, AfterValidator(_must_be_invented)]
    setting: Line
    people: tuple[ScenarioPerson, ...] = Field(min_length=1)
    text: Prose
    question: Line
    options: tuple[ScenarioOption, ...] = ()
    debrief: Prose
    shows: tuple[PatternOrTipRef, ...] = ()


class Reflection(Page):
    """A prompt for one's own thinking."""

    type: Literal["reflection"]
    prompt: Line
    follow_ups: tuple[Line, ...] = ()
    use: tuple[Literal["alone", "pair", "group", "supervision"], ...] = Field(min_length=1)
    minutes: Minutes
    save_hint: bool = False
