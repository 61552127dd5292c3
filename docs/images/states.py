"""Pictures of every state of every kind of quiz: ``make states``.

Takes the quizzes of ``site/`` with real clicks through the states that the browser tests
name, at a desk, on a phone, in the dark and on paper. ``build/gallery/states/index.html``
shows them all; a few are copied beside this file for ``docs/writing-quizzes.md``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
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

from rapport.score.interpreter import score

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
    "my-checks-some-desktop-light": "my-checks.png",
    "learning-record-form-phone-light": "learning-record.png",
}
"""What is copied beside this file: the beginning of what has taken the form's place."""
KEPT: Final = {
    "my-checks-none": "my-checks/",
    "my-checks-some": "my-checks/",
    "learning-record-form": "cpd/#first-hour",
}
"""Pages of what readers keep, by what is on them."""
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


ANSWERS: Final = {
    "quiet heron": ("-2 -1 -2 -1 -1 -1", "-2 -1 -1 -1 -1 -1", "-1 -1 -1 -1 -1 0", "-1 0 -1 -1 0 0"),
    "green kettle": ("1 2 1 0 2 1", "1 1 1 0 1 0"),
    "tall lamp": ("0 0 -1 0 1 0",),
    "slow river": ("-2 2 -1 1 -1 1",),
}
"""Checks that nobody made: by alias, the answers of each, the latest last."""


def sample_checks() -> str:
    """These checks as the browser keeps them, the latest of each alias today."""
    compiled = BY_KIND["bipolar"]
    checks = []
    for alias, given in ANSWERS.items():
        for age, line in enumerate(reversed(given)):
            answers = map(int, line.split())
            sheet = dict(zip(compiled.program.slots, answers, strict=True))
            scored = score(compiled.program, sheet)
            sums = {name: int(scored.quantities[name] or 0) for name in ("sum", "pull")}
            day = date.today() - timedelta(days=14 * age)
            outcome = scored.outcomes["result"].removeprefix("class:")
            checks.append(
                {"alias": alias, "date": f"{day}", "answers": sheet, "class": outcome, **sums}
            )
    kept = {"quiz": compiled.quiz.id, "version": compiled.quiz.version, "checks": checks}
    return json.dumps({"format": 1, "value": [kept]})


def kept_pages(browser: Browser, root: str) -> Iterator[Path]:
    """What readers keep: the page of checks without any and with some, and a learning record."""
    for screen, scheme in LOOKS:
        for state, path in KEPT.items():
            with opened(browser, root, SCREENS[screen], scheme) as page:
                if state == "my-checks-some":
                    page.evaluate(
                        "(kept) => localStorage.setItem('rapport-checks', kept)", sample_checks()
                    )
                page.goto(root + path, wait_until="networkidle")
                rest(page)
                for person in page.locator(".rapport-kept details").all()[:2]:
                    person.locator("summary").first.click()
                name = f"{state}-{screen}-{scheme}"
                if name in DOCUMENTED:
                    page.screenshot(path=HERE / DOCUMENTED[name])
                    smaller(HERE / DOCUMENTED[name])
                yield from_top(page, STATES / f"{name}.png", SCREENS[screen])
                if (screen, scheme) == LOOKS[0]:
                    yield from on_paper(page, state)


def from_top(page: Page, file: Path, size: ViewportSize) -> Path:
    """The page from top to bottom; what stays in sight while scrolling lies where it began."""
    style = page.add_style_tag(content=STILL)
    whole(page, file, size, screen_only=False)
    style.evaluate("(e) => e.remove()")
    return file


def beginning(page: Page, file: Path) -> None:
    """The upper part of a result or of an overview, with a margin."""
    box = page.locator(".rapport-quiz form + *").bounding_box()
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


def grouped(names: list[str], files: list[Path]) -> list[dict[str, object]]:
    """The pictures for the index, one group a state."""
    by_state: dict[str, list[dict[str, str]]] = {}
    for file in files:
        # The longest: one state's name may begin another's.
        name = max((n for n in names if file.stem.startswith(f"{n}-")), key=len)
        by_state.setdefault(name, []).append(picture(file, name))
    return [{"name": name, "pictures": pictures} for name, pictures in by_state.items()]


def main() -> None:
    """Write the pictures, their index, and those of the documentation."""
    parser = argparse.ArgumentParser(description="Photograph every state of every quiz.")
    parser.add_argument("--only", nargs="*", choices=[*BY_KIND, "kept"], help="kinds of quizzes")
    parser.add_argument("--site", type=Path, default=SITE, help="the built site")
    given = parser.parse_args()
    if not (given.site / "index.html").is_file():
        raise SystemExit("There is no site yet: run “make site”.")
    kinds = given.only or [*BY_KIND, "kept"]
    if not given.only:
        shutil.rmtree(STATES, ignore_errors=True)
    STATES.mkdir(parents=True, exist_ok=True)
    groups = []
    with sync_playwright() as playwright, served(given.site) as root:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for kind in kinds:
            if kind == "kept":
                groups += grouped(list(KEPT), list(kept_pages(browser, root)))
                continue
            names = [f"{kind}-{state}" for state in steps(BY_KIND[kind])]
            groups += grouped(names, list(states(browser, root, kind)))
        browser.close()
    templates = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    shown = {"title": "Every state of every quiz, as it looks", "groups": groups}
    index = templates.get_template("gallery.html.j2").render(shown)
    (STATES / "index.html").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    main()
