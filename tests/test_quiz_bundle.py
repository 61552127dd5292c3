"""The shipped script and styles: fresh, small, typed; and the form they stand on."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown import Markdown
from material.plugins.search.plugin import Parser

from rapport.load.content import load_content
from rapport.render.addresses import Addresses
from rapport.render.quiz_form import quiz_form
from rapport.render.runtime import runtime_file
from rapport.render.view import View
from rapport.score.compile import compile_quiz
from rapport.score.compiled import CompiledQuiz

ROOT = Path(__file__).parents[1]
WEB = ROOT / "generator" / "rapport" / "web"
LIBRARY = load_content(ROOT / "content").library
assert LIBRARY is not None
QUIZZES = {q.id: compile_quiz(q) for q in LIBRARY.quizzes}
EACH = pytest.mark.parametrize("compiled", QUIZZES.values(), ids=QUIZZES)
LIMITS = {"quiz.js": 10_000, "quiz.css": 4_000, "keep_place.js": 2_800}
"""Bytes after gzip."""
COMMANDS = {
    "quiz.js": "bundle:script",
    "quiz.css": "bundle:styles",
    "keep_place.js": "bundle:keep-place",
}


def tool(name: str) -> str:
    """A tool from ``node_modules``. Without it the test fails: run ``npm ci`` first."""
    found = shutil.which(name, path=str(ROOT / "node_modules" / ".bin"))
    assert found, f"{name} is missing: run npm ci."
    return found


@cache
def form(quiz_id: str) -> str:
    """A quiz's form, as a site would hold it."""
    assert LIBRARY is not None
    library = LIBRARY
    addresses = Addresses(library, frozenset(library.entities), directory_urls=True)
    file = f"quiz/{quiz_id}.md"
    return str(quiz_form(QUIZZES[quiz_id], View(library, addresses, file)))


@pytest.mark.parametrize("name", LIMITS)
def test_bundle_is_fresh(name: str, tmp_path: Path) -> None:
    scripts = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]
    command = scripts[COMMANDS[name]].split()
    command[0] = tool(command[0])
    command[-1] = f"--outfile={tmp_path / name}"
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    fresh = (tmp_path / name).read_bytes()
    assert (WEB / name).read_bytes() == fresh, "Run npm run bundle."


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_bundle_is_small_with_its_words(name: str, limit: int) -> None:
    assert len(gzip.compress(runtime_file(name, "en"), 9)) <= limit


def test_other_languages_may_need_some_more_words() -> None:
    assert len(gzip.compress(runtime_file("quiz.js", "fr"), 9)) <= 10_300


def test_script_is_classic_and_keeps_to_itself() -> None:
    text = (WEB / "quiz.js").read_text(encoding="utf-8")
    assert not re.search(r"\b(?:import|export)\b", text)
    forbidden = (
        r"innerHTML|insertAdjacentHTML|\beval\b|new Function|fetch\(|XMLHttpRequest|sendBeacon"
        r"|localStorage|sessionStorage|indexedDB|document\.cookie|WebSocket"
    )
    assert re.findall(forbidden, text) == []


def test_types_are_clean() -> None:
    done = subprocess.run(
        [tool("tsc"), "--project", "tsconfig.json"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


def test_lock_names_no_registry() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    versions = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"[0-9.]+", version) for version in versions.values())


@EACH
def test_markdown_leaves_the_form_alone(compiled: CompiledQuiz) -> None:
    html = form(compiled.quiz.id)
    engine = Markdown(
        extensions=["md_in_html", "def_list", "tables", "attr_list", "admonition", "toc", "abbr"]
    )
    before, found, after = engine.convert(f"*Before*\n\n{html}\n\n*After*\n").partition(html)
    assert found == html
    assert (before.strip(), after.strip()) == ("<p><em>Before</em></p>", "<p><em>After</em></p>")
    assert not re.search(r"\n\s*\n|\n[ \t]", html)


@EACH
def test_data_holds_no_markup(compiled: CompiledQuiz) -> None:
    found = re.search(
        r'<script type="application/json"[^>]*>(.*?)</script>', form(compiled.quiz.id)
    )
    assert found
    assert not set("<>&") & set(found[1])
    assert json.loads(found[1])["quiz"] == compiled.quiz.id


@EACH
def test_answers_and_results_stay_out_of_the_search_index(compiled: CompiledQuiz) -> None:
    parser = Parser()
    parser.feed(f"<h1 id='top'>Title</h1>{form(compiled.quiz.id)}")
    indexed = " ".join("".join(s.text) + "".join(s.title) for s in parser.data)
    indexed = " ".join(re.sub(r"<[^>]+>", " ", indexed).split())
    assert "This is an aid to reflection" in indexed
    assert "If this brings something up for you" in indexed
    for hidden in ("Right answer", "Reverse-keyed", "editorial choices", '"program"'):
        assert hidden not in indexed
    for result in compiled.quiz.results:
        assert " ".join(result.text.split())[:60] not in indexed


class Outline(HTMLParser):
    """Collects heading levels and unclosed elements."""

    VOID = ("input", "br", "hr", "img", "meta", "link")

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@EACH
def test_headings_start_at_two_and_every_element_is_closed(compiled: CompiledQuiz) -> None:
    outline = Outline()
    outline.feed(form(compiled.quiz.id))
    assert outline.open == []
    assert outline.levels[0] == 2
    assert min(outline.levels) == 2
