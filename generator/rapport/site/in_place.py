"""Putting a new site in the place of the last one, and never of anything else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from rapport.site.public import CannotPublish

MARK: Final = ".rapport-site"
"""The file at the top of a site that says: this folder may be replaced."""

MARK_WORDS: Final = "Rapport made this folder, and replaces it whole at every build.\n"


def refuse_foreign_site(site: Path) -> None:
    """Refuse to replace a folder that is not a site of ours, before any work is done.

    Ours are a new folder, an empty one (hidden files are kept, so they do not count), one with
    our mark, and, from before there was a mark, one with an ``index.html`` and our folder
    ``assets/rapport``. Raises :class:`~rapport.site.public.CannotPublish`.
    """
    if not site.is_dir() or (site / MARK).is_file():
        return
    if (site / "index.html").is_file() and (site / "assets" / "rapport").is_dir():
        return
    strange = sorted(entry.name for entry in site.iterdir() if not entry.name.startswith("."))
    if strange:
        raise CannotPublish(
            f"“{site}” is not a site that Rapport made (“{strange[0]}” is in it), and a build "
            "would replace all of it. Nothing was changed. Name a new folder in mkdocs.yml, as "
            "in “site_dir: site”; or empty this one, if nobody needs what is in it."
        )


def mark_as_ours(fresh: Path) -> None:
    """Write the mark into a finished build."""
    (fresh / MARK).write_text(MARK_WORDS, encoding="utf-8")


def put_in_place(fresh: Path, site: Path, old: Path) -> None:
    """Two renames, so that there is never half a site. A link is left, its target replaced.

    Raises ``OSError`` where that cannot be; the last good site is then as it was.
    """
    site = Path(os.path.realpath(site))
    if site.exists() and not site.is_dir():
        raise NotADirectoryError
    if old.exists() and not site.exists():  # a run was ended between its two renames
        old.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    if site.exists():
        _carry_over(site, fresh)
        site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _carry_over(site: Path, fresh: Path) -> None:
    """Hidden files at the top of a site, such as ``.git``, are not the engine's: MkDocs keeps
    them too. Where the engine has written one of the same name, that one counts.
    """

    def unless_new(source: str, target: str) -> None:
        if not os.path.lexists(target):
            shutil.copy2(source, target, follow_symlinks=False)

    for entry in site.iterdir():
        if not entry.name.startswith("."):
            continue
        target = fresh / entry.name
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(
                entry, target, symlinks=True, dirs_exist_ok=True, copy_function=unless_new
            )
        else:
            unless_new(str(entry), str(target))
