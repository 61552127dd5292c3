"""Every rule has its section in ``docs/rules.md``, and every section its rule."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from rapport.check.rule import REGISTER
from rapport.load import rules
from rapport.load.rules import LOAD_RULES
from rapport.report.rules import rule_meanings
from tests.content_cases import TESTS

PAGE = (TESTS.parent / "docs" / "rules.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_sections_and_rules_are_the_same() -> None:
    assert sorted(SECTIONS) == sorted(rule_meanings())
    assert len(re.findall(r"^### ", PAGE, re.MULTILINE)) == len(SECTIONS), "a section stands twice"


def test_each_section_says_what_is_wrong_right_and_excusable() -> None:
    for rule, words in SECTIONS.items():
        assert "Wrong: " in words and "Right: " in words, rule
        strict = rule in REGISTER and REGISTER[rule].strict
        assert ("**Strict**" in words) is strict, rule
        assert ("No exceptions." in words) is not strict, rule


def test_warnings_and_notes_are_called_so() -> None:
    for rule, one in REGISTER.items():
        assert ("This is a warning." in SECTIONS[rule]) is (one.severity == "warning"), rule
        assert ("This is a note." in SECTIONS[rule]) is (one.severity == "note"), rule


def test_loading_uses_the_rules_it_lists() -> None:
    folder = Path(str(rules.__file__)).parent
    used: set[str] = set()
    first_arguments: set[str] = set()
    for file in folder.glob("*.py"):
        if file.name == "rules.py":
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used.add(node.value)
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id == "Diagnostic" and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                first_arguments.add(str(node.args[0].value))  # type: ignore[attr-defined]
    assert set(LOAD_RULES) <= used, "each listed rule is used"
    assert first_arguments <= set(LOAD_RULES), "each used rule is listed"
    assert len(first_arguments) > 10
