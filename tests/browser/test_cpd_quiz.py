"""The form of a learning record in the result of a quiz: what is offered, and what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cpd_pages import KEY, downloaded, field, form, press, stored, violations, write_form_page
from playwright.sync_api import Browser, Page

from conftest import watch

QUIZ: dict[str, Any] = {
    "subject": {
        "id": "which-dynamic",
        "kind": "quiz",
        "title": "Which pattern?",
        "version": "1.2",
        "minutes": 5,
        "objectives": [],
    },
    "organisation": "Ours",
    "keeps": True,
    "logHref": "log.html",
    "result": "Side by side",
    "answers": [["How was it?", "Fine"], ["<b>And</b> then?", "Less so"]],
}


@pytest.fixture
def quiz_page(browser: Browser, tmp_path: Path, faults: list[str]) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(5000)
    watch(page, faults)
    page.goto(write_form_page(tmp_path))
    page.locator("#from").focus()
    yield page
    context.close()


def ask(page: Page, **changed: Any) -> None:
    """Put the form into the page, as a quiz does."""
    page.evaluate(
        "(quiz) => rapportCpd.record(document.querySelector('#place'),"
        " {...quiz, announce: (words) => { window.announced = words; }})",
        {**QUIZ, **changed},
    )


def test_result_and_answers_are_in_a_record_only_when_ticked(quiz_page: Page) -> None:
    ask(quiz_page)
    assert field(quiz_page, "Title").input_value() == "Which pattern?"
    boxes = form(quiz_page).get_by_role("checkbox")
    assert [boxes.nth(n).is_checked() for n in range(boxes.count())] == [False, False]
    _, file = downloaded(quiz_page, lambda: press(form(quiz_page), "Download as a file (JSON)"))
    (made,) = json.loads(file)["records"]
    assert (made["result"], made["answers"], made["version"]) == ("", [], "1.2")
    assert "Fine" not in file and "Side by side" not in file
    boxes.nth(0).check()
    boxes.nth(1).check()
    press(form(quiz_page), "Keep in my log on this device")
    (kept,) = stored(quiz_page)
    assert (kept["result"], kept["answers"]) == ("Side by side", QUIZ["answers"])
    assert quiz_page.get_by_role("link", name="Open my log").get_attribute("href") == "log.html"


def test_without_result_nothing_is_offered(quiz_page: Page) -> None:
    ask(quiz_page, result=None, answers=None)
    assert form(quiz_page).get_by_role("checkbox").count() == 0


def test_discarding_an_untouched_form_goes_back(quiz_page: Page) -> None:
    place = quiz_page.locator("#place")
    place.evaluate("e => e.append('What was there')")
    ask(quiz_page)
    assert form(quiz_page).count() == 1
    press(form(quiz_page), "Discard")
    assert place.inner_text() == "What was there"
    assert quiz_page.evaluate("document.activeElement.id") == "from"


def test_a_form_that_is_being_written_stays(quiz_page: Page) -> None:
    ask(quiz_page)
    field(quiz_page, "Title").fill("Mine")
    ask(quiz_page)
    assert field(quiz_page, "Title").input_value() == "Mine"
    assert form(quiz_page).count() == 1


def test_what_cannot_be_read_is_one_step_away(quiz_page: Page) -> None:
    ask(quiz_page)
    field(quiz_page, "Minutes").fill("5")
    way = form(quiz_page).get_by_role("link", name="Open my log")
    assert way.count() == 0
    quiz_page.evaluate("key => localStorage.setItem(key, '{broken')", KEY)
    press(form(quiz_page), "Keep in my log on this device")
    told = form(quiz_page).locator(".rapport-quiz__fault:visible")
    assert "cannot be read" in told.inner_text()
    assert told.evaluate("e => e === document.activeElement")
    quiz_page.keyboard.press("Tab")
    assert way.evaluate("e => e === document.activeElement")
    assert way.get_attribute("href") == "log.html"


def test_what_is_refused_is_told_where_the_record_is(quiz_page: Page) -> None:
    ask(quiz_page)
    ask(quiz_page, result=["not", "a", "text"])
    form(quiz_page).get_by_role("checkbox").first.check()
    press(form(quiz_page), "Keep in my log on this device")
    told = form(quiz_page).locator(".rapport-quiz__fault:visible")
    assert "This could not be kept" in told.inner_text()


def test_two_presses_print_one_sheet_each(quiz_page: Page) -> None:
    ask(quiz_page)
    quiz_page.evaluate("window.print = () => {}")
    sheet = quiz_page.locator(".rapport-kept-print")
    # As assistive technology may: pressed without a key or a pointer.
    for _ in range(2):
        form(quiz_page).get_by_role("button", name="Print or save as PDF").dispatch_event("click")
        assert sheet.count() == 1
        assert quiz_page.title().endswith("Which-pattern")
    quiz_page.keyboard.press("Shift")
    assert sheet.count() == 0
    assert quiz_page.title() == "A quiz"
    assert not quiz_page.evaluate("document.body.hasAttribute('data-prints-alone')")


def test_the_form_in_a_quiz_has_no_violations(quiz_page: Page) -> None:
    ask(quiz_page)
    style = (Path(quiz_page.url.removeprefix("file://")).parent / "kept.css").read_text()
    quiz_page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(l => l.remove())")
    quiz_page.add_style_tag(content=style)
    assert violations(quiz_page) == []
