"""The evidence map: every claim under its grade, doubts beside it, corrections side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rapport.render.evidence_map import STRENGTHS
from rapport.site.build import Engine, build_site
from rapport.site.project import Project
from tests.site.html_pages import Element, article, read_page
from tests.site.projects import make_project, write_entry, write_reflection


def reference(name: str, year: int, **fields: Any) -> dict[str, Any]:
    entry = {
        "id": f"{name.lower()}-{year}",
        "type": "reference",
        "title": f"On meetings {year}",
        "kind": "cohort",
        "year": year,
        "authors": [f"{name}, A."],
        "citation": f"{name}, A. ({year}). On meetings {year}.",
        "finding": "They matter.",
        "caveat": "One town.",
        "verified": {"status": "confirmed", "on": "2026-01-31", "by": "ed-team"},
    }
    return {**entry, **fields}


def claim(words: str, strength: str, relation: str = "supports", **fields: Any) -> dict[str, Any]:
    return {"claim": words, "strength": strength, "relation": relation, **fields}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small library with claims, doubted works and one correction."""
    made = make_project(tmp_path)
    works = (
        reference("Jones", 2001, disputed_by=["brown-2011"]),
        reference("Green", 2003, superseded_by="smith-2020"),
        reference("Brown", 2011),
    )
    for work in works:
        write_entry(made, f"references/{work['id']}.yml", **work)
    write_reflection(
        made,
        "claims",
        sources=["an-article"],
        evidence=[
            claim("Being heard *early* helps.", "strong", cites=["smith-2020"], note="One town."),
            claim("Long ago it was otherwise.", "disputed", "contradicts", cites=["jones-2001"]),
            claim("Forms can wait.", "practice-wisdom", "background"),
        ],
    )
    write_reflection(
        made, "more-claims", evidence=[claim("It was so in 2003.", "strong", cites=["green-2003"])]
    )
    write_reflection(
        made, "unripe", status="draft", evidence=[claim("Nobody knows this yet.", "strong")]
    )
    write_entry(
        made,
        "corrections.yml",
        **{
            "id": "first-hour-alone",
            "type": "correction",
            "source": "an-article",
            "points": ["A1.1"],
            "source_says": "The first hour decides.",
            "site_says": "It helps [@smith-2020], and [later hours](claims) count too.",
            "see": ["claims", "unripe"],
        },
    )
    return made


def the_map(project: Project, engine: Engine = "mkdocs", *, drafts: bool = False) -> Element:
    done = build_site(project, engine=engine, strict=False, drafts=drafts)
    assert not done.compiled.failed, done.compiled.examined.problems
    return article(read_page(project.site / "evidence" / "index.html"))


def claims_by_heading(page: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = ""
    for element in page.walk():
        if element.tag == "h3":
            heading = element.words.removesuffix("¶").strip()
        elif "rp-claim" in element.classes:
            found.setdefault(heading, []).append(element.all("p")[0].words)
    return found


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_every_claim_stands_under_its_grade(project: Project, engine: Engine) -> None:
    assert claims_by_heading(the_map(project, engine)) == {
        "Strong evidence": ["Being heard early helps.", "It was so in 2003."],
        "Disputed": ["Long ago it was otherwise."],
        "Practice wisdom": ["Forms can wait."],
    }


def test_all_six_grades_are_explained_and_lead_to_their_claims(project: Project) -> None:
    page = the_map(project)

    grades = page.one("dl", css_class="rp-grades")
    assert [d.words for d in grades.all("dd")] == list(STRENGTHS.values())
    assert [t.words for t in grades.all("dt")] == [
        "Strong evidence (2)",
        "Moderate evidence (0)",
        "Limited evidence (0)",
        "Disputed (1)",
        "Guideline (0)",
        "Practice wisdom (1)",
    ]
    ids = {h.attributes["id"] for h in page.all("h3")}
    targets = [a.attributes["href"].partition("#")[2] for a in grades.all("a")]
    assert len(targets) == 3
    assert set(targets) <= ids


def test_a_claim_says_how_it_stands_and_where(project: Project) -> None:
    page = the_map(project)

    claims = page.all("div", css_class="rp-claim")
    marks = [(c.attributes["data-strength"], c.attributes["data-relation"]) for c in claims]
    assert marks == [
        ("strong", "supports"),
        ("strong", ""),  # its page has no source that the claim could support
        ("disputed", "contradicts"),
        ("practice-wisdom", ""),
    ]
    assert "in line with the source" in claims[0].words
    assert "One town." in claims[0].one("div", css_class="rp-caveat").words
    assert "goes against the source" in claims[2].words
    assert claims[0].all("a")[-1].words == "Title of claims"
    assert claims[0].all("a")[-1].attributes["href"].endswith("reflection/claims/")


def test_a_claim_that_several_pages_make_is_there_once(project: Project) -> None:
    same = claim("Long ago it was otherwise.", "disputed", "contradicts", cites=["jones-2001"])
    write_reflection(project, "same-claim", sources=["an-article"], evidence=[same])

    page = the_map(project)

    assert claims_by_heading(page)["Disputed"] == ["Long ago it was otherwise."]
    (found,) = [c for c in page.all("div", css_class="rp-claim") if "otherwise" in c.words]
    assert "On Title of claims, Title of same-claim" in found.words
    assert "Disputed (1)" in page.one("dl", css_class="rp-grades").words


def test_doubts_about_a_work_stand_beside_the_claim(project: Project) -> None:
    claims = the_map(project).all("div", css_class="rp-claim")

    doubts = {n: [d.words for d in c.all("p", css_class="rp-doubt")] for n, c in enumerate(claims)}
    assert doubts[0] == doubts[3] == []
    assert [d.partition(" – ")[0].split(" [")[0] for d in doubts[1] + doubts[2]] == [
        "Green, 2003",
        "Jones, 2001",
    ]
    assert "– replaced by Smith, 2020" in doubts[1][0]
    assert "– questioned by Brown, 2011" in doubts[2][0]


def test_what_it_cites_is_listed_at_its_end(project: Project) -> None:
    page = the_map(project)

    ids = {e.attributes["id"] for e in page.walk() if "id" in e.attributes}
    inner = [a.attributes["href"] for a in page.all("a") if "#ref-" in a.attributes["href"]]
    assert len(inner) >= 5
    assert {h.partition("#")[2] for h in inner} <= ids
    assert "Brown, A. (2011). On meetings 2011." in page.words


def test_article_and_site_stand_side_by_side(project: Project) -> None:
    page = the_map(project)

    row = page.one("tbody").one("tr")
    assert row.attributes["id"] == "first-hour-alone"
    says, answers = row.all("td")
    assert says.words == "The first hour decides. An article on first meetings, point A1.1"
    assert "later hours count too" in answers.words
    assert "Read more: Title of claims" in answers.words
    assert "unripe" not in answers.words
    assert [a.attributes["href"] for a in says.all("a")] == [
        "../source/an-article/",
        "../source/an-article/#A1.1",
    ]
    source = article(read_page(project.site / "source" / "an-article" / "index.html"))
    links = [a.attributes["href"] for a in source.one("table").all("a")]
    assert "../../evidence/#first-hour-alone" in links


def test_drafts_are_on_it_only_where_drafts_are_shown(project: Project) -> None:
    assert "Nobody knows this yet." not in the_map(project).words
    assert "Nobody knows this yet." in the_map(project, drafts=True).words


def test_sensitive_claims_come_with_a_note_and_help(project: Project) -> None:
    assert the_map(project).all("section", css_class="rp-help") == []

    file = project.content / "reflections" / "claims.yml"
    file.write_text(file.read_text() + "content_note: suicide\n")
    page = the_map(project)

    assert len(page.all("div", css_class="rp-content-note")) == 1
    assert page.one("section", css_class="rp-help").attributes["id"] == "help"


def test_a_library_without_claims_has_no_map(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    for file in project.content.rglob("*.yml"):
        assert "evidence:" not in file.read_text()

    build_site(project, strict=False)

    assert not (project.site / "evidence").exists()
    assert "Evidence map" not in (project.site / "index.html").read_text()
