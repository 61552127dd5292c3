"""The parts of the shipped citations say nothing that the citations do not say."""

from __future__ import annotations

import re

import pytest

from rapport.model.evidence import Reference
from tests.export.factory import shipped_references

REFERENCES = shipped_references()
PARTS = ("full_title", "container", "volume", "issue", "pages", "publisher")
FROM_MEMORY_OF_NOTHING = {"probst-2019", "katz-2024", "capps-2015"}
"""Journal articles whose citation stops at the journal."""

each = pytest.mark.parametrize("reference", REFERENCES, ids=lambda r: r.id)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def stands_in(part: str, text: str) -> bool:
    """Whether the part's words follow each other in the text."""
    return f" {' '.join(words(part))} " in f" {' '.join(words(text))} "


@each
def test_each_part_is_taken_from_the_citation(reference: Reference) -> None:
    for part in PARTS:
        value = getattr(reference, part)
        assert value is None or stands_in(value, reference.citation), part


@each
def test_volume_issue_and_pages_stand_together_in_the_citation(reference: Reference) -> None:
    issue = f"({reference.issue})" if reference.issue else ""
    volume = f"{reference.volume}{issue}" if reference.volume else ""
    place = ", ".join(p for p in (reference.container, volume, reference.pages) if p)
    assert f"{place}." in reference.citation


@each
def test_titles_say_what_the_citation_says(reference: Reference) -> None:
    title = reference.full_title or reference.title
    assert "…" not in title
    assert re.search(rf"\((?:\d{{4}}|n\.d\.)\)\. {re.escape(title)}[.?]? ", reference.citation)
    for piece in filter(words, reference.title.split("…")):
        assert stands_in(piece, title)


@each
def test_a_title_is_given_in_full_only_where_it_was_shortened(reference: Reference) -> None:
    assert (reference.full_title is None) == ("…" not in reference.title)


@each
def test_nothing_that_the_citation_holds_was_left_out(reference: Reference) -> None:
    if reference.container is None:
        assert not re.search(r"\d+(?:\(\d+\))?, \w+", reference.citation.split("). ", 1)[1])
        assert reference.publisher or reference.url
    elif reference.id not in FROM_MEMORY_OF_NOTHING:
        assert reference.pages
    assert bool(reference.issue) == bool(re.search(r" \d+\(\d+\), ", reference.citation))


@each
def test_names_and_year_are_those_of_the_citation(reference: Reference) -> None:
    assert f"({reference.year or 'n.d.'})" in reference.citation
    for name in reference.authors:
        assert name in reference.citation
