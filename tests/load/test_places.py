"""Every value and key keeps its place, as a second reader of YAML sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from rapport.load.content import load_content, load_texts
from rapport.load.yaml_tree import read_yaml
from tests.content_cases import CONTENT, VALID

FILES = sorted([*CONTENT.rglob("*.yml"), *VALID.rglob("*.yml")])
Places = dict[tuple[str | int, ...], tuple[int, int]]


def composed(
    node: yaml.Node, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[str, tuple[str | int, ...], tuple[int, int]]]:
    """Each value and key with its path and place, by PyYAML's composer."""
    mark = node.start_mark
    yield "value", path, (mark.line + 1, mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        for position, entry in enumerate(node.value):
            yield from composed(entry, (*path, position))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            yield "key", here, (key.start_mark.line + 1, key.start_mark.column + 1)
            yield from composed(value, here)


@pytest.mark.parametrize("file", FILES, ids=lambda f: "/".join(f.parts[-3:]))
def test_places_agree_with_the_composer(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree, problems = read_yaml(file.name, text)
    assert tree is not None and not problems
    found: dict[str, Places] = {"value": {}, "key": {}}
    root = yaml.compose(text, yaml.SafeLoader)
    assert root is not None
    for sort, path, place in composed(root):
        found[sort][path] = place
    assert tree.marks.values == found["value"]
    assert tree.marks.keys == found["key"]


def test_every_value_stands_at_its_place() -> None:
    """Plain words are found again in the file at the place that is kept for them."""
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        tree, _ = read_yaml(file.name, text)
        assert tree is not None
        lines = text.split("\n")
        for path, (line, column) in tree.marks.keys.items():
            key = str(path[-1])
            assert lines[line - 1][column - 1 :].lstrip("\"'").startswith(key)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_places_with_a_bom_and_windows_line_ends(ending: str, tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(f"\ufeffid: a{ending}type: b{ending}".encode())
    (problem, missing) = load_content(tmp_path).problems
    assert (problem.place.line, problem.place.column) == (2, 7)
    assert missing.rule == "site-missing"


def test_the_places_of_a_key_that_stands_twice_are_those_of_the_first() -> None:
    tree, (problem,) = read_yaml("a.yml", "x: 1\ny: [a]\nx: [2, 3]\n")
    assert tree is not None
    assert tree.data == {"x": "1", "y": ["a"]}
    assert tree.marks.values[("x",)] == (1, 4)
    assert ("x", 0) not in tree.marks.values
    assert (problem.place.line, problem.related[0].place.line) == (3, 1)


def test_columns_count_characters() -> None:
    tree, _ = read_yaml("a.yml", "{é: 1, 日本: 2, \U0001f600: 3}\n")
    assert tree is not None
    assert tree.marks.keys == {("é",): (1, 2), ("日本",): (1, 8), ("\U0001f600",): (1, 15)}


def test_the_nearest_place_is_given_for_what_is_not_there() -> None:
    tree, _ = read_yaml("a.yml", "a:\n  - b: c\n")
    assert tree is not None
    assert str(tree.value_place(("a", 0, "missing"))) == "a.yml:2:5"
    assert str(tree.key_place(("a", 0))) == "a.yml:2:5"
    assert str(tree.key_place(("a", 0, "b"))) == "a.yml:2:5"


def test_scalars_stay_words() -> None:
    tree, _ = read_yaml("a.yml", "a: no\nb: 1.10\nc: ~\nd: ''\ne: 010\nf: 2026-01-31\n")
    assert tree is not None
    assert tree.data == {"a": "no", "b": "1.10", "c": None, "d": "", "e": "010", "f": "2026-01-31"}


@pytest.mark.parametrize("spoilt", ["\tx: 1\n", "- a\n- b\n"])
def test_one_broken_file_does_not_hide_the_others(spoilt: str) -> None:
    loaded = load_texts({"a.yml": spoilt, "b.yml": "id: X\ntype: tip\n"})
    assert {p.place.path for p in loaded.problems} == {"a.yml", "b.yml"}


def test_settings_file_that_holds_something_else_is_no_settings(tmp_path: Path) -> None:
    text = (VALID / "glossary.yml").read_text(encoding="utf-8")
    (tmp_path / "site.yml").write_text(text, encoding="utf-8")
    assert [p.rule for p in load_content(tmp_path).problems] == ["site-missing"]


def test_library_order_is_by_type_then_file(tmp_path: Path) -> None:
    library = load_content(VALID).library
    assert library is not None
    assert [e.type for e in library.entities.values()] == [
        "dynamic", "tip", "scenario", "reflection", "reference", "glossary", "source",
        "source_point", *["quiz"] * 5,
    ]  # fmt: skip
