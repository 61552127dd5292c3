"""Pages on the site itself: what authors wrote, and what Rapport adds from data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rapport.render.pages import NavEntry, RenderOptions, render_site
from rapport.site.build import Engine, build_site
from rapport.site.compile import compile_project, examine
from rapport.site.project import Project
from tests.site.html_pages import Element, article, parse, read_page
from tests.site.projects import (
    PAGE_HEAD,
    change_settings,
    make_project,
    write_entry,
    write_reflection,
)

PARTS = ("privacy", "accessibility", "safety", "editorial")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small library with the four pages, written in another order than they are shown."""
    made = make_project(tmp_path)
    for part in PARTS:
        write_about(made, part)
    return made


def write_about(project: Project, part: str, **fields: Any) -> None:
    page = {
        "id": f"on-{part}",
        "type": "about",
        "part": part,
        "title": f"On {part}",
        "summary": f"What we do about {part}.",
        **PAGE_HEAD,
        "body": f"## Our word\n\nOur own words on {part}.",
    }
    write_entry(project, f"about/{part}.yml", **{**page, **fields})


def about_page(project: Project, part: str, engine: Engine = "mkdocs") -> Element:
    done = build_site(project, engine=engine, strict=False, drafts=False)
    assert not done.compiled.failed, done.compiled.examined.problems
    return article(read_page(project.site / "about" / f"on-{part}" / "index.html"))


def rendered(project: Project, file: str, **options: Any) -> Element:
    """A generated file as it is before the engine reads it."""
    examined = examine(project, strict=True)
    library = examined.loaded.library
    assert library is not None
    files = {i: o.tree.path for i, o in examined.loaded.origins.items()}
    usual = RenderOptions(drafts=False, directory_urls=True, source_files=files)
    site = render_site(library, examined.proven, replace(usual, **options))
    return parse(site.files[file].decode())


def reviews(page: Element) -> dict[str, list[str]]:
    table = page.one("table", css_class="rp-reviews").one("tbody")
    rows = [[cell.words for cell in row.all("td")] for row in table.all("tr")]
    return {row[0]: row[1:] for row in rows}


def test_they_come_last_and_in_their_order(project: Project) -> None:
    done = compile_project(project, strict=False, drafts=False)

    assert done.nav[-1] == NavEntry(
        "About",
        "",
        (
            NavEntry("About", "about/index.md"),
            NavEntry("On editorial", "about/on-editorial.md"),
            NavEntry("On safety", "about/on-safety.md"),
            NavEntry("On accessibility", "about/on-accessibility.md"),
            NavEntry("On privacy", "about/on-privacy.md"),
        ),
    )


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_author_speaks_first(project: Project, engine: Engine) -> None:
    for part in PARTS:
        headings = [
            h.words.removesuffix("¶").strip() for h in about_page(project, part, engine).all("h2")
        ]
        assert headings[0] == "Our word"
        assert len(headings) > 1, part


def test_every_page_with_its_version_and_dates(project: Project) -> None:
    write_reflection(project, "own-date", version="2.3", review_by="2026-03-01")
    write_reflection(project, "unripe", status="draft")
    change_settings(project, review_cycle_months="13")

    table = reviews(about_page(project, "editorial"))

    library = examine(project, strict=False).loaded.library
    assert library is not None
    assert len(table) == len([p for p in library.pages if p.status == "reviewed"])
    assert table["Title of own-date"] == ["2.3", "31 January 2026", "1 March 2026 overdue"]
    assert table["On safety"] == ["1.0", "31 January 2026", "28 February 2027"]
    assert not [title for title in table if "unripe" in title]


@pytest.mark.parametrize(
    ("today", "overdue"),
    [
        (None, []),
        (date(2026, 3, 1), []),
        (date(2026, 3, 2), ["Title of own-date"]),
    ],
)
def test_what_is_overdue_is_marked_in_the_list(
    project: Project, today: date | None, overdue: list[str]
) -> None:
    write_reflection(project, "own-date", review_by="2026-03-01")

    table = reviews(rendered(project, "about/on-editorial.md", today=today))

    assert [title for title, cells in table.items() if "overdue" in cells[-1]] == overdue


def test_an_overdue_page_says_so_itself(project: Project) -> None:
    write_reflection(project, "own-date", review_by="2026-03-01")
    file = "reflection/own-date.md"

    assert "overdue" not in rendered(project, file, today=date(2026, 3, 1)).words
    assert "Review overdue." in rendered(project, file, today=date(2026, 3, 2)).words


def test_exceptions_in_force_are_listed_with_their_reasons(project: Project) -> None:
    assert "no exception is in force" in rendered(project, "about/on-editorial.md").words

    write_reflection(project, "heavy", content_note="abuse")
    change_settings(
        project,
        exceptions=[
            {"rule": "sensitive-unreviewed", "entity": "heavy", "reason": "Review is under way."},
        ],
    )

    # A strict run is one in which the exception lets something pass.
    listed = rendered(project, "about/on-editorial.md").one("dl", css_class="rp-exceptions")
    assert listed.words == "Title of heavy Review is under way."


def test_all_help_lines_with_the_day_of_their_check(project: Project) -> None:
    line = {"name": "Listening Line", "phone": "116 123", "last_checked": "2026-01-05"}
    other = {"name": "Other Line", "phone": "000 111"}
    change_settings(
        project,
        default_region="here",
        regions=[
            {"id": "here", "label": "Hereland", "emergency": "112", "helplines": [line]},
            {"id": "there", "label": "Thereland", "emergency": "911", "helplines": [other]},
        ],
        procedures={"crisis": "https://example.org/crisis"},
    )
    write_reflection(project, "heavy", content_note="abuse")

    page = about_page(project, "safety")

    regions = [r.words for r in page.all("section", css_class="rp-region")]
    assert [r.split(" Emergency")[0] for r in regions[:2]] == ["Hereland", "Thereland"]
    assert "Checked on 5 January 2026." in regions[0]
    assert "Check before use." in regions[1]
    assert "Find a help line" in regions[2]
    links = {a.words: a.attributes["href"] for a in page.all("a")}
    assert links["In a crisis"] == "https://example.org/crisis"
    assert links["Title of heavy"] == "../../reflection/heavy/"
    assert "Title of heavy (abuse)" in page.words


def test_without_procedures_nothing_is_invented(project: Project) -> None:
    page = about_page(project, "safety")

    assert "has not been told where your organisation's procedures are" in page.words
    assert not [a for a in page.all("a") if a.words == "In a crisis"]


@pytest.mark.parametrize("part", ["accessibility", "privacy"])
def test_whom_to_tell(project: Project, part: str) -> None:
    assert "no address for that" in rendered(project, f"about/on-{part}.md").words

    change_settings(project, contact="Write to hello@example.org")

    words = rendered(project, f"about/on-{part}.md").words
    assert "A small library: Write to hello@example.org" in words
    assert "no address for that" not in words


def test_the_grades_are_explained_beside_the_authors_words(project: Project) -> None:
    page = about_page(project, "editorial")

    terms = [t.words for t in page.one("dl", css_class="rp-grades").all("dt")]
    assert terms == [
        "Strong evidence",
        "Moderate evidence",
        "Limited evidence",
        "Disputed",
        "Guideline",
        "Practice wisdom",
    ]
