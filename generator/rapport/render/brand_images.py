"""The signature drawing as files: favicon, icons of an installed site, pictures for previews.

Pictures are rasterised by resvg, without any fonts: the drawing holds no text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import resvg_py

from rapport.model.drawing import SIDE_BY_SIDE, Drawing
from rapport.model.dynamic import Dynamic
from rapport.model.library import Library
from rapport.model.site import Colours
from rapport.render.environment import environment

FOLDER: Final = "assets/rapport"
FAVICON: Final = f"{FOLDER}/favicon.svg"
PREVIEW: Final = f"{FOLDER}/preview.png"
"""What a link to the site shows elsewhere: 1200 by 630 pixels, as Open Graph readers expect."""
_PREVIEW_WIDTH: Final = 1200

_ICONS: Final[Mapping[str, tuple[int, float, bool]]] = {
    "icon-192.png": (192, 0.9, True),
    "icon-512.png": (512, 0.9, True),
    "icon-maskable-512.png": (512, 0.68, False),
    "apple-touch-icon.png": (180, 0.82, False),
}
"""Pixels, the part of the square that the figures fill, and whether its corners are round. A
maskable icon keeps what matters inside a circle of 80 % of its width (W3C Web App Manifest)."""


def rasterised(svg: str, width: int) -> bytes:
    """A drawing as PNG, so many pixels wide; the same bytes for the same drawing."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))


def brand_images(
    library: Library,
    published: Iterable[Dynamic],
    raster: Callable[[str, int], bytes] = rasterised,
) -> dict[str, bytes]:
    """Every picture of the drawing by its path, in the organisation's colours.

    ``raster`` stands in for :func:`rasterised`; one that remembers saves most of the work.
    """
    colours = library.settings.colours
    files = {FAVICON: _mark(colours, 0.9, rounded=True).encode()}
    for name, (pixels, fill, rounded) in _ICONS.items():
        files[f"{FOLDER}/{name}"] = raster(_mark(colours, fill, rounded=rounded), pixels)
    files[PREVIEW] = raster(_preview(colours, SIDE_BY_SIDE), _PREVIEW_WIDTH)
    for dynamic in published:
        if dynamic.drawing:
            picture = raster(_preview(colours, dynamic.drawing), _PREVIEW_WIDTH)
            files[f"{FOLDER}/preview-{dynamic.id}.png"] = picture
    return files


def _mark(colours: Colours, fill: float, *, rounded: bool) -> str:
    template = environment().get_template("figures/mark.svg.j2")
    return template.render(drawing=SIDE_BY_SIDE, colours=colours, fill=fill, rounded=rounded)


def _preview(colours: Colours, drawing: Drawing) -> str:
    template = environment().get_template("figures/preview.svg.j2")
    return template.render(drawing=drawing, colours=colours)
