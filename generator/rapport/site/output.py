"""Writing generated files: only those whose bytes change, deleting only what is ours."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class ForeignFile(Exception):
    """A file of somebody else's stands where a generated one belongs; the message names it."""


@dataclass(frozen=True)
class Written:
    """How many files were written, left as they were, and removed."""

    changed: int
    kept: int
    removed: int


def write_files(
    folder: Path, files: Mapping[str, bytes], manifest: Path, *, keep_foreign: bool = False
) -> Written:
    """Bring a folder up to date. ``manifest`` remembers which files are ours.

    A file that somebody else put there is never removed, and is only overwritten when a
    generated file has the same name. With ``keep_foreign`` it is not overwritten either:
    :class:`ForeignFile` is raised, and nothing has been written. Raises ``OSError`` where
    the folder cannot be written.
    """
    owned = _read_manifest(manifest)
    if keep_foreign:
        _refuse_foreign(folder, files, owned)
    changed = 0
    for name, content in files.items():
        target = folder / name
        if _same(target, content):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        changed += 1
    stale = sorted(owned - files.keys())
    for name in stale:
        _remove(folder, folder / name)
    if set(files) != owned or not manifest.exists():
        manifest.parent.mkdir(parents=True, exist_ok=True)
        manifest.write_text(json.dumps(sorted(files), indent=0) + "\n", encoding="utf-8")
    return Written(changed, len(files) - changed, len(stale))


def _refuse_foreign(folder: Path, files: Mapping[str, bytes], owned: set[str]) -> None:
    for name in sorted(files.keys() - owned):
        target = folder / name
        if os.path.lexists(target) and not _same(target, files[name]):
            raise ForeignFile(
                f"“{target}” is not a file that Rapport wrote, and is not overwritten. "
                "Move it away, or write “docs_dir: build/docs” in mkdocs.yml."
            )


def _same(target: Path, content: bytes) -> bool:
    try:
        return target.stat().st_size == len(content) and target.read_bytes() == content
    except OSError:
        return False


def _read_manifest(manifest: Path) -> set[str]:
    """Names from the last run; those that would lead out of the folder are not ours."""
    try:
        names = json.loads(manifest.read_text(encoding="utf-8"))
        return {
            n for n in names if isinstance(n, str) and ".." not in n.split("/") and n[:1] != "/"
        }
    except (OSError, ValueError, TypeError):
        return set()


def _remove(folder: Path, stale: Path) -> None:
    """Remove a file of ours, and the folders that this empties."""
    inner = stale.parent
    # What somebody has put there since, a folder or a link to elsewhere, is not ours.
    if stale.is_dir() or not inner.resolve().is_relative_to(folder.resolve()):
        return
    stale.unlink(missing_ok=True)
    while inner != folder and inner.is_dir() and not any(inner.iterdir()):
        inner.rmdir()
        inner = inner.parent
