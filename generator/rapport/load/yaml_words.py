"""What libyaml says about broken YAML, in words an author can act on."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from rapport.load.source_lines import line_and_column, source_lines
from rapport.model.diagnostic import Diagnostic, Place

# libyaml's problem (a part of it) -> what it means here, what to do.
_MEANINGS: Final = (
    (
        "tab character",
        "A tab stands where YAML wants spaces.",
        "Indent with two spaces; most editors can convert tabs.",
    ),
    (
        "mapping values are not allowed",
        "A colon followed by a space stands inside a value, so YAML takes it for a new key.",
        "Put the whole value in double quotes, or write it as a block after “>”.",
    ),
    (
        "could not find expected ':'",
        "This line should be a key with a colon and a space after it, and they are missing.",
        "Write “key: value”, or indent the line so that it belongs to the text above.",
    ),
    (
        "did not find expected key",
        "The lines do not fit together from here on.",
        "Give keys of one group the same indentation, and quotes to a text that starts with a sign.",
    ),
    (
        "did not find expected '-' indicator",
        "This line fits neither the list above it nor the keys around it.",
        "Indent it like the lines it belongs with; each “- ” of one list stands in one column.",
    ),
    (
        "block sequence entries are not allowed",
        "A list cannot start here.",
        "Put the first “- ” on the line after the key.",
    ),
    (
        "found unexpected end of stream",
        "The quoted text that starts here is never closed.",
        "Add the missing quotation mark at its end.",
    ),
    (
        "did not find expected ',' or ']'",
        "The list in square brackets that starts here is not closed, or lacks a comma.",
        "Write [one, two]; a text with a comma or a colon in it needs quotes.",
    ),
    (
        "did not find expected ',' or '}'",
        "The group in curly brackets that starts here is not closed, or lacks a comma.",
        "Write {key: value, key: value}; a text with a comma or a colon in it needs quotes.",
    ),
    (
        "did not find expected node content",
        "A value is missing in a list or group in brackets.",
        "Look for two commas in a row or a bracket too many.",
    ),
    (
        "undefined tag handle",
        "A value starts with !, which YAML keeps for itself.",
        "Put the value in double quotes.",
    ),
    (
        "directive",
        "A line starts with %, which YAML keeps for itself.",
        "Put the text in double quotes, after its key.",
    ),
    (
        "comment or line break",
        "Words stand on the same line as the “>” or “|” that starts a block of text.",
        "Start the text on the next line, indented by two spaces.",
    ),
    (
        "found unknown escape character",
        "A backslash stands in a text in double quotes, where it has a special meaning.",
        "Use single quotes around the text, or write the backslash twice.",
    ),
    (
        "hexdecimal number",
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
# Problems that libyaml notices late, and of which it remembers the beginning.
_NOTICED_LATE: Final = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "did not find expected ',' or",
    "alphabetic or numeric character",
    "directive",
)
_RUNAWAY: Final = (
    "The quoted text that starts here is not closed before a later quotation mark.",
    "Add the missing quotation mark at its end.",
)
_KEY_ALONE: Final = re.compile(r"\s*(?:- +)*[\w-]+$")

Words = tuple[str, str]
"""A message and a hint."""


def explain_yaml_problem(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    """One diagnostic for what made libyaml stop, at the line where the author's mistake is."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    place = _place(path, text, error, problem)
    runaway = _runaway_quote(text) if "did not find expected key" in problem else None
    if runaway:
        return Diagnostic("yaml-syntax", "error", Place(path, *runaway), *_RUNAWAY)
    message, hint = _closer_look(text, place, problem) or _meaning(problem)
    return Diagnostic("yaml-syntax", "error", place, message, hint)


def _place(path: str, text: str, error: yaml.YAMLError, problem: str) -> Place:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if any(part in problem for part in _NOTICED_LATE):
        mark = getattr(error, "context_mark", None) or mark
    if mark:
        return _clamped(path, text, mark.line + 1, mark.column + 1)
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Place(path)
    # libyaml counts bytes here, and the pure Python reader characters.
    before = text.encode("utf-8", "surrogatepass")[:position].decode("utf-8", "ignore")
    offset = len(before) if _from_libyaml() else position
    return Place(path, *line_and_column(text, offset))


def _from_libyaml() -> bool:
    return hasattr(yaml, "CLoader")


def _meaning(problem: str) -> Words:
    for part, message, hint in _MEANINGS:
        if part in problem:
            return message, hint
    says = f"The YAML reader says: {problem.splitlines()[0]}."
    return "The file is not YAML from this point on.", says


def _closer_look(text: str, place: Place, problem: str) -> Words | None:
    """Words for what libyaml has one phrase for, but the line itself tells apart."""
    lines = source_lines(text)
    if not 1 <= place.line <= len(lines):
        return None
    line = lines[place.line - 1]
    before, sign = line[: place.column - 1], line[place.column - 1 : place.column]
    if "cannot start any token" in problem or "alphabetic or numeric" in problem:
        return _reserved(sign)
    if "mapping values are not allowed" in problem and _KEY_ALONE.match(before):
        return (
            "This line is indented differently from the lines it belongs with.",
            "Give keys of one group the same indentation.",
        )
    if "did not find expected key" in problem:
        return _unexpected(before, sign)
    return None


def _reserved(sign: str) -> Words:
    if sign == "\t":
        return _meaning("tab character")
    return (
        f"A value starts with “{sign}”, which YAML keeps for itself.",
        "Put the value in double quotes.",
    )


def _unexpected(before: str, sign: str) -> Words | None:
    last = before.rstrip()[-1:]
    if last in ("'", '"'):
        return (
            "A text in quotes ends just before this, and more words follow.",
            "Put the whole value in quotes, and use the other sort of quotes inside it.",
        )
    if last in ("]", "}") or sign in ("]", "}"):
        return (
            "Something stands after the closing bracket, or there is a bracket too many.",
            "Remove it. A text that starts with a bracket needs quotes around it.",
        )
    if sign == ":":
        return "A colon stands here without a key before it.", "Write “key: value”."
    if not before.strip():
        return (
            "This line is indented differently from the lines it belongs with.",
            "Give keys of one group, and the “- ” of one list, the same indentation.",
        )
    return None


def _runaway_quote(text: str) -> tuple[int, int] | None:
    """Where the last quoted text before the problem starts, when it is not one line's."""
    last: Any = None
    parser = getattr(yaml, "CLoader", yaml.Loader)(text)
    try:
        while parser.check_event():
            last = parser.get_event()
    except yaml.YAMLError:
        pass
    finally:
        parser.dispose()
    if getattr(last, "style", None) not in ("'", '"'):
        return None
    if last.start_mark.line == last.end_mark.line:
        return None
    return last.start_mark.line + 1, last.start_mark.column + 1


def _clamped(path: str, text: str, line: int, column: int) -> Place:
    """Libyaml may point past the end; the last line that says anything is more use."""
    lines = source_lines(text)
    while line > 1 and (line > len(lines) or not lines[line - 1].strip()):
        line -= 1
        column = len(lines[line - 1]) + 1 if line <= len(lines) else 1
    return Place(path, line, column)
