"""Projects in temporary folders, and what became of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import yaml

from rapport.site.build import Built, Engine, build_site
from rapport.site.compile import Compiled, compile_project
from rapport.site.project import Project, find_project

ROOT: Final = Path(__file__).parents[2]
SMALL: Final = ROOT / "tests" / "valid_content"
EXTRA: Final = Path(__file__).with_name("extra_content")
DEMONSTRATION: Final = ROOT / "content"
PAGE_HEAD: Final = {
    "status": "reviewed",
    "version": "1.0",
    "last_reviewed": "2026-01-31",
    "authors": ["ed-team"],
}


def make_project(folder: Path, *contents: Path, **config: Any) -> Project:
    """A project with the checkout's own theme and configuration, and the content given.

    Without content it is the small library. Keyword arguments change ``mkdocs.yml``.
    """
    for content in contents or (SMALL,):
        shutil.copytree(content, folder / "content", dirs_exist_ok=True)
    shutil.copytree(ROOT / "theme_overrides", folder / "theme_overrides")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    theme = settings["theme"] | config.pop("theme", {})
    written = yaml.safe_dump({**settings, **config, "theme": theme}, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(written, encoding="utf-8")
    (folder / "build" / "docs").mkdir(parents=True)
    return find_project(folder / "mkdocs.yml")


def write_entry(project: Project, file: str, **fields: Any) -> Path:
    """Write a content file. Fields of a page that say nothing here are filled in."""
    target = project.content / file
    target.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({**fields}, allow_unicode=True, sort_keys=False)
    target.write_text(text, encoding="utf-8")
    return target


def write_reflection(project: Project, entry_id: str, **fields: Any) -> Path:
    """Write the shortest page there is."""
    page = {
        "id": entry_id,
        "type": "reflection",
        "title": f"Title of {entry_id}",
        "summary": f"Summary of {entry_id}.",
        **PAGE_HEAD,
        "prompt": f"Prompt of {entry_id}?",
        "use": ["alone"],
        "minutes": 5,
    }
    return write_entry(project, f"reflections/{entry_id}.yml", **{**page, **fields})


def change_settings(project: Project, **fields: Any) -> None:
    """Change some of the site settings."""
    file = project.content / "site.yml"
    settings = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    write_entry(project, "site.yml", **{**settings, **fields})


def compiled(project: Project, *, strict: bool = True, drafts: bool | None = None) -> Compiled:
    """Compile a project that has no problems; notes are none."""
    done = compile_project(project, strict=strict, drafts=drafts)
    assert [p for p in done.examined.problems if p.severity != "note"] == []
    return done


def built(project: Project, *, engine: Engine = "mkdocs", strict: bool = True) -> Built:
    """Build a project that has no problems; notes are none."""
    done = build_site(project, engine=engine, strict=strict)
    assert [p for p in done.compiled.examined.problems if p.severity != "note"] == []
    return done


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def command(name: str) -> str:
    """A command of the environment that runs the tests."""
    return str(Path(sys.executable).with_name(name))


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, as a person would from a pipe."""
    return subprocess.run(
        [command(arguments[0]), *arguments[1:]],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
