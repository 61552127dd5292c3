"""Dates: reviews that are due, help lines to check again, days that have not come yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rapport.check.rule import Finding, Subject, rule
from rapport.model.diagnostic import Place
from rapport.model.evidence import Reference
from rapport.model.review import due_date
from rapport.model.site import HelpLine
from rapport.model.walk import Path

DIRECTORY = "directory"
"""What an exception calls the international directory."""


@rule("review-dates")
def review_dates_fit(subject: Subject) -> Iterator[Finding]:
    """A page is not due for review before its last review."""
    for page in subject.library.pages:
        if page.review_by and page.review_by < page.last_reviewed:
            yield Finding(
                subject.place(page.id, "review_by"),
                f"The next review ({page.review_by}) is before the last ({page.last_reviewed}).",
                "Correct one of the two dates.",
            )


@rule("review-overdue", "note")
def reviews_are_not_overdue(subject: Subject) -> Iterator[Finding]:
    """A published page is looked at again when its review is due."""
    if subject.loaded.settings is None:
        return
    for page in subject.library.pages:
        due = due_date(page, subject.library.settings)
        if page.status == "reviewed" and page.last_reviewed <= due < subject.today:
            yield Finding(
                subject.place(page.id, "review_by" if page.review_by else "last_reviewed"),
                f"The review of this page was due on {due}.",
                "Read it through, correct it, and set “last_reviewed” to the day you did.",
            )


def _past_days(subject: Subject) -> Iterator[tuple[Place, date]]:
    """Days on which something is said to have been done, with their places."""
    for page in subject.library.pages:
        if page.last_reviewed > subject.today:
            yield subject.place(page.id, "last_reviewed"), page.last_reviewed
    for reference in subject.library.of(Reference):
        if reference.verified.on and reference.verified.on > subject.today:
            yield subject.place(reference.id, "verified", "on"), reference.verified.on
    if subject.loaded.settings is None:
        return
    settings = subject.library.settings
    lines: list[tuple[Path, HelpLine]] = [((DIRECTORY,), settings.directory)]
    for number, region in enumerate(settings.regions):
        for position, line in enumerate(region.helplines):
            lines.append((("regions", number, "helplines", position), line))
    for path, line in lines:
        if line.last_checked and line.last_checked > subject.today:
            yield subject.site_place(*path, "last_checked"), line.last_checked


@rule("date-in-future")
def what_was_done_lies_in_the_past(subject: Subject) -> Iterator[Finding]:
    """A day on which something was reviewed, checked or confirmed has come already."""
    # Where authors live it may be tomorrow already.
    tomorrow = subject.today + timedelta(days=1)
    for place, day in _past_days(subject):
        if day > tomorrow:
            yield Finding(
                place,
                f"{day} has not come yet, and something is said to have been done on it.",
                "Write the day on which it was done.",
            )


@rule("helpline-unchecked", strict=True)
def help_lines_are_checked(subject: Subject) -> Iterator[Finding]:
    """Each help line was seen lately on its service's own site."""
    settings = subject.library.settings
    for number, region in enumerate(settings.regions):
        yield from _unchecked(subject, region.id, ("regions", number), region.helplines)
    yield from _unchecked(subject, DIRECTORY, (DIRECTORY,), (settings.directory,))


def _unchecked(
    subject: Subject, entity: str, path: Path, lines: tuple[HelpLine, ...]
) -> Iterator[Finding]:
    days = subject.library.settings.helpline_check_days
    oldest = subject.today - timedelta(days=days)
    never = [line.name for line in lines if line.last_checked is None]
    long_ago = [line.name for line in lines if line.last_checked and line.last_checked < oldest]
    said = []
    if never:
        said.append(f"Nobody has recorded when {_listed(never)} was last checked.")
    if long_ago:
        said.append(f"The last check of {_listed(long_ago)} is more than {days} days ago.")
    if said:
        yield Finding(
            subject.site_place(*path),
            " ".join(said),
            "Look the number up on the service's own site and set “last_checked” to that day, "
            f"or make an exception for “{entity}” with a reason.",
            entity=entity,
        )


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)


@rule("draft-left-out", "note")
def drafts_are_left_out(subject: Subject) -> Iterator[Finding]:
    """A strict build leaves drafts out, and says so."""
    for page in subject.library.pages if subject.strict else ():
        if page.status == "draft":
            yield Finding(
                subject.place(page.id, "status"),
                "This page is a draft: a strict build leaves it out.",
                "Set “status: reviewed” when it is ready; “--drafts” publishes it as it is, "
                "marked as a draft.",
            )
