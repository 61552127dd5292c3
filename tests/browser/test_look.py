"""Pages as readers meet them: finding the way, filtering, thumbs, type, the drawing, paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from site_server import reading, serving
from tests.site.projects import DEMONSTRATION, built, make_project

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration library on loopback; its own address is known, as a host's would be."""
    project = make_project(
        tmp_path_factory.mktemp("look"), DEMONSTRATION, site_url="https://library.example/"
    )
    built(project)
    with serving(project.site) as address:
        yield address


# Finding the way


def test_a_line_of_what_is_happening_leads_to_its_page(browser: Browser, origin: str) -> None:
    with reading(browser, origin, viewport=PHONE) as page:
        page.locator("article").get_by_role("link", name="What is happening?").click()
        expect(page.get_by_role("heading", name="What is happening?")).to_be_in_viewport()
        first = page.locator(".rp-noticed a").first
        expect(first).to_contain_text("makes me worry about their safety")
        page.get_by_role("link", name="They cancelled after a good meeting").click()
        page.wait_for_url(f"{origin}scenario/thanks-and-gone/")


def test_three_patterns_stand_on_one_line(browser: Browser, origin: str) -> None:
    with reading(browser, origin, viewport={"width": 1280, "height": 900}) as page:
        links = page.locator(".rp-line a")
        assert [t.split("\n")[0] for t in links.all_inner_texts()] == [
            "Leaning too hard",
            "Side by side",
            "Holding off",
        ]
        tops = {round(box["y"]) for a in links.all() if (box := a.bounding_box())}
        assert len(tops) == 1
        assert page.locator(".rp-line svg[aria-hidden=true]").count() == 3


def test_the_trail_and_the_neighbours_lead_where_they_say(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "tip/give-hope/") as page:
        trail = page.get_by_role("navigation", name="Where this page is").get_by_role("link")
        assert trail.all_inner_texts() == ["Practise", "Tips"]
        footer = page.locator("footer nav a")
        assert [" ".join(t.split()) for t in footer.all_inner_texts()] == [
            "Previous Use the first hour well",
            "Next Keep it alive",
        ]
        footer.last.click()
        page.wait_for_url(f"{origin}tip/keep-it-alive/")
        trail.first.click()
        page.wait_for_url(f"{origin}practise/")
        expect(page.locator(".md-tabs__item--active")).to_have_text("Practise")


def test_the_last_page_of_a_section_leads_to_no_other_section(
    browser: Browser, origin: str
) -> None:
    with reading(browser, origin, "tip/needs-outside/") as page:
        assert page.locator("footer nav a").count() == 1
        expect(page.locator("footer nav a")).to_contain_text("Keep it alive")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_phone_has_the_contents_at_the_top(browser: Browser, origin: str, script: bool) -> None:
    path = "dynamic/co-dependent/"
    with reading(browser, origin, path, viewport=PHONE, java_script_enabled=script) as page:
        page.get_by_text("On this page").click()
        links = page.locator(".rp-contents a")
        assert links.all_inner_texts()[:3] == [
            "Both sides",
            "Before you call it that",
            "What helps",
        ]
        links.nth(2).click()
        expect(page.get_by_role("heading", name="What helps")).to_be_in_viewport()
    with reading(browser, origin, path, viewport={"width": 1280, "height": 800}) as page:
        expect(page.locator(".rp-contents")).to_be_hidden()
        expect(page.locator(".md-sidebar--secondary")).to_be_visible()


def test_search_by_keyboard_alone(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "concept/endings/") as page:
        page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        expect(page.locator(".md-search__input")).to_be_focused()
        page.keyboard.type("crying every session")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        focused = page.evaluate("document.activeElement.className")
        assert "md-search-result__link" in focused
        page.keyboard.press("Escape")
        expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()


def test_a_missing_page_leads_on(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "404.html") as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
        links = page.locator("article .rp-words a")
        assert links.all_inner_texts() == [
            "Home",
            "Understand",
            "Practise",
            "Reflect",
            "Teach",
            "Evidence",
            "About",
        ]


# The evidence map


def shown(page: Page) -> list[tuple[str, str]]:
    """The strength and relation of every claim that can be seen."""
    found = page.eval_on_selector_all(
        ".rp-grade .rp-claim",
        "all => all.filter(e => e.offsetParent).map(e => [e.dataset.strength, e.dataset.relation])",
    )
    return [(strength, relation) for strength, relation in found]


def test_claims_are_filtered_by_strength_and_relation(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "evidence/") as page:
        everything = shown(page)
        status = page.locator(".rp-filter [role=status]")
        expect(status).to_have_text(f"All {len(everything)} claims.")

        page.get_by_label("Strong evidence").press("Space")
        assert shown(page) == [c for c in everything if c[0] == "strong"]
        page.get_by_label("Limited evidence").press("Space")
        page.get_by_label("Goes against the source").press("Space")
        wanted = [c for c in everything if c[0] in ("strong", "limited") and c[1] == "contradicts"]
        assert shown(page) == wanted
        assert wanted
        expect(status).to_have_text(f"{len(wanted)} of {len(everything)} claims.")
        expect(page.get_by_role("heading", name="Moderate evidence")).to_be_hidden()

        page.reload()  # the address holds what is ticked
        assert shown(page) == wanted

        page.get_by_role("button", name="Show all claims").press("Enter")
        expect(status).to_have_text(f"All {len(everything)} claims.")
        assert shown(page) == everything
        expect(page.get_by_label("Strong evidence")).to_be_focused()
        expect(page.get_by_role("button", name="Show all claims")).to_be_hidden()
        assert page.url == f"{origin}evidence/"


def test_a_filter_that_leaves_nothing_says_so(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "evidence/?strength=guideline&relation=contradicts") as page:
        assert shown(page) == []
        expect(page.locator(".rp-filter [role=status]")).to_contain_text("No claim fits.")


def test_a_link_to_a_grade_that_is_filtered_out_shows_it(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "evidence/") as page:
        everything = shown(page)
        page.get_by_label("Disputed").check()
        page.locator(".rp-grades").get_by_role("link", name="Moderate evidence").click()
        expect(page.get_by_role("heading", name="Moderate evidence")).to_be_in_viewport()
        assert shown(page) == everything
    with reading(browser, origin, "evidence/?strength=disputed#moderate-evidence") as page:
        expect(page.get_by_role("heading", name="Moderate evidence")).to_be_in_viewport()
    with reading(browser, origin, "evidence/?strength=disputed#%") as page:
        assert {strength for strength, _ in shown(page)} == {"disputed"}


def test_without_a_script_every_claim_is_there_and_no_filter(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "evidence/", java_script_enabled=False) as page:
        expect(page.locator(".rp-filter")).to_be_hidden()
        assert page.locator(".rp-grade .rp-claim:visible").count() > 100


def test_only_the_evidence_map_loads_its_filter(browser: Browser, origin: str) -> None:
    for path, expected in {"evidence/": 1, "": 0, "reference/": 0}.items():
        with reading(browser, origin, path) as page:
            assert page.locator("script[src*=evidence_filter]").count() == expected


# Phones


@pytest.mark.parametrize(
    "path", ["", "understand/", "tip/first-hour/", "scenario/thanks-and-gone/", "evidence/"]
)
def test_what_is_pressed_is_as_large_as_a_thumb(browser: Browser, origin: str, path: str) -> None:
    """44 by 44 pixels for what leads on: buttons, cards, choices, lists of links. Links inside
    sentences are exempt (WCAG 2.2, 2.5.8).
    """
    targets = (
        ".md-button, .rp-noticed a, .rp-cards a, .rp-line a, .rp-words a, summary,"
        " .rp-filter label, .md-header__button:not(.md-logo), .md-footer__link"
    )
    with reading(browser, origin, path, viewport=PHONE) as page:
        small = page.eval_on_selector_all(
            f":is({targets}):not([hidden])",
            """all => all.map((e) => [e, e.getBoundingClientRect()])
              .filter(([e, box]) => box.width && (box.height < 43.5 || box.width < 43.5))
              .map(([e, box]) => `${e.className} ${box.width}x${box.height} ${e.textContent.trim()}`)""",
        )
        assert small == []


@pytest.mark.parametrize("width", [360, 1000, 1280])
def test_there_is_one_way_into_the_search(browser: Browser, origin: str, width: int) -> None:
    with reading(browser, origin, viewport={"width": width, "height": 740}) as page:
        button = page.locator(".md-header__button[for=__search]")
        assert button.is_visible() == (width == 360)
        if width > 360:
            expect(page.locator(".md-search__input")).to_be_in_viewport()


# Type and the drawing


def test_the_faces_are_the_sites_own(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "tip/first-hour/") as page:
        page.wait_for_load_state("networkidle")
        page.reload()  # a first visit may keep the stand-in
        loaded = page.evaluate(
            "document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === 'loaded')"
            ".map((f) => f.family.replaceAll('\"', '')))"
        )
        assert {"Fraunces", "Source Sans 3"} <= set(loaded)


def test_the_drawing_is_said(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "dynamic/co-dependent/") as page:
        picture = page.get_by_role("img", name="leans its whole weight")
        expect(picture).to_be_visible()
        light = picture.locator(".rp-figures__client").evaluate("e => getComputedStyle(e).fill")
    with reading(browser, origin, "dynamic/co-dependent/", color_scheme="dark") as page:
        picture = page.get_by_role("img", name="leans its whole weight")
        dark = picture.locator(".rp-figures__client").evaluate("e => getComputedStyle(e).fill")
    assert light != dark


def test_what_a_link_to_a_page_shows_elsewhere(browser: Browser, origin: str) -> None:
    with reading(browser, origin, "dynamic/co-dependent/") as page:

        def told(name: str) -> str | None:
            return page.locator(f"meta[property='og:{name}']").get_attribute("content")

        assert told("title") == "Leaning too hard"
        picture = told("image")
        assert picture == "https://library.example/assets/rapport/preview-co-dependent.png"
        here = picture.replace("https://library.example/", origin)
        assert page.request.get(here).ok


# Paper


@pytest.mark.parametrize("path", ["", "dynamic/co-dependent/", "tip/first-hour/", "evidence/"])
def test_paper_has_one_column_of_reading_and_nothing_to_press(
    browser: Browser, origin: str, path: str, tmp_path: Path
) -> None:
    a4 = {"width": 794, "height": 1123}
    with reading(browser, origin, path, viewport=a4) as page:
        page.emulate_media(media="print")
        for gone in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".rp-trail"):
            for element in page.locator(gone).all():
                expect(element).to_be_hidden()
        for gone in (".rp-begin", ".rp-contents", ".rp-filter"):
            for element in page.locator(gone).all():
                expect(element).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= a4["width"]
