"""Every language says as much as English does, and nothing is said outside the catalogue."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
import yaml

from rapport.catalogue import words
from rapport.catalogue.words import LANGUAGES, REFERENCE, Catalogue, catalogue, shortcomings

PACKAGE = Path(words.__file__).parents[1]
TEMPLATES = PACKAGE / "render" / "templates"
QUIZ_SCRIPTS = PACKAGE / "web" / "src"
SAID_BY_PYTHON = ("rules",)
"""Sections whose keys are partly put together in Python; each is used by a test of worksheets."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language: words.Language) -> None:
    assert list(shortcomings(catalogue(language), catalogue(REFERENCE))) == []


def test_only_what_a_person_has_read_counts_as_reviewed() -> None:
    assert catalogue("en").reviewed
    assert not catalogue("fr").reviewed


def test_shortcomings_are_found() -> None:
    text = (PACKAGE / "catalogue" / "fr.yml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    broken = copy.deepcopy(data)
    del broken["quiz"]["see_result"]
    broken["quiz"]["new"] = "Nouveau"
    broken["quiz"]["of"] = "{part} sur {tout}"
    broken["quiz"]["marks"] = "{marks} sur {count}"
    del broken["quiz"]["points_from"]["one"]
    broken["quiz"]["missing"]["one"] = "Il manque une réponse."
    found = sorted(shortcomings(Catalogue("fr", broken), catalogue("en")))
    assert found == [
        "quiz.marks: one has plural forms and the other has not",
        "quiz.missing: “one” is said of 0 too, so it needs {count}",
        "quiz.new: is not in the English catalogue",
        "quiz.of: fills in ['part', 'tout'], not ['all', 'part']",
        "quiz.points_from: needs the plural forms one, other",
        "quiz.see_result: is missing",
    ]


def test_a_message_is_filled_in_and_counted() -> None:
    say = catalogue("en")
    assert say("quiz.of", part=3, all=20) == "3 of 20"
    assert say("quiz.missing", count=1) == "One is not answered yet. This is it."
    assert say("quiz.missing", count=2) == "2 are not answered yet. This is the first."
    french = catalogue("fr")
    assert french("quiz.missing", count=0) == "Il manque 0 réponse. La voici."
    with pytest.raises(KeyError):
        say("quiz.of", part=3)
    with pytest.raises(KeyError):
        say("quiz.nothing")


def test_text_stays_text_beside_markup() -> None:
    from markupsafe import Markup

    say = catalogue("en")
    plain = say("rules.line_if", ways="<b>", outcome="x")
    assert plain == "If <b>: x"
    assert not isinstance(plain, Markup)
    assert say("rules.line_if", ways="<b>", outcome=Markup("<i>x</i>")) == "If &lt;b&gt;: <i>x</i>"


def test_days_and_numbers_are_written_as_the_language_does() -> None:
    from datetime import date

    day = date(2026, 11, 2)
    assert catalogue("en").date(day) == "2 November 2026"
    assert catalogue("fr").date(day) == "2 novembre 2026"
    assert (catalogue("en").decimal_point, catalogue("fr").decimal_point) == (".", ",")


def used(*texts: str) -> set[str]:
    """What stands in quotes in some sources."""
    return {word for text in texts for word in re.findall(r'"([\w.]+)"', text)}


def test_every_word_of_the_quiz_script_is_said_and_no_other() -> None:
    sources = [f.read_text(encoding="utf-8") for f in QUIZ_SCRIPTS.glob("*.js")]
    sections = catalogue().sections
    unused = {"storage_"}
    known = sections["quiz"].keys() | {
        k for k in sections["interface"] if not k.startswith(tuple(unused))
    }
    assert {k for k in sections["quiz"] if k not in used(*sources)} == set()
    said = {k for text in sources for k in re.findall(r'\bsay\("(\w+)"', text)}
    said |= {
        k
        for t in sources
        for pair in re.findall(r'\bsay\([^()]*? \? "(\w+)" : "(\w+)"', t)
        for k in pair
    }
    assert said - known == set()
    assert len(said) > 60


def test_every_word_of_keeping_a_place_is_said() -> None:
    text = (QUIZ_SCRIPTS / "place" / "keep_place.js").read_text(encoding="utf-8")
    states = {f"place_{s}" for s in ("blocked", "full", "damaged", "newer", "refused")}
    assert catalogue().sections["place"].keys() == (
        {k for k in catalogue().sections["place"] if f'"{k}"' in text} | states
    )


def test_every_word_of_forms_is_said() -> None:
    sources = [f.read_text(encoding="utf-8") for f in TEMPLATES.rglob("*.j2")]
    together = "".join(sources)
    built = ("form.items_", "form.choose_", "form.measure_", "help.procedure_")
    for section in ("form", "help"):
        for name in catalogue().sections[section]:
            key = f"{section}.{name}"
            assert f'"{key}"' in together or key.startswith(built), key


QUIZ_TEMPLATES = sorted((TEMPLATES / "quiz").glob("*.j2"))
SPOKEN = re.compile(r">([^<>{}]*[A-Za-z]{2}[^<>{}]*)<")


@pytest.mark.parametrize("template", QUIZ_TEMPLATES, ids=lambda t: t.name)
def test_templates_of_quizzes_say_nothing_themselves(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text("utf-8"), flags=re.S)
    assert [s for s in SPOKEN.findall(text) if s.strip()] == []


def test_scripts_of_quizzes_say_nothing_themselves() -> None:
    for file in (*QUIZ_SCRIPTS.glob("*.js"), *(QUIZ_SCRIPTS / "place").glob("*.js")):
        code = re.sub(
            r"/\*.*?\*/|//[^\n]*|throw new Error\([^\n]*", "", file.read_text("utf-8"), flags=re.S
        )
        sentences = re.findall(r'"([A-Z][a-z]+(?: [a-z]+)+[.?!]?)"', code)
        assert sentences == [], file.name
