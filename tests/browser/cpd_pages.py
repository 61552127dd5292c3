"""A site with learning records, the form on a page of its own, and what a browser keeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Download, FilePayload, Locator, Page
from site_server import reading
from tests.site.projects import DEMONSTRATION, built, change_settings, make_project

from rapport.render.runtime import runtime_file

KEY: Final = "rapport-cpd"
MODULE: Final = "alive-and-ending"
AXE: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Record = dict[str, Any]
BLANK: Final[Mapping[str, Any]] = {
    "subject": "",
    "title": "A talk",
    "version": "",
    "organisation": "Ours",
    "date": "2026-11-20",
    "minutes": 60,
    "objectives": [],
    "result": "",
    "answers": [],
    "read": "",
    "change": "",
    "check": "",
    "name": "",
    "registration": "",
}


def record(**fields: Any) -> Record:
    """A learning record, some of its fields changed."""
    return {**BLANK, **fields}


def build(folder: Path, **settings: Any) -> Path:
    """Build the checkout's own content; gives the folder of the site."""
    project = make_project(folder, DEMONSTRATION)
    if settings:
        change_settings(project, **settings)
    return built(project).site


@contextmanager
def at_records(
    browser: Browser, origin: str, *records: Record, fragment: str = "", **options: Any
) -> Iterator[Page]:
    """The page of learning records, with some kept already. Leaving it fails on any fault."""
    with reading(browser, origin, "cpd/", **options) as page:
        if records:
            keep(page, records)
        if records or fragment:
            page.goto("about:blank")
            page.goto(f"{origin}cpd/{fragment}")
        yield page


def keep(page: Page, records: Sequence[Record]) -> None:
    """Put records into the browser's storage as the script does."""
    text = json.dumps({"format": 1, "value": list(records)})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def stored(page: Page) -> list[Record]:
    """The records that the browser keeps."""
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return [] if text is None else list(json.loads(text)["value"])


def form(page: Page) -> Locator:
    """The form of a record."""
    return page.locator(".rapport-quiz__record-form")


def field(page: Page, label: str) -> Locator:
    """A field of the form, by its label."""
    return form(page).get_by_label(label, exact=True)


def press(page: Page | Locator, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def start(page: Page, subject: str = "Something else") -> None:
    """Begin a new record."""
    page.get_by_label("What is it about?").select_option(label=subject)
    press(page, "Start a record")


def titles(page: Page) -> list[str]:
    """What the log shows, in its order."""
    return page.locator(".rapport-quiz__line strong").all_inner_texts()


def downloaded(page: Page, act: Callable[[], None]) -> tuple[Download, str]:
    """The file that an act saves, and its text."""
    with page.expect_download() as waiting:
        act()
    saved = waiting.value
    return saved, Path(saved.path()).read_bytes().decode("utf-8")


def bring(page: Page, content: Any, name: str = "log.json") -> str:
    """Choose a file to bring in; gives what is said of it."""
    text = content if isinstance(content, str) else json.dumps(content)
    before = page.locator(".rapport-quiz__log .rapport-quiz__kept-notice").first
    old = before.element_handle() if before.count() else None
    with page.expect_file_chooser() as waiting:
        press(page, "Bring in records from a file")
    file = FilePayload(name=name, mimeType="application/json", buffer=text.encode())
    waiting.value.set_files(files=[file])
    if old:
        page.wait_for_function("old => !old.isConnected", arg=old)
    before.wait_for()
    return before.inner_text()


def violations(page: Page) -> list[str]:
    """Everything that axe-core objects to on a page, each with its place."""
    # Where the page is scrolled, the theme's header covers parts of its sidebar.
    page.evaluate("scrollTo(0, 0)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    assert len(found["passes"]) > 10
    return [
        f"{v['id']}: {n['html'][:160]} | {n['failureSummary']}"
        for v in found["violations"]
        for n in v["nodes"]
    ]


def write_form_page(folder: Path) -> str:
    """Write a page into which the form can be put on demand; gives its ``file:`` address."""
    for name in ("quiz.css", "kept.css", "cpd.js"):
        (folder / name).write_bytes(runtime_file(name, "en"))
    page = folder / "page.html"
    page.write_text(
        """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A quiz</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="quiz.css"><link rel="stylesheet" href="kept.css">
<script defer src="cpd.js"></script></head>
<body><main><h1>A quiz</h1><section class="rapport-quiz" aria-label="Quiz"><h2>Result</h2>
<button id="from" class="rapport-quiz__button">Make a learning record</button>
<div id="place"></div></section></main></body></html>""",
        encoding="utf-8",
    )
    return page.as_uri()
