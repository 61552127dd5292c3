"""Citations by number, words explained at their first use, and who names a page."""

from __future__ import annotations

import pytest

from rapport.load.content import load_content
from rapport.model.library import Library
from rapport.render.addresses import Addresses
from rapport.render.pages import published_ids
from rapport.render.prose import Prose
from rapport.render.view import View
from tests.content_cases import CONTENT
from tests.site.html_pages import Element, parse


@pytest.fixture(scope="module")
def library() -> Library:
    found = load_content(CONTENT).library
    assert found is not None
    return found


@pytest.fixture
def view(library: Library) -> View:
    """A page of its own."""
    return View(library, Addresses(library, published_ids(library, False), True), "tip/x.md")


def links(html: str, css_class: str) -> list[Element]:
    """The links that have a class, or stand in something that has it."""
    return [a for marked in parse(html).all(css_class=css_class) for a in marked.all("a")]


def test_works_are_numbered_in_the_order_of_reading(view: View) -> None:
    first = view.prose.block("One [@stone-2022] and two [@bordin-1979], again [@stone-2022].")
    later = view.cites(["bordin-1979", "swift-2012"])
    numbers = [(a.words, a.attributes["href"]) for a in links(first + later, "rp-cite")]
    assert numbers == [
        ("1", "#ref-stone-2022"),
        ("2", "#ref-bordin-1979"),
        ("1", "#ref-stone-2022"),
        ("2", "#ref-bordin-1979"),
        ("3", "#ref-swift-2012"),
    ]
    assert [(n, r.id) for n, r in view.citations.listed] == [
        (1, "stone-2022"),
        (2, "bordin-1979"),
        (3, "swift-2012"),
    ]


def test_the_name_of_a_citation_says_which_work_it_is(view: View) -> None:
    (link,) = links(view.prose.block("So it is [@stone-2022]."), "rp-cite")
    assert link.attributes["aria-label"] == "1: Stone et al., 2022"


def test_a_body_for_the_engine_cites_alike(view: View) -> None:
    assert view.prose.body("x [@stone-2022]").endswith(
        '<span class="rp-cite">&#91;<a href="#ref-stone-2022" '
        'aria-label="1: Stone et al., 2022">1</a>&#93;</span>'
    )


def test_without_a_list_works_are_cited_by_name(library: Library, view: View) -> None:
    prose = Prose(library, view.addresses, "tip/x.md")
    made = prose.block("So it is [@stone-2022].")
    assert parse(made).words == "So it is (Stone et al., 2022)."
    assert links(made, "citation")[0].attributes["href"] == "../reference/index.md#stone-2022"
    assert parse(view.cite_names(["stone-2022", "bordin-1979"])).words == (
        "(Stone et al., 2022; Bordin, 1979)"
    )


def test_a_word_is_explained_once_and_nowhere_it_disturbs(view: View) -> None:
    text = (
        "## Alliance\n\nAn [alliance of sorts](first-hour). The alliance, and the alliance again."
    )
    (link,) = links(view.prose.block(text), "rp-explained")
    assert link.words == "alliance"
    assert link.attributes["href"] == "../glossary/index.md#alliance"
    assert link.attributes["title"].startswith("The working partnership")
    assert links(view.prose.block("The alliance."), "rp-explained") == []


def test_a_link_to_the_term_counts_as_its_use(view: View) -> None:
    assert links(view.prose.block("An [alliance](alliance), alliance."), "rp-explained") == []


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_no_word_is_explained_in_a_block_of_code(view: View, fence: str) -> None:
    body = view.prose.body(f"{fence}\nThe alliance.\n{fence}\n\nThe alliance.")
    code, _, after = body.rpartition(fence)
    assert "rp-explained" not in code and len(links(after, "rp-explained")) == 1


def test_forms_and_panels_explain_nothing(view: View) -> None:
    assert links(view.plain_prose.block("The alliance."), "rp-explained") == []
    assert links(view.prose.block("Hope, and supervision."), "rp-explained") == []


def test_a_definition_with_signs_stays_words(library: Library, view: View) -> None:
    """What stands in an attribute of a body is read as Markdown by the engine."""
    term = library.entities["alliance"].model_copy(
        update={"summary": 'A *b* [c](d) "e" <f> `g` _h_ & i'}
    )
    odd = Library({**library.entities, "alliance": term}, library.settings)
    prose = Prose(odd, view.addresses, "tip/x.md", explaining=True)
    body = prose.body("The alliance.")
    assert not set(body.split('title="')[1].split('"')[0]) & set('*[]()<>`_"')
    (link,) = links(body, "rp-explained")
    assert link.attributes["title"] == 'A *b* [c](d) "e" <f> `g` _h_ & i'


def test_pages_know_who_names_them(view: View) -> None:
    naming = view.named_by("safety-and-suicide")
    assert "worried-about-safety" in naming and "safety-and-suicide" not in naming
    assert "worried-about-safety" not in view.named_by(
        "safety-and-suicide", ["worried-about-safety"]
    )
    assert "hope-and-expectation" in view.cited_on("stone-2022")
