"""Favicon, icons and pictures for links: real images, in the organisation's colours."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import Any

import pytest

from rapport.load.content import load_content
from rapport.model.dynamic import Dynamic
from rapport.model.library import Library
from rapport.render.brand_images import brand_images
from tests.content_cases import CONTENT

SIZES = {
    "icon-192.png": (192, 192),
    "icon-512.png": (512, 512),
    "icon-maskable-512.png": (512, 512),
    "apple-touch-icon.png": (180, 180),
    "preview.png": (1200, 630),
    "preview-co-dependent.png": (1200, 630),
    "preview-interdependent.png": (1200, 630),
    "preview-overly-independent.png": (1200, 630),
}


@pytest.fixture(scope="module")
def library() -> Library:
    found = load_content(CONTENT).library
    assert found is not None
    return found


def images(library: Library) -> dict[str, bytes]:
    made = brand_images(library, library.of(Dynamic))
    return {path.removeprefix("assets/rapport/"): data for path, data in made.items()}


def size(png: bytes) -> tuple[Any, ...]:
    """Width and height (PNG, section 11.2.2: the header chunk)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_every_picture_has_its_size(library: Library) -> None:
    made = images(library)
    assert {n: size(d) for n, d in made.items() if n.endswith(".png")} == SIZES
    assert made["favicon.svg"].startswith(b"<svg ")


def test_they_are_the_same_every_time(library: Library) -> None:
    assert images(library) == images(library)


def test_they_take_the_colours_of_the_organisation(library: Library) -> None:
    colours = library.settings.colours.model_copy(update={"brand": "#112244"})
    settings = library.settings.model_copy(update={"colours": colours})
    own = images(replace(library, settings=settings))
    assert b"#112244" in own["favicon.svg"]
    assert b"#234b48" not in own["favicon.svg"]
    assert [n for n, data in images(library).items() if data == own[n]] == []


def test_each_pattern_has_a_picture_of_its_own(library: Library) -> None:
    made = images(library)
    previews = [d for n, d in made.items() if n.startswith("preview")]
    assert len(set(previews)) >= len(previews) - 1  # side by side is the site's own picture
    without = [d.model_copy(update={"drawing": None}) for d in library.of(Dynamic)]
    assert [n for n in brand_images(library, without) if "preview-" in n] == []
