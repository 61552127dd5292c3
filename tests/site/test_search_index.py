"""The search index holds what readers look for, and nothing that gives a quiz away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from rapport.render.view import title_of
from rapport.site.compile import examine
from tests.site.conftest import Sites
from tests.site.html_pages import parse

SHORTEST = 12
"""Sentences shorter than this ("Yes.") stand in many places and prove nothing."""


def documents(index: Path) -> list[dict[str, str]]:
    data = json.loads(index.read_text(encoding="utf-8"))
    return list(data.get("docs") or data["items"])


def plain(html: str) -> str:
    return " ".join(unescape(parse(html).text).split())


def index_of(sites: Sites, engine: str) -> list[dict[str, str]]:
    if engine == "mkdocs":
        return documents(sites.mkdocs / "search" / "search_index.json")
    return documents(sites.zensical / "search.json")


WORDS = {"helper": "helper", "client": "person", "session": "meeting"}
PLURALS = {"helper": "helpers", "client": "people", "session": "meetings"}


def usual_words(text: str) -> str:
    """A text with the usual words in the place of ``$helper`` and its like."""
    for name, word in WORDS.items():
        for sign, shown in ((f"${name}s", PLURALS[name]), (f"${name}", word)):
            capital = sign[:1] + sign[1].upper() + sign[2:]
            text = text.replace(sign, shown).replace(capital, shown.capitalize())
    return text


def content(sites: Sites) -> Iterator[dict[str, Any]]:
    """Every entry as its author wrote it, in the usual words."""
    for file in sorted(sites.project.content.rglob("*.yml")):
        read = yaml.load(usual_words(file.read_text(encoding="utf-8")), Loader=yaml.BaseLoader)
        yield from read if isinstance(read, list) else [read]


def sentences(markdown: str) -> Iterator[str]:
    """The plain sentences of a text, without those that Markdown changes."""
    for sentence in markdown.replace("\n", " ").split(". "):
        words = " ".join(sentence.split()).rstrip(".")
        if len(words) >= SHORTEST and not set(words) & set("*_[]()`@{}#"):
            yield words


def secrets(quiz: dict[str, Any]) -> Iterator[str]:
    """What only somebody who has finished the quiz should read."""
    for result in quiz["results"]:
        yield from sentences(result["text"])
        for addition in result.get("additions", []):
            yield from sentences(addition["text"])
        for thing in result.get("small_things", []):
            yield from sentences(thing)
    for band in quiz.get("bands", []):
        yield from sentences(band.get("text", ""))
    for question in quiz.get("questions", []):
        for option in question["options"]:
            yield from sentences(option["feedback"])


def said_openly(sites: Sites) -> str:
    """All that pages say outside quizzes and options: it may be said in a quiz as well."""
    texts: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, str):
            texts.append(" ".join(value.split()))
        for inner in value.values() if isinstance(value, dict) else ():
            gather(inner)
        for inner in value if isinstance(value, list) else ():
            gather(inner)

    for entry in content(sites):
        if entry["type"] != "quiz":
            gather({key: value for key, value in entry.items() if key != "options"})
    return " ".join(texts)


@pytest.fixture(params=["mkdocs", "zensical"])
def index(request: pytest.FixtureRequest, sites: Sites) -> list[dict[str, str]]:
    return index_of(sites, request.param)


def test_every_page_is_found_by_its_name_and_a_word_of_its_body(
    sites: Sites, index: list[dict[str, str]]
) -> None:
    library = examine(sites.project, strict=True).loaded.library
    assert library is not None
    for page in library.pages:
        own = [d for d in index if d["location"].startswith(f"{page.type}/{page.id}/")]
        assert title_of(library, page.id) in [plain(d["title"]) for d in own], page.id
        body = " ".join(plain(d["text"]) for d in own)
        assert " ".join(page.summary.split()) in body, page.id


def test_patterns_are_found_by_their_technical_name_too(
    sites: Sites, index: list[dict[str, str]]
) -> None:
    for entry in content(sites):
        if entry["type"] == "dynamic":
            own = [d for d in index if d["location"].startswith(f"dynamic/{entry['id']}/")]
            words = " ".join(f"{plain(d['title'])} {plain(d['text'])}" for d in own)
            assert entry["title"] in words
            assert entry["label_plain"] in words
            assert next(sentences(entry["definition"])) in words


def test_what_a_quiz_keeps_to_itself_is_absent(sites: Sites, index: list[dict[str, str]]) -> None:
    everything = " ".join(f"{plain(d['title'])} {plain(d['text'])}" for d in index)
    quizzes = [e for e in content(sites) if e["type"] == "quiz"]
    assert {q["kind"] for q in quizzes} == {"profile", "bipolar", "audit", "knowledge", "dual"}
    open_words = said_openly(sites)
    looked_for = 0
    for quiz in quizzes:
        question = quiz.get("items") or quiz["questions"]
        asked = question[0].get("text") or question[0].get("label") or question[0]["stem"]
        assert next(sentences(asked), asked) in everything, "the questions themselves are found"
        for words in secrets(quiz):
            if words not in open_words:
                assert words not in everything, f"{quiz['id']}: {words}"
                looked_for += 1
    assert looked_for > 5


def test_keys_and_data_are_absent(index: list[dict[str, str]]) -> None:
    everything = " ".join(d["text"] for d in index)
    for mark in (
        "Right answer",
        "reverse-keyed",
        "Turn your answers into points",
        '"program"',
        '"slots"',
    ):
        assert mark not in everything


def test_what_may_follow_in_a_scenario_is_absent(sites: Sites, index: list[dict[str, str]]) -> None:
    everything = " ".join(plain(d["text"]) for d in index)
    feedback = [
        words
        for entry in content(sites)
        if entry["type"] == "scenario"
        for option in entry.get("options", [])
        for words in sentences(option["feedback"])
    ]
    assert feedback
    open_words = said_openly(sites)
    assert [w for w in feedback if w in everything and w not in open_words] == []


def test_the_secrets_are_real(sites: Sites) -> None:
    """They do stand on the page, so that their absence from the index means something."""
    for quiz in (e for e in content(sites) if e["type"] == "quiz"):
        page = plain((sites.mkdocs / "quiz" / quiz["id"] / "index.html").read_text())
        missing = [words for words in secrets(quiz) if words not in page]
        assert missing == []
