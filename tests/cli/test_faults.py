"""Faults of Rapport itself, and files that cannot be used: no traceback, and the right code."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from rapport import cli
from rapport.cli import main
from rapport.site.project import Project
from tests.commands import invoke
from tests.site.projects import make_project, run, snapshot


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_is_3_and_shows_no_traceback(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    debug: bool,
) -> None:
    def fault(*_: object, **__: object) -> NoReturn:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr(cli, "examine", fault)
    monkeypatch.setattr("sys.argv", ["rapport", "check"])
    if debug:
        monkeypatch.setenv("RAPPORT_DEBUG", "1")
        with pytest.raises(RuntimeError):
            main()
        return
    monkeypatch.delenv("RAPPORT_DEBUG", raising=False)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 3
    said = capsys.readouterr().err
    assert "RuntimeError: the sky fell" in said
    assert "not of your content" in said
    assert "Traceback" not in said


def test_a_folder_that_cannot_be_written_shows_no_traceback(project: Project) -> None:
    shutil.rmtree(project.docs)
    project.docs.write_text("not a folder")
    done = run("rapport", "build", folder=project.root)
    assert done.returncode == 2
    assert "cannot be used: Not a directory." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_in_the_way_of_a_page_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_project(tmp_path, docs_dir="docs")
    monkeypatch.chdir(made.root)
    made.docs.mkdir()
    (made.docs / "index.md").write_text("# Mine\n")

    result = invoke("build")

    assert result.exit_code == 2
    assert "index.md” is not a file that Rapport wrote" in result.stderr
    assert snapshot(made.docs) == {"index.md": b"# Mine\n"}


@pytest.mark.parametrize("folder", ["/proc/nope", "a-file/inside"])
def test_init_where_nothing_can_be_written_is_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-file").touch()
    result = invoke("init", folder)
    assert result.exit_code == 2
    assert "cannot be used: " in result.stderr


def test_a_site_folder_of_somebody_elses_is_2(project: Project) -> None:
    project.site.mkdir()
    (project.site / "letter.txt").write_text("mine")
    result = invoke("build")
    assert result.exit_code == 2
    assert "is not a site that Rapport made" in result.stderr
    assert snapshot(project.site) == {"letter.txt": b"mine"}


def test_an_own_file_in_the_way_of_a_page_is_2(project: Project) -> None:
    project.public.mkdir()
    (project.public / "index.html").touch()
    result = invoke("build")
    assert result.exit_code == 2
    assert "“public/index.html” stands in the way" in result.stderr
    assert not project.site.exists()


def test_an_own_file_that_cannot_be_read_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.public.mkdir()
    (project.public / "robots.txt").touch()

    copy = shutil.copyfile

    def refuse(source: Path, target: Path, **options: bool) -> object:
        if Path(source).name == "robots.txt":
            raise PermissionError(13, "Permission denied", str(source))
        return copy(source, target, **options)

    monkeypatch.setattr(shutil, "copyfile", refuse)
    result = invoke("build")
    assert result.exit_code == 2
    assert "robots.txt” cannot be used: Permission denied." in result.stderr
