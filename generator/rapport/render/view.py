"""What a page's template can ask: links, titles, citations, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from markupsafe import Markup, escape

from rapport.model.drawing import Drawing
from rapport.model.dynamic import Dynamic
from rapport.model.entity import Page
from rapport.model.evidence import Correction, Reference, Source, SourcePoint
from rapport.model.library import Library
from rapport.model.review import due_date
from rapport.model.site import Person, StrictException
from rapport.render.addresses import Addresses
from rapport.render.citations import PageCitations
from rapport.render.navigation import NavEntry, Place
from rapport.render.prose import Prose

NOWHERE: Final = Place()


class View:
    """One generated file's view of the library. ``file`` is its path in the docs folder.

    ``prose`` explains words of the glossary at their first use; ``plain_prose`` does not, for
    forms, panels and the glossary itself. Both cite by the same numbers. Without ``today``
    nothing is overdue.
    """

    def __init__(
        self,
        library: Library,
        addresses: Addresses,
        file: str,
        today: date | None = None,
        place: Place = NOWHERE,
    ) -> None:
        self.place = place
        self.today = today
        self.library = library
        self.settings = library.settings
        self.words = library.settings.terms
        self.addresses = addresses
        self.file = file
        self.citations = PageCitations(library)
        self.prose = Prose(library, addresses, file, self.citations, explaining=True)
        self.plain_prose = Prose(library, addresses, file, self.citations)

    def leads(self, entries: Iterable[NavEntry]) -> list[dict[str, str]]:
        """Titles, as HTML, and addresses from the root of the site: for the theme, which makes
        the addresses relative.
        """
        return [{"title": str(escape(e.label)), "url": self.addresses.url(e.file)} for e in entries]

    def href(self, entity_id: str) -> str | None:
        """Where a link to an entity leads, or ``None`` when it is not published.

        It is the path of the entity's Markdown file; every engine turns it into an address.
        """
        return self.addresses.markdown(self.file, entity_id)

    def title(self, entity_id: str) -> str:
        """What an entity is called on the site: a dynamic goes by its plain name."""
        return title_of(self.library, entity_id)

    def link(self, entity_id: str) -> Markup:
        """A link with the entity's title; only the title when it is not published."""
        href, title = self.href(entity_id), self.title(entity_id)
        if href is None:
            return escape(title)
        return Markup(f'<a href="{escape(href)}">{escape(title)}</a>')

    def published(self, ids: Iterable[str]) -> list[str]:
        """Those of some ids that have an address in this build."""
        return [i for i in ids if self.addresses.find(i)]

    def cites(self, ids: Iterable[str]) -> Markup:
        """Citations by number, or nothing: ``[1] [2]``."""
        return Markup(" ").join(self.prose.cite(i) for i in ids)

    def cite_names(self, ids: Iterable[str]) -> Markup:
        """Citations by name, or nothing: ``(Bordin, 1979; Swift & Greenberg, 2012)``."""
        by_name = Prose(self.library, self.addresses, self.file)
        made = [by_name.cite(i) for i in ids]
        return Markup("({})").format(Markup("; ").join(made)) if made else Markup("")

    def named_by(self, entity_id: str, besides: Iterable[str] = ()) -> list[str]:
        """The published pages that name an entity, ``besides`` those that are shown already."""
        shown = set(besides)
        naming = self.library.mentions.get(entity_id, ())
        return [i for i in naming if i not in shown and self.addresses.find(i)]

    def cited_on(self, reference_id: str) -> list[str]:
        """The published pages that cite a reference."""
        return self.named_by(reference_id)

    def summary(self, entity_id: str) -> str:
        """An entity's summary, or nothing."""
        entity = self.library.entities.get(entity_id)
        return entity.summary or "" if isinstance(entity, Page | Reference) else ""

    def drawing(self, entity_id: str) -> Drawing | None:
        """The signature drawing of a pattern, if it has one."""
        entity = self.library.entities.get(entity_id)
        return entity.drawing if isinstance(entity, Dynamic) else None

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Authors and reviewers by id."""
        return {p.id: p for p in self.settings.people}

    @cached_property
    def audiences(self) -> Mapping[str, str]:
        """What each audience is called, by id."""
        return {a.id: a.label for a in self.settings.audiences}

    def credits(self, page: Page) -> list[Source]:
        """The sources that a page draws on."""
        entities = (self.library.entities.get(s) for s in page.sources)
        return [e for e in entities if isinstance(e, Source)]

    def overdue(self, page: Page) -> date | None:
        """The day by which a page should have been reviewed again, where that is past."""
        due = due_date(page, self.settings)
        return due if self.today is not None and due < self.today else None

    def adapted_from(self, page: Page) -> str | None:
        """The version of the base library's page that this one was made from, if any."""
        return self.library.adapted.get(page.id)

    def exceptions(self, entity_id: str) -> list[StrictException]:
        """What the site settings let pass for an entity; readers are told."""
        return [e for e in self.settings.exceptions if e.entity == entity_id]


def title_of(library: Library, entity_id: str) -> str:
    """What an entity, or a strategy, is called on the site; a hidden one by its title too."""
    if entity_id in library.strategies:
        return library.strategies[entity_id][0].title
    entity = library.entities.get(entity_id) or library.hidden.get(entity_id)
    if isinstance(entity, Dynamic):
        return entity.label_plain
    if entity is None or isinstance(entity, SourcePoint | Correction):
        return entity_id
    return entity.title
