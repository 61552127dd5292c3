"""How a new site takes the place of the last one, and what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from rapport.site.build import Engine, EngineFailed, build_site, zensical_config
from rapport.site.project import Project, find_project
from rapport.site.public import CannotPublish
from tests.site.projects import (
    built,
    change_settings,
    compiled,
    make_project,
    run,
    snapshot,
    write_reflection,
)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_hidden_files_of_the_site_are_kept(project: Project, engine: Engine) -> None:
    (project.site / ".git" / "refs").mkdir(parents=True)
    (project.site / ".git" / "HEAD").write_text("ref")
    (project.site / ".git" / "link").symlink_to("HEAD")
    (project.site / ".nojekyll").touch()

    for _ in range(2):
        built(project, engine=engine)
        (project.site / "stale.html").touch()
        built(project, engine=engine)

        assert (project.site / ".git" / "HEAD").read_text() == "ref"
        assert (project.site / ".git" / "refs").is_dir()
        assert (project.site / ".git" / "link").readlink() == Path("HEAD")
        assert (project.site / ".nojekyll").exists()
        assert not (project.site / "stale.html").exists()
        assert (project.site / "index.html").exists()


def test_what_the_engine_writes_counts_over_what_is_kept(tmp_path: Path) -> None:
    project = make_project(tmp_path, exclude_docs="!.well-known")
    for folder, words in ((project.docs, "new"), (project.site, "old")):
        (folder / ".well-known").mkdir(parents=True)
        (folder / ".well-known" / "both.txt").write_text(words)
    (project.site / ".well-known" / "kept.txt").write_text("old")

    built(project)

    kept = snapshot(project.site / ".well-known")
    assert kept == {"both.txt": b"new", "kept.txt": b"old"}


def test_a_site_that_is_a_link_stays_one(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "served"
    target.mkdir()
    project.site.symlink_to(target)

    for _ in range(2):
        built(project)

        assert project.site.is_symlink()
        assert (target / "index.html").exists()


def test_a_site_that_cannot_be_replaced_is_left_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(project)
    before = snapshot(project.site)
    rename = Path.rename

    for blocked in (project.site, project.work / "site.new"):

        def refuse(path: Path, target: Path, blocked: Path = blocked) -> Path:
            if path == blocked:
                raise OSError(18, "Invalid cross-device link")
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", refuse)
        with pytest.raises(EngineFailed, match=r"Invalid cross-device link.*same disk"):
            build_site(project)
        assert snapshot(project.site) == before


def test_a_file_in_the_place_of_the_site_is_left(project: Project) -> None:
    project.site.write_text("mine")
    with pytest.raises(EngineFailed, match="cannot take the place"):
        build_site(project)
    assert project.site.read_text() == "mine"


# Whose folder it is


def test_a_build_marks_its_folder_in_the_same_words_each_time(project: Project) -> None:
    built(project)
    mark = (project.site / ".rapport-site").read_bytes()
    assert mark.count(b"\n") == 1
    built(project, engine="zensical")
    assert (project.site / ".rapport-site").read_bytes() == mark


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_folder_of_somebody_elses_is_refused(project: Project, engine: Engine) -> None:
    (project.site / "photos").mkdir(parents=True)
    (project.site / "photos" / "one.jpg").write_text("mine")
    (project.site / "index.html").write_text("mine too")

    with pytest.raises(CannotPublish, match=r"not a site that Rapport made.*Name a new folder"):
        build_site(project, engine=engine)

    assert snapshot(project.site) == {"index.html": b"mine too", "photos/one.jpg": b"mine"}
    assert not (project.docs / "index.md").exists()


def test_a_link_to_a_folder_of_somebody_elses_is_refused(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "theirs"
    target.mkdir()
    (target / "letter.txt").touch()
    project.site.symlink_to(target)
    with pytest.raises(CannotPublish, match=r"letter\.txt"):
        build_site(project)
    assert (target / "letter.txt").exists()


def test_a_mark_that_is_a_folder_is_no_mark(project: Project) -> None:
    (project.site / ".rapport-site").mkdir(parents=True)
    (project.site / "letter.txt").touch()
    with pytest.raises(CannotPublish):
        build_site(project)


@pytest.mark.parametrize("made_by", ["rapport", "mkdocs"])
def test_a_site_without_the_mark_is_known_as_ours(project: Project, made_by: str) -> None:
    """From before there was a mark, or by bare ``mkdocs build``, which writes none."""
    if made_by == "mkdocs":
        assert run("mkdocs", "build", folder=project.root).returncode == 0
    else:
        built(project)
        (project.site / ".rapport-site").unlink()
    (project.site / "stale.html").touch()

    built(project)

    assert (project.site / ".rapport-site").exists()
    assert not (project.site / "stale.html").exists()


def test_an_empty_folder_is_taken(project: Project) -> None:
    project.site.mkdir()
    built(project)
    assert (project.site / "index.html").exists()


def test_a_run_that_was_ended_half_way_takes_nothing_away(project: Project) -> None:
    (project.site / ".git").mkdir(parents=True)
    project.site.rename(project.work / "site.old")

    built(project)

    assert (project.site / ".git").is_dir()
    assert not (project.work / "site.old").exists()


# Strictness of bare ``mkdocs build``


def test_bare_mkdocs_leaves_drafts_out_where_the_settings_are_strict(project: Project) -> None:
    write_reflection(project, "unripe", status="draft")
    assert run("mkdocs", "build", folder=project.root).returncode == 0
    assert not (project.site / "reflection" / "unripe").exists()

    change_settings(project, strict="false")
    assert run("mkdocs", "build", folder=project.root).returncode == 0
    assert (project.site / "reflection" / "unripe").exists()

    assert run("mkdocs", "build", "--strict", folder=project.root).returncode == 0
    assert not (project.site / "reflection" / "unripe").exists()


# What Zensical gets


def zensical_theme(project: Project) -> dict[str, Any]:
    derived = yaml.safe_load(zensical_config(project, compiled(project), project.work / "site.new"))
    assert isinstance(derived["theme"], dict)
    return derived["theme"]


@pytest.mark.parametrize("written", ["{root}/theme_overrides", "!ENV [NO_NAME, theme_overrides]"])
def test_the_theme_folder_however_it_is_written(tmp_path: Path, written: str) -> None:
    project = make_project(tmp_path)
    text = project.config_file.read_text()
    value = written.format(root=tmp_path)
    project.config_file.write_text(
        text.replace("custom_dir: theme_overrides", f"custom_dir: {value}")
    )

    folder = zensical_theme(project)["custom_dir"]

    assert (project.work / folder).resolve() == tmp_path / "theme_overrides"


def test_an_inherited_configuration_reaches_zensical(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.config_file.rename(tmp_path / "base.yml")
    project.config_file.write_text("INHERIT: base.yml\ncopyright: Heir\n")
    project = find_project(project.config_file)

    built(project, engine="zensical")

    assert "Heir" in (project.site / "index.html").read_text()
    assert (project.site / "tip" / "first-hour" / "index.html").exists()


def test_what_zensical_may_leave_out_is_noted(tmp_path: Path) -> None:
    plugins = ["search", "rapport", "material/tags", {"redirects": {"redirect_maps": {}}}]
    project = make_project(tmp_path, plugins=plugins, hooks=["hooks.py"])

    done = built(project, engine="zensical")

    assert len(done.notes) == 2
    assert "hooks" in done.notes[0]
    assert "“redirects”" in done.notes[1]
