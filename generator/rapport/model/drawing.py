"""The signature drawing as data: two figures, and what is between them (design, section 5)."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from rapport.model.text import Line, Model

Percent = Annotated[int, Field(ge=0, le=100)]
Lean = Annotated[int, Field(ge=-100, le=100)]


class Drawing(Model):
    """How the client and the helper stand to each other. All numbers are percent.

    ``distance``: 0 is close enough to touch, 100 as far apart as the picture is wide.
    ``client_lean`` and ``helper_lean``: 100 is a full lean onto the other, 0 upright, −100
    a full lean away. ``shared_ground``: 0 is a ground for each alone, 100 one for both.
    ``shows`` says it in words, for readers who do not see it.
    """

    distance: Percent
    client_lean: Lean = 0
    helper_lean: Lean = 0
    shared_ground: Percent = 0
    shows: Line


SIDE_BY_SIDE: Final = Drawing(
    distance=16,
    client_lean=14,
    helper_lean=14,
    shared_ground=100,
    shows="Two figures stand side by side on the same ground.",
)
"""The mark of the site itself, whatever its content."""
