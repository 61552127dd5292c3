"""What authors write reaches the page as text, never as markup."""

from __future__ import annotations

import pytest
from quiz_page import BY_KIND, changed, some_sheet

from conftest import OpenQuizzes
from rapport.model.quiz import KnowledgeQuiz
from rapport.score.compiled import CompiledQuiz

KINDS = pytest.mark.parametrize("compiled", BY_KIND.values(), ids=BY_KIND)
IMG = "<img src=x onerror=\"document.title='broken'\">"


@KINDS
def test_text_from_content_stays_text(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    quiz = compiled.quiz
    nasty = {"title": IMG[:80], "instructions": IMG}
    nasty["results"] = tuple(r.model_copy(update={"title": IMG, "text": IMG}) for r in quiz.results)
    for name in ("items", "scales", "response_scale", "bands"):
        if parts := getattr(quiz, name, ()):
            nasty[name] = tuple(dirty(part) for part in parts)
    if isinstance(quiz, KnowledgeQuiz):
        nasty["questions"] = tuple(
            q.model_copy(update={"stem": IMG, "options": tuple(dirty(o) for o in q.options)})
            for q in quiz.questions
        )
    reader = open_quizzes(changed(quiz, **nasty))
    page = reader.page
    reader.finish(some_sheet(compiled))
    assert page.locator("img").count() == 0
    assert page.title() != "broken"
    assert IMG in page.locator(".rapport-quiz__result").inner_text()


def dirty(part: object) -> object:
    """The same with an image in every field that is shown."""
    shown = {"text", "label", "left", "middle", "right", "feedback"}
    fields = set(type(part).model_fields) & shown  # type: ignore[attr-defined]
    return part.model_copy(update=dict.fromkeys(fields, IMG))  # type: ignore[attr-defined]


def test_data_cannot_end_its_script_element(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["bipolar"]
    items = tuple(
        i.model_copy(update={"left": "</script><script>document.title='broken'</script>"})
        for i in compiled.quiz.items  # type: ignore[union-attr]
    )
    reader = open_quizzes(changed(compiled.quiz, items=items))
    reader.finish(dict.fromkeys(compiled.program.slots, -2))
    assert reader.page.title() != "broken"
    assert "</script>" in reader.page.locator(".rapport-quiz__movers").inner_text()
