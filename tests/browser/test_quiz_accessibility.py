"""axe-core finds nothing: every kind, every state, light and dark, no rule left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from quiz_page import BY_KIND, ROOT, WEB, Reader, some_sheet

from conftest import OpenQuizzes
from rapport.score.compiled import CompiledQuiz

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    reader = open_quizzes(compiled, slate=slate, reduced_motion="reduce")
    found = {}
    for state, reach in STATES.items():
        reach(reader)
        found[state] = violations(reader.page)
    assert found == {state: [] for state in STATES}


def review(reader: Reader) -> None:
    """Ask for the result when half of the form is empty."""
    reader.answer_first_half()
    reader.press("See my result")


def open_details(reader: Reader) -> None:
    """Open everything that can be opened."""
    for summary in reader.page.locator("summary").all():
        summary.click()


STATES: dict[str, Callable[[Reader], None]] = {
    "form": lambda reader: None,
    "form, details open": open_details,
    "review": review,
    "result": lambda reader: reader.finish(some_sheet(reader.compiled)),
    "asked whether to start again": lambda reader: reader.press("Start again"),
}


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
