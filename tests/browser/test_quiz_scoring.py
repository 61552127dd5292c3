"""The shipped script scores as the reference scorer does: by clicks, and in bulk."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from quiz_page import BY_KIND, QUIZZES, Reader, changed

from conftest import OpenQuizzes
from rapport.model.quiz import AuditQuiz, BipolarQuiz, DualQuiz, KnowledgeQuiz, ProfileQuiz, Vector
from rapport.score.answers import sheet_of
from rapport.score.compiled import CompiledQuiz
from rapport.score.interpreter import Score, score
from rapport.score.program import (
    Comparison,
    Count,
    Decision,
    Item,
    Program,
    Range,
    Rule,
    Sheet,
    Slot,
    Spread,
    Term,
    Total,
)
from rapport.score.vectors import rounded, vector_problems

SHEETS = 10_000
VECTORS = [
    pytest.param(compiled, vector, id=f"{quiz_id}-{number}")
    for quiz_id, compiled in QUIZZES.items()
    for number, vector in enumerate(compiled.quiz.tests, 1)
]
SCORE_ALL = """({program, sheets}) => sheets.map((sheet) => {
  const {quantities, outcomes} = window.rapportQuiz.score(program, sheet);
  return [Object.values(quantities), Object.values(outcomes)];
})"""


@pytest.mark.parametrize(("compiled", "vector"), VECTORS)
def test_every_vector_by_clicks(
    open_quizzes: OpenQuizzes, compiled: CompiledQuiz, vector: Vector
) -> None:
    reader = open_quizzes(compiled)
    sheet = sheet_of(compiled, vector)
    reader.finish(sheet)

    assert vector_problems(compiled, vector) == []
    expected = score(compiled.program, sheet)
    shown = reader.page.locator(f"{reader.root} .rapport-quiz__result")
    assert set(shown.get_attribute("data-results").split()) == result_ids(compiled, expected)
    text = shown.inner_text()
    for words in expected_words(compiled, expected, vector):
        assert words in text
    assert_listed(reader, vector)


def result_ids(compiled: CompiledQuiz, came_out: Score) -> set[str]:
    """The results whose ``when`` holds."""
    shown = {d for d, _ in compiled.needs_result}
    outcomes = {(d, o) for d, o in came_out.outcomes.items() if d in shown}
    return {r.id for r in compiled.quiz.results if compiled.means(r.when) & outcomes}


def expected_words(compiled: CompiledQuiz, came_out: Score, vector: Vector) -> Iterator[str]:
    """Figures and additions that the result must show, in its words."""
    quiz, values = compiled.quiz, came_out.quantities
    match quiz:
        case ProfileQuiz() | AuditQuiz():
            for scale in quiz.scales:
                value = values[scale.id]
                unit = "per cent" if isinstance(quiz, ProfileQuiz) else "of 20"
                yield "not scored" if value is None else f"{rounded(value)} {unit}"
        case BipolarQuiz():
            yield f"{values['pull']} points in all"
            for result in quiz.results:
                for addition in result.additions:
                    if addition.when.lean == vector.expect.lean and vector.expect.lean:
                        yield addition.text.strip()
        case DualQuiz():
            yield f"{values['reserve']} of 24"
            yield f"{values['draw']} of 24"
        case KnowledgeQuiz():
            yield f"{values['marks']} of {len(quiz.questions)} marks"


def assert_listed(reader: Reader, vector: Vector) -> None:
    """Suggested habits stand in the heading; hot spots are marked in the table."""
    quiz, page = reader.compiled.quiz, reader.page
    if vector.expect.suggest is not None and isinstance(quiz, AuditQuiz):
        heading = page.locator(".rapport-quiz__result h2").inner_text()
        suggested = {s.id for s in quiz.scales if f"“{s.label}”" in heading}
        assert suggested == set(vector.expect.suggest)
    if vector.expect.hot_spots is not None and isinstance(quiz, DualQuiz):
        cells = page.locator(".rapport-quiz__working tbody td:nth-child(4)").all_inner_texts()
        marked = {i.id for i, cell in zip(quiz.items, cells, strict=True) if cell == "Hot spot"}
        assert marked == set(vector.expect.hot_spots)


@pytest.mark.parametrize("compiled", QUIZZES.values(), ids=QUIZZES)
def test_generated_sheets_in_bulk(open_quizzes: OpenQuizzes, compiled: CompiledQuiz) -> None:
    program = compiled.program
    sheets = list(generated(program))
    assert len(sheets) >= SHEETS
    page = open_quizzes(compiled).page
    given = page.evaluate(SCORE_ALL, {"program": program.as_data(), "sheets": sheets})

    assert len(given) == len(sheets)
    for sheet, (quantities, outcomes) in zip(sheets, given, strict=True):
        expected = score(program, sheet)
        assert [None if q is None else Fraction(*q) for q in quantities] == list(
            expected.quantities.values()
        ), sheet
        assert outcomes == list(expected.outcomes.values()), sheet


def generated(program: Program) -> Iterator[Sheet]:
    """Edges first: all lowest, all highest, one answer throughout, all skipped, one missing.
    Then answers of chance, with none, few and many skipped."""
    slots = list(program.slots.values())
    longest = max(len(s.values) for s in slots)
    for place in range(min(longest, 70)):
        alike = {s.id: s.values[min(place, len(s.values) - 1)] for s in slots}
        yield alike
        for slot in slots:
            yield {k: v for k, v in alike.items() if k != slot.id or not slot.optional}
    yield {s.id: s.values[0] for s in slots if not s.optional}
    chance = random.Random(20)
    for number in range(SHEETS):
        left_out = (0.0, 0.1, 0.5)[number % 3]
        near = chance.choice([None, *range(longest)])
        yield {
            s.id: chance.choice(s.values)
            if near is None or chance.random() < 0.3
            else s.values[near % len(s.values)]
            for s in slots
            if not (s.optional and chance.random() < left_out)
        }


ODD_NAMES = ("constructor", "hasownproperty", "reset", "append", "after", "hidden", "end", "help")
"""Ids that slugs may be and that objects, forms or the page itself know already."""


@pytest.mark.parametrize("kind", ["profile", "audit"])
def test_names_that_objects_know_already(open_quizzes: OpenQuizzes, kind: str) -> None:
    quiz = BY_KIND[kind].quiz
    assert isinstance(quiz, ProfileQuiz | AuditQuiz)
    names = dict(zip((i.id for i in quiz.items), ODD_NAMES, strict=False))
    items = tuple(i.model_copy(update={"id": names.get(i.id, i.id)}) for i in quiz.items)
    compiled = changed(quiz, items=items)
    reader = open_quizzes(compiled)
    page = reader.page
    answers = {s.id: s.values[n % 5] for n, s in enumerate(compiled.program.slots.values())}
    for left_out in ODD_NAMES[:2]:
        sheet = {slot: value for slot, value in answers.items() if slot != left_out}
        reader.finish(sheet)
        shown = page.locator(f"{reader.root} .rapport-quiz__result")
        came_out = score(compiled.program, sheet)
        assert set(str(shown.get_attribute("data-results")).split()) == result_ids(
            compiled, came_out
        )
        for words in expected_words(compiled, came_out, compiled.quiz.tests[0]):
            assert words in shown.inner_text()
        assert page.locator("form").is_hidden()
        reader.press("Start again")
        reader.press("Yes, clear them")
        assert page.locator("input:checked").count() == 0
        assert page.locator("form").is_visible()


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__"])
def test_a_result_may_bear_any_name(open_quizzes: OpenQuizzes, name: str) -> None:
    for compiled in BY_KIND.values():
        results = tuple(
            r.model_copy(update={"id": name if not n else r.id, "additions": ()})
            for n, r in enumerate(compiled.quiz.results)
        )
        renamed = changed(compiled.quiz, results=results)
        reader = open_quizzes(renamed)
        for vector in compiled.quiz.tests:
            sheet = sheet_of(renamed, vector)
            if name not in result_ids(renamed, score(renamed.program, sheet)):
                continue
            reader.finish(sheet)
            shown = reader.page.locator(f"{reader.root} .rapport-quiz__result")
            assert name in str(shown.get_attribute("data-results")).split()
            break


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__"])
def test_slots_and_scales_may_bear_any_name(open_quizzes: OpenQuizzes, name: str) -> None:
    program = Program(
        (
            Item(name, (Slot(name, (1, 2), True),)),
            Item("other", (Slot("other", (1, 2), True),)),
        ),
        (
            Total(name, (Term(name), Term("other")), True, 1),
            Spread("spread", (name, "other")),
            Count("answered", ((Range(name, 1, 2),),)),
        ),
        (Decision(name, (Rule("high", (Comparison(name, ">", Fraction(3, 2)),)), Rule("low"))),),
    )
    answers = product((None, 1, 2), repeat=2)
    pairs = (zip((name, "other"), pair, strict=True) for pair in answers)
    sheets = [{slot: value for slot, value in pair if value is not None} for pair in pairs]
    page = open_quizzes(BY_KIND["dual"]).page
    given = page.evaluate(
        """({program, sheets}) => sheets.map((pairs) => {
          const sheet = Object.fromEntries(JSON.parse(pairs));
          const {quantities, outcomes} = window.rapportQuiz.score(JSON.parse(program), sheet);
          return [Object.values(quantities), Object.values(outcomes)];
        })""",
        {
            "program": json.dumps(program.as_data()),
            "sheets": [json.dumps(list(s.items())) for s in sheets],
        },
    )
    for sheet, (quantities, outcomes) in zip(sheets, given, strict=True):
        expected = score(program, sheet)
        assert [q and Fraction(*q) for q in quantities] == list(expected.quantities.values())
        assert outcomes == list(expected.outcomes.values()), sheet
