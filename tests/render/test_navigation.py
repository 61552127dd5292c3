"""Tabs by need, the trail to every page, and neighbours that make sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from rapport.load.content import load_content
from rapport.model.library import Library
from rapport.render.navigation import NavEntry, navigation, needs_with_pages, places
from tests.content_cases import CONTENT


@pytest.fixture(scope="module")
def library() -> Library:
    found = load_content(CONTENT).library
    assert found is not None
    return found


def depths(entries: Sequence[NavEntry], depth: int = 1) -> Iterator[int]:
    for entry in entries:
        yield depth
        yield from depths(entry.entries[1:], depth + 1)


def files(entries: Sequence[NavEntry]) -> Iterator[str]:
    for entry in entries:
        if entry.file:
            yield entry.file
        yield from files(entry.entries)


def test_the_tabs_are_needs(library: Library) -> None:
    nav = navigation(library, list(library.pages))
    assert [e.label for e in nav] == [
        "Home",
        "Understand",
        "Practise",
        "Reflect",
        "Teach",
        "Evidence",
        "About",
    ]
    assert [e.entries[0].file for e in nav[1:]] == [
        "understand/index.md",
        "practise/index.md",
        "reflect/index.md",
        "module/index.md",
        "evidence/index.md",
        "about/index.md",
    ]


def test_nothing_is_deeper_than_three_levels(library: Library) -> None:
    assert max(depths(navigation(library, list(library.pages)))) == 3


def test_every_page_is_there_once_and_has_a_place(library: Library) -> None:
    listed = list(files(navigation(library, list(library.pages))))
    assert len(listed) == len(set(listed))
    assert {f"{p.type}/{p.id}.md" for p in library.pages} <= set(listed)
    assert set(places(library, list(library.pages))) == set(listed) - {"index.md"}


def test_a_trail_leads_from_the_need_to_the_page(library: Library) -> None:
    found = places(library, list(library.pages))
    place = found["dynamic/co-dependent.md"]
    assert [(e.label, e.file) for e in place.trail] == [
        ("Understand", "understand/index.md"),
        ("Patterns", "dynamic/index.md"),
    ]
    assert found["understand/index.md"].trail == ()
    assert [e.label for e in found["glossary/index.md"].trail] == ["Understand"]


def test_neighbours_stay_in_their_section_and_order(library: Library) -> None:
    found = places(library, list(library.pages))
    tips = ["first-hour", "give-hope", "keep-it-alive", "needs-outside"]
    for at, tip in enumerate(tips):
        place = found[f"tip/{tip}.md"]
        before = place.previous.file if place.previous else None
        after = place.next.file if place.next else None
        assert before == (f"tip/{tips[at - 1]}.md" if at else None)
        assert after == (f"tip/{tips[at + 1]}.md" if at + 1 < len(tips) else None)
    assert found["dynamic/index.md"].next is None
    assert found["glossary/index.md"].previous is None


def test_a_large_site_names_sections_only_and_loses_no_place(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = list(library.pages)
    usual = places(library, pages)
    monkeypatch.setattr("rapport.render.navigation.FULL_NAV_PAGES", 3)
    nav = navigation(library, pages)
    assert [e.label for e in nav[1].entries] == ["Understand", "Patterns", "Ideas", "Glossary"]
    assert not any(e.entries for tab in nav for e in tab.entries)
    assert places(library, pages) == usual


def test_a_need_with_one_kind_needs_no_page_of_its_own(library: Library) -> None:
    pages = [p for p in library.pages if p.type in ("tip", "reflection", "module")]
    assert [n.kinds for n in needs_with_pages(library, pages)] == [("reflection", "cpd")]
    features = library.settings.features.model_copy(update={"cpd_record": False})
    settings = library.settings.model_copy(update={"features": features})
    library = replace(library, settings=settings)
    assert [n.id for n in needs_with_pages(library, pages)] == []
    nav = navigation(library, pages)
    assert [(e.label, e.entries[0].file) for e in nav[1:5]] == [
        ("Understand", "glossary/index.md"),
        ("Practise", "tip/index.md"),
        ("Reflect", "reflection/index.md"),
        ("Teach", "module/index.md"),
    ]
