"""A project for tests of the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.site.project import Project
from tests.site.projects import make_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small library; the working folder is the project's."""
    made = make_project(tmp_path / "project")
    monkeypatch.chdir(made.root)
    return made
