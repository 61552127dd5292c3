"""Which way items pull, and what an author is asked to look at again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from rapport.load.content import load_content
from rapport.model.quiz import AnyQuiz, BipolarQuiz, KnowledgeQuiz, ProfileQuiz
from rapport.score.compile import compile_quiz
from rapport.score.keying import RARE, pulls, second_looks
from rapport.score.proof import prove
from rapport.score.verdict import ProvenQuiz
from tests.content_cases import CONTENT
from tests.quiz_factory import any_quiz, responses

LIBRARY = load_content(CONTENT).library
assert LIBRARY is not None
SHIPPED = {q.id: q for q in LIBRARY.quizzes}


def proven(quiz: AnyQuiz) -> ProvenQuiz:
    compiled = compile_quiz(quiz)
    return ProvenQuiz(compiled, prove(compiled.program))


def looks(quiz: AnyQuiz) -> list[tuple[str, str]]:
    return [(look.kind, look.about) for look in second_looks(proven(quiz))]


def profile(*reverse: tuple[bool, ...], **changes: Any) -> ProfileQuiz:
    """A profile quiz; each tuple is a scale, and says which of its items are reverse-keyed."""
    quiz = SHIPPED["which-dynamic"]
    assert isinstance(quiz, ProfileQuiz)
    data = quiz.model_dump(by_alias=True) | {
        "response_scale": responses(1, 3),
        "allow_skip": False,
        "min_answered": None,
        "scales": [{"id": f"s{n}", "label": f"scale {n}"} for n in range(len(reverse))],
        "items": [
            {"id": f"i{s}-{n}", "scale": f"s{s}", "text": "Text.", "reverse": turned}
            for s, scale in enumerate(reverse)
            for n, turned in enumerate(scale)
        ],
        **changes,
    }
    return ProfileQuiz.model_validate(data)


def test_an_item_says_which_way_it_pulls() -> None:
    quiz = profile((False, True), (False, False))
    assert pulls(quiz) == {
        "i0-0": "towards “scale 0”",
        "i0-1": "away from “scale 0”",
        "i1-0": "towards “scale 1”",
        "i1-1": "towards “scale 1”",
    }


@pytest.mark.parametrize("quiz", SHIPPED.values(), ids=SHIPPED)
def test_shipped_quizzes_need_no_second_look(quiz: AnyQuiz) -> None:
    assert looks(quiz) == []
    wanted = () if isinstance(quiz, KnowledgeQuiz) else (i.id for i in quiz.items)
    assert list(pulls(quiz)) == list(wanted)


@pytest.mark.parametrize(
    ("turned", "expected"),
    [
        ((False, False, False), [("keyed-one-way", "s0")]),
        ((True, True, True), [("keyed-one-way", "s0")]),
        ((False, False, True), []),
        ((False, False), []),  # too few to ask for one
    ],
)
def test_a_scale_that_is_keyed_one_way(turned: tuple[bool, ...], expected: list[Any]) -> None:
    found = [look for look in looks(profile(turned, (False, True, True))) if "keyed" in look[0]]
    assert found == expected


def test_what_is_said_of_it() -> None:
    (look,) = (
        k for k in second_looks(proven(profile((True,) * 3, (False, True)))) if "key" in k.kind
    )
    assert look.words == (
        "All 3 items of “scale 0” are keyed the same way: whoever agrees with everything gets the "
        "lowest score. An item worded the opposite way, with “reverse: true”, would tell agreeing "
        "from meaning it."
    )


def test_a_result_that_hardly_occurs() -> None:
    quiz = SHIPPED["ten-minute-check"]
    assert isinstance(quiz, BipolarQuiz)
    strict = quiz.cut_points.model_copy(update={"lean": 12})
    found = looks(quiz.model_copy(update={"cut_points": strict}))
    assert ("hardly-reached", "class:co-dependent") in found
    assert ("hardly-reached", "class:overly-independent") in found


def test_a_scale_that_hardly_leads() -> None:
    # One answer moves the one scale all the way, and six must agree to move the other.
    cuts = {"floor": 90, "lead": 15}
    found = looks(profile((False,), (False, True, False, True, False, True), cut_points=cuts))
    assert ("hardly-leads", "s1") in found
    assert ("hardly-leads", "s0") not in found


@pytest.mark.parametrize(("mark", "expected"), [(80, []), (1, ["passed-by-guessing"])])
def test_a_check_that_guessing_passes(mark: int, expected: list[str]) -> None:
    quiz = SHIPPED["knowledge-check"]
    assert [k for k, _ in looks(quiz.model_copy(update={"pass_mark": mark}))] == expected


@given(any_quiz)
def test_rare_outcomes_are_named_and_no_others(quiz: AnyQuiz) -> None:
    made = proven(quiz)
    named = {look.about for look in second_looks(made) if look.kind == "hardly-reached"}
    for decision in made.compiled.program.decisions:
        for outcome in decision.outcomes:
            share = made.proof.count(decision.name, outcome) / made.proof.sheets
            if outcome in named:
                continue
            counted = decision.name.startswith(("hot:", "right:")) or outcome == "flat"
            assert share >= RARE or counted or isinstance(quiz, KnowledgeQuiz)
