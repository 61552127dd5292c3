"""What practitioners type into the search field leads to the page that answers it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page
from site_search import number_found, pages_found
from site_server import reading, serving
from tests.site.projects import DEMONSTRATION, built, make_project

QUESTIONS: Final = {
    "client keeps cancelling": "scenario/thanks-and-gone/",
    "too dependent on me": "dynamic/co-dependent/",
    "first session paperwork": "tip/first-hour/",
    "crying every session": "concept/habit-and-novelty/",
    "agrees with everything I say": "dynamic/co-dependent/",
    "how often should we meet": "dynamic/overly-independent/",
    "client wants to die": "concept/safety-and-suicide/",
    "he says he wants to end his life": "concept/safety-and-suicide/",
    "I feel drained": "concept/spare-capacity/",
    "how do we say goodbye": "concept/endings/",
    "is it safe to ask about suicide": "concept/safety-and-suicide/",
    "do antidepressants work better than placebo": "concept/hope-and-expectation/",
    "how to end with a client": "concept/endings/",
    "client won't talk to me": "scenario/just-the-form/",
    "am I burnt out": "concept/spare-capacity/",
    "what is transference": "glossary/",
    "client messages me at weekends": "scenario/yes-to-everything/",
    "questions for supervision": "concept/ask-the-other-half/",
    "sessions have gone stale": "tip/keep-it-alive/",
    "client says nothing will help": "scenario/nothing-works/",
    "we had a disagreement": "reflection/last-disagreement/",
    "online therapy without a therapist": "concept/computers-and-contact/",
    "is codependency a diagnosis": "glossary/",
    "I talk about myself too much": "scenario/only-one-who-listens/",
    "does nobody else support them": "tip/needs-outside/",
    "client puts me on a pedestal": "dynamic/co-dependent/",
    "dropped out after first appointment": "scenario/braced-to-talk/",
    "should I disagree with a client": "concept/challenge-and-trust/",
    "never asks for help": "dynamic/overly-independent/",
}
"""Written as people would say it, and not as the pages do."""

FIRST: Final = 3


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The demonstration library, built strictly."""
    project = make_project(tmp_path_factory.mktemp("search"), DEMONSTRATION)
    built(project)
    with serving(project.site) as origin:
        yield project.site, origin


@pytest.fixture(scope="module")
def page(browser: Browser, site: tuple[Path, str]) -> Iterator[Page]:
    """One reader with many questions."""
    with reading(browser, site[1]) as page:
        yield page


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items())
def test_the_right_page_is_among_the_first(page: Page, question: str, answer: str) -> None:
    found = pages_found(page, question)
    assert answer in found[:FIRST], found[:6]


def test_a_query_with_signs_of_its_own_is_left_alone(page: Page) -> None:
    """Quotes ask for exactly these words, small ones too."""
    assert number_found(page, '"first hour"') < number_found(page, "first hour")


def test_small_words_alone_are_looked_for(page: Page) -> None:
    assert number_found(page, "who are you") > 0


def test_endings_do_not_matter(page: Page) -> None:
    asked = ("cancel", "cancels", "cancelled", "cancelling")
    assert len({tuple(pages_found(page, word)[:FIRST]) for word in asked}) == 1
