"""Rasterised pictures by what they were made from, so that a build draws only what changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import resvg_py

from rapport.render.brand_images import rasterised


def kept_in(folder: Path) -> Callable[[str, int], bytes]:
    """:func:`rasterised` that keeps its pictures in a folder, which may be deleted at any time.

    A folder that cannot be read or written only costs time.
    """

    def raster(svg: str, width: int) -> bytes:
        told = f"{resvg_py.__version__} {width} {svg}"
        file = folder / f"{sha256(told.encode()).hexdigest()}.png"
        with suppress(OSError):
            return file.read_bytes()
        made = rasterised(svg, width)
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(made)
            unfinished.replace(file)
        return made

    return raster
