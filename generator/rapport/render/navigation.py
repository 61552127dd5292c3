"""Where pages stand: the tabs by need, the trail to each page, and its neighbours.

No page is deeper than three levels: need, section, page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapport.model.dynamic import Dynamic
from rapport.model.entity import Page
from rapport.model.evidence import GlossaryTerm, Reference, Source
from rapport.model.library import Library
from rapport.model.tip import Tip
from rapport.render import about
from rapport.render.evidence_map import MAP_FILE, has_evidence_map
from rapport.render.kept_by_readers import pages_kept_by_readers
from rapport.render.sections import (
    ABOUT,
    CPD,
    EVIDENCE_MAP,
    LISTS,
    MY_CHECKS,
    NEEDS,
    SECTIONS,
    Need,
    Section,
)

FULL_NAV_PAGES: Final = 300
"""Above this many pages the navigation names sections only; drawing every page's name on
every page is what makes large sites slow to build."""


@dataclass(frozen=True)
class NavEntry:
    """A page, or a named group of entries, in the navigation. A group's first entry is the
    group's own page.
    """

    label: str
    file: str = ""
    entries: tuple[NavEntry, ...] = ()


@dataclass(frozen=True)
class Place:
    """What leads to a page, from the need down, and the pages before and after it in its section."""

    trail: tuple[NavEntry, ...] = ()
    previous: NavEntry | None = None
    next: NavEntry | None = None


def navigation(library: Library, pages: Sequence[Page]) -> tuple[NavEntry, ...]:
    """Home, a tab for each need that has pages, and what is said about the site itself."""
    return _tree(library, pages, full=len(pages) <= FULL_NAV_PAGES)


def places(library: Library, pages: Sequence[Page]) -> Mapping[str, Place]:
    """Every page's place by its file, however large the site is."""
    return dict(_placed(_tree(library, pages, full=True)[1:], ()))


def of_kind(pages: Sequence[Page], kind: str) -> list[Page]:
    """Pages of one kind in the order in which lists and the navigation name them: tips go by
    their number; everything else stays in the library's order.
    """
    own = [p for p in pages if p.type == kind]
    if kind == ABOUT.kind:
        return about.in_order(own)
    return sorted(own, key=lambda page: page.number if isinstance(page, Tip) else 0)


def looked_up(library: Library, kind: str) -> Sequence[GlossaryTerm | Reference | Source]:
    """The terms, references or sources of a library, as their list names them."""
    if kind == "glossary":
        return sorted(library.of(GlossaryTerm), key=lambda t: t.title.casefold())
    if kind == "reference":
        return sorted(library.of(Reference), key=lambda r: r.citation.casefold())
    return library.of(Source)


def needs_with_pages(library: Library, pages: Sequence[Page]) -> list[Need]:
    """The needs that have a page of their own, with those of their kinds that are here."""
    kinds = {s.kind for s in SECTIONS if of_kind(pages, s.kind)}
    kinds |= {s.kind for s in LISTS if looked_up(library, s.kind)}
    kinds |= {s.kind for s in pages_kept_by_readers(library, pages)}
    wanted = (replace(n, kinds=tuple(k for k in n.kinds if k in kinds)) for n in NEEDS)
    return [n for n in wanted if len(n.kinds) > 1 and n.id != EVIDENCE_MAP.kind]


def _tree(library: Library, pages: Sequence[Page], *, full: bool) -> tuple[NavEntry, ...]:
    own_pages = {n.id for n in needs_with_pages(library, pages)}
    entries = [NavEntry("Home", "index.md")]
    for need in NEEDS:
        below = tuple(e for k in need.kinds for e in _section(library, pages, k, full=full))
        if need.id in own_pages:
            entries.append(NavEntry(need.label, "", (NavEntry(need.label, need.file), *below)))
        elif len(below) == 1 and below[0].entries:
            entries.append(replace(below[0], label=need.label))
        elif below:
            entries.append(NavEntry(need.label, "", below))
    entries += _section(library, pages, ABOUT.kind, full=full)
    return tuple(entries)


def _section(
    library: Library, pages: Sequence[Page], kind: str, *, full: bool
) -> Iterator[NavEntry]:
    """A kind's list with its pages, or the one page that it has; or nothing."""
    if kind == EVIDENCE_MAP.kind:
        if has_evidence_map(library, pages):
            yield NavEntry(EVIDENCE_MAP.label, MAP_FILE)
        return
    if kind in (MY_CHECKS, CPD):
        kept = (s for s in pages_kept_by_readers(library, pages) if s.kind == kind)
        yield from (NavEntry(s.label, f"{kind}/index.md") for s in kept)
        return
    section = _SECTION[kind]
    index = NavEntry(section.label, f"{kind}/index.md")
    if section in LISTS:
        entries = looked_up(library, kind)
        titles = {e.id: e.title for e in entries if isinstance(e, Source)}
        if not entries:
            return
    else:
        titles = {p.id: _short_title(p) for p in of_kind(pages, kind)}
        if not titles:
            return
    leaves = tuple(NavEntry(title, f"{kind}/{i}.md") for i, title in titles.items())
    yield NavEntry(section.label, "", (index, *leaves)) if leaves and full else index


_SECTION: Final[Mapping[str, Section]] = {s.kind: s for s in (*SECTIONS, *LISTS, ABOUT)}


def _short_title(page: Page) -> str:
    """What a page is called in lists: a dynamic goes by its plain name."""
    return page.label_plain if isinstance(page, Dynamic) else page.title


def _placed(
    entries: Sequence[NavEntry], trail: tuple[NavEntry, ...]
) -> Iterator[tuple[str, Place]]:
    for entry in entries:
        if not entry.entries:
            continue
        index, *inside = entry.entries
        yield index.file, Place(trail)
        here = (*trail, NavEntry(entry.label, index.file))
        leaves = [e for e in inside if not e.entries]
        for at, leaf in enumerate(leaves):
            before = leaves[at - 1] if at else None
            after = leaves[at + 1] if at + 1 < len(leaves) else None
            yield leaf.file, Place(here, before, after)
        yield from _placed(inside, here)
