"""``rapport init``: a site of one's own, ready to build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from markdown import markdown

from rapport.cli import rapport
from rapport.site.project import Project
from tests.commands import invoke
from tests.site.html_pages import article, read_page
from tests.site.projects import run, snapshot


@pytest.mark.parametrize(
    "organisation",
    ["Our organisation", "A \"B\": c # 'd' \\ {e} - [f] & %g", "<b>Bold</b> 😀 شكر"],
)
def test_init_and_a_strict_build(tmp_path: Path, organisation: str) -> None:
    started = run("rapport", "init", "mine", "--organisation", organisation, folder=tmp_path)
    assert started.returncode == 0, started.stderr
    assert "rapport serve" in started.stderr
    site = tmp_path / "mine"
    names = set(snapshot(site))
    assert {
        "mkdocs.yml",
        "content/site.yml",
        "build/docs/.gitkeep",
        ".gitignore",
        "README.md",
    } <= names
    settings = yaml.safe_load((site / "content" / "site.yml").read_text(encoding="utf-8"))
    assert settings["organisation"] == organisation

    done = run("rapport", "build", "--strict", folder=site)

    assert done.returncode == 0, done.stderr
    home = read_page(site / "site" / "index.html")
    assert article(home).one("h1").without(lambda e: e.tag == "a").words == organisation
    assert home.one("title").words == organisation
    logo = home.one("header", css_class="md-header").one("a", css_class="md-logo")
    assert logo.attributes["aria-label"] == organisation


def test_init_into_an_empty_folder(project: Project) -> None:
    (project.root / "empty").mkdir()
    assert invoke("init", "empty").exit_code == 0
    assert (project.root / "empty" / "mkdocs.yml").exists()


def test_init_refuses_a_folder_with_something_in_it(project: Project) -> None:
    before = snapshot(project.root)
    for folder in (".", "content", "mkdocs.yml"):
        result = invoke("init", folder)
        assert result.exit_code == 2
        assert "is not empty" in result.stderr
    assert snapshot(project.root) == before


@pytest.mark.parametrize("organisation", ["", "  ", "two\nlines", "x" * 500])
def test_init_refuses_a_name_that_cannot_be_one(project: Project, organisation: str) -> None:
    result = invoke("init", "mine", "--organisation", organisation)
    assert result.exit_code == 2
    assert not (project.root / "mine").exists()


def test_a_failed_start_leaves_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapport.site.starter.PACKAGE", project.root / "a" / "b" / "c")
    result = invoke("init", "mine")
    assert result.exit_code == 2
    assert "has no starter" in result.stderr
    assert not (project.root / "mine").exists()


def test_the_readme_says_how_to_go_on(project: Project) -> None:
    assert invoke("init", "mine", "--organisation", "A & B * <i>C</i>").exit_code == 0
    text = (project.root / "mine" / "README.md").read_text(encoding="utf-8")
    html = markdown(text)
    assert "<h1>A &amp; B * &lt;i&gt;C&lt;/i&gt;</h1>" in html
    for command in ("check", "serve", "build"):
        assert f"<code>rapport {command}\n</code>" in html
        assert command in rapport.commands
    listed = re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)
    made_later = {"public/", "site/"}
    assert made_later < set(listed)
    for name in set(listed) - made_later:
        assert (project.root / "mine" / name).exists(), name
