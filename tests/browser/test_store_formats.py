"""Documents of an older format are brought up step by step, and what fails is left as it is."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page
from site_server import reading, serving

ROOT: Final = Path(__file__).parents[2]
STORE: Final = ROOT / "generator" / "rapport" / "web" / "src" / "store.js"
ESBUILD: Final = ROOT / "node_modules" / ".bin" / "esbuild"
KEY: Final = "test-notes"
MODULE: Final = """
import { openStore } from STORE;
window.steps = [];
window.store = openStore({
  key: "test-notes",
  format: 3,
  empty: [],
  valid: (value) => Array.isArray(value) && value.every(({ text, words }) => typeof text === "string" && words > 0),
  older: {
    1: (value) => { steps.push(1); return value.split("|"); },
    2: (value) => { steps.push(2); return value.map((text) => ({ text, words: text.split(" ").length })); },
  },
});
"""
THIRD: Final = [{"text": "a b", "words": 2}, {"text": "c", "words": 1}]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("store")
    (folder / "page.js").write_text(MODULE.replace("STORE", json.dumps(str(STORE))), "utf-8")
    command = [str(ESBUILD), "page.js", "--bundle", "--format=iife", "--outfile=bundle.js"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Store</title><link rel="icon" href="data:,">'
        '<script src="bundle.js"></script></html>',
        "utf-8",
    )
    with serving(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    with reading(browser, origin) as opened:
        yield opened


def put(page: Page, document: Any) -> str:
    """Put a document into the storage; gives its text."""
    text = document if isinstance(document, str) else json.dumps(document)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    return text


def there(page: Page) -> str:
    return str(page.evaluate("(key) => localStorage.getItem(key)", KEY))


@pytest.mark.parametrize(
    ("document", "steps"),
    [
        ({"format": 1, "value": "a b|c"}, [1, 2]),
        ({"format": 2, "value": ["a b", "c"]}, [2]),
        ({"format": 3, "value": THIRD}, []),
    ],
    ids=["two steps", "one step", "of today"],
)
def test_older_formats_are_brought_up(page: Page, document: Any, steps: list[int]) -> None:
    text = put(page, document)
    assert page.evaluate("store.read()") == {"state": "ready", "value": THIRD}
    assert page.evaluate("steps") == steps
    # Reading alone changes nothing; the next change writes today's format.
    assert there(page) == text
    added = "store.change((notes) => [...notes, { text: 'd', words: 1 }])"
    assert page.evaluate(added) == "saved"
    assert json.loads(there(page)) == {"format": 3, "value": [*THIRD, {"text": "d", "words": 1}]}


@pytest.mark.parametrize(
    "document",
    [
        {"format": 1, "value": 5},
        {"format": 2, "value": "not a list"},
        {"format": 2, "value": [1]},
        {"format": 3, "value": [{"text": "a", "words": 0}]},
        {"format": 0, "value": "a b|c"},
        {"format": -1e9, "value": ""},
        {"format": 1.5, "value": "a b|c"},
        {"format": "1", "value": "a b|c"},
        {"format": None, "value": "a b|c"},
        {"format": "constructor", "value": "a b|c"},
        {"value": "a b|c"},
        [],
        "null",
        "{",
    ],
    ids=json.dumps,
)
def test_a_step_that_fails_leaves_the_text_as_it_is(page: Page, document: Any) -> None:
    text = put(page, document)
    assert page.evaluate("store.read()") == {"state": "damaged", "text": text}
    assert page.evaluate("store.change(() => [])") == "damaged"
    assert there(page) == text
    assert page.evaluate("store.setAside() && store.aside()") == [text]
    assert page.evaluate("store.read()") == {"state": "ready", "value": []}


def test_a_newer_format_is_never_written_over(page: Page) -> None:
    text = put(page, {"format": 4, "value": THIRD})
    assert page.evaluate("store.read()") == {"state": "newer", "text": text}
    assert page.evaluate("store.change(() => [])") == "newer"
    assert there(page) == text
    assert page.evaluate("steps") == []
