"""A content folder to a library and the problems found on the way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Final

from rapport.load.shape import shape_entity
from rapport.load.yaml_tree import Path, Tree, read_yaml
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace
from rapport.model.library import MODELS, AnyEntity, Library
from rapport.model.site import SiteSettings

MAX_BYTES: Final = 2_000_000
_ORDER: Final = {kind: n for n, kind in enumerate([*MODELS, "quiz"])}


@dataclass(frozen=True)
class Origin:
    """Where an entity was written: its file, and its path inside the file."""

    tree: Tree
    at: Path

    def place(self, *path: str | int) -> Place:
        """Where the value at a path inside the entity stands."""
        return self.tree.value_place((*self.at, *path))

    def key(self, *path: str | int) -> Place:
        """Where the key at a path inside the entity stands."""
        return self.tree.key_place((*self.at, *path))


@dataclass
class Loaded:
    """What a content folder gave: entities, settings, origins, texts and problems.

    ``texts`` holds every file's text by path, so that a diagnostic can show its line.
    Where ``problems`` has errors the library may be incomplete; ``settings`` is
    ``None`` when there is no usable ``site`` entity. ``broken_ids`` are those that
    entities with problems would have had, so that nothing else is blamed for them.
    """

    entities: dict[str, AnyEntity] = field(default_factory=dict)
    settings: SiteSettings | None = None
    origins: dict[str, Origin] = field(default_factory=dict)
    site_origin: Origin | None = None
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    broken_ids: set[str] = field(default_factory=set)

    @property
    def library(self) -> Library | None:
        """The library, when there are settings to go with it."""
        if self.settings is None:
            return None
        kinds = self.entities
        order = sorted(kinds, key=lambda i: (_ORDER[kinds[i].type], self._position(i)))
        return Library({i: kinds[i] for i in order}, self.settings)

    def _position(self, entity_id: str) -> tuple[str, Path]:
        origin = self.origins[entity_id]
        return (origin.tree.path, origin.at)


def load_content(folder: FilePath, root: FilePath | None = None) -> Loaded:
    """Read every ``.yml`` and ``.yaml`` file under ``folder``, in the order of their paths.

    Paths in diagnostics are relative to ``root`` (by default the folder's parent).
    Nothing is raised for what an author may do wrong, a missing folder included.
    """
    root = root or folder.parent
    loaded = Loaded()
    files = sorted(_content_files(folder), key=lambda f: f.relative_to(folder).as_posix())
    for file in files:
        _load_file(loaded, file, file.relative_to(root).as_posix())
    _require_settings(loaded, folder, root)
    return loaded


def load_texts(texts: Mapping[str, str]) -> Loaded:
    """The same for files that are already in memory, by path."""
    loaded = Loaded()
    for path, text in texts.items():
        _load_text(loaded, path, text)
    return loaded


def _content_files(folder: FilePath) -> Iterable[FilePath]:
    return (
        f
        for f in folder.rglob("*")
        if f.suffix in (".yml", ".yaml") and not f.name.startswith(".") and not f.is_dir()
    )


def _load_file(loaded: Loaded, file: FilePath, path: str) -> None:
    try:
        if file.stat().st_size > MAX_BYTES:
            message = f"The file is larger than {MAX_BYTES // 1_000_000} MB."
            hint = "Split it: one entity a file."
            loaded.problems.append(Diagnostic("file-size", "error", Place(path), message, hint))
            return
        raw = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        message = f"The file cannot be read ({reason})."
        hint = "Check that it exists and that you may read it."
        loaded.problems.append(Diagnostic("file-unreadable", "error", Place(path), message, hint))
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path, raw[: error.start].count(b"\n") + 1, _column(raw, error.start))
        message = "The file is not in UTF-8: a character here cannot be read."
        hint = "In your editor choose “Save with encoding” and then UTF-8."
        loaded.problems.append(Diagnostic("file-encoding", "error", place, message, hint))
        return
    _load_text(loaded, path, text)


def _column(raw: bytes, offset: int) -> int:
    return offset - raw.rfind(b"\n", 0, offset)


def _load_text(loaded: Loaded, path: str, text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    loaded.texts[path] = text
    tree, problems = read_yaml(path, text)
    loaded.problems += problems
    if tree is None:
        return
    if tree.data is None or tree.data == [] or tree.data == {}:
        hint = "Write an entity, or delete the file."
        empty = Diagnostic("file-empty", "error", Place(path), "The file is empty.", hint)
        loaded.problems.append(empty)
        return
    entries = tree.data if isinstance(tree.data, list) else [tree.data]
    for position, data in enumerate(entries):
        at: Path = (position,) if isinstance(tree.data, list) else ()
        if not isinstance(data, dict):
            message = "An entity should stand here, as “key: value” lines."
            hint = "Start with “id:” and “type:”."
            place = tree.value_place(at)
            loaded.problems.append(Diagnostic("wrong-type", "error", place, message, hint))
            continue
        entity, problems = shape_entity(tree, data, at)
        loaded.problems += problems
        if entity is None:
            loaded.broken_ids |= _ids_in(data)
        else:
            _add(loaded, entity, Origin(tree, at))


def _ids_in(data: object) -> set[str]:
    """Every id that stands anywhere in a piece of data."""
    if isinstance(data, dict):
        own = {data["id"]} if isinstance(data.get("id"), str) else set()
        return own.union(*map(_ids_in, data.values()))
    return set().union(*map(_ids_in, data)) if isinstance(data, list) else set()


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
        loaded.problems.append(
            Diagnostic(
                "duplicate-id",
                "error",
                origin.place("id"),
                f"The id “{entity.id}” is already taken.",
                "Ids are unique across the whole library: choose another.",
                (RelatedPlace(other.place("id"), "first used here"),),
            )
        )
        return
    loaded.entities[entity.id] = entity
    loaded.origins[entity.id] = origin


def _require_settings(loaded: Loaded, folder: FilePath, root: FilePath) -> None:
    tried = any(path.rsplit("/", 1)[-1] in ("site.yml", "site.yaml") for path in loaded.texts)
    if loaded.settings is not None or tried:
        return
    where = folder.relative_to(root).as_posix()
    if not folder.is_dir():
        message, hint = "There is no content folder.", "Run Rapport where “mkdocs.yml” is."
    else:
        message = "There are no site settings."
        hint = "Add a file “site.yml” with “type: site”; “rapport init” makes one."
    loaded.problems.append(Diagnostic("site-missing", "error", Place(where), message, hint))
