"""The rooms of the package: data goes one way, and nothing upstream knows what is downstream."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).parents[1] / "generator" / "rapport"
STAGES: Final = (
    {"catalogue"},
    {"model"},
    {"load"},
    {"check"},
    {"score", "report", "render"},
    {"export", "site"},
    {"session"},
    {"cli"},
    {"__main__"},
)


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def rooms_used(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        else:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        found |= {n.split(".")[1] for n in names if n.startswith("rapport.")}
    return found


@pytest.mark.parametrize("position", range(len(STAGES)), ids=lambda n: "-".join(sorted(STAGES[n])))
def test_a_room_imports_only_what_is_upstream(position: int) -> None:
    known = set().union(*STAGES[: position + 1])
    files = [f for f in PACKAGE.rglob("*.py") if room_of(f) in STAGES[position]]
    assert files
    wrong = {f.relative_to(PACKAGE).as_posix(): rooms_used(f) - known for f in files}
    assert {f: rooms for f, rooms in wrong.items() if rooms} == {}
