"""The help panel dials the number that is printed, and links lead to it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from rapport.load.content import load_content
from rapport.model.entity import Page
from rapport.model.library import Library
from rapport.model.quiz import KnowledgeQuiz
from rapport.model.site import HelpLine
from rapport.render.addresses import Addresses
from rapport.render.environment import dial, environment
from rapport.render.quiz_form import quiz_form
from rapport.render.runtime import quiz_scripts
from rapport.render.view import View
from rapport.score.compile import compile_quiz
from tests.content_cases import VALID


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("116 123", "116123"),
        ("988", "988"),
        ("13 11 14", "131114"),
        ("1-800-273-8255", "18002738255"),
        ("(555) 123-4567", "5551234567"),
        ("0800 111 0 111", "08001110111"),
        ("01.40.09.15.22", "0140091522"),
        ("+49 (0)800 111 0 111", "+498001110111"),
        ("+44 (0) 20 7946 0000", "+442079460000"),
        ("+353-(0)1 234 5678", "+35312345678"),
        ("+1 (555) 123 4567", "+15551234567"),
        ("+31 20 794 0000", "+31207940000"),
        ("0800\u00a01110111", "08001110111"),
        ("Text SHOUT to 85258", ""),
        ("0800 / 111", ""),
        ("0800 111 0 111 or 0800 111 0 222", ""),
        ("555 1234 ext. 12", ""),
        ("555 1234 x12", ""),
        ("1-800-SUICIDE", ""),
        ("+49 (0800) 1110111", ""),
        ("0049 (0)800 1110111", ""),
        ("+(0)800 1110111", ""),
        ("116 123, 116 111", ""),
        ("08001110111 08001110222", ""),
        ("116+123", ""),
        ("(116 123", ""),
        ("116 () 123", ""),
        ("*31#116123", ""),
        ("-", ""),
    ],
)
def test_only_what_is_surely_a_number_is_dialled(phone: str, number: str) -> None:
    assert dial(phone) == number


def _panel(phone: str) -> str:
    content = library()
    line = HelpLine(name="A service", phone=phone)
    settings = content.settings.model_copy(update={"directory": line})
    panel = environment().get_template("quiz/help_panel.html.j2").module
    return str(panel.help_panel(settings, _view(content, "tip/x.md").prose))  # type: ignore[attr-defined]


def test_what_cannot_be_dialled_is_printed_without_a_link() -> None:
    assert 'href="tel:+498001110111">+49 (0)800 111 0 111</a>' in _panel("+49 (0)800 111 0 111")
    text = _panel("Text SHOUT to 85258")
    assert ">Text SHOUT to 85258<" in text
    assert "tel:" not in text


def library() -> Library:
    found = load_content(VALID).library
    assert found is not None
    return found


def _view(content: Library, file: str) -> View:
    return View(content, Addresses(content, frozenset(content.entities), True), file)


def _page(entity: Page) -> str:
    """An entity's page, with a content note of its own."""
    content = library()
    page = entity.model_copy(update={"content_note": "abuse"})
    view = _view(content, f"{page.type}/{page.id}.md")  # type: ignore[attr-defined]
    extra: dict[str, Any] = {}
    if isinstance(page, KnowledgeQuiz):
        extra["scripts"] = quiz_scripts(page, content.settings)
        extra["save"] = None
        extra["form"] = quiz_form(compile_quiz(page), view)
    template = environment().get_template(f"{page.type}.md.j2")  # type: ignore[attr-defined]
    return template.render(page=page, view=view, source_file="x.yml", **extra)


@pytest.mark.parametrize("entity", ["knowing", "first-hour"])
def test_the_content_note_leads_to_the_help_lines(entity: str) -> None:
    page = library().entities[entity]
    assert isinstance(page, Page)
    html = _page(page)
    (link,) = re.findall(r'<a href="#([^"]+)">Go to the help lines</a>', html)
    assert html.count(f'id="{link}"') == 1
    after = html[html.index(f'id="{link}"') :]
    assert "Find a help line" in after


def test_items_may_be_called_as_they_like() -> None:
    quiz = library().entities["knowing"]
    assert isinstance(quiz, KnowledgeQuiz)
    ids = ("end", "help")
    named = [
        q.model_copy(update={"id": i, "content_note": "abuse"})
        for i, q in zip(ids, quiz.questions, strict=True)
    ]
    html = _page(quiz.model_copy(update={"questions": tuple(named)}))
    found = re.findall(r'\bid="([^"]+)"', html)
    assert len(found) == len(set(found))
    for link in re.findall(r'href="#([^"]+)"', html):
        assert link in found
