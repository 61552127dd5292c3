"""Markdown fields: no raw HTML, no link that leads nowhere or does harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapport.check.rule import Finding, Subject, rule
from rapport.load.near import did_you_mean
from rapport.load.source_lines import source_lines
from rapport.model.diagnostic import Place
from rapport.model.evidence import Reference
from rapport.model.markup import Mark, leads_outside, marks, split_target
from rapport.model.text import MarkdownText
from rapport.model.walk import Path, marked_texts

_TAG_NAME: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)")


@dataclass(frozen=True)
class _Marked:
    """A mark, the text it stands in, and where that text belongs."""

    subject: Subject
    entity_id: str | None
    path: Path
    text: str
    mark: Mark

    @property
    def start(self) -> Place:
        """Where the text starts; without an entity it is one of the settings'."""
        if self.entity_id is None:
            return self.subject.site_place(*self.path)
        return self.subject.place(self.entity_id, *self.path)

    @property
    def place(self) -> Place:
        """Where the mark stands in its file: looked for from the value's start, as the
        value itself may be folded or indented.
        """
        subject, start = self.subject, self.start
        lines = source_lines(subject.loaded.texts[start.path])
        last = _last_line(subject, start, len(lines))
        # A mark that was folded over two lines is found by its first word.
        for wanted in (self.mark.text, (self.mark.text.split() or [""])[0]):
            earlier = self.text[: self.mark.offset].count(wanted) if wanted else -1
            for number in range(start.line - 1, last if earlier >= 0 else 0):
                begin = start.column - 1 if number == start.line - 1 else 0
                column = lines[number].find(wanted, begin)
                while column >= 0:
                    if earlier == 0:
                        return Place(start.path, number + 1, column + 1)
                    earlier -= 1
                    column = lines[number].find(wanted, column + 1)
        return start


def _last_line(subject: Subject, start: Place, count: int) -> int:
    """The line up to which a value can reach: that of the next key in its file."""
    trees = [o.tree for o in subject.loaded.origins.values() if o.tree.path == start.path]
    if subject.loaded.site_origin and subject.loaded.site_origin.tree.path == start.path:
        trees.append(subject.loaded.site_origin.tree)
    here = (start.line, start.column)
    return min((m[0] for t in trees[:1] for m in t.marks.keys.values() if m > here), default=count)


def _marks(subject: Subject) -> Iterator[_Marked]:
    """Every mark in every Markdown field, the settings included."""
    for entity_id, path, text, mark in subject.marks:
        yield _Marked(subject, entity_id, path, text, mark)
    for path, text, marker in marked_texts(subject.library.settings):
        if isinstance(marker, MarkdownText):
            for mark in marks(text):
                yield _Marked(subject, None, path, text, mark)


def _shown(html: str) -> str:
    return html if len(html) <= 40 else f"{html[:39]}…"


@rule("raw-html")
def no_raw_html(subject: Subject) -> Iterator[Finding]:
    """HTML tags are refused in Markdown."""
    opened: set[tuple[Place, str]] = set()
    for found in _marks(subject):
        mark = found.mark
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
    for found in _marks(subject):
        mark = found.mark
        if mark.kind != "cite" or mark.text in subject.loaded.broken_ids:
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
    known = {*library.entities, *library.strategies, *subject.loaded.broken_ids}
    for found in _marks(subject):
        mark = found.mark
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
    for found in _marks(subject):
        if found.mark.kind in _REFUSED:
            message, hint = _REFUSED[found.mark.kind]
            yield Finding(found.place, message, hint)
