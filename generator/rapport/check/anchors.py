"""Links into a page lead to something on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from markdown import Markdown

from rapport.check.markdown import marked_passages
from rapport.check.rule import Finding, Subject, rule
from rapport.load.near import did_you_mean
from rapport.model.about import About
from rapport.model.concept import Concept
from rapport.model.dynamic import Dynamic
from rapport.model.entity import Page
from rapport.model.evidence import Source, SourcePoint
from rapport.model.library import QUIZ_TYPES
from rapport.model.markup import leads_outside, split_target

HELP = "help"
"""The help lines at the foot of a page with a content note; a quiz has them elsewhere."""


@cache
def headings(body: str) -> frozenset[str]:
    """The anchors of the headings in a Markdown text, as the engine makes them."""
    reader = Markdown(extensions=["toc", "fenced_code", "sane_lists"])
    reader.convert(body)
    return frozenset(_flat(getattr(reader, "toc_tokens", ())))


def _flat(tokens: Iterable[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        yield token["id"]
        yield from _flat(token["children"])


def _anchors(subject: Subject, name: str) -> frozenset[str]:
    """What a link may name on the page of an entity; nothing where it has no page."""
    entity = subject.library.entities.get(name)
    if isinstance(entity, Source):
        return frozenset(p.id for p in subject.library.of(SourcePoint) if p.source == name)
    if not isinstance(entity, Page):
        return frozenset()
    found = {entity.id}
    if entity.content_note != "none" and not isinstance(entity, QUIZ_TYPES):
        found.add(HELP)
    if isinstance(entity, Dynamic):
        found |= {s.id for s in entity.strategies}
    elif isinstance(entity, Concept | About):
        found |= headings(entity.body)
    return frozenset(found)


@rule("unknown-anchor")
def links_find_their_place(subject: Subject) -> Iterator[Finding]:
    """What follows ``#`` in a link is a strategy, a heading, a point or the help lines there."""
    for mark, found in marked_passages(subject):
        if mark.kind != "link" or "#" not in mark.text:
            continue
        name, anchor = split_target(mark.text)
        if name and (leads_outside(mark.text) or name in subject.loaded.broken_ids):
            continue
        here = name or found.entity_id
        if name and name not in {*subject.library.entities, *subject.library.strategies}:
            continue
        known = {HELP} if here is None else _anchors(subject, here)
        if anchor[1:] not in known:
            yield Finding(
                found.place,
                f"There is no place “{anchor}” on that page." if known else _no_page(here),
                did_you_mean(anchor[1:], known) or _choices(here, known),
            )


def _no_page(name: str | None) -> str:
    return f"“{name}” has no page of its own that a link could lead into."


def _choices(name: str | None, known: Iterable[str]) -> str:
    if not known:
        return f"Leave “#” and what follows out: [words]({name})."
    return f"Choose one of: {', '.join(sorted(known))}."
