"""``rapport coverage``: every point of the sources, and the pages that cover it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rapport.site.project import Project
from tests.commands import break_a_page, invoke
from tests.site.projects import SMALL, make_project, write_entry


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


def test_what_goes_with_a_hidden_page_is_missed_by_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own").mkdir()
    hidden = "id: first-hour\ntype: hidden\n"
    (tmp_path / "own" / "hidden.yml").write_text(hidden, encoding="utf-8")
    plugins = [{"rapport": {"base_dir": str(SMALL)}}]
    monkeypatch.chdir(make_project(tmp_path / "project", tmp_path / "own", plugins=plugins).root)

    result = invoke("coverage", "--strict")

    assert result.exit_code == 0
    assert re.search(r"^A1\.1 +adopt +hidden *$", result.stdout, re.MULTILINE)
    assert "0 of 1 points covered; 0 wrongly claimed." in result.stdout


def test_coverage_of_broken_content(project: Project) -> None:
    break_a_page(project)
    assert invoke("coverage").exit_code == 1
