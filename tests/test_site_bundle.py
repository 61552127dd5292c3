"""The theme's one style sheet, its type and its icons are what their sources make of them."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.test_quiz_bundle import ROOT, tool

SOURCES = ROOT / "generator" / "rapport" / "web" / "src" / "site"
SHEET = ROOT / "theme_overrides" / "assets" / "stylesheets" / "rapport.css"
FONTS = ROOT / "theme_overrides" / "assets" / "fonts"
PACKAGES = ROOT / "node_modules"
ICONS = (SOURCES / "icons", ROOT / "theme_overrides" / ".icons" / "lucide")


def test_the_style_sheet_is_fresh(tmp_path: Path) -> None:
    scripts = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]
    command = shlex.split(scripts["bundle:site"])
    command[0] = tool(command[0])
    command[-1] = f"--outfile={tmp_path / 'rapport.css'}"
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert SHEET.read_bytes() == (tmp_path / "rapport.css").read_bytes(), "Run npm run bundle."


def test_every_source_is_in_the_bundle() -> None:
    imported = re.findall(r'@import "(.+)";', (SOURCES / "site.css").read_text(encoding="utf-8"))
    assert sorted(imported) == sorted(p.name for p in SOURCES.glob("*.css") if p.name != "site.css")


def test_type_is_the_packages_own_and_licensed() -> None:
    faces = sorted(FONTS.glob("*.woff2"))
    assert len(faces) == 4
    for face in faces:
        family = re.sub(r"-latin.*", "", face.name)
        package = PACKAGES / "@fontsource-variable" / family
        assert face.read_bytes() == (package / "files" / face.name).read_bytes()
        licence = (FONTS / f"{family}-LICENSE.txt").read_bytes()
        assert licence == (package / "LICENSE").read_bytes()
        assert b"SIL Open Font License" in licence


def test_every_face_that_is_asked_for_is_there() -> None:
    asked = re.findall(r"\.\./fonts/([\w-]+\.woff2)", SHEET.read_text(encoding="utf-8"))
    assert sorted(set(asked)) == sorted(p.name for p in FONTS.glob("*.woff2"))


@pytest.mark.parametrize("folder", ICONS, ids=["in pages", "in the theme"])
def test_icons_are_the_packages_own(folder: Path) -> None:
    icons = sorted(folder.glob("*.svg"))
    assert len(icons) >= 8
    for icon in icons:
        assert icon.read_bytes() == (PACKAGES / "lucide-static" / "icons" / icon.name).read_bytes()


def test_every_icon_is_used() -> None:
    styles = "".join(p.read_text(encoding="utf-8") for p in SOURCES.glob("*.css"))
    assert [p.name for p in ICONS[0].glob("*.svg") if f"icons/{p.name}" not in styles] == []
    theme = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") + "".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "theme_overrides").rglob("*.html")
    )
    assert [p.name for p in ICONS[1].glob("*.svg") if f"lucide/{p.stem}" not in theme] == []


def test_every_named_value_is_documented() -> None:
    tokens = (SOURCES / "tokens.css").read_text(encoding="utf-8")
    named = set(re.findall(r"^\s*(--rp-[\w-]+):", tokens, re.MULTILINE))
    documented = set(re.findall(r"`(--rp-[\w-]+)`", (ROOT / "docs/look.md").read_text("utf-8")))
    assert documented == named


def test_no_value_is_used_that_nobody_names() -> None:
    styles = "".join(p.read_text(encoding="utf-8") for p in SOURCES.glob("*.css"))
    used = set(re.findall(r"var\((--rp-[\w-]+)", styles))
    named = set(re.findall(r"(--rp-[\w-]+):", styles))
    assert used <= named
