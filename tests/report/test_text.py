"""Diagnostics as text: readable anywhere, and never anything but text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace, Severity
from rapport.report.text import PLAIN_WIDTH, print_diagnostics, summary


def found(
    line: int = 1, column: int = 1, message: str = "It is wrong.", path: str = "a.yml"
) -> Diagnostic:
    return Diagnostic("a-rule", "error", Place(path, line, column), message, "Mend it.")


def shown(*diagnostics: Diagnostic, text: str = "", console: Console | None = None) -> str:
    out = io.StringIO()
    print_diagnostics(
        console or Console(file=out, force_terminal=False), diagnostics, {"a.yml": text}
    )
    written = console.file if console else out
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def caret_stands_under(report: str) -> str:
    """What stands above the caret."""
    lines = report.splitlines()
    number = next(
        n
        for n, line in enumerate(lines)
        if line.strip().endswith("| ^") or line.rstrip().endswith("^")
    )
    cells = cell_len(lines[number].rstrip()) - 1
    above, taken = lines[number - 1], 0
    for position, character in enumerate(above):
        if taken == cells:
            return above[position:]
        taken += cell_len(character)
    return ""


def test_layout() -> None:
    related = (RelatedPlace(Place("b.yml", 2, 3), "first used here"),)
    one = Diagnostic("a-rule", "warning", Place("a.yml", 2, 4), "It is wrong.", "Mend it.", related)
    assert shown(one, text="x: 1\ny: 2\n") == (
        "a.yml:2:4  warning  It is wrong.  [a-rule]\n"
        "    2 | y: 2\n"
        "      |    ^\n"
        "  hint: Mend it.\n"
        "  see b.yml:2:3: first used here\n"
        "\n"
        "1 warning in 1 file\n"
    )


def test_a_place_without_a_line_or_text_shows_none() -> None:
    assert shown(found(0, 0)).splitlines()[1] == "  hint: Mend it."
    assert shown(found(9, 1), text="one line").splitlines()[1] == "  hint: Mend it."
    assert "|" not in shown(found(path="gone.yml"), text="x")


def test_sorted_by_place() -> None:
    report = shown(found(10), found(2), found(1, path="Z.yml"))
    assert [line.split("  ")[0] for line in report.splitlines() if "[a-rule]" in line] == [
        "Z.yml:1:1", "a.yml:2:1", "a.yml:10:1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["\tx: HERE", "日本語: HERE", "e\u0301: HERE", "\U0001f600: HERE", "a\tb\tHERE"]
)
def test_the_caret_stands_under_its_column(line: str) -> None:
    report = shown(found(1, line.index("HERE") + 1), text=line)
    assert caret_stands_under(report).startswith("HERE")


@given(st.integers(1, 600), st.sampled_from(["x", "日", "\t"]))
def test_long_lines_are_cut_round_the_caret(column: int, filler: str) -> None:
    line = filler * (column - 1) + "HERE" + filler * 300
    report = shown(found(1, column), text=line)
    assert caret_stands_under(report).startswith("HERE")
    assert max(cell_len(part) for part in report.splitlines()) <= PLAIN_WIDTH
    assert "..." in report


@pytest.mark.parametrize(
    "words", ["[red]x[/red]", "[/]", "[link=https://example.org]x", ":smile:", "\\[x"]
)
def test_nothing_an_author_wrote_is_markup(words: str) -> None:
    report = shown(found(message=f"“{words}” is wrong."), text=words)
    assert report.count(words) == 2


def test_control_characters_never_reach_the_terminal() -> None:
    nasty = "a\x1b[31mb\x07\x9b\u202ec"
    report = shown(found(message=nasty), text=nasty)
    assert not set(report) & set("\x1b\x07\x9b\u202e")


def test_colour_on_a_terminal_only() -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=80)
    assert "\x1b[1;31merror" in shown(found(), text="x", console=terminal)
    assert "\x1b" not in shown(found(), text="x")


@pytest.mark.parametrize(
    ("severity", "colour"), [("error", "31"), ("warning", "33"), ("note", "34")]
)
def test_each_severity_has_its_word_and_colour(severity: Severity, colour: str) -> None:
    terminal = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=80)
    one = Diagnostic("a-rule", severity, Place("a.yml", 1, 1), "It is so.", "Mend it.")
    assert f"\x1b[1;{colour}m{severity}\x1b" in shown(one, text="x", console=terminal)


def test_an_output_that_is_not_unicode_still_gets_words() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    one = found(1, 6, message="“é” is wrong…")
    print_diagnostics(Console(file=file, force_terminal=False), [one], {"a.yml": "日本: HERE"})
    file.flush()
    assert b'"?" is wrong' in raw.getvalue()


def test_long_messages_are_not_wrapped() -> None:
    assert shown(found(message="long " * 60)).splitlines()[0].count("long") == 60


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ("", "No problems found."),
        ("e", "1 error in 1 file"),
        ("eeew", "3 errors, 1 warning in 1 file"),
        ("ww", "2 warnings in 1 file"),
        ("nwen", "1 error, 1 warning, 2 notes in 1 file"),
        ("n", "1 note in 1 file"),
    ],
)
def test_summary(severities: str, words: str) -> None:
    names = {"e": "error", "w": "warning", "n": "note"}
    listed = [Diagnostic("r", names[s], Place("a.yml", 1, 1), "M.") for s in severities]  # type: ignore[arg-type]
    assert summary(listed) == words


def test_summary_counts_files() -> None:
    assert summary([found(), found(path="b.yml")]) == "2 errors in 2 files"


@given(st.text(max_size=120), st.integers(1, 5), st.integers(-3, 200))
def test_any_line_can_be_shown(text: str, line: int, column: int) -> None:
    assert shown(found(line, column), text=text)
