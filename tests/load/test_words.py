"""The organisation's words in every text."""

from __future__ import annotations

import pytest

from rapport.load.content import load_texts
from rapport.load.words import article_before, put_words
from rapport.model.site import Words
from tests.content_cases import VALID

FILES = {
    f.relative_to(VALID).as_posix(): f.read_text(encoding="utf-8")
    for f in sorted(VALID.rglob("*.yml"))
}
ADVISER = Words(
    helper="adviser",
    helpers="advisers",
    client="service user",
    clients="service users",
    session="appointment",
    sessions="appointments",
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A $helper asks a $client.", "An adviser asks a service user."),
        ("An $helper, a $session", "An adviser, an appointment"),
        ("$Helpers and the $client's plan", "Advisers and the service user's plan"),
        ("the $clients' own words", "the service users' own words"),
        ("A new $helper waits", "A new adviser waits"),
        ("a\n$helper", "an\nadviser"),
        ("Extra $session, data $helper", "Extra appointment, data adviser"),
        ("It costs $5 or 5$, not $", "It costs $5 or 5$, not $"),
        ("no words here", "no words here"),
    ],
)
def test_words_are_put_in_with_their_capital_and_article(written: str, read: str) -> None:
    assert put_words(written, ADVISER) == read


@pytest.mark.parametrize(
    ("word", "article"),
    [("user", "a"), ("adviser", "an"), ("hour", "an"), ("one-to-one worker", "a"), ("ally", "an")],
)
def test_article(word: str, article: str) -> None:
    assert article_before(word) == article


def test_settings_may_choose_the_article() -> None:
    words = Words(helper="MP", articles={"helper": "an"})
    assert put_words("a $helper, An $helper", words) == "an MP, An MP"


def _with_words(tip: str, terms: str) -> dict[str, str]:
    site = FILES["site.yml"] + f"\nterms: {terms}\n"
    return FILES | {"site.yml": site, "tips/first-hour.yml": tip}


def test_every_text_of_an_entry_gets_the_words_and_ids_do_not() -> None:
    tip = FILES["tips/first-hour.yml"].replace(
        "one_line:", "asked_as: [$client keeps cancelling]\none_line:"
    )
    loaded = load_texts(_with_words(tip, "{client: student, clients: students}"))
    assert loaded.problems == []
    library = loaded.library
    assert library is not None
    page = library.entities["first-hour"]
    assert page.asked_as == ("student keeps cancelling",)  # type: ignore[union-attr]


def test_a_misspelt_word_is_reported_where_it_stands() -> None:
    tip = FILES["tips/first-hour.yml"].replace("one_line:", "asked_as: [the $cliennt]\none_line:")
    (problem,) = load_texts(_with_words(tip, "{client: student}")).problems
    line = next(n for n, text in enumerate(tip.splitlines(), 1) if "cliennt" in text)
    assert (problem.rule, problem.place.line) == ("unknown-word", line)
    assert problem.message == "“$cliennt” is not one of the organisation's words."
    assert problem.hint == "Did you mean “$client”?"


def test_terms_that_are_amiss_are_reported_once() -> None:
    problems = load_texts(_with_words(FILES["tips/first-hour.yml"], "[helper]")).problems
    assert [p.rule for p in problems] == ["wrong-type"]


def test_the_organisations_name_is_no_text_of_ours() -> None:
    named = FILES["site.yml"].replace("organisation: ", "organisation: The $AP ", 1)
    loaded = load_texts(FILES | {"site.yml": named})
    assert loaded.problems == [] and loaded.settings is not None
    assert loaded.settings.organisation.startswith("The $AP ")


@pytest.mark.parametrize("word", ["$client", "<b>aide</b>", "*aide*", "[aide](x)"])
def test_a_word_with_signs_of_its_own_is_refused_where_it_stands(word: str) -> None:
    text = f'{FILES["site.yml"]}terms: {{helper: "{word}"}}\n'
    more = FILES["glossary.yml"].replace("Agreement on what to do", "What a $helper agrees on")
    (problem,) = load_texts(FILES | {"site.yml": text, "glossary.yml": more}).problems
    assert (problem.rule, problem.place.path) == ("bad-value", "site.yml")
    assert problem.message.startswith("“helper” holds a sign")
