"""The command as people and machines use it: every command, its words and its exit codes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
import yaml

from rapport import __version__, cli
from rapport.cli import main, rapport
from rapport.site.project import Project
from tests.commands import invoke
from tests.site.projects import (
    ROOT,
    make_project,
    run,
    snapshot,
    write_entry,
    write_reflection,
)

COMMANDS = ("build", "check", "coverage", "explain", "init", "schema", "serve")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small library; the working folder is the project's."""
    made = make_project(tmp_path / "project")
    monkeypatch.chdir(made.root)
    return made


def break_a_page(project: Project) -> None:
    write_reflection(project, "broken", related=["first-hours"])


def break_a_quiz(project: Project) -> None:
    file = project.content / "quizzes" / "habits.yml"
    file.write_text(file.read_text().replace("from: 10, to: 20", "from: 11, to: 20"))


# Every command


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


# check


def test_check_of_clean_content(project: Project) -> None:
    result = invoke("check")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "13 entries checked, 5 quizzes proven: no problems.\n"


def test_check_of_broken_content(project: Project) -> None:
    break_a_page(project)
    result = invoke("check")
    assert result.exit_code == 1
    assert "content/reflections/broken.yml:" in result.stderr
    assert "Did you mean “first-hour”?" in result.stderr
    assert "1 error in 1 file" in result.stderr


def test_check_writes_no_pages(project: Project) -> None:
    invoke("check")
    assert snapshot(project.docs) == {}


def test_strict_refuses_what_is_only_warned_of(project: Project) -> None:
    write_reflection(project, "who-else", status="retired")
    assert invoke("check", "--strict").exit_code == 1
    loose = invoke("check", "--no-strict")
    assert loose.exit_code == 0
    assert "retired-linked" in loose.stderr


def test_check_in_another_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root.parent)
    assert invoke("-f", "project/mkdocs.yml", "check").exit_code == 0


def test_check_as_json(project: Project) -> None:
    break_a_page(project)
    result = invoke("check", "--format", "json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert data["errors"] == 1
    assert data["diagnostics"][0]["path"] == "content/reflections/broken.yml"
    assert data["diagnostics"][0]["rule"] == "dangling-reference"


def test_check_for_github(project: Project) -> None:
    break_a_page(project)
    result = invoke("check", "--format", "github")
    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if line]
    assert len(lines) == 1
    pattern = r"::error file=content/reflections/broken\.yml,line=\d+,col=\d+,title=[\w-]+::.+"
    assert re.fullmatch(pattern, lines[0])


def test_check_as_sarif(project: Project) -> None:
    break_a_page(project)
    result = invoke("check", "--format", "sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    assert log["version"] == "2.1.0"
    (found,) = log["runs"][0]["results"]
    where = found["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "content/reflections/broken.yml"
    assert log["runs"][0]["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"]


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_clean_content_for_machines(project: Project, form: str) -> None:
    result = invoke("check", "--format", form)
    assert result.exit_code == 0
    if form == "github":
        assert result.stdout.strip() == ""
    else:
        assert "broken" not in json.dumps(json.loads(result.stdout))


# build


def test_build(project: Project) -> None:
    result = invoke("build")
    assert result.exit_code == 0
    assert re.fullmatch(
        r"\d+ pages \(\d+ changed\), 5 quizzes proven: site/index\.html\n", result.stderr
    )
    assert (project.site / "index.html").exists()


def test_build_by_zensical(project: Project) -> None:
    result = invoke("build", "--engine", "zensical")
    assert result.exit_code == 0
    assert (project.site / "search.json").exists()


def test_a_failed_build_says_that_nothing_changed(project: Project) -> None:
    break_a_page(project)
    result = invoke("build")
    assert result.exit_code == 1
    assert "Nothing was built; the last good site is as it was." in result.stderr
    assert not project.site.exists()


def test_an_engine_that_fails_is_reported_in_words(project: Project) -> None:
    (project.docs / "by-hand.md").write_text("# By hand\n\n[nowhere](missing.md)\n")
    result = invoke("build", "--strict")
    assert result.exit_code == 1
    assert result.stderr.startswith("The site could not be built.\n")
    assert "missing.md" in result.stderr

    loose = invoke("build", "--no-strict")
    assert loose.exit_code == 0
    assert "warning: " in loose.stderr
    assert "missing.md" in loose.stderr


def test_build_with_drafts(project: Project) -> None:
    write_reflection(project, "unripe", status="draft")
    assert invoke("build").exit_code == 0
    assert not (project.site / "reflection" / "unripe").exists()
    assert invoke("build", "--drafts").exit_code == 0
    assert (project.site / "reflection" / "unripe").exists()


def test_quiet_says_nothing_but_problems(project: Project) -> None:
    for arguments in (("check",), ("build",), ("init", "other")):
        result = invoke("--quiet", *arguments)
        assert (result.exit_code, result.output) == (0, ""), arguments
    break_a_page(project)
    assert "There is no entry" in invoke("--quiet", "check").stderr


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


# A fault of Rapport itself


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


def test_what_zensical_leaves_out_is_said(project: Project) -> None:
    settings = yaml.safe_load(project.config_file.read_text(encoding="utf-8"))
    settings["plugins"].append({"redirects": {}})
    settings["hooks"] = ["hooks.py"]
    project.config_file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    result = invoke("build", "--engine", "zensical")
    assert result.exit_code == 0
    assert result.stderr.count("note: ") == 2
    assert "note: Zensical runs no hooks" in result.stderr
    assert "the plugin “redirects”" in result.stderr


def test_long_words_are_whole_in_a_pipe(project: Project) -> None:
    long = "very-" * 40 + "long"
    write_reflection(project, long, related=["first-hours"])
    quiz = project.content / "quizzes" / "habits.yml"
    words = "words " * 30 + "end"
    quiz.write_text(quiz.read_text().replace("I let them talk first", words))
    assert long in run("rapport", "check", folder=project.root).stderr
    assert words in run("rapport", "explain", "habits", folder=project.root).stdout


# explain


@pytest.mark.parametrize("quiz", ["which-way", "today", "habits", "knowing", "own-needs"])
def test_explain_adds_up(project: Project, quiz: str) -> None:
    result = invoke("explain", quiz, "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["sheets"] > 0
    for decision in data["decisions"]:
        assert sum(o["sheets"] for o in decision["outcomes"]) == data["sheets"]
        assert sum(o["share"] for o in decision["outcomes"]) == pytest.approx(1, abs=1e-4)
    ways = 1
    for item in data["items"]:
        ways *= item["ways"]
    assert ways == data["sheets"]
    text = invoke("explain", quiz)
    assert text.exit_code == 0
    assert f"{data['sheets']:,} answer sheets." in text.stdout


def test_explain_names_what_was_meant(project: Project) -> None:
    result = invoke("explain", "habit")
    assert result.exit_code == 2
    assert "There is no quiz “habit”. Did you mean “habits”?" in result.stderr
    assert "There are: habits, knowing" in invoke("explain", "something-else").stderr


@pytest.mark.parametrize("damage", ["from: 11, to: 20", "nonsense: true"])
def test_explain_of_a_broken_quiz(project: Project, damage: str) -> None:
    file = project.content / "quizzes" / "habits.yml"
    file.write_text(file.read_text().replace("from: 10, to: 20", damage))
    result = invoke("explain", "habits")
    assert result.exit_code == 1
    assert "content/quizzes/habits.yml" in result.stderr
    assert "“habits” has problems (listed above) and cannot be explained." in result.stderr


def test_a_broken_page_leaves_other_quizzes_to_be_explained(project: Project) -> None:
    break_a_page(project)
    assert invoke("explain", "habits").exit_code == 0


# coverage


def test_coverage_as_a_table(project: Project) -> None:
    result = invoke("coverage")
    assert result.exit_code == 0
    assert re.search(r"^A1\.1 +adopt +first-hour *$", result.stdout, re.MULTILINE)
    assert "1 of 1 points covered; 0 wrongly claimed." in result.stdout


def test_an_open_point(project: Project) -> None:
    write_entry(
        project,
        "points.yml",
        id="A1.2",
        type="source_point",
        source="an-article",
        text="And the last to the person.",
        stance="adopt",
    )
    loose = invoke("coverage")
    assert loose.exit_code == 0
    assert re.search(r"^A1\.2 +adopt +open *$", loose.stdout, re.MULTILINE)
    assert "1 of 2 points covered" in loose.stdout
    assert invoke("coverage", "--strict").exit_code == 1
    assert invoke("coverage", "--strict", "--format", "json").exit_code == 1
    rows = {r["point"]: r for r in json.loads(invoke("coverage", "--format", "json").stdout)}
    assert rows["A1.1"]["pages"] == ["first-hour"]
    assert rows["A1.2"]["open"] is True
    assert rows["A1.2"]["pages"] == []


def test_coverage_of_broken_content(project: Project) -> None:
    break_a_page(project)
    assert invoke("coverage").exit_code == 1


# The installed command


def test_the_command_is_installed() -> None:
    done = run("rapport", "--version", folder=ROOT)
    assert (done.returncode, done.stdout) == (0, f"rapport, version {__version__}\n")


def test_the_package_runs_as_a_module() -> None:
    done = run("python", "-m", "rapport", "--version", folder=ROOT)
    assert (done.returncode, done.stdout) == (0, f"rapport, version {__version__}\n")
