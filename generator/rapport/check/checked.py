"""All rules over a loaded library."""

from __future__ import annotations

from rapport.check import markdown, quiz_shape, references, standing
from rapport.check.rule import REGISTER, Subject, run_rules
from rapport.load.content import Loaded
from rapport.model.diagnostic import Diagnostic

RULE_MODULES = (references, markdown, standing, quiz_shape)
"""Importing these registers their rules."""


def check(loaded: Loaded, *, strict: bool) -> list[Diagnostic]:
    """The problems of loading and of every rule, sorted by place."""
    problems = list(loaded.problems)
    library = loaded.library
    if library is not None:
        problems += run_rules(Subject(library, loaded), strict=strict)
    elif loaded.entities:
        # What can be said without the settings is said in the same run.
        found = run_rules(Subject(loaded.without_settings, loaded), strict=False)
        problems += (problem for problem in found if not REGISTER[problem.rule].strict)
    return sorted(problems, key=lambda d: d.sort_key)
