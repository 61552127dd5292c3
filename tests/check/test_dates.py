"""Today, and what is due, overdue or not yet."""

from __future__ import annotations

import datetime

import pytest

from rapport.check.rule import today
from rapport.load.content import load_texts
from rapport.model.review import due_date, months_after
from rapport.model.tip import Tip
from tests.check.library import FILES, checked, rules

DAY = datetime.date


def test_today_is_the_day_of_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323199")
    assert today() == DAY(2026, 2, 28), "the last second of the day, in universal time"


@pytest.mark.parametrize("nonsense", ["", "soon", "-1", "9" * 40])
def test_today_is_by_the_clock_otherwise(monkeypatch: pytest.MonkeyPatch, nonsense: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", nonsense)
    before = datetime.datetime.now(datetime.UTC).date()
    assert before <= today() <= datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (DAY(2026, 1, 31), 1, DAY(2026, 2, 28)),
        (DAY(2027, 11, 30), 3, DAY(2028, 2, 29)),
        (DAY(2026, 12, 15), 12, DAY(2027, 12, 15)),
        (DAY(2026, 11, 22), 1, DAY(2026, 12, 22)),
        (DAY(9999, 6, 1), 60, DAY.max),
    ],
)
def test_months_later(day: datetime.date, months: int, later: datetime.date) -> None:
    assert months_after(day, months) == later


def test_a_page_names_its_day_or_gets_one() -> None:
    library = load_texts(FILES).library
    assert library is not None
    (tip,) = library.of(Tip)
    assert due_date(tip, library.settings) == DAY(2027, 1, 31)
    named = tip.model_copy(update={"review_by": DAY(2026, 6, 1)})
    assert due_date(named, library.settings) == DAY(2026, 6, 1)


def test_a_review_is_overdue_from_the_day_after() -> None:
    assert rules(checked({}, today=DAY(2027, 1, 31))) == []
    found = checked({}, today=DAY(2027, 2, 1))
    assert set(rules(found)) == {"review-overdue"}
    assert {p.severity for p in found.problems} == {"note"}


def test_drafts_and_retired_pages_are_not_overdue() -> None:
    draft = {"reflections/who-else.yml": ("status: reviewed", "status: draft")}
    found = checked(draft, today=DAY(2027, 2, 1), strict=False)
    paths = [p.place.path for p in found.problems if p.rule == "review-overdue"]
    assert paths and "reflections/who-else.yml" not in paths


@pytest.mark.parametrize(("today", "told"), [(DAY(2026, 1, 30), False), (DAY(2026, 1, 29), True)])
def test_tomorrow_may_be_today_elsewhere(today: datetime.date, told: bool) -> None:
    assert ("date-in-future" in rules(checked({}, today=today))) is told


@pytest.mark.parametrize(("days", "told"), [(0, False), (1, True)])
def test_a_help_line_counts_as_checked_up_to_the_last_day(days: int, told: bool) -> None:
    last = DAY(2026, 1, 31) + datetime.timedelta(days=730 + days)
    assert ("helpline-unchecked" in rules(checked({}, today=last))) is told


def test_drafts_are_told_of_in_a_strict_run_only() -> None:
    draft = {"reflections/who-else.yml": ("status: reviewed", "status: draft")}
    assert "draft-left-out" in rules(checked(draft))
    assert "draft-left-out" not in rules(checked(draft, strict=False))
