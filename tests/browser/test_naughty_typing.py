"""What readers type or bring in, whatever it is, comes back as they wrote it, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from checks_pages import ITEMS, Visit, Visits, check, checks_site, exported, group, kept, visiting
from cpd_pages import at_records, bring, build, downloaded, press, record, stored
from naughty import STRINGS, ran, shortened, spied, too_wide, utf16
from playwright.sync_api import Browser, FilePayload, Page, expect
from quiz_page import BY_KIND, write_page
from site_server import serving

PHONE: Final = {"width": 360, "height": 740}
FORMULA: Final = re.compile("^[=+\\-@\t\r\n＝＋－＠]")
ANSWERS: Final = (-2, -1, -1, 0, -1, 0)
TYPED_CHECKS: Final = """(typed) => {
  const one = (selector) => document.querySelector(selector);
  const named = (name) => [...document.querySelectorAll("button")].find((b) => b.textContent === name);
  const words = [];
  for (const [alias, line] of typed) {
    named("Keep this check on this device").click();
    const [first, second] = document.querySelectorAll(".rapport-quiz__save-form input");
    for (const [input, text] of [[first, alias], [second, line]]) {
      input.value = text;
      input.dispatchEvent(new InputEvent("input", {bubbles: true}));
    }
    one(".rapport-quiz__save-form").requestSubmit();
    words.push(one(".rapport-quiz__saved p")?.textContent || "");
    named("Change my answers").click();
    one(".rapport-quiz__bar button").click();
  }
  return words;
}"""
TYPED_RECORDS: Final = """([texts, fields, limits]) => {
  const button = (name) => [...document.querySelectorAll(".rapport-kept button")].find((b) => b.textContent === name);
  for (const text of texts) {
    button("Start a record").click();
    for (const label of document.querySelectorAll(".rapport-quiz__record-form .rapport-quiz__field label")) {
      const control = document.getElementById(label.htmlFor);
      const name = fields[label.textContent];
      if (name) control.value = text.slice(0, limits[name] || 500);
      if (label.textContent === "Minutes") control.value = "5";
    }
    button("Keep in my log on this device").click();
  }
}"""
FIELDS: Final = {
    "Title": "title",
    "Version (optional)": "version",
    "Organisation (optional)": "organisation",
    "Objectives met (optional)": "objectives",
    "What I read or did (optional)": "read",
    "What I will change (optional)": "change",
    "When I will check (optional)": "check",
    "Name (optional)": "name",
    "Registration number (optional)": "registration",
}
LIMITS: Final = {"version": 100, "registration": 200}


def tidy(text: str) -> str:
    """A text as one line without spaces at its ends, which is all that is changed of it."""
    # What JavaScript takes for white space, and control characters.
    spaces = "\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    one_line = re.sub(f"[{spaces}\x00-\x1f\x7f]+", " ", unicodedata.normalize("NFC", text))
    return one_line.strip(" ")


def in_csv(text: str) -> str:
    """A text as spreadsheets must get it, so that they do not reckon it out."""
    return f"'{text}" if FORMULA.match(text) else text


LINES: Final = tuple(dict.fromkeys(line for text in STRINGS if (line := tidy(text))))
ALIASES: Final = tuple(dict.fromkeys(tidy(shortened(line, 60)) for line in LINES))


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with checks_site(tmp_path_factory.mktemp("checks")) as address:
        yield address


@pytest.fixture
def visits(browser: Browser, checks: str) -> Iterator[Visits]:
    with visiting(browser, checks) as visit:
        yield visit


def visit_on_a_phone(visits: Visits) -> Visit:
    visit = visits(viewport=PHONE)
    spied(visit.context)
    return visit


def test_aliases_and_lines_as_typed(visits: Visits) -> None:
    page = visit_on_a_phone(visits).open("light/quiz.html")
    for item, value in zip(ITEMS, ANSWERS, strict=True):
        page.locator(f'input[name="{item}"][value="{value}"]').check()
    page.locator(".rapport-quiz__bar button").click()
    typed = [(shortened(text, 60), text) for text in STRINGS if tidy(shortened(text, 60))]
    words = page.evaluate(TYPED_CHECKS, typed)
    assert [tidy(a) for (a, _), said in zip(typed, words, strict=True) if tidy(a) not in said] == []
    wanted = {(tidy(alias), tidy(line)) for alias, line in typed}
    assert {(c["alias"], c.get("line", "")) for c in kept(page)} == wanted
    # What was kept can be read again, and shown.
    page.reload()
    assert {(c["alias"], c.get("line", "")) for c in kept(page)} == wanted
    page.goto(page.url.replace("quiz.html", "my-checks.html"))
    expect(page.locator(".rapport-quiz__count")).to_contain_text(str(len(wanted)))
    assert (ran(page), too_wide(page), page.title()) == ([], 0, "my-checks")


# Made the same everywhere, each of these letters becomes two or three.
GROWING: Final = "\ufb2c\u0958\ufb2c\u0958" * 15


def test_letters_that_grow_do_not_spoil_what_is_kept(visits: Visits) -> None:
    page = visit_on_a_phone(visits).open("light/quiz.html")
    for item, value in zip(ITEMS, ANSWERS, strict=True):
        page.locator(f'input[name="{item}"][value="{value}"]').check()
    page.locator(".rapport-quiz__bar button").click()
    page.evaluate(TYPED_CHECKS, [[GROWING, GROWING * 5], ["a" * 59 + "😀", "b" * 299 + "😀"]])
    page.goto(page.url.replace("quiz.html", "my-checks.html"))
    expect(page.locator(".rapport-quiz__count")).to_contain_text("2")
    aliases = sorted(c["alias"] for c in kept(page))
    assert aliases[0] == "a" * 59
    assert utf16(aliases[1]) <= 60
    assert unicodedata.normalize("NFC", GROWING).startswith(aliases[1])


def test_a_file_of_checks_comes_back_as_it_was(visits: Visits) -> None:
    page = visit_on_a_phone(visits).open("light/my-checks.html")
    checks = [check(alias, n % 80, ANSWERS, line) for n, (alias, line) in enumerate(paired())]
    # A version is free text as well; the quiz of such a check is gone.
    gone = [group(check(f"gone {n}", 1, ANSWERS), version=v) for n, v in enumerate(ALIASES[:40])]
    with page.expect_file_chooser() as waiting:
        press(page, "Bring back from a file")
    text = exported(group(*checks), *gone)
    file = FilePayload(name="checks.json", mimeType="application/json", buffer=text.encode())
    waiting.value.set_files(files=[file])
    expect(page.locator(".rapport-quiz__count")).to_contain_text(str(len(checks) + len(gone)))
    page.reload()
    expect(page.locator(".rapport-quiz__count")).to_contain_text(str(len(checks) + len(gone)))
    headings = page.locator(".rapport-quiz__person h3").evaluate_all(
        "all => all.map(e => e.textContent)"
    )
    assert set(ALIASES) <= set(headings)
    lines = " ".join(page.locator(".rapport-quiz__person .rapport-quiz__hint").all_text_contents())
    assert [line for line in LINES if line not in lines] == []
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert (ran(page), too_wide(page), page.title()) == ([], 0, "my-checks")
    _, out = downloaded(page, lambda: press(page, "Download all checks"))
    back = [c for g in json.loads(out)["quizzes"] for c in g["checks"]]
    assert {(c["alias"], c.get("line")) for c in back} >= {(c["alias"], c["line"]) for c in checks}
    _, table = downloaded(page, lambda: press(page, "Download for a spreadsheet (CSV)"))
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))
    said = {(row["Alias"], row["One thing I will do differently"]) for row in rows}
    assert {(in_csv(c["alias"]), in_csv(c["line"])) for c in checks} <= said


def paired() -> Iterator[tuple[str, str]]:
    """Each alias with a line, so that every line is there."""
    for n, line in enumerate(LINES):
        yield ALIASES[n % len(ALIASES)], line


def test_filters_and_the_form_for_changes_say_what_was_written(visits: Visits) -> None:
    visit = visit_on_a_phone(visits)
    some = ALIASES[::6]
    page = visit.open("light/my-checks.html", group(*(check(a, 1, ANSWERS, a) for a in some)))
    filtered = page.evaluate(
        """async (aliases) => {
          const found = [];
          for (const alias of aliases) {
          const select = document.querySelector("#my-checks---alias");
          select.value = alias;
          select.dispatchEvent(new Event("change", {bubbles: true}));
          document.querySelector("[data-key^=edit]").click();
          const typed = [...document.querySelectorAll("dialog input")].map((i) => i.value);
          const title = document.querySelector("dialog h2").textContent;
          const wide = document.documentElement.scrollWidth > innerWidth
            || document.querySelector("dialog").scrollWidth > innerWidth;
          const left = new Promise((done) => document.querySelector("dialog").addEventListener("close", done));
          document.querySelector("dialog").close();
          await left;
          found.push([document.querySelectorAll(".rapport-quiz__person").length,
            document.querySelector(".rapport-quiz__person h3").textContent, typed[0], typed[2],
            title.includes(alias), wide]);
          }
          return found;
        }""",
        some,
    )
    assert filtered == [[1, alias, alias, alias, True, False] for alias in some]
    assert (ran(page), too_wide(page)) == ([], 0)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(build(tmp_path_factory.mktemp("cpd"))) as address:
        yield address


def as_record(text: str) -> dict[str, Any]:
    """The record that typing a text into every field makes."""
    texts = {name: text[: LIMITS.get(name, 500)] for name in FIELDS.values()}
    return {**texts, "objectives": [text] if text.strip() else []}


def without_rest(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: kept[name] for name in FIELDS.values()}


def test_learning_records_as_typed_and_as_brought_in(browser: Browser, site: str) -> None:
    texts = [text for text in dict.fromkeys(STRINGS) if tidy(text)]
    with at_records(browser, site, viewport=PHONE) as page:
        spied(page.context)
        page.reload()
        title = page.title()
        page.evaluate(TYPED_RECORDS, [texts, FIELDS, LIMITS])
        wanted = [as_record(text) for text in texts]
        assert [without_rest(one) for one in stored(page)] == wanted
        page.reload()
        look_at_the_log(page, texts)
        _, out = downloaded(page, lambda: press(page, f"Download {len(texts)} records (JSON)"))
        assert [without_rest(one) for one in json.loads(out)["records"]] == wanted
        assert csv_of(page) == [as_cells(one) for one in wanted]
        page.get_by_role("button", name="Delete all").click()
        assert stored(page) == []
        bring(page, out)
        assert [without_rest(one) for one in stored(page)] == wanted
        look_at_the_log(page, texts)
        assert page.title() == title


def look_at_the_log(page: Page, texts: list[str]) -> None:
    """Unfold every record of the log, and read it."""
    page.evaluate(
        "document.querySelectorAll('.rapport-quiz__log details').forEach((d) => { d.open = true; })"
    )
    found = page.locator(".rapport-quiz__line strong").evaluate_all(
        "all => all.map(e => e.textContent)"
    )
    assert found == texts
    written = page.locator(".rapport-quiz__written").evaluate_all(
        "all => all.map(e => e.textContent)"
    )
    assert [text for text in texts if text not in written] == []
    own = "[...document.querySelectorAll('.rapport-kept *')].filter((e) => /^(IMG|SCRIPT|IFRAME|SVG)$/i.test(e.tagName))"
    assert page.evaluate(f"[ran, {own}.map((e) => e.outerHTML)]") == [[], []]
    assert too_wide(page) == 0


def csv_of(page: Page) -> list[dict[str, str]]:
    """The fields of each record as a spreadsheet reads them."""
    _, table = downloaded(page, lambda: press(page, "For a spreadsheet (CSV)"))
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline=""))
    heads = {label.removesuffix(" (optional)"): name for label, name in FIELDS.items()}
    return [{heads[h]: cell for h, cell in row.items() if h in heads} for row in rows]


def as_cells(one: Mapping[str, Any]) -> dict[str, str]:
    return {n: in_csv("\n".join(v) if isinstance(v, list) else v) for n, v in one.items()}


def test_texts_that_no_field_takes_come_by_file_alone(browser: Browser, site: str) -> None:
    """Results and answers are ticked and never typed; a file may hold anything in them."""
    made = [
        record(title=f"Number {n}", result=one, answers=[[one, two]], subject=two[:200])
        for n, (one, two) in enumerate(pairwise(STRINGS))
    ]
    with at_records(browser, site, viewport=PHONE) as page:
        spied(page.context)
        page.reload()
        bring(page, {"rapport": "cpd", "format": 1, "records": made})
        assert stored(page) == made
        page.evaluate(
            "document.querySelectorAll('.rapport-quiz__log details').forEach((d) => { d.open = true; })"
        )
        written = set(
            page.locator(".rapport-quiz__written").evaluate_all(
                "all => all.map(e => e.textContent)"
            )
        )
        assert set(STRINGS) <= written
        assert (page.evaluate("ran"), too_wide(page)) == ([], 0)


def test_a_kept_place_that_holds_anything(
    browser: Browser, tmp_path: Path, faults: list[str]
) -> None:
    compiled = BY_KIND["knowledge"]
    [(slot, _), *_] = compiled.program.slots.items()
    context = spied(browser.new_context(viewport=PHONE))
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(write_page(tmp_path, compiled))
    title = page.title()
    place = {
        "version": " ".join(STRINGS),
        "seed": 1,
        "before": [],
        "chosen": {slot: list(STRINGS)} | {text: [text] for text in STRINGS},
    }
    text = json.dumps({"format": 1, "value": {compiled.quiz.id: place}})
    page.evaluate("(text) => localStorage.setItem('rapport-places', text)", text)
    page.reload()
    expect(page.locator(".rapport-quiz__notice.rapport-quiz__place")).to_contain_text("changed")
    assert page.locator("form input:checked").count() == 1
    assert (ran(page), too_wide(page), page.title()) == ([], 0, title)
    assert page.evaluate("localStorage.getItem('rapport-places')") == text
    context.close()
