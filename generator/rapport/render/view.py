"""What a page's template can ask: links, titles, citations, and who stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from markupsafe import Markup, escape

from rapport.model.dynamic import Dynamic
from rapport.model.entity import Page
from rapport.model.evidence import Correction, Reference, Source, SourcePoint
from rapport.model.library import Library
from rapport.model.site import Person, StrictException
from rapport.render.addresses import Addresses
from rapport.render.prose import Prose


class View:
    """One generated file's view of the library. ``file`` is its path in the docs folder."""

    def __init__(self, library: Library, addresses: Addresses, file: str) -> None:
        self.library = library
        self.settings = library.settings
        self.addresses = addresses
        self.file = file
        self.prose = Prose(library, addresses, file)

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
        """Citations in brackets, or nothing: ``(Bordin, 1979; Swift & Greenberg, 2012)``."""
        made = [self.prose.cite(i) for i in ids]
        return Markup(f"({Markup('; ').join(made)})") if made else Markup("")

    def summary(self, entity_id: str) -> str:
        """An entity's summary, or nothing."""
        entity = self.library.entities.get(entity_id)
        return entity.summary or "" if isinstance(entity, Page | Reference) else ""

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Authors and reviewers by id."""
        return {p.id: p for p in self.settings.people}

    def credits(self, page: Page) -> list[Source]:
        """The sources that a page draws on."""
        entities = (self.library.entities.get(s) for s in page.sources)
        return [e for e in entities if isinstance(e, Source)]

    def exceptions(self, entity_id: str) -> list[StrictException]:
        """What the site settings let pass for an entity; readers are told."""
        return [e for e in self.settings.exceptions if e.entity == entity_id]


def title_of(library: Library, entity_id: str) -> str:
    """What an entity, or a strategy, is called on the site."""
    if entity_id in library.strategies:
        return library.strategies[entity_id][0].title
    entity = library.entities.get(entity_id)
    if isinstance(entity, Dynamic):
        return entity.label_plain
    if entity is None or isinstance(entity, SourcePoint | Correction):
        return entity_id
    return entity.title
