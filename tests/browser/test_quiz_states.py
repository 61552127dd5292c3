"""What a reader meets: keyboard, review, result, starting again, paper, no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from quiz_page import BY_KIND, QUIZZES, Reader, changed, library, some_sheet

from conftest import OpenQuizzes
from rapport.model.quiz import KnowledgeQuiz
from rapport.score.answers import sheet_of
from rapport.score.compiled import CompiledQuiz
from rapport.score.interpreter import score

KINDS = pytest.mark.parametrize("compiled", BY_KIND.values(), ids=BY_KIND)
UNMARKED = {kind: c for kind, c in BY_KIND.items() if kind != "knowledge"}
"""Kinds without right answers: their result is shown at once, and can be gone back on."""
SELF_ASSESSMENTS = pytest.mark.parametrize("compiled", UNMARKED.values(), ids=UNMARKED)
RECORD_STATUS = """() => {
  window.said = [];
  const status = document.querySelector('[role=status]');
  new MutationObserver(() => window.said.push(status.textContent))
    .observe(status, {childList: true, characterData: true, subtree: true});
}"""


ASK = ("See my result", "Look over my answers")


def result(page: Page) -> str:
    return page.locator(".rapport-quiz__result").inner_text()


@KINDS
def test_keyboard_alone_is_enough(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    reader = open_quizzes(compiled)
    page = reader.page
    slots = list(compiled.program.slots)
    reached: list[str] = []
    for _ in range(40 * len(slots)):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name || ''")
        if name and name not in reached:
            page.keyboard.press("Space")
            reached.append(name)
        if page.evaluate("document.activeElement.textContent") in ASK:
            break
    assert reached == slots
    page.keyboard.press("Enter")
    if compiled.quiz.kind == "knowledge":
        while page.evaluate("document.activeElement.textContent") != "Mark my answers":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.locator(".rapport-quiz__result")).to_be_visible()


@KINDS
def test_focus_is_never_hidden_behind_the_bar(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    page = open_quizzes(compiled, viewport={"width": 360, "height": 640}).page
    hidden = """() => {
      const at = document.activeElement.getBoundingClientRect();
      const bar = document.querySelector('.rapport-quiz__bar');
      if (bar.contains(document.activeElement)) return false;
      const top = bar.getBoundingClientRect().top;
      return at.bottom > top && at.top < bar.getBoundingClientRect().bottom;
    }"""
    for _ in range(len(compiled.program.slots)):
        page.keyboard.press("Tab")
        assert not page.evaluate(hidden), page.evaluate("document.activeElement.outerHTML")


@SELF_ASSESSMENTS
def test_review_leads_to_what_is_missing(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    reader = open_quizzes(compiled)
    page, slots = reader.page, list(compiled.program.slots)
    sheet = some_sheet(compiled)
    for slot in (slots[0], *slots[3:]):
        for value in reader.values(slot, sheet[slot]):
            reader.choose(slot, value)
    page.evaluate(RECORD_STATUS)
    reader.press("See my result")

    assert page.evaluate("document.activeElement.dataset.slot") == slots[1]
    described = page.evaluate(
        "document.activeElement.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).textContent)"
    )
    assert described[0] == "Not answered yet"
    assert page.evaluate("window.said") == ["2 are not answered yet. This is the first."]
    assert page.locator(".rapport-quiz__result").count() == 0
    links = page.locator(".rapport-quiz__review a")
    assert links.count() == 2
    assert page.locator(".rapport-quiz__missing:visible").count() == 2

    links.nth(1).click()
    assert page.evaluate("document.activeElement.dataset.slot") == slots[2]
    for slot in slots[1:3]:
        for value in reader.values(slot, sheet[slot]):
            reader.choose(slot, value)
    assert page.locator(".rapport-quiz__review").is_hidden()
    assert page.locator(".rapport-quiz__missing").count() == 0
    reader.press("See my result")
    expect(page.locator(".rapport-quiz__result")).to_be_visible()


@SELF_ASSESSMENTS
def test_only_a_quiz_that_allows_it_offers_to_skip(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    reader = open_quizzes(compiled)
    reader.press("See my result")
    skip = reader.page.get_by_role("button", name="and show my result")
    optional = any(slot.optional for slot in compiled.program.slots.values())
    assert skip.count() == int(optional)
    if optional:
        skip.click()
        shown = reader.page.locator(".rapport-quiz__result").get_attribute("data-results")
        decided = set(score(compiled.program, {}).outcomes.items())
        wanted = {r.id for r in compiled.quiz.results if compiled.means(r.when) & decided}
        assert set(str(shown).split()) == wanted
    else:
        assert reader.page.locator(".rapport-quiz__result").count() == 0


@KINDS
def test_result_takes_the_focus_and_says_it_once(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    reader = open_quizzes(compiled)
    page = reader.page
    reader.answer(some_sheet(compiled))
    page.evaluate(RECORD_STATUS)
    reader.submit()
    assert reader.focused().startswith("Your result: ")
    assert page.evaluate("window.said.join('')") == ""
    region = page.get_by_role("region", name=f"Result of “{compiled.quiz.title}”")
    assert region.get_by_role("heading", level=2).inner_text() == reader.focused()
    assert page.locator("form").is_hidden()
    about_a_relationship = compiled.quiz.kind != "knowledge"
    leads_on = page.get_by_role("link", name="Ask the other half")
    assert leads_on.is_visible() == about_a_relationship
    assert page.get_by_text("Take this to supervision").is_visible() == about_a_relationship
    assert page.locator(".rapport-help").get_by_role("link", name="116 123").is_visible()


@SELF_ASSESSMENTS
def test_answers_are_kept_and_start_again_asks_once(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    reader = open_quizzes(compiled)
    page = reader.page
    reader.finish(some_sheet(compiled))
    before = page.locator("input:checked").count()
    reader.press("Change my answers")
    assert page.locator("form").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.locator("input:checked").count() == before
    assert page.locator(".rapport-quiz__result").count() == 0

    reader.press("See my result")
    reader.press("Start again")
    reader.press("No, keep them")
    assert page.locator("input:checked").count() == before
    reader.press("Start again")
    reader.press("Yes, clear them")
    assert page.locator("input:checked").count() == 0
    assert page.locator("form").is_visible()
    assert page.locator(".rapport-quiz__progress").inner_text().startswith("0 of ")
    expect(page.get_by_role("status")).to_have_text("Your answers are cleared.")


def test_skipping_is_an_answer_of_its_own(open_quizzes: OpenQuizzes) -> None:
    compiled = QUIZZES["which-dynamic"]
    reader = open_quizzes(compiled)
    reader.choose("cd1", "4")
    reader.choose("oi1", "")
    progress = reader.page.locator(".rapport-quiz__progress")
    expect(progress).to_have_text("1 of 18 answered, 1 skipped")


def test_progress_is_read_out_at_milestones_only(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["bipolar"]
    reader = open_quizzes(compiled)
    reader.page.evaluate(RECORD_STATUS)
    reader.answer(some_sheet(compiled))
    said = reader.page.evaluate("window.said")
    assert said == ["Half way: 3 of 6.", "That was the last one. You can see your result now."]


@KINDS
def test_reverse_keyed_answers_are_marked(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    reader = open_quizzes(compiled)
    reader.finish(some_sheet(compiled))
    turned = sum(getattr(i, "reverse", False) for i in getattr(compiled.quiz, "items", ()))
    assert result(reader.page).count("reverse-keyed") == turned


def test_every_option_gets_its_feedback_and_order_is_kept(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["knowledge"]
    quiz = compiled.quiz
    assert isinstance(quiz, KnowledgeQuiz)
    reader = open_quizzes(compiled)
    shown = reader.page.locator('[data-slot="q2"] label').all_inner_texts()
    reader.finish(sheet_of(compiled, quiz.tests[3]))
    block = reader.page.locator(".rapport-quiz__result .rapport-quiz__answers").nth(1)
    assert block.locator("h4").inner_text() == "Question 2: no mark"
    texts = block.locator("li > p").all_inner_texts()
    assert [t.split("Your answer")[0].split("Right answer")[0].strip() for t in texts] == shown
    for option in quiz.questions[1].options:
        line = block.locator("li").filter(has_text=option.text)
        assert line.locator(".rapport-quiz__feedback").inner_text().startswith(option.feedback[:20])
        assert line.get_by_text("Right answer").count() == int(option.correct)
        assert line.get_by_text("Your answer").count() == int(option.id in "abcd")


def test_options_are_shuffled_and_marked_by_id(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["knowledge"]
    orders = set()
    for _ in range(6):
        page = open_quizzes(compiled).page
        inputs = page.locator('[data-slot="q10"] input')
        orders.add(tuple(inputs.evaluate_all("all => all.map((i) => i.value)")))
    assert len(orders) > 1
    assert len({frozenset(order) for order in orders}) == 1


def test_without_hot_spots_their_sentence_goes(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["dual"]
    for number, present in ((2, False), (4, True)):
        reader = open_quizzes(compiled)
        reader.finish(sheet_of(compiled, compiled.quiz.tests[number]))
        words = reader.page.locator(".rapport-quiz__words").inner_text()
        assert ("Look first at" in words) is present
        assert ("“Friends or a group where I belong”" in words) is present
        assert "hot_spots" not in words and "if there are any" not in words
        assert "supervis" in words


def test_one_small_thing_and_another(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["bipolar"]
    reader = open_quizzes(compiled)
    reader.finish(sheet_of(compiled, compiled.quiz.tests[0]))
    thing = reader.page.locator(".rapport-quiz__thing")
    things = next(r for r in compiled.quiz.results if r.id == "leaning-today").small_things
    for expected in (*things, things[0]):
        expect(thing).to_have_text(expected)
        reader.press("Show another")
    movers = reader.page.locator(".rapport-quiz__movers li").all_inner_texts()
    assert movers == [
        "The work: I am doing most of it.",
        "Differences: I can't remember one; they go along with me.",
    ]


@KINDS
def test_print_shows_the_result_and_hides_the_rest(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz
) -> None:
    reader = open_quizzes(compiled)
    reader.finish(some_sheet(compiled))
    page = reader.page
    page.emulate_media(media="print")
    for shown in (".rapport-quiz__result h2", ".rapport-quiz__working", ".rapport-help"):
        assert page.locator(shown).is_visible(), shown
    for hidden in ("form", ".rapport-quiz__actions", ".rapport-quiz__paper", ".rapport-quiz__bar"):
        assert page.locator(hidden).is_hidden(), hidden


def test_print_button_opens_the_print_dialogue(open_quizzes: OpenQuizzes) -> None:
    compiled = BY_KIND["bipolar"]
    reader = open_quizzes(compiled)
    reader.finish(some_sheet(compiled))
    reader.page.evaluate(
        "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"
    )
    reader.press("Print")
    assert reader.page.evaluate("window.printed") == 1


@KINDS
def test_without_script_all_can_be_read(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    page = open_quizzes(compiled, java_script_enabled=False).page
    assert page.get_by_text("No script is running here").is_visible()
    assert page.locator("fieldset[data-slot]").count() == len(compiled.program.slots)
    assert page.get_by_role("button").count() == 0
    for summary in page.locator("summary").all():
        summary.click()
    for entry in compiled.quiz.results:
        heading = page.locator(".rapport-quiz__meanings h3", has_text=entry.title).first
        assert heading.is_visible()
    assert page.locator(".rapport-quiz__worksheet").get_by_text("editorial choices").is_visible()
    assert "hot_spots" not in page.locator("body").inner_text()


@KINDS
def test_enter_sends_nothing_anywhere(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    for script in (False, True):
        page = open_quizzes(compiled, java_script_enabled=script).page
        address = page.url
        page.locator("input").first.check()
        page.locator("input").first.press("Enter")
        assert page.url == address
        assert page.locator("input").first.is_checked()


@KINDS
def test_nothing_is_stored(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    reader = open_quizzes(compiled)
    reader.finish(some_sheet(compiled))
    page = reader.page
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    page.reload()
    assert page.locator("input:checked").count() == 0


def test_several_quizzes_on_one_page(open_quizzes: OpenQuizzes) -> None:
    first, *others = BY_KIND.values()
    reader = open_quizzes(first, *others)
    page = reader.page
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    for compiled in BY_KIND.values():
        Reader(page, compiled).finish(some_sheet(compiled))
    assert page.locator(".rapport-quiz__result:visible").count() == len(BY_KIND)
    for compiled in BY_KIND.values():
        region = page.locator(f'[data-quiz="{compiled.quiz.id}"] .rapport-quiz__result')
        assert region.count() == 1


@KINDS
@pytest.mark.parametrize("state", ["form", "review", "result"])
def test_small_screens_and_large_targets(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz, state: str
) -> None:
    reader = open_quizzes(compiled, viewport={"width": 320, "height": 640})
    page = reader.page
    asks = compiled.quiz.kind != "knowledge"
    if state == "review":
        reader.press(ASK[0] if asks else ASK[1])
    elif state == "result":
        reader.finish(some_sheet(compiled))
        if asks:
            reader.press("Start again")
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    small = page.evaluate(
        """() => [...document.querySelectorAll('input, button, summary, li > a, .rapport-help a')]
          .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
          .filter(([, r]) => r.width && (r.width < 24 || r.height < 24))"""
    )
    assert small == []


def test_help_without_a_region_names_the_directory(open_quizzes: OpenQuizzes) -> None:
    settings = library().settings.model_copy(update={"default_region": None})
    page = open_quizzes(BY_KIND["dual"], settings=settings).page
    panel = page.locator(".rapport-help")
    assert settings.emergency in panel.inner_text()
    assert panel.get_by_role("link", name=settings.directory.name).is_visible()
    assert panel.get_by_text("Samaritans").count() == 0


def test_content_note_comes_before_its_question(open_quizzes: OpenQuizzes) -> None:
    page = open_quizzes(BY_KIND["knowledge"]).page
    note = page.get_by_role("note")
    assert "suicidal thoughts" in note.inner_text()
    follows = note.evaluate("(e) => e.nextElementSibling.dataset.slot")
    assert follows == "q11"
    note.get_by_role("link").click()
    assert page.url.endswith("--q12")
    assert page.locator('[data-slot="q12"]').evaluate("(e) => e.matches(':target')")


def test_the_way_past_the_last_question_leads_somewhere(open_quizzes: OpenQuizzes) -> None:
    quiz = BY_KIND["knowledge"].quiz
    assert isinstance(quiz, KnowledgeQuiz)
    last = quiz.questions[-1].model_copy(update={"content_note": "abuse"})
    page = open_quizzes(changed(quiz, questions=(*quiz.questions[:-1], last))).page
    page.get_by_role("note").last.get_by_role("link").click()
    assert page.evaluate("document.querySelector(':target') !== null")
