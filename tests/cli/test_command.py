"""The command as a whole: its help, its usage, its words in a pipe, its installation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rapport import __version__
from rapport.cli import rapport
from rapport.site.project import Project
from tests.commands import break_a_page, break_a_quiz, invoke
from tests.site.projects import ROOT, run, write_reflection

COMMANDS = ("build", "check", "coverage", "explain", "init", "references", "schema", "serve")


def test_help_names_every_command() -> None:
    result = invoke("--help")
    assert result.exit_code == 0
    listed = re.findall(r"^  (\w+) ", result.stdout.partition("Commands:")[2], re.MULTILINE)
    assert tuple(listed) == COMMANDS
    assert tuple(sorted(rapport.commands)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = invoke(command, "-h")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: rapport {command}")


def test_version() -> None:
    assert invoke("--version").stdout == f"rapport, version {__version__}\n"


@pytest.mark.parametrize("command", ["check", "build", "serve", "coverage", "explain x"])
def test_without_a_project_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = invoke(*command.split())
    assert result.exit_code == 2
    assert "rapport init" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc",),
        ("check", "--format", "xml"),
        ("build", "--engine", "hugo"),
        ("explain",),
        ("schema", "book"),
        ("serve", "-a", "here"),
        ("serve", "-a", "127.0.0.1:99999"),
        ("serve", "-a", "host.name:80"),
        ("init",),
    ],
)
def test_wrong_usage_is_2(project: Project, arguments: tuple[str, ...]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: rapport")


# Options of every command


@pytest.mark.parametrize("place", ["project", "project/mkdocs.yml"])
def test_the_project_may_be_named_before_or_after_the_command(
    project: Project, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(project.root.parent)
    for arguments in (("-f", place, "check"), ("check", "-f", place)):
        result = invoke(*arguments)
        assert (result.exit_code, result.stderr.count("no problems")) == (0, 1), arguments
    assert invoke("-f", "nowhere", "check", "-f", place).exit_code == 0


def test_a_folder_without_a_project(project: Project) -> None:
    result = invoke("check", "-f", "content")
    assert result.exit_code == 2
    assert "no readable “mkdocs.yml”" in result.stderr


@pytest.mark.parametrize("name", ["-q", "--quiet"])
def test_quiet_before_or_after_the_command(project: Project, name: str) -> None:
    for arguments in ((name, "check"), ("check", name), ("-q", "check", "-q")):
        assert invoke(*arguments).output == "", arguments
    assert "no problems" in invoke("check").stderr


def test_quiet_says_nothing_but_problems(project: Project) -> None:
    for arguments in (("check",), ("build",), ("init", "other")):
        result = invoke("--quiet", *arguments)
        assert (result.exit_code, result.output) == (0, ""), arguments
    break_a_page(project)
    assert "There is no entry" in invoke("--quiet", "check").stderr


# In a pipe


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("build",),
        ("explain", "habits"),
        ("coverage",),
        ("--help",),
        ("schema", "tip"),
    ],
)
def test_a_pipe_gets_plain_words(project: Project, arguments: tuple[str, ...]) -> None:
    break_a_quiz_too = arguments == ("check",)
    if break_a_quiz_too:
        break_a_quiz(project)
    done = run("rapport", *arguments, folder=project.root)
    assert done.returncode == int(break_a_quiz_too)
    assert done.stdout + done.stderr
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", done.stdout + done.stderr)


def test_any_encoding_will_do(project: Project) -> None:
    """A terminal that knows only ASCII gets the same findings, and no fault."""
    break_a_page(project)
    done = run("rapport", "check", folder=project.root, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "content/reflections/broken.yml" in done.stderr


def test_long_words_are_whole_in_a_pipe(project: Project) -> None:
    long = "very-" * 40 + "long"
    write_reflection(project, long, related=["first-hours"])
    quiz = project.content / "quizzes" / "habits.yml"
    words = "words " * 30 + "end"
    quiz.write_text(quiz.read_text().replace("I let them talk first", words))
    assert long in run("rapport", "check", folder=project.root).stderr
    assert words in run("rapport", "explain", "habits", folder=project.root).stdout


# The installed command


def test_the_command_is_installed() -> None:
    done = run("rapport", "--version", folder=ROOT)
    assert (done.returncode, done.stdout) == (0, f"rapport, version {__version__}\n")


def test_the_package_runs_as_a_module() -> None:
    done = run("python", "-m", "rapport", "--version", folder=ROOT)
    assert (done.returncode, done.stdout) == (0, f"rapport, version {__version__}\n")
