"""Quizzes on paper, and what stands on a page only when it has something to say."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from quiz_page import BY_KIND, QUIZZES, changed, some_sheet

from conftest import OpenQuizzes
from rapport.model.quiz import KnowledgeQuiz
from rapport.score.compiled import CompiledQuiz

KINDS = pytest.mark.parametrize("compiled", BY_KIND.values(), ids=BY_KIND)
WITH_AFTERWARDS = {kind: c for kind, c in BY_KIND.items() if kind != "knowledge"}
AFTER = ".rapport-quiz__after"
A4 = {"width": 688, "height": 1017}
"""What the margins leave of a page, in CSS pixels."""


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


# What to do with a result


@pytest.mark.parametrize("compiled", WITH_AFTERWARDS.values(), ids=WITH_AFTERWARDS)
def test_advice_on_a_result_waits_for_the_result(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    reader = open_quizzes(compiled)
    after = reader.page.locator(AFTER)
    expect(after).to_be_hidden()
    reader.answer_first_half()
    reader.press("See my result")
    expect(after).to_be_hidden()
    reader.finish(some_sheet(compiled))
    expect(after).to_be_visible()
    reader.press("Change my answers")
    expect(after).to_be_hidden()


@pytest.mark.parametrize("compiled", WITH_AFTERWARDS.values(), ids=WITH_AFTERWARDS)
def test_without_a_script_and_on_paper_the_advice_is_there(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    expect(open_quizzes(compiled, java_script_enabled=False).page.locator(AFTER)).to_be_visible()
    page = open_quizzes(compiled).page
    page.emulate_media(media="print")
    expect(page.locator(AFTER)).to_be_visible()


def test_a_knowledge_check_has_no_such_advice(open_quizzes: OpenQuizzes) -> None:
    reader = open_quizzes(BY_KIND["knowledge"])
    reader.finish(some_sheet(reader.compiled))
    assert reader.page.locator(AFTER).count() == 0


# One of a thing


def test_one_mark_is_one_mark(open_quizzes: OpenQuizzes) -> None:
    quiz = BY_KIND["knowledge"].quiz
    assert isinstance(quiz, KnowledgeQuiz)
    short = changed(quiz, questions=quiz.questions[:1], tests=())
    reader = open_quizzes(short)
    assert "With 1 mark or more out of 1 " in (
        reader.page.locator(".rapport-quiz__worksheet").text_content() or ""
    )
    reader.finish(some_sheet(short))
    figure = reader.page.locator(".rapport-quiz__result .rapport-quiz__soft")
    expect(figure.first).to_have_text(re.compile(r"^[01] of 1 mark; 1 is needed to pass\.$"))


def test_hot_spots_are_named_and_counted(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["dual"]
    calm = {s: 3 if s.endswith(".first") else 0 for s in compiled.program.slots}
    first, second = list(compiled.program.slots)[:2]
    fourth = list(compiled.program.slots)[6:8]
    for hot, said in (
        ({}, "Hot spots"),
        ({first: 0, second: 3}, "Hot spots: need 1"),
        ({first: 0, second: 3, fourth[0]: 0, fourth[1]: 3}, "Hot spots: needs 1 and 4"),
    ):
        reader = open_quizzes(compiled)
        reader.finish({**calm, **hot})
        row = reader.page.locator(".rapport-quiz__working tr", has_text="Hot spots")
        assert row.locator("th, td").all_inner_texts() == [said, str(len(hot) // 2)]


# A blank form on paper


def test_eighteen_statements_take_few_pages(open_quizzes: OpenQuizzes) -> None:
    """The form, its worksheet, the meanings and the help panel."""
    compiled = QUIZZES["which-dynamic"]
    assert len(compiled.program.items) == 18
    for script in (True, False):
        page = open_quizzes(compiled, java_script_enabled=script).page
        for size in ("A4", "Letter"):
            assert 3 <= pages(page.pdf(format=size)) <= 5, (script, size)


@KINDS
def test_on_paper_everything_is_there_and_fits(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    page = open_quizzes(compiled, viewport=A4).page
    page.emulate_media(media="print")
    for shown in (".rapport-quiz__worksheet table, .rapport-quiz__answers", ".rapport-help"):
        expect(page.locator(shown).first).to_be_visible()
    for result in compiled.quiz.results:
        heading = f'.rapport-quiz__meanings [data-result="{result.id}"] h3'
        expect(page.locator(heading)).to_be_visible()
    for hidden in (".rapport-quiz__bar", ".rapport-quiz__review", ".rapport-quiz__content-note a"):
        for found in page.locator(hidden).all():
            expect(found).to_be_hidden()
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.rapport-quiz *')].filter((e) => {
          const box = e.getBoundingClientRect();
          return box.width && (box.right > document.documentElement.clientWidth + 1 || box.left < -1);
        }).map((e) => e.className || e.tagName)"""
    )
    assert outside == []


@KINDS
def test_tables_stay_whole_on_paper(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    page = open_quizzes(compiled).page
    page.emulate_media(media="print")
    for table in page.locator(".rapport-quiz__table").all():
        assert table.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    for foot in page.locator(".rapport-quiz__table tfoot").all():
        assert foot.evaluate("e => getComputedStyle(e).display") == "table-row-group"


def test_titles_to_read_on_are_one_line_on_paper(open_quizzes: OpenQuizzes) -> None:
    page = open_quizzes(BY_KIND["profile"]).page
    page.emulate_media(media="print")
    links = page.locator('[data-part="links"]').first.locator("a, li, ul")
    assert links.count() > 2
    assert {e.evaluate("e => getComputedStyle(e).display") for e in links.all()} == {"inline"}
