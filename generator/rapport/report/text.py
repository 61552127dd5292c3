"""Diagnostics as text: the place, the sentence, the line with a caret, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from rapport.load.source_lines import source_lines
from rapport.model.diagnostic import Diagnostic, Place

PLAIN_WIDTH: Final = 100
"""Where source lines are cut when the output is no terminal, so that it is always the same."""
LEAST_WIDTH: Final = 40
TAB: Final = "    "
_STYLES: Final = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}
_ASCII: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-"})


def print_diagnostics(
    console: Console, diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]
) -> None:
    """Print every diagnostic in the order of its place, and a closing summary.

    ``texts`` holds the files' texts by path; a place in a file that is not there is
    printed without its line.
    """
    found = sorted(diagnostics, key=lambda d: d.sort_key)
    lines: dict[str, list[str]] = {}
    for diagnostic in found:
        path = diagnostic.place.path
        if path in texts and path not in lines:
            lines[path] = source_lines(texts[path])
        _print_one(console, diagnostic, lines.get(path, []))
    _print(console, Text(summary(found), style="bold" if found else ""))


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How much was found: ``3 errors, 1 warning in 2 files``."""
    if not diagnostics:
        return "No problems found."
    severities = [d.severity for d in diagnostics]
    counted = [_count(severities.count(s), s) for s in _STYLES if s in severities]
    files = len({d.place.path for d in diagnostics})
    return f"{', '.join(counted)} in {_count(files, 'file')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _print_one(console: Console, diagnostic: Diagnostic, lines: Sequence[str]) -> None:
    head = Text()
    head.append(str(diagnostic.place), style="bold")
    head.append("  ")
    head.append(diagnostic.severity, style=_STYLES[diagnostic.severity])
    head.append(f"  {diagnostic.message}  ")
    head.append(f"[{diagnostic.rule}]", style="dim")
    _print(console, head)
    for line in _source(console, diagnostic.place, lines):
        _print(console, line)
    if diagnostic.hint:
        _print(console, Text.assemble("  hint: ", diagnostic.hint))
    for related in diagnostic.related:
        _print(console, Text(f"  see {related.place}: {related.message}"))
    _print(console, Text())


def _print(console: Console, text: Text) -> None:
    """One line as it is: never wrapped, never read as markup."""
    text.plain = _printable(text.plain, console.encoding)
    console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)


def _printable(words: str, encoding: str) -> str:
    """The words without what could steer a terminal, letter for letter where possible."""
    shown = "".join("?" if _steers(c) else c for c in words)
    if encoding.lower().replace("-", "").startswith("utf"):
        return shown
    # Each character keeps its width, so that styles and carets stay in place.
    narrow = "".join(n if len(n) == 1 else "." for n in (c.translate(_ASCII) for c in shown))
    return narrow.encode(encoding, "replace").decode(encoding)


def _steers(character: str) -> bool:
    """Control characters, and those that turn the direction of writing."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") or character in _TURNING


_TURNING: Final = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def _source(console: Console, place: Place, lines: Sequence[str]) -> Iterable[Text]:
    """The source line with a caret under the column."""
    if not 1 <= place.line <= len(lines):
        return
    gutter = f"{place.line:>5} | "
    width = (console.width if console.is_terminal else PLAIN_WIDTH) - len(gutter)
    shown, before = _cut(lines[place.line - 1], place.column, max(width, LEAST_WIDTH))
    if not shown.strip():
        return
    yield Text.assemble((gutter, "dim"), shown.rstrip())
    blank = " " * (len(gutter) - 2)
    yield Text.assemble((f"{blank}| ", "dim"), " " * before, ("^", "bold"))


def _cut(line: str, column: int, width: int) -> tuple[str, int]:
    """The part of a line round a column that fits, and the cells that stand before it."""
    line = "".join("?" if _steers(c) and c != "\t" else c for c in line)
    at = min(max(column, 1), len(line) + 1) - 1
    before, after = (part.replace("\t", TAB) for part in (line[:at], line[at:]))
    if cell_len(before) + cell_len(after) <= width:
        return before + after, cell_len(before)
    ahead = min(cell_len(after), width // 2)
    room = width - ahead
    if cell_len(before) > room:
        before = "..." + _last_cells(before, room - 3)
    room = width - cell_len(before)
    if cell_len(after) > room:
        after = _first_cells(after, room - 3) + "..."
    return before + after, cell_len(before)


def _first_cells(words: str, cells: int) -> str:
    taken = 0
    for position, character in enumerate(words):
        taken += cell_len(character)
        if taken > cells:
            return words[:position]
    return words


def _last_cells(words: str, cells: int) -> str:
    return _first_cells(words[::-1], cells)[::-1]
