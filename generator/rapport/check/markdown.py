"""Markdown fields: no raw HTML, no link that leads nowhere or does harm."""

from __future__ import annotations

from collections.abc import Iterator

from rapport.check.rule import Finding, Subject, rule
from rapport.load.near import did_you_mean
from rapport.model.diagnostic import Place
from rapport.model.evidence import Reference
from rapport.model.markup import Mark, leads_outside, marks, split_target
from rapport.model.text import MarkdownText
from rapport.model.walk import marked_texts


def _marks(subject: Subject) -> Iterator[tuple[Place, Mark]]:
    """Every mark in every Markdown field, the settings included, with its place."""
    for entity_id, entity in subject.library.entities.items():
        for path, text, marker in marked_texts(entity):
            if isinstance(marker, MarkdownText):
                for mark in marks(text):
                    yield _inside(subject, subject.place(entity_id, *path), text, mark), mark
    for path, text, marker in marked_texts(subject.library.settings):
        if isinstance(marker, MarkdownText):
            for mark in marks(text):
                yield _inside(subject, subject.site_place(*path), text, mark), mark


def _inside(subject: Subject, start: Place, text: str, mark: Mark) -> Place:
    """Where a mark stands in its file: looked for from the value's start, as the value
    itself may be folded or indented.
    """
    lines = subject.loaded.texts[start.path].splitlines()
    earlier = text[: mark.offset].count(mark.text)
    for number in range(start.line - 1, len(lines)):
        line = lines[number]
        column = line.find(mark.text, start.column - 1 if number == start.line - 1 else 0)
        while column >= 0:
            if earlier == 0:
                return Place(start.path, number + 1, column + 1)
            earlier -= 1
            column = line.find(mark.text, column + 1)
    return start


@rule("raw-html")
def no_raw_html(subject: Subject) -> Iterator[Finding]:
    """HTML tags are refused in Markdown."""
    for place, mark in _marks(subject):
        if mark.kind == "html":
            yield Finding(
                place,
                f"“{mark.text[:40]}” is HTML, which content may not hold.",
                "Use Markdown, or write &lt; for the sign itself.",
            )


@rule("unknown-citation")
def citations_exist(subject: Subject) -> Iterator[Finding]:
    """``[@id]`` names a reference."""
    references = [r.id for r in subject.library.of(Reference)]
    for place, mark in _marks(subject):
        if mark.kind != "cite" or mark.text in subject.loaded.broken_ids:
            continue
        if mark.text not in references:
            yield Finding(
                place,
                f"There is no reference “{mark.text}” to cite.",
                did_you_mean(mark.text, references) or "Add the reference, or correct the id.",
            )


@rule("unknown-link")
def links_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    """A link names an entity by id, or is a whole web, mail or telephone address."""
    library = subject.library
    known = {*library.entities, *library.strategies, *subject.loaded.broken_ids}
    for place, mark in _marks(subject):
        if mark.kind != "link" or leads_outside(mark.text):
            continue
        name, _ = split_target(mark.text)
        if name in known:
            continue
        if ":" in name:
            yield Finding(
                place,
                f"A link may not start with “{name.split(':')[0]}:”.",
                "Use https:, mailto: or tel:, or the id of an entry.",
            )
        else:
            yield Finding(
                place,
                f"This link leads nowhere: there is no entry “{name}”.",
                did_you_mean(name, known) or "Link by id, as in [words](first-hour).",
            )
