"""Changing what is kept: nothing is lost silently, whatever else writes, and nothing bad gets in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checks_pages import (
    ITEMS,
    KEY,
    TODAY,
    Visits,
    check,
    checks_site,
    exported,
    group,
    keep,
    kept,
    person,
    press,
    says,
    visiting,
)
from playwright.sync_api import Browser, Page, expect
from test_saved_checks import BLOCKED, FULL

PAGE = "light/my-checks.html"
LEFT, RIGHT, MIDDLE = (-2, -1, -1, 0, -1, 0), (1, 2, 1, 0, 2, 1), (0, 0, 0, 0, 0, 0)
ONE, TWO, THREE = (
    check("quiet heron", 9, LEFT, "Wait"),
    check("quiet heron", 3, RIGHT),
    check("amber otter", 5, LEFT),
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with checks_site(tmp_path_factory.mktemp("checks")) as address:
        yield address


@pytest.fixture
def visits(browser: Browser, origin: str) -> Iterator[Visits]:
    with visiting(browser, origin) as visit:
        yield visit


def by_content(checks: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(c, sort_keys=True) for c in checks)


def test_delete_one_and_undo(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE, TWO, THREE))
    person(page, "quiet heron").get_by_role("button", name="Delete the check").first.click()
    assert by_content(kept(page)) == by_content([TWO, THREE])
    assert says(page) == "The check of quiet heron, 13 November 2026, has been deleted."
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.press("Enter")
    assert by_content(kept(page)) == by_content([ONE, TWO, THREE])
    expect(
        page.get_by_role("button", name="Delete the check of quiet heron, 13 November 2026")
    ).to_be_focused()
    expect(undo).to_have_count(0)


def test_delete_all_can_be_undone(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE, TWO, THREE))
    press(page, "Delete all checks")
    assert page.evaluate("localStorage.length") == 0
    expect(page.get_by_role("heading", name="Nothing is kept on this device")).to_be_visible()
    press(page, "Undo")
    assert by_content(kept(page)) == by_content([ONE, TWO, THREE])


def test_edit_scores_anew(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE, THREE))
    part = person(page, "quiet heron")
    part.get_by_role("button", name="Change the check").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Alias", exact=True).fill("")
    press(page, "Save the changes")
    expect(dialog).to_contain_text("Write an alias first")
    dialog.get_by_label("Alias", exact=True).fill("silver fern")
    dialog.get_by_label("Date").fill("")
    press(page, "Save the changes")
    expect(dialog).to_contain_text("Give a date")
    dialog.get_by_label("Date").fill("2026-11-20")
    dialog.get_by_label("One thing I will do differently").fill("")
    for item in ITEMS:
        dialog.locator(f"#my-checks---edit-answer-{item}").select_option("0")
    press(page, "Save the changes")
    assert by_content(kept(page)) == by_content([check("silver fern", 2, MIDDLE), THREE])
    assert says(page) == "The check has been changed. Its result is “Side by side”."
    expect(
        page.get_by_role("button", name="Change the check of silver fern, 20 November 2026")
    ).to_be_focused()
    press(page, "Undo")
    assert by_content(kept(page)) == by_content([ONE, THREE])


def test_leaving_the_dialog_changes_nothing(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE))
    change = page.get_by_role("button", name="Change the check")
    for leave in ("Escape", "button"):
        change.click()
        page.get_by_label("One thing I will do differently").fill("Something else")
        if leave == "Escape":
            page.keyboard.press("Escape")
        else:
            press(page, "Leave it as it is")
        expect(change).to_be_focused()
        assert kept(page) == [ONE]


def test_two_tabs_see_and_keep_each_others_changes(visits: Visits) -> None:
    visit = visits()
    first = visit.open(PAGE, group(ONE, TWO))
    second = visit.open(PAGE)
    person(first, "quiet heron").get_by_role("button", name="Delete the check").first.focus()
    keep(second, group(THREE, ONE, TWO))
    expect(first.locator(".rapport-quiz__count")).to_have_text("3 of 3 checks are shown.")
    assert (
        says(first) == "What is kept was changed in another tab. This page shows it as it is now."
    )
    expect(
        first.get_by_role("button", name="Delete the check of quiet heron, 13 November 2026")
    ).to_be_focused()
    # A deletion in one tab and a change in the other, found by what they say and not by place.
    first.keyboard.press("Enter")
    assert by_content(kept(first)) == by_content([TWO, THREE])
    second.bring_to_front()
    expect(second.locator(".rapport-quiz__count")).to_have_text("2 of 2 checks are shown.")
    person(second, "amber otter").get_by_role("button", name="Delete the check").click()
    first.bring_to_front()
    press(first, "Undo")
    assert by_content(kept(first)) == by_content([ONE, TWO])


def test_a_change_that_another_tab_overtook_loses_nothing(visits: Visits) -> None:
    visit = visits()
    page, other = visit.open(PAGE, group(ONE)), visit.open(PAGE)
    page.bring_to_front()
    page.get_by_role("button", name="Change the check").click()
    keep(other, group(ONE | {"line": "From the other tab"}))
    page.get_by_label("One thing I will do differently").fill("From this tab")
    press(page, "Save the changes")
    assert {c["line"] for c in kept(page)} == {"From this tab", "From the other tab"}


def test_nothing_can_be_read_where_storage_is_blocked(visits: Visits) -> None:
    visit = visits()
    visit.context.add_init_script(BLOCKED)
    page = visit.open(PAGE)
    expect(page.locator(".rapport-quiz__kept-notice")).to_contain_text(
        "does not let the site keep anything"
    )
    expect(page.locator(".rapport-quiz__empty")).to_have_count(0)


def test_a_full_storage_is_told_and_nothing_is_half_done(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE, TWO))
    page.evaluate(f"() => {{ {FULL} }}")
    bring(page, exported(group(THREE)))
    assert "no room left" in says(page)
    assert by_content(kept(page)) == by_content([ONE, TWO])


@pytest.mark.parametrize(
    "text", ["{not json", '{"format":1,"value":[{"quiz":"x"}]}', '{"value":[]}']
)
def test_damaged_checks_can_be_had_put_aside_and_deleted(visits: Visits, text: str) -> None:
    page = visits().open(PAGE, text=text)
    notice = page.locator(".rapport-quiz__kept-notice")
    expect(notice).to_contain_text("cannot be read")
    with page.expect_download() as download:
        press(page, "Download what is there")
    assert Path(download.value.path()).read_text(encoding="utf-8") == text
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text
    press(page, "Put it aside and begin anew")
    assert says(page) == "It has been put aside. New checks can be kept again."
    assert page.evaluate("Object.values(localStorage)") == [text]
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    press(page, "Delete what was put aside")
    assert page.evaluate("localStorage.length") == 0


def test_checks_of_a_newer_format_are_left_alone(visits: Visits) -> None:
    text = '{"format":2,"value":{"anything":1}}'
    page = visits().open(PAGE, text=text)
    expect(page.locator(".rapport-quiz__kept-notice")).to_contain_text("newer version of this site")
    expect(page.get_by_role("button", name="Put it aside and begin anew")).to_have_count(0)
    with page.expect_download() as download:
        press(page, "Download what is there")
    assert Path(download.value.path()).read_text(encoding="utf-8") == text
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text


def downloaded(page: Page, name: str) -> str:
    with page.expect_download() as download:
        press(page, name)
    assert TODAY.isoformat() in download.value.suggested_filename
    return Path(download.value.path()).read_bytes().decode()


def bring(page: Page, text: str | bytes) -> None:
    """Choose a file to bring checks back from, and wait for what is said."""
    before = says(page)
    body = text if isinstance(text, bytes) else text.encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "", "buffer": body}
    )
    expect(
        page.locator(".rapport-kept .rapport-quiz__message-place .rapport-quiz__status")
    ).not_to_have_text(before)


def test_export_and_import_give_the_same_back(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE, TWO), group(THREE, quiz="no-more", version="3"))
    text = downloaded(page, "Download all checks")
    expected = exported(group(ONE, TWO), group(THREE, quiz="no-more", version="3"))
    assert json.loads(text) == json.loads(expected)
    other = visits().open(PAGE, group(TWO))
    bring(other, text)
    assert says(other) == "Added: 2. Here already: 1."
    assert by_content(kept(other)) == by_content([ONE, TWO, THREE])
    bring(other, f"\ufeff{text}")
    assert says(other) == "Added: 0. Here already: 3."
    # What the first one brought in can still be taken back.
    press(other, "Undo")
    assert kept(other) == [TWO]


def test_an_import_can_be_undone(visits: Visits) -> None:
    page = visits().open(PAGE, group(TWO))
    bring(page, exported(group(ONE, TWO)))
    press(page, "Undo")
    assert kept(page) == [TWO]


FILES = {
    "not JSON": ("{", "This file cannot be read."),
    "binary": (b"\xff\xfe\x00\x01", "This file cannot be read."),
    "null": ("null", "This is not a file of checks."),
    "a list": ("[]", "This is not a file of checks."),
    "something else": (
        '{"rapport":"cpd","format":1,"quizzes":[]}',
        "This is not a file of checks.",
    ),
    "no format": ('{"rapport":"checks","quizzes":[]}', "This is not a file of checks."),
    "newer": (exported(group(ONE), format=2), "A newer version of this site made this file."),
    "a field too much": (exported(group(ONE), more=1), "This is not a file of checks."),
    "a group with a field too much": (
        exported({**group(ONE), "a": 1}),
        "This is not a file of checks.",
    ),
    "a quiz with a strange id": (exported(group(ONE, quiz="<b>")), "This is not a file of checks."),
    "deep": ("[" * 100_000, "This file cannot be read."),
    "too large": (exported(group(ONE)) + " " * 2_000_000, "This file is too large."),
}


def test_files_that_are_refused(visits: Visits) -> None:
    page = visits().open(PAGE, group(TWO))
    found = {}
    for name, (text, _) in FILES.items():
        bring(page, text)
        found[name] = says(page)
        assert "Nothing was brought in." in found[name]
        page.locator(".rapport-quiz__count").evaluate(
            "() => dispatchEvent(new StorageEvent('storage', {key: null}))"
        )
    assert {n for n, (_, words) in FILES.items() if words not in found[n]} == set()
    assert kept(page) == [TWO]


BAD: dict[str, tuple[Any, str]] = {
    "not an object": ("check", "wrong"),
    "a field too much": (ONE | {"name": "Anna"}, "wrong"),
    "no alias": ({k: v for k, v in ONE.items() if k != "alias"}, "wrong"),
    "empty alias": (ONE | {"alias": ""}, "wrong"),
    "alias of two lines": (ONE | {"alias": "a\nb"}, "wrong"),
    "long alias": (ONE | {"alias": "a" * 61}, "wrong"),
    "long line": (ONE | {"line": "a" * 301}, "wrong"),
    "empty line": (ONE | {"line": ""}, "wrong"),
    "line of another type": (ONE | {"line": None}, "wrong"),
    "a day that is none": (ONE | {"date": "2026-02-30"}, "wrong"),
    "a time": (ONE | {"date": "2026-11-20T10:00"}, "wrong"),
    "sum as text": (ONE | {"sum": "-5"}, "wrong"),
    "half a point": (ONE | {"pull": 5.5}, "wrong"),
    "answers as a list": (ONE | {"answers": [1, 2]}, "wrong"),
    "no answers": (ONE | {"answers": {}}, "wrong"),
    "a prototype": (ONE | {"answers": ONE["answers"] | {"__proto__": 1}}, "wrong"),
    "an answer too few": (ONE | {"answers": dict.fromkeys(ITEMS[1:], 0)}, "do not fit"),
    "an answer too many": (ONE | {"answers": ONE["answers"] | {"constructor": 0}}, "do not fit"),
    "an answer that is not offered": (
        ONE | {"answers": ONE["answers"] | {ITEMS[0]: 3}},
        "do not fit",
    ),
    "another sum": (ONE | {"sum": 5}, "does not follow"),
    "another pull": (ONE | {"pull": 4}, "does not follow"),
    "another class": (ONE | {"class": "mixed"}, "does not follow"),
    "a class that is none": (ONE | {"class": "sideways"}, "does not follow"),
    "too old": (check("quiet heron", 181, LEFT), "not kept here for that long"),
    "dated ahead": (check("quiet heron", -1, LEFT), "still to come"),
}


def test_checks_that_are_refused(visits: Visits) -> None:
    page = visits().open(PAGE, group(TWO))
    wrong = {}
    for name, (bad, reason) in BAD.items():
        bring(page, exported(group(bad)))
        told = says(page)
        if not (told.startswith("Added: 0. Refused: 1, as") and reason in told):
            wrong[name] = told
        page.evaluate(
            "document.querySelector('.rapport-quiz__message-place .rapport-quiz__status').textContent = ''"
        )
    assert wrong == {}
    assert kept(page) == [TWO]
    # The good ones of a file are taken all the same, and every refusal is counted.
    bring(page, exported(group(*(bad for bad, _ in BAD.values()), THREE)))
    told = says(page)
    assert told.startswith("Added: 1. ")
    assert sum(
        int(part.split(":")[1].split(",")[0]) for part in told.split(". ") if "Refused" in part
    ) == len(BAD)
    assert by_content(kept(page)) == by_content([TWO, THREE])


def test_csv_is_harmless_in_a_spreadsheet(visits: Visits) -> None:
    evil = ["=1+1", "+1", "-1+1", "@SUM(A1)", 'a "quoted", word', "=cmd|' /C calc'!A0"]
    made = [check(text, 9 - n, LEFT, text) for n, text in enumerate(evil)]
    page = visits().open(PAGE, group(*made))
    text = downloaded(page, "Download for a spreadsheet (CSV)")
    assert text.startswith("\ufeff")
    assert text.count("\r\n") == len(evil) + 1 == text.count("\n")
    heads, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert heads[5:8] == ["Lean (below 0: to the left)", "Pull", "One thing I will do differently"]
    assert heads[8] == "The work"
    for line, typed in zip(lines, evil, strict=True):
        safe = f"'{typed}" if typed[0] in "=+-@" else typed
        assert line[2] == line[7] == safe
        assert line[5:7] == ["-5", "5"]
        assert line[8:] == [str(v) for v in LEFT]


def test_what_cannot_be_written_is_told_when_deleting(visits: Visits) -> None:
    page = visits().open(PAGE, group(ONE, TWO))
    page.evaluate(f"() => {{ {FULL} }}")
    person(page, "quiet heron").get_by_role("button", name="Delete the check").first.click()
    assert "no room left" in says(page)
    assert len(kept(page)) == 2
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_no_request_carries_anything(visits: Visits) -> None:
    visit = visits()
    page = visit.open(PAGE, group(ONE, TWO, THREE))
    before = len(visit.requests)
    person(page, "quiet heron").get_by_role("button", name="Delete the check").first.click()
    bring(page, exported(group(ONE)))
    downloaded(page, "Download all checks")
    assert [url for url in visit.requests[before:] if not url.startswith("blob:")] == []
