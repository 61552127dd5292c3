"""The signature drawing's geometry: numbers of a :class:`~rapport.model.drawing.Drawing` to shapes.

A figure is a bent, round stroke for the body and a circle for the head. All lengths are in
the units of :data:`WIDTH` by :data:`HEIGHT`; templates scale and colour them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from rapport.model.drawing import Drawing

WIDTH: Final = 240
HEIGHT: Final = 160
BODY: Final = 40
"""How wide the stroke of a body is."""

_HEAD: Final = 16.5
_NECK: Final = 4.5
_GROUND: Final = 148
_FOOT: Final = _GROUND - 8 - BODY / 2
_TALL: Final = 44
_NEAREST, _FARTHEST = 54, 144
_REACH: Final = 34
"""How far a full lean carries the shoulders."""
_AWAY: Final = 0.5
"""How much of that a lean away has, so that nobody leaves the picture."""
_STANCE: Final = 27
"""How far a figure's own ground reaches to each side of its foot."""


@dataclass(frozen=True)
class Figure:
    """One of the two: an SVG path for the body, the head's centre, and its ground's ends."""

    body: str
    head_x: float
    head_y: float
    ground_from: float
    ground_to: float

    head: float = _HEAD
    ground: float = _GROUND


@dataclass(frozen=True)
class Figures:
    """The client on the left, the helper on the right."""

    client: Figure
    helper: Figure


def figures(drawing: Drawing) -> Figures:
    """The shapes of a drawing."""
    apart = _NEAREST + (_FARTHEST - _NEAREST) * drawing.distance / 100
    shared = drawing.shared_ground / 100
    return Figures(
        _figure(apart, 1, drawing.client_lean / 100, shared),
        _figure(apart, -1, drawing.helper_lean / 100, shared),
    )


def _figure(apart: float, towards: int, lean: float, shared: float) -> Figure:
    """``towards`` is 1 where the other stands to the right, −1 where to the left."""
    middle = WIDTH / 2
    foot = middle - towards * apart / 2
    aside = towards * (lean if lean > 0 else lean * _AWAY)
    shoulder_x, shoulder_y = foot + aside * _REACH, _FOOT - _TALL + 9 * aside * aside
    along_x, along_y = 0.72 * aside, -1.0
    length = math.hypot(along_x, along_y)
    reach = (BODY / 2 + _NECK + _HEAD) / length
    outer = foot - towards * _STANCE
    inner = foot + towards * (_STANCE + shared * (apart / 2 - _STANCE))
    bend = f"Q{_number(foot)} {_number(_FOOT - 0.62 * _TALL)}"
    return Figure(
        body=f"M{_number(foot)} {_number(_FOOT)}{bend} {_number(shoulder_x)} {_number(shoulder_y)}",
        head_x=round(shoulder_x + reach * along_x, 1),
        head_y=round(shoulder_y + reach * along_y, 1),
        ground_from=round(min(outer, inner), 1),
        ground_to=round(max(outer, inner), 1),
    )


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
