"""Module sheets on paper, A4 and US Letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page
from site_server import reading, serving
from tests.site.projects import DEMONSTRATION, built, make_project

MODULES: Final = tuple(sorted(p.stem for p in (DEMONSTRATION / "modules").glob("*.yml")))
PAPERS: Final = {"A4": (793, 1122), "Letter": (816, 1056)}
"""Whole sheets of paper in CSS pixels."""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration library, built strictly."""
    project = make_project(tmp_path_factory.mktemp("sheets"), DEMONSTRATION)
    built(project)
    with serving(project.site) as origin:
        yield origin


def on_paper(page: Page, paper: str) -> int:
    """How many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("module", ["first-hour-and-hope", "recognising-patterns"])
@pytest.mark.parametrize("sheet", ["trainer", "participant", "reflective-log"])
def test_nothing_sticks_out_and_the_site_around_it_is_gone(
    browser: Browser, origin: str, module: str, sheet: str, paper: str
) -> None:
    width, height = PAPERS[paper]
    view = {"width": width - 106, "height": height}  # margins of 14 mm on both sides
    with reading(browser, origin, f"module/{module}/{sheet}/", viewport=view) as page:
        page.emulate_media(media="print")
        wide = page.evaluate(
            "() => [...document.querySelectorAll('article *')]"
            ".filter((e) => e.getBoundingClientRect().right > innerWidth + 1)"
            ".map((e) => e.className || e.tagName)"
        )
        assert wide == []
        for around in (".md-header", ".md-footer", ".md-sidebar", ".md-tabs"):
            assert page.locator(around).locator("visible=true").count() == 0, around


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("module", MODULES)
def test_sheets_are_short_enough_to_hand_out(
    browser: Browser, origin: str, module: str, paper: str
) -> None:
    """A log is a page, and a second one where help lines must stand on it."""
    with reading(browser, origin, f"module/{module}/reflective-log/") as page:
        helped = page.locator(".rapport-help").count()
        assert on_paper(page, paper) == 1 + bool(helped)
    with reading(browser, origin, f"module/{module}/participant/") as page:
        assert on_paper(page, paper) <= 6
    with reading(browser, origin, f"module/{module}/trainer/") as page:
        assert on_paper(page, paper) <= 8


def test_help_lines_stand_on_every_sheet_of_a_sensitive_module(
    browser: Browser, origin: str
) -> None:
    for sheet in ("trainer", "participant", "reflective-log"):
        with reading(browser, origin, f"module/first-hour-and-hope/{sheet}/") as page:
            page.emulate_media(media="print")
            assert page.locator(".rapport-help").is_visible()
