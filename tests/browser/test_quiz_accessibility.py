"""axe-core finds nothing: every kind, every state, light and dark, no rule left out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from quiz_page import BY_KIND, ROOT, WEB, some_sheet
from quiz_states import shortened, steps, walk

from conftest import OpenQuizzes
from rapport.score.compiled import CompiledQuiz

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 360)


def violations(page: Page) -> list[str]:
    """Everything that axe-core objects to on a page, each with its place."""
    assert AXE.is_file(), "axe-core is missing: run npm ci."
    # axe-core reads linked styles again through a request, which file: pages may not make.
    if page.locator("link[rel=stylesheet]").count():
        page.add_style_tag(content=(WEB / "quiz.css").read_text(encoding="utf-8"))
        page.evaluate("document.querySelector('link[rel=stylesheet]').remove()")
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    assert len(found["passes"]) > 10
    return [
        f"{v['id']}: {node['html'][:160]} | {node['failureSummary']}"
        for v in found["violations"]
        for node in v["nodes"]
    ]


@pytest.mark.parametrize("slate", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("compiled", BY_KIND.values(), ids=BY_KIND)
def test_no_violations_in_any_state(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz, slate: bool
) -> None:
    quiz = shortened(compiled) if slate else compiled
    reader = open_quizzes(quiz, slate=slate, reduced_motion="reduce")
    found = {}
    for state in walk(reader):
        # In the dark only the colours differ; they do so on every width, and for each item.
        for width in WIDTHS[:1] if slate else WIDTHS:
            reader.page.set_viewport_size({"width": width, "height": 800})
            found[state, width] = violations(reader.page)
    assert {state for state, _ in found} == set(steps(compiled))
    assert found == {key: [] for key in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_where_the_system_chooses(open_quizzes: OpenQuizzes, scheme: str) -> None:
    reader = open_quizzes(
        *BY_KIND.values(), bare=True, color_scheme=scheme, reduced_motion="reduce"
    )
    assert violations(reader.page) == []
    reader.finish(some_sheet(reader.compiled))
    assert violations(reader.page) == []


def test_axe_would_object(open_quizzes: OpenQuizzes) -> None:
    page = open_quizzes(BY_KIND["bipolar"]).page
    page.evaluate(
        """() => {
          const input = document.querySelector('label input');
          input.parentElement.replaceWith(input);
        }"""
    )
    assert any(v.startswith("label:") for v in violations(page))
