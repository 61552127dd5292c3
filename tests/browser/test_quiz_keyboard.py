"""Every state of every kind is reached and left by keyboard alone, and told once."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator
from quiz_page import BY_KIND, Reader
from quiz_states import KEEP, shortened

from conftest import OpenQuizzes

SELF_ASSESSMENTS = pytest.mark.parametrize("kind", [k for k in BY_KIND if k != "knowledge"])
MOST_STOPS = 80
RECORD = """() => {
  window.said = [];
  const status = document.querySelector('[role=status]');
  new MutationObserver(() => { if (status.textContent) window.said.push(status.textContent); })
    .observe(status, {childList: true, characterData: true, subtree: true});
}"""

STOP = """() => {
  const one = document.activeElement, bar = document.querySelector('.rapport-quiz__bar');
  const shown = one.closest('.rapport-quiz__choice') || one, at = shown.getBoundingClientRect();
  const outline = getComputedStyle(shown);
  const order = [...document.querySelectorAll('*')].indexOf(one);
  const over = bar && !bar.contains(one) && bar.getBoundingClientRect();
  return {
    place: one.closest('.rapport-quiz, .rapport-help') ? order : -1,
    visible: outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) > 1,
    inView: at.bottom > 0 && at.top < innerHeight,
    covered: Boolean(over) && at.bottom > over.top + 1 && at.top < over.bottom - 1,
    html: one.outerHTML.slice(0, 120),
  };
}"""
"""Where the focus is, in the order of the page, and whether it is to be seen."""


@dataclass
class Keyboard:
    """Somebody without a mouse. Every key they press must leave them somewhere to be seen."""

    reader: Reader
    stops: list[int] = field(default_factory=list)

    def press(self, key: str) -> int:
        """Press a key; gives the place of the focus in the order of the page."""
        self.reader.page.keyboard.press(key)
        stop = self.reader.page.evaluate(STOP)
        assert stop["place"] >= 0, f"{key} lost the focus: {stop['html']}"
        assert stop["visible"], f"nobody sees the focus: {stop['html']}"
        assert stop["inView"], f"the focus is out of sight: {stop['html']}"
        assert not stop["covered"], f"the bar covers the focus: {stop['html']}"
        return int(stop["place"])

    def go(self, target: Locator, key: str = "Tab") -> None:
        """Tab to something; on the way the focus follows the order of the page."""
        before = None
        for _ in range(MOST_STOPS):
            if target.evaluate("(e) => e === document.activeElement"):
                return
            place = self.press(key)
            if before is not None:
                assert place < before if key.startswith("Shift") else place > before
            before = place
        raise AssertionError(f"{target} is not reached by {key}")

    def back(self, target: Locator) -> None:
        """Tab backwards to something."""
        self.go(target, "Shift+Tab")

    def button(self, name: str) -> Locator:
        """The button of that name."""
        root = self.reader.page.locator(self.reader.root)
        return root.get_by_role("button", name=name, exact=True)

    def answer(self, slot: str) -> None:
        """Go to a question that has no answer yet, and give one."""
        inputs = self.reader.page.locator(f'{self.reader.root} input[name="{slot}"]')
        self.go(inputs.first)
        self.press("Space")
        assert inputs.first.is_checked()
        if inputs.first.get_attribute("type") == "radio":
            self.press("ArrowDown")
            assert inputs.nth(1).is_checked()
            self.press("ArrowUp")
            assert inputs.first.is_checked()

    def said(self) -> list[str]:
        """What was read out politely since this was asked last."""
        told = list(self.reader.page.evaluate("window.said"))
        self.reader.page.evaluate("window.said = []")
        return told

    def at(self) -> str:
        """What the focus is on: its slot, or its words."""
        script = "document.activeElement.dataset.slot || document.activeElement.textContent.trim()"
        return str(self.reader.page.evaluate(script))

    def told_once(self) -> None:
        """What has the focus has no words that the regions around it are called by."""
        names = self.reader.page.evaluate(
            """() => {
              const all = [];
              for (let e = document.activeElement; e; e = e.parentElement)
                if (e.getAttribute('aria-label')) all.push(e.getAttribute('aria-label'));
              return all;
            }"""
        )
        assert self.at() not in names


def at_the_keyboard(open_quizzes: OpenQuizzes, kind: str) -> Keyboard:
    """A fresh form of a few questions on a small screen."""
    reader = open_quizzes(shortened(BY_KIND[kind]), viewport={"width": 480, "height": 640})
    keyboard = Keyboard(reader)
    reader.page.evaluate(RECORD)
    return keyboard


@SELF_ASSESSMENTS
def test_a_self_assessment_by_keyboard(open_quizzes: OpenQuizzes, kind: str) -> None:
    keys = at_the_keyboard(open_quizzes, kind)
    root = keys.reader.page.locator(keys.reader.root)
    slots = list(keys.reader.compiled.program.slots)

    keys.answer(slots[0])
    keys.go(keys.button("See my result"))
    keys.said()
    keys.press("Enter")
    blank = len(slots) - 1
    assert keys.said() == [f"{blank} are not answered yet. This is the first."]
    assert keys.at() == slots[1]

    links = root.locator(".rapport-quiz__review a")
    keys.go(links.last)
    keys.press("Enter")
    assert keys.at() == slots[-1]
    keys.back(root.locator(f'input[name="{slots[1]}"]').first)
    for slot in slots[1:]:
        keys.answer(slot)
    assert keys.said()[-1] == "That was the last one. You can see your result now."
    keys.go(keys.button("See my result"))
    keys.press("Enter")
    assert keys.said() == []
    assert keys.at().startswith("Your result: ")
    keys.told_once()
    look_around_a_result(keys)

    keys.back(keys.button("Start again"))
    keys.press("Enter")
    assert keys.at() == "No, keep them"
    keys.press("Enter")
    assert keys.at() == "Start again"
    keys.back(keys.button("Change my answers"))
    keys.press("Enter")
    assert keys.at() == root.locator("form h2").inner_text()
    keys.go(keys.button("See my result"))
    keys.press("Enter")
    keys.go(keys.button("Start again"))
    keys.press("Enter")
    keys.back(keys.button("Yes, clear them"))
    keys.said()
    keys.press("Enter")
    assert keys.said() == ["Your answers are cleared."]
    assert keys.at() == root.locator("form h2").inner_text()
    assert root.locator("input:checked").count() == 0


def look_around_a_result(keys: Keyboard) -> None:
    """Open and close all that is below a result, and come to its end."""
    for summary in keys.reader.page.locator(f"{keys.reader.root} summary").all():
        keys.go(summary)
        for is_open in (True, False):
            keys.press("Enter")
            assert summary.evaluate("(e) => e.parentElement.open") is is_open
    keys.go(keys.reader.page.locator(f"{keys.reader.root} .rapport-help a").last)


def test_a_knowledge_check_by_keyboard(open_quizzes: OpenQuizzes) -> None:
    keys = at_the_keyboard(open_quizzes, "knowledge")
    root = keys.reader.page.locator(keys.reader.root)
    slots = list(keys.reader.compiled.program.slots)

    keys.answer(slots[0])
    keys.go(keys.button("Look over my answers"))
    keys.said()
    keys.press("Enter")
    assert keys.at() == "Look over my answers"
    assert keys.said() == []
    keys.go(keys.button("Change question 2"))
    keys.press("Enter")
    assert keys.at() == slots[1]
    for slot in slots[1:]:
        keys.answer(slot)
    keys.go(keys.button("Look over my answers"))
    keys.press("Enter")
    keys.go(keys.button("Back to the questions"))
    keys.press("Enter")
    assert keys.at() == slots[0]
    keys.go(keys.button("Look over my answers"))
    keys.press("Enter")
    keys.go(keys.button("Mark my answers"))
    keys.said()
    keys.press("Enter")
    assert keys.said() == []
    assert keys.at().startswith("Your result: ")
    keys.told_once()
    look_around_a_result(keys)

    keys.back(keys.button("Try again"))
    keys.press("Enter")
    assert keys.said() == ["Your answers are cleared."]
    assert keys.at() == root.locator("form h2").inner_text()
    assert root.locator("input:checked").count() == 0


def test_keeping_a_place_by_keyboard(open_quizzes: OpenQuizzes) -> None:
    keys = at_the_keyboard(open_quizzes, "knowledge")
    page = keys.reader.page
    root = page.locator(keys.reader.root)
    slots = list(keys.reader.compiled.program.slots)
    keys.answer(slots[0])
    keys.go(page.get_by_label(KEEP))
    keys.press("Space")
    assert [told.split(". ")[0] for told in keys.said()] == ["Your place is kept on this device"]

    page.reload()
    page.evaluate(RECORD)
    assert root.locator("input:checked").count() == 2
    keys.go(keys.button("Forget it and start anew"))
    keys.press("Enter")
    assert keys.said() == ["Your answers are cleared."]
    assert keys.at() == root.locator("form h2").inner_text()
    assert root.locator("input:checked").count() == 0
