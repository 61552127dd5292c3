"""What a quiz does, in numbers and sentences: ``rapport explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, get_args

from rapport.load.content import Loaded
from rapport.model.diagnostic import Diagnostic
from rapport.model.quiz import (
    AnyQuiz,
    AuditQuiz,
    DualQuiz,
    DualThreshold,
    HotSpot,
    KnowledgeQuiz,
    ProfileQuiz,
)
from rapport.score.compile import compile_quiz
from rapport.score.keying import pulls, second_looks
from rapport.score.program import Slot, Total
from rapport.score.proof import prove
from rapport.score.quiz_words import (
    band_words,
    formula_words,
    marks_needed,
    number_words,
    rule_words,
)
from rapport.score.verdict import ProvenQuiz

SKIP_NOTE = (
    "A sheet is one way of answering every question. Where a question may be left out, "
    "having no answer counts as one more way; skipped and left blank are the same."
)

_CUT_POINTS: Final = {
    "floor": "the highest percent must reach this; below it no pattern stands out",
    "lead": "by so much one scale, or a pair, must be above the next one",
    "top": "what a full scale scores",
    "together": "scales so close to the lowest score are suggested with it",
    "balanced": "the middle is the result up to this total of both sides",
    "lean": "one side is the result when it has so many points more",
    "slight": "the middle leans a little when one side has so many points more",
    "hot_spot.first_at_most": "a hot spot has at most this in the first answer",
    "hot_spot.second_at_least": "a hot spot has at least this in the second answer",
    "act.reserve_at_most": "“act” when Reserve is at most this",
    "act.draw_at_least": "“act” when Draw is at least this",
    "act.hot_spots_at_least": "“act” with so many hot spots",
    "watch.reserve_at_most": "else “watch” when Reserve is at most this",
    "watch.draw_at_least": "else “watch” when Draw is at least this",
    "watch.hot_spots_at_least": "else “watch” with so many hot spots",
}
_COUNTS: Final = {
    "hot": "the number of hot spots",
    "marks": "1 for each question with exactly the right answer or answers",
}


def where_only_tests_fail(
    loaded: Loaded, problems: Iterable[Diagnostic], quiz_id: str, cache: Path | None = None
) -> ProvenQuiz | None:
    """A quiz whose tests do not hold, and that is otherwise proven; else ``None``.

    What it does is then well known, and just what its author needs to see.
    """
    quiz = loaded.entities.get(quiz_id)
    if not isinstance(quiz, get_args(AnyQuiz)):
        return None
    path = loaded.origins[quiz_id].tree.path
    here = {p.rule for p in problems if p.place.path == path and p.severity == "error"}
    if here != {"quiz-vector"}:
        return None
    compiled = compile_quiz(quiz)
    return ProvenQuiz(compiled, prove(compiled.program, cache))


def explain(proven: ProvenQuiz) -> dict[str, Any]:
    """All that is known of a quiz's scoring, as JSON data.

    ``sheets`` is the size of the answer space. Each decision's ``outcomes`` give the exact
    number of sheets and their ``share`` of the whole (0 to 1, six decimals); its ``rules``, where
    it has any beyond counting, are in order, and the first that holds counts: ``if`` lists
    the ways in which one can hold (none: always). Formulas name items by id. An item's ``pulls``
    says which way it moves the result; ``second_looks`` are what its author should look at again.
    """
    quiz, proof = proven.quiz, proven.proof
    decisions = [
        {
            "decides": decision.name,
            "outcomes": [
                {
                    "outcome": outcome,
                    "result": _result_for(proven, decision.name, outcome),
                    "sheets": proof.count(decision.name, outcome),
                    "share": round(proof.count(decision.name, outcome) / proof.sheets, 6),
                }
                for outcome in decision.outcomes
            ],
            "rules": _rules(proven, decision.name),
        }
        for decision in proven.compiled.program.decisions
    ]
    return {
        "quiz": quiz.id,
        "title": quiz.title,
        "version": quiz.version,
        "kind": quiz.kind,
        "sheets": proof.sheets,
        "how_counted": SKIP_NOTE,
        "items": _with_pulls(proven),
        "scores": list(_scores(proven)),
        "bands": _bands(proven.quiz),
        "cut_points": list(_cut_points(proven)),
        "decisions": decisions,
        "tests": len(quiz.tests),
        "second_looks": [
            {"kind": look.kind, "about": look.about, "words": look.words}
            for look in second_looks(proven)
        ],
    }


def _result_for(proven: ProvenQuiz, decision: str, outcome: str) -> str | None:
    for result in proven.quiz.results:
        if (decision, outcome) in proven.compiled.means(result.when):
            return result.id
    return None


def _rules(proven: ProvenQuiz, decision: str) -> list[dict[str, Any]]:
    if decision.startswith(("hot:", "right:")):  # a count of one, told by its cut-points or key
        return []
    lines = rule_words(proven.compiled, decision)
    return [{"if": list(line.ways), "then": line.outcome} for line in lines]


def _scores(proven: ProvenQuiz) -> Iterator[dict[str, Any]]:
    program = proven.compiled.program
    labels = {s.id: s.label for s in getattr(proven.quiz, "scales", ())}
    for quantity in program.quantities:
        if isinstance(quantity, Total):
            low, high = (number_words(n) for n in _ends(quantity, program.slots))
            formula = formula_words(quantity)
            needs, answers = quantity.at_least, len(quantity.terms)
        elif quantity.name in _COUNTS:
            low, high, needs, answers = "0", str(len(program.items)), 0, len(program.items)
            formula = _COUNTS[quantity.name]
        else:
            continue
        yield {
            "score": quantity.name,
            "label": labels.get(quantity.name, ""),
            "formula": formula,
            "from": low,
            "to": high,
            "answers": answers,
            "answers_needed": needs,
        }


def _ends(total: Total, slots: Mapping[str, Slot]) -> tuple[Fraction, Fraction]:
    """The lowest and the highest that a total can come to with every answer given."""
    keyed = [[t.keyed(v) for v in slots[t.slot].values] for t in total.terms]
    count = len(keyed) if total.mean else 1
    low, high = (Fraction(sum(map(end, keyed)), count) for end in (min, max))
    return low * total.times + total.plus, high * total.times + total.plus


def _bands(quiz: AnyQuiz) -> list[dict[str, Any]]:
    if not isinstance(quiz, ProfileQuiz | AuditQuiz):
        return []
    return [
        {"band": band.id, "label": band.label, "range": said}
        for band, said in band_words(quiz.bands)
    ]


def _cut_points(proven: ProvenQuiz) -> Iterator[dict[str, Any]]:
    quiz = proven.quiz
    if isinstance(quiz, KnowledgeQuiz):
        needed, asked = marks_needed(proven.compiled), len(quiz.questions)
        means = f"per cent of the questions: {needed} of {asked}"
        yield {"cut_point": "pass_mark", "value": str(quiz.pass_mark), "means": means}
        return
    for name, value in quiz.cut_points:
        inner = dict(value) if isinstance(value, DualThreshold | HotSpot) else {"": value}
        for part, number in inner.items():
            key = f"{name}.{part}" if part else name
            value_words = number_words(Fraction(number))
            yield {"cut_point": key, "value": value_words, "means": _CUT_POINTS[key]}


def _with_pulls(proven: ProvenQuiz) -> list[dict[str, Any]]:
    """The items, each with the way in which it pulls."""
    way = pulls(proven.quiz)
    return [{**item, "pulls": way.get(item["item"], "")} for item in _items(proven)]


def _items(proven: ProvenQuiz) -> list[dict[str, Any]]:
    slots = proven.compiled.program.slots
    quiz = proven.quiz
    if isinstance(quiz, ProfileQuiz | AuditQuiz):
        return [
            {
                "item": item.id,
                "scale": item.scale,
                "key": "reverse" if item.reverse else "forward",
                "ways": _ways(slots[item.id]),
                "text": item.text,
            }
            for item in quiz.items
        ]
    if isinstance(quiz, KnowledgeQuiz):
        return [
            {
                "item": q.id,
                "key": [o.id for o in q.options if o.correct],
                "mode": q.mode,
                "ways": _ways(slots[q.id]),
                "text": q.stem,
            }
            for q in quiz.questions
        ]
    if isinstance(quiz, DualQuiz):
        return [
            {
                "item": item.id,
                "ways": _ways(slots[f"{item.id}.first"]) * _ways(slots[f"{item.id}.second"]),
                "text": item.text,
            }
            for item in quiz.items
        ]
    return [
        {"item": item.id, "ways": _ways(slots[item.id]), "text": item.label} for item in quiz.items
    ]


def _ways(slot: Slot) -> int:
    return len(slot.values) + slot.optional
