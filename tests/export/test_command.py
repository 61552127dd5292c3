"""``rapport references``, as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapport.export.bibtex import as_bibtex
from rapport.model.evidence import Reference
from rapport.site.compile import examine
from rapport.site.project import Project
from tests.commands import invoke
from tests.site.projects import make_project, write_entry, write_reflection

UNCITED = {
    "id": "jones-2021",
    "type": "reference",
    "title": "Wärme & Würde",
    "kind": "theory",
    "authors": ["Jones, B."],
    "citation": "Jones, B. (n.d.). Wärme & Würde.",
    "finding": "They matter.",
    "caveat": "One town.",
    "verified": {"status": "unverified"},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small library with a work that nothing cites; the working folder is the project's."""
    made = make_project(tmp_path / "project")
    write_entry(made, "more/jones.yml", **UNCITED)
    monkeypatch.chdir(made.root)
    return made


def keys(text: str) -> list[str]:
    return [line.split("{")[1].rstrip(",") for line in text.splitlines() if line.startswith("@")]


def test_it_prints_every_reference_as_bibtex(project: Project) -> None:
    result = invoke("references")
    library = examine(project, strict=False).loaded.library
    assert library is not None
    assert result.exit_code == 0
    assert result.stdout == as_bibtex(library.of(Reference))
    assert sorted(keys(result.stdout)) == ["jones-2021", "smith-2020"]
    assert r"{{Wärme \& Würde}}" in result.stdout
    assert result.stderr == ""


def test_it_prints_csl_json(project: Project) -> None:
    result = invoke("references", "--format", "csl-json")
    assert sorted(i["id"] for i in json.loads(result.stdout)) == ["jones-2021", "smith-2020"]


def test_only_what_is_cited(project: Project) -> None:
    assert keys(invoke("references", "--cited").stdout) == ["smith-2020"]


@pytest.mark.parametrize(
    "fields",
    [
        {"evidence": [{"claim": "Yes [@jones-2021].", "strength": "practice-wisdom"}]},
        {"evidence": [{"claim": "Yes.", "cites": ["jones-2021"], "strength": "limited"}]},
    ],
    ids=["in the text", "in a list"],
)
def test_a_page_cites_until_it_is_a_draft(project: Project, fields: dict[str, object]) -> None:
    write_reflection(project, "citing", **fields)
    assert "jones-2021" in keys(invoke("references", "--cited").stdout)
    write_reflection(project, "citing", status="draft", **fields)
    assert "jones-2021" not in keys(invoke("references", "--cited").stdout)


def test_a_term_cites_and_a_reference_does_not(project: Project) -> None:
    later = UNCITED | {"id": "later-2022", "disputed_by": ["jones-2021"]}
    write_entry(project, "more/later.yml", **later)
    assert "jones-2021" not in keys(invoke("references", "--cited").stdout)
    term = {"id": "warmth", "type": "glossary", "title": "Warmth", "summary": "Kindness."}
    write_entry(project, "more/warmth.yml", **term, definition="It shows.", cites=["jones-2021"])
    assert "jones-2021" in keys(invoke("references", "--cited").stdout)


def test_it_writes_a_file(project: Project) -> None:
    result = invoke("references", "-o", "list.bib")
    assert result.stdout == ""
    assert result.stderr == "2 references in list.bib.\n"
    assert (project.root / "list.bib").read_bytes().decode() == invoke("references").stdout


def test_a_folder_that_is_not_there_is_the_callers_to_mend(project: Project) -> None:
    result = invoke("references", "-o", "nowhere/list.bib")
    assert result.exit_code == 2
    assert "“nowhere/list.bib” cannot be used" in result.stderr


def test_broken_content_is_not_exported(project: Project) -> None:
    write_entry(project, "more/jones.yml", **{**UNCITED, "kind": "poem"})
    result = invoke("references", "-o", "list.bib")
    assert result.exit_code == 1
    assert "more/jones.yml" in result.stderr
    assert not (project.root / "list.bib").exists()
