"""The offline copy, opened from a folder as by double-click: no server, no network."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from quiz_page import QUIZZES, Reader, some_sheet
from site_search import search
from site_server import reading, serving
from tests.site.html_pages import read_page
from tests.site.projects import DEMONSTRATION, SMALL, built, make_project

from rapport.site.project import Project, offline_copy

FOLDER: Final = "Zoë's stick #1 & 50% <new>"
"""People put folders into folders with such names."""

QUESTION: Final = "crying every session"
ANSWER: Final = "concept/habit-and-novelty.html"


def on_a_stick(project: Project, folder: Path, engine: Any = "mkdocs") -> Path:
    """Build the offline copy, and carry it to another place, without what it was made from."""
    built(offline_copy(project), engine=engine)
    site = offline_copy(project).site
    return Path(shutil.move(site, folder / FOLDER))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration library, by MkDocs."""
    project = make_project(tmp_path_factory.mktemp("offline"), DEMONSTRATION)
    return on_a_stick(project, tmp_path_factory.mktemp("stick"))


@pytest.fixture(scope="module")
def zensical_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration library, by Zensical."""
    project = make_project(tmp_path_factory.mktemp("offline"), DEMONSTRATION)
    return on_a_stick(project, tmp_path_factory.mktemp("stick"), "zensical")


@contextmanager
def opened(
    browser: Browser, copy: Path, path: str = "index.html", **options: Any
) -> Iterator[Page]:
    """A page opened from the folder. Leaving it fails on console errors, exceptions, and
    requests to anything but files of the folder.
    """
    with reading(browser, f"{copy.as_uri()}/", path, **options) as page:
        yield page


def path_in(copy: Path, address: str) -> str:
    """Where an address leads, from the top of the folder."""
    parts = urlsplit(address)
    assert parts.scheme == "file", address
    return Path(unquote(parts.path)).relative_to(copy).as_posix()


# Search


@pytest.mark.parametrize("path", ["index.html", "tip/first-hour.html"])
def test_a_question_leads_to_its_page(browser: Browser, copy: Path, path: str) -> None:
    with opened(browser, copy, path) as page:
        found = [path_in(copy, link) for link in search(page, QUESTION)]
        assert ANSWER in found[:3]
        page.locator(f'.md-search-result__link[href*="{ANSWER}"]').first.click()
        page.wait_for_url(f"**/{ANSWER}*")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Habit and novelty")


def test_small_words_and_endings_are_dropped_there_too(browser: Browser, copy: Path) -> None:
    """The theme alone would look for every page with a word that begins with “on” or “me”."""
    with opened(browser, copy) as page:
        asked = search(page, "client keeps cancelling on me")
        assert path_in(copy, asked[0]) == "scenario/thanks-and-gone.html"
        assert [urldefrag(a)[0].split("?")[0] for a in asked] == [
            urldefrag(a)[0].split("?")[0] for a in search(page, "cancels")
        ]


def test_search_in_another_language(browser: Browser, tmp_path: Path) -> None:
    """The worker of the theme fetches a language from beside itself."""
    plugins = [{"search": {"lang": "de"}}, "rapport"]
    project = make_project(tmp_path, SMALL, plugins=plugins, theme={"language": "de"})
    copy = on_a_stick(project, tmp_path)
    with opened(browser, copy) as page:
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.reload()
        page.get_by_role("textbox", name="Suche").fill("hour")
        links = page.locator(".md-search-result__item > .md-search-result__link")
        expect(links.first).to_have_attribute("href", re.compile(r"/tip/first-hour\.html"))
        assert any(url.endswith("lunr.de.min.js") for url in asked)


def test_the_same_folder_works_on_a_web_server(browser: Browser, copy: Path) -> None:
    with serving(copy) as origin, reading(browser, origin) as page:
        assert any(link.startswith(f"{origin}{ANSWER}") for link in search(page, QUESTION)[:3])


def test_search_by_zensical(browser: Browser, zensical_copy: Path) -> None:
    with opened(browser, zensical_copy, "tip/first-hour.html") as page:
        page.get_by_role("button", name="Search").first.click()
        page.keyboard.type("habit and novelty")
        result = page.get_by_role("option").filter(has_text="Habit and novelty").first
        result.click()
        page.wait_for_url(f"**/{ANSWER}*")


# Quizzes


@pytest.mark.parametrize("quiz_id", QUIZZES)
def test_a_quiz_is_answered_to_its_result(browser: Browser, copy: Path, quiz_id: str) -> None:
    answered(browser, copy, quiz_id)


def test_a_quiz_by_zensical(browser: Browser, zensical_copy: Path) -> None:
    answered(browser, zensical_copy, "which-dynamic")


def answered(browser: Browser, copy: Path, quiz_id: str) -> None:
    """Answer a quiz, and look where its result leads."""
    compiled = QUIZZES[quiz_id]
    with opened(browser, copy, f"quiz/{quiz_id}.html") as page:
        reader = Reader(page, compiled)
        reader.finish(some_sheet(compiled))
        result = page.locator(f"{reader.root} .rapport-quiz__result")
        expect(result).to_be_visible()
        assert result.get_attribute("data-results")
        links: list[str] = result.locator("a[href]").evaluate_all("all => all.map((a) => a.href)")
        inside = [path_in(copy, link) for link in links if link.startswith("file:")]
        assert inside or quiz_id != "which-dynamic"
        assert [path for path in inside if not (copy / path).is_file()] == []


# Every page


def test_every_page_opens_and_leads_on(browser: Browser, copy: Path) -> None:
    assert look_at(browser, copy, sorted(copy.rglob("*.html"))) == []


def test_pages_by_zensical_open_and_lead_on(browser: Browser, zensical_copy: Path) -> None:
    """One of each folder: all links of all pages are followed without a browser elsewhere."""
    one_each = {file.parent: file for file in sorted(zensical_copy.rglob("*.html"))}
    assert look_at(browser, zensical_copy, list(one_each.values())) == []


def look_at(browser: Browser, copy: Path, files: list[Path]) -> list[str]:
    """What is wrong on a small screen, and as the scripts have made it: width and links."""
    faults = []
    anchors: dict[str, set[str]] = {}
    with opened(browser, copy, viewport={"width": 360, "height": 740}) as page:
        for file in files:
            name = file.relative_to(copy).as_posix()
            page.goto(file.as_uri(), wait_until="load")
            if page.evaluate("() => document.documentElement.scrollWidth") > 360:
                faults.append(f"{name}: wider than the screen")
            links: list[str] = page.evaluate("() => [...document.links].map((a) => a.href)")
            faults += [f"{name}: {link}" for link in links if leads_nowhere(copy, link, anchors)]
    return faults


def leads_nowhere(copy: Path, link: str, anchors: dict[str, set[str]]) -> bool:
    """Whether no file is there, or no such anchor in it. Links to other sites are not tried."""
    if not link.startswith("file:"):
        return False
    address, anchor = urldefrag(link)
    path = path_in(copy, address)
    if not (copy / path).is_file():
        return True
    if not anchor:
        return False
    if path not in anchors:
        anchors[path] = {e.attributes.get("id", "") for e in read_page(copy / path).walk()}
    return unquote(anchor) not in anchors[path]


def test_a_reader_gets_everywhere_by_clicks(browser: Browser, copy: Path) -> None:
    with opened(browser, copy, "tip/first-hour.html") as page:
        page.locator("a.md-logo").first.click()
        page.wait_for_url(f"{copy.as_uri()}/index.html")
        page.locator(".md-tabs__link:visible, .md-nav__link[href]:visible").nth(1).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert (copy / path_in(copy, page.url)).is_file()
        assert page.url != f"{copy.as_uri()}/index.html"


def test_letters_are_the_sites_own(browser: Browser, copy: Path) -> None:
    with opened(browser, copy) as page:
        loaded: list[str] = page.evaluate(
            "() => document.fonts.ready.then((all) =>"
            " [...all].map((face) => face.status).filter((s) => s !== 'unloaded'))"
        )
        assert set(loaded) == {"loaded"}


# Light and dark


@pytest.mark.parametrize("engine", ["copy", "zensical_copy"])
def test_the_dark_view_stays_from_page_to_page(
    browser: Browser, engine: str, request: pytest.FixtureRequest
) -> None:
    copy: Path = request.getfixturevalue(engine)
    body = "body"
    with opened(browser, copy, color_scheme="light") as page:
        expect(page.locator(body)).to_have_attribute("data-md-color-scheme", "default")
        page.get_by_title("Switch to the dark view").click()
        expect(page.locator(body)).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(f"{copy.as_uri()}/tip/first-hour.html")
        expect(page.locator(body)).to_have_attribute("data-md-color-scheme", "slate")
        page.get_by_title("Switch to the light view").click()
        expect(page.locator(body)).to_have_attribute("data-md-color-scheme", "default")


def test_the_system_may_ask_for_the_dark_view(browser: Browser, copy: Path) -> None:
    with opened(browser, copy, color_scheme="dark") as page:
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


# The tests themselves


def test_without_the_shim_there_would_be_no_search(
    browser: Browser, copy: Path, tmp_path: Path
) -> None:
    broken = Path(shutil.copytree(copy, tmp_path / "broken"))
    (broken / "assets/javascripts/iframe-worker/shim.js").write_text("")
    with opened(browser, broken) as page:
        expect(page.locator(".md-search")).to_be_hidden()
    with opened(browser, copy) as page:
        expect(page.locator(".md-search")).to_be_visible()


def test_the_look_at_a_page_bites(browser: Browser, copy: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(copy, tmp_path / "broken"))
    page = broken / "index.html"
    added = (
        '<article><a href="tip/">1</a><a href="tip/index.html#gone">2</a><p style="width: 999px">3'
    )
    page.write_text(page.read_text().replace("<article", f"{added}</p></article><article", 1))
    assert look_at(browser, broken, [page]) == [
        "index.html: wider than the screen",
        f"index.html: {broken.as_uri()}/tip/",
        f"index.html: {broken.as_uri()}/tip/index.html#gone",
    ]
