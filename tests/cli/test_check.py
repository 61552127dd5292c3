"""``rapport check``: what it finds, and the forms it prints it in."""

from __future__ import annotations

import json
import re

import pytest

from rapport.site.project import Project
from tests.commands import break_a_page, invoke
from tests.site.projects import snapshot, write_reflection


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
