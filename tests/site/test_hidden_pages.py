"""What is left of a base page that an organisation has hidden: nothing that readers trip over."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.site.compile import compile_project
from tests.site.projects import DEMONSTRATION, make_project

MODULES = [f.stem for f in sorted((DEMONSTRATION / "modules").glob("*.yml"))]


def pages_without(folder: Path, *hidden: str) -> dict[str, str]:
    """Every generated page of the demonstration without some of its entries."""
    own = folder / "own"
    own.mkdir()
    (own / "site.yml").write_text("type: site\norganisation: Ours\n", encoding="utf-8")
    entries = "".join(f"- id: {i}\n  type: hidden\n" for i in hidden)
    (own / "hidden.yml").write_text(entries, encoding="utf-8")
    plugins = [{"search": {}}, {"rapport": {"base_dir": str(DEMONSTRATION)}}]
    project = make_project(folder / "project", own, plugins=plugins)
    compiled = compile_project(project, strict=None, drafts=None)
    assert not compiled.failed, compiled.examined.problems
    files = project.docs.rglob("*.md")
    return {f.relative_to(project.docs).as_posix(): f.read_text(encoding="utf-8") for f in files}


def test_a_hidden_module_is_no_prerequisite(tmp_path: Path) -> None:
    pages = pages_without(tmp_path, "recognising-patterns")
    module, trainer = (
        pages["module/alive-and-ending.md"],
        pages["module/alive-and-ending/trainer.md"],
    )
    assert "Before this module" not in module and "Comes after" not in trainer
    assert not [f for f, text in pages.items() if "recognising-patterns" in text]


@pytest.mark.parametrize("pattern", ["co-dependent", "interdependent"])
def test_a_hidden_pattern_is_not_named_by_its_id(tmp_path: Path, pattern: str) -> None:
    pages = pages_without(tmp_path, pattern, *MODULES)
    tip = pages["tip/first-hour.md"]
    assert "## In each pattern" in tip and f"<dt>{pattern}</dt>" not in tip
    assert tip.count("<dt>") > 1
    for file, text in pages.items():
        assert f">{pattern}<" not in text and f": {pattern}." not in text, file


def test_where_all_patterns_are_hidden_tips_say_nothing_of_them(tmp_path: Path) -> None:
    patterns = [f.stem for f in sorted((DEMONSTRATION / "dynamics").glob("*.yml"))]
    pages = pages_without(tmp_path, *patterns, *MODULES)
    assert "In each pattern" not in pages["tip/first-hour.md"]
