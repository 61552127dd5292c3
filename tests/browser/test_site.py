"""The finished site in a real browser: search, silence, quizzes, small screens, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from quiz_page import QUIZZES, Reader, some_sheet
from site_search import search
from site_server import reading, serving
from tests.site.projects import (
    DEMONSTRATION,
    ROOT,
    built,
    make_project,
    write_reflection,
)

from rapport.model.quiz import KnowledgeQuiz

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "home": "",
    "need": "understand/",
    "list": "tip/",
    "pattern": "dynamic/co-dependent/",
    "tip": "tip/first-hour/",
    "idea": "concept/safety-and-suicide/",
    "situation": "scenario/same-chair/",
    "reflection": "reflection/who-else/",
    "module": "module/first-hour-and-hope/",
    "glossary": "glossary/",
    "references": "reference/",
    "evidence": "evidence/",
    "sources": "source/",
    "source": "source/tyrrell-therapeutic-relationship/",
    "trainer-sheet": "module/first-hour-and-hope/trainer/",
    "participant-sheet": "module/first-hour-and-hope/participant/",
    "reflective-log": "module/first-hour-and-hope/reflective-log/",
    "my-checks": "my-checks/",
    "learning-record": "cpd/",
    "about": "about/",
    "about-editorial": "about/editorial/",
    "about-safety": "about/safety/",
    "about-privacy": "about/privacy/",
    "not-found": "404.html",
    **{f"quiz-{quiz_id}": f"quiz/{quiz_id}/" for quiz_id in QUIZZES},
}
"""One page of each type, and every quiz, since each kind has a form of its own."""

NASTY = '<img src=x onerror=alert(1)> & "zebra" *crossing*'


@dataclass(frozen=True)
class Site:
    folder: Path
    origin: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration library, built strictly, with one page that has a hostile title."""
    project = make_project(tmp_path_factory.mktemp("site"), DEMONSTRATION)
    write_reflection(project, "nasty", title=NASTY, summary=f"About {NASTY}")
    built(project)
    with serving(project.site) as origin:
        yield Site(project.site, origin)


def test_every_page_type_is_here(site: Site) -> None:
    kinds = {p.parent.parent.name for p in site.folder.glob("*/*/index.html")} - {"assets"}
    seen = {path.split("/")[0] for path in PAGES.values() if path.count("/") == 2}
    assert seen == kinds
    lists = {p.parent.name for p in site.folder.glob("*/index.html")}
    assert lists - kinds == {
        "cpd",
        "my-checks",
        "evidence",
        "glossary",
        "practise",
        "reference",
        "reflect",
        "understand",
    }
    sheets = {p.parent.name for p in site.folder.glob("module/*/*/index.html")}
    assert sheets == {path.split("/")[2] for path in PAGES.values() if path.count("/") == 3}
    assert all((site.folder / p).exists() for p in PAGES.values())


# Search


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("leaning too hard", "dynamic/co-dependent/"),  # what readers call it
        ("co-dependent", "dynamic/co-dependent/"),  # what the books call it
        ("overly independent", "dynamic/overly-independent/"),
        ("use the first hour well", "tip/first-hour/"),  # titles
        ("before the next meeting", "quiz/ten-minute-check/"),
        ("which pattern is this relationship in", "quiz/which-dynamic/"),
        ("Dmitri", "scenario/same-chair/"),  # words of the body
        ("zebra", "reflection/nasty/"),
    ],
)
def test_search_finds_the_right_page_first(
    browser: Browser, site: Site, words: str, address: str
) -> None:
    with reading(browser, site.origin) as page:
        first = search(page, words)[0]
        assert first.partition("?")[0].partition("#")[0] == site.origin + address


def test_search_from_a_deep_page_leads_there(browser: Browser, site: Site) -> None:
    with reading(browser, site.origin, PAGES["tip"]) as page:
        search(page, "leaning too hard")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(f"{site.origin}dynamic/co-dependent/**")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Leaning")


def test_search_shows_a_hostile_title_as_words(browser: Browser, site: Site) -> None:
    with reading(browser, site.origin) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        assert search(page, "zebra")[0].startswith(f"{site.origin}reflection/nasty/")
        expect(page.locator(".md-search-result__item h1").first).to_have_text(NASTY)
        assert page.locator(".md-search-result img").count() == 0
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(f"{site.origin}reflection/nasty/**")
        heading = page.get_by_role("heading", level=1)
        assert heading.inner_text().removesuffix("¶").strip() == NASTY
        assert page.title() == f"{NASTY} - Rapport demonstration library"


def test_search_gives_no_answers_away(browser: Browser, site: Site) -> None:
    knowledge = next(c.quiz for c in QUIZZES.values() if isinstance(c.quiz, KnowledgeQuiz))
    feedback = max((o.feedback for o in knowledge.questions[0].options), key=len)
    with reading(browser, site.origin) as page:
        search(page, " ".join(feedback.split()[:8]))
        shown = " ".join(page.locator(".md-search-result").inner_text().split())
        assert " ".join(feedback.split()) not in shown


# Silence


@pytest.mark.parametrize("name", ["home", "pattern", "tip", "quiz-which-dynamic"])
def test_nothing_leaves_the_origin(browser: Browser, site: Site, name: str) -> None:
    """``reading`` fails on any request to another host; here all that happens is asked for."""
    with reading(browser, site.origin, PAGES[name]) as page:
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.reload(wait_until="networkidle")
        search(page, "hope")
        page.keyboard.press("Escape")
        page.mouse.wheel(0, 4000)
        page.emulate_media(media="print")
        page.wait_for_load_state("networkidle")
        assert any(url.endswith("search_index.json") for url in asked)
        assert [url for url in asked if not url.startswith((site.origin, "blob:", "data:"))] == []


def test_the_watch_would_see_a_request_to_another_host(browser: Browser, site: Site) -> None:
    with (
        pytest.raises(AssertionError, match=r"request: http://127\.0\.0\.1:9/x\.png"),
        reading(browser, site.origin) as page,
    ):
        page.evaluate(
            "() => new Promise((done) => { const i = new Image(); i.onerror = done;"
            " i.src = 'http://127.0.0.1:9/x.png'; })"
        )


def test_nothing_is_kept_after_a_quiz_that_saves_nothing(browser: Browser, site: Site) -> None:
    with reading(browser, site.origin, PAGES["quiz-which-dynamic"]) as page:
        compiled = QUIZZES["which-dynamic"]
        Reader(page, compiled).finish(some_sheet(compiled))
        kept = page.evaluate("() => Object.keys(localStorage).concat(Object.keys(sessionStorage))")
        assert [key for key in kept if "which-dynamic" in key] == []


# Quizzes on the real page


@pytest.mark.parametrize("quiz_id", QUIZZES)
def test_a_quiz_is_answered_by_clicks(browser: Browser, site: Site, quiz_id: str) -> None:
    compiled = QUIZZES[quiz_id]
    with reading(browser, site.origin, f"quiz/{quiz_id}/") as page:
        reader = Reader(page, compiled)
        expect(page.locator(".rapport-quiz__unscripted")).to_be_hidden()
        reader.finish(some_sheet(compiled))

        result = page.locator(f"{reader.root} .rapport-quiz__result")
        expect(result).to_be_visible()
        assert result.get_attribute("data-results")
        holds_focus = "(result) => result === document.activeElement || result.contains(document.activeElement)"
        assert result.evaluate(holds_focus)
        assert page.evaluate("() => document.activeElement.getBoundingClientRect().top") >= 0


@pytest.mark.parametrize("quiz_id", QUIZZES)
def test_a_quiz_without_a_script_is_complete(browser: Browser, site: Site, quiz_id: str) -> None:
    quiz = QUIZZES[quiz_id].quiz
    path = f"quiz/{quiz_id}/"
    with reading(browser, site.origin, path, java_script_enabled=False) as page:
        expect(page.locator(".rapport-quiz__unscripted")).to_be_visible()
        for summary in page.locator(".rapport-quiz__paper summary").all():
            summary.click()
        for result in quiz.results:
            heading = page.locator(f'[data-result="{result.id}"] .rapport-quiz__meaning-title')
            expect(heading).to_be_visible()


# On paper


@pytest.mark.parametrize(
    "name", ["idea", "quiz-knowledge-check", "module", "about-safety", "reflective-log", "evidence"]
)
def test_help_is_on_paper_too(browser: Browser, site: Site, name: str) -> None:
    with reading(browser, site.origin, PAGES[name]) as page:
        page.emulate_media(media="print")
        panel = page.locator(".rapport-help").first
        expect(panel).to_be_visible()
        expect(panel).to_contain_text("116 123")


# Small screens


@pytest.mark.parametrize("name", PAGES)
def test_no_sideways_scrolling_at_360_pixels(browser: Browser, site: Site, name: str) -> None:
    small = {"width": 360, "height": 740}
    with reading(browser, site.origin, PAGES[name], viewport=small) as page:
        page.evaluate(
            "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"
        )
        width = "() => document.documentElement.scrollWidth"
        assert page.evaluate(width) == 360, too_wide(page)


def too_wide(page: Page) -> list[str]:
    """What sticks out to the right."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('article *')]
        .filter((e) => e.getBoundingClientRect().right > 361)
        .map((e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`)"""
    )
    return found


# Accessibility


def violations(page: Page) -> list[str]:
    """Everything that axe-core objects to, each with its place. No rule is left out."""
    assert AXE.is_file(), "axe-core is missing: run npm ci."
    page.add_script_tag(path=AXE)
    # A transition in progress has colours that nobody reads.
    page.evaluate(
        "() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => 0)))"
    )
    found: list[dict[str, Any]] = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
        ".then((report) => report.violations)",
        TAGS,
    )
    return [
        f"{v['id']}: {v['help']}\n    {n['target']} {n['html'][:160]}\n    {n['failureSummary']}"
        for v in found
        for n in v["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_violations(browser: Browser, site: Site, name: str, scheme: Any) -> None:
    with reading(browser, site.origin, PAGES[name], color_scheme=scheme) as page:
        expected = {"light": "default", "dark": "slate"}[scheme]
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)
        page.evaluate(
            "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"
        )
        found = violations(page)
        assert found == [], "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_with_the_search_open(browser: Browser, site: Site, scheme: Any) -> None:
    with reading(browser, site.origin, color_scheme=scheme) as page:
        search(page, "hope")
        found = violations(page)
        assert found == [], "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_on_a_small_screen(browser: Browser, site: Site, scheme: Any) -> None:
    small = {"width": 360, "height": 740}
    with reading(browser, site.origin, PAGES["tip"], color_scheme=scheme, viewport=small) as page:
        found = violations(page)
        assert found == [], "\n".join(found)
        page.locator('.md-header label[for="__drawer"]').click()
        expect(page.locator(".md-sidebar--primary .md-nav__link").first).to_be_visible()
        found = violations(page)
        assert found == [], "\n".join(found)


def test_axe_would_object(browser: Browser, site: Site) -> None:
    with reading(browser, site.origin) as page:
        page.evaluate("() => { document.querySelector('article').innerHTML += '<input>'; }")
        assert [v for v in violations(page) if v.startswith("label:")]
