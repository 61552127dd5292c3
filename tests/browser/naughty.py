"""The big list of naughty strings, and how a page shows that it took none of them for code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Page

BLNS: Final = (
    Path(__file__).parents[2] / "node_modules" / "big-list-of-naughty-strings" / "blns.json"
)
STRINGS: Final[tuple[str, ...]] = tuple(
    text for text in json.loads(BLNS.read_text(encoding="utf-8")) if text
)
SPIES: Final = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = (said) => ran.push(`${name}: ${said}`);
for (const name of ["log", "info", "debug"]) console[name] = (said) => ran.push(`${name}: ${said}`);
"""
"""What the strings would call, if they were run."""
_CODE: Final = """() => [...document.querySelectorAll("*")].flatMap((e) => [
  ...[...e.attributes].filter((a) => /^on[a-z]/.test(a.name)
      || (/^(href|src|action|formaction|srcdoc|style)$/.test(a.name) && /(javascript|vbscript|data):/i.test(a.value)))
    .filter((a) => !(e.rel === "icon"))
    .map((a) => `${e.tagName} ${a.name}=${a.value}`),
  ...(/^(IMG|IFRAME|EMBED|OBJECT|VIDEO|AUDIO|MARQUEE|BASE|FRAME|XSS|A:LINK)$/i.test(e.tagName) ? [e.outerHTML] : []),
])"""
_HTML_SPACE: Final = re.compile(r"[ \t\n\f\r]+")


def spied(context: BrowserContext) -> BrowserContext:
    """A context whose pages note every call of what the strings would call."""
    context.add_init_script(SPIES)
    return context


def ran(page: Page) -> list[str]:
    """What was run, and what stands on the page that could be."""
    return [*page.evaluate("window.ran"), *page.evaluate(_CODE)]


def too_wide(page: Page) -> int:
    """By how many pixels the page scrolls sideways."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def spaced(text: str) -> str:
    """A text with its white space as HTML shows it. Other spaces than these five stay."""
    return _HTML_SPACE.sub(" ", text).strip(" ")


def shown(page: Page) -> set[str]:
    """The text of every element of the page, with its white space as HTML shows it."""
    return set(
        page.evaluate(
            """() => [...document.querySelectorAll("main *")].map(
            (e) => e.textContent.replace(/[ \\t\\n\\f\\r]+/g, " ").replace(/^ | $/g, ""))"""
        )
    )


def utf16(text: str) -> int:
    """The length of a text as browsers count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """The beginning of a text that a field of that length holds."""
    while utf16(text) > most:
        text = text[:-1]
    return text
