"""A checked library to the files of a docs folder.

Pure: the same library gives the same files. Writing them is the business of
:mod:`rapport.site.output`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rapport.model.dynamic import Dynamic
from rapport.model.entity import Page
from rapport.model.evidence import GlossaryTerm, Reference, Source
from rapport.model.library import QUIZ_TYPES, Library
from rapport.model.tip import Tip
from rapport.render.addresses import Addresses
from rapport.render.environment import environment
from rapport.render.quiz_form import quiz_form
from rapport.render.view import View
from rapport.score.verdict import ProvenQuiz

WEB: Final = Path(__file__).parent.parent / "web"
RUNTIME: Final = ("quiz.js", "quiz.css")


@dataclass(frozen=True)
class Section:
    """A kind's place in the site: its folder, its name in the navigation, its list page."""

    kind: str
    label: str
    title: str
    lead: str


SECTIONS: Final = (
    Section(
        "dynamic",
        "Patterns",
        "Patterns",
        "Patterns are things two people do together, so each page shows both sides.",
    ),
    Section(
        "tip",
        "Tips",
        "Tips for a healthy helping relationship",
        "Each with what to do, what to leave, and something to try in the next meeting.",
    ),
    Section(
        "quiz",
        "Self-checks",
        "Self-checks",
        "Aids to reflection, scored on your own device. Nothing you answer leaves the page.",
    ),
    Section(
        "concept",
        "Ideas",
        "Ideas behind the patterns",
        "One idea a page, with what is known about it.",
    ),
    Section("scenario", "Situations", "Situations", "Invented vignettes to think or talk through."),
    Section(
        "reflection",
        "Reflections",
        "Reflections",
        "Questions for yourself, a colleague or supervision.",
    ),
    Section("module", "Modules", "Modules", "Ordered paths through the library, for trainers."),
)
LISTS: Final = (
    Section("glossary", "Glossary", "Glossary", "Words used on this site, in plain words."),
    Section(
        "reference",
        "References",
        "References",
        "The published work that pages cite: what each found, and its honest caveat.",
    ),
    Section("source", "Sources", "Sources", "The articles whose ideas this library draws on."),
)


@dataclass(frozen=True)
class NavEntry:
    """A page, or a named group of entries, in the navigation."""

    label: str
    file: str = ""
    entries: tuple[NavEntry, ...] = ()


@dataclass(frozen=True)
class RenderedSite:
    """The files of the docs folder by path, and the navigation."""

    files: Mapping[str, bytes]
    nav: tuple[NavEntry, ...]
    pages: int = field(default=0)


@dataclass(frozen=True)
class RenderOptions:
    """``drafts``: publish them, marked. ``directory_urls``: MkDocs' option of that name.
    ``source_files``: each entity's content file. ``progress`` is called once a page.
    """

    drafts: bool
    directory_urls: bool
    source_files: Mapping[str, str]
    progress: Callable[[], None] = lambda: None


FULL_NAV_PAGES: Final = 300
"""Above this many pages the navigation names sections only; drawing every page's name on
every page is what makes large sites slow to build."""


def published_ids(library: Library, drafts: bool) -> frozenset[str]:
    """Every id that gets an address: pages that are reviewed (or drafts, if wanted), and
    everything that is looked up.
    """
    wanted = {"reviewed", "draft"} if drafts else {"reviewed"}
    return frozenset(
        i for i, e in library.entities.items() if not isinstance(e, Page) or e.status in wanted
    )


def render_site(
    library: Library, proven: Mapping[str, ProvenQuiz], options: RenderOptions
) -> RenderedSite:
    """Every file of the docs folder, and the navigation over them."""
    published = published_ids(library, options.drafts)
    addresses = Addresses(library, published, options.directory_urls)
    pages = [p for p in library.pages if p.id in published]
    files: dict[str, bytes] = {}
    for file, text in _texts(library, addresses, pages, proven, options):
        files[file] = text.encode()
        options.progress()
    count = len(files)
    if any(isinstance(p, QUIZ_TYPES) for p in pages):
        for name in RUNTIME:
            files[f"assets/rapport/{name}"] = (WEB / name).read_bytes()
    files |= {f: t.encode() for f, t in _redirects(library, addresses)}
    return RenderedSite(files, navigation(library, pages), count)


def _texts(
    library: Library,
    addresses: Addresses,
    pages: list[Page],
    proven: Mapping[str, ProvenQuiz],
    options: RenderOptions,
) -> Iterator[tuple[str, str]]:
    jinja = environment()
    by_kind = {s.kind: [p for p in pages if p.type == s.kind] for s in SECTIONS}
    by_kind["tip"].sort(key=_tip_number)
    for page in pages:
        view = View(library, addresses, f"{page.type}/{page.id}.md")
        extra: dict[str, Any] = {}
        if page.id in proven:
            extra["form"] = quiz_form(
                proven[page.id].compiled, library.settings, view.prose, view.href, view.title
            )
        template = jinja.get_template(f"{page.type}.md.j2")
        yield (
            view.file,
            template.render(
                page=page, view=view, source_file=options.source_files[page.id], **extra
            ),
        )
    for section in SECTIONS:
        if by_kind[section.kind]:
            view = View(library, addresses, f"{section.kind}/index.md")
            template = jinja.get_template("list.md.j2")
            yield (
                view.file,
                template.render(section=section, entries=by_kind[section.kind], view=view),
            )
    for section in LISTS:
        entries = _looked_up(library, section.kind)
        if entries:
            view = View(library, addresses, f"{section.kind}/index.md")
            template = jinja.get_template(f"{section.kind}.md.j2")
            yield view.file, template.render(section=section, entries=entries, view=view)
    view = View(library, addresses, "index.md")
    yield view.file, jinja.get_template("home.md.j2").render(view=view, sections=by_kind)


def _looked_up(library: Library, kind: str) -> Sequence[GlossaryTerm | Reference | Source]:
    if kind == "glossary":
        return sorted(library.of(GlossaryTerm), key=lambda t: t.title.casefold())
    if kind == "reference":
        return sorted(library.of(Reference), key=lambda r: r.citation.casefold())
    return library.of(Source)


def _redirects(library: Library, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """A small page at every old address, leading to the new one."""
    template = environment().get_template("redirect.html.j2")
    for entity in library.entities.values():
        for alias in getattr(entity, "aliases", ()):
            target = addresses.find(entity.id)
            if target is None:
                continue
            old = f"{entity.type}/{alias}.md"
            href = addresses.to_file(old, target.file, target.anchor)
            url = addresses.url(old)
            file = url + "index.html" if url.endswith("/") else url
            yield file, template.render(href=href, title=getattr(entity, "title", entity.id))


def navigation(library: Library, pages: list[Page]) -> tuple[NavEntry, ...]:
    """Home, a section for each kind that has pages, and the lists."""
    entries = [NavEntry("Home", "index.md")]
    full = len(pages) <= FULL_NAV_PAGES
    for section in SECTIONS:
        own = [p for p in pages if p.type == section.kind]
        if not own:
            continue
        own.sort(key=_tip_number)
        index = NavEntry(section.label, f"{section.kind}/index.md")
        leaves = tuple(NavEntry(_short_title(p), f"{section.kind}/{p.id}.md") for p in own)
        entries.append(NavEntry(section.label, "", (index, *(leaves if full else ()))))
    lists = tuple(
        NavEntry(s.label, f"{s.kind}/index.md") for s in LISTS if _looked_up(library, s.kind)
    )
    if lists:
        entries.append(NavEntry("Evidence", "", lists))
    return tuple(entries)


def _tip_number(page: Page) -> int:
    """Tips go by their number; everything else stays in the library's order."""
    return page.number if isinstance(page, Tip) else 0


def _short_title(page: Page) -> str:
    return page.label_plain if isinstance(page, Dynamic) else page.title
