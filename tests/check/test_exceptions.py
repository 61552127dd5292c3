"""What the site settings let pass: used, unneeded, and never shown in vain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rapport.model.diagnostic import Diagnostic, Place, Severity, stops_build
from rapport.site.compile import examine
from rapport.site.project import Project, find_project
from tests.check.library import checked, rules
from tests.commands import invoke
from tests.content_cases import VALID

UNVERIFIED = ("{status: confirmed, on: 2026-01-31, by: ed-team}", "{status: unverified}")
REGION = (
    "regions:\n  - id: here\n    label: Here\n    emergency: '112'\n"
    "    helplines: [{name: A line, phone: '116'}]\n"
)
EXCEPTION = "  - {{rule: {}, entity: {}, reason: It is known.}}\n"
LICENCE = "licence: MIT\n"


def excepting(*named: tuple[str, str]) -> tuple[str, str]:
    return LICENCE, LICENCE + "exceptions:\n" + "".join(EXCEPTION.format(*n) for n in named)


REFERENCE = ("unverified-reference", "smith-2020")
UNNEEDED = ("sensitive-unreviewed", "leaning")


@pytest.mark.parametrize("strict", [True, False])
def test_exceptions_that_let_something_pass_are_told_from_the_others(strict: bool) -> None:
    changes = {"references.yml": UNVERIFIED, "site.yml": excepting(REFERENCE, UNNEEDED)}
    found = checked(changes, strict=strict)
    assert rules(found) == ["exception-unneeded"]
    assert [(e.rule, e.entity) for e in found.used] == [REFERENCE]


def test_nothing_is_called_unneeded_while_a_page_cannot_be_read() -> None:
    changes = {
        "references.yml": UNVERIFIED,
        "site.yml": excepting(REFERENCE),
        "tips/first-hour.yml": ("status: reviewed", "status: published"),
    }
    assert rules(checked(changes)) == ["bad-value"]


@pytest.mark.parametrize("entity", ["here", "directory"])
def test_help_lines_are_excused_by_region(entity: str) -> None:
    text = VALID.joinpath("site.yml").read_text(encoding="utf-8")
    text = text.replace("  last_checked: 2026-01-31\n", "").replace(LICENCE, REGION + LICENCE)
    text = text.replace(*excepting(("helpline-unchecked", entity)))
    found = checked({}, more={"site.yml": text})
    assert rules(found) == ["helpline-unchecked"], "the other one is still told"
    assert [e.entity for e in found.used] == [entity]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(VALID, tmp_path / "content")
    text = "site_name: A\ntheme: {name: material}\ndocs_dir: build/docs\nplugins: [rapport]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    (tmp_path / "build" / "docs").mkdir(parents=True)
    return find_project(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize("strict", [True, False])
def test_readers_get_only_the_exceptions_that_are_used(project: Project, strict: bool) -> None:
    references, settings = project.content / "references.yml", project.content / "site.yml"
    for file, change in ((references, UNVERIFIED), (settings, excepting(REFERENCE, UNNEEDED))):
        file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    library = examine(project, strict=strict).loaded.library
    assert library is not None
    assert [(e.rule, e.entity) for e in library.settings.exceptions] == [REFERENCE]


def test_a_note_stops_no_build(project: Project) -> None:
    tip = project.content / "tips" / "first-hour.yml"
    old = "last_reviewed: 2026-01-31"
    text = tip.read_text(encoding="utf-8").replace(old, f"{old}\nreview_by: 2026-02-01")
    tip.write_text(text, encoding="utf-8")
    examined = examine(project, strict=True)
    assert "review-overdue" in [p.rule for p in examined.problems]
    assert {p.severity for p in examined.problems} == {"note"}
    assert not examined.failed


def test_the_command_prints_notes_and_is_content(project: Project) -> None:
    later = VALID.joinpath("reflections", "who-else.yml").read_text(encoding="utf-8")
    later = later.replace("id: who-else", "id: later").replace("status: reviewed", "status: draft")
    (project.content / "reflections" / "later.yml").write_text(later, encoding="utf-8")
    config = str(project.config_file)
    said = invoke("-f", config, "check", "--strict")
    assert said.exit_code == 0
    assert "note  This page is a draft" in said.stderr
    assert said.stderr.endswith("1 note in 1 file\n")
    annotated = invoke("-f", config, "check", "--strict", "--format", "github")
    assert annotated.exit_code == 0
    assert annotated.stdout.startswith("::notice file=content/reflections/later.yml,line=5,")


@pytest.mark.parametrize(
    ("severity", "always", "when_strict"),
    [("error", True, True), ("warning", False, True), ("note", False, False)],
)
def test_what_stops_a_build(severity: Severity, always: bool, when_strict: bool) -> None:
    found = [Diagnostic("a-rule", severity, Place("a.yml"), "It is so.")]
    assert stops_build(found, strict=False) is always
    assert stops_build(found, strict=True) is when_strict
