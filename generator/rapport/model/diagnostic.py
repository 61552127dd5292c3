"""A problem in the content, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
"""An error stops a build, a warning a strict one, and a note none: it is advice."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path relative to the project, and a line and column from 1.

    Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, order=True)
class RelatedPlace:
    """Another place that belongs to the same problem."""

    place: Place
    message: str


@dataclass(frozen=True)
class Diagnostic:
    """One problem: which rule, how bad, where, what, and what to do about it.

    ``message`` is a sentence; ``hint`` says what to do and may be empty.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    related: tuple[RelatedPlace, ...] = ()

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """By file, line, column, then rule and message."""
        return (self.place, self.rule, self.message)


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Whether anything in the list stops a build."""
    return stops_build(diagnostics, strict=False)


def stops_build(diagnostics: list[Diagnostic], *, strict: bool) -> bool:
    """Whether anything in the list stops a build: a strict one is stopped by warnings too."""
    stopping = ("error", "warning") if strict else ("error",)
    return any(d.severity in stopping for d in diagnostics)
