"""Where everything is: one address an entity, ``/KIND/ID/``.

Terms and references share one page a kind and have an anchor there; a strategy has one
on its dynamic's page, a source's point on its source's page, and a correction on the
evidence map.
Addresses are relative, so that a site works in any folder and from ``file://``.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from rapport.model.entity import Page
from rapport.model.evidence import Correction, Source, SourcePoint
from rapport.model.library import AnyEntity, Library
from rapport.model.markup import EVIDENCE_MAP
from rapport.render.evidence_map import MAP_FILE, has_evidence_map


@dataclass(frozen=True)
class Address:
    """A generated file, relative to the docs folder, and an anchor in it (or empty)."""

    file: str
    anchor: str = ""


class Addresses:
    """Every address of a library.

    ``directory_urls`` is MkDocs' ``use_directory_urls``. Entities left out of the
    build have no address.
    """

    def __init__(self, library: Library, published: frozenset[str], directory_urls: bool) -> None:
        self.directory_urls = directory_urls
        self._by_id: dict[str, Address] = {}
        for entity in library.entities.values():
            if entity.id in published:
                self._by_id[entity.id] = _address(entity)
        if has_evidence_map(library, (p for p in library.pages if p.id in published)):
            self._by_id[EVIDENCE_MAP] = Address(MAP_FILE)
        for strategy, dynamic in library.strategies.values():
            if dynamic.id in published:
                self._by_id[strategy.id] = Address(f"dynamic/{dynamic.id}.md", strategy.id)

    def find(self, entity_id: str) -> Address | None:
        """An entity's address, or ``None`` when it has no place in this build."""
        return self._by_id.get(entity_id)

    def href(self, file: str, target: str, anchor: str = "") -> str | None:
        """The relative address from a page's file to an entity, for an HTML link."""
        address = self._by_id.get(target)
        return (
            None if address is None else self.to_file(file, address.file, anchor or address.anchor)
        )

    def to_file(self, file: str, other: str, anchor: str = "") -> str:
        """The relative address from one generated file to another, for an HTML link."""
        path = (self.to_root(file) + self.url(other)) or "./"
        return f"{path}#{anchor}" if anchor else path

    def to_root(self, file: str) -> str:
        """The relative address from a generated file to the root of the site."""
        return "../" * self.url(file).count("/")

    def url(self, file: str) -> str:
        """A generated file's address from the root of the site; empty for the home page."""
        stem = file.removesuffix(".md")
        if not self.directory_urls:
            return stem + ".html"
        return stem.removesuffix("index") if posixpath.basename(stem) == "index" else stem + "/"

    def markdown(self, file: str, target: str, anchor: str = "") -> str | None:
        """The relative path from a page's file to an entity's file, for a Markdown link."""
        address = self._by_id.get(target)
        if address is None:
            return None
        anchor = anchor or address.anchor
        if anchor and address.file == file:
            return f"#{anchor}"
        path = "../" * file.count("/") + address.file
        return f"{path}#{anchor}" if anchor else path


def _address(entity: AnyEntity) -> Address:
    match entity:
        case Page() | Source():
            return Address(f"{entity.type}/{entity.id}.md")
        case SourcePoint():
            return Address(f"source/{entity.source}.md", entity.id)
        case Correction():
            return Address(MAP_FILE, entity.id)
    return Address(f"{entity.type}/index.md", entity.id)
