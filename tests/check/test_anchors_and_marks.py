"""Links into pages, citations in brackets, and what is easy or hard to read."""

from __future__ import annotations

import pytest

from rapport.check.anchors import headings
from rapport.check.colours import contrast
from rapport.check.reading import lix, sentences
from tests.check.library import FILES, checked, rules

TIP, TERM = "tips/first-hour.yml", "glossary.yml"
OLD = "They have waited to say it."
CONCEPT = """id: an-idea
type: concept
title: An idea
summary: In short.
status: reviewed
version: "1.0"
last_reviewed: 2026-01-31
authors: [ed-team]
key_points: [It helps.]
body: |
  ## What it *is*

  Words.

  ## What it is

  ```
  ## No heading
  ```
"""


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("leaning#one-thing-alone", False),
        ("leaning#help", True),
        ("leaning#leaning", False),
        ("leaning#first-hour", True),
        ("an-idea#what-it-is", False),
        ("an-idea#what-it-is_1", False),
        ("an-idea#no-heading", True),
        ("noted#help", False),
        ("nine-meetings#help", True),
        ("today#help", True),
        ("nine-meetings#setting", True),
        ("one-thing-alone#help", True),
        ("alliance#help", True),
        ("smith-2020#smith-2020", True),
        ("an-article#A1.1", False),
        ("an-article#A9.9", True),
        ("#help", True),
        ("#first-hour", False),
        ("#why", True),
        ("https://example.org/#any", False),
    ],
)
def test_anchors(target: str, told: bool) -> None:
    noted = CONCEPT.replace("an-idea", "noted") + "content_note: trauma\nreviewers: [ed-team]\n"
    more = {"an-idea.yml": CONCEPT, "noted.yml": f"{noted}review_by: 2030-01-31\n"}
    found = checked({TIP: (OLD, f"See [there]({target}).")}, more=more)
    assert rules(found) == (["unknown-anchor"] if told else [])


def test_an_unknown_page_is_one_mistake() -> None:
    assert rules(checked({TIP: (OLD, "See [there](leening#help).")})) == ["unknown-link"]


def test_a_term_has_no_page_to_jump_in() -> None:
    old = "Agreement on what to do"
    assert rules(checked({TERM: (old, f"{old} ([help](#help))")})) == ["unknown-anchor"]


def test_headings_are_those_of_the_engine() -> None:
    body = "# One\n\n## Two & more\n\n### Été\n\n    # code\n"
    assert headings(body) == {"one", "two-more", "ete"}


@pytest.mark.parametrize(
    "words",
    ["[@smith-2020; @smith-2020]", "[@smith-2020;@smith-2020]", "[@smith-2020, p. 4]",
     "[see @smith-2020]", "[@ smith-2020]", "[@smith-2020 and others]"],
)  # fmt: skip
def test_one_citation_a_bracket(words: str) -> None:
    assert rules(checked({TIP: (OLD, f"So they say {words}.")})) == ["citation-form"]


@pytest.mark.parametrize(
    "words",
    ["[@smith-2020] [@smith-2020]", "[write to ed@example.org](mailto:ed@example.org)",
     "[ed@example.org]", "[an aside]", "mail ed@example.org", "@ 5 pm [or so]"],
)  # fmt: skip
def test_other_brackets_are_no_citations(words: str) -> None:
    assert rules(checked({TIP: (OLD, f"So they say {words}.")})) == []


def test_lix_by_hand() -> None:
    # Ten words in two sentences, three of them long: 10 / 2 + 100 * 3 / 10.
    text = "We listen before anything else. Afterwards come the forms, patiently."
    assert lix(text) == pytest.approx(35)
    assert lix("") == 0


def test_sentences_end_where_readers_pause() -> None:
    text = "One. Two? “Three!” Four: five\n\n## Six\n\n- seven\n- eight, v. 2.5\n\n1. nine"
    assert [s.split()[-1] for s in sentences(text)][:6] == [
        "One", "Two", "“Three", "Four", "five", "Six",
    ]  # fmt: skip
    assert len(sentences("a\n- b\n- c")) == 3


def test_at_most_three_long_sentences_a_page() -> None:
    long = " ".join(["word"] * 46) + "."
    change = {TIP: (OLD, f"{long} {long} {long} {long}")}
    assert rules(checked(change)) == ["reading-hard"] * 3
    assert rules(checked({TIP: (OLD, " ".join(["word"] * 45) + ".")})) == []


def test_the_small_library_says_nothing_hard() -> None:
    assert rules(checked({})) == []
    assert FILES


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_as_wcag_reckons_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)
