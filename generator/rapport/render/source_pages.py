"""A source's own page: its points, what the site does with each, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from rapport.model.entity import Page
from rapport.model.evidence import Correction, Source, SourcePoint, Stance
from rapport.model.library import Library
from rapport.model.site import SensitiveMatter

_NAMED: Final[Mapping[SensitiveMatter, re.Pattern[str]]] = {
    "suicide": re.compile(r"\bsuicid", re.IGNORECASE),
    "self-harm": re.compile(r"\bself[- ]harm", re.IGNORECASE),
}


@dataclass(frozen=True)
class StanceWords:
    """How a stance is called, and what it means for readers."""

    label: str
    meaning: str


STANCES: Final[Mapping[Stance, StanceWords]] = {
    "adopt": StanceWords(
        "Carried over",
        "These ideas are on the site, in our own words, much as the source has them.",
    ),
    "qualify": StanceWords(
        "Carried over with a qualification",
        "These ideas are on the site with something added: a limit, another reading, or the "
        "state of the research.",
    ),
    "correct": StanceWords(
        "Corrected", "Here the site says something else than the source, and why."
    ),
    "safety": StanceWords(
        "Handled under the safety rules",
        "The source tells of a death. Its lesson is taught here without that story, and with "
        "no detail of it.",
    ),
    "not-carried": StanceWords(
        "Not carried over", "These parts of the source have no place in a reference."
    ),
}


@dataclass(frozen=True)
class PlacedPoint:
    """One point, the pages that cover it, and what is said in its place."""

    point: SourcePoint
    pages: tuple[str, ...]
    corrections: tuple[str, ...]


@dataclass(frozen=True)
class StanceGroup:
    """A source's points of one stance."""

    stance: Stance
    words: StanceWords
    points: tuple[PlacedPoint, ...]


def stance_groups(library: Library, source: Source, pages: Iterable[Page]) -> list[StanceGroup]:
    """A source's points by stance; ``pages`` are those that are published."""
    covered: dict[str, list[str]] = {}
    for page in pages:
        for number in page.covers:
            covered.setdefault(number, []).append(page.id)
    corrected: dict[str, list[str]] = {}
    for correction in library.of(Correction):
        for number in correction.points:
            corrected.setdefault(number, []).append(correction.id)
    points = [
        PlacedPoint(p, tuple(covered.get(p.id, ())), tuple(corrected.get(p.id, ())))
        for p in library.of(SourcePoint)
        if p.source == source.id
    ]
    groups = (
        StanceGroup(stance, words, tuple(p for p in points if p.point.stance == stance))
        for stance, words in STANCES.items()
    )
    return [g for g in groups if g.points]


def sensitive_matters(groups: Iterable[StanceGroup]) -> list[SensitiveMatter]:
    """What a source page must warn of, by the words of its points and notes."""
    texts = " ".join(f"{p.point.text} {p.point.note or ''}" for g in groups for p in g.points)
    return [m for m in get_args(SensitiveMatter) if m in _NAMED and _NAMED[m].search(texts)]
