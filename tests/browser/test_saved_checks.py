"""Keeping a check beside its result: only when asked, only what is said, told what went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from checks_pages import (
    ITEMS,
    KEY,
    QUIZ,
    Visits,
    check,
    checks_site,
    exported,
    group,
    kept,
    objections,
    press,
    visiting,
)
from playwright.sync_api import Browser, Locator, Page, expect

ANSWERS = (-2, -1, -1, 0, -1, 0)
OPEN = "Keep this check on this device"
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
WARNING = "This looks like {}. An alias protects the person better."
FORGETFUL = "Storage.prototype.setItem = () => {}"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with checks_site(tmp_path_factory.mktemp("checks")) as address:
        yield address


@pytest.fixture
def visits(browser: Browser, origin: str) -> Iterator[Visits]:
    with visiting(browser, origin) as visit:
        yield visit


def finish(page: Page, answers: tuple[int, ...] = ANSWERS) -> None:
    """Answer the check and see the result."""
    for item, value in zip(ITEMS, answers, strict=True):
        page.locator(f'input[name="{item}"][value="{value}"]').check()
    page.locator(".rapport-quiz__bar button").click()


def panel(page: Page) -> Locator:
    return page.locator(".rapport-quiz__save")


def alias(page: Page) -> Locator:
    return panel(page).get_by_role("combobox", name="Alias", exact=True)


def test_nothing_is_stored_before_save(visits: Visits) -> None:
    visit = visits()
    page = visit.open("light/quiz.html")
    before = len(visit.requests)
    finish(page)
    expect(panel(page).locator("form")).to_be_hidden()
    press(page, OPEN)
    expect(panel(page)).to_contain_text("not encrypted")
    expect(panel(page)).to_contain_text("shared device")
    expect(panel(page)).to_contain_text("may count as records")
    expect(panel(page)).to_contain_text("180 days")
    alias(page).fill("quiet heron")
    press(page, "Suggest an alias")
    assert (
        page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    )
    assert len(visit.requests) == before


def test_a_check_is_kept_with_these_fields_and_no_other(visits: Visits) -> None:
    visit = visits()
    page = visit.open("light/quiz.html")
    before = len(visit.requests)
    finish(page)
    press(page, OPEN)
    alias(page).fill("  quiet   heron ")
    panel(page).get_by_label("One thing I will do differently").fill("Count to ten")
    press(page, "Save")
    expected = [group(check("quiet heron", 0, ANSWERS, "Count to ten"))]
    stored = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    assert stored == {"format": 1, "value": expected}
    assert page.evaluate("localStorage.length") == 1
    assert len(visit.requests) == before
    saved = page.locator(".rapport-quiz__saved")
    expect(saved.locator("p").first).to_be_focused()
    expect(saved).to_contain_text("quiet heron, 22 November 2026, “Leaning too hard”")
    expect(saved).to_contain_text("21 May 2027")
    expect(page.get_by_role("button", name=OPEN)).to_be_hidden()
    assert saved.get_by_role("link").get_attribute("href") == "my-checks.html"


def test_undo_takes_it_back_and_leaves_others(visits: Visits) -> None:
    page = visits().open("light/quiz.html", group(check("amber otter", 3, ANSWERS)))
    finish(page)
    press(page, OPEN)
    alias(page).fill("quiet heron")
    alias(page).press("Enter")
    assert [c["alias"] for c in kept(page)] == ["amber otter", "quiet heron"]
    press(page, "Undo")
    assert [c["alias"] for c in kept(page)] == ["amber otter"]
    expect(alias(page)).to_be_focused()
    assert alias(page).input_value() == "quiet heron"


def test_undo_of_the_only_check_leaves_an_empty_storage(visits: Visits) -> None:
    page = visits().open("light/quiz.html")
    finish(page)
    press(page, OPEN)
    alias(page).fill("quiet heron")
    press(page, "Save")
    press(page, "Undo")
    assert page.evaluate("localStorage.length") == 0


def test_an_alias_is_needed(visits: Visits) -> None:
    page = visits().open("light/quiz.html")
    finish(page)
    press(page, OPEN)
    alias(page).fill("   ")
    press(page, "Save")
    expect(alias(page)).to_be_focused()
    expect(alias(page)).to_have_attribute("aria-invalid", "true")
    expect(panel(page)).to_contain_text("Write an alias first")
    assert kept(page) == []


LOOKS: Final[dict[str, list[str]]] = {
    "quiet heron": [],
    "Heron": [],
    "Tuesday 3": [],
    "client 12": [],
    "Anna Schmidt": ["a full name"],
    "ANNA SCHMIDT": ["a full name"],
    "Zoë O’Brien-Łuczak": ["a full name"],
    "Андрей Иванов": ["a full name"],
    "محمد الأحمد": ["a full name"],
    "Schmidt, Anna": ["a full name"],
    "12/03/1980": ["a date of birth"],
    "born 1980-3-12": ["a date of birth"],
    "12 March 1980": ["a date of birth"],
    "March 12, 1980": ["a date of birth"],
    "19800312": ["a date of birth"],
    "١٢/٠٣/١٩٨٠": ["a date of birth"],
    "anna@example.org": ["an e-mail address"],
    "+44 20 7946 0018": ["a phone number"],
    "0151 2345678": ["a phone number"],
}


def test_what_an_alias_looks_like(visits: Visits) -> None:
    page = visits().open("light/quiz.html")
    finish(page)
    press(page, OPEN)
    found = {}
    for typed in LOOKS:
        alias(page).fill(typed)
        found[typed] = panel(page).locator(".rapport-quiz__doubts p").all_inner_texts()
    expected = {typed: [WARNING.format(what) for what in warned] for typed, warned in LOOKS.items()}
    assert found == expected
    # A warning warns. It does not forbid.
    press(page, "Save")
    assert [c["alias"] for c in kept(page)] == [typed]


def test_suggestions_are_two_words_and_never_in_use(visits: Visits) -> None:
    page = visits().open("light/quiz.html")
    words = page.evaluate("[rapportWords.alias_adjectives, rapportWords.alias_nouns]")
    adjectives, nouns = (w.split(" ") for w in words)
    assert all(w == w.lower() for w in (*adjectives, *nouns))
    everything = [f"{a} {n}" for a in adjectives for n in nouns]
    assert len(set(everything)) == len(everything)
    free = {"calm cedar", "steady river"} & set(everything)
    assert len(free) == 2
    page = visits().open(
        "light/quiz.html", group(*(check(a, 1, ANSWERS) for a in everything if a not in free))
    )
    finish(page)
    press(page, OPEN)
    seen = []
    for _ in range(4):
        press(page, "Suggest an alias")
        seen.append(alias(page).input_value())
    assert set(seen) == free
    assert seen[0] != seen[1]


def test_aliases_in_use_are_offered(visits: Visits) -> None:
    page = visits().open(
        "light/quiz.html", group(check("quiet heron", 3, ANSWERS), check("quiet heron", 9, ANSWERS))
    )
    finish(page)
    offered = panel(page).locator("datalist option")
    assert [o.get_attribute("value") for o in offered.all()] == ["quiet heron"]


@pytest.mark.parametrize("script", [BLOCKED, FULL, FORGETFUL], ids=["blocked", "full", "forgetful"])
def test_where_nothing_can_be_kept_there_is_a_file(visits: Visits, script: str) -> None:
    visit = visits()
    visit.context.add_init_script(script)
    page = visit.open("light/quiz.html")
    finish(page)
    press(page, OPEN)
    alias(page).fill("quiet heron")
    if script != BLOCKED:
        press(page, "Save")
    told = "no room left" if script == FULL else "does not let the site keep"
    expect(panel(page).locator(".rapport-quiz__trouble")).to_contain_text(told)
    with page.expect_download() as download:
        press(page, "Download this check as a file")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(exported(group(check("quiet heron", 0, ANSWERS))))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{not json", "cannot be read"),
        ('{"format":1,"value":[{"quiz":"x"}]}', "cannot be read"),
        ('{"format":2,"value":{"any":"thing"}}', "newer version"),
    ],
    ids=["damaged", "wrong shape", "newer"],
)
def test_what_cannot_be_read_is_never_written_over(visits: Visits, text: str, told: str) -> None:
    page = visits().open("light/quiz.html", text=text)
    finish(page)
    press(page, OPEN)
    expect(panel(page).locator(".rapport-quiz__trouble")).to_contain_text(told)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_hidden()
    alias(page).fill("quiet heron")
    with page.expect_download():
        alias(page).press("Enter")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == text


def test_a_page_that_does_not_save_has_no_panel(visits: Visits) -> None:
    visit = visits()
    visit.context.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.querySelector('.rapport-save-data').remove())"
    )
    page = visit.open("light/quiz.html")
    finish(page)
    expect(page.locator(".rapport-quiz__extras")).to_be_attached()
    assert panel(page).count() == 0


def test_french(visits: Visits) -> None:
    page = visits().open("fr/quiz.html")
    finish(page)
    press(page, "Conserver ce bilan sur cet appareil")
    press(page, "Proposer un pseudonyme")
    name = panel(page).locator("input").first.input_value()
    assert len(name.split(" ")) == 2
    press(page, "Enregistrer")
    expect(page.locator(".rapport-quiz__saved")).to_contain_text("22 novembre 2026")
    assert [c["alias"] for c in kept(page)] == [name]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_accessible_in_each_state(visits: Visits, look: str, width: int) -> None:
    visit = visits(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = visit.open(f"{look}/quiz.html")
    finish(page)
    found = {"closed": objections(page)}
    press(page, OPEN)
    found["open"] = objections(page)
    alias(page).fill("Anna Schmidt 12/03/1980")
    found["warned"] = objections(page)
    alias(page).fill("")
    press(page, "Save")
    found["missing"] = objections(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    alias(page).fill("quiet heron")
    press(page, "Save")
    found["saved"] = objections(page)
    assert found == {state: [] for state in found}


def test_by_keyboard_alone(visits: Visits) -> None:
    page = visits().open("light/quiz.html")
    finish(page)
    page.get_by_role("button", name=OPEN).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("quiet heron")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    assert [c["alias"] for c in kept(page)] == ["quiet heron"]
    assert QUIZ.quiz.id in page.evaluate(f"localStorage.getItem('{KEY}')")
