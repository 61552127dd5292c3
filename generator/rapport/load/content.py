"""A content folder, over a base library or alone, to a library and the problems found."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Final

from rapport.load.files import Entry, FilesRead, ids_in, read_folder, read_texts, stem
from rapport.load.layers import lay_over
from rapport.load.logo import read_logo
from rapport.load.near import did_you_mean
from rapport.load.shape import shape_entity
from rapport.load.words import NAMES, SIGN, put_words_in, unknown_words, words_of
from rapport.load.yaml_tree import Data, Path, Tree
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace
from rapport.model.library import MODELS, AnyEntity, Library
from rapport.model.site import NO_SETTINGS, SiteSettings, Words

_ORDER: Final = {kind: n for n, kind in enumerate([*MODELS, "quiz"])}


@dataclass(frozen=True)
class Origin:
    """Where an entity was written: its file, and its path inside the file."""

    tree: Tree
    at: Path
    order: tuple[str, Path]

    @property
    def data(self) -> Data:
        """The entity as plain data."""
        found = self.tree.data
        for part in self.at:
            assert isinstance(found, list) and isinstance(part, int)
            found = found[part]
        return found

    def place(self, *path: str | int) -> Place:
        """Where the value at a path inside the entity stands."""
        return self.tree.value_place((*self.at, *path))

    def key(self, *path: str | int) -> Place:
        """Where the key at a path inside the entity stands."""
        return self.tree.key_place((*self.at, *path))


@dataclass
class Loaded:
    """What a content folder gave: entities, settings, origins, texts and problems.

    ``texts`` holds every file's text by path, so that a diagnostic can show its line;
    ``base_paths`` are the files of the base library, ``logo`` what the logo's file holds.
    ``hidden`` and ``adapted`` are those of the library. Where ``problems`` has errors the
    library may be incomplete; ``settings`` is ``None`` when there is no usable ``site`` entity.
    ``broken_ids`` are those that entities with problems would have had (or hidden ones
    have), so that nothing else is blamed for them; ``site_broken`` says the same of the
    settings.
    """

    entities: dict[str, AnyEntity] = field(default_factory=dict)
    settings: SiteSettings | None = None
    origins: dict[str, Origin] = field(default_factory=dict)
    site_origin: Origin | None = None
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    broken_ids: set[str] = field(default_factory=set)
    site_broken: bool = False
    base_paths: frozenset[str] = frozenset()
    logo: bytes | None = None
    hidden: dict[str, AnyEntity] = field(default_factory=dict)
    hidden_at: dict[str, Place] = field(default_factory=dict)
    adapted: dict[str, str] = field(default_factory=dict)

    @property
    def library(self) -> Library | None:
        """The library, when there are settings to go with it."""
        return None if self.settings is None else self._with(self.settings)

    @property
    def without_settings(self) -> Library:
        """The entities alone, for rules to look at while the settings cannot be read."""
        return self._with(NO_SETTINGS)

    def _with(self, settings: SiteSettings) -> Library:
        kinds = self.entities
        order = sorted(kinds, key=lambda i: (_ORDER[kinds[i].type], self.origins[i].order))
        return Library({i: kinds[i] for i in order}, settings, self.hidden, self.adapted)


def load_content(
    folder: FilePath, root: FilePath | None = None, base: FilePath | None = None
) -> Loaded:
    """Read every ``.yml`` and ``.yaml`` file under ``folder``, in the order of their paths.

    ``base`` is the folder of a base library that this content is laid over (see
    :mod:`rapport.load.layers`). Paths in diagnostics are relative to ``root`` (by default the
    folder's parent). Nothing is raised for what an author may do wrong, a missing folder
    included.
    """
    root = root or folder.parent
    if base is not None and not base.is_dir():
        where = FilePath(os.path.relpath(base, root)).as_posix()
        message = "The folder of the base library does not exist."
        hint = "Correct “base_dir” in mkdocs.yml."
        return Loaded(problems=[Diagnostic("base-missing", "error", Place(where), message, hint)])
    below = FilesRead() if base is None else read_folder(base, root)
    loaded = _assembled(below, read_folder(folder, root))
    _require_settings(loaded, folder, root)
    if loaded.settings and loaded.settings.logo and loaded.site_origin:
        folders = [folder] if base is None else [folder, base]
        named = loaded.site_origin.place("logo")
        loaded.logo, problems = read_logo(loaded.settings.logo, named, folders)
        loaded.problems += problems
    return loaded


def load_texts(texts: Mapping[str, str]) -> Loaded:
    """The same for files that are already in memory, by path, without a base."""
    return _assembled(FilesRead(), read_texts(texts))


def _assembled(below: FilesRead, own: FilesRead) -> Loaded:
    layered = lay_over(below.entries, own.entries)
    loaded = Loaded(
        texts=below.texts | own.texts,
        problems=[*below.problems, *own.problems, *layered.problems],
        broken_ids=below.lost_ids | own.lost_ids | layered.lost_ids,
        base_paths=frozenset(below.texts),
        adapted=layered.adapted,
        hidden_at=layered.hidden_at,
    )
    words = words_of(next((e.data for e in layered.entries if e.kind == "site"), None))
    for entry in layered.entries:
        _take(loaded, entry, words)
    for entity_id, entry in layered.hidden.items():
        entity, _ = shape_entity(entry.tree, _worded(entry, words), entry.at)
        if entity is not None and not isinstance(entity, SiteSettings):
            loaded.hidden[entity_id] = entity
    return loaded


def _worded(entry: Entry, words: Words) -> dict[str, Data]:
    if not any(SIGN in text for text in entry.tree.source_texts):
        return entry.data
    made = put_words_in(entry.data, words)
    assert isinstance(made, dict)
    return made


def _take(loaded: Loaded, entry: Entry, words: Words) -> None:
    """Make an entity of an entry, and say all that is wrong with it."""
    data = _worded(entry, words)
    entity, problems = shape_entity(entry.tree, data, entry.at)
    loaded.problems += problems
    if data is not entry.data:
        loaded.problems += _unknown_words(entry)
    if entity is None:
        loaded.broken_ids |= ids_in(entry.data) | {stem(entry.tree.path)}
        loaded.site_broken = loaded.site_broken or entry.kind == "site"
    else:
        _add(loaded, entity, Origin(entry.tree, entry.at, entry.order))


def _unknown_words(entry: Entry) -> list[Diagnostic]:
    return [
        Diagnostic(
            "unknown-word",
            "error",
            entry.tree.value_place((*entry.at, *path)),
            f"“{SIGN}{name}” is not one of the organisation's words.",
            did_you_mean(f"{SIGN}{name}", [f"{SIGN}{n}" for n in NAMES])
            or f"There are: {', '.join(SIGN + n for n in NAMES)}.",
        )
        for path, name in unknown_words(entry.data)
    ]


def _add(loaded: Loaded, entity: AnyEntity | SiteSettings, origin: Origin) -> None:
    if isinstance(entity, SiteSettings):
        if loaded.settings is not None and loaded.site_origin is not None:
            loaded.problems.append(
                Diagnostic(
                    "site-twice",
                    "error",
                    origin.place(),
                    "There are two sets of site settings.",
                    "Keep one file with “type: site”.",
                    (RelatedPlace(loaded.site_origin.place(), "the other one"),),
                )
            )
            return
        loaded.settings, loaded.site_origin = entity, origin
        return
    if entity.id in loaded.entities:
        other = loaded.origins[entity.id]
        loaded.broken_ids |= ids_in(origin.data)
        hint = "Ids are unique across the whole library: choose another."
        if other.place("id").path in loaded.base_paths:
            hint = "Choose another; to change the base library's entry write “type: changes”."
        loaded.problems.append(
            Diagnostic(
                "duplicate-id",
                "error",
                origin.place("id"),
                f"The id “{entity.id}” is already taken.",
                hint,
                (RelatedPlace(other.place("id"), "first used here"),),
            )
        )
        return
    loaded.entities[entity.id] = entity
    loaded.origins[entity.id] = origin


def _require_settings(loaded: Loaded, folder: FilePath, root: FilePath) -> None:
    if loaded.settings is not None or loaded.site_broken or "site" in loaded.broken_ids:
        return
    where = folder.relative_to(root).as_posix()
    if not folder.is_dir():
        message, hint = "There is no content folder.", "Run Rapport where “mkdocs.yml” is."
    else:
        message = "There are no site settings."
        hint = "Add a file “site.yml” with “type: site”; “rapport init” makes one."
    loaded.problems.append(Diagnostic("site-missing", "error", Place(where), message, hint))
