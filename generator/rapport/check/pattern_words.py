"""Words that a pattern cannot match without, so that most texts need not be searched with it."""

from __future__ import annotations

import re
from typing import Final

LEAST: Final = 3
_ODD: Final = re.compile(r"\\[0-9xuUNkgpP]|\(\?[a-zA-Z(<>-]|\(\?#")
"""Escapes that stand for letters, flags, names and conditions: nothing is said of such."""
_PART: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:=!]|[*+?]\??|\{[^{}]*\}\??|.", re.S
)

Words = frozenset[str]
Needed = tuple[tuple[Words, ...], ...]


def needed_words(pattern: str) -> Needed:
    """What each alternative of a pattern needs: one word of each of its sets, in lower case.

    Where nothing is known an alternative needs no set at all.
    """
    if _ODD.search(pattern):
        return ((),)
    return tuple(_alternatives(_PART.findall(pattern)[::-1]))


class Holds(dict[str, bool]):
    """Which words a text holds, each looked for once. ``text`` is the text in lower case."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text.lower()

    def __missing__(self, word: str) -> bool:
        held = self[word] = word in self.text
        return held


def may_match(needed: Needed, text: Holds) -> bool:
    """Whether a pattern that needs these words could match a text."""
    for one in needed:
        for words in one:
            if not any(map(text.__getitem__, words)):
                break
        else:
            return True
    return False


def _alternatives(parts: list[str]) -> list[tuple[Words, ...]]:
    """Each alternative up to the next closing bracket; ``parts`` are used up from the end."""
    found = [_sequence(parts)]
    while parts and parts[-1] == "|":
        parts.pop()
        found.append(_sequence(parts))
    return found


def _sequence(parts: list[str]) -> tuple[Words, ...]:
    """What one alternative needs: its runs of letters, and something of each of its groups."""
    found: list[Words] = []
    run = ""
    while parts and parts[-1] not in ("|", ")"):
        part = parts.pop()
        inside: Words = frozenset()
        if part.startswith("("):
            inside = _one_of(_alternatives(parts))
            parts.pop()
        optional = bool(parts) and parts[-1][0] in "*?{"
        letter = part.lower() if part.isalpha() and not optional else ""
        run += letter
        if letter and not (parts and parts[-1][0] == "+"):
            continue
        found.append(frozenset({run} if len(run) >= LEAST else ()))
        run = ""
        if not optional and part not in ("(?=", "(?!"):
            found.append(inside)
    found.append(frozenset({run} if len(run) >= LEAST else ()))
    return tuple(sorted(filter(None, found), key=len))


def _one_of(alternatives: list[tuple[Words, ...]]) -> Words:
    """One set for all alternatives together; none where an alternative needs nothing."""
    if not all(alternatives):
        return frozenset()
    longest = (max(one, key=lambda words: min(map(len, words))) for one in alternatives)
    return frozenset().union(*longest)
