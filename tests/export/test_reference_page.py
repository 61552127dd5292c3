"""The list of all references, as readers see it."""

from __future__ import annotations

import pytest

from rapport.export.bibtex import as_bibtex
from rapport.export.csl_json import as_csl_json
from rapport.export.files import reference_files
from rapport.site.build import build_site
from tests.export.factory import make_reference
from tests.site.html_pages import Element, article, read_page
from tests.site.projects import change_settings, make_project, write_entry, write_reflection

WORK = {
    "type": "reference",
    "title": "A work",
    "kind": "rct",
    "year": 2001,
    "authors": ["Doe, A."],
    "citation": "Doe, A. (2001). A work.",
    "finding": "It helps.",
    "caveat": "In one town.",
    "verified": {"status": "confirmed", "on": "2026-01-31", "note": "Seen in a library"},
}
REASON = "The book is on order."


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Element:
    project = make_project(tmp_path_factory.mktemp("references"))
    unverified = {"status": "unverified", "note": "The DOI is from memory"}
    works = {
        "odd-doi": {"doi": "10.1000/a(b)<c>2-#?"},
        "on-the-web": {
            "citation": "Doe, A. (2001). A work. https://example.org/work",
            "url": "https://example.org/work",
        },
        "disputed": {"disputed_by": ["odd-doi", "on-the-web"], "superseded_by": "odd-doi"},
        "unconfirmed": {"verified": unverified},
        "let-pass": {"verified": unverified},
    }
    for key, fields in works.items():
        write_entry(project, f"works/{key}.yml", **{**WORK, "id": key, **fields})
    claim = {"claim": "It is so [@odd-doi] [@let-pass].", "strength": "practice-wisdom"}
    write_reflection(project, "first-citing", evidence=[claim])
    write_reflection(
        project,
        "second-citing",
        evidence=[{"claim": "Yes.", "cites": ["odd-doi"], "strength": "limited"}],
    )
    exception = {"rule": "unverified-reference", "entity": "let-pass", "reason": REASON}
    change_settings(project, exceptions=[exception])
    done = build_site(project, strict=False)
    assert not done.compiled.failed
    return article(read_page(project.site / "reference" / "index.html"))


def item(page: Element, key: str) -> Element:
    (found,) = [e for e in page.all("li") if e.attributes.get("id") == key]
    return found


def lines(page: Element, key: str) -> list[str]:
    return [p.words for p in item(page, key).all("p")]


def test_a_doi_is_a_link_that_any_doi_survives(page: Element) -> None:
    link = item(page, "odd-doi").all("a")[0]
    assert link.words == "https://doi.org/10.1000/a(b)<c>2-#?"
    assert link.attributes["href"] == "https://doi.org/10.1000/a%28b%29%3Cc%3E2-%23%3F"


def test_an_address_is_not_said_twice(page: Element) -> None:
    assert lines(page, "on-the-web")[0] == "Doe, A. (2001). A work. https://example.org/work"
    assert item(page, "on-the-web").one("a").words == "https://example.org/work"


def test_kind_finding_caveat_and_check_are_in_words(page: Element) -> None:
    assert lines(page, "on-the-web")[1:] == [
        "Randomised controlled trial. Found: It helps. Caveat: In one town.",
        "Confirmed on 31 January 2026. Seen in a library.",
    ]


def test_what_is_not_confirmed_is_said_once(page: Element) -> None:
    assert lines(page, "unconfirmed")[2] == "Not yet confirmed. The DOI is from memory."
    assert lines(page, "let-pass")[2] == f"Not yet confirmed. {REASON}"


def test_disputes_name_the_works_and_lead_to_them(page: Element) -> None:
    superseded, disputed = lines(page, "disputed")[2:4]
    assert superseded == "Superseded by (Doe, 2001)"
    assert disputed == "Disputed by (Doe, 2001; Doe, 2001)"
    targets = [a.attributes["href"].partition("#")[2] for a in item(page, "disputed").all("a")]
    assert targets == ["odd-doi", "odd-doi", "on-the-web"]


def test_it_says_which_pages_cite_a_work(page: Element) -> None:
    assert lines(page, "odd-doi")[-1] == "Cited on: Title of first-citing, Title of second-citing"
    targets = [a.attributes["href"] for a in item(page, "odd-doi").all("a")[1:]]
    assert targets == ["../reflection/first-citing/", "../reflection/second-citing/"]
    assert not any(line.startswith("Cited on") for line in lines(page, "unconfirmed"))


def test_the_links_lead_to_the_files_that_are_made(page: Element) -> None:
    files = reference_files([make_reference()])
    assert files == {
        "reference/references.bib": as_bibtex([make_reference()]).encode(),
        "reference/references.json": as_csl_json([make_reference()]).encode(),
    }
    by_words = {a.words: f"reference/{a.attributes['href']}" for a in page.all("a")}
    assert [by_words["BibTeX"], by_words["CSL-JSON"]] == list(files)
    assert reference_files([]) == {}
