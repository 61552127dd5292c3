"""What a rule is, and the register of all rules.

A rule is one small function over a whole library. Its id is permanent and has a
section in ``docs/rules.md``; a test holds the two lists against each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from rapport.check.said import said_texts, together
from rapport.load.content import Loaded
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace, Severity, has_errors
from rapport.model.library import Library
from rapport.model.markup import Mark, marks
from rapport.model.site import StrictException
from rapport.model.text import MarkdownText, Refers
from rapport.model.walk import Marker, Path, marked_texts


def today() -> date:
    """The day of this run (UTC): that of ``SOURCE_DATE_EPOCH`` where it is set, for builds that
    can be repeated.
    """
    set_day = os.environ.get("SOURCE_DATE_EPOCH", "")
    if set_day.isascii() and set_day.isdigit():
        with suppress(OverflowError, ValueError, OSError):
            return datetime.fromtimestamp(int(set_day), UTC).date()
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Subject:
    """What rules look at: the library, where everything in it was written, and when."""

    library: Library
    loaded: Loaded
    strict: bool = True
    today: date = field(default_factory=today)

    @cached_property
    def texts(self) -> tuple[tuple[str, Path, str, Marker], ...]:
        """Every marked text with its entity's id and its path, walked once for all rules."""
        return tuple(
            (entity_id, *found)
            for entity_id, entity in self.library.entities.items()
            for found in marked_texts(entity)
        )

    @cached_property
    def references(self) -> tuple[tuple[str, Path, str, Refers], ...]:
        """Those of :attr:`texts` that name an entity."""
        return tuple((i, p, t, m) for i, p, t, m in self.texts if isinstance(m, Refers))

    @cached_property
    def marks(self) -> tuple[tuple[str, Path, str, Mark], ...]:
        """Every mark in a Markdown text of an entity, with that text."""
        prose = ((i, p, t) for i, p, t, m in self.texts if isinstance(m, MarkdownText))
        return tuple((i, p, t, mark) for i, p, t in prose for mark in marks(t))

    @cached_property
    def said(self) -> Mapping[str, tuple[tuple[Path, str], ...]]:
        """By entity: every text that is said in words, with its path (no ids or addresses)."""
        return {i: tuple(said_texts(e)) for i, e in self.library.entities.items()}

    @cached_property
    def said_together(self) -> Mapping[str, str]:
        """By entity: all its :attr:`said` texts as one, without Markdown signs."""
        return {i: together(texts) for i, texts in self.said.items()}

    @cached_property
    def excusable(self) -> Mapping[str, tuple[Finding, ...]]:
        """What each strict rule finds, before the site settings let any of it pass.

        Nothing while the settings cannot be read, as they may have let it pass.
        """
        if self.loaded.settings is None:
            return {}
        return {r.id: tuple(r.find(self)) for r in REGISTER.values() if r.strict}

    @property
    def whole(self) -> bool:
        """Whether everything could be read, so that what is missing is truly missing."""
        return self.loaded.settings is not None and not has_errors(self.loaded.problems)

    def place(self, entity_id: str, *path: str | int) -> Place:
        """Where a value of an entity stands."""
        return self.loaded.origins[entity_id].place(*path)

    def site_place(self, *path: str | int) -> Place:
        """Where a value of the site settings stands."""
        assert self.loaded.site_origin is not None
        return self.loaded.site_origin.place(*path)


@dataclass(frozen=True)
class Finding:
    """What a rule found; the register adds the rule's id and severity.

    ``entity`` lets the site settings make an exception; ``severity`` replaces the
    rule's own where a finding is milder.
    """

    place: Place
    message: str
    hint: str = ""
    related: tuple[RelatedPlace, ...] = ()
    entity: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class Rule:
    """A registered rule. ``strict`` rules are errors in a strict run and warnings otherwise."""

    id: str
    severity: Severity
    strict: bool
    find: Callable[[Subject], Iterator[Finding]]


REGISTER: dict[str, Rule] = {}


def rule(
    rule_id: str, severity: Severity = "error", *, strict: bool = False
) -> Callable[[Callable[[Subject], Iterator[Finding]]], Callable[[Subject], Iterator[Finding]]]:
    """Register a function as the rule of that id."""

    def register(
        find: Callable[[Subject], Iterator[Finding]],
    ) -> Callable[[Subject], Iterator[Finding]]:
        if rule_id in REGISTER:
            raise ValueError(f"two rules are called {rule_id}")
        REGISTER[rule_id] = Rule(rule_id, severity, strict, find)
        return find

    return register


def run_rules(subject: Subject, *, strict: bool) -> Iterator[Diagnostic]:
    """All findings of all rules, except those that the site settings let pass."""
    excused = {(e.rule, e.entity) for e in subject.library.settings.exceptions}
    for one in REGISTER.values():
        severity: Severity = one.severity if strict or not one.strict else "warning"
        found = subject.excusable.get(one.id, ()) if one.strict else one.find(subject)
        for finding in found:
            if not one.strict or (one.id, finding.entity) not in excused:
                yield Diagnostic(
                    one.id,
                    finding.severity or severity,
                    finding.place,
                    finding.message,
                    finding.hint,
                    finding.related,
                )


def used_exceptions(subject: Subject) -> tuple[StrictException, ...]:
    """Those exceptions of the site settings that let something pass."""
    found = {(r, f.entity) for r, findings in subject.excusable.items() for f in findings}
    return tuple(e for e in subject.library.settings.exceptions if (e.rule, e.entity) in found)
