"""What an author writes in a test vector, as an answer sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapport.model.quiz import DualQuiz, KnowledgeQuiz, Vector
from rapport.score.compiled import CompiledQuiz
from rapport.score.dual import first_slot, second_slot
from rapport.score.knowledge import answer_number
from rapport.score.program import Sheet

SKIPPED = "-"


class UnreadableAnswers(ValueError):
    """The answers of a vector do not fit the quiz; the message says how."""


def sheet_of(compiled: CompiledQuiz, vector: Vector) -> Sheet:
    """The answer sheet of a vector. Raises :class:`UnreadableAnswers`."""
    if isinstance(compiled.quiz, KnowledgeQuiz):
        return _knowledge_sheet(compiled.quiz, vector.answers)
    written = _by_slot(compiled, vector.answers)
    sheet: Sheet = {}
    for slot_id, answer in written.items():
        if answer in (None, SKIPPED):
            continue
        try:
            sheet[slot_id] = int(str(answer))
        except ValueError:
            raise UnreadableAnswers(f"“{answer}” is not a number") from None
    return sheet


def _by_slot(
    compiled: CompiledQuiz, answers: str | Sequence[object] | Mapping[str, object]
) -> dict[str, object]:
    slots = list(compiled.program.slots)
    dual = isinstance(compiled.quiz, DualQuiz)
    if isinstance(answers, Mapping):
        if not dual:
            return dict(answers)
        return {
            slot: half
            for item, both in answers.items()
            for slot, half in zip((first_slot(item), second_slot(item)), _pair(both), strict=True)
        }
    if isinstance(answers, str) and dual:
        firsts, slash, seconds = answers.replace(" ", "").partition("/")
        if not slash:
            raise UnreadableAnswers("two groups of digits with “/” between them are needed")
        listed: list[object] = [a for both in _together(firsts, seconds) for a in both]
    elif isinstance(answers, str):
        listed = list(answers.replace(" ", ""))
    else:
        listed = list(answers)
    if len(listed) != len(slots):
        raise UnreadableAnswers(f"there are {len(listed)} answers for {len(slots)} questions")
    return dict(zip(slots, listed, strict=True))


def _together(firsts: str, seconds: str) -> list[tuple[str, str]]:
    if len(firsts) != len(seconds):
        raise UnreadableAnswers(f"{len(firsts)} first answers and {len(seconds)} second ones")
    return list(zip(firsts, seconds, strict=True))


def _pair(both: object) -> tuple[object, object]:
    if not isinstance(both, Sequence) or isinstance(both, str) or len(both) != 2:
        raise UnreadableAnswers("each need takes two answers, as [first, second]")
    return (both[0], both[1])


def _knowledge_sheet(
    quiz: KnowledgeQuiz, answers: str | Sequence[object] | Mapping[str, object]
) -> Sheet:
    questions = {q.id: q for q in quiz.questions}
    if not isinstance(answers, Mapping):
        written = list(answers.replace(" ", "")) if isinstance(answers, str) else list(answers)
        if len(written) != len(questions):
            raise UnreadableAnswers(
                f"there are {len(written)} answers for {len(questions)} questions"
            )
        answers = dict(zip(questions, written, strict=True))
    sheet: Sheet = {}
    for name, answer in answers.items():
        if name not in questions:
            raise UnreadableAnswers(f"there is no question “{name}”")
        if answer in (None, SKIPPED):
            continue
        chosen = {str(a) for a in answer} if isinstance(answer, tuple) else {str(answer)}
        unknown = chosen - {o.id for o in questions[name].options}
        if unknown:
            raise UnreadableAnswers(f"“{name}” has no option “{sorted(unknown)[0]}”")
        sheet[name] = answer_number(questions[name], chosen)
    return sheet
