"""A knowledge check: looked over before it is marked, tried again, and kept for later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from quiz_page import BY_KIND, Reader, changed, library, write_page

from conftest import OpenQuizzes, watch
from rapport.model.quiz import KnowledgeQuiz
from rapport.score.compiled import CompiledQuiz

QUIZ = BY_KIND["knowledge"].quiz
assert isinstance(QUIZ, KnowledgeQuiz)
CHECK = BY_KIND["knowledge"]
SHORT = changed(QUIZ, questions=QUIZ.questions[:3], pass_mark=60)
RIGHT = {"q1": ["a"], "q2": ["a", "b", "d"], "q3": ["b"]}
KEY = "rapport-places"


def order(page: Page, question: str = "q2") -> list[str]:
    inputs = page.locator(f'[data-slot="{question}"] input')
    return [str(value) for value in inputs.evaluate_all("all => all.map((i) => i.value)")]


def choose(reader: Reader, answers: dict[str, list[str]]) -> None:
    for slot, values in answers.items():
        for value in values:
            reader.choose(slot, value)


# Looked over, marked, tried again


def test_all_is_looked_over_before_it_is_marked(open_quizzes: OpenQuizzes) -> None:
    reader = open_quizzes(SHORT)
    page = reader.page
    choose(reader, {"q1": ["b"], "q2": ["a", "c"]})
    reader.press("Look over my answers")
    assert reader.focused() == "Look over my answers"
    assert page.locator("form").is_hidden()
    overview = page.locator(".rapport-quiz__overview")
    expect(overview.get_by_text("One question has no answer yet.")).to_be_visible()
    entries = overview.locator("ol > li")
    assert entries.count() == 3
    expect(entries.nth(0)).to_contain_text("Holding off")
    assert sorted(entries.nth(1).locator("li").all_inner_texts()) == sorted(
        o.text
        for o in SHORT.quiz.questions[1].options
        if o.id in "ac"  # type: ignore[union-attr]
    )
    expect(entries.nth(2)).to_contain_text("Not answered yet")
    assert "Right answer" not in overview.inner_text()

    overview.get_by_role("button", name="Change question 3").click()
    assert page.evaluate("document.activeElement.dataset.slot") == "q3"
    reader.choose("q3", "b")
    reader.press("Look over my answers")
    expect(page.get_by_text("Every question has an answer.")).to_be_visible()
    reader.press("Back to the questions")
    assert page.evaluate("document.activeElement.dataset.slot") == "q1"
    reader.submit()
    expect(page.locator(".rapport-quiz__result")).to_contain_text("1 of 3 marks; 2 needed to pass.")


def test_attempts_are_counted_and_each_has_its_own_order(open_quizzes: OpenQuizzes) -> None:
    reader = open_quizzes(SHORT)
    page = reader.page
    orders = [order(page)]
    for attempt, answers in enumerate(({"q1": ["b"]}, {"q1": ["a"]}, RIGHT), 1):
        choose(reader, answers)
        before = order(page)
        reader.submit()
        result = page.locator(".rapport-quiz__result")
        if attempt == 1:
            expect(result.get_by_text("This was attempt")).to_have_count(0)
        if attempt == 2:
            expect(result.get_by_text("This was attempt 2. The one before had 0.")).to_be_visible()
        if attempt == 3:
            words = "This was attempt 3. Those before had 0 and 1."
            expect(result.get_by_text(words)).to_be_visible()
        assert order(page) == before, "An order holds for the whole attempt."
        assert page.get_by_role("button", name="Change my answers").count() == 0
        reader.press("Try again")
        assert page.locator("input[type=radio]:checked").count() == 0
        orders.append(order(page))
    for _ in range(4):
        page.reload()
        orders.append(order(page))
    assert len({tuple(o) for o in orders}) > 1
    assert {frozenset(o) for o in orders} == {frozenset("abcde")}


def test_a_seed_always_gives_the_same_order(open_quizzes: OpenQuizzes) -> None:
    fixed = "crypto.getRandomValues = (numbers) => numbers.fill(7)"
    orders = set()
    for _ in range(3):
        page = open_quizzes(CHECK).page
        page.add_init_script(fixed)
        page.reload()
        orders.add(tuple(tuple(order(page, q.id)) for q in QUIZ.questions))
    assert len(orders) == 1
    assert orders != {tuple(tuple(o.id for o in q.options) for q in QUIZ.questions)}


def test_without_shuffling_the_file_decides(open_quizzes: OpenQuizzes) -> None:
    page = open_quizzes(changed(QUIZ, shuffle_options=False)).page
    assert order(page) == list("abcde")


def test_a_print_out_says_what_it_is(open_quizzes: OpenQuizzes) -> None:
    reader = open_quizzes(SHORT)
    choose(reader, RIGHT)
    reader.submit()
    printed = reader.page.locator(".rapport-quiz__printed")
    expect(printed).to_be_hidden()
    reader.page.emulate_media(media="print")
    expect(printed).to_be_visible()
    expect(printed).to_contain_text("“Knowledge check”, version 1.0. Self-marked, and printed on ")
    expect(printed).to_contain_text("Name: ____")
    expect(reader.page.get_by_text("this is no proof of who took the check")).to_be_visible()


def test_the_print_out_can_be_switched_off(open_quizzes: OpenQuizzes) -> None:
    features = library().settings.features.model_copy(update={"knowledge_check_print_out": False})
    settings = library().settings.model_copy(update={"features": features})
    reader = open_quizzes(SHORT, settings=settings)
    reader.submit()
    assert reader.page.get_by_role("button", name="Print").count() == 0


# Keeping the place


@pytest.fixture
def context(open_quizzes: OpenQuizzes, browser: Any) -> Iterator[BrowserContext]:
    made = browser.new_context()
    yield made
    made.close()


def visit(
    context: BrowserContext, folder: Path, faults: list[str], check: CompiledQuiz = SHORT
) -> Reader:
    """The check on a page at the same address, as after a reload or in another tab."""
    page = context.new_page()
    page.set_default_timeout(5000)
    watch(page, faults)
    page.goto(write_page(folder, check))
    return Reader(page, check, faults)


def tick(reader: Reader) -> Locator:
    return reader.page.get_by_label("Keep my place on this device")


def stored(reader: Reader) -> Any:
    text = reader.page.evaluate(f"localStorage.getItem('{KEY}')")
    return None if text is None else json.loads(text)


def test_nothing_is_kept_unless_asked(
    context: BrowserContext, tmp_path: Path, faults: list[str]
) -> None:
    reader = visit(context, tmp_path, faults)
    expect(tick(reader)).not_to_be_checked()
    choose(reader, RIGHT)
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0
    tick(reader).check()
    assert set(stored(reader)["value"]) == {QUIZ.id}
    tick(reader).uncheck()
    assert reader.page.evaluate("localStorage.length") == 0
    status = reader.page.get_by_role("status")
    expect(status).to_have_text("Your place is no longer kept.")


def test_the_place_comes_back_with_its_order(
    context: BrowserContext, tmp_path: Path, faults: list[str]
) -> None:
    reader = visit(context, tmp_path, faults)
    tick(reader).check()
    choose(reader, {"q1": ["b"], "q2": ["a", "c"]})
    before = [order(reader.page, q) for q in RIGHT]
    again = visit(context, tmp_path, faults)
    assert [order(again.page, q) for q in RIGHT] == before
    checked = again.page.locator("[data-slot] input:checked")
    found = checked.evaluate_all("all => all.map((i) => i.name + i.value)")
    assert sorted(found) == ["q1b", "q2a", "q2c"]
    notice = again.page.locator(".rapport-quiz__notice.rapport-quiz__place")
    expect(notice.get_by_text("Your place was kept: 2 answers are back.")).to_be_visible()
    expect(tick(again)).to_be_checked()
    expect(again.page.locator(".rapport-quiz__progress")).to_contain_text("2 of 3 answered")

    again.press("Forget it and start anew")
    assert again.page.locator("[data-slot] input:checked").count() == 0
    assert stored(again) is None
    expect(notice).to_have_count(0)


def test_a_finished_attempt_is_forgotten(
    context: BrowserContext, tmp_path: Path, faults: list[str]
) -> None:
    reader = visit(context, tmp_path, faults)
    tick(reader).check()
    choose(reader, RIGHT)
    reader.submit()
    assert stored(reader) is None
    reader.press("Try again")
    expect(tick(reader)).to_be_checked()
    reader.choose("q1", "c")
    again = visit(context, tmp_path, faults)
    again.submit()
    words = "This was attempt 2. The one before had 3."
    expect(again.page.locator(".rapport-quiz__result").get_by_text(words)).to_be_visible()


def test_after_an_edit_what_is_the_same_comes_back(
    context: BrowserContext, tmp_path: Path, faults: list[str]
) -> None:
    reader = visit(context, tmp_path, faults)
    tick(reader).check()
    choose(reader, RIGHT)
    newer = changed(QUIZ, version="1.1", questions=(QUIZ.questions[3], *QUIZ.questions[:2]))
    again = visit(context, tmp_path, faults, newer)
    checked = again.page.locator("[data-slot] input:checked")
    assert sorted(set(checked.evaluate_all("all => all.map((i) => i.name)"))) == ["q1", "q2"]
    expect(again.page.locator(".rapport-quiz__place").first).to_contain_text(
        "The check has changed since."
    )


def test_an_edit_of_the_words_is_said(
    context: BrowserContext, tmp_path: Path, faults: list[str]
) -> None:
    reader = visit(context, tmp_path, faults)
    tick(reader).check()
    choose(reader, RIGHT)
    again = visit(context, tmp_path, faults, changed(SHORT.quiz, version="1.1"))
    expect(again.page.locator(".rapport-quiz__place").first).to_contain_text(
        "The check has changed since."
    )
    status = again.page.get_by_role("status")
    expect(status).to_contain_text("Your place was kept: 3 answers are back.")


def test_what_another_tab_forgets_stays_forgotten(
    context: BrowserContext, tmp_path: Path, faults: list[str]
) -> None:
    first = visit(context, tmp_path, faults)
    tick(first).check()
    first.choose("q1", "a")
    second = visit(context, tmp_path, faults)
    second.press("Forget it and start anew")
    expect(tick(first)).not_to_be_checked()
    expect(first.page.get_by_role("status")).to_have_text("Your place is no longer kept.")
    first.choose("q3", "b")
    assert stored(second) is None
    assert first.page.locator("[data-slot] input:checked").count() == 2


def test_when_the_storage_fills_up_nothing_old_comes_back(
    context: BrowserContext, tmp_path: Path, faults: list[str]
) -> None:
    reader = visit(context, tmp_path, faults)
    tick(reader).check()
    reader.choose("q1", "a")
    reader.page.evaluate(
        "() => { Storage.prototype.setItem = () => "
        "{ throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    reader.choose("q3", "b")
    expect(tick(reader)).not_to_be_checked()
    expect(reader.page.get_by_role("status")).to_contain_text("storage is full")
    assert stored(reader) is None


BROKEN = {
    "damaged": ("{", "cannot be read"),
    "of another shape": ('{"format": 1, "value": [1]}', "cannot be read"),
    "hostile": ('{"format": 1, "value": {"knowledge-check": {"seed": "<img>"}}}', "cannot be read"),
    "newer": ('{"format": 2, "value": {}}', "A newer version of this site"),
}


@pytest.mark.parametrize("text, words", BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_read_is_said_and_left(
    context: BrowserContext, tmp_path: Path, faults: list[str], text: str, words: str
) -> None:
    context.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(text)})")
    reader = visit(context, tmp_path, faults)
    expect(reader.page.locator(".rapport-quiz__place").get_by_text(words)).to_be_visible()
    tick(reader).click()
    expect(tick(reader)).not_to_be_checked()
    assert reader.page.evaluate(f"localStorage.getItem('{KEY}')") == text
    choose(reader, RIGHT)
    reader.submit()
    expect(reader.page.locator(".rapport-quiz__result")).to_be_visible()


REFUSED = {
    "blocked": (
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})",
        "This browser keeps nothing for this page.",
    ),
    "full": (
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
        "This browser's storage is full.",
    ),
}


@pytest.mark.parametrize("script, words", REFUSED.values(), ids=REFUSED)
def test_a_browser_that_keeps_nothing_is_named(
    context: BrowserContext, tmp_path: Path, faults: list[str], script: str, words: str
) -> None:
    context.add_init_script(script)
    reader = visit(context, tmp_path, faults)
    tick(reader).click()
    expect(tick(reader)).not_to_be_checked()
    expect(reader.page.get_by_role("status")).to_contain_text(words)
    choose(reader, RIGHT)
    reader.submit()
    expect(reader.page.locator(".rapport-quiz__result")).to_be_visible()


def test_where_nothing_is_saved_nothing_is_offered(open_quizzes: OpenQuizzes) -> None:
    features = library().settings.features.model_copy(update={"save": False})
    settings = library().settings.model_copy(update={"features": features})
    assert tick(open_quizzes(SHORT, settings=settings)).count() == 0
    assert tick(open_quizzes(changed(QUIZ, save="never"))).count() == 0
