"""An organisation's own files, beside what is generated."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.site.build import Engine, build_site
from rapport.site.project import NoProject, Project, find_project
from rapport.site.public import CannotPublish
from tests.site.projects import built, snapshot

ENGINES = pytest.mark.parametrize("engine", ["mkdocs", "zensical"])


def publish(project: Project, name: str, words: str = "ours") -> Path:
    """Write one file into the folder ``public``."""
    file = project.public / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words)
    return file


@ENGINES
def test_own_files_are_at_the_top_of_the_site(project: Project, engine: Engine) -> None:
    for name in ("CNAME", "robots.txt", ".well-known/security.txt", "assets/team/photo.svg"):
        publish(project, name, f"this is {name}")

    for _ in range(2):
        built(project, engine=engine)

        for name in ("CNAME", "robots.txt", ".well-known/security.txt", "assets/team/photo.svg"):
            assert (project.site / name).read_text() == f"this is {name}"
        assert (project.site / "assets" / "rapport" / "quiz.js").exists()


def test_own_files_are_as_new_as_their_folder(project: Project) -> None:
    file = publish(project, "robots.txt", "old")
    hidden = publish(project, ".well-known/security.txt", "old")
    built(project)
    file.unlink()
    hidden.write_text("new")
    built(project)
    assert not (project.site / "robots.txt").exists()
    assert (project.site / ".well-known" / "security.txt").read_text() == "new"


def test_without_the_folder_nothing_is_added(project: Project) -> None:
    built(project)
    before = snapshot(project.site)
    project.public.mkdir()
    (project.public / "empty").mkdir()
    built(project)
    assert snapshot(project.site).keys() == before.keys()


@ENGINES
@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("index.html", "index.html"),
        ("tip/first-hour/index.html", "tip/first-hour/index.html"),
        ("tip", "tip"),
        ("index.html/more.txt", "index.html"),
        (".rapport-site", ".rapport-site"),
    ],
)
def test_a_file_of_the_build_is_never_overwritten(
    project: Project, engine: Engine, name: str, taken: str
) -> None:
    built(project, engine=engine)
    before = snapshot(project.site)
    publish(project, name)

    with pytest.raises(CannotPublish, match=f"“public/{name}” stands in the way of “{taken}”"):
        build_site(project, engine=engine)

    assert snapshot(project.site) == before


def test_links_are_refused(project: Project) -> None:
    (project.root / "secret").mkdir()
    (project.root / "secret" / "letter.txt").touch()
    project.public.mkdir()
    for target in ("secret", "secret/letter.txt", "nowhere"):
        link = project.public / "link"
        link.symlink_to(project.root / target)
        with pytest.raises(CannotPublish, match="“public/link” is a link"):
            build_site(project)
        link.unlink()


@pytest.mark.parametrize("folder", ["public", "public/site"])
def test_the_site_is_not_in_the_folder_of_own_files(tmp_path: Path, folder: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_dir: {folder}\n")
    with pytest.raises(NoProject, match=r"the folder “public”, .* in each other's way"):
        find_project(tmp_path / "mkdocs.yml")
