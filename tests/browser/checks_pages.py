"""A quiz whose checks can be kept, the page of kept checks, and what the browser holds."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request
from quiz_page import BY_KIND, WEB, library
from site_server import serving
from test_quiz_accessibility import AXE, violations

from rapport.catalogue.words import Language
from rapport.model.quiz import BipolarQuiz
from rapport.model.site import SiteSettings
from rapport.render.addresses import Addresses
from rapport.render.environment import environment
from rapport.render.kept_by_readers import pages_kept_by_readers
from rapport.render.my_checks_data import my_checks_data, save_data
from rapport.render.quiz_form import quiz_form
from rapport.render.runtime import WORDS_OF, runtime_file
from rapport.render.sections import MY_CHECKS
from rapport.render.view import View
from rapport.score.interpreter import score
from rapport.score.program import Sheet

KEY: Final = "rapport-checks"
QUIZ: Final = BY_KIND["bipolar"]
ITEMS: Final = tuple(QUIZ.program.slots)
TODAY: Final = datetime.date(2026, 11, 22)
Check = dict[str, Any]


def settings(language: Language = "en", **fields: Any) -> SiteSettings:
    """The settings of the checkout, some of them changed."""
    return library().settings.model_copy(update={"language": language, **fields})


def write_checks_pages(
    folder: Path,
    language: Language = "en",
    *,
    slate: bool = False,
    others: Sequence[BipolarQuiz] = (),
    direction: str = "ltr",
) -> None:
    """Write ``quiz.html`` and ``my-checks.html``. ``others`` are more quizzes that are kept."""
    chosen = settings(language)
    content = replace(library(), settings=chosen)
    quiz = QUIZ.quiz
    assert isinstance(quiz, BipolarQuiz)
    addresses = Addresses(content, frozenset(content.entities), directory_urls=True)
    view = View(content, addresses, "my-checks/index.md")
    data = my_checks_data(content, [quiz, *others], view)
    for known in data["quizzes"]:
        known["href"] = "quiz.html"
    filled = environment(language).get_template("my_checks.md.j2")
    section = next(s for s in pages_kept_by_readers(content, content.pages) if s.kind == MY_CHECKS)
    text = filled.render(view=view, section=section, data=data)
    section = re.search(r'<section class="rapport-quiz rapport-kept".*?</section>', text, re.DOTALL)
    assert section
    for name in ("quiz.css", "kept.css", *WORDS_OF):
        (folder / name).write_bytes(runtime_file(name, language))
    save = json.dumps(save_data(content, quiz, "my-checks.html"))
    data_tag = f'<script type="application/json" class="rapport-save-data">{save}</script>'
    form = str(quiz_form(QUIZ, View(content, addresses, f"quiz/{quiz.id}.md"))) + data_tag
    scheme = f'data-md-color-scheme="{"slate" if slate else "default"}"'
    pages = {"quiz": (form, ("quiz", "save_check")), "my-checks": (section[0], ("my_checks",))}
    for name, (body, scripts) in pages.items():
        tags = "".join(f'<script defer src="{script}.js"></script>' for script in scripts)
        colours = "--md-default-bg-color: #1b1a19; background: #1b1a19; color: #ebe4da"
        (folder / f"{name}.html").write_text(
            f"""<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="quiz.css">
<link rel="stylesheet" href="kept.css">
<style>
body {{ margin: 0; font: 17px/1.55 Georgia, serif; {colours if slate else ""} }}
main {{ max-width: 46rem; margin: 0 auto; padding: 1rem; }}
</style>
{tags}
</head>
<body {scheme}>
<main>
<h1>{name}</h1>
{body}
</main>
</body>
</html>
""",
            encoding="utf-8",
        )


def check(alias: str, days_ago: int, answers: Sequence[int], line: str = "") -> Check:
    """A check as it is stored, scored by the reference."""
    sheet: Sheet = dict(zip(ITEMS, answers, strict=True))
    made = score(QUIZ.program, sheet)
    found: Check = {
        "alias": alias,
        "date": (TODAY - datetime.timedelta(days=days_ago)).isoformat(),
        "answers": dict(sheet),
        "class": made.outcomes["result"].removeprefix("class:"),
        "sum": int(made.quantities["sum"] or 0),
        "pull": int(made.quantities["pull"] or 0),
    }
    return found | ({"line": line} if line else {})


def pulling(alias: str, days_ago: int, pull: int) -> Check:
    """A check that pulls so strongly, to the left."""
    answers = [-2] * (pull // 2) + [-1] * (pull % 2)
    return check(alias, days_ago, answers + [0] * (len(ITEMS) - len(answers)))


def group(
    *checks: Check, quiz: str = QUIZ.quiz.id, version: str = QUIZ.quiz.version
) -> dict[str, Any]:
    """Checks of one quiz, as they are stored and exported."""
    return {"quiz": quiz, "version": version, "checks": list(checks)}


def keep(page: Page, *groups: Mapping[str, Any]) -> None:
    """Put checks into the storage, as if they had been kept before."""
    text = json.dumps({"format": 1, "value": list(groups)})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def kept(page: Page) -> list[Check]:
    """The checks in the storage, without their quizzes."""
    text = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    return [c for g in json.loads(text)["value"] for c in g["checks"]] if text else []


def exported(*groups: Mapping[str, Any], **fields: Any) -> str:
    """A file of checks."""
    return json.dumps({"rapport": "checks", "format": 1, "quizzes": list(groups), **fields})


class Visit:
    """A reader's browser with one clock, and every fault of its pages."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.faults: list[str] = []
        self.requests: list[str] = []
        context.set_default_timeout(5000)
        context.on("request", self._requested)
        context.clock.set_fixed_time(datetime.datetime.combine(TODAY, datetime.time(9)))

    def _requested(self, sent: Request) -> None:
        self.requests.append(sent.url)
        if not sent.url.startswith((self.origin, "data:", f"blob:{self.origin}")) or sent.post_data:
            self.faults.append(f"request: {sent.url}")

    def open(self, path: str, *groups: Mapping[str, Any], text: str = "") -> Page:
        """Open a page in a tab of its own, with checks (or any text) kept before."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on(
            "console",
            lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None,
        )
        if groups or text:
            page.goto(f"{self.origin}light/quiz.html")
            if groups:
                keep(page, *groups)
            else:
                page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        page.goto(self.origin + path)
        return page


Visits = Callable[..., Visit]


@contextmanager
def checks_site(folder: Path) -> Iterator[str]:
    """The pages in light and dark and in French, served; gives the address."""
    for name, options in {"light": {}, "dark": {"slate": True}, "fr": {"language": "fr"}}.items():
        (folder / name).mkdir()
        write_checks_pages(folder / name, **options)  # type: ignore[arg-type]
    with serving(folder) as origin:
        yield origin


@contextmanager
def visiting(browser: Browser, origin: str) -> Iterator[Visits]:
    """Gives visits of readers who do not know of each other; leaving it fails on faults."""
    visits: list[Visit] = []

    def visit(**options: Any) -> Visit:
        visits.append(Visit(browser.new_context(timezone_id="UTC", **options), origin))
        return visits[-1]

    yield visit
    for one in visits:
        one.context.close()
    assert [fault for one in visits for fault in one.faults] == []


def objections(page: Page) -> list[str]:
    """What axe-core objects to, with both style sheets of the page in force."""
    if page.locator("link[rel=stylesheet]").count():
        for name in ("quiz.css", "kept.css"):
            page.add_style_tag(content=(WEB / name).read_text(encoding="utf-8"))
        page.evaluate(
            "document.querySelectorAll('link[rel=stylesheet]').forEach((l) => l.remove())"
        )
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return violations(page)


def press(page: Page, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name, exact=True).click()


def says(page: Page) -> str:
    """What the page of checks says last, in its message and to screen readers."""
    return page.locator(
        ".rapport-kept .rapport-quiz__message-place .rapport-quiz__status"
    ).inner_text()


def person(page: Page, alias: str) -> Locator:
    """The part of one person, unfolded."""
    part = page.locator("details.rapport-quiz__person").filter(
        has=page.get_by_role("heading", name=alias, exact=True, include_hidden=True)
    )
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def rows(table: Locator) -> list[list[str]]:
    """The cells of a table, line by line."""
    lines = table.locator("tbody tr").all()
    return [[c.inner_text() for c in line.locator("th, td").all()] for line in lines]
