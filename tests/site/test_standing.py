"""Every page says who stands behind it; every sensitive page says so, and where help is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.load.content import load_content
from rapport.model.entity import Page
from rapport.model.evidence import Reference
from rapport.model.library import QUIZ_TYPES, Library
from tests.site.conftest import Sites
from tests.site.html_pages import Element, article, read_page


@pytest.fixture(params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, sites: Sites) -> Path:
    folder: Path = getattr(sites, request.param)
    return folder


@pytest.fixture
def library(sites: Sites) -> Library:
    found = load_content(sites.project.content).library
    assert found is not None
    return found


def page_of(site: Path, page: Page) -> Element:
    return article(read_page(site / page.type / page.id / "index.html"))


def test_every_page_shows_version_review_authors_and_credit(site: Path, library: Library) -> None:
    names = {p.id: p.name for p in library.settings.people}
    reviewed = [p for p in library.pages if p.status == "reviewed"]
    assert reviewed
    for page in reviewed:
        foot = page_of(site, page).one("footer", css_class="rp-foot")
        day = page.last_reviewed
        assert f"Version {page.version}" in foot.words, page.id
        time = foot.one("time")
        assert time.attributes["datetime"] == day.isoformat(), page.id
        assert f"last reviewed {time.words}" in foot.words, page.id
        assert time.words.startswith(f"{day.day} ") and time.words.endswith(f" {day.year}"), page.id
        assert all(names[a] in foot.words for a in page.authors), page.id
        for source in page.sources:
            assert library.entities[source].attribution in foot.words, page.id  # type: ignore[union-attr]


def test_every_sensitive_page_has_a_note_first_and_help_last(site: Path, library: Library) -> None:
    noted = [p for p in library.pages if p.content_note != "none" and p.status == "reviewed"]
    for page in noted:
        shown = page_of(site, page)
        order = [
            c
            for e in shown.walk()
            for c in e.classes
            if c in ("rp-content-note", "rapport-help", "rp-foot")
        ]
        assert order[0] == "rp-content-note", page.id
        assert "rapport-help" in order and order[-1] == "rp-foot", page.id
        if not page.reviewers:
            assert "not yet been reviewed" in shown.words or any(
                e.reason in shown.words for e in library.settings.exceptions if e.entity == page.id
            ), page.id


def test_every_quiz_has_the_notice_and_help(site: Path, library: Library) -> None:
    quizzes = [q for q in library.quizzes if isinstance(q, QUIZ_TYPES)]
    assert quizzes
    for quiz in quizzes:
        shown = page_of(site, quiz)
        notice = " ".join((quiz.notice or library.settings.quiz_notice).split())
        assert notice in shown.words, quiz.id
        assert shown.all(css_class="rapport-help"), quiz.id


def test_every_exception_is_told_to_the_reader(site: Path, library: Library) -> None:
    """At its page, in the list of works, or where the help line stands; and all in one place."""
    editorial = site / "about" / "editorial" / "index.html"
    for exception in library.settings.exceptions:
        entity = library.entities.get(exception.entity)
        if isinstance(entity, Page):
            place = page_of(site, entity)
        elif isinstance(entity, Reference):
            place = article(read_page(site / "reference" / "index.html"))
        else:
            place = article(read_page(site / "about" / "safety" / "index.html"))
        assert exception.reason in place.words, exception
        assert exception.reason in article(read_page(editorial)).words, exception
