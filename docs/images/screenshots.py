"""Makes the pictures of the documentation from the built site: ``make screenshots``.

Serves ``site/`` on loopback and photographs it in Chromium, so that the pictures show what
the project really builds.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
SITE = HERE.parent.parent / "site"
ANSWERS = "522123542421223443"
"""The first test vector of ``which-dynamic``."""

SIDE_BY_SIDE = """
<style>
  body { margin: 0; display: flex; gap: 24px; padding: 24px; background: #e9e2d6; width: max-content; }
  img { display: block; border-radius: 8px; box-shadow: 0 2px 14px rgb(0 0 0 / 25%); height: 820px; }
</style>
"""


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


def answer(page: Page) -> None:
    """Answer ``which-dynamic`` and ask for the result."""
    names = page.eval_on_selector_all(
        ".rapport-quiz fieldset", "all => all.map(one => one.querySelector('input').name)"
    )
    for name, value in zip(names, ANSWERS, strict=True):
        page.check(f"input[name='{name}'][value='{value}']", force=True)
    page.get_by_role("button", name="See my result").click()
    page.get_by_role("heading", name="Your result:").wait_for()


def photograph(browser: Browser, root: str, name: str, width: int, path: str) -> Path:
    """One page at one width; the quiz is answered first."""
    page = browser.new_page(viewport={"width": width, "height": 820}, device_scale_factor=1)
    page.emulate_media(reduced_motion="reduce")
    page.goto(root + path)
    page.wait_for_load_state("networkidle")
    if path.startswith("quiz/"):
        answer(page)
        page.evaluate(
            "scrollTo(0, document.querySelector('.rapport-quiz__result-title')"
            ".getBoundingClientRect().top + scrollY - 90)"
        )
    page.wait_for_function("document.getAnimations().every(a => a.playState !== 'running')")
    picture = HERE / f"{name}.png"
    page.screenshot(path=picture)
    page.close()
    return picture


def main() -> None:
    """Write the pictures beside this file."""
    with sync_playwright() as playwright, served(SITE) as root:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        parts = [
            photograph(browser, root, "pattern", 1240, "dynamic/co-dependent/"),
            photograph(browser, root, "result", 390, "quiz/which-dynamic/"),
        ]
        page = browser.new_page(viewport={"width": 1740, "height": 868})
        composed = HERE / "composed.html"
        images = "".join(f'<img src="{p.name}" alt="">' for p in parts)
        composed.write_text(SIDE_BY_SIDE + images, encoding="utf-8")
        page.goto(composed.as_uri())
        page.locator("body").screenshot(path=HERE / "rapport.png")
        composed.unlink()
        for part in parts:
            part.unlink()
        browser.close()


if __name__ == "__main__":
    main()
