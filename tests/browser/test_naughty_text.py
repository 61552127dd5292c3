"""What authors write, whatever it is, is shown as written: nothing of it runs, or breaks the page.

Every field that a quiz shows takes every one of the big list of naughty strings: fields that
there are many of take them one by one, and the others all strings of a page in a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from string import punctuation
from typing import Any, Final

import pytest
import quiz_page
from naughty import STRINGS, ran, shown, spaced, spied, too_wide
from playwright.sync_api import Browser, Page
from quiz_page import BY_KIND, Reader, changed, library, write_page

from conftest import watch
from rapport.load.content import load_texts
from rapport.model.dynamic import Dynamic
from rapport.model.library import Library
from rapport.model.markup import marks
from rapport.model.quiz import (
    AnyQuiz,
    AuditQuiz,
    BipolarQuiz,
    DualQuiz,
    KnowledgeQuiz,
    Option,
    ProfileQuiz,
)
from rapport.render.quiz_form import OTHER_HALF
from rapport.score.compiled import CompiledQuiz

AT_ONCE: Final = 58
BATCHES: Final = [STRINGS[at : at + AT_ONCE] for at in range(0, len(STRINGS), AT_ONCE)]
KINDS = pytest.mark.parametrize("kind", BY_KIND)
Batch = Sequence[str]


class Author:
    """Writes naughty strings into a quiz, and remembers what must be on the page."""

    def __init__(self, batch: Batch, prose: Callable[[str], str]) -> None:
        self.batch = batch
        self.prose = prose
        self.lines: list[str] = []
        self._next = cycle(batch)

    def one(self) -> str:
        """The next string, for a field that there are many of."""
        self.lines.append(next(self._next))
        return self.lines[-1]

    def all(self) -> str:
        """Every string of the page in a row, for a field that there is one of."""
        self.lines.append(" ".join(self.batch))
        return self.lines[-1]

    def each_prose(self) -> str:
        """Every string as Markdown, each in a paragraph of its own."""
        return "\n\n".join(self.prose(text) for text in self.batch)

    def quiz(self, quiz: AnyQuiz) -> CompiledQuiz:
        """The quiz with naughty strings in every field that readers see."""
        fields: dict[str, Any] = {
            "title": self.all(),
            "instructions": self.each_prose(),
            "notice": self.each_prose(),
            "results": tuple(self._result(r) for r in quiz.results),
        }
        if quiz.kind in ("profile", "audit"):
            fields["skip_label"] = self.all()
            fields["allow_skip"] = True
        for name in ("scales", "response_scale", "bands"):
            if parts := getattr(quiz, name, ()):
                fields[name] = tuple(self._labelled(p) for p in parts)
        return changed(quiz, **fields, **self._asked(quiz))

    def _labelled(self, part: Any) -> Any:
        prose = {"text": self.each_prose()} if hasattr(part, "text") else {}
        return part.model_copy(update={"label": self.all(), **prose})

    def _result(self, result: Any) -> Any:
        added = (a.model_copy(update={"text": self.each_prose()}) for a in result.additions)
        return result.model_copy(
            update={
                "title": self.all(),
                "text": self.each_prose(),
                "additions": tuple(added),
                "small_things": tuple(self.one() for _ in self.batch),
            }
        )

    def _asked(self, quiz: AnyQuiz) -> dict[str, Any]:
        match quiz:
            case ProfileQuiz() | AuditQuiz():
                return {"items": self._items(quiz.items, "text"), "min_answered": None}
            case BipolarQuiz():
                poles = {
                    p: self._labelled(getattr(quiz.poles, p)) for p in type(quiz.poles).model_fields
                }
                return {
                    "items": self._items(quiz.items, "label", "left", "middle", "right"),
                    "poles": quiz.poles.model_copy(update=poles),
                }
            case DualQuiz():
                return {"items": self._items(quiz.items, "text")} | {
                    name: getattr(quiz, name).model_copy(
                        update={
                            "question": self.all(),
                            "label": self.all(),
                            "response_scale": tuple(
                                self._labelled(p) for p in getattr(quiz, name).response_scale
                            ),
                        }
                    )
                    for name in ("first", "second")
                }
            case KnowledgeQuiz():
                return {"questions": tuple(self._question(q) for q in quiz.questions)}

    def _items(self, items: Sequence[Any], *names: str) -> tuple[Any, ...]:
        """Items enough for every string of the page in each of their fields."""
        made = []
        for at, item in zip(range(max(len(items), len(self.batch))), cycle(items), strict=False):
            texts = {name: self.one() for name in names}
            made.append(item.model_copy(update={"id": f"{item.id}-{at}", **texts}))
        return tuple(made)

    def _question(self, question: Any) -> Any:
        def option(old: Option) -> Option:
            return old.model_copy(update={"text": self.one(), "feedback": self.each_prose()})

        options = tuple(map(option, question.options))
        return question.model_copy(update={"stem": self.each_prose(), "options": options})

    def library(self) -> Library:
        """The library, with naughty strings in what it lends to quizzes."""
        content = library()
        other = content.entities[OTHER_HALF]
        entities = dict(content.entities)
        entities[OTHER_HALF] = other.model_copy(
            update={"title": self.all(), "ask": tuple(self.one() for _ in self.batch)}
        )
        for dynamic in content.of(Dynamic):
            strategies = tuple(self._strategy(s) for s in dynamic.strategies)
            entities[dynamic.id] = dynamic.model_copy(update={"strategies": strategies})
        return replace(content, entities=entities)

    def _strategy(self, strategy: Any) -> Any:
        return strategy.model_copy(
            update={
                "title": " ".join(self.batch),
                "why": self.each_prose(),
                "when_not": self.each_prose(),
                "phrases": self.batch,
            }
        )


def legal(text: str) -> str:
    """A string as Markdown that an author may write: each sign by its number."""
    written = "".join(f"&#{ord(c)};" if c in punctuation else c for c in text.strip())
    assert list(marks(written)) == []
    return written


@pytest.fixture
def naughty_page(
    browser: Browser, faults: list[str], tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., tuple[Author, Reader]]]:
    context = spied(browser.new_context(viewport={"width": 360, "height": 740}))
    page = context.new_page()
    page.set_default_timeout(10_000)
    watch(page, faults)
    page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))

    def opened(quiz: AnyQuiz, batch: Batch, prose: Callable[[str], str]) -> tuple[Author, Reader]:
        author = Author(batch, prose)
        compiled = author.quiz(quiz)
        lent = author.library()
        monkeypatch.setattr(quiz_page, "library", lambda: lent)
        page.goto(write_page(tmp_path, compiled))
        # The page around a quiz is its site's.
        page.add_style_tag(content="h1 { overflow-wrap: anywhere; }")
        return author, Reader(page, compiled, faults)

    yield opened
    context.close()


def answer_all(page: Page) -> None:
    """Choose the last answer of every question but the first one's, all at once."""
    page.evaluate(
        """() => {
          for (const slot of [...document.querySelectorAll("[data-slot]")].slice(1)) {
            [...slot.querySelectorAll("input")].filter((i) => i.value).at(-1).checked = true;
          }
          document.querySelector("form input").dispatchEvent(new Event("change", {bubbles: true}));
        }"""
    )


def states(reader: Reader) -> Iterator[str]:
    """The states that a reader comes by: form, review, result and everything unfolded."""
    page = reader.page
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    yield "form"
    answer_all(page)
    page.locator(".rapport-quiz__bar button").click()
    yield "review"
    page.evaluate("document.querySelector('[data-slot] input').click()")
    if reader.compiled.quiz.kind == "knowledge":
        page.locator(".rapport-quiz__overview .rapport-quiz__button--main").click()
    else:
        page.locator(".rapport-quiz__bar button").click()
    assert page.locator(".rapport-quiz__result").count() == 1
    yield "result"


@KINDS
def test_words_of_authors_are_shown_as_written(
    naughty_page: Callable[..., tuple[Author, Reader]], kind: str
) -> None:
    for batch in BATCHES:
        author, reader = naughty_page(BY_KIND[kind].quiz, batch, legal)
        page, title = reader.page, reader.page.title()
        # In a window's title control characters are spaces.
        assert spaced(title) == spaced(re.sub("[\x00-\x1f]", " ", " ".join(batch)))
        found = shown(page)
        assert [line for line in author.lines if spaced(line) not in found] == []
        # Markdown takes every kind of space from the ends of a paragraph.
        assert [text for text in batch if spaced(text.strip()) not in found] == []
        for state in states(reader):
            assert (state, ran(page), too_wide(page)) == (state, [], 0)
        result = " ".join(page.locator(".rapport-quiz__result").all_text_contents())
        assert spaced(batch[0]).lower() in spaced(result).lower()
        assert page.title() == title


@KINDS
def test_html_in_prose_is_escaped_though_a_check_refuses_it(
    naughty_page: Callable[..., tuple[Author, Reader]], kind: str
) -> None:
    for batch in BATCHES:
        _, reader = naughty_page(BY_KIND[kind].quiz, batch, str)
        title = reader.page.title()
        for state in states(reader):
            assert (state, ran(reader.page), too_wide(reader.page)) == (state, [], 0)
        assert reader.page.title() == title


# In a file no control characters stand but tab and line feed, so these of the list are refused:
# escape (1b), backspace (08), bell (07).
CONTROLS: Final = [text for text in STRINGS if any(ord(c) < 32 and c != "\t" for c in text)]


@pytest.mark.parametrize("text", [*CONTROLS, *(f"a{chr(n)}b" for n in (0, 11, 12, 127, 128, 159))])
def test_control_characters_in_a_file_are_refused(text: str) -> None:
    problems = load_texts({"quizzes/x.yml": f"title: {text}\n"}).problems
    assert "The file holds an invisible control character." in [p.message for p in problems]
