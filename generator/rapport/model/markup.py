"""The two marks that Rapport adds to Markdown, and the forms it refuses.

``[words](first-hour)`` links to the entity with that id; ``[@fluckiger-2018]``
cites a reference. Raw HTML, pictures, link definitions (``[name]: address``) and
brackets inside a link's words are refused.

Marks count inside code too. Markdown parsers disagree about what is code, and what one
takes for code another may publish as a tag; this content has no need of code samples.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

_TOKEN: Final = re.compile(
    r"""
    \[@(?P<cite>[^\]\s]*)\]
  | (?P<picture>!\[(?:[^\[\]]*\](?:\([^)]*\)?)?)?)
  | \[(?P<words>[^\[\]]*)\]\(\s*(?P<target>[^)\s]*)(?P<after>[^)]*)\)
  | (?P<nested>\]\([ \t]*[^)\s]*)
  | (?:^[^A-Za-z\n\[]*)(?P<definition>\[(?!\^)[^\[\]]*\]:)
    """,
    re.VERBOSE | re.MULTILINE,
)
_HTML: Final = re.compile(r"<(?!(?:https?://|mailto:)[^>\s]+>)[A-Za-z/!?][^\n>]*>?")
"""Anything that could be a tag, wherever it stands; addresses in angle brackets are none."""

EVIDENCE_MAP: Final = "evidence-map"
"""The id of the page that lists all claims: links may name it, and no entry may have it."""

_TAG_START: Final = re.compile(r"<(?!(?:https?://|mailto:)[^>\s]+>)(?=[A-Za-z/!?])")

_SPECIAL: Final = re.compile(r"\]\(|\[@|\]:|!\[|<[A-Za-z/!?]")
_SAFE_SCHEME: Final = re.compile(r"^(?:https?://|mailto:|tel:|#)", re.IGNORECASE)

MarkKind = Literal["cite", "link", "html", "picture", "nested", "definition"]


@dataclass(frozen=True)
class Mark:
    """Something in a text that Rapport must know: its kind, words, and offset."""

    kind: MarkKind
    text: str
    offset: int


def marks(text: str) -> Iterator[Mark]:
    """Citations (the id), link targets, and the forms that are refused, in their order."""
    if not _SPECIAL.search(text):
        return
    found = [Mark("html", tag[0], tag.start()) for tag in _HTML.finditer(text)]
    for token in _TOKEN.finditer(text):
        for group, kind in _KINDS.items():
            if token[group] is not None:
                found.append(Mark(kind, token[group], token.start(group)))
    yield from sorted(found, key=lambda mark: mark.offset)


_KINDS: Final[dict[str, MarkKind]] = {
    "cite": "cite",
    "target": "link",
    "picture": "picture",
    "nested": "nested",
    "definition": "definition",
}


def split_target(target: str) -> tuple[str, str]:
    """An id and the anchor after it (with its ``#``, or empty)."""
    name, hash_mark, anchor = target.partition("#")
    return name, hash_mark + anchor


def leads_outside(target: str) -> bool:
    """Whether a link target is an address of its own, or a place on the same page."""
    return bool(_SAFE_SCHEME.match(target))


def rewrite(
    text: str,
    link: Callable[[str], str | None],
    cite: Callable[[str], str],
    plain: Callable[[str], str] | None = None,
) -> str:
    """Put addresses in for ids and words in for citations.

    ``link`` gives the address for an id with its anchor, or ``None`` to keep only the
    words of the link. ``plain`` may change what stands between links and citations. What a
    checked text does not hold is made harmless all the same.
    """
    if not _SPECIAL.search(text):
        return plain(text) if plain else text

    def replaced(found: re.Match[str]) -> str:
        if found["cite"] is not None:
            return cite(found["cite"])
        if found["picture"] or found["nested"] or found["definition"]:
            return found[0].replace("[", "\\[").replace("](", "]\\(")
        target = found["target"]
        if target is None or leads_outside(target):
            return found[0]
        address = link(target)
        return (
            found["words"] if address is None else f"[{found['words']}]({address}{found['after']})"
        )

    harmless = _TAG_START.sub("&lt;", text)
    if plain is None:
        return _TOKEN.sub(replaced, harmless)
    made, done = [], 0
    for token in _TOKEN.finditer(harmless):
        made += [plain(harmless[done : token.start()]), replaced(token)]
        done = token.end()
    return "".join([*made, plain(harmless[done:])])
