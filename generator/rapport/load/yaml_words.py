"""What libyaml says about broken YAML, in words an author can act on."""

from __future__ import annotations

from typing import Final

import yaml

from rapport.model.diagnostic import Diagnostic, Place

# libyaml's problem (a part of it) -> what it means here, what to do.
_MEANINGS: Final = (
    (
        "found character '\\t'",
        "A tab stands where YAML wants spaces.",
        "Indent with two spaces; most editors can convert tabs.",
    ),
    (
        "found character that cannot start any token",
        "A value starts with a character that YAML keeps for itself.",
        "Put the value in double quotes. If it is a tab, use spaces.",
    ),
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside a value, so YAML takes it for a new key.",
        "Put the whole value in double quotes, or write it as a block after “>”.",
    ),
    (
        "could not find expected ':'",
        "This line should be a key with a colon, but the colon is missing.",
        "Write “key: value”, or indent the line so that it belongs to the text above.",
    ),
    (
        "did not find expected key",
        "The lines do not fit together: an indentation is off or a quote is missing.",
        "Give keys of one group the same indentation; a text with quotes in it needs quotes around it.",
    ),
    (
        "did not find expected '-' indicator",
        "A list is broken off here: this line is neither a new “- ” entry nor part of the one before.",
        "Give every “- ” of one list the same indentation.",
    ),
    (
        "block sequence entries are not allowed",
        "A list cannot start here.",
        "Put the first “- ” on the line after the key.",
    ),
    (
        "found unexpected end of stream",
        "A quoted text is never closed.",
        "Add the missing quotation mark at its end.",
    ),
    (
        "did not find expected ',' or ']'",
        "A list in square brackets is not closed, or a comma is missing.",
        "Write [one, two]; a text with a comma or a colon in it needs quotes.",
    ),
    (
        "did not find expected ',' or '}'",
        "A mapping in curly brackets is not closed, or a comma is missing.",
        "Write {key: value, key: value}; a text with a comma or a colon in it needs quotes.",
    ),
    (
        "did not find expected node content",
        "A value is missing in a list or mapping in brackets.",
        "Look for two commas in a row or a bracket too many.",
    ),
    (
        "found undefined alias",
        "A value starts with *, which YAML reads as a repetition.",
        "Put the value in double quotes.",
    ),
    (
        "alphabetic or numeric character",
        "A value starts with * or &, which YAML keeps for itself.",
        "Put the value in double quotes.",
    ),
    (
        "found unknown escape character",
        "A backslash stands in a text in double quotes, where it has a special meaning.",
        "Use single quotes around the text, or write the backslash twice.",
    ),
    (
        "control characters are not allowed",
        "The file holds an invisible control character.",
        "Retype the line; the character often comes from copying out of a word processor.",
    ),
    (
        "did not find expected <document start>",
        "Something stands after the end of the content.",
        "Indent it so that it belongs to the text above, or remove it.",
    ),
)


def explain_yaml_problem(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    """One diagnostic for what made libyaml stop, at the line it could not read."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = _clamped(path, text, mark.line + 1, mark.column + 1) if mark else Place(path)
    if place.line == 0 and isinstance(getattr(error, "position", None), int):
        place = _from_offset(path, text, int(error.position))  # type: ignore[attr-defined]
    for part, message, hint in _MEANINGS:
        if part in problem:
            return Diagnostic("yaml-syntax", "error", place, message, hint)
    return Diagnostic(
        "yaml-syntax",
        "error",
        place,
        "The file is not YAML from this point on.",
        f"The YAML reader says: {problem.splitlines()[0]}.",
    )


def _clamped(path: str, text: str, line: int, column: int) -> Place:
    """Libyaml may point past the end; the last line that says anything is more use."""
    lines = text.splitlines()
    while line > 1 and (line > len(lines) or not lines[line - 1].strip()):
        line -= 1
        column = len(lines[line - 1]) + 1 if line <= len(lines) else 1
    return Place(path, line, column)


def _from_offset(path: str, text: str, offset: int) -> Place:
    before = text[:offset]
    return Place(path, before.count("\n") + 1, offset - before.rfind("\n"))
