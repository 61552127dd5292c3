"""Quizzes as some readers set them: strong contrast, no motion, four times as large, more
space between letters, from right to left. Form, review and result of every kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any, Final

import pytest
from playwright.sync_api import Locator
from quiz_page import BY_KIND, Reader, changed
from quiz_states import open_all, shortened, walk

from conftest import OpenQuizzes
from rapport.model.quiz import BipolarQuiz, DualQuiz, KnowledgeQuiz
from rapport.render.runtime import runtime_file
from rapport.score.compiled import CompiledQuiz

KINDS = pytest.mark.parametrize("kind", BY_KIND)
STATES: Final = ("form", "review", "result")
ZOOMED: Final = {"width": 320, "height": 256}
"""What 1280 × 1024 leaves at 400 %."""

WIDER: Final = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""
"""The spacing of WCAG 2.2, success criterion 1.4.12."""

CUT: Final = """(root) => {
  const found = [], edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > edge) found.push('the page scrolls sideways');
  for (const one of root.querySelectorAll('*')) {
    const at = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (!at.width || !at.height || one.matches('.rapport-quiz__status')) continue;
    const what = one.outerHTML.slice(0, 90);
    if (at.left < -1 || at.right > edge + 1) found.push(`beyond the edge: ${what}`);
    if (one instanceof SVGElement || one.matches('input, progress')) continue;
    if (style.display === 'inline') continue;
    const hides = (way) => way !== 'visible';
    if (one.scrollWidth > one.clientWidth + 1) found.push(`wider than its room: ${what}`);
    if (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1)
      found.push(`cut below: ${what}`);
  }
  return found;
}"""
"""What is cut off, or sticks out."""

OVERLAPS: Final = """(root) => {
  const lines = [], words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const one = words.currentNode;
    if (!one.data.trim() || one.parentElement.closest('script, .rapport-quiz__status')) continue;
    if (one.parentElement.closest('.rapport-quiz__bar')) continue;
    const range = document.createRange();
    range.selectNodeContents(one);
    for (const at of range.getClientRects()) {
      // A font's box is higher than its letters.
      const spare = at.height / 4;
      if (at.width > 1) lines.push([at.left + 1, at.right - 1, at.top + spare, at.bottom - spare, one.data.trim()]);
    }
  }
  lines.sort((a, b) => a[2] - b[2]);
  const found = [];
  lines.forEach(([left, right, top, bottom, text], at) => {
    for (const other of lines.slice(at + 1)) {
      if (other[2] >= bottom) break;
      if (other[0] < right && other[1] > left) found.push(`${text} | ${other[4]}`);
    }
  });
  return found;
}"""
"""Lines of text that stand on one another."""


def opened(reader: Reader) -> Iterator[str]:
    """The three states, with everything open that can be opened."""
    for state in walk(reader, STATES):
        open_all(reader)
        yield state


def on_root(reader: Reader, script: str) -> Any:
    return reader.page.locator(reader.root).evaluate(script)


def looks(one: Locator) -> bytes:
    """The pixels of something, and of a little around it."""
    box = one.bounding_box()
    assert box, "It is not shown."
    around = {
        "x": box["x"] - 6,
        "y": box["y"] - 6,
        "width": box["width"] + 12,
        "height": box["height"] + 12,
    }
    return one.page.screenshot(clip=around)  # type: ignore[arg-type]


@KINDS
def test_strong_contrast_tells_everything_apart(open_quizzes: OpenQuizzes, kind: str) -> None:
    reader = open_quizzes(shortened(BY_KIND[kind]), forced_colors="active")
    page = reader.page
    for state in walk(reader, STATES):
        shown = page.locator(f"{reader.root} .rapport-quiz__choice:visible")
        if shown.count():
            chosen, other = shown.nth(0), shown.nth(1)
            chosen.locator("input").check()
            assert colour(chosen, "border-top-color") != colour(other, "border-top-color")
            focus_shows(chosen.locator("input"), chosen)
        for button in page.locator(f"{reader.root} button:visible").all():
            assert colour(button, "border-top-style") == "solid"
            assert colour(button, "border-top-color") != colour(page.locator("body"), BACKGROUND)
        focus_shows(page.locator(f"{reader.root} button:visible").last)
        focus_shows(page.locator(f"{reader.root} summary").first)
        bars_differ(reader, state)


BACKGROUND: Final = "background-color"


def colour(one: Locator, name: str) -> str:
    """A computed style."""
    return str(one.evaluate("(e, name) => getComputedStyle(e).getPropertyValue(name)", name))


def focus_shows(one: Locator, around: Locator | None = None) -> None:
    """Whoever tabs to it sees that they are there."""
    page, frame = one.page, around or one
    one.scroll_into_view_if_needed()
    one.focus()
    page.keyboard.press("Shift+Tab")
    frame.evaluate("(e) => e.scrollIntoView({block: 'center'})")
    before = looks(frame)
    one.focus()
    assert looks(frame) != before, one.evaluate("(e) => e.outerHTML")


def bars_differ(reader: Reader, state: str) -> None:
    """No bar of a picture has the colour of what it lies on."""
    fills = on_root(
        reader,
        """(root) => [...root.querySelectorAll('.rapport-quiz__strip')].map((line) =>
          Object.fromEntries([...line.children].map((bar) =>
            [bar.getAttribute('class').replace('rapport-quiz__', ''), getComputedStyle(bar).fill])))""",
    )
    assert bool(fills) == (state == "result" and reader.compiled.quiz.kind != "knowledge")
    for fill in fills:
        # A mark and the edge of a band are told apart by where they are.
        told = [fill[name] for name in fill if name != "edge" or "point" not in fill]
        assert len(set(told)) == len(told), fill
    track = reader.page.locator(f"{reader.root} progress")
    if track.is_visible():
        full, empty = (draw(track, value) for value in (1, 0))
        assert full != empty


def draw(track: Locator, share: int) -> bytes:
    """The bar of the progress, full or empty."""
    track.evaluate("(e, share) => { e.value = e.max * share; }", share)
    return looks(track)


@KINDS
def test_nothing_moves_for_those_who_want_no_motion(open_quizzes: OpenQuizzes, kind: str) -> None:
    moves = """(root) => [...root.querySelectorAll('*')].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none';
    }).length"""
    moving: dict[str, list[int]] = {}
    for motion in ("reduce", "no-preference"):
        reader = open_quizzes(shortened(BY_KIND[kind]), reduced_motion=motion)
        moving[motion] = [on_root(reader, moves) for _ in walk(reader, STATES)]
    assert moving["reduce"] == [0, 0, 0]
    assert moving["no-preference"][0] > 0


@KINDS
def test_four_times_as_large(open_quizzes: OpenQuizzes, kind: str) -> None:
    reader = open_quizzes(BY_KIND[kind], viewport=ZOOMED, reduced_motion="reduce")
    for state in opened(reader):
        assert on_root(reader, CUT) == [], state
        bar = reader.page.locator(f"{reader.root} .rapport-quiz__bar")
        if bar.is_visible():
            box = bar.bounding_box()
            assert box
            stays = colour(bar, "position") == "sticky"
            assert not stays or box["height"] <= ZOOMED["height"] / 3, box


def test_the_bar_stays_in_sight_where_there_is_room(open_quizzes: OpenQuizzes) -> None:
    screen = {"width": 360, "height": 640}
    reader = open_quizzes(BY_KIND["profile"], viewport=screen)
    reader.page.locator(f"{reader.root} fieldset").nth(3).scroll_into_view_if_needed()
    bar = reader.page.locator(f"{reader.root} .rapport-quiz__bar")
    box = bar.bounding_box()
    assert box
    assert box["height"] <= screen["height"] / 3
    assert round(box["y"] + box["height"]) == screen["height"]


@KINDS
def test_more_space_between_letters_and_lines(open_quizzes: OpenQuizzes, kind: str) -> None:
    reader = open_quizzes(BY_KIND[kind], reduced_motion="reduce")
    reader.page.add_style_tag(content=WIDER)
    for state in opened(reader):
        for width in (1280, 360):
            reader.page.set_viewport_size({"width": width, "height": 800})
            assert on_root(reader, CUT) == [], (state, width)
            assert on_root(reader, OVERLAPS) == [], (state, width)


ARABIC: Final = (
    "ينتظر هذا الشخص حتى يسألني قبل أن يقرّر أيّ شيء في حياته اليومية.",
    "نتّفق على ما نعمل من أجله، وكلّ منّا يستطيع أن يشرحه.",
    "بعد لقاء نافع يُلغي الموعد التالي أو يبتعد قليلًا.",
)
POINTS: Final = ("أبدًا", "قليلًا", "أحيانًا", "غالبًا", "دائمًا")


def in_arabic(compiled: CompiledQuiz) -> CompiledQuiz:
    """The quiz with Arabic words wherever a reader answers, and in its results."""
    quiz, text = compiled.quiz, cycle(ARABIC)
    words: dict[str, Any] = {"title": "بيننا اليوم", "instructions": ARABIC[0]}
    words["results"] = tuple(
        r.model_copy(update={"title": "جنبًا إلى جنب", "text": ARABIC[1]}) for r in quiz.results
    )

    def worded(parts: Any, *names: str) -> tuple[Any, ...]:
        return tuple(p.model_copy(update={name: next(text) for name in names}) for p in parts)

    def labelled(points: Any) -> tuple[Any, ...]:
        named = zip(points, POINTS, strict=False)
        return tuple(p.model_copy(update={"label": label}) for p, label in named)

    match quiz:
        case KnowledgeQuiz():
            asked = worded(quiz.questions, "stem")
            words["questions"] = tuple(
                q.model_copy(update={"options": worded(q.options, "text", "feedback")})
                for q in asked
            )
        case DualQuiz():
            words["items"] = worded(quiz.items, "text")
            for half, asked_of in (("first", quiz.first), ("second", quiz.second)):
                scale = labelled(asked_of.response_scale)
                told = {"question": ARABIC[2], "label": POINTS[2], "response_scale": scale}
                words[half] = asked_of.model_copy(update=told)
        case BipolarQuiz():
            words["items"] = worded(quiz.items, "label", "left", "middle", "right")
            words["response_scale"] = labelled(quiz.response_scale)
        case _:
            words["items"] = worded(quiz.items, "text")
            words["response_scale"] = labelled(quiz.response_scale)
    return changed(quiz, **words)


@KINDS
def test_the_other_sheet_leaves_pictures_alone(open_quizzes: OpenQuizzes, kind: str) -> None:
    """Pages load the sheet for what readers keep as well; its names must be its own."""
    reader = open_quizzes(shortened(BY_KIND[kind]))
    where = """(root) => [...root.querySelectorAll('figure, figure *')].map((one) =>
      [one.outerHTML.slice(0, 80), JSON.stringify(one.getBoundingClientRect())])"""
    list(walk(reader, ["result"]))
    before = on_root(reader, where)
    reader.page.add_style_tag(content=runtime_file("kept.css", "en").decode())
    assert on_root(reader, where) == before


@KINDS
def test_from_right_to_left(open_quizzes: OpenQuizzes, kind: str) -> None:
    reader = open_quizzes(in_arabic(shortened(BY_KIND[kind])), reduced_motion="reduce")
    page = reader.page
    page.evaluate("Object.assign(document.documentElement, {dir: 'rtl', lang: 'ar'})")
    for state in walk(reader, STATES):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            assert on_root(reader, CUT) == [], (state, width)
            mirrored(reader, state)


def mirrored(reader: Reader, state: str) -> None:
    """What begins at the left begins at the right."""
    checks: tuple[tuple[str, str, Callable[[Any, Any], bool]], ...] = (
        (".rapport-quiz__number", ".rapport-quiz__asked", right_of),
        (".rapport-quiz__choice input", ".rapport-quiz__choice span", right_of),
        (".rapport-quiz__progress", ".rapport-quiz__bar button", right_of),
        (".rapport-quiz__table th", ".rapport-quiz__table td", right_of),
    )
    for first, second, holds in checks:
        one = reader.page.locator(f"{reader.root} {first}:visible").first
        other = reader.page.locator(f"{reader.root} {second}:visible").first
        if one.count() and other.count():
            assert holds(one.bounding_box(), other.bounding_box()), (state, first, second)
    bars = on_root(
        reader,
        """(root) => [...root.querySelectorAll('.rapport-quiz__strip')].flatMap((line) =>
          [...line.querySelectorAll('.rapport-quiz__value')].map((bar) => {
            const [a, b] = [bar, line].map((e) => e.getBoundingClientRect());
            const from = Number(bar.getAttribute('x')) / 100;
            return [a.right, b.right - from * b.width];
          }))""",
    )
    assert bool(bars) == (state == "result" and reader.compiled.quiz.kind in MEASURED)
    for right, expected in bars:
        assert abs(right - expected) < 1


MEASURED: Final = ("profile", "audit", "dual")
"""Kinds whose pictures have bars from a beginning."""


def right_of(one: Any, other: Any) -> bool:
    """Whether one begins further right, or above where there is no room beside it."""
    return bool(one["x"] + one["width"] > other["x"] + other["width"] or one["y"] < other["y"])
