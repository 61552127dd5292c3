"""``rapport init``: a working site of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from rapport.render.environment import environment

PACKAGE: Final = Path(__file__).parent.parent
LONGEST_NAME: Final = 80
_IGNORE: Final = (
    ".venv/\n__pycache__/\n/site/\n/build/*\n!/build/docs/\n/build/docs/*\n!/build/docs/.gitkeep\n"
)


class CannotStart(Exception):
    """The folder cannot take a new site; the message says why."""


def starter_part(name: str) -> Path:
    """A part of the starter (``content``, ``theme_overrides``, ``mkdocs.yml``).

    An installed package carries them in ``rapport/starter``; a checkout has them at its
    root. Raises :class:`CannotStart` where they are in neither place.
    """
    for place in (PACKAGE / "starter" / name, PACKAGE.parent.parent / name):
        if place.exists():
            return place
    raise CannotStart(f"This installation has no starter: “{name}” is missing.")


def start_site(folder: Path, organisation: str) -> list[Path]:
    """Write a complete site into a folder that is new or empty, and list what was written.

    Raises :class:`CannotStart`, and ``OSError`` where the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotStart(f"“{folder}” is not empty. Choose a new folder.")
    if not organisation.isprintable() or not 0 < len(organisation.strip()) <= LONGEST_NAME:
        raise CannotStart("The organisation's name is one line of words, and not a long one.")
    config = starter_part("mkdocs.yml").read_text(encoding="utf-8")
    parts = {name: starter_part(name) for name in ("content", "theme_overrides")}
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        shutil.copytree(part, folder / name)
    name = f"site_name: {_quoted(_as_html(organisation))}"
    (folder / "mkdocs.yml").write_text(_replace_line(config, "site_name:", name), encoding="utf-8")
    settings = folder / "content" / "site.yml"
    text = settings.read_text(encoding="utf-8")
    line = f"organisation: {_quoted(organisation)}"
    settings.write_text(_replace_line(text, "organisation:", line), encoding="utf-8")
    readme = environment().get_template("starter_readme.md.j2").render(organisation=organisation)
    (folder / "README.md").write_text(readme + "\n", encoding="utf-8")
    keep = folder / "build" / "docs" / ".gitkeep"
    keep.parent.mkdir(parents=True)
    keep.touch()
    (folder / ".gitignore").write_text(_IGNORE, encoding="utf-8")
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _replace_line(text: str, start: str, line: str) -> str:
    return "\n".join(line if old.startswith(start) else old for old in text.split("\n"))


def _as_html(words: str) -> str:
    """For ``site_name``, which themes put into text and attributes as it stands."""
    return words.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
