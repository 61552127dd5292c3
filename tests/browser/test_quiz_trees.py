"""What assistive technology is given of every state of every kind, as golden trees.

Set RAPPORT_UPDATE_GOLDEN=1 to write them anew, and read them as somebody who hears the page
before they are committed. The quizzes have a few items each: more of the same says no more.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from quiz_page import BY_KIND
from quiz_states import shortened, steps, walk

from conftest import OpenQuizzes

TREES = Path(__file__).parent / "trees"
UPDATE = os.environ.get("RAPPORT_UPDATE_GOLDEN") == "1"


@pytest.mark.parametrize("kind", BY_KIND)
def test_every_state_is_told_as_it_was(open_quizzes: OpenQuizzes, kind: str) -> None:
    reader = open_quizzes(shortened(BY_KIND[kind]), reduced_motion="reduce")
    for state in walk(reader):
        tree = reader.page.locator(reader.root).aria_snapshot().rstrip() + "\n"
        golden = TREES / f"{kind}-{state}.yml"
        if UPDATE:
            TREES.mkdir(exist_ok=True)
            golden.write_text(tree, encoding="utf-8")
        assert tree == golden.read_text(encoding="utf-8"), f"{golden.name} is told differently."


def test_there_is_a_tree_for_every_state_and_no_other() -> None:
    wanted = {f"{kind}-{state}" for kind, quiz in BY_KIND.items() for state in steps(quiz)}
    assert {file.stem for file in TREES.glob("*.yml")} == wanted
