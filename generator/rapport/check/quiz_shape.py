"""A quiz hangs together: scales, keys, bands and options, before anything is scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Protocol

from rapport.check.rule import Finding, Subject, rule
from rapport.load.near import did_you_mean
from rapport.model.diagnostic import Place, RelatedPlace
from rapport.model.quiz import (
    AnyQuiz,
    AuditQuiz,
    BipolarQuiz,
    DualQuiz,
    KnowledgeQuiz,
    Pole,
    ProfileQuiz,
    ResponsePoint,
)

ScaledQuiz = ProfileQuiz | AuditQuiz


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def exact(number: Fraction) -> str:
    """A rational in the fewest words: ``12.5``, ``1/3``."""
    if number.denominator == 1:
        return str(number.numerator)
    decimal = float(number)
    return f"{decimal:g}" if Fraction(f"{decimal:g}") == number else str(number)


def _items(number: int) -> str:
    return "1 item" if number == 1 else f"{number} items"


def _named_lists(quiz: AnyQuiz) -> Iterator[tuple[tuple[str | int, ...], Sequence[_Named]]]:
    yield ("results",), quiz.results
    if isinstance(quiz, KnowledgeQuiz):
        yield ("questions",), quiz.questions
        for position, question in enumerate(quiz.questions):
            yield ("questions", position, "options"), question.options
    else:
        yield ("items",), quiz.items
    if isinstance(quiz, ProfileQuiz | AuditQuiz):
        yield ("scales",), quiz.scales
        yield ("bands",), quiz.bands


_SIDES: Final = ("left", "middle", "right", "mixed")
_TAKEN: Final[Mapping[type, Mapping[str, tuple[str, ...]]]] = {
    ProfileQuiz: {
        "scales": ("highest", "second", "third", "spread"),
        "bands": ("flat", "not-scored"),
    },
    AuditQuiz: {"scales": ("lowest", "spread"), "bands": ("flat", "not-scored")},
}


@rule("quiz-name-taken")
def names_leave_room_for_ours(subject: Subject) -> Iterator[Finding]:
    """Scales, bands and poles have ids that scoring does not use for something else."""
    for quiz in subject.library.quizzes:
        for path, entries in _named_lists(quiz):
            taken = _TAKEN.get(type(quiz), {}).get(str(path[-1]), ())
            for position, entry in enumerate(entries):
                if entry.id in taken:
                    place = subject.place(quiz.id, *path, position, "id")
                    yield _taken(place, entry.id, quiz.id)
        if isinstance(quiz, BipolarQuiz):
            for side in _SIDES:
                if getattr(quiz.poles, side).id == "none":
                    yield _taken(subject.place(quiz.id, "poles", side, "id"), "none", quiz.id)


def _pole_findings(subject: Subject, quiz: BipolarQuiz) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for side in _SIDES:
        pole: Pole = getattr(quiz.poles, side)
        if pole.id in first:
            earlier = subject.place(quiz.id, "poles", first[pole.id], "id")
            yield Finding(
                subject.place(quiz.id, "poles", side, "id"),
                f"“{pole.id}” stands twice under “poles”.",
                "Give one of them another id.",
                (RelatedPlace(earlier, "first used here"),),
                quiz.id,
            )
        first.setdefault(pole.id, side)


def _taken(place: Place, name: str, quiz_id: str) -> Finding:
    message = f"“{name}” is a word that the scoring of this kind of quiz uses itself."
    return Finding(place, message, "Choose another id.", entity=quiz_id)


@rule("quiz-twice")
def names_inside_a_quiz_differ(subject: Subject) -> Iterator[Finding]:
    """Items, options, scales, bands and results of a quiz have ids of their own."""
    for quiz in subject.library.quizzes:
        for path, entries in _named_lists(quiz):
            first: dict[str, int] = {}
            for position, entry in enumerate(entries):
                if entry.id in first:
                    earlier = subject.place(quiz.id, *path, first[entry.id], "id")
                    yield Finding(
                        subject.place(quiz.id, *path, position, "id"),
                        f"“{entry.id}” stands twice under “{path[-1]}”.",
                        "Give one of them another id.",
                        (RelatedPlace(earlier, "first used here"),),
                        quiz.id,
                    )
                first.setdefault(entry.id, position)
        if isinstance(quiz, BipolarQuiz):
            yield from _pole_findings(subject, quiz)


@rule("quiz-scale")
def items_belong_to_scales(subject: Subject) -> Iterator[Finding]:
    """Every item names a scale of its quiz, and every scale has items."""
    for quiz in subject.library.quizzes:
        if not isinstance(quiz, ProfileQuiz | AuditQuiz):
            continue
        scales = [s.id for s in quiz.scales]
        for position, item in enumerate(quiz.items):
            if item.scale not in scales:
                yield Finding(
                    subject.place(quiz.id, "items", position, "scale"),
                    f"This quiz has no scale “{item.scale}”.",
                    did_you_mean(item.scale, scales) or f"Its scales are: {', '.join(scales)}.",
                    entity=quiz.id,
                )
        used = {item.scale for item in quiz.items}
        for position, scale in enumerate(scales):
            if scale not in used:
                yield Finding(
                    subject.place(quiz.id, "scales", position),
                    f"The scale “{scale}” has no items.",
                    "Give an item this scale, or remove the scale.",
                    entity=quiz.id,
                )


def _response_scales(
    quiz: AnyQuiz,
) -> Iterator[tuple[tuple[str, ...], tuple[ResponsePoint, ...]]]:
    if isinstance(quiz, DualQuiz):
        yield ("first", "response_scale"), quiz.first.response_scale
        yield ("second", "response_scale"), quiz.second.response_scale
    elif not isinstance(quiz, KnowledgeQuiz):
        yield ("response_scale",), quiz.response_scale


@rule("quiz-response-scale")
def answers_are_in_order(subject: Subject) -> Iterator[Finding]:
    """Answers rise by one from first to last; a bipolar scale has its middle at 0."""
    for quiz in subject.library.quizzes:
        for path, points in _response_scales(quiz):
            values = [p.value for p in points]
            rising = list(range(values[0], values[0] + len(values)))
            if values != rising:
                yield Finding(
                    subject.place(quiz.id, *path),
                    f"The answers' values are {', '.join(map(str, values))}; "
                    "they should rise by one from each to the next.",
                    f"Number them {', '.join(map(str, rising))}.",
                    entity=quiz.id,
                )
            elif isinstance(quiz, BipolarQuiz) and values[0] != -values[-1]:
                yield Finding(
                    subject.place(quiz.id, *path),
                    f"The answers run from {values[0]} to {values[-1]}; "
                    "the middle of a bipolar quiz is 0.",
                    "Number them from minus to plus the same value, like -2, -1, 0, 1, 2.",
                    entity=quiz.id,
                )


@rule("quiz-bands")
def bands_cover_the_range(subject: Subject) -> Iterator[Finding]:
    """Bands follow each other without gap or overlap, from the lowest score to the highest."""
    for quiz in subject.library.quizzes:
        if isinstance(quiz, ProfileQuiz | AuditQuiz):
            yield from _band_findings(subject, quiz)


def _band_findings(subject: Subject, quiz: ScaledQuiz) -> Iterator[Finding]:
    top = quiz.cut_points.top if isinstance(quiz, AuditQuiz) else Fraction(100)
    expected = Fraction(0)
    for position, band in enumerate(quiz.bands):
        if band.start != expected:
            gap = "leaves out" if band.start > expected else "overlaps"
            low, high = sorted((band.start, expected))
            yield Finding(
                subject.place(quiz.id, "bands", position, "from"),
                f"The band “{band.id}” {gap} the scores from {exact(low)} to {exact(high)}.",
                f"Let it start at {exact(expected)}.",
                entity=quiz.id,
            )
        if band.end <= band.start:
            yield Finding(
                subject.place(quiz.id, "bands", position, "to"),
                f"The band “{band.id}” ends at {exact(band.end)}, where it has not begun.",
                f"Let it end above {exact(band.start)}.",
                entity=quiz.id,
            )
        expected = band.end
    if expected != top:
        yield Finding(
            subject.place(quiz.id, "bands", len(quiz.bands) - 1, "to"),
            f"The last band ends at {exact(expected)}, and scores go up to {exact(top)}.",
            f"Let it end at {exact(top)}.",
            entity=quiz.id,
        )


@rule("quiz-key")
def questions_have_a_key(subject: Subject) -> Iterator[Finding]:
    """A single-answer question has one right option, a multiple one at least one."""
    for quiz in subject.library.of(KnowledgeQuiz):
        for position, question in enumerate(quiz.questions):
            right = [o.id for o in question.options if o.correct]
            if len(right) == 1 or (right and question.mode == "multiple"):
                continue
            has = f"{len(right)} right options" if right else "no right option"
            path: tuple[str | int, ...] = ("questions", position, "options")
            if right:
                ids = [o.id for o in question.options]
                path = (*path, ids.index(right[1]), "correct")
            yield Finding(
                subject.place(quiz.id, *path),
                f"The question “{question.id}” has {has}.",
                "Mark one with “correct: true”, or make it “mode: multiple”."
                if right
                else "Mark the right one with “correct: true”.",
                entity=quiz.id,
            )


def _smallest_scale(quiz: ScaledQuiz) -> int:
    """How many items the scale with the fewest has."""
    sizes = Counter(item.scale for item in quiz.items)
    return min((sizes[s.id] for s in quiz.scales), default=0)


def _no_least(place: Place, quiz: ScaledQuiz) -> Finding:
    message = "Statements may be skipped here, and nothing says how many answers a scale needs."
    hint = f"Add “min_answered: {_smallest_scale(quiz) or 1}”, or a smaller number."
    return Finding(place, message, hint, entity=quiz.id)


@rule("quiz-min-answered")
def enough_items_to_answer(subject: Subject) -> Iterator[Finding]:
    """``min_answered`` is possible, and goes with ``allow_skip``, which needs it."""
    for quiz in subject.library.quizzes:
        if not isinstance(quiz, ProfileQuiz | AuditQuiz):
            continue
        if quiz.min_answered is None:
            if quiz.allow_skip:
                yield _no_least(subject.place(quiz.id, "allow_skip"), quiz)
            continue
        least = _smallest_scale(quiz)
        if not quiz.allow_skip:
            yield Finding(
                subject.place(quiz.id, "min_answered"),
                "“min_answered” says nothing here, as no statement can be skipped.",
                "Add “allow_skip: true”, or remove it.",
                entity=quiz.id,
            )
        elif quiz.min_answered > least:
            yield Finding(
                subject.place(quiz.id, "min_answered"),
                f"{quiz.min_answered} answers are asked for, and the smallest scale has {_items(least)}.",
                f"Write {least} or less.",
                entity=quiz.id,
            )


@rule("quiz-objective")
def questions_serve_objectives(subject: Subject) -> Iterator[Finding]:
    """A question's objectives are among those of the library."""
    known = {o.id for page in subject.library.pages for o in page.objectives}
    for quiz in subject.library.of(KnowledgeQuiz):
        for position, question in enumerate(quiz.questions):
            for number, objective in enumerate(question.objectives):
                if objective not in known and objective not in subject.loaded.broken_ids:
                    yield Finding(
                        subject.place(quiz.id, "questions", position, "objectives", number),
                        f"No page has the objective “{objective}”.",
                        did_you_mean(objective, known) or "Add it under “objectives”.",
                        entity=quiz.id,
                    )


@rule("quiz-validated")
def validation_is_cited(subject: Subject) -> Iterator[Finding]:
    """A quiz that says it is validated cites the validation."""
    for quiz in subject.library.quizzes:
        if quiz.validated and not quiz.validation_cites:
            yield Finding(
                subject.place(quiz.id, "validated"),
                "This quiz claims to be validated, and cites nothing for it.",
                "Write “validated: false”, or add “validation_cites”.",
                entity=quiz.id,
            )
