"""How an explanation reads, down to one of a thing."""

from __future__ import annotations

from typing import Any

from rich.console import Console

from rapport.report.explanation import print_explanation


def printed(**changes: Any) -> str:
    """An explanation of one question, as a person reads it in a pipe."""
    data: dict[str, Any] = {
        "quiz": "tiny",
        "title": "Tiny",
        "version": "1.0",
        "kind": "knowledge",
        "sheets": 4,
        "how_counted": "How.",
        "items": [{"item": "q1", "key": ["a", "b"], "ways": 4, "text": "What\nis [it]?"}],
        "scores": [],
        "bands": [],
        "cut_points": [],
        "decisions": [],
        "tests": 3,
        "second_looks": [],
        **changes,
    }
    console = Console(width=200, highlight=False)
    with console.capture() as heard:
        print_explanation(console, data)
    return heard.get()


def decision(name: str, *rules: tuple[list[str], str]) -> dict[str, Any]:
    """A decision with one outcome."""
    outcomes = [{"outcome": "all", "result": None, "sheets": 4, "share": 1.0}]
    told = [{"if": ways, "then": outcome} for ways, outcome in rules]
    return {"decides": name, "outcomes": outcomes, "rules": told}


def score(**changes: Any) -> dict[str, Any]:
    """A score of one answer."""
    return {
        "score": "s",
        "label": "",
        "formula": "q1",
        "from": "0",
        "to": "1",
        "answers": 1,
        "answers_needed": 1,
        **changes,
    }


def test_one_question_is_one_question() -> None:
    assert "Kind knowledge, 1 question, 3 tests." in printed()
    assert "Kind knowledge, 1 question, 1 test." in printed(tests=1)


def test_words_of_an_author_are_no_markup() -> None:
    assert "What is [it]?" in printed()


def test_a_part_with_nothing_in_it_is_left_out() -> None:
    text = printed()
    assert "Band" not in text
    assert "Cut-point" not in text
    assert "the first line that is true counts" not in text


def test_how_many_answers_a_score_needs() -> None:
    assert "from all 2 answers" in printed(scores=[score(answers=2, answers_needed=2)])
    assert "from at least 2 of 3 answers" in printed(scores=[score(answers=3, answers_needed=2)])
    assert "from" not in printed(scores=[score(answers_needed=0)])
    assert "from" not in printed(scores=[score()])


def test_rules_that_are_alike_are_told_once() -> None:
    same = (["x is below 1", "y is above 2"], "one"), ([], "other")
    text = printed(decisions=[decision("a", *same), decision("b", *same), decision("c")])
    assert text.count("If x is below 1; or if y is above 2: one") == 1
    assert "a, b: the first line that is true counts\n 1. If x" in text
    assert " 2. Otherwise: other" in text
