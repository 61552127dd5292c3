"""A checked library to the files of a docs folder.

Pure: the same library and options give the same files. Writing them is the business of
:mod:`rapport.site.output`.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from rapport.load.words import put_words
from rapport.model.dynamic import Dynamic
from rapport.model.entity import Page
from rapport.model.evidence import Correction, Source
from rapport.model.library import QUIZ_TYPES, Library
from rapport.model.module import CourseModule
from rapport.render import about, module_sheets, source_pages
from rapport.render.addresses import Addresses
from rapport.render.brand_images import brand_images, rasterised
from rapport.render.cpd_data import cpd_data
from rapport.render.environment import environment
from rapport.render.evidence_map import MAP_FILE, STRENGTHS, grades, has_evidence_map
from rapport.render.kept_by_readers import is_saved, pages_kept_by_readers
from rapport.render.my_checks_data import my_checks_data, save_data
from rapport.render.navigation import (
    NavEntry,
    Place,
    looked_up,
    navigation,
    needs_with_pages,
    of_kind,
    places,
)
from rapport.render.organisation import organisation_files
from rapport.render.quiz_form import quiz_form
from rapport.render.runtime import quiz_scripts, runtime_files
from rapport.render.sections import (
    ABOUT,
    CPD,
    EVIDENCE_MAP,
    LISTS,
    MY_CHECKS,
    SECTIONS,
    Need,
    Section,
)
from rapport.render.view import View, title_of
from rapport.render.web_manifest import MANIFEST_FILE, web_manifest
from rapport.score.verdict import ProvenQuiz

QUIZ_RUNTIME: Final = ("quiz.js", "quiz.css", "keep_place.js")


RUNTIME_OF: Final[Mapping[str, tuple[str, ...]]] = {
    MY_CHECKS: ("save_check.js", "my_checks.js", "kept.css"),
    CPD: ("cpd.js", "kept.css"),
}
"""Scripts and styles of the pages for what readers keep, and of what leads there."""


@dataclass(frozen=True)
class RenderedSite:
    """The files of the docs folder by path, and the navigation.

    ``extra_css`` are generated style sheets that every page loads after the theme's own;
    ``logo`` is the generated logo file, or nothing.
    """

    files: Mapping[str, bytes]
    nav: tuple[NavEntry, ...]
    pages: int = field(default=0)
    extra_css: tuple[str, ...] = ()
    logo: str = ""


@dataclass(frozen=True)
class RenderOptions:
    """``drafts``: publish them, marked. ``directory_urls``: MkDocs' option of that name.
    ``source_files``: each entity's content file. ``progress`` is called once a page.

    ``trainer``: whether modules have trainer sheets; ``None`` leaves it to the settings.
    ``today``: the day on which overdue reviews are marked; ``None`` marks none.
    ``logo``: what the file holds that the settings name as logo. ``raster`` draws pictures.
    """

    drafts: bool
    directory_urls: bool
    source_files: Mapping[str, str]
    progress: Callable[[], None] = lambda: None
    trainer: bool | None = None
    today: datetime.date | None = None
    logo: bytes | None = None
    raster: Callable[[str, int], bytes] = rasterised


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
    for file, text in _Writer(library, addresses, pages, options).texts(proven):
        files[file] = text.encode()
        options.progress()
    count = len(files)
    if any(isinstance(p, QUIZ_TYPES) for p in pages):
        files |= runtime_files(QUIZ_RUNTIME, library.settings.language)
    for section in pages_kept_by_readers(library, pages):
        names = ("quiz.css", *RUNTIME_OF[section.kind])
        files |= runtime_files(names, library.settings.language)
    files[MANIFEST_FILE] = web_manifest(library.settings)
    patterns = [p for p in pages if isinstance(p, Dynamic)]
    files |= brand_images(library, patterns, options.raster)
    own = organisation_files(library.settings, options.logo)
    files |= own.files
    files |= {f: t.encode() for f, t in _redirects(library, addresses)}
    return RenderedSite(files, navigation(library, pages), count, own.extra_css, own.logo)


@dataclass(frozen=True)
class _Writer:
    """Fills the templates of one site."""

    library: Library
    addresses: Addresses
    pages: list[Page]
    options: RenderOptions

    def texts(self, proven: Mapping[str, ProvenQuiz]) -> Iterator[tuple[str, str]]:
        """Every generated page with its file."""
        for page in self.pages:
            yield self._page(page, proven)
            if isinstance(page, CourseModule):
                yield from self._sheets(page)
        by_kind: dict[str, Sequence[Any]] = {
            s.kind: of_kind(self.pages, s.kind) for s in (*SECTIONS, ABOUT)
        }
        by_kind |= {s.kind: looked_up(self.library, s.kind) for s in LISTS}
        for section in (*SECTIONS, ABOUT):
            if by_kind[section.kind]:
                yield self._list(section, by_kind[section.kind])
        for section in LISTS:
            if entries := by_kind[section.kind]:
                yield self._list(section, entries, f"{section.kind}.md.j2")
        for need in needs_with_pages(self.library, self.pages):
            yield self._need(need, by_kind)
        for source in self.library.of(Source):
            yield self._source(source)
        if has_evidence_map(self.library, self.pages):
            yield self._evidence_map()
        yield from self._kept_by_readers(pages_kept_by_readers(self.library, self.pages))
        yield self._fill("index.md", "home.md.j2", sections=by_kind, noticed=self._noticed)

    @property
    def _noticed(self) -> list[Page]:
        """Pages by what readers noticed; what touches on safety comes first."""
        named = [p for p in self.pages if p.noticed]
        return sorted(named, key=lambda page: page.content_note == "none")

    def _fill(self, file: str, template: str, **values: Any) -> tuple[str, str]:
        view = values.pop("view", None) or self._view(file)
        return file, environment(self.library.settings.language).get_template(template).render(
            view=view, **values
        )

    def _view(self, file: str) -> View:
        place = self._places.get(file) or self._place_of_sheet(file)
        return View(self.library, self.addresses, file, self.options.today, place)

    def _place_of_sheet(self, file: str) -> Place:
        """A sheet is below its module; the home page is nowhere."""
        module = f"{posixpath.dirname(file)}.md"
        if above := self._places.get(module):
            title = title_of(self.library, posixpath.basename(posixpath.dirname(file)))
            return Place((*above.trail, NavEntry(title, module)))
        return Place()

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return places(self.library, self.pages)

    def _page(self, page: Page, proven: Mapping[str, ProvenQuiz]) -> tuple[str, str]:
        view = self._view(f"{page.type}/{page.id}.md")
        extra: dict[str, Any] = {}
        if page.id in proven:
            saved = is_saved(self.library, page)
            extra["scripts"] = quiz_scripts(proven[page.id].compiled.quiz, self.library.settings)
            extra["save"] = self._save_data(page, view) if saved else None
            extra["form"] = quiz_form(proven[page.id].compiled, view)
        elif page.type == ABOUT.kind:
            extra = self._about()
        elif isinstance(page, CourseModule):
            extra = self._module(page) | {"sheets": self._sheets_made}
        return self._fill(
            view.file,
            f"{page.type}.md.j2",
            view=view,
            page=page,
            source_file=self.options.source_files[page.id],
            **extra,
        )

    def _save_data(self, page: Page, view: View) -> dict[str, Any]:
        href = self.addresses.to_file(view.file, f"{MY_CHECKS}/index.md")
        return save_data(self.library, page, href)

    def _about(self) -> dict[str, Any]:
        """What pages about the site may list."""
        kinds = [s.kind for s in (*SECTIONS, ABOUT)]
        ordered = sorted(self.pages, key=lambda p: kinds.index(p.type))
        return {
            "strengths": STRENGTHS,
            "reviews": about.review_rows(ordered, self.library.settings, self.options.today),
            "exceptions": about.exception_rows(self.library),
            "noted": [p for p in ordered if p.content_note != "none"],
        }

    @property
    def _sheets_made(self) -> tuple[module_sheets.Sheet, ...]:
        wanted = self.options.trainer
        offered = self.library.settings.features.trainer_pages
        return module_sheets.sheets(offered if wanted is None else wanted)

    def _module(self, page: CourseModule) -> dict[str, Any]:
        published = {p.id for p in self.pages} | {
            i for i, e in self.library.entities.items() if not isinstance(e, Page)
        }
        steps = module_sheets.timetable(self.library, page, published)
        return {"steps": steps, "matters": module_sheets.matters(page, steps)}

    def _sheets(self, page: CourseModule) -> Iterator[tuple[str, str]]:
        for sheet in self._sheets_made:
            yield self._fill(
                sheet.file(page.id),
                f"module_{sheet.name.replace('-', '_')}.md.j2",
                page=page,
                sheet=sheet,
                **self._module(page),
            )

    def _list(
        self, section: Section, entries: Sequence[Any], template: str = "list.md.j2"
    ) -> tuple[str, str]:
        section = _worded(section, self.library)
        return self._fill(f"{section.kind}/index.md", template, section=section, entries=entries)

    def _need(self, need: Need, by_kind: Mapping[str, Sequence[Any]]) -> tuple[str, str]:
        kept = pages_kept_by_readers(self.library, self.pages)
        known = (*SECTIONS, *LISTS, *kept)
        sections = [_worded(s, self.library) for s in known if s.kind in need.kinds]
        ordered = sorted(sections, key=lambda s: need.kinds.index(s.kind))
        return self._fill(need.file, "need.md.j2", need=need, sections=ordered, entries=by_kind)

    def _source(self, source: Source) -> tuple[str, str]:
        groups = source_pages.stance_groups(self.library, source, self.pages)
        return self._fill(
            f"source/{source.id}.md",
            "source_page.md.j2",
            source=source,
            groups=groups,
            matters=source_pages.sensitive_matters(groups),
        )

    def _kept_by_readers(self, sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
        data = {MY_CHECKS: my_checks_data, CPD: cpd_data}
        for section in sections:
            file = f"{section.kind}/index.md"
            view = self._view(file)
            yield self._fill(
                file,
                f"{section.kind.replace('-', '_')}.md.j2",
                view=view,
                section=_worded(section, self.library),
                data=data[section.kind](self.library, self.pages, view),
            )

    def _evidence_map(self) -> tuple[str, str]:
        noted = dict.fromkeys(p.content_note for p in self.pages if p.evidence)
        return self._fill(
            MAP_FILE,
            "evidence_map.md.j2",
            section=EVIDENCE_MAP,
            grades=grades(self.library, self.pages),
            corrections=self.library.of(Correction),
            matters=[m for m in noted if m != "none"],
        )


def _worded(section: Section, library: Library) -> Section:
    lead = put_words(section.lead, library.settings.terms)
    return Section(section.kind, section.label, section.title, lead)


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
