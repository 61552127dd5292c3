"""Titles full of signs: readers see the author's characters, and nothing runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from rapport.render.navigation import navigation
from rapport.site.build import Engine
from tests.site.html_pages import Element, article, read_page
from tests.site.projects import (
    built,
    change_settings,
    compiled,
    make_project,
    write_reflection,
)

TITLES = {
    "quotes": "\"Double\", 'single', “true” and `back`",
    "colons": "Trust: a start # not a comment - no list: [none] {none}",
    "emoji-and-arabic": "😀 👩‍👩‍👧 شكرا جزيلا 谢谢",
    "braces": "{{ config.site_name }} {% raw %} {# none #} ${x}",
    "script": "<script>document.title = 'owned'</script>",
    "breaking-out": "</title></head><img src=x onerror=alert(1)><b>",
    "entities": "&lt;b&gt; &amp; &copy; &#42; & AT&T",
    "markdown-signs": "*_[a]_* **b** __c__ ~~d~~ ^e^ ==f== `g` | h \\i \\* !j <k@l.mm>",
    "heading-signs": "# one ## two ## {: .x } {#y}",
    "list-signs": "1. one - two + three > four",
    "yaml-signs": "--- !tag &anchor *alias %x @y | > ? null ~",
    "only-number": "2026",
    "boolean": "yes",
    "unusual-spaces": "one\u2028two\u0085three\u00a0four",
}
"""Characters that mean something to YAML, HTML, Markdown, Jinja2 or JSON."""


@dataclass(frozen=True)
class Site:
    folder: Path
    engine: Engine

    def page(self, entry_id: str) -> Element:
        return read_page(self.folder / "reflection" / entry_id / "index.html")


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    project = make_project(tmp_path_factory.mktemp(request.param))
    change_settings(project, organisation="Name")
    for entry_id, title in TITLES.items():
        write_reflection(project, entry_id, title=title, summary=f"Of {title}", asked_as=[title])
    write_reflection(project, "zz-last")  # so that every title is somebody's next
    write_reflection(project, "links", related=list(TITLES))
    return Site(built(project, engine=request.param).site, request.param)


def shown(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("entry_id", TITLES)
def test_the_page_shows_the_authors_characters(site: Site, entry_id: str) -> None:
    title = shown(TITLES[entry_id])
    page = site.page(entry_id)

    assert page.one("title").words == f"{title} - Name"
    heading = article(page).one("h1").without(lambda e: e.tag == "a")
    assert heading.words == title
    assert title in [t.words for t in page.all("span", css_class="md-ellipsis")]
    assert article(page).all("q") == []  # the questions that it answers are for search only
    assert page.all("nav", css_class="md-tags") == []
    lede = article(page).one("div", css_class="rp-lede")
    assert lede.words == f"Of {title}"
    description = [m for m in page.all("meta") if m.attributes.get("name") == "description"]
    assert [shown(m.attributes["content"]) for m in description] == [f"Of {title}"]


@pytest.mark.parametrize("entry_id", TITLES)
def test_other_pages_show_them_too(site: Site, entry_id: str) -> None:
    title = shown(TITLES[entry_id])
    listing = read_page(site.folder / "reflection" / "index.html")
    cards = article(listing).one("ul", css_class="rp-cards")
    assert title in [strong.words for strong in cards.all("strong")]
    related = article(site.page("links")).one("ul", css_class="rp-related")
    assert title in [a.words for a in related.all("a")]
    for page in (listing, site.page("links")):
        navigated = [a.words for n in page.all("nav", css_class="md-nav") for a in n.all("a")]
        assert title in navigated


def test_the_next_page_is_named_with_the_authors_characters(site: Site) -> None:
    named = set()
    for entry_id in (*TITLES, "zz-last"):
        footer = site.page(entry_id).one("footer", css_class="md-footer")
        for link in footer.all("a"):
            direction, _, title = link.words.partition(" ")
            named.add(title)
            assert direction in ("Previous", "Next")
            assert "aria-label" not in link.attributes
    assert {shown(t) for t in TITLES.values()} <= named


def test_nothing_runs(site: Site) -> None:
    plain = read_page(site.folder / "reflection" / "who-else" / "index.html")
    expected = [s.text for s in plain.all("script") if "src" not in s.attributes]
    for entry_id in TITLES:
        page = site.page(entry_id)
        assert [s.text for s in page.all("script") if "src" not in s.attributes] == expected
        assert [e for e in page.walk() for name in e.attributes if name.startswith("on")] == []
        assert [e.attributes for e in article(page).all("img")] == []
        assert page.all("b") == page.all("k@l.mm") == []


def test_pages_outside_the_navigation_keep_their_titles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapport.render.navigation.FULL_NAV_PAGES", 3)
    project = make_project(tmp_path)
    change_settings(project, organisation="Name")
    for entry_id, title in TITLES.items():
        write_reflection(project, entry_id, title=title)

    done = compiled(project)
    library = done.examined.loaded.library
    assert library is not None
    assert navigation(library, list(library.pages)) == done.nav
    assert not any(entry.entries for tab in done.nav for entry in tab.entries)
    site = built(project).site

    for entry_id, title in TITLES.items():
        page = read_page(site / "reflection" / entry_id / "index.html")
        assert page.one("title").words == f"{shown(title)} - Name"
