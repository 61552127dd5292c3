"""An organisation's colours, logo and words on the pages it does not write itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rapport.render.pages import RenderedSite, RenderOptions, render_site
from rapport.site.compile import examine
from rapport.site.project import Project
from tests.site.html_pages import parse
from tests.site.projects import change_settings, make_project

LOGO = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small library."""
    return make_project(tmp_path)


def rendered(project: Project, **options: Any) -> RenderedSite:
    examined = examine(project, strict=False)
    library = examined.loaded.library
    assert library is not None
    files = {i: o.tree.path for i, o in examined.loaded.origins.items()}
    usual = RenderOptions(drafts=False, directory_urls=True, source_files=files)
    return render_site(library, examined.proven, replace(usual, **options))


@pytest.mark.parametrize("colours", [{}, {"brand": "#234b48", "accent": "#8f4523"}])
def test_the_usual_colours_need_no_style_sheet(project: Project, colours: dict[str, str]) -> None:
    change_settings(project, colours=colours)

    site = rendered(project)

    assert site.extra_css == ()
    assert "assets/rapport/organisation.css" not in site.files


def test_colours_of_its_own_make_a_style_sheet(project: Project) -> None:
    change_settings(project, colours={"brand": "#112244"})

    site = rendered(project)

    assert site.extra_css == ("assets/rapport/organisation.css",)
    sheet = site.files[site.extra_css[0]].decode()
    assert "--rp-brand: #112244;" in sheet
    assert "--rp-accent: #8f4523;" in sheet
    # Text stands on tinted grounds too, where the colour itself may be too light.
    assert "--rp-green: color-mix(in srgb, #112244 80%, black);" in sheet
    assert "--rp-clay: color-mix(in srgb, #8f4523 80%, black);" in sheet


@pytest.mark.parametrize(
    ("name", "data", "file"),
    [
        ("pictures/Our logo.SVG", LOGO, "assets/rapport/logo.svg"),
        ("logo.png", b"PNG", "assets/rapport/logo.png"),
        ("logo.png", None, ""),
    ],
)
def test_the_logo_becomes_a_file_of_the_site(
    project: Project, name: str, data: bytes | None, file: str
) -> None:
    change_settings(project, logo=name)

    site = rendered(project, logo=data)

    assert site.logo == file
    assert [f for f in site.files if f.startswith("assets/rapport/logo")] == [file] * bool(file)
    if file:
        assert site.files[file] == data


def test_its_words_stand_on_lists(project: Project) -> None:
    before = parse(rendered(project).files["tip/index.md"].decode()).words
    assert "something to try in the next meeting." in before

    change_settings(project, terms={"session": "visit", "sessions": "visits"})

    after = parse(rendered(project).files["tip/index.md"].decode()).words
    assert after == before.replace("next meeting.", "next visit.")
