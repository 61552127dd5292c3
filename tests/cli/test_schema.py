"""``rapport schema``: what editors check content against."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from rapport.model.json_schema import KINDS
from rapport.site.project import Project
from tests.commands import invoke
from tests.site.projects import (
    DEMONSTRATION,
    SMALL,
    make_project,
    write_reflection,
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small library; the working folder is the project's."""
    made = make_project(tmp_path / "project")
    monkeypatch.chdir(made.root)
    return made


class YamlAsEditorsReadIt(yaml.SafeLoader):
    """The core schema of YAML 1.2: numbers, true, false; no dates, and no “yes” or “on”."""


_UNLIKE = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
YamlAsEditorsReadIt.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag not in _UNLIKE]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
YamlAsEditorsReadIt.add_implicit_resolver(_UNLIKE[0], re.compile("^(?:true|false)$"), list("tf"))


def entries(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for file in sorted(folder.rglob("*.yml")):
        read = yaml.load(file.read_text(encoding="utf-8"), YamlAsEditorsReadIt)
        found += [(file.name, e) for e in (read if isinstance(read, list) else [read])]
    return found


def schema(*kind: str) -> jsonschema.Draft202012Validator:
    made = json.loads(invoke("schema", *kind).stdout)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_valid_and_refuses_something(kind: str) -> None:
    assert not schema(kind).is_valid({"id": "x", "type": "nothing"})


@pytest.mark.parametrize("folder", [SMALL, DEMONSTRATION], ids=["small", "demonstration"])
def test_the_content_fits_the_schema(folder: Path) -> None:
    """Our loader reads every scalar as text; an editor does not, and must not complain."""
    anything = schema()
    validators: dict[str, jsonschema.Draft202012Validator] = {}
    checked = entries(folder)
    assert len(checked) > 10
    for file, entry in checked:
        kind = entry["kind"] if entry["type"] == "quiz" else entry["type"]
        own = validators.setdefault(kind, schema(kind))
        assert [f"{file}: {e.message}" for e in own.iter_errors(entry)] == []
        assert anything.is_valid(entry)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sumary": "x"},
        {"minutes": "soon"},
        {"status": "finished"},
        {"id": "Not An Id"},
        {"title": ["a", "list"]},
        {"use": []},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(
    project: Project, wrong: dict[str, object]
) -> None:
    file = write_reflection(project, "wrong", **wrong)
    entry = yaml.load(file.read_text(), YamlAsEditorsReadIt)
    assert not schema("reflection").is_valid(entry)
    assert invoke("check").exit_code == 1
