"""Pictures of every state of every kind of quiz: ``make states``.

Takes the quizzes of ``site/`` with real clicks through the states that the browser tests
name, at a desk, on a phone, in the dark and on paper. ``build/gallery/states/index.html``
shows them all; a few are copied beside this file for ``docs/writing-quizzes.md``.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gallery import (
    GALLERY,
    HERE,
    PAPER,
    SCREENS,
    SITE,
    opened,
    picture,
    rest,
    served,
    smaller,
    whole,
)
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from quiz_page import BY_KIND, Reader
from quiz_states import steps, walk

STATES: Final = GALLERY / "states"
LOOKS: Final = (("desktop", "light"), ("desktop", "dark"), ("phone", "light"))
DOCUMENTED: Final = {
    "profile-result-desktop-light": "quiz-profile.png",
    "audit-result-desktop-light": "quiz-audit.png",
    "bipolar-result-desktop-light": "quiz-bipolar.png",
    "knowledge-result-desktop-light": "quiz-knowledge.png",
    "dual-result-desktop-light": "quiz-dual.png",
    "knowledge-overview-desktop-light": "quiz-overview.png",
    "bipolar-result-phone-light": "quiz-phone.png",
    "dual-result-desktop-dark": "quiz-dark.png",
}
"""What is copied beside this file: the beginning of what has taken the form's place."""
TALLEST: Final = 900
STILL: Final = ".md-header, .rapport-quiz__bar { position: static !important }"
ONE_ORDER: Final = "crypto.getRandomValues = (numbers) => numbers.fill(7)"
"""The options of a knowledge check stand in the same order in every picture."""


def states(browser: Browser, root: str, kind: str) -> Iterator[Path]:
    """Every state of a kind in every look; gives the pictures' files."""
    compiled = BY_KIND[kind]
    for screen, scheme in LOOKS:
        address = f"{root}quiz/{compiled.quiz.id}/"
        with opened(browser, address, SCREENS[screen], scheme) as page:
            page.add_init_script(ONE_ORDER)
            page.reload(wait_until="networkidle")
            for state in walk(Reader(page, compiled)):
                rest(page)
                name = f"{kind}-{state}-{screen}-{scheme}"
                if name in DOCUMENTED:
                    beginning(page, HERE / DOCUMENTED[name])
                yield from_top(page, STATES / f"{name}.png", SCREENS[screen])
                if (screen, scheme) == LOOKS[0]:
                    yield from on_paper(page, f"{kind}-{state}")


def from_top(page: Page, file: Path, size: ViewportSize) -> Path:
    """The page from top to bottom; what stays in sight while scrolling lies where it began."""
    style = page.add_style_tag(content=STILL)
    whole(page, file, size, screen_only=False)
    style.evaluate("(e) => e.remove()")
    return file


def beginning(page: Page, file: Path) -> None:
    """The upper part of a result or of an overview, with a margin."""
    box = page.locator(".rapport-quiz form + section").bounding_box()
    assert box
    top = box["y"] + page.evaluate("scrollY")
    clip = {
        "x": max(0, box["x"] - 24),
        "y": top - 24,
        "width": min(box["width"] + 48, page.evaluate("innerWidth")),
        "height": min(box["height"] + 48, TALLEST),
    }
    page.screenshot(path=file, full_page=True, clip=clip)  # type: ignore[arg-type]
    smaller(file)


def on_paper(page: Page, name: str) -> list[Path]:
    """The first sheets of what the page would print now."""
    stem = STATES / f"{name}-paper"
    page.pdf(path=stem.with_suffix(".pdf"), format="A4", prefer_css_page_size=True)
    resolution = ("-r", "60", "-l", str(PAPER))
    command = ["pdftoppm", "-png", *resolution, str(stem.with_suffix(".pdf")), str(stem)]
    subprocess.run(command, check=True)
    return sorted(STATES.glob(f"{stem.name}-*.png"))


def grouped(kind: str, files: list[Path]) -> list[dict[str, object]]:
    """The pictures of a kind for the index, one group a state."""
    by_state: dict[str, list[dict[str, str]]] = {}
    names = [f"{kind}-{state}" for state in steps(BY_KIND[kind])]
    for file in files:
        # The longest: one state's name may begin another's.
        name = max((n for n in names if file.stem.startswith(f"{n}-")), key=len)
        by_state.setdefault(name, []).append(picture(file, name))
    return [{"name": name, "pictures": pictures} for name, pictures in by_state.items()]


def main() -> None:
    """Write the pictures, their index, and those of the documentation."""
    parser = argparse.ArgumentParser(description="Photograph every state of every quiz.")
    parser.add_argument("--only", nargs="*", choices=list(BY_KIND), help="kinds of quizzes")
    parser.add_argument("--site", type=Path, default=SITE, help="the built site")
    given = parser.parse_args()
    if not (given.site / "index.html").is_file():
        raise SystemExit("There is no site yet: run “make site”.")
    kinds = given.only or list(BY_KIND)
    if not given.only:
        shutil.rmtree(STATES, ignore_errors=True)
    STATES.mkdir(parents=True, exist_ok=True)
    groups = []
    with sync_playwright() as playwright, served(given.site) as root:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for kind in kinds:
            groups += grouped(kind, list(states(browser, root, kind)))
        browser.close()
    templates = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    shown = {"title": "Every state of every quiz, as it looks", "groups": groups}
    index = templates.get_template("gallery.html.j2").render(shown)
    (STATES / "index.html").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    main()
