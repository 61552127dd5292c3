"""The scripts and styles of what readers keep: fresh, small with their words, and to themselves."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from itertools import combinations
from pathlib import Path

import pytest

from rapport.catalogue.words import LANGUAGES, Language, catalogue
from rapport.render.environment import json_data
from rapport.render.my_checks_data import IN_TEMPLATE
from rapport.render.runtime import runtime_file

ROOT = Path(__file__).parents[1]
WEB = ROOT / "generator" / "rapport" / "web"
COMMANDS = {
    "save_check.js": "bundle:save-check",
    "my_checks.js": "bundle:my-checks",
    "cpd.js": "bundle:cpd",
    "kept.css": "bundle:kept-styles",
}
LIMITS = [("save_check.js", "keep_check", 5_700), ("my_checks.js", "my_checks", 13_200)]
"""Bytes after gzip of a script, the words before it, and those that its page brings along."""
TOGETHER = [
    {"interface", "quiz", "checks", "keep_check", "cpd"},
    {"interface", "checks", "my_checks"},
    {"interface", "quiz", "checks", "keep_check", "place", "cpd"},
]
"""Sections whose words stand on one page, by their names alone."""
CPD_FIELDS = (
    *("version", "minutes", "objectives", "result", "answers", "subject"),
    *("read", "change", "check", "name", "registration"),
)
"""Fields of a record, whose labels the script asks for by the field's name."""


@pytest.mark.parametrize("name", COMMANDS)
def test_bundle_is_fresh(name: str, tmp_path: Path) -> None:
    tool = shutil.which("esbuild", path=str(ROOT / "node_modules" / ".bin"))
    assert tool, "esbuild is missing: run npm ci."
    scripts = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]
    command = [tool, *scripts[COMMANDS[name]].split()[1:-1], f"--outfile={tmp_path / name}"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert (WEB / name).read_bytes() == (tmp_path / name).read_bytes(), "Run npm run bundle."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "section", "limit"), LIMITS)
def test_script_is_small_with_its_words(
    name: str, section: str, limit: int, language: Language
) -> None:
    words = catalogue(language).part(section)
    said = {key: message for key, message in words.items() if key not in IN_TEMPLATE}
    whole = runtime_file(name, language) + json_data(said).encode()
    assert len(gzip.compress(whole, 9)) <= limit


@pytest.mark.parametrize("language", LANGUAGES)
def test_learning_records_are_small_with_their_words(language: Language) -> None:
    assert len(gzip.compress(runtime_file("cpd.js", language), 9)) <= 10_600


@pytest.mark.parametrize("name", ["save_check.js", "my_checks.js", "cpd.js"])
def test_scripts_are_classic_and_keep_to_themselves(name: str) -> None:
    text = (WEB / name).read_text(encoding="utf-8")
    assert not re.search(r"\b(?:import|export)[ {*]", text)
    forbidden = (
        r"innerHTML|insertAdjacentHTML|\beval\b|new Function|fetch\(|XMLHttpRequest|sendBeacon"
        r"|sessionStorage|indexedDB|document\.cookie|WebSocket"
    )
    assert re.findall(forbidden, text) == []


def test_scripts_of_one_page_call_no_two_words_alike() -> None:
    sections = catalogue().sections
    for together in TOGETHER:
        for one, other in combinations(sorted(together), 2):
            assert not sections[one].keys() & sections[other].keys() - {"unscripted"}


def test_every_word_of_checks_is_said() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in (WEB / "src" / "checks").glob("*.js"))
    dynamic = (
        "alias_",
        "my_caseload_",
        "my_trend_",
        "my_file_",
        "my_refused_",
        "my_edit",
        "my_remove",
    )
    for section in ("checks", "keep_check", "my_checks"):
        for name in catalogue().sections[section].keys() - set(IN_TEMPLATE):
            assert f'"{name}"' in sources or name.startswith(dynamic), name


def test_every_word_of_learning_records_is_said() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in (WEB / "src" / "cpd").glob("*.js"))
    built = ("cpd_fault_", "cpd_file_", "cpd_period_", *(f"cpd_{f}" for f in CPD_FIELDS))
    for name in catalogue().sections["cpd"]:
        assert f'"{name}"' in sources or name.startswith(built), name
