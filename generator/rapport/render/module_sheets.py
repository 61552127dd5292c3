"""What is printed for a module: its timetable, and which sheets it has.

Sheets have addresses below their module's and stand in neither navigation nor search.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapport.model.dynamic import Strategy
from rapport.model.entity import Page
from rapport.model.library import AnyEntity, Library
from rapport.model.module import CourseModule, ModuleStep
from rapport.model.site import SensitiveMatter


@dataclass(frozen=True)
class Sheet:
    """A page to print for a module: its file name, its title, and whom it is for."""

    name: str
    title: str
    purpose: str

    def file(self, module_id: str) -> str:
        """Where a module's sheet of this kind is, in the docs folder."""
        return f"module/{module_id}/{self.name}.md"


TRAINER: Final = Sheet(
    "trainer", "Trainer sheet", "Timetable, notes and debrief points for whoever runs the module."
)
PARTICIPANT: Final = Sheet(
    "participant", "Participant sheet", "What to do in each step, with room to write."
)
LOG: Final = Sheet(
    "reflective-log",
    "Reflective log",
    "For your own record: what you read, what you will change, when you will check.",
)


def sheets(trainer: bool) -> tuple[Sheet, ...]:
    """The sheets of a site's modules; ``trainer`` is whether it has trainer pages."""
    return (TRAINER, PARTICIPANT, LOG) if trainer else (PARTICIPANT, LOG)


@dataclass(frozen=True)
class TimedStep:
    """A step with its place on the clock, what it uses, and its objectives by number."""

    number: int
    start: int
    end: int
    step: ModuleStep
    used: AnyEntity | Strategy | None
    objectives: tuple[int, ...]

    @property
    def matter(self) -> SensitiveMatter | None:
        """What the page used must warn of."""
        if isinstance(self.used, Page) and self.used.content_note != "none":
            return self.used.content_note
        return None


def timetable(library: Library, module: CourseModule, published: Iterable[str]) -> list[TimedStep]:
    """A module's steps one after the other, from minute 0.

    What a step uses is only given where it is published: nothing of a draft or a
    retired page is printed.
    """
    shown = set(published)
    numbers = {o.id: n for n, o in enumerate(module.objectives, 1)}
    timed = []
    clock = 0
    for number, step in enumerate(module.steps, 1):
        served = tuple(sorted(numbers[o] for o in step.objectives if o in numbers))
        used = _used(library, step.use, shown)
        timed.append(TimedStep(number, clock, clock + step.minutes, step, used, served))
        clock += step.minutes
    return timed


def _used(library: Library, entity_id: str, shown: set[str]) -> AnyEntity | Strategy | None:
    if entity_id in library.strategies:
        strategy, dynamic = library.strategies[entity_id]
        return strategy if dynamic.id in shown else None
    return library.entities.get(entity_id) if entity_id in shown else None


def matters(module: CourseModule, steps: Iterable[TimedStep]) -> list[SensitiveMatter]:
    """What steps must warn of beyond the module's own content note."""
    noted = dict.fromkeys(s.matter for s in steps if s.matter)
    return [m for m in noted if m is not None and m != module.content_note]
