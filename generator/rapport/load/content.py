"""A content folder to a library and the problems found on the way."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Final

from rapport.load.shape import shape_entity
from rapport.load.source_lines import line_and_column
from rapport.load.yaml_tree import Data, Path, Tree, read_yaml
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace
from rapport.model.library import MODELS, AnyEntity, Library
from rapport.model.site import NO_SETTINGS, SiteSettings

MAX_BYTES: Final = 2_000_000
# The ids that can still be made out in a file that cannot be read as YAML.
_ID_WRITTEN: Final = re.compile(r"""\bid:[ \t]*["']?([A-Za-z0-9.-]+)""")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ORDER: Final = {kind: n for n, kind in enumerate([*MODELS, "quiz"])}


@dataclass(frozen=True)
class Origin:
    """Where an entity was written: its file, and its path inside the file."""

    tree: Tree
    at: Path

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

    ``texts`` holds every file's text by path, so that a diagnostic can show its line.
    Where ``problems`` has errors the library may be incomplete; ``settings`` is
    ``None`` when there is no usable ``site`` entity. ``broken_ids`` are those that
    entities with problems would have had, so that nothing else is blamed for them;
    ``site_broken`` says the same of the settings.
    """

    entities: dict[str, AnyEntity] = field(default_factory=dict)
    settings: SiteSettings | None = None
    origins: dict[str, Origin] = field(default_factory=dict)
    site_origin: Origin | None = None
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    broken_ids: set[str] = field(default_factory=set)
    site_broken: bool = False

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
        order = sorted(kinds, key=lambda i: (_ORDER[kinds[i].type], self._position(i)))
        return Library({i: kinds[i] for i in order}, settings)

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
    """YAML files, whatever the case of their ending; hidden files and folders are passed over."""
    return (
        f
        for f in folder.rglob("*")
        if f.suffix.lower() in (".yml", ".yaml")
        and not any(part.startswith(".") for part in f.relative_to(folder).parts)
        and not f.is_dir()
    )


def _load_file(loaded: Loaded, file: FilePath, path: str) -> None:
    try:
        if file.stat().st_size > MAX_BYTES:
            message = f"The file is larger than {MAX_BYTES // 1_000_000} MB."
            hint = "Split it: one entry a file."
            _give_up(loaded, Diagnostic("file-size", "error", Place(path), message, hint))
            return
        raw = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        message = f"The file cannot be read ({reason})."
        hint = "Check that it exists and that you may read it."
        _give_up(loaded, Diagnostic("file-unreadable", "error", Place(path), message, hint))
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_encoding(loaded, path, raw, error)
        return
    _load_text(loaded, path, text)


def _refuse_encoding(loaded: Loaded, path: str, raw: bytes, error: UnicodeDecodeError) -> None:
    place, message = Place(path), "The file is saved as UTF-16, which cannot be read."
    text = raw.decode("utf-16", "replace")
    if not raw.startswith(_UTF_16):
        # Each byte that cannot be read becomes one sign, so the lines keep their places.
        before = raw[: error.start].decode("utf-8-sig")
        place = Place(path, *line_and_column(before, len(before)))
        message = "The file is not saved as UTF-8: the character here cannot be read."
        text = raw.decode("utf-8-sig", "replace")
    loaded.texts[path] = text
    hint = "In your editor choose “Save with encoding”, then UTF-8."
    _give_up(loaded, Diagnostic("file-encoding", "error", place, message, hint))


def _give_up(loaded: Loaded, problem: Diagnostic) -> None:
    """A file of which nothing can be used; what it may have held is not missed elsewhere."""
    loaded.problems.append(problem)
    path = problem.place.path
    loaded.broken_ids.add(_stem(path))
    loaded.broken_ids.update(_ID_WRITTEN.findall(loaded.texts.get(path, "")))


def _stem(path: str) -> str:
    """A file's name without its ending, which by custom is the id of what it holds."""
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _load_text(loaded: Loaded, path: str, text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    loaded.texts[path] = text
    tree, problems = read_yaml(path, text)
    if tree is None:
        loaded.problems += problems[:-1]
        _give_up(loaded, problems[-1])
        return
    loaded.problems += problems
    if tree.data is None or tree.data in ([], {}):
        message = "The file holds no entry." if text.strip() else "The file is empty."
        hint = "Write an entry, or delete the file."
        _give_up(loaded, Diagnostic("file-empty", "error", Place(path), message, hint))
        return
    entries = tree.data if isinstance(tree.data, list) else [tree.data]
    for position, data in enumerate(entries):
        at: Path = (position,) if isinstance(tree.data, list) else ()
        if not isinstance(data, dict):
            message = "An entry should stand here, as “key: value” lines."
            hint = "Start with “id:” and “type:”, each with a colon and a space after it."
            place = tree.value_place(at)
            _give_up(loaded, Diagnostic("wrong-type", "error", place, message, hint))
            continue
        entity, problems = shape_entity(tree, data, at)
        loaded.problems += problems
        if entity is None:
            loaded.broken_ids |= _ids_in(data) | {_stem(path)}
            loaded.site_broken = loaded.site_broken or data.get("type") == "site"
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
        loaded.broken_ids |= _ids_in(origin.data)
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
    if loaded.settings is not None or loaded.site_broken or "site" in loaded.broken_ids:
        return
    where = folder.relative_to(root).as_posix()
    if not folder.is_dir():
        message, hint = "There is no content folder.", "Run Rapport where “mkdocs.yml” is."
    else:
        message = "There are no site settings."
        hint = "Add a file “site.yml” with “type: site”; “rapport init” makes one."
    loaded.problems.append(Diagnostic("site-missing", "error", Place(where), message, hint))
