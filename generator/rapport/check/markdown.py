"""Markdown fields: no raw HTML, no link that leads nowhere or does harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rapport.check.passage import Passage
from rapport.check.rule import Finding, Subject, rule
from rapport.load.near import did_you_mean
from rapport.model.diagnostic import Place
from rapport.model.evidence import Reference
from rapport.model.markup import EVIDENCE_MAP, Mark, leads_outside, marks, split_target
from rapport.model.text import MarkdownText
from rapport.model.walk import Path, marked_texts

_SEVERAL: Final = re.compile(r"[;,@]")
"""Signs that stand between citations, and in no id."""
_IN_BRACKETS: Final = re.compile(r"\[([^\[\]]*)\](?!\()")
_CITES: Final = re.compile(r"(?:^|[\s;,(])@\s*\w")
_TAG_NAME: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)")


def _texts(subject: Subject) -> Iterator[tuple[str | None, Path, str]]:
    """Every Markdown text with its entity's id; those of the settings have none."""
    for entity_id, path, text, marker in subject.texts:
        if isinstance(marker, MarkdownText):
            yield entity_id, path, text
    for path, text, marker in marked_texts(subject.library.settings):
        if isinstance(marker, MarkdownText):
            yield None, path, text


def marked_passages(subject: Subject) -> Iterator[tuple[Mark, Passage]]:
    """Every mark in every Markdown field, the settings included."""
    for entity_id, path, text, mark in subject.marks:
        yield mark, Passage(subject, entity_id, path, text, mark.text, mark.offset)
    for path, text, marker in marked_texts(subject.library.settings):
        if isinstance(marker, MarkdownText):
            for mark in marks(text):
                yield mark, Passage(subject, None, path, text, mark.text, mark.offset)


def _shown(html: str) -> str:
    return html if len(html) <= 40 else f"{html[:39]}…"


@rule("raw-html")
def no_raw_html(subject: Subject) -> Iterator[Finding]:
    """HTML tags are refused in Markdown."""
    opened: set[tuple[Place, str]] = set()
    for mark, found in marked_passages(subject):
        if mark.kind == "html":
            # The tag that closes an element is no second mistake.
            name = _TAG_NAME.match(mark.text)
            if name and name[1] and (found.start, name[2]) in opened:
                continue
            if name:
                opened.add((found.start, name[2]))
            yield Finding(
                found.place,
                f"“{_shown(mark.text)}” is HTML, which content may not hold.",
                "Use Markdown, or write &lt; for the sign itself.",
            )


@rule("unknown-citation")
def citations_exist(subject: Subject) -> Iterator[Finding]:
    """``[@id]`` names a reference."""
    references = [r.id for r in subject.library.of(Reference)]
    for mark, found in marked_passages(subject):
        if mark.kind != "cite" or mark.text in subject.loaded.broken_ids:
            continue
        if _SEVERAL.search(mark.text):
            continue
        if mark.text not in references:
            yield Finding(
                found.place,
                f"There is no reference “{mark.text}” to cite.",
                did_you_mean(mark.text, references) or "Add the reference, or correct the id.",
            )


@rule("unknown-link")
def links_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """A link names an entity by id, or is a whole web, mail or telephone address."""
    library = subject.library
    known = {*library.entities, *library.strategies, *subject.loaded.broken_ids, EVIDENCE_MAP}
    for mark, found in marked_passages(subject):
        if mark.kind != "link" or leads_outside(mark.text):
            continue
        name, _ = split_target(mark.text)
        if name in known:
            continue
        if ":" in name:
            yield Finding(
                found.place,
                f"A link may not start with “{name.split(':')[0]}:”.",
                "Use https:, mailto: or tel:, or the id of an entry.",
            )
        else:
            yield Finding(
                found.place,
                f"This link leads nowhere: there is no entry “{name}”.",
                did_you_mean(name, known)
                or "Link by id, as in [words](first-hour), or by a whole address.",
            )


_REFUSED: Final = {
    "picture": (
        "A picture cannot stand in a text.",
        "Leave “![” out; say in words what the picture would show.",
    ),
    "nested": (
        "The words of this link hold brackets, so that it cannot be read.",
        "Leave the brackets inside the words out: [words](first-hour).",
    ),
    "definition": (
        "A link's address cannot be written apart from its words.",
        "Write the link in one place: [words](first-hour), or [words](https://…).",
    ),
}


@rule("markdown-form")
def forms_are_known(subject: Subject) -> Iterator[Finding]:
    """Pictures, link definitions and brackets in a link's words are refused."""
    for mark, found in marked_passages(subject):
        if mark.kind in _REFUSED:
            message, hint = _REFUSED[mark.kind]
            yield Finding(found.place, message, hint)


@rule("citation-form")
def citations_stand_alone(subject: Subject) -> Iterator[Finding]:
    """A citation stands in brackets of its own: ``[@id]``."""
    for entity_id, path, text in _texts(subject):
        if "@" not in text:
            continue
        for found in _IN_BRACKETS.finditer(text):
            words = found[1]
            alone = re.fullmatch(r"@[^\s;,@]+", words)
            if _CITES.search(words) and not alone:
                passage = Passage(subject, entity_id, path, text, found[0], found.start())
                yield Finding(
                    passage.place,
                    f"“{_shown(' '.join(found[0].split()))}” cannot be read as a citation.",
                    "Write one citation a bracket, and nothing else in it: [@a] [@b].",
                )
