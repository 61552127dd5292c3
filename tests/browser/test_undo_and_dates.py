"""Saved checks: the way back stays until something else is written, and days are sensible."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from checks_pages import (
    KEY,
    QUIZ,
    TODAY,
    Visits,
    check,
    checks_site,
    exported,
    group,
    keep,
    kept,
    press,
    pulling,
    says,
    visiting,
)
from playwright.sync_api import Browser, expect
from test_my_checks_changes import LEFT, ONE, THREE, TWO, bring, by_content
from test_saved_checks import OPEN, alias, finish, panel

PAGE = "light/my-checks.html"
FULL = (
    "() => { window.room = Storage.prototype.setItem; Storage.prototype.setItem ="
    " () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
)
AS_BEFORE = "() => { Storage.prototype.setItem = window.room; }"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with checks_site(tmp_path_factory.mktemp("checks")) as address:
        yield address


@pytest.fixture
def visits(browser: Browser, origin: str) -> Iterator[Visits]:
    with visiting(browser, origin) as visit:
        yield visit


def test_the_way_back_outlives_whatever_writes_nothing(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE, TWO, THREE))
    press(page, "Delete all checks")
    for text in ("{", exported(group(ONE | {"alias": ""}))):
        bring(page, text)
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.evaluate(FULL)
    press(page, "Undo")
    assert "no room left" in says(page)
    page.evaluate(AS_BEFORE)
    press(page, "Close")
    expect(page.get_by_role("button", name="Close")).to_have_count(0)
    place = page.locator(".rapport-quiz__message-place")
    expect(place).to_be_focused()
    assert place.evaluate("e => getComputedStyle(e).position") == "static"
    press(page, "Undo")
    assert by_content(kept(page)) == by_content([ONE, TWO, THREE])
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert place.evaluate("e => getComputedStyle(e).position") == "sticky"
    press(page, "Close")
    expect(page.locator(".rapport-quiz__message")).to_be_hidden()


def test_a_check_is_dated_no_later_than_today_and_as_long_ago_as_is_kept(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE))
    page.get_by_role("button", name="Change the check").click()
    date = page.get_by_role("dialog").get_by_label("Date")
    assert [date.get_attribute(name) for name in ("min", "max")] == ["2026-05-26", "2026-11-22"]
    for day in ("2026-11-23", "2026-05-25", "2062-11-13"):
        date.fill(day)
        press(page, "Save the changes")
        expect(page.get_by_role("dialog")).to_contain_text(
            "Choose a day from 26 May 2026 to 22 November 2026."
        )
        expect(date).to_be_focused()
        expect(date).to_have_attribute("aria-invalid", "true")
    assert kept(page) == [ONE]
    for day in ("2026-05-26", TODAY.isoformat()):
        date.fill(day)
        press(page, "Save the changes")
        assert kept(page) == [ONE | {"date": day}]
        page.get_by_role("button", name="Change the check").click()


def test_a_day_that_is_not_touched_keeps_nobody_from_changing_the_rest(visits: Visits) -> None:
    ahead = check("quiet heron", -3, LEFT)
    page = visits().open(PAGE, group(ahead))
    page.get_by_role("button", name="Change the check").click()
    page.get_by_role("dialog").get_by_label("Alias", exact=True).fill("silver fern")
    press(page, "Save the changes")
    assert kept(page) == [ahead | {"alias": "silver fern"}]


def test_checks_of_days_to_come_are_not_brought_in(visits: Visits) -> None:
    page = visits().open(PAGE, group(TWO))
    bring(page, exported(group(check("quiet heron", -1, LEFT), check("quiet heron", 0, LEFT))))
    assert says(page) == "Added: 1. Refused: 1, as their day is still to come."


def test_checks_of_another_site_at_the_same_address_do_not_expire_here(visits: Visits) -> None:
    old, theirs = check("quiet heron", 181, LEFT), check("amber otter", 999, LEFT)
    page = visits().open(
        PAGE, group(old), group(old, version="0.1"), group(theirs, quiz="of-another-site")
    )
    assert kept(page) == [theirs]
    assert says(page) == "2 checks were older than 180 days and have been removed."
    expect(page.locator(".rapport-quiz__people")).not_to_contain_text("kept until")


@pytest.mark.parametrize("text", ["{not json", '{"format":2,"value":[]}'])
def test_what_cannot_be_read_is_one_step_away_from_a_result(visits: Visits, text: str) -> None:
    visit = visits()
    page = visit.open("light/quiz.html", text=text)
    finish(page)
    press(page, OPEN)
    way = panel(page).get_by_role("link", name="Go to My checks")
    assert way.get_attribute("href") == "my-checks.html"
    other = visit.open(PAGE)
    expect(other.get_by_role("button", name="Download what is there")).to_be_visible()
    # As soon as it is put aside in another tab, the check can be saved here.
    other.evaluate("key => localStorage.removeItem(key)", KEY)
    expect(way).to_be_hidden()
    expect(panel(page).locator(".rapport-quiz__trouble")).to_be_hidden()
    alias(page).fill("quiet heron")
    press(page, "Save")
    assert [c["alias"] for c in kept(page)] == ["quiet heron"]


def test_old_trouble_is_not_told_after_a_check_is_saved(visits: Visits) -> None:
    page = visits().open("light/quiz.html")
    finish(page)
    press(page, OPEN)
    alias(page).fill("quiet heron")
    page.evaluate(FULL)
    press(page, "Save")
    trouble = panel(page).locator(".rapport-quiz__trouble")
    expect(trouble).to_be_focused()
    expect(panel(page).get_by_role("link")).to_have_count(0)
    page.evaluate(AS_BEFORE)
    press(page, "Save")
    press(page, "Undo")
    expect(trouble).to_be_hidden()
    expect(page.get_by_role("button", name="Download this check as a file")).to_be_hidden()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()


def test_what_is_refused_is_told_and_can_be_mended(visits: Visits) -> None:
    page = visits().open("light/quiz.html")
    finish(page)
    press(page, OPEN)
    alias(page).fill("quiet heron")
    page.evaluate("window.normal = Number.isInteger; Number.isInteger = () => false")
    press(page, "Save")
    expect(panel(page).locator(".rapport-quiz__trouble")).to_contain_text("could not be kept")
    page.evaluate("Number.isInteger = window.normal")
    press(page, "Save")
    assert [c["alias"] for c in kept(page)] == ["quiet heron"]


def test_no_mark_stands_outside_the_picture(visits: Visits) -> None:
    far = pulling("far otter", 2, 12) | {"sum": -36, "pull": 36}
    page = visits().open(
        PAGE, group(pulling("near heron", 3, 5)), group(far, version="0.1"), group(THREE)
    )
    for mark in page.locator(".rapport-quiz__mark").all():
        assert mark.evaluate(
            "e => [e.style.insetInlineStart, e.style.insetBlockEnd]"
            ".every((at) => parseFloat(at) >= 0 && parseFloat(at) <= 100)"
        )


def test_a_script_that_runs_twice_shows_everything_once(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE))
    page.add_script_tag(url="my_checks.js")
    expect(page.get_by_role("heading", name="My caseload")).to_have_count(1)
    keep(page, group(TWO, quiz=QUIZ.quiz.id))
    expect(page.locator(".rapport-quiz__files")).to_have_count(1)
