"""Each mistake an author can make gives a sentence at its place, and nothing else.

The whole report is held against ``expected.txt`` of the case. Set RAPPORT_UPDATE_GOLDEN=1
to write those files anew; the tests then fail, so that nobody forgets to read them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rapport.load.files import MAX_BYTES
from rapport.report.rules import rule_meanings
from tests.content_cases import VALID, laid_over, report_on

WRONG = Path(__file__).parent / "wrong_content"
CASES = sorted(path.name for path in WRONG.iterdir())
UPDATE = os.environ.get("RAPPORT_UPDATE_GOLDEN") == "1"


def _lead_nowhere(content: Path) -> None:
    (content / "tips" / "elsewhere.yml").symlink_to("gone.yml")


def _grow(content: Path) -> None:
    (content / "tips" / "large.yml").write_bytes(b"# " + b"x" * MAX_BYTES)


MADE_HERE: dict[str, Callable[[Path], None]] = {
    "unreadable-file": _lead_nowhere,
    "file-too-large": _grow,
}
SEVERAL = {
    "missing-keys": 2,
    "several-mistakes": 4,
    "retired-and-linked": 5,
    "list-of-words": 2,
    "settings-broken-and-a-dangling-id": 2,
}
"""Cases with more than one mistake, and how many diagnostics they give."""


def _report(case: str, folder: Path) -> tuple[str, int]:
    content = laid_over(WRONG / case, folder)
    make = MADE_HERE.get(case.partition("-")[2])
    if make:
        make(content)
    text, found = report_on(content)
    for diagnostic in found:
        assert diagnostic.rule in rule_meanings()
        assert diagnostic.hint, "every diagnostic says what to do"
    return text, len(found)


@pytest.mark.parametrize("case", CASES)
def test_report_is_as_agreed(case: str, tmp_path: Path) -> None:
    text, _ = _report(case, tmp_path)
    golden = WRONG / case / "expected.txt"
    if UPDATE:
        golden.write_text(text, encoding="utf-8")
        pytest.fail("written anew: read it")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_gives_one_diagnostic(case: str, tmp_path: Path) -> None:
    _, number = _report(case, tmp_path)
    assert number == SEVERAL.get(case.partition("-")[2], 1)


@pytest.mark.parametrize("case", CASES)
def test_messages_are_sentences_in_plain_words(case: str) -> None:
    text = (WRONG / case / "expected.txt").read_text(encoding="utf-8")
    heads = [line for line in text.splitlines() if re.search(r"  (error|warning|note)  ", line)]
    assert heads
    for head in heads:
        assert re.search(r"\.  \[[a-z-]+\]$", head), "ends with a full stop and the rule"
        assert not re.search(r"\b(Traceback|pydantic|dict|str|NoneType|tuple|mapping)\b", head)
        assert not re.search(r"\ba [aeiou](?!ne\b|ni)\w", head), "an article does not fit"


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 45


def test_the_library_under_the_cases_is_valid(tmp_path: Path) -> None:
    text, found = report_on(laid_over(tmp_path / "none", tmp_path))
    assert not found, text
    assert (VALID / "site.yml").exists()
