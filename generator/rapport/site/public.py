"""An organisation's own files, which a build puts at the top of the site as they are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


class CannotPublish(Exception):
    """A folder or a file that a build cannot use; the message says what to do."""


def copy_public(public: Path, fresh: Path) -> None:
    """Copy every file of ``public`` into a finished build, never over a file of the build.

    Raises :class:`CannotPublish` for a file that stands in the way of the build's own, and
    for a link: what it leads to may not be meant for the public.
    """
    if not public.is_dir():
        return
    for folder, folders, files in os.walk(public):
        folders.sort()
        for name in sorted([*folders, *files]):
            source = Path(folder, name)
            path = source.relative_to(public)
            if source.is_symlink():
                raise CannotPublish(
                    f"“{public.name}/{path.as_posix()}” is a link. Put the file itself there."
                )
            if name in files:
                _copy(source, fresh, path, public.name)


def _copy(source: Path, fresh: Path, path: Path, public: str) -> None:
    target = fresh / path
    taken = next((p for p in reversed(path.parents) if (fresh / p).is_file()), None)
    if os.path.lexists(target):
        taken = path
    if taken is not None:
        raise CannotPublish(
            f"“{public}/{path.as_posix()}” stands in the way of “{taken.as_posix()}”, which the "
            "build makes. Give your file another name, or take it away."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
