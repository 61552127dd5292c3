"""One Chromium for all browser tests; a fault in the page is a failed test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from quiz_page import Reader, write_page

from rapport.model.site import SiteSettings
from rapport.score.compiled import CompiledQuiz

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
]

OpenQuizzes = Callable[..., Reader]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without one the tests fail: a skipped browser test proves nothing."""
    executable = shutil.which("chromium")
    assert executable, "Chromium is needed for the browser tests (Debian: apt install chromium)."
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """Collects console errors, exceptions, and requests that leave the page's own files."""
    found: list[str] = []
    yield found
    assert found == []


def watch(page: Page, faults: list[str]) -> None:
    """Note every fault of a page."""

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def request(sent: Request) -> None:
        if not sent.url.startswith(("file:", "data:")):
            faults.append(f"request: {sent.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    page.on("request", request)


@pytest.fixture
def open_quizzes(browser: Browser, faults: list[str], tmp_path: Path) -> Iterator[OpenQuizzes]:
    """Opens quizzes on a page of their own: ``open_quizzes(compiled, …, slate=, bare=, settings=)``.

    Other keyword arguments go to the browser context. Gives a reader of the first quiz.
    """
    contexts: list[BrowserContext] = []

    def opened(
        *quizzes: CompiledQuiz,
        slate: bool = False,
        bare: bool = False,
        settings: SiteSettings | None = None,
        **options: Any,
    ) -> Reader:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        watch(page, faults)
        folder = tmp_path / f"page-{len(contexts)}"
        folder.mkdir()
        page.goto(write_page(folder, *quizzes, slate=slate, bare=bare, settings=settings))
        return Reader(page, quizzes[0], faults)

    yield opened
    for context in contexts:
        context.close()
