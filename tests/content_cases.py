"""Content for tests: the small valid library, and what Rapport says about a library."""

from __future__ import annotations

import datetime
import io
import shutil
from pathlib import Path

from rich.console import Console

from rapport.check.checked import check
from rapport.load.content import Loaded, load_content
from rapport.model.diagnostic import Diagnostic
from rapport.report.text import print_diagnostics
from rapport.score.verdict import prove_quizzes

TESTS = Path(__file__).parent
VALID = TESTS / "valid_content"
CONTENT = TESTS.parent / "content"
TODAY = datetime.date(2026, 3, 1)
"""The day on which the cases are looked at."""


def laid_over(case: Path, folder: Path) -> Path:
    """The valid library with a case's files over it, as ``folder/content``."""
    content = folder / "content"
    shutil.copytree(VALID, content)
    without = case / "without.txt"
    for gone in without.read_text(encoding="utf-8").split() if without.exists() else ():
        (content / gone).unlink()
    for file in sorted(case.rglob("*")):
        if file.is_file() and file.name not in ("expected.txt", "without.txt"):
            to = content / file.relative_to(case)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, to)
    return content


def all_problems(loaded: Loaded) -> list[Diagnostic]:
    """What loading, checking and proving find, strictly."""
    found = check(loaded, strict=True, today=TODAY).problems
    broken = {p.place.path for p in found if p.rule.startswith("quiz-")}
    spoiled = {i for i, o in loaded.origins.items() if o.tree.path in broken}
    _, unproven = prove_quizzes(loaded, spoiled)
    return [*found, *unproven]


def report_on(content: Path) -> tuple[str, list[Diagnostic]]:
    """The plain-text report on a content folder, and its diagnostics."""
    loaded = load_content(content)
    found = all_problems(loaded)
    out = io.StringIO()
    print_diagnostics(Console(file=out, force_terminal=False), found, loaded.texts)
    return out.getvalue(), found
