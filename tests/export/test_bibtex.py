"""BibTeX, read back by a parser that others rely on."""

from __future__ import annotations

import re

import pytest
from pybtex.database import BibliographyData, Entry, parse_string
from pybtex.richtext import Text

from rapport.export.bibtex import as_bibtex
from rapport.model.evidence import Reference
from tests.export.factory import make_reference, shipped_references

BIBLATEX_NEEDS = {
    "article": {"title", "journal"},
    "incollection": {"title", "booktitle"},
    "book": {"title"},
    "collection": {"title"},
    "report": {"title", "type", "institution"},
    "online": {"title", "url"},
    "misc": {"title"},
}
"""What biblatex asks of each kind of entry, beside names and a year."""


def read(references: list[Reference]) -> BibliographyData:
    return parse_string(as_bibtex(references), "bibtex")


def entry(**fields: object) -> Entry:
    (made,) = read([make_reference(**fields)]).entries.values()
    return made


UNKNOWN_TO_THE_PARSER = {
    r"\textbraceleft ": "{",
    r"\textbraceright ": "}",
    r"\textasciicircum ": "^",
    r"\$": "$",
}
"""Commands of LaTeX itself that the parser hands through."""


def shown(field: str) -> str:
    """What LaTeX would print."""
    text = str(Text.from_latex(field).render_as("text"))
    for command, sign in UNKNOWN_TO_THE_PARSER.items():
        text = text.replace(command, sign)
    return text


def names(made: Entry, role: str = "author") -> list[str]:
    return [shown(str(person)) for person in made.persons[role]]


# What is shipped


def test_every_shipped_reference_is_read_back_with_all_it_holds() -> None:
    references = shipped_references()
    entries = read(references).entries
    assert list(entries) == [r.id for r in references]
    for reference in references:
        fields = entries[reference.id].fields
        assert shown(fields["title"]) == (reference.full_title or reference.title)
        assert fields.get("year", "") == str(reference.year or "")
        assert fields.get("doi") == reference.doi
        assert fields.get("url") == reference.url
        assert fields.get("volume") == reference.volume
        assert fields.get("number") == reference.issue
        container = fields.get("journal") or fields.get("booktitle")
        assert (shown(container) if container else None) == reference.container
        assert fields.get("publisher") or fields.get("institution") == reference.publisher
        pages = fields.get("pages", fields.get("eid", "")).replace("--", "–")
        assert pages == (reference.pages or "")


def test_every_shipped_reference_has_what_its_kind_of_entry_needs() -> None:
    for key, made in read(shipped_references()).entries.items():
        assert BIBLATEX_NEEDS[made.type] <= made.fields.keys(), key
        assert set(made.persons) in ({"author"}, {"editor"}), key


def test_the_kinds_of_shipped_work() -> None:
    entries = read(shipped_references()).entries
    others = {key: made.type for key, made in entries.items() if made.type != "article"}
    assert others == {
        "castonguay-2012": "collection",
        "dear-2004": "incollection",
        "who-2023": "report",
        "nice-ng225": "online",
        "samaritans-guidelines": "online",
    }


def test_names_that_a_citation_leaves_out_are_owned_up_to() -> None:
    entries = read(shipped_references()).entries
    assert names(entries["cipriani-2018"])[-1] == "others"
    assert names(entries["fluckiger-2020"])[-1] == "others"
    assert names(entries["swift-2012"]) == ["Swift, J. K.", "Greenberg, R. P."]


def test_editors_are_no_authors() -> None:
    made = read(shipped_references()).entries["castonguay-2012"]
    assert names(made, "editor") == ["Castonguay, L. G.", "Hill, C. E."]


@pytest.mark.parametrize(
    ("key", "organisation"),
    [
        ("who-2023", "World Health Organization"),
        ("nice-ng225", "National Institute for Health and Care Excellence"),
        ("samaritans-guidelines", "Samaritans"),
    ],
)
def test_an_organisation_is_one_name(key: str, organisation: str) -> None:
    (person,) = read(shipped_references()).entries[key].persons["author"]
    assert (person.first_names, person.prelast_names) == ([], [])
    assert [shown(n) for n in person.last_names] == [organisation]


# Odd input


@pytest.mark.parametrize(
    "title",
    [
        "100% sure & #1_of $5",
        r"A {brace} too many } and \one{ backslash\ ",
        "~ about ^ that",
        'Said "plainly" and ‘softly’ – or — so',
        "Vîslă, Hróbjartsson, Gøtzsche, naïve",
        "Ψυχή",
        "心理療法における関係",
        "العلاقة العلاجية",
        "Self-harm @home, = (brackets) % 5",
    ],
)
def test_any_title_comes_back_as_it_was(title: str) -> None:
    made = entry(title=title, container=title, publisher=title)
    assert shown(made.fields["title"]) == title.strip()
    assert shown(made.fields["booktitle"]) == title.strip()
    assert shown(made.fields["publisher"]) == title.strip()


def test_signs_that_mean_something_to_latex_are_written_as_signs() -> None:
    written = entry(container="% & # _ $ ~ ^").fields["journal"]
    assert written == r"\% \& \# \_ \$ \textasciitilde{} \textasciicircum{}"


def test_odd_entries_do_not_spoil_their_neighbours() -> None:
    odd = make_reference(id="odd", title="} @article{x, \\", authors=["A } and { B"], doi=None)
    assert list(read([odd, make_reference(id="next")]).entries) == ["odd", "next"]


@pytest.mark.parametrize(
    ("written", "first", "prelast", "last", "lineage"),
    [
        ("Del Re, A. C.", "A.C.", "", "Del Re", ""),
        ("van der Kolk, B. A.", "B.A.", "van der", "Kolk", ""),
        ("O'Donnell, P.", "P.", "", "O'Donnell", ""),
        ("Crits-Christoph, P.", "P.", "", "Crits-Christoph", ""),
        ("King, M. L., Jr.", "M.L.", "", "King", "Jr."),
        ("García Márquez, G.", "G.", "", "García Márquez", ""),
        ("Cait, C.-A.", "C.-A.", "", "Cait", ""),
        ("山田, 太郎", "太郎", "", "山田", ""),
    ],
)
def test_a_person_is_read_as_written(
    written: str, first: str, prelast: str, last: str, lineage: str
) -> None:
    (person,) = entry(authors=[written]).persons["author"]
    given = "".join([*person.first_names, *person.middle_names])
    assert (given, " ".join(person.prelast_names)) == (first, prelast)
    assert (" ".join(person.last_names), " ".join(person.lineage_names)) == (last, lineage)


@pytest.mark.parametrize(
    "organisation",
    [
        "NICE",
        "Department of Health, Social Services and Public Safety",
        "Barnes and Noble",
        "Smith & Sons, Ltd",
        "North College, School 2, Team",
        "A, B, C, D",
    ],
)
def test_an_organisation_stays_whole_whatever_its_name(organisation: str) -> None:
    first, second = entry(authors=[organisation, "Bordin, E. S."]).persons["author"]
    assert [shown(n) for n in first.last_names] == [organisation]
    assert second.last_names == ["Bordin"]


def test_a_list_may_end_with_et_al() -> None:
    assert names(entry(authors=["Bordin, E. S.", "et al."])) == ["Bordin, E. S.", "others"]


def test_a_work_without_a_year_has_none() -> None:
    made = entry(year=None, citation="Bordin, E. S. (n.d.). The working alliance.")
    assert "year" not in made.fields


def test_who_has_not_confirmed_it_says_so() -> None:
    assert entry(verified={"status": "unverified"}).fields["note"] == "Not yet confirmed"
    assert "note" not in entry().fields


def test_an_articles_number_is_not_a_page() -> None:
    assert entry(pages="e45").fields["eid"] == "e45"
    assert entry(pages="316–340").fields["pages"] == "316--340"
    assert entry(pages="e156-e168").fields["pages"] == "e156--e168"
    assert entry(pages="12", publisher="Nova").fields["pages"] == "12"


def test_addresses_stand_as_they_are() -> None:
    made = entry(doi="10.1000/a_b%3C1#{2", url="https://example.org/a_b?c=1&d=%20#e{f}")
    assert made.fields["doi"] == "10.1000/a_b%3C1#%7B2"
    assert made.fields["url"] == "https://example.org/a_b?c=1&d=%20#e%7Bf%7D"


def test_a_work_with_nothing_around_it_is_still_an_entry() -> None:
    made = entry(container=None)
    assert made.type == "misc"
    assert entry(container=None, publisher="Nova", kind="theory").type == "book"


def test_no_references_make_an_empty_file() -> None:
    assert as_bibtex([]) == ""


def test_a_file_is_laid_out_for_people() -> None:
    reference = make_reference(volume="16", issue="3", pages="252–260", doi="10.1037/h0085885")
    assert as_bibtex([reference]) == (
        "@article{bordin-1979,\n"
        "  author = {Bordin, E. S.},\n"
        "  title = {{The working alliance}},\n"
        "  journal = {Psychotherapy},\n"
        "  year = {1979},\n"
        "  volume = {16},\n"
        "  number = {3},\n"
        "  pages = {252--260},\n"
        "  doi = {10.1037/h0085885},\n"
        "}\n"
    )
    assert len(re.findall("^$", as_bibtex([reference, reference]), re.MULTILINE)) == 2
