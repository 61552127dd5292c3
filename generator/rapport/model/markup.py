"""The two marks that Rapport adds to Markdown: links by id, and citations.

``[words](first-hour)`` links to the entity with that id; ``[@fluckiger-2018]``
cites a reference. Both are found outside code only. Code is a fenced block that
starts at the margin, or text between backticks on one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

_TOKEN: Final = re.compile(
    r"""
    (?P<fence>^(?P<tick>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??(?P=tick)[`~]*[ \t]*$)
  | (?P<code>(?P<run>`+)[^\n]*?[^`\n](?P=run)(?!`))
  | \[@(?P<cite>[^\]\s]*)\]
  | \[(?P<words>[^\[\]]*)\]\([ \t]*(?P<target>[^)\s]*)(?P<after>[^)\n]*)\)
  | \]\([ \t]*(?P<nested>[^)\s]*)
  | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]*(?P<definition>\S+)
  | <(?P<auto>(?:https?://|mailto:)[^>\s]+)>
  | (?P<html><[A-Za-z/!?][^\n>]*>?)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SPECIAL: Final = re.compile(r"\]\(|\[@|\]:|<[A-Za-z/!?]")
_SAFE_SCHEME: Final = re.compile(r"^(?:https?://|mailto:|tel:|#)", re.IGNORECASE)

MarkKind = Literal["cite", "link", "html"]


@dataclass(frozen=True)
class Mark:
    """Something in a text that Rapport must know: its kind, words, and offset."""

    kind: MarkKind
    text: str
    offset: int


def marks(text: str) -> Iterator[Mark]:
    """Citations (the id), link targets, and raw HTML, in their order; nothing inside code."""
    if not _SPECIAL.search(text):
        return
    for found in _TOKEN.finditer(text):
        for group, kind in _KINDS.items():
            if found[group] is not None:
                yield Mark(kind, found[group], found.start(group))


_KINDS: Final[dict[str, MarkKind]] = {
    "cite": "cite",
    "target": "link",
    "nested": "link",
    "definition": "link",
    "html": "html",
}


def split_target(target: str) -> tuple[str, str]:
    """An id and the anchor after it (with its ``#``, or empty)."""
    name, hash_mark, anchor = target.partition("#")
    return name, hash_mark + anchor


def leads_outside(target: str) -> bool:
    """Whether a link target is an address of its own, or a place on the same page."""
    return bool(_SAFE_SCHEME.match(target))


def rewrite(text: str, link: Callable[[str], str | None], cite: Callable[[str], str]) -> str:
    """Put addresses in for ids and words in for citations.

    ``link`` gives the address for an id with its anchor, or ``None`` to keep only the
    words of the link. Raw HTML, which a checked text does not hold, is made harmless.
    """
    if not _SPECIAL.search(text):
        return text

    def replaced(found: re.Match[str]) -> str:
        if found["cite"] is not None:
            return cite(found["cite"])
        if found["html"] is not None:
            return found[0].replace("<", "&lt;")
        target = found["target"]
        if target is None or leads_outside(target):
            return found[0]
        address = link(target)
        return (
            found["words"] if address is None else f"[{found['words']}]({address}{found['after']})"
        )

    return _TOKEN.sub(replaced, text)
