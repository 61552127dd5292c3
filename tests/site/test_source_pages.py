"""A source's own page: each of its ideas, what became of it, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.render.source_pages import STANCES
from rapport.site.build import Engine, build_site
from rapport.site.project import Project
from tests.site.html_pages import Element, article, read_page
from tests.site.projects import make_project, write_reflection

POINTS = """
- {id: A1.2, type: source_point, source: an-article, stance: qualify, text: Forms last., note: Ask.}
- {id: A1.3, type: source_point, source: an-article, stance: correct, text: One hour is all.}
- {id: A1.5, type: source_point, source: an-article, stance: not-carried, text: An advertisement.}
- {id: A1.10, type: source_point, source: an-article, stance: adopt, text: Listening helps.}
"""
SAFETY = """
- {id: A1.4, type: source_point, source: an-article, stance: safety, text: Somebody died by suicide.}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small library with points of every stance but one, and pages that cover some."""
    made = make_project(tmp_path)
    (made.content / "points.yml").write_text(POINTS)
    write_reflection(made, "both", sources=["an-article"], covers=["A1.1", "A1.2"])
    write_reflection(made, "unripe", status="draft", sources=["an-article"], covers=["A1.3"])
    return made


def source_page(project: Project, engine: Engine = "mkdocs") -> Element:
    done = build_site(project, engine=engine, strict=False, drafts=False)
    assert not done.compiled.failed, done.compiled.examined.problems
    return article(read_page(project.site / "source" / "an-article" / "index.html"))


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_points_stand_under_what_became_of_them(project: Project, engine: Engine) -> None:
    page = source_page(project, engine)

    tables = {t.attributes["data-stance"]: t for t in page.all("table")}
    numbers = {
        stance: [row.attributes["id"] for row in table.one("tbody").all("tr")]
        for stance, table in tables.items()
    }
    assert numbers == {
        "adopt": ["A1.10", "A1.1"],
        "qualify": ["A1.2"],
        "correct": ["A1.3"],
        "not-carried": ["A1.5"],
    }
    headings = [h.words.removesuffix("¶").strip() for h in page.all("h2")]
    assert headings == [STANCES[s].label for s in ("adopt", "qualify", "correct", "not-carried")]


def test_a_point_says_our_note_and_where_it_is(project: Project) -> None:
    rows = {r.attributes["id"]: r for r in source_page(project).all("tr") if "id" in r.attributes}

    assert rows["A1.1"].words == (
        "A1.1 The first hour belongs to the person. "
        "Give the first hour to the person, Title of both"
    )
    assert rows["A1.2"].words == "A1.2 Forms last. Our note Ask. Title of both"
    assert rows["A1.2"].one("a").attributes["href"] == "../../reflection/both/"
    assert rows["A1.3"].words == "A1.3 One hour is all. –", "a draft covers it, and is not shown"
    assert rows["A1.5"].words.endswith("–")


def test_credit_rights_and_the_link(project: Project) -> None:
    page = source_page(project)

    words = page.one("dl", css_class="rp-settings").words
    for said in ("After an article by a training institute", "The idea of the first hour", "Ideas"):
        assert said in words
    links = [a.attributes["href"] for a in page.all("a")]
    assert "https://example.org/article" in links


def test_a_page_that_names_a_death_carries_note_and_help(project: Project) -> None:
    page = source_page(project)
    assert page.all("div", css_class="rp-content-note") == []
    assert page.all("section", css_class="rp-help") == []

    (project.content / "points.yml").write_text(POINTS + SAFETY)
    page = source_page(project)

    note = page.one("div", css_class="rp-content-note")
    assert "This page talks about suicidal thoughts." in note.words
    assert page.one("section", css_class="rp-help").attributes["id"] == "help"
    assert "Handled under the safety rules" in page.words


def test_the_list_leads_to_each_source(project: Project) -> None:
    source_page(project)

    listing = article(read_page(project.site / "source" / "index.html"))
    card = listing.one("ul", css_class="rp-cards").one("a")
    assert card.attributes["href"] == "an-article/"
    assert "The idea of the first hour" in card.words
    tip = article(read_page(project.site / "tip" / "first-hour" / "index.html"))
    hrefs = [a.attributes["href"] for a in tip.one("footer").all("a")]
    assert "../../source/an-article/" in hrefs
