"""The quizzes that ship: their vectors hold, and they score as the brief says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.load.content import load_content
from rapport.score.compile import compile_quiz
from rapport.score.interpreter import score
from rapport.score.vectors import vector_problems
from tests.content_cases import CONTENT
from tests.score.test_proof_and_formulas import by_the_brief

LOADED = load_content(CONTENT)
assert LOADED.library is not None
COMPILED = {quiz.id: compile_quiz(quiz) for quiz in LOADED.library.quizzes}
VECTORS = [(name, n) for name, c in COMPILED.items() for n in range(len(c.quiz.tests))]


def test_the_five_quizzes_are_there() -> None:
    assert {c.quiz.kind for c in COMPILED.values()} == {
        "profile", "bipolar", "audit", "knowledge", "dual",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "number"), VECTORS)
def test_vector_holds(name: str, number: int) -> None:
    compiled = COMPILED[name]
    assert vector_problems(compiled, compiled.quiz.tests[number]) == []


@pytest.mark.parametrize("name", sorted(COMPILED))
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_sheet_comes_out_as_the_brief_says(name: str, data: st.DataObject) -> None:
    compiled = COMPILED[name]
    sheet = {}
    for slot in compiled.program.slots.values():
        offered = st.sampled_from(slot.values)
        answer = data.draw(st.none() | offered if slot.optional else offered)
        if answer is not None:
            sheet[slot.id] = answer
    assert score(compiled.program, sheet).outcomes == by_the_brief(compiled.quiz, sheet)


WHICH_DYNAMIC = [
    ("522123542421223443", "leader:co-dependent", (87.5, 25.0, 33.3)),
    ("152543122243554123", "leader:overly-independent", (4.2, 83.3, 37.5)),
    ("125512244225411154", "leader:interdependent", (12.5, 12.5, 87.5)),
    ("441344332552245332", "pair:co-dependent+overly-independent", (66.7, 70.8, 16.7)),
    ("424323354413212444", "pair:co-dependent+interdependent", (66.7, 12.5, 66.7)),
    ("144543134234542134", "pair:overly-independent+interdependent", (4.2, 62.5, 70.8)),
    ("333333433334342333", "unclear", (54.2, 54.2, 58.3)),
    ("222424242222415242", "unclear", (25.0, 20.8, 20.8)),
    ("555555555555555555", "flat", (66.7, 66.7, 66.7)),
    ("522-23542421-23443", "leader:co-dependent", (87.5, 25.0, 33.3)),
    ("522-23542421-23-43", "incomplete", None),
    ("423223443424223444", "leader:co-dependent", (75.0, 25.0, 58.3)),
    ("424223444423223444", "pair:co-dependent+interdependent", (75.0, 25.0, 62.5)),
]


@pytest.mark.parametrize(("answers", "result", "percents"), WHICH_DYNAMIC)
def test_vectors_of_the_brief_for_which_dynamic(
    answers: str, result: str, percents: tuple[float, float, float] | None
) -> None:
    program = COMPILED["which-dynamic"].program
    sheet = {s: int(a) for s, a in zip(program.slots, answers, strict=True) if a != "-"}
    scored = score(program, sheet)
    assert scored.outcomes["result"] == result
    if percents:
        scales = ("co-dependent", "overly-independent", "interdependent")
        got = [scored.quantities[s] for s in scales]
        assert [round(float(g), 1) for g in got if g is not None] == list(percents)
