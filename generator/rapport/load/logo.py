"""The organisation's logo: a picture in its content folder, or in that of the base library."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from rapport.model.diagnostic import Diagnostic, Place

PICTURES: Final = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
MAX_BYTES: Final = 500_000


def read_logo(
    name: str, place: Place, folders: list[Path]
) -> tuple[bytes | None, list[Diagnostic]]:
    """What the file holds, or why it cannot be the logo. ``place`` is where it is named."""
    if PurePosixPath(name).suffix.lower() not in PICTURES:
        message = f"“{name}” is not a picture that browsers show as a logo."
        hint = f"Its name ends in one of: {', '.join(sorted(PICTURES))}."
        return None, [Diagnostic("logo-missing", "error", place, message, hint)]
    file = next((f for folder in folders if (f := _inside(folder, name))), None)
    if file is None:
        message = f"There is no file “{name}” in the content folder."
        hint = "Put the logo there, or correct its name."
        return None, [Diagnostic("logo-missing", "error", place, message, hint)]
    if file.stat().st_size > MAX_BYTES:
        message = f"The logo is larger than {MAX_BYTES // 1000} kB, and stands on every page."
        hint = "Save it smaller; an SVG is best."
        return None, [Diagnostic("logo-missing", "error", place, message, hint)]
    return file.read_bytes(), []


def _inside(folder: Path, name: str) -> Path | None:
    file = folder / name
    # A name that is too long is one that no file has.
    with suppress(OSError):
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            return file
    return None
