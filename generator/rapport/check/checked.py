"""All rules over a loaded library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapport.check import (
    anchors,
    colours,
    markdown,
    quiz_shape,
    reading,
    references,
    safety,
    standing,
    teaching,
    unique,
    upkeep,
)
from rapport.check.rule import Subject, run_rules, used_exceptions
from rapport.check.rule import today as day_of_run
from rapport.load.content import Loaded
from rapport.model.diagnostic import Diagnostic
from rapport.model.site import StrictException

RULE_MODULES = (
    references,
    unique,
    markdown,
    anchors,
    standing,
    upkeep,
    teaching,
    safety,
    reading,
    colours,
    quiz_shape,
)
"""Importing these registers their rules."""


@dataclass(frozen=True)
class Checked:
    """The problems of a library, sorted by place, and the exceptions that let something pass."""

    problems: list[Diagnostic]
    used: tuple[StrictException, ...] = ()


def check(loaded: Loaded, *, strict: bool, today: date | None = None) -> Checked:
    """The problems of loading and of every rule. ``today`` is the day of the run unless given."""
    problems = list(loaded.problems)
    library = loaded.library
    used: tuple[StrictException, ...] = ()
    if library is not None:
        subject = Subject(library, loaded, strict, today or day_of_run())
        problems += run_rules(subject, strict=strict)
        used = used_exceptions(subject)
    elif loaded.entities:
        # What can be said without the settings is said in the same run.
        subject = Subject(loaded.without_settings, loaded, strict, today or day_of_run())
        problems += run_rules(subject, strict=False)
    return Checked(sorted(problems, key=lambda d: d.sort_key), used)
