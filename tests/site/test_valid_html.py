"""Every page, style sheet and drawing of the site is valid, as the Nu HTML Checker sees it.

Nothing is let through but what the checker itself does not know, and that by name. Its
warnings count as well: those about our own markup were few, and each was right.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import material
import pytest

from tests.site.conftest import Sites
from tests.site.projects import ROOT

CHECKER: Final = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MATERIAL: Final = Path(material.__file__).parent / "templates"
UNKNOWN: Final = re.compile(r"^CSS: “(container(?:-name|-type)?)”: Property “\1” doesn't exist\.$")
"""What the checker says of container queries (CSS Containment 3); browsers have them since 2023."""

REWRITTEN: Final = (
    # It skips all rules inside “@container”; inside “@media” it reads them.
    (re.compile(r"@container\b[^{;]*(?=\{)"), "@media all"),
    # Of “mask” it knows only the picture; its layers are written as those of “background” are.
    (re.compile(r"(?<![-\w])mask(?=\s*:)"), "background"),
)
"""What the checker does not know, in words that it knows, so that it reads all around them."""


@dataclass(frozen=True)
class Objection:
    """Something that the checker says: how grave, where, about what."""

    grave: str
    file: str
    line: int
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.grave}: {self.message}\n    {self.extract}"


def objections(option: str, files: Iterable[Path]) -> list[Objection]:
    """Run the checker once over all files; ``option`` says what they are (``--css``, say).

    Its JSON is described at https://github.com/validator/validator/wiki/Output-»-JSON.
    """
    java = shutil.which("java")
    assert java, (
        "Java 17 or later is needed to check HTML (Debian: apt install openjdk-17-jre-headless)."
    )
    assert CHECKER.is_file(), "The HTML checker is missing: run npm ci."
    listed = sorted(str(file) for file in files)
    assert listed, "There is nothing to check."
    done = subprocess.run(
        [java, "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", option, *listed],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"The HTML checker did not run:\n{done.stderr[-2000:]}"
    said = [
        Objection(
            m.get("subType") or m["type"],
            m.get("url", "").removeprefix("file:"),
            m.get("lastLine", 0),
            m["message"],
            " ".join(m.get("extract", "").split()),
        )
        for m in json.loads(done.stderr)["messages"]
    ]
    return [one for one in said if not UNKNOWN.search(one.message)]


def listing(found: list[Objection]) -> str:
    """Each kind of objection once, with the first place and the number of places."""
    kinds: dict[str, list[Objection]] = {}
    for one in found:
        kinds.setdefault(one.message, []).append(one)
    return "\n".join(f"{len(same)} × {same[0]}" for same in kinds.values())


def own_files(site: Path, ending: str) -> Iterator[Path]:
    """Files of a site that are not Material's."""
    for file in sorted(site.rglob(f"*{ending}")):
        if not (MATERIAL / file.relative_to(site)).exists():
            yield file


def readable(sheet: Path, folder: Path) -> Path:
    """A copy of a style sheet, line for line, in words that the checker knows."""
    text = sheet.read_text("utf-8")
    for unknown, known in REWRITTEN:
        text = unknown.sub(known, text)
    copy = folder / "-".join(sheet.parts[-2:])
    copy.write_text(text, encoding="utf-8")
    return copy


def test_every_page_is_valid(sites: Sites) -> None:
    found = objections("--skip-non-html", sites.mkdocs.rglob("*.html"))
    assert found == [], listing(found)


def test_every_style_sheet_is_valid(sites: Sites, tmp_path: Path) -> None:
    sheets = list(own_files(sites.mkdocs, ".css"))
    assert {"quiz.css", "rapport.css"} <= {sheet.name for sheet in sheets}
    assert not [sheet.name for sheet in sheets if sheet.name.startswith("main.")]
    found = objections("--css", [readable(sheet, tmp_path) for sheet in sheets])
    assert found == [], listing(found)


def test_every_drawing_is_valid(sites: Sites) -> None:
    found = objections("--svg", own_files(sites.mkdocs, ".svg"))
    assert found == [], listing(found)


# What the checker would find

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
{head}</head><body><h1>A page</h1>{body}</body></html>"""


@pytest.mark.parametrize(
    ("head", "body", "message"),
    [
        ("", '<p id="a">One</p><p id="a">Two</p>', "Duplicate ID"),
        ("", "<p><div>A block in a paragraph</div></p>", "No “p” element in scope"),
        ("", '<img src="a.png">', "must have an “alt” attribute"),
        ("", '<label for="nobody">A label</label>', "must be the ID of a non-hidden form control"),
        ("", "<section><p>No heading</p></section>", "Section lacks heading"),
        ("", '<p style="colour: red">Styled</p>', "Property “colour” doesn't exist"),
        ("<style>p { margin: 1 }</style>", "", "only “0” can be a “unit”"),
    ],
)
def test_a_broken_page_is_found(tmp_path: Path, head: str, body: str, message: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(head=head, body=body), encoding="utf-8")
    found = objections("--skip-non-html", [page])
    assert any(message in one.message for one in found), listing(found)


def test_a_sound_page_is_passed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(head="", body="<p>Sound.</p>"), encoding="utf-8")
    assert objections("--skip-non-html", [page]) == []


@pytest.mark.parametrize(
    "rules",
    [
        "p { colour: red }",
        "p { margin: 1 }",
        "p { color: #12345 }",
        "@container box (width > 40em) { p { colour: red } }",
        "p { containers: box / inline-size }",
        "p { mask: url(a.svg) centre no-repeat }",
    ],
)
def test_a_broken_style_sheet_is_found(tmp_path: Path, rules: str) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(rules, encoding="utf-8")
    (tmp_path / "copies").mkdir()
    assert len(objections("--css", [readable(sheet, tmp_path / "copies")])) == 1


def test_what_the_checker_does_not_know_is_passed(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.css"
    sheet.write_text(
        "p { container: box / inline-size } @container box (width > 40em) { p { margin: 0 } }"
        "p { mask: url(a.svg) center / contain no-repeat }",
        encoding="utf-8",
    )
    (tmp_path / "copies").mkdir()
    assert objections("--css", [readable(sheet, tmp_path / "copies")]) == []
