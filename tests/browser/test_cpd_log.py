"""The log: sums, periods, files in and out, undo, two tabs, and whatever storage does."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from cpd_pages import (
    KEY,
    at_records,
    bring,
    build,
    downloaded,
    field,
    form,
    keep,
    press,
    record,
    start,
    stored,
    titles,
    violations,
)
from playwright.sync_api import Browser, Page
from site_server import serving

THREE = (
    record(title="Old", date="2024-02-29", minutes=30),
    record(title="New", date="2026-11-20", minutes=45),
    record(title="Middle", date="2025-11-23", minutes=60),
)
NOW = "2026-11-22T12:00:00"
SUM = ".rapport-quiz__log .rapport-quiz__sum"
NOTICE = ".rapport-quiz__log .rapport-quiz__kept-notice"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(build(tmp_path_factory.mktemp("cpd"))) as address:
        yield address


def test_periods_choose_and_add_up(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, *THREE) as page:
        page.clock.set_fixed_time(NOW)
        page.reload()
        assert titles(page) == ["New", "Middle", "Old"]
        assert page.locator(SUM).inner_text() == "3 records, 2 hours 15 minutes in all."
        months = page.locator(".rapport-quiz__log tbody tr").all_inner_texts()
        assert [m.split("\t") for m in months] == [
            ["November 2026", "1", "45 minutes"],
            ["November 2025", "1", "1 hour"],
            ["February 2024", "1", "30 minutes"],
        ]
        period = page.get_by_role("combobox", name="Period")
        period.select_option(label="This year")
        assert titles(page) == ["New"]
        status = page.locator(".rapport-quiz__status")
        assert status.inner_text() == "1 record, 45 minutes in all."
        period.select_option(label="The last 12 months")
        assert titles(page) == ["New", "Middle"]
        page.get_by_label("From", exact=True).fill("2024-03-01")
        page.get_by_label("To", exact=True).fill("2024-02-29")
        assert titles(page) == ["Old"]
        page.get_by_label("From", exact=True).fill("2000-01-01")
        page.get_by_label("To", exact=True).fill("2000-12-31")
        assert page.locator(SUM).inner_text() == "No records in this period."
        period.select_option(label="Everything")
        assert len(titles(page)) == 3


def test_a_record_is_changed_in_its_place(browser: Browser, origin: str) -> None:
    mine = record(title="Mine", objectives=["One"], result="4 of 5", answers=[["Q", "A"]])
    with at_records(browser, origin, mine, record(title="Other")) as page:
        page.locator("summary.rapport-quiz__summary", has_text="Mine").click()
        press(page, "Change")
        assert form(page).get_by_role("checkbox", checked=True).count() == 2
        field(page, "Minutes").fill("15")
        press(form(page), "Save the change")
        assert [r["minutes"] for r in stored(page)] == [60, 15]
        assert stored(page)[1] == {**mine, "minutes": 15}


def test_deleting_one_and_all_can_be_undone(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, *THREE) as page:
        page.locator("summary.rapport-quiz__summary").nth(1).click()
        press(page, "Delete")
        assert titles(page) == ["New", "Old"]
        notice = page.locator(NOTICE)
        assert notice.evaluate("e => e === document.activeElement")
        assert notice.get_attribute("aria-label") == "1 record is deleted."
        press(page, "Undo")
        assert titles(page) == ["New", "Middle", "Old"]
        press(page, "Delete all 3 records in my log")
        assert page.evaluate("key => localStorage.getItem(key)", KEY) is None
        assert "No records are kept" in page.locator(".rapport-quiz__log").inner_text()
        keep(page, [record(title="Written elsewhere")])
        press(page, "Undo")
        assert len(titles(page)) == 4


def test_another_tab_is_seen_and_nothing_of_it_is_lost(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, *THREE) as page:
        other = page.context.new_page()
        other.goto(f"{origin}cpd/")
        row = page.locator("summary.rapport-quiz__summary", has_text="Middle")
        row.click()
        start(other)
        field(other, "Title").fill("From the other tab")
        field(other, "Minutes").fill("5")
        press(form(other), "Keep in my log on this device")
        page.locator(".rapport-quiz__line strong", has_text="From the other tab").wait_for()
        assert len(titles(page)) == 4
        # What is open stays open, and the focus where it was.
        assert row.evaluate("e => e.parentElement.open && e === document.activeElement")
        press(page, "Delete")
        other.locator(SUM, has_text="3 records").wait_for()
        assert sorted(titles(other)) == ["From the other tab", "New", "Old"]


def test_another_tab_does_not_take_the_focus_away(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, *THREE) as page:
        other = page.context.new_page()
        other.goto(f"{origin}cpd/")
        focused = page.locator(":focus")
        names = ["Download 3 records (JSON)", "Delete all 3 records in my log"]
        for name, count in zip(names, (2, 1), strict=True):
            page.get_by_role("button", name=name).focus()
            keep(other, THREE[:count])
            page.locator(SUM, has_text=f"{count} record").wait_for()
            assert focused.inner_text().split(" ")[0] == name.split(" ")[0]
            assert page.locator(".rapport-quiz__status").inner_text() == (
                "The log was changed in another tab. This page shows it as it is now."
            )
            keep(other, THREE)
            page.locator(SUM, has_text="3 records").wait_for()
            assert focused.inner_text() == name
        page.locator("summary.rapport-quiz__summary", has_text="Old").focus()
        keep(other, THREE[1:])
        page.locator(SUM, has_text="2 records").wait_for()
        assert focused.inner_text() == "My log"


def test_the_way_back_outlives_whatever_writes_nothing(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, *THREE) as page:
        press(page, "Delete all 3 records in my log")
        assert "Nothing was brought in." in bring(page, "{")
        assert "1 record was refused" in bring(page, log_file({**record(), "minutes": 0}))
        press(page, "Undo")
        assert titles(page) == ["New", "Middle", "Old"]
        assert page.get_by_role("button", name="Undo").count() == 0


def log_file(*records: Any) -> dict[str, Any]:
    """A file of records."""
    return {"rapport": "cpd", "format": 1, "records": list(records)}


def test_json_goes_out_and_comes_back(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, *THREE) as page:
        saved, text = downloaded(page, lambda: press(page, "Download 3 records (JSON)"))
        assert saved.suggested_filename.endswith("Learning-log.json")
        file = json.loads(text)
        assert (file["rapport"], file["format"]) == ("cpd", 1)
        assert [r["title"] for r in file["records"]] == ["New", "Middle", "Old"]
        press(page, "Delete all 3 records in my log")
        said = bring(page, "\ufeff" + text)
        assert "3 records were added." in said
        assert sorted(r["title"] for r in stored(page)) == ["Middle", "New", "Old"]
        file["records"].append(record(title="Fourth"))
        said = bring(page, file)
        assert "1 record was added. 3 records were there already and were skipped." in said
        press(page, "Undo")
        assert sorted(titles(page)) == ["Middle", "New", "Old"]


BAD: dict[str, Any] = {
    "Title": record(title=" "),
    "Date": record(date="2025-02-29"),
    "Minutes": record(minutes=0),
    "Objectives met": record(objectives="one"),
    "My answers": record(answers=[["only a question"]]),
    "What I read or did": record(read="x" * 20_001),
    "Name": record(name=7),
    "Registration number": {k: v for k, v in record().items() if k != "registration"},
}
SHAPES: list[Any] = [None, [], "text", {**record(), "more": 1}, {}]


def test_faulty_records_are_refused_one_by_one(browser: Browser, origin: str) -> None:
    records = [*BAD.values(), record(title="Good")]
    with at_records(browser, origin, THREE[0]) as page:
        said = bring(page, {"rapport": "cpd", "format": 1, "records": records})
        assert "1 record was added. 8 records were refused:" in said
        for number, label in enumerate(BAD, 1):
            assert f"Record {number}: “{label}” is missing, or not as it should be." in said
        assert [r["title"] for r in stored(page)] == ["Old", "Good"]
        said = bring(page, {"rapport": "cpd", "format": 1, "records": SHAPES})
        assert said.count("it is not a learning record") == 4
        assert "Record 5: “Page of the site” is missing" in said
        prototype = json.dumps({"rapport": "cpd", "format": 1, "records": [record()]})
        said = bring(page, prototype.replace('{"subject"', '{"__proto__": {"x": 1}, "subject"'))
        assert "1 record was refused" in said
        assert len(stored(page)) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not JSON {", "This is not a file of learning records"),
        ("null", "This is not a file of learning records"),
        ({"rapport": "checks", "format": 1, "records": []}, "This is not a file of learning"),
        ({"rapport": "cpd", "format": "1", "records": []}, "This is not a file of learning"),
        ({"rapport": "cpd", "format": 1, "records": {}}, "This is not a file of learning"),
        ({"rapport": "cpd", "format": 2, "records": [record()]}, "a newer version of this site"),
        (" " * 10_000_001, "This file is too large"),
    ],
    ids=["no JSON", "null", "checks", "format in words", "no list", "newer", "large"],
)
def test_other_files_are_refused_whole(
    browser: Browser, origin: str, content: Any, words: str
) -> None:
    with at_records(browser, origin, THREE[0]) as page:
        said = bring(page, content)
        assert words in said
        assert "Nothing was brought in." in said
        assert [r["title"] for r in stored(page)] == ["Old"]


def test_csv_holds_every_field_and_no_formula(browser: Browser, origin: str) -> None:
    formulas = ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx"]
    rows = [record(title="t", read=text, minutes=n) for n, text in enumerate(formulas, 1)]
    rows.append(record(title='Say "a, b"\nand c', objectives=["One", "Two"], minutes=99))
    with at_records(browser, origin, *rows) as page:
        saved, text = downloaded(page, lambda: press(page, "For a spreadsheet (CSV)"))
    assert saved.suggested_filename.endswith(".csv")
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(read[0]) == 14
    assert [r["What I read or did"] for r in read[:6]] == [f"'{f}" for f in formulas]
    assert (read[6]["Title"], read[6]["Objectives met"]) == ('Say "a, b"\nand c', "One\nTwo")
    assert ",99," in text


def test_the_period_is_printed_with_its_sum(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, *THREE) as page:
        page.get_by_label("From", exact=True).fill("2025-01-01")
        press(page, "Print this period")
        sheet = page.locator(".rapport-kept-print")
        page.emulate_media(media="print")
        text = sheet.inner_text()
        assert not page.get_by_role("heading", name="My log").is_visible()
        for wanted in (
            "Learning log",
            "Since 1 January 2025",
            "New",
            "Middle",
            "2 records, 1 hour 45 minutes in all.",
            "Self-declared",
            "Signature and date",
        ):
            assert wanted in text, wanted
        assert "Old" not in text


def write_record(page: Page) -> None:
    """Write a record and ask to keep it."""
    start(page)
    field(page, "Title").fill("In hand")
    field(page, "Minutes").fill("5")
    press(form(page), "Keep in my log on this device")


BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
FULL = (
    "const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, text) {"
    " if (key.startsWith('rapport-cpd')) throw new DOMException('', 'QuotaExceededError');"
    " set.call(this, key, text); }"
)


def own_browser(browser: Browser, script: str) -> Page:
    """A browser in which a script runs before any page's own."""
    context = browser.new_context(accept_downloads=True)
    context.add_init_script(script)
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page


@pytest.mark.parametrize(
    ("script", "words"),
    [(BLOCKED, "does not let the site keep anything"), (FULL, "There is no room left")],
    ids=["blocked", "full"],
)
def test_the_record_in_hand_outlives_the_storage(
    browser: Browser, origin: str, script: str, words: str
) -> None:
    page = own_browser(browser, script)
    page.goto(f"{origin}cpd/")
    write_record(page)
    fault = form(page).locator(".rapport-quiz__fault:visible")
    assert words in fault.inner_text()
    assert fault.evaluate("e => e === document.activeElement")
    assert field(page, "Title").input_value() == "In hand"
    _, text = downloaded(page, lambda: press(form(page), "Download as a file (JSON)"))
    assert json.loads(text)["records"][0]["title"] == "In hand"
    press(form(page), "Print or save as PDF")
    assert page.locator(".rapport-kept-print h1").text_content() == "In hand"
    page.context.close()


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ("{broken", "cannot be read"),
        (json.dumps({"format": 1, "value": [{**record(), "minutes": "60"}]}), "cannot be read"),
        (json.dumps({"format": 2, "value": [record()]}), "written by a newer version"),
    ],
    ids=["no JSON", "no record", "newer"],
)
def test_what_cannot_be_read_is_told_and_not_written_over(
    browser: Browser, origin: str, there: str, words: str
) -> None:
    with at_records(browser, origin) as page:
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, there])
        page.reload()
        assert words in page.locator(NOTICE).inner_text()
        write_record(page)
        assert words in form(page).locator(".rapport-quiz__fault:visible").inner_text()
        assert page.evaluate("key => localStorage.getItem(key)", KEY) == there
        _, text = downloaded(page, lambda: press(page, "Download what is there"))
        assert text == there
        if words == "cannot be read":
            press(page, "Put it aside and begin anew")
            assert page.evaluate("key => localStorage.getItem(key)", f"{KEY}:unread-1") == there
            press(form(page), "Keep in my log on this device")
            assert titles(page) == ["In hand"]
            press(page, "Delete what was put aside")
            assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('cpd'))") == [
                KEY
            ]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_in_any_state_of_the_log(
    browser: Browser, origin: str, scheme: Any, width: int
) -> None:
    size = {"width": width, "height": 800}
    look: dict[str, Any] = {"color_scheme": scheme, "viewport": size, "reduced_motion": "reduce"}
    found = {}
    with at_records(browser, origin, *THREE, **look) as page:
        page.locator("summary.rapport-quiz__summary").first.click()
        found["log, a record open"] = violations(page)
        press(page, "Delete")
        found["deleted"] = violations(page)
        bring(page, {"rapport": "cpd", "format": 1, "records": list(BAD.values())})
        found["refused"] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("key => localStorage.setItem(key, '{')", KEY)
        page.reload()
        found["damaged"] = violations(page)
    assert found == {state: [] for state in found}
