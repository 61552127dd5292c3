"""Self-assessments and knowledge checks as data (content brief, sections 3.7 and 5).

One schema, five kinds. What a kind means is compiled in :mod:`rapport.score`;
here stands only its shape. Beyond the brief's table a ``dual`` quiz names its
two questions (``first``, ``second``), a ``bipolar`` quiz its ``poles``, and
every threshold that decides a result is a ``cut_points`` value of its kind.
"""

from __future__ import annotations

import re
from contextlib import suppress
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from rapport.model.entity import Page, Title
from rapport.model.text import (
    Line,
    Model,
    PatternOrTipRef,
    Prose,
    Ref,
    ReferenceRef,
    ScenarioRef,
    Slug,
)

_NUMBER: Final = re.compile(
    r"[+-]?(?:[0-9]{1,6}(?:\.[0-9]{1,6})?|\.[0-9]{1,6}|[0-9]{1,6}/[0-9]{1,6})"
)


def _exact(value: Any) -> Fraction:
    """A decimal or a fraction, read exactly: ``12.5`` and ``25/2`` are the same.

    At most 6 digits stand before and after the point, and above and below a stroke;
    longer numbers could not be compared exactly in a browser. Raises ``ValueError``.
    """
    if isinstance(value, Fraction):
        return value
    written = str(value).strip()
    with suppress(ZeroDivisionError):
        if _NUMBER.fullmatch(written):
            return Fraction(written)
    raise ValueError("must be a number such as 12.5 or 25/2")


Exact = Annotated[
    Fraction,
    BeforeValidator(_exact),
    PlainSerializer(str),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A rational number that is never rounded."""

Side = Literal["client", "helper", "both"]


class ResponsePoint(Model):
    """One answer that can be chosen, always labelled in words."""

    value: Annotated[int, Field(ge=-99, le=99)]
    label: Line


class Scale(Model):
    """What several items measure together."""

    id: Slug
    label: Line
    describes: PatternOrTipRef | None = None


class ScaledItem(Model):
    """A statement that belongs to one scale, perhaps reverse-keyed."""

    id: Slug
    scale: Slug
    text: Line
    reverse: bool = False
    side: Side | None = None


class BipolarItem(Model):
    """Three statements along one line."""

    id: Slug
    label: Line
    left: Line
    middle: Line
    right: Line


class NeedItem(Model):
    """A need that is asked about twice."""

    id: Slug
    text: Line


class Option(Model):
    """One answer to a knowledge question, with its feedback."""

    id: Slug
    text: Line
    correct: bool = False
    feedback: Prose
    cites: tuple[ReferenceRef, ...] = ()


class Question(Model):
    """A knowledge question. ``multiple`` needs exactly the right set."""

    id: Slug
    stem: Prose
    mode: Literal["single", "multiple"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=12)
    objectives: tuple[Slug, ...] = ()
    scenario: ScenarioRef | None = None
    content_note: Literal["none", "suicide", "self-harm", "abuse", "trauma"] = "none"


class Band(Model):
    """A named range of a scale's score: from ``from`` up to, not including, ``to``.

    The last band also holds its upper end.
    """

    id: Slug
    start: Exact = Field(alias="from")
    end: Exact = Field(alias="to")
    label: Line
    text: Prose | None = None


class When(Model):
    """When a result applies: a closed vocabulary, never code."""

    leader: Slug | None = None
    pair: tuple[Slug, Slug] | None = None
    state: Literal["unclear", "flat", "incomplete", "not-scored"] | None = None
    outcome: Slug | None = Field(default=None, alias="class")
    band: Slug | None = None
    scale: Slug | None = None
    lean: Slug | None = None


class Addition(Model):
    """A sentence that joins a result in some cases."""

    when: When
    text: Prose


class Result(Model):
    """What a reader is told, and where to go next."""

    id: Slug
    when: When
    title: Title
    text: Prose
    additions: tuple[Addition, ...] = ()
    small_things: tuple[Line, ...] = ()
    recommend: tuple[Ref, ...] = ()


class Expectation(Model):
    """What a test vector says must come out. Numbers are compared after rounding
    half up to as many decimals as are written.
    """

    leader: Slug | None = None
    pair: tuple[Slug, Slug] | None = None
    state: Literal["unclear", "flat", "incomplete"] | None = None
    outcome: Slug | None = Field(default=None, alias="class")
    lean: Slug | None = None
    bands: dict[Slug, Slug] | None = None
    suggest: tuple[Slug, ...] | None = None
    hot_spots: tuple[Slug, ...] | None = None
    scores: dict[Slug, Line] | None = None


class Vector(Model):
    """One answer sheet and what must come of it.

    ``answers`` is a line of digits in the order shown (``-`` for skipped; a
    ``dual`` quiz writes two such groups with ``/`` between them), a list in the order
    shown, or a mapping from item id to answer.
    """

    answers: (
        Line
        | tuple[Line | tuple[Line, ...] | None, ...]
        | dict[Slug, Line | tuple[Line, ...] | None]
    )
    expect: Expectation
    note: Line | None = None


class _Quiz(Page):
    type: Literal["quiz"]
    instructions: Prose
    notice: Prose | None = None
    validated: bool
    validation_cites: tuple[ReferenceRef, ...] = ()
    results: tuple[Result, ...] = Field(min_length=1)
    tests: tuple[Vector, ...] = Field(min_length=3)


class ProfileCutPoints(Model):
    """``floor``: percent that the highest scale must reach; ``lead``: its margin, in percent."""

    floor: Exact = Fraction(50)
    lead: Exact = Fraction(15)


class ProfileQuiz(_Quiz):
    """Which of several scales leads (section 5.1)."""

    kind: Literal["profile"]
    save: Literal["never"]
    response_scale: tuple[ResponsePoint, ...] = Field(min_length=2)
    allow_skip: bool = False
    skip_label: Line = "Can't say yet"
    min_answered: Annotated[int, Field(ge=1)] | None = None
    scales: tuple[Scale, ...] = Field(min_length=2, max_length=6)
    items: tuple[ScaledItem, ...] = Field(min_length=2)
    bands: tuple[Band, ...] = Field(min_length=1)
    cut_points: ProfileCutPoints = ProfileCutPoints()


class Pole(Model):
    """One end, or the middle, of a bipolar quiz."""

    id: Slug
    label: Line
    describes: PatternOrTipRef | None = None


class Poles(Model):
    """The two ends, the middle, and the class of answers that pull both ways."""

    left: Pole
    middle: Pole
    right: Pole
    mixed: Pole


class BipolarCutPoints(Model):
    """``balanced``: pull up to which the middle is meant; ``lean``: sum from which an end is;
    ``slight``: sum from which the middle is said to lean slightly.
    """

    balanced: Annotated[int, Field(ge=0)]
    lean: Annotated[int, Field(ge=1)]
    slight: Annotated[int, Field(ge=1)]


class BipolarQuiz(_Quiz):
    """Which way, and how strongly, a relationship leans (section 5.2)."""

    kind: Literal["bipolar"]
    save: Literal["never", "opt-in"]
    response_scale: tuple[ResponsePoint, ...] = Field(min_length=3)
    poles: Poles
    items: tuple[BipolarItem, ...] = Field(min_length=2)
    cut_points: BipolarCutPoints


class AuditCutPoints(Model):
    """``top``: what a full scale scores; ``together``: points within which the
    lowest scales are suggested together.
    """

    top: Exact = Fraction(20)
    together: Exact = Fraction(1)


class AuditQuiz(_Quiz):
    """Several habits, each with its own band (section 5.3)."""

    kind: Literal["audit"]
    save: Literal["never"]
    response_scale: tuple[ResponsePoint, ...] = Field(min_length=2)
    allow_skip: bool = False
    skip_label: Line = "Does not apply"
    min_answered: Annotated[int, Field(ge=1)] | None = None
    scales: tuple[Scale, ...] = Field(min_length=1, max_length=12)
    items: tuple[ScaledItem, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = Field(min_length=1)
    cut_points: AuditCutPoints = AuditCutPoints()


class KnowledgeQuiz(_Quiz):
    """Questions with right answers and a pass mark (section 5.4).

    ``save: opt-in`` lets a reader keep the place of an attempt that is not finished.
    """

    kind: Literal["knowledge"]
    save: Literal["never", "opt-in"]
    questions: tuple[Question, ...] = Field(min_length=1)
    pass_mark: Annotated[int, Field(ge=1, le=100)] = 80
    shuffle_options: bool = False


class DualQuestion(Model):
    """One of the two questions asked about each need."""

    question: Line
    label: Line
    response_scale: tuple[ResponsePoint, ...] = Field(min_length=2)


class HotSpot(Model):
    """A need met little outside work and drawn from clients."""

    first_at_most: int
    second_at_least: int


class DualThreshold(Model):
    """Any one of the three is enough."""

    reserve_at_most: int
    draw_at_least: int
    hot_spots_at_least: int


class DualCutPoints(Model):
    """Thresholds of the two classes that ask for something; ``otherwise`` names the third."""

    hot_spot: HotSpot
    act: DualThreshold
    watch: DualThreshold


class DualQuiz(_Quiz):
    """Two answers for each need: how well met, how much drawn (section 5.5)."""

    kind: Literal["dual"]
    save: Literal["never"]
    first: DualQuestion
    second: DualQuestion
    items: tuple[NeedItem, ...] = Field(min_length=1)
    cut_points: DualCutPoints


Quiz = Annotated[
    ProfileQuiz | BipolarQuiz | AuditQuiz | KnowledgeQuiz | DualQuiz, Field(discriminator="kind")
]
AnyQuiz = ProfileQuiz | BipolarQuiz | AuditQuiz | KnowledgeQuiz | DualQuiz
