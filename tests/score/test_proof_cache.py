"""Proofs are read from the cache when nothing changed, and made anew when in doubt."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.load.content import load_content
from rapport.model.quiz import ProfileQuiz
from rapport.score import proof as proof_module
from rapport.score.compile import compile_quiz
from rapport.score.distribution import TooManyCombinations, outcome_counts
from rapport.score.program import Decision, Program
from rapport.score.proof import fingerprint, prove
from tests.content_cases import VALID
from tests.quiz_factory import profile_quizzes


def program(name: str = "which-way") -> Program:
    library = load_content(VALID).library
    assert library is not None
    (quiz,) = [q for q in library.quizzes if q.id == name]
    return compile_quiz(quiz).program


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The decisions that were counted and not read."""
    names: list[str] = []

    def counting(program: Program, decision: Decision) -> dict[str, int]:
        names.append(decision.name)
        return outcome_counts(program, decision)

    monkeypatch.setattr(proof_module, "outcome_counts", counting)
    return names


def test_second_proof_is_read(tmp_path: Path, counted: list[str]) -> None:
    first = prove(program(), tmp_path)
    assert counted
    counted.clear()
    assert prove(program(), tmp_path) == first
    assert not counted


@pytest.mark.parametrize("entry", ["", "{", "[]", "[[]]", "[3]", '["x"]', '{"result": 3}', "null"])
def test_corrupt_entry_is_made_anew(tmp_path: Path, counted: list[str], entry: str) -> None:
    first = prove(program(), tmp_path)
    (file,) = tmp_path.glob("*.json")
    file.write_text(entry, encoding="utf-8")
    counted.clear()
    assert prove(program(), tmp_path) == first
    assert counted
    counted.clear()
    assert prove(program(), tmp_path) == first
    assert not counted, "the entry was mended"


def test_entry_that_does_not_add_up_is_made_anew(tmp_path: Path, counted: list[str]) -> None:
    first = prove(program(), tmp_path)
    (file,) = tmp_path.glob("*.json")
    numbers = json.loads(file.read_text(encoding="utf-8"))
    numbers[0][0] += 1
    file.write_text(json.dumps(numbers), encoding="utf-8")
    counted.clear()
    assert prove(program(), tmp_path) == first
    assert counted


def test_changed_program_has_an_entry_of_its_own(tmp_path: Path) -> None:
    prove(program(), tmp_path)
    prove(program("today"), tmp_path)
    assert len(list(tmp_path.glob("*.json"))) == 2


def test_fingerprint_is_of_what_counts_and_not_of_order_or_names() -> None:
    one = program()
    turned = Program(one.items[::-1], one.quantities, one.decisions)
    fewer = Program(one.items, one.quantities, one.decisions[:-1])
    assert fingerprint(turned) == fingerprint(one)
    assert fingerprint(fewer) != fingerprint(one)


@settings(max_examples=40, deadline=None)
@given(profile_quizzes(), st.randoms(use_true_random=False))
def test_quizzes_of_one_make_share_fingerprint_and_counts(
    quiz: ProfileQuiz, random: Random
) -> None:
    """Other order, other ids, other wording: the same proof, by scale and band."""
    items = [i.model_copy(update={"id": f"new-{i.id}", "text": "Other words."}) for i in quiz.items]
    random.shuffle(items)
    one = compile_quiz(quiz).program
    other = compile_quiz(quiz.model_copy(update={"items": tuple(items)})).program
    assert fingerprint(one) == fingerprint(other)
    assert prove(one).counts == prove(other).counts


@settings(max_examples=40, deadline=None)
@given(profile_quizzes(), st.data())
def test_another_key_or_scale_is_another_make(quiz: ProfileQuiz, data: st.DataObject) -> None:
    """A turned key leaves a scale of its own make; so does an item that moves."""
    at = data.draw(st.integers(0, len(quiz.items) - 1))
    items = list(quiz.items)
    items[at] = items[at].model_copy(update={"reverse": not items[at].reverse})
    one = compile_quiz(quiz).program
    other = compile_quiz(quiz.model_copy(update={"items": tuple(items)})).program
    assert fingerprint(one) != fingerprint(other)


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert prove(program(), blocked / "cache") == prove(program())


def test_too_many_combinations_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rapport.score.distribution.MAX_COMBINATIONS", 3)
    with pytest.raises(TooManyCombinations):
        prove(program())
