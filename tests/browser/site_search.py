"""The search field of a built site, used as a reader would."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def search(page: Page, words: str) -> list[str]:
    """Put words into the search field, and read where the results lead, best first."""
    field = page.get_by_role("textbox", name="Search")
    meta = page.locator(".md-search-result__meta")
    field.click()
    field.fill("")
    expect(meta).to_have_text("Type to start searching")
    # All at once: letter by letter, the results of the first letters could be read.
    field.fill(words)
    field.press("End")
    results = page.locator(".md-search-result__item > .md-search-result__link")
    expect(results.first).to_be_visible()
    # The list is filled in pieces; it is whole when it says how many there are.
    expect(meta).to_have_text(re.compile(r"\d+ matching document"))
    found: list[str] = results.evaluate_all("links => links.map((link) => link.href)")
    return found


def pages_found(page: Page, words: str) -> list[str]:
    """The paths of the pages that a search leads to, best first, each once."""
    root = page.url.split("/", 3)
    origin = "/".join(root[:3]) + "/"
    paths = (re.split("[?#]", address)[0].removeprefix(origin) for address in search(page, words))
    return list(dict.fromkeys(paths))


def number_found(page: Page, words: str) -> int:
    """How many pages a search finds, by what it says itself."""
    search(page, words)
    said = page.locator(".md-search-result__meta").inner_text()
    return int(said.split()[0])
