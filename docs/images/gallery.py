"""Pictures of every kind of page, and those of the documentation: ``make gallery``.

Serves ``site/`` on loopback and photographs it in Chromium, so that the pictures show what
the project really builds: each page for a desk and a phone, light and dark, and on paper.
``build/gallery/index.html`` shows them all; a few are copied beside this file.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final, Literal

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
SITE: Final = ROOT / "site"
GALLERY: Final = ROOT / "build" / "gallery"
ANSWERS: Final = "522123542421223443"
"""The first test vector of ``which-dynamic``."""

LONGEST: Final = 16_000
"""Chromium draws no picture higher than 16,384 pixels."""
PAPER: Final = 3
"""Sheets of paper that are shown of each page."""

Scheme = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
SCREENS: Final[dict[str, ViewportSize]] = {
    "desktop": {"width": 1280, "height": 800},
    "phone": {"width": 360, "height": 740},
}


def answer(page: Page) -> None:
    """Answer ``which-dynamic`` and ask for the result."""
    names = page.eval_on_selector_all(
        ".rapport-quiz fieldset", "all => all.map(one => one.querySelector('input').name)"
    )
    for name, value in zip(names, ANSWERS, strict=True):
        page.check(f"input[name='{name}'][value='{value}']", force=True)
    page.get_by_role("button", name="See my result").click()
    page.get_by_role("heading", name="Your result:").wait_for()
    page.evaluate(
        "scrollTo(0, document.querySelector('.rapport-quiz__result-title')"
        ".getBoundingClientRect().top + scrollY - 90)"
    )


def look_for(page: Page) -> None:
    """Search for what somebody would type."""
    page.keyboard.press("/")
    page.keyboard.type("too dependent on me")
    page.locator(".md-search-result__link").first.wait_for()
    page.wait_for_load_state("networkidle")


@dataclass(frozen=True)
class Shown:
    """A page of the gallery: its name, and where it is.

    ``first`` is done to it before, and then only what is on the screen is shown.
    """

    name: str
    path: str
    first: Callable[[Page], None] | None = None
    printed: bool = True


PAGES: Final = (
    Shown("home", ""),
    Shown("need", "practise/"),
    Shown("list", "tip/"),
    Shown("pattern", "dynamic/co-dependent/"),
    Shown("tip", "tip/first-hour/"),
    Shown("idea", "concept/safety-and-suicide/"),
    Shown("situation", "scenario/same-chair/"),
    Shown("reflection", "reflection/who-else/"),
    Shown("module", "module/first-hour-and-hope/"),
    Shown("trainer-sheet", "module/first-hour-and-hope/trainer/"),
    Shown("participant-sheet", "module/first-hour-and-hope/participant/"),
    Shown("reflective-log", "module/first-hour-and-hope/reflective-log/"),
    Shown("quiz", "quiz/which-dynamic/"),
    Shown("quiz-result", "quiz/which-dynamic/", answer),
    Shown("evidence-map", "evidence/"),
    Shown("glossary", "glossary/"),
    Shown("references", "reference/"),
    Shown("source", "source/tyrrell-therapeutic-relationship/"),
    Shown("search", "", look_for, printed=False),
    Shown("not-found", "404.html", printed=False),
    Shown("about", "about/"),
)
DOCUMENTED: Final = {
    "home-desktop-light": "home.png",
    "tip-phone-light": "tip.png",
    "quiz-result-phone-dark": "result-dark.png",
    "evidence-map-desktop-light": "evidence.png",
}
"""What is copied beside this file: the screen, not the whole page."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: only the pictures matter."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder on a free port of loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def opened(
    browser: Browser, address: str, screen: ViewportSize, scheme: Scheme = "light"
) -> Iterator[Page]:
    """A page that has come to rest: its fonts are there, and nothing moves."""
    context = browser.new_context(
        viewport=screen,
        color_scheme=scheme,
        reduced_motion="reduce",
        service_workers="block",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    rest(page)
    yield page
    context.close()


def rest(page: Page) -> None:
    """Wait until the fonts are there and nothing moves."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_function("document.getAnimations().every(a => a.playState !== 'running')")


def photograph(browser: Browser, root: str, shown: Shown) -> Iterator[Path]:
    """A page on every screen in every scheme; gives the pictures' files."""
    for screen, size in SCREENS.items():
        for scheme in SCHEMES:
            name = f"{shown.name}-{screen}-{scheme}"
            with opened(browser, root + shown.path, size, scheme) as page:
                if shown.first:
                    shown.first(page)
                    rest(page)
                file = GALLERY / f"{name}.png"
                if name in DOCUMENTED:
                    page.screenshot(path=HERE / DOCUMENTED[name])
                whole(page, file, size, screen_only=shown.first is not None)
            yield file


def whole(page: Page, file: Path, size: ViewportSize, *, screen_only: bool) -> None:
    """A picture of the page from top to bottom, as far as one can be drawn."""
    if screen_only:
        page.screenshot(path=file)
        return
    height = min(page.evaluate("() => document.documentElement.scrollHeight"), LONGEST)
    area = {"x": 0.0, "y": 0.0, "width": float(size["width"]), "height": float(height)}
    page.screenshot(path=file, full_page=True, clip=area)  # type: ignore[arg-type]


def on_paper(browser: Browser, root: str, shown: Shown) -> list[Path]:
    """The first sheets of a page, as a printer would make them."""
    stem = GALLERY / f"{shown.name}-paper"
    with opened(browser, root + shown.path, SCREENS["desktop"]) as page:
        if shown.first:
            shown.first(page)
            rest(page)
        page.pdf(path=stem.with_suffix(".pdf"), format="A4", prefer_css_page_size=True)
    resolution = ("-r", "60", "-l", str(PAPER))
    command = ["pdftoppm", "-png", *resolution, str(stem.with_suffix(".pdf")), str(stem)]
    subprocess.run(command, check=True)
    return sorted(GALLERY.glob(f"{stem.name}-*.png"))


def smaller(picture: Path) -> None:
    """Reduce a picture to 256 colours, where pngquant is installed."""
    if shutil.which("pngquant"):
        command = ["pngquant", "--force", "--ext", ".png", "--strip", "--skip-if-larger"]
        # 98 and 99: it would have become larger, or worse than it should look.
        done = subprocess.run([*command, "--quality=70-95", str(picture)], check=False)
        if done.returncode not in {0, 98, 99}:
            raise SystemExit(f"pngquant could not reduce {picture.name}.")


def compose(browser: Browser, root: str, templates: Environment) -> Path:
    """The picture of the README: a pattern, and beside it a result on a phone."""
    pattern, result = GALLERY / "compose-pattern.png", GALLERY / "compose-result.png"
    with opened(browser, f"{root}dynamic/co-dependent/", {"width": 1240, "height": 820}) as page:
        page.screenshot(path=pattern)
    with opened(browser, f"{root}quiz/which-dynamic/", {"width": 390, "height": 820}) as page:
        answer(page)
        rest(page)
        page.screenshot(path=result)
    composed = GALLERY / "compose.html"
    text = templates.get_template("side_by_side.html.j2").render(files=[pattern.name, result.name])
    composed.write_text(text, encoding="utf-8")
    with opened(browser, composed.as_uri(), {"width": 1740, "height": 868}) as page:
        page.locator("body").screenshot(path=HERE / "rapport.png")
    for scratch in (pattern, result, composed):
        scratch.unlink()
    return HERE / "rapport.png"


def picture(file: Path, name: str) -> dict[str, str]:
    """A picture for the index: its file, what it shows, and the medium: a screen, or paper."""
    shows = file.stem.removeprefix(f"{name}-")
    return {
        "file": file.name,
        "caption": shows.replace("-", ", "),
        "medium": shows.partition("-")[0],
    }


def main() -> None:
    """Write the gallery, its index, and the pictures of the documentation."""
    parser = argparse.ArgumentParser(description="Photograph every kind of page of the site.")
    parser.add_argument("--only", nargs="*", help="names of pages, such as home or quiz-result")
    given = parser.parse_args()
    if not (SITE / "index.html").is_file():
        raise SystemExit("There is no site yet: run “make site”.")
    chosen = [shown for shown in PAGES if not given.only or shown.name in given.only]
    if not given.only:
        shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True, exist_ok=True)
    templates = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    groups = []
    with sync_playwright() as playwright, served(SITE) as root:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for shown in chosen:
            files = list(photograph(browser, root, shown))
            if shown.printed:
                files += on_paper(browser, root, shown)
            pictures = [picture(file, shown.name) for file in files]
            groups.append({"name": shown.name, "pictures": pictures})
        if not given.only:
            smaller(compose(browser, root, templates))
        browser.close()
    for name in DOCUMENTED.values():
        if (HERE / name).exists():
            smaller(HERE / name)
    index = templates.get_template("gallery.html.j2").render(groups=groups)
    (GALLERY / "index.html").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    main()
