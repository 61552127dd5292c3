"""``rapport init``: a working site of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

from rapport.render.environment import environment

PACKAGE: Final = Path(__file__).parent.parent
LONGEST_NAME: Final = 80
_TEMPLATES: Final = {
    "README.md": "starter_readme.md.j2",
    "content/site.yml": "starter_site.yml.j2",
}
_IGNORE: Final = ".venv/\n__pycache__/\n/site/\n/site-offline/\n/build/*\n!/build/docs/\n/build/docs/*\n!/build/docs/.gitkeep\n"


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


def start_site(folder: Path, organisation: str, *, over_base: bool = False) -> list[Path]:
    """Write a complete site into a folder that is new or empty, and list what was written.

    It holds the whole library to edit, or, ``over_base``, only what is the organisation's own.
    Raises :class:`CannotStart`, and ``OSError`` where the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotStart(f"“{folder}” is not empty. Choose a new folder.")
    if not organisation.isprintable() or not 0 < len(organisation.strip()) <= LONGEST_NAME:
        raise CannotStart("The organisation's name is one line of words, and not a long one.")
    config = starter_part("mkdocs.yml").read_text(encoding="utf-8")
    name = f"site_name: {_quoted(_as_html(organisation))}"
    config = _replace_line(config, "site_name:", name)
    theme, content = starter_part("theme_overrides"), starter_part("content")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(theme, folder / "theme_overrides")
    if over_base:
        config = _replace_line(config, "  - rapport", "  - rapport:\n      base_dir: rapport")
        _fill(folder, "content/site.yml", organisation=organisation)
    else:
        shutil.copytree(content, folder / "content")
        settings = folder / "content" / "site.yml"
        text = settings.read_text(encoding="utf-8")
        line = f"organisation: {_quoted(organisation)}"
        settings.write_text(_replace_line(text, "organisation:", line), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    _fill(folder, "README.md", organisation=organisation, over_base=over_base)
    keep = folder / "build" / "docs" / ".gitkeep"
    keep.parent.mkdir(parents=True)
    keep.touch()
    (folder / ".gitignore").write_text(_IGNORE, encoding="utf-8")
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _fill(folder: Path, file: str, **values: Any) -> None:
    """Write one of the starter's own files."""
    target = folder / file
    target.parent.mkdir(exist_ok=True)
    made = environment().get_template(_TEMPLATES[file]).render(**values)
    target.write_text(f"{made}\n", encoding="utf-8")


def _replace_line(text: str, start: str, line: str) -> str:
    return "\n".join(line if old.startswith(start) else old for old in text.split("\n"))


def _as_html(words: str) -> str:
    """For ``site_name``, which themes put into text and attributes as it stands."""
    return words.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
