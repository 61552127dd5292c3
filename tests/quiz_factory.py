"""Small quizzes of every kind, drawn by Hypothesis, and their answer sheets one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from hypothesis import strategies as st

from rapport.model.quiz import AuditQuiz, BipolarQuiz, DualQuiz, KnowledgeQuiz, ProfileQuiz
from rapport.score.program import Program, Sheet

MOST_SHEETS = 20_000

_TEXT: dict[str, Any] = {
    "type": "quiz",
    "title": "A quiz",
    "summary": "For a test.",
    "status": "reviewed",
    "version": "1.0",
    "last_reviewed": "2026-01-31",
    "authors": ["ed-team"],
    "instructions": "Answer.",
    "validated": False,
    "save": "never",
    "results": [{"id": "any", "when": {"state": "flat"}, "title": "Any", "text": "Any."}],
    "tests": [{"answers": "1", "expect": {"state": "flat"}}] * 3,
}


def every_sheet(program: Program) -> Iterator[Sheet]:
    """All answer sheets of a program, skips included."""
    slots = list(program.slots.values())
    for answers in product(*([*s.values, *([None] if s.optional else [])] for s in slots)):
        yield {s.id: a for s, a in zip(slots, answers, strict=True) if a is not None}


def responses(low: int, count: int) -> list[dict[str, Any]]:
    """A response scale that rises by one from ``low``."""
    return [{"value": low + n, "label": f"answer {n}"} for n in range(count)]


def bands(edges: Sequence[Fraction]) -> list[dict[str, str]]:
    """Bands that meet at the edges, from the first edge to the last."""
    return [
        {"id": f"b{n}", "from": str(a), "to": str(b), "label": f"band {n}"}
        for n, (a, b) in enumerate(pairwise(edges))
    ]


@st.composite
def edges(draw: st.DrawFn, top: Fraction) -> list[Fraction]:
    inner = draw(st.sets(st.integers(1, 23), max_size=3))
    return [Fraction(0), *(top * Fraction(i, 24) for i in sorted(inner)), top]


@st.composite
def scaled(draw: st.DrawFn, kind: str, least_scales: int, top: Fraction) -> dict[str, Any]:
    """The part that profile and audit quizzes share."""
    answers = draw(st.integers(2, 4))
    sizes = draw(st.lists(st.integers(1, 3), min_size=least_scales, max_size=4))
    skip = draw(st.booleans())
    most = draw(st.sampled_from([700, 700, 700, 700, MOST_SHEETS]))  # 5 ** 4 sheets always fit
    while (answers + skip) ** sum(sizes) > most:
        sizes[sizes.index(max(sizes))] -= 1
    items = [
        {"id": f"i{s}-{n}", "scale": f"s{s}", "text": "Text.", "reverse": draw(st.booleans())}
        for s, size in enumerate(sizes)
        for n in range(size)
    ]
    data = _TEXT | {
        "id": f"a-{kind}",
        "kind": kind,
        "response_scale": responses(draw(st.integers(-2, 2)), answers),
        "allow_skip": skip,
        "scales": [{"id": f"s{s}", "label": f"scale {s}"} for s in range(len(sizes))],
        "items": draw(st.permutations(items)),
        "bands": bands(draw(edges(top))),
    }
    if skip and draw(st.booleans()):
        data["min_answered"] = draw(st.integers(1, min(sizes)))
    return data


@st.composite
def profile_quizzes(draw: st.DrawFn) -> ProfileQuiz:
    data = draw(scaled("profile", 2, Fraction(100)))
    floor = draw(st.fractions(0, 100, max_denominator=8))
    lead = draw(st.fractions(0, 60, max_denominator=8))
    return ProfileQuiz.model_validate(data | {"cut_points": {"floor": floor, "lead": lead}})


@st.composite
def audit_quizzes(draw: st.DrawFn) -> AuditQuiz:
    top = draw(st.sampled_from([Fraction(20), Fraction(10), Fraction(7, 2)]))
    data = draw(scaled("audit", 1, top))
    together = draw(st.fractions(0, 4, max_denominator=6))
    return AuditQuiz.model_validate(data | {"cut_points": {"top": top, "together": together}})


@st.composite
def bipolar_quizzes(draw: st.DrawFn) -> BipolarQuiz:
    reach = draw(st.integers(1, 2))
    count = draw(st.integers(2, 5 if reach == 2 else 6))
    text = {"label": "L", "left": "l", "middle": "m", "right": "r"}
    data = _TEXT | {
        "id": "a-bipolar",
        "kind": "bipolar",
        "response_scale": responses(-reach, 2 * reach + 1),
        "poles": {s: {"id": s, "label": s} for s in ("left", "middle", "right", "mixed")},
        "items": [{"id": f"i{n}", **text} for n in range(count)],
        "cut_points": {
            "balanced": draw(st.integers(0, count * reach)),
            "lean": draw(st.integers(1, count * reach)),
            "slight": draw(st.integers(1, count)),
        },
    }
    return BipolarQuiz.model_validate(data)


@st.composite
def knowledge_quizzes(draw: st.DrawFn) -> KnowledgeQuiz:
    questions = []
    for n in range(draw(st.integers(1, 4))):
        count = draw(st.integers(2, 4 if n else 5))
        multiple = draw(st.booleans())
        right = draw(st.sets(st.integers(0, count - 1), min_size=1))
        right = right if multiple else {min(right)}
        options = [
            {"id": f"o{o}", "text": f"option {o}", "feedback": "F", "correct": o in right}
            for o in range(count)
        ]
        mode = "multiple" if multiple else "single"
        questions.append({"id": f"q{n}", "stem": "S?", "mode": mode, "options": options})
    data = _TEXT | {
        "id": "a-knowledge",
        "kind": "knowledge",
        "questions": questions[:3],
        "pass_mark": draw(st.integers(1, 100)),
    }
    return KnowledgeQuiz.model_validate(data)


@st.composite
def dual_quizzes(draw: st.DrawFn) -> DualQuiz:
    counts = draw(st.tuples(st.integers(2, 3), st.integers(2, 3)))
    lows = draw(st.tuples(st.integers(-1, 1), st.integers(-1, 1)))
    needs = draw(st.integers(1, 3))
    number = st.integers(-2, 9)
    threshold = {"reserve_at_most": number, "draw_at_least": number}
    limits = st.fixed_dictionaries(threshold | {"hot_spots_at_least": st.integers(0, 4)})
    data = _TEXT | {
        "id": "a-dual",
        "kind": "dual",
        "first": {"question": "Q", "label": "L", "response_scale": responses(lows[0], counts[0])},
        "second": {"question": "Q", "label": "L", "response_scale": responses(lows[1], counts[1])},
        "items": [{"id": f"n{n}", "text": "T"} for n in range(needs)],
        "cut_points": {
            "hot_spot": {"first_at_most": draw(number), "second_at_least": draw(number)},
            "act": draw(limits),
            "watch": draw(limits),
        },
    }
    return DualQuiz.model_validate(data)


any_quiz = st.one_of(
    profile_quizzes(), audit_quizzes(), bipolar_quizzes(), knowledge_quizzes(), dual_quizzes()
)
