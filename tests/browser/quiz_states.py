"""The states of a quiz by name, in the order in which a reader comes to them.

Each state is a step of real clicks from the one before, so that one walk meets them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from quiz_page import Reader, changed, some_sheet

from rapport.model.quiz import AuditQuiz, BipolarQuiz, DualQuiz, KnowledgeQuiz, ProfileQuiz, Scale
from rapport.score.compiled import CompiledQuiz

Step = Callable[[Reader], None]
KEEP: Final = "Keep my place on this device"


def open_all(reader: Reader) -> None:
    """Open everything that can be opened."""
    _turn_all(reader, is_open=True)


def _turn_all(reader: Reader, *, is_open: bool) -> None:
    for details in reader.page.locator(f"{reader.root} details").all():
        if details.evaluate("(d) => d.open") != is_open:
            details.locator("> summary").click()


def _partly(reader: Reader) -> None:
    _turn_all(reader, is_open=False)
    reader.answer_first_half()


def _ask(reader: Reader) -> None:
    marked = isinstance(reader.compiled.quiz, KnowledgeQuiz)
    reader.press("Look over my answers" if marked else "See my result")


def _overview(reader: Reader) -> None:
    reader.press("Back to the questions")
    reader.answer(some_sheet(reader.compiled))
    _ask(reader)


def _second_result(reader: Reader) -> None:
    _turn_all(reader, is_open=False)
    reader.press("Try again")
    reader.finish(some_sheet(reader.compiled))


def _asked(reader: Reader) -> None:
    _turn_all(reader, is_open=False)
    reader.press("Start again")


SELF_ASSESSMENT: Final[Mapping[str, Step]] = {
    "form": lambda reader: None,
    "form-open": open_all,
    "partly": _partly,
    "review": _ask,
    "result": lambda reader: reader.finish(some_sheet(reader.compiled)),
    "result-open": open_all,
    "asked": _asked,
}
KNOWLEDGE: Final[Mapping[str, Step]] = {
    "form": lambda reader: None,
    "form-open": open_all,
    "partly": _partly,
    "place-kept": lambda reader: reader.page.get_by_label(KEEP).check(),
    "place-back": lambda reader: reader.page.reload() and None,
    "review": _ask,
    "overview": _overview,
    "result": lambda reader: reader.press("Mark my answers"),
    "result-open": open_all,
    "second-result": _second_result,
}


def steps(compiled: CompiledQuiz) -> Mapping[str, Step]:
    """The states of a quiz, each with what leads to it from the one before."""
    return KNOWLEDGE if isinstance(compiled.quiz, KnowledgeQuiz) else SELF_ASSESSMENT


def walk(reader: Reader, states: Iterable[str] | None = None) -> Iterator[str]:
    """Go through the states from a fresh form; gives the name of each as it is reached.

    ``states`` are those that are wanted. A state is passed over where the quiz has none of
    that name; the walk ends at the last one that is wanted.
    """
    way = steps(reader.compiled)
    wanted = [name for name in way if states is None or name in states]
    for name, step in way.items():
        step(reader)
        if name in wanted:
            yield name
        if name == wanted[-1]:
            return


def reach(reader: Reader, state: str) -> None:
    """Go from a fresh form to one state."""
    assert list(walk(reader, [state])) == [state]


def shortened(compiled: CompiledQuiz) -> CompiledQuiz:
    """The quiz with a few of its items, in their order: all that its states are made of, once
    or twice.
    """
    match compiled.quiz:
        case ProfileQuiz() | AuditQuiz() as quiz:
            chosen = {i for scale in quiz.scales for i in _first_and_turned(quiz, scale)}
            items = tuple(item for item in quiz.items if item.id in chosen)
            return changed(quiz, items=items, min_answered=None)
        case BipolarQuiz() | DualQuiz() as quiz:
            return changed(quiz, items=quiz.items[:3])
        case KnowledgeQuiz() as quiz:
            noted = next(q for q in quiz.questions if q.content_note != "none")
            questions = (*quiz.questions[:2], noted)
            return changed(quiz, questions=questions, shuffle_options=False)


def _first_and_turned(quiz: ProfileQuiz | AuditQuiz, scale: Scale) -> tuple[str, str]:
    own = [item for item in quiz.items if item.scale == scale.id]
    return own[0].id, next(item.id for item in own if item.reverse)
