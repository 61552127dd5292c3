"""Words to avoid are found wherever they are said, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.check.pattern_words import Holds, may_match, needed_words
from rapport.load.content import load_content
from rapport.model.site import SafetyTerm
from tests.check.library import checked, rules
from tests.content_cases import CONTENT

TIP, SCENARIO = "tips/first-hour.yml", "scenarios/nine-meetings.yml"


def shipped_terms() -> tuple[SafetyTerm, ...]:
    settings = load_content(CONTENT).settings
    assert settings is not None
    return settings.safety_terms


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TIP, "They have waited to say it.", "An EPIDEMIC of forms."),
        (TIP, "They have waited to say it.", "An **epi**demic of forms."),
        (TIP, "They have waited to say it.", "An [epidemic](leaning) of forms."),
        (TIP, "minutes: 5\n", "minutes: 5\nasked_as: [epidemic of forms]\n"),
        (TIP, "minutes: 5\n", "minutes: 5\ntrainer_notes: An epidemic of forms.\n"),
        ("references.yml", "caveat: One service in one town.", "caveat: Seen in an epidemic."),
        ("glossary.yml", "How two people work together.", "No epidemic."),
        ("quizzes/knowing.yml", "text: The form,", "text: The epidemic,"),
        ("sources.yml", "The idea of the first hour", "The epidemic"),
        ("site.yml", "This page talks about abuse.", "This page talks about an epidemic."),
    ],
)
def test_said_anywhere(path: str, old: str, new: str) -> None:
    found = checked({path: (old, new)})
    assert rules(found) == ["safety-word"]
    assert found.problems[0].place.path == path


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("references.yml", "title: First meetings", "title: An epidemic of first meetings"),
        ("references.yml", "Journal of Helping", "Journal of Epidemics, epidemic issue"),
        ("references.yml", "doi: 10.1000/example.1", "doi: 10.1000/epidemic"),
        ("references.yml", "doi: 10.1000/example.1", "url: https://example.org/epidemic"),
        ("reflections/who-else.yml", "minutes: 5\n", "minutes: 5\ntags: [epidemic]\n"),
        (TIP, "They have waited to say it.", "See [them](https://example.org/an/epidemic)."),
    ],
)
def test_names_and_addresses_are_left_as_they_are(path: str, old: str, new: str) -> None:
    assert rules(checked({path: (old, new)})) == []


@pytest.mark.parametrize("exempt", ["epidemic", "Epidemic", "EPIDEMICS", "demic"])
def test_a_page_may_teach_a_word(exempt: str) -> None:
    new = f"minutes: 5\nsafety_exempt: [{exempt}]\ntrainer_notes: Never say epidemics.\n"
    assert rules(checked({TIP: ("minutes: 5\n", new)})) == []


def test_an_exemption_holds_for_its_page_only() -> None:
    new = "minutes: 5\nsafety_exempt: [epidemic]\ntrainer_notes: Never say epidemic.\n"
    other = ("What do you notice?", "An epidemic?")
    found = checked({TIP: ("minutes: 5\n", new), SCENARIO: other})
    assert [(p.rule, p.place.path) for p in found.problems] == [("safety-word", SCENARIO)]


def test_a_second_time_on_a_page_is_told_at_its_own_place() -> None:
    old = "text: Ken agrees with each suggestion and leaves his letters shut."
    new = "text: >\n  An epidemic of letters.\n  Another epidemic, and an epidemic."
    found = checked({SCENARIO: (old, new)})
    places = [(p.place.line, p.place.column) for p in found.problems]
    assert places == [(14, 6), (15, 11), (15, 28)]


WORDS = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        "abc",
        "suicide",
        "Commit",
        "committed",
        "risk",
        "high-risk",
        "people",
        "person",
        "the",
        "of",
        "epidemic",
        "s",
        "ing",
    ]
)
PIECES = st.recursive(
    st.sampled_from(
        [
            r"\b",
            r"\s+",
            "risk",
            "people",
            "s?",
            "committ?ed",
            "[- ]",
            r"\w+",
            "ab+",
            "(?!x)",
            "abc*",
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"(?:{part})?"),
        inner.map(lambda part: f"(?:{part}){{0,2}}"),
    ),
    max_leaves=6,
)


@given(PIECES, st.lists(WORDS, max_size=8).map(" ".join))
def test_a_text_that_matches_is_never_passed_over(pattern: str, text: str) -> None:
    if re.search(pattern, text, re.IGNORECASE):
        assert may_match(needed_words(pattern), Holds(text))


def test_what_patterns_need() -> None:
    assert needed_words(r"\bepidemics?\b") == ((frozenset({"epidemic"}),),)
    assert needed_words(r"\bhard[- ]to[- ]reach\b") == (
        (frozenset({"hard"}), frozenset({"reach"})),
    )
    assert needed_words(r"(?:low|high)[- ]risk|needy") == (
        (frozenset({"risk"}), frozenset({"low", "high"})),
        (frozenset({"needy"}),),
    )
    assert needed_words(r"(?i)word|\x41bc") == ((),), "what cannot be told is always searched"
    assert all(alternative for t in shipped_terms() for alternative in needed_words(t.pattern))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("He died by suicide.", True),
        ("She spoke of self harm.", True),
        ("Follow [what to do](suicide-and-safety).", False),
    ],
)
def test_heavy_words_ask_for_a_note(said: str, told: bool) -> None:
    note = "id: suicide-and-safety\ntype: glossary\ntitle: Safety\nsummary: S.\ndefinition: D.\n"
    change = {TIP: ("They have waited to say it.", said)}
    found = rules(checked(change, more={"more.yml": note}))
    assert found == (["content-note-missing"] if told else [])


def test_a_question_may_carry_its_own_note() -> None:
    quiz = "quizzes/knowing.yml"
    question = "stem: What comes first?"
    heavy = "stem: What if she names suicide?"
    assert rules(checked({quiz: (question, heavy)})) == ["content-note-missing"]
    noted = (question, f"{heavy}\n    content_note: suicide")
    assert rules(checked({quiz: noted})) == ["sensitive-unreviewed"]
