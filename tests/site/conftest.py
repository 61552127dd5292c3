"""Sites that several tests look at, built once."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from rapport.site.project import Project
from tests.site.projects import DEMONSTRATION, EXTRA, SMALL, built, make_project

LIBRARIES = {"small": (SMALL, EXTRA), "demonstration": (DEMONSTRATION,)}


@dataclass(frozen=True)
class Sites:
    """One project, and the sites that both engines made of it."""

    project: Project
    mkdocs: Path
    zensical: Path


@pytest.fixture(scope="session", params=list(LIBRARIES))
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """A library, built strictly by both engines."""
    folder = tmp_path_factory.mktemp(request.param)
    project = make_project(folder, *LIBRARIES[request.param])
    built(project)
    by_mkdocs = Path(shutil.copytree(project.site, folder / "mkdocs"))
    built(project, engine="zensical")
    return Sites(project, by_mkdocs, project.site)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the small library, of the test's own."""
    return make_project(tmp_path)
