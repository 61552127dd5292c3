"""A learning record: written, printed, saved, kept only if wanted, and sent nowhere."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cpd_pages import (
    MODULE,
    at_records,
    build,
    downloaded,
    field,
    form,
    press,
    record,
    start,
    stored,
    titles,
    violations,
)
from playwright.sync_api import Browser, Page
from site_server import serving

NAUGHTY = (
    "<script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "'; DROP TABLE records; --",
    "\u202eright to left\u202c العربية עברית",
    "𝔘𝔫𝔦 👩‍👩‍👧 Z̶a̶l̶g̶o̶ é",
    '${7*7} {{7*7}} {title} %s \\u0000 "quoted"',
    "=HYPERLINK(1) \t tab",
    "x" * 400,
)
TEXTS = {
    "title": "Title",
    "version": "Version (optional)",
    "organisation": "Organisation (optional)",
    "read": "What I read or did (optional)",
    "change": "What I will change (optional)",
    "check": "When I will check (optional)",
    "name": "Name (optional)",
    "registration": "Registration number (optional)",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("cpd"))


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


def test_a_page_leads_to_its_form_filled_in(browser: Browser, origin: str) -> None:
    with at_records(browser, origin) as page:
        page.clock.set_fixed_time("2026-11-22T23:30:00")
        page.goto(f"{origin}module/{MODULE}/")
        page.get_by_role("link", name="Make a learning record").click()
        assert page.url == f"{origin}cpd/#{MODULE}"
        assert field(page, "Title").input_value() == "Keeping it alive, and ending well"
        assert field(page, "Minutes").input_value() == "75"
        assert field(page, "Version (optional)").input_value() == "1.0"
        assert field(page, "Date").input_value() == "2026-11-22"
        assert form(page).get_by_role("checkbox").count() == 4
        assert form(page).get_by_role("checkbox", checked=True).count() == 0
        assert page.evaluate("document.activeElement.textContent").startswith("Record: Keeping")
        assert "Do not name the people you help" in form(page).inner_text()
        assert "no proof" in form(page).inner_text()


def test_quizzes_and_pages_about_the_site_have_no_link(site: Path) -> None:
    linked = {
        p.parent.parent.name for p in site.rglob("*/*/index.html") if "cpd/#" in p.read_text()
    }
    assert {"tip", "dynamic", "concept", "scenario", "reflection", "module"} <= linked
    assert not linked & {"quiz", "about"}


def test_faults_stand_beside_the_fields_and_the_first_takes_the_focus(
    browser: Browser, origin: str
) -> None:
    with at_records(browser, origin) as page:
        start(page)
        field(page, "Date").fill("")
        for minutes in ("", "0", "1441", "1.5", "-5", "ten"):
            field(page, "Minutes").fill(minutes)
            press(form(page), "Print or save as PDF")
            assert page.locator(".rapport-quiz__faults li").all_inner_texts() == [
                "Give the record a title.",
                "Give a full date.",
                "Give the minutes as a whole number from 1 to 1440.",
            ]
        title = field(page, "Title")
        assert title.evaluate("e => e === document.activeElement")
        assert title.get_attribute("aria-invalid") == "true"
        assert (
            title.evaluate(
                "e => document.getElementById(e.getAttribute('aria-describedby')).textContent"
            )
            == "Give the record a title."
        )
        assert page.get_by_role("status").first.inner_text() == ""
        assert page.locator("[data-prints-alone]").count() == 0
        page.get_by_role("link", name="Give a full date.").click()
        assert field(page, "Date").evaluate("e => e === document.activeElement")
        title.fill("x" * 501)
        field(page, "Date").fill("2026-11-20")
        field(page, "Minutes").fill("1440")
        press(form(page), "Keep in my log on this device")
        assert page.locator(".rapport-quiz__fault:visible").inner_text() == (
            "“Title” is too long: shorten it to 500 characters."
        )
        assert stored(page) == []


def test_the_page_of_the_address_is_chosen(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, fragment=f"#{MODULE}") as page:
        assert page.get_by_label("What is it about?").input_value() == MODULE
        field(page, "Title").fill("Mine")
        page.evaluate("location.hash = 'which-dynamic'")
        page.locator(".rapport-quiz__status", has_text="Finish this record first").wait_for()
        assert page.get_by_label("What is it about?").input_value() == MODULE


def test_nothing_is_kept_before_it_is_wanted(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, fragment=f"#{MODULE}") as page:
        field(page, "What I read or did (optional)").fill("Something private")
        downloaded(page, lambda: press(form(page), "Download as a file (JSON)"))
        press(form(page), "Print or save as PDF")
        press(form(page), "Discard")
        keys = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
        assert [k for k in keys if "rapport" in k] == []
        assert page.context.cookies() == []
        press(page, "Take it back")
        assert field(page, "What I read or did (optional)").input_value() == "Something private"
        press(form(page), "Keep in my log on this device")
        assert [r["read"] for r in stored(page)] == ["Something private"]
        assert titles(page) == ["Keeping it alive, and ending well"]


def test_no_request_carries_a_word(browser: Browser, origin: str) -> None:
    sent: list[str] = []
    with at_records(browser, origin) as page:
        page.wait_for_load_state("networkidle")
        page.context.on("request", lambda r: sent.append(f"{r.method} {r.url} {r.post_data}"))
        start(page)
        for label in TEXTS.values():
            field(page, label).fill("secret")
        field(page, "Minutes").fill("5")
        press(form(page), "Print or save as PDF")
        downloaded(page, lambda: press(form(page), "Download as a file (JSON)"))
        press(form(page), "Keep in my log on this device")
        downloaded(page, lambda: press(page, "For a spreadsheet (CSV)"))
    assert [s for s in sent if not s.startswith("GET blob:")] == []


@pytest.mark.parametrize("text", NAUGHTY)
def test_what_is_written_comes_back_as_written(browser: Browser, origin: str, text: str) -> None:
    short = {"version": text[:100], "registration": text[:200]}
    with at_records(browser, origin, viewport={"width": 320, "height": 700}) as page:
        start(page)
        for name, label in TEXTS.items():
            field(page, label).fill(short.get(name, text))
        field(page, "Objectives met (optional)").fill(f"{text}\n\n{text}!")
        field(page, "Minutes").fill("5")
        _, file = downloaded(page, lambda: press(form(page), "Download as a file (JSON)"))
        press(form(page), "Keep in my log on this device")
        wanted = {name: short.get(name, text) for name in TEXTS}
        for kept in (stored(page)[0], json.loads(file)["records"][0]):
            assert {name: kept[name] for name in TEXTS} == wanted
            assert kept["objectives"] == [text, f"{text}!"]
        page.locator("summary.rapport-quiz__summary").click()
        shown = page.locator(".rapport-quiz__facts .rapport-quiz__written")
        assert text in shown.evaluate_all("all => all.map(e => e.textContent)")
        assert page.title() != "broken"
        assert page.locator(".rapport-kept img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def fill(page: Page) -> None:
    """Write a whole record about the module."""
    form(page).get_by_role("checkbox").nth(1).check()
    field(page, "What I read or did (optional)").fill("Two pages.\nA vignette.")
    field(page, "When I will check (optional)").fill("2027-01-15")
    field(page, "Name (optional)").fill("Amina Okafor")
    field(page, "Registration number (optional)").fill("SW 42")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_record_is_printed_alone_on_one_page(
    browser: Browser, origin: str, tmp_path: Path, paper: str
) -> None:
    with at_records(browser, origin, record(), fragment=f"#{MODULE}") as page:
        before = page.title()
        fill(page)
        field(page, "Date").fill("2026-11-20")
        press(form(page), "Print or save as PDF")
        assert page.title() == "2026-11-20-Keeping-it-alive-and-ending-well"
        file = tmp_path / "record.pdf"
        page.pdf(path=file, format=paper)
        page.keyboard.press("Shift")
        assert page.title() == before
        assert page.locator(".rapport-kept-print").count() == 0
    text, pages = pdf_text(file)
    assert pages == 1
    assert text.splitlines()[0].strip() == "Keeping it alive, and ending well"
    for wanted in (
        "Rapport demonstration library",
        "20 November 2026",
        "1 hour 15 minutes",
        "Propose one change with warning",
        "15 January 2027",
        "Amina Okafor",
        "SW 42",
        "Self-declared",
        "Signature and date",
    ):
        assert wanted in text, wanted
    for other in ("My log", "Describe good practice", "A talk", "Keep in my log", "Reflect"):
        assert other not in text, other


def pdf_text(file: Path) -> tuple[str, int]:
    """What a PDF says, and on how many pages."""
    done = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout, done.stdout.count("\f")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_without_a_script_there_is_a_form_on_one_page(
    browser: Browser, origin: str, tmp_path: Path, paper: str
) -> None:
    with at_records(browser, origin, java_script_enabled=False) as page:
        page.goto(f"{origin}cpd/#{MODULE}")
        assert "75 minutes" in page.locator(f"#{MODULE}").inner_text()
        page.pdf(path=tmp_path / "paper.pdf", format=paper)
    text, pages = pdf_text(tmp_path / "paper.pdf")
    assert pages == 1
    for heading in ("Title", "Objectives met", *(label.split(" (")[0] for label in TEXTS.values())):
        assert heading in text, heading


def test_a_whole_record_by_keyboard_alone(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, fragment=f"#{MODULE}") as page:
        labels: list[str] = []
        for _ in range(40):
            page.keyboard.press("Tab")
            name = page.evaluate(
                "() => (document.activeElement.labels?.[0] || document.activeElement).textContent"
            )
            if not labels or labels[-1] != name:
                labels.append(name)
            if name == "What I will change (optional)":
                page.keyboard.type("Ask first")
            if (
                name
                == "Propose one change with warning and consent, and name what should stay the same"
            ):
                page.keyboard.press("Space")
            if name == "Keep in my log on this device":
                page.keyboard.press("Enter")
                break
        assert labels[:3] == ["Title", "Date", "Minutes"]
        assert stored(page)[0]["change"] == "Ask first"
        assert len(stored(page)[0]["objectives"]) == 1
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
            "The record is kept in your log on this device."
        )


def test_a_record_in_hand_is_not_replaced(browser: Browser, origin: str) -> None:
    with at_records(browser, origin, record(title="Kept")) as page:
        start(page)
        field(page, "Title").fill("In hand")
        start(page)
        assert field(page, "Title").input_value() == "In hand"
        page.locator("summary.rapport-quiz__summary").click()
        press(page, "Change")
        assert field(page, "Title").input_value() == "In hand"
        assert "Finish this record first" in page.locator(".rapport-quiz__status").inner_text()


def test_a_site_that_keeps_nothing_has_the_form_and_no_log(
    browser: Browser, tmp_path: Path
) -> None:
    site = build(tmp_path / "project", features={"save": "false"})
    with serving(site) as origin, at_records(browser, origin, fragment=f"#{MODULE}") as page:
        assert form(page).get_by_role("button").all_inner_texts() == [
            "Print or save as PDF",
            "Download as a file (JSON)",
            "Discard",
        ]
        assert "This site keeps nothing on devices" in form(page).inner_text()
        assert page.get_by_role("heading", name="My log").count() == 0


def test_a_site_without_records_has_no_page_and_no_link(tmp_path: Path) -> None:
    site = build(tmp_path / "project", features={"cpd_record": "false"})
    assert not (site / "cpd").exists()
    assert [p for p in site.rglob("*.html") if "Make a learning record" in p.read_text()] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_in_any_state_of_the_form(
    browser: Browser, origin: str, scheme: Any, width: int
) -> None:
    size = {"width": width, "height": 800}
    look: dict[str, Any] = {"color_scheme": scheme, "viewport": size, "reduced_motion": "reduce"}
    found = {}
    with at_records(browser, origin, **look) as page:
        found["no record"] = violations(page)
        start(page, "Keeping it alive, and ending well")
        found["form"] = violations(page)
        field(page, "Title").fill("")
        press(form(page), "Keep in my log on this device")
        found["faults"] = violations(page)
        press(form(page), "Discard")
        found["discarded"] = violations(page)
        press(page, "Take it back")
        field(page, "Title").fill("Again")
        press(form(page), "Keep in my log on this device")
        found["kept"] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == {state: [] for state in found}
