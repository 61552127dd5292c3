"""Pictures are drawn once, and again when anything about them changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.site import picture_cache
from rapport.site.picture_cache import kept_in

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept_in(tmp_path)(SVG, 20)
    monkeypatch.setattr(picture_cache, "rasterised", lambda *_: pytest.fail("drawn again"))
    assert kept_in(tmp_path)(SVG, 20) == first
    assert [p.suffix for p in tmp_path.iterdir()] == [".png"]


def test_another_drawing_or_width_is_another_picture(tmp_path: Path) -> None:
    raster = kept_in(tmp_path)
    made = {raster(SVG, 20), raster(SVG, 40), raster(SVG.replace("h2", "h1"), 20)}
    assert len(made) == 3


def test_without_a_folder_it_draws(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    assert kept_in(blocked / "pictures")(SVG, 20) == kept_in(tmp_path)(SVG, 20)
