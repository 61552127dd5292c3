"""``rapport build``: what it says of a site, and of one that could not be built."""

from __future__ import annotations

import re

import yaml

from rapport.site.project import Project
from tests.commands import break_a_page, invoke
from tests.site.projects import write_reflection


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
