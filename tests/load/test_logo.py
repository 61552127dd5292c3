"""The logo that the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.load.content import load_content
from rapport.load.logo import MAX_BYTES
from tests.load.test_layers import laid_over_valid

SITE = "type: site\nlogo: {name}\n"


def test_the_logo_is_read_from_the_content_folder(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path, site=SITE.format(name="logo.svg"))
    assert loaded.logo is None
    (tmp_path / "content" / "logo.svg").write_bytes(b"<svg/>")
    again = load_content(
        tmp_path / "content", tmp_path, Path(__file__).parents[1] / "valid_content"
    )
    assert (again.logo, again.problems) == (b"<svg/>", [])


def test_the_logo_of_the_base_library_does_too(tmp_path: Path) -> None:
    base = tmp_path / "base"
    base.mkdir()
    (base / "logo.png").write_bytes(b"PNG")
    (tmp_path / "content").mkdir()
    site = (Path(__file__).parents[1] / "valid_content" / "site.yml").read_text(encoding="utf-8")
    (base / "site.yml").write_text(f"{site}\nlogo: logo.png\n", encoding="utf-8")
    assert load_content(tmp_path / "content", tmp_path, base).logo == b"PNG"


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("gone.svg", 0, "There is no file “gone.svg” in the content folder."),
        ("../logo.svg", 10, "There is no file “../logo.svg” in the content folder."),
        (f"{'a' * 300}.svg", 0, f"There is no file “{'a' * 300}.svg” in the content folder."),
        ("logo.html", 0, "“logo.html” is not a picture that browsers show as a logo."),
        ("big.svg", MAX_BYTES + 1, "The logo is larger than 500 kB, and stands on every page."),
    ],
)
def test_what_cannot_be_a_logo(tmp_path: Path, name: str, size: int, message: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yml").write_text(SITE.format(name=name), encoding="utf-8")
    if size:
        (content / name).write_bytes(b"x" * size)
    loaded = load_content(content, tmp_path, Path(__file__).parents[1] / "valid_content")
    assert [(p.rule, p.message, p.place.line) for p in loaded.problems] == [
        ("logo-missing", message, 2)
    ]
    assert loaded.logo is None
