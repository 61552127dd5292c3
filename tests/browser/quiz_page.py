"""Quizzes as plain pages in a browser, and a reader who answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from rapport.load.content import load_content
from rapport.model.library import Library
from rapport.model.quiz import AnyQuiz, KnowledgeQuiz
from rapport.model.site import SiteSettings
from rapport.render.addresses import Addresses
from rapport.render.quiz_form import quiz_form
from rapport.render.runtime import WORDS_OF, quiz_scripts, runtime_file
from rapport.render.view import View
from rapport.score.compile import compile_quiz
from rapport.score.compiled import CompiledQuiz
from rapport.score.program import Sheet

ROOT: Final = Path(__file__).parents[2]
WEB: Final = ROOT / "generator" / "rapport" / "web"
LIBRARY: Final = load_content(ROOT / "content").library
assert LIBRARY is not None
QUIZZES: Final[Mapping[str, CompiledQuiz]] = {q.id: compile_quiz(q) for q in LIBRARY.quizzes}
BY_KIND: Final[Mapping[str, CompiledQuiz]] = {c.quiz.kind: c for c in QUIZZES.values()}


def library() -> Library:
    """The library of the checkout."""
    assert LIBRARY is not None
    return LIBRARY


def changed(quiz: AnyQuiz, **fields: Any) -> CompiledQuiz:
    """A quiz with some fields replaced, compiled."""
    return compile_quiz(quiz.model_copy(update=fields))


def form_html(compiled: CompiledQuiz, settings: SiteSettings | None = None) -> str:
    """The form as a site would hold it; every entity of the library has an address."""
    content = library()
    addresses = Addresses(content, frozenset(content.entities), directory_urls=True)
    file = f"quiz/{compiled.quiz.id}.md"
    chosen = replace(content, settings=settings) if settings else content
    return str(quiz_form(compiled, View(chosen, addresses, file)))


def write_page(
    folder: Path,
    *quizzes: CompiledQuiz,
    slate: bool = False,
    bare: bool = False,
    settings: SiteSettings | None = None,
) -> str:
    """Write an ordinary page around some quizzes; gives its ``file:`` address.

    ``slate`` is Material's dark palette; a ``bare`` page has no palette at all, and follows
    the system.
    """
    chosen = settings or library().settings
    for name in ("quiz.css", "kept.css", *WORDS_OF):
        (folder / name).write_bytes(runtime_file(name, chosen.language))
    scheme = f'data-md-color-scheme="{"slate" if slate else "default"}"'
    colours = "--md-default-bg-color: #1b1a19; background: #1b1a19; color: #ebe4da"
    if not slate:
        colours = "background: Canvas; color: CanvasText"
    forms = "\n".join(form_html(c, settings) for c in quizzes)
    needed = dict.fromkeys(name for c in quizzes for name in quiz_scripts(c.quiz, chosen))
    # What listens to a quiz is there before the quiz.
    ordered = sorted(needed, key=lambda name: name == "quiz")
    scripts = "\n".join(f'<script defer src="{name}.js"></script>' for name in ordered)
    title = escape(quizzes[0].quiz.title)
    page = folder / "page.html"
    page.write_text(
        f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="quiz.css">
<style>
:root {{ color-scheme: {"light dark" if bare else "light"}; }}
body {{ margin: 0; font: 17px/1.55 Georgia, serif; {colours} }}
main {{ max-width: 46rem; margin: 0 auto; padding: 1rem; }}
</style>
{scripts}
</head>
<body {"" if bare else scheme}>
<main>
<h1>{title}</h1>
{forms}
</main>
</body>
</html>
""",
        encoding="utf-8",
    )
    return page.as_uri()


@dataclass
class Reader:
    """Somebody who takes a quiz on a page, with real clicks."""

    page: Page
    compiled: CompiledQuiz
    faults: list[str] = field(default_factory=list)

    @property
    def root(self) -> str:
        """The selector of the quiz."""
        return f'[data-quiz="{self.compiled.quiz.id}"]'

    def choose(self, slot: str, value: str) -> None:
        """Click one answer."""
        self.page.locator(f'{self.root} input[name="{slot}"][value="{value}"]').check()

    def answer(self, sheet: Sheet) -> None:
        """Click every answer of a sheet; what it leaves out is skipped where it can be."""
        for slot in self.compiled.program.slots.values():
            for value in self.values(slot.id, sheet.get(slot.id)):
                self.choose(slot.id, value)

    def answer_first_half(self) -> None:
        """Answer the first half of the form, and leave the rest blank."""
        sheet = some_sheet(self.compiled)
        slots = list(sheet)
        for slot in slots[: len(slots) // 2]:
            for value in self.values(slot, sheet[slot]):
                self.choose(slot, value)

    def values(self, slot: str, answer: int | None) -> list[str]:
        """The values to click for an answer."""
        quiz = self.compiled.quiz
        if isinstance(quiz, KnowledgeQuiz):
            question = next(q for q in quiz.questions if q.id == slot)
            return [o.id for n, o in enumerate(question.options) if (answer or 0) >> n & 1]
        return ["" if answer is None else str(answer)]

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self.page.locator(self.root).get_by_role("button", name=name, exact=True).click()

    def finish(self, sheet: Sheet) -> None:
        """Answer a sheet and ask for the result."""
        self.answer(sheet)
        self.submit()

    def submit(self) -> None:
        """Ask for the result; a knowledge check is looked over first."""
        if isinstance(self.compiled.quiz, KnowledgeQuiz):
            self.press("Look over my answers")
            self.press("Mark my answers")
        else:
            self.press("See my result")

    def focused(self) -> str:
        """The text of what has the focus, or of its legend."""
        return str(
            self.page.evaluate(
                "() => (document.activeElement.querySelector('legend') || document.activeElement)"
                ".textContent.trim()"
            )
        )


def some_sheet(compiled: CompiledQuiz) -> Sheet:
    """A sheet with every slot answered, and not all alike."""
    return {
        slot.id: slot.values[n % len(slot.values)]
        for n, slot in enumerate(compiled.program.slots.values())
    }
