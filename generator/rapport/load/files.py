"""Content files to entries: plain data, not yet models, with the places of everything."""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final

from rapport.load.source_lines import line_and_column
from rapport.load.yaml_tree import Path, Tree, read_yaml
from rapport.model.diagnostic import Diagnostic, Place

MAX_BYTES: Final = 2_000_000
# The ids that can still be made out in a file that cannot be read as YAML.
_ID_WRITTEN: Final = re.compile(r"""\bid:[ \t]*["']?([A-Za-z0-9.-]+)""")
_ENDINGS: Final = (".yml", ".yaml")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Entry:
    """One mapping of a content file: its data, and where it stands.

    ``order`` is the place that the entry takes among all others of its type.
    """

    tree: Tree
    at: Path
    data: dict[str, Any]
    order: tuple[str, Path]

    @property
    def kind(self) -> object:
        """What the entry calls itself; anything, as nothing has been checked yet."""
        return self.data.get("type")

    @property
    def id(self) -> str:
        """The entry's id, or ``""`` where it is not a text."""
        found = self.data.get("id")
        return found if isinstance(found, str) else ""


@dataclass
class FilesRead:
    """What a folder's files gave. ``lost_ids`` are those that an unusable file seems to hold."""

    entries: list[Entry] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    lost_ids: set[str] = field(default_factory=set)

    def give_up(self, problem: Diagnostic) -> None:
        """A file or entry that cannot be used; what it may have held is not missed elsewhere."""
        self.problems.append(problem)
        path = problem.place.path
        self.lost_ids.add(stem(path))
        self.lost_ids.update(_ID_WRITTEN.findall(self.texts.get(path, "")))


def read_folder(folder: FilePath, root: FilePath) -> FilesRead:
    """Read every ``.yml`` and ``.yaml`` file under ``folder``, in the order of their paths.

    Paths in diagnostics are relative to ``root``. Nothing is raised for what an author
    may do wrong, a missing folder included.
    """
    read = FilesRead()
    read.problems += _misnamed(folder, root)
    for file in sorted(_content_files(folder), key=lambda f: f.relative_to(folder).as_posix()):
        _read_file(read, file, FilePath(os.path.relpath(file, root)).as_posix())
    return read


def read_texts(texts: Mapping[str, str]) -> FilesRead:
    """The same for files that are already in memory, by path."""
    read = FilesRead()
    for path, text in texts.items():
        _read_text(read, path, text)
    return read


def stem(path: str) -> str:
    """A file's name without its ending, which by custom is the id of what it holds."""
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def ids_in(data: object) -> set[str]:
    """Every id that stands anywhere in a piece of data."""
    if isinstance(data, dict):
        own = {data["id"]} if isinstance(data.get("id"), str) else set()
        return own.union(*map(ids_in, data.values()))
    return set().union(*map(ids_in, data)) if isinstance(data, list) else set()


def _misnamed(folder: FilePath, root: FilePath) -> Iterator[Diagnostic]:
    """Files that an editor saved as ``tip.yml.txt``; many computers hide the last ending."""
    for file in sorted(folder.rglob("*.[tT][xX][tT]")):
        if FilePath(file.stem).suffix.lower() not in _ENDINGS or file.is_dir():
            continue
        message = f"“{file.name}” is not read, because its name does not end in “.yml”."
        hint = f"Rename it to “{file.stem}”. Your computer may hide the last part of names."
        place = Place(FilePath(os.path.relpath(file, root)).as_posix())
        yield Diagnostic("file-name", "warning", place, message, hint)


def _content_files(folder: FilePath) -> Iterable[FilePath]:
    """YAML files, whatever the case of their ending; hidden files and folders are passed over."""
    return (
        f
        for f in folder.rglob("*")
        if f.suffix.lower() in _ENDINGS
        and not any(part.startswith(".") for part in f.relative_to(folder).parts)
        and not f.is_dir()
    )


def _read_file(read: FilesRead, file: FilePath, path: str) -> None:
    try:
        if file.stat().st_size > MAX_BYTES:
            message = f"The file is larger than {MAX_BYTES // 1_000_000} MB."
            hint = "Split it: one entry a file."
            read.give_up(Diagnostic("file-size", "error", Place(path), message, hint))
            return
        raw = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        message = f"The file cannot be read ({reason})."
        hint = "Check that it exists and that you may read it."
        read.give_up(Diagnostic("file-unreadable", "error", Place(path), message, hint))
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_encoding(read, path, raw, error)
        return
    _read_text(read, path, text)


def _refuse_encoding(read: FilesRead, path: str, raw: bytes, error: UnicodeDecodeError) -> None:
    place, message = Place(path), "The file is saved as UTF-16, which cannot be read."
    text = raw.decode("utf-16", "replace")
    if not raw.startswith(_UTF_16):
        # Each byte that cannot be read becomes one sign, so the lines keep their places.
        before = raw[: error.start].decode("utf-8-sig")
        place = Place(path, *line_and_column(before, len(before)))
        message = "The file is not saved as UTF-8: the character here cannot be read."
        text = raw.decode("utf-8-sig", "replace")
    read.texts[path] = text
    hint = "In your editor choose “Save with encoding”, then UTF-8."
    read.give_up(Diagnostic("file-encoding", "error", place, message, hint))


def _read_text(read: FilesRead, path: str, text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    read.texts[path] = text
    tree, problems = read_yaml(path, text)
    if tree is None:
        read.problems += problems[:-1]
        read.give_up(problems[-1])
        return
    read.problems += problems
    if tree.data is None or tree.data in ([], {}):
        message = "The file holds no entry." if text.strip() else "The file is empty."
        hint = "Write an entry, or delete the file."
        read.give_up(Diagnostic("file-empty", "error", Place(path), message, hint))
        return
    read.entries += _entries(read, tree)


def _entries(read: FilesRead, tree: Tree) -> Iterator[Entry]:
    found = tree.data if isinstance(tree.data, list) else [tree.data]
    for position, data in enumerate(found):
        at: Path = (position,) if isinstance(tree.data, list) else ()
        if isinstance(data, dict):
            yield Entry(tree, at, data, (tree.path, at))
            continue
        message = "An entry should stand here, as “key: value” lines."
        hint = "Start with “id:” and “type:”, each with a colon and a space after it."
        read.give_up(Diagnostic("wrong-type", "error", tree.value_place(at), message, hint))
