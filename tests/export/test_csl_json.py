"""CSL-JSON, set as a reference list by a citation processor that others rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from rapport.export.csl_json import as_csl_json
from rapport.model.evidence import Reference
from tests.export.factory import make_reference, shipped_references

PROPERTIES = {
    "id",
    "type",
    "author",
    "editor",
    "title",
    "container-title",
    "issued",
    "volume",
    "issue",
    "page",
    "genre",
    "publisher",
    "DOI",
    "URL",
    "note",
}
NAME_PARTS = {"family", "given", "non-dropping-particle", "suffix"}
TYPES = {"article-journal", "chapter", "book", "report", "webpage", "document"}
"""Names from the CSL-JSON schema (citation-style-language/schema, csl-data.json)."""


def items(references: list[Reference]) -> list[dict[str, Any]]:
    made = json.loads(as_csl_json(references))
    assert isinstance(made, list)
    return made


def item(**fields: object) -> dict[str, Any]:
    (made,) = items([make_reference(**fields)])
    return made


def listed(references: list[Reference]) -> list[str]:
    """The reference list. The processor warns of what it does not know, and warnings fail."""
    source = CiteProcJSON(items(references))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for reference in references:
        bibliography.register(Citation([CitationItem(reference.id)]))
    return [str(line) for line in bibliography.bibliography()]


# What is shipped


def test_shipped_items_keep_to_the_schema() -> None:
    made = items(shipped_references())
    assert [i["id"] for i in made] == [r.id for r in shipped_references()]
    for entry in made:
        assert entry.keys() <= PROPERTIES
        assert entry["type"] in TYPES
        for name in entry.get("author", entry.get("editor")):
            assert name.keys() == {"literal"} or {"family", "given"} <= name.keys() <= NAME_PARTS
        texts = {k: v for k, v in entry.items() if k not in ("author", "editor", "issued")}
        assert all(isinstance(v, str) and v for v in texts.values())
        if "issued" in entry:
            assert entry["issued"].keys() == {"date-parts"}
            ((year,),) = entry["issued"]["date-parts"]
            assert isinstance(year, int)


def test_a_processor_sets_every_shipped_reference() -> None:
    references = shipped_references()
    lines = listed(references)
    assert len(lines) == len(references)
    for reference, line in zip(references, lines, strict=True):
        assert reference.authors[0].split(",")[0] in line
        assert str(reference.year or "no date") in line
        assert (reference.container or "") in line
        assert (reference.pages or "").split("–")[0] in line
        if not reference.publisher:  # the style prints no volume of a book
            assert (reference.volume or "") in line
            assert f"({reference.issue})" in line or reference.issue is None


def test_shipped_items_hold_what_the_reference_holds() -> None:
    for reference, made in zip(shipped_references(), items(shipped_references()), strict=True):
        assert made["title"] == (reference.full_title or reference.title)
        assert made.get("DOI") == reference.doi
        assert made.get("URL") == reference.url
        assert made.get("container-title") == reference.container
        assert made.get("volume") == reference.volume
        assert made.get("issue") == reference.issue
        assert made.get("publisher") == reference.publisher
        assert made.get("page", "").replace("-", "–") == (reference.pages or "")
        unconfirmed = reference.verified.status == "unverified"
        assert ("Not yet confirmed" in made.get("note", "")) == unconfirmed


def test_the_kinds_of_shipped_work() -> None:
    made = items(shipped_references())
    others = {i["id"]: i["type"] for i in made if i["type"] != "article-journal"}
    assert others == {
        "castonguay-2012": "book",
        "dear-2004": "chapter",
        "who-2023": "report",
        "nice-ng225": "webpage",
        "samaritans-guidelines": "webpage",
    }


def test_organisations_are_literal_and_editors_are_editors() -> None:
    made = {i["id"]: i for i in items(shipped_references())}
    assert made["who-2023"]["author"] == [{"literal": "World Health Organization"}]
    assert made["samaritans-guidelines"]["author"] == [{"literal": "Samaritans"}]
    assert made["nice-ng225"]["author"] == [
        {"literal": "National Institute for Health and Care Excellence"}
    ]
    assert [n["family"] for n in made["castonguay-2012"]["editor"]] == ["Castonguay", "Hill"]


def test_names_that_a_citation_leaves_out_are_owned_up_to() -> None:
    made = {i["id"]: i for i in items(shipped_references())}
    assert made["cipriani-2018"]["note"] == "The list of names is shortened"
    assert "note" not in made["swift-2012"]


# Odd input


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Bordin, E. S.", {"family": "Bordin", "given": "E. S."}),
        ("Del Re, A. C.", {"family": "Del Re", "given": "A. C."}),
        (
            "van der Kolk, B. A.",
            {"family": "Kolk", "given": "B. A.", "non-dropping-particle": "van der"},
        ),
        ("hooks, b.", {"family": "hooks", "given": "b."}),
        ("King, M. L., Jr.", {"family": "King", "given": "M. L.", "suffix": "Jr."}),
        ("Gøtzsche, P. C.", {"family": "Gøtzsche", "given": "P. C."}),
        ("Samaritans", {"literal": "Samaritans"}),
        ("Department of Health, London", {"literal": "Department of Health, London"}),
        ("Bordin,", {"literal": "Bordin,"}),
        (", E. S.", {"literal": ", E. S."}),
    ],
)
def test_a_name_in_its_parts(written: str, expected: dict[str, str]) -> None:
    made = item(authors=[written])
    assert made["author"] == [expected]
    assert expected.get("family", expected.get("literal")) in listed(
        [make_reference(authors=[written])]
    )[0].replace("&amp;", "&")


def test_text_is_kept_as_it_is() -> None:
    title = r"100% {sure} \ & #1_of <5> “心理”"
    assert item(title=title)["title"] == title


def test_et_al_is_no_name() -> None:
    made = item(authors=["Bordin, E. S.", "et al."])
    assert made["author"] == [{"family": "Bordin", "given": "E. S."}]
    assert made["note"] == "The list of names is shortened"


def test_a_work_without_a_year_has_no_date() -> None:
    undated = make_reference(year=None, citation="Bordin, E. S. (n.d.). The working alliance.")
    assert "issued" not in items([undated])[0]
    assert "no date" in listed([undated])[0]


def test_no_references_make_an_empty_list() -> None:
    assert as_csl_json([]) == "[]\n"
