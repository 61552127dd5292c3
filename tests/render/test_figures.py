"""The signature drawing: its numbers become distance, lean and ground, and stay in the picture."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rapport.model.drawing import Drawing
from rapport.render.environment import environment
from rapport.render.figures import BODY, HEIGHT, WIDTH, Figure, figures
from tests.site.html_pages import parse
from tests.site.projects import ROOT

MARK = ROOT / "theme_overrides" / ".icons" / "rapport" / "mark.svg"
PERCENT = st.integers(0, 100)
LEAN = st.integers(-100, 100)


def drawing(**values: Any) -> Drawing:
    return Drawing(**{"distance": 50, "shows": "Two figures.", **values})


def corners(figure: Figure) -> list[tuple[float, float]]:
    """The points of a body's line: foot, bend, shoulders."""
    numbers = [float(n) for n in re.findall(r"-?[0-9.]+", figure.body)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@given(distance=PERCENT, client_lean=LEAN, helper_lean=LEAN, shared_ground=PERCENT)
def test_nothing_leaves_the_picture(**numbers: int) -> None:
    both = figures(drawing(**numbers))
    for figure in (both.client, both.helper):
        for x, y in corners(figure):
            assert BODY / 2 - 8 <= x <= WIDTH - BODY / 2 + 8
            assert BODY / 2 <= y <= HEIGHT - BODY / 2
        assert figure.head <= figure.head_x + 8
        assert figure.head_x - 8 <= WIDTH - figure.head
        assert figure.head <= figure.head_y
        assert figure.ground_from >= 0
        assert figure.ground_to <= WIDTH


@given(distance=PERCENT, lean=LEAN)
def test_the_two_mirror_each_other(distance: int, lean: int) -> None:
    both = figures(drawing(distance=distance, client_lean=lean, helper_lean=lean))
    assert abs(both.client.head_x + both.helper.head_x - WIDTH) < 0.15  # rounded to a tenth
    assert both.client.head_y == both.helper.head_y


def test_a_lean_goes_towards_the_other_and_away() -> None:
    upright, onto, away = (figures(drawing(client_lean=n)).client for n in (0, 80, -80))
    assert away.head_x < upright.head_x < onto.head_x
    assert onto.head_y > upright.head_y  # whoever leans is lower
    assert figures(drawing(helper_lean=80)).helper.head_x < figures(drawing()).helper.head_x


def test_distance_parts_them() -> None:
    near, far = (figures(drawing(distance=n)) for n in (0, 100))
    assert far.client.head_x < near.client.head_x < near.helper.head_x < far.helper.head_x


def test_a_ground_for_each_or_one_for_both() -> None:
    alone, shared = (figures(drawing(shared_ground=n)) for n in (0, 100))
    assert alone.client.ground_to < alone.helper.ground_from
    assert shared.client.ground_to == shared.helper.ground_from


def test_it_has_words_or_is_decoration() -> None:
    template = environment().from_string(
        '{% from "figures/figures.html.j2" import drawn %}{{ drawn(it) }}{{ drawn(it, words=false) }}'
    )
    hostile = drawing(shows='"><script>alert(1)</script>')
    said, silent = parse(template.render(it=hostile)).all("svg")
    assert said.attributes["role"] == "img"
    assert said.attributes["aria-label"] == hostile.shows
    assert silent.attributes["aria-hidden"] == "true"
    assert "role" not in silent.attributes
    assert said.all("script") == []


def test_the_mark_of_the_theme_is_the_same_drawing() -> None:
    template = environment().from_string(
        '{% from "figures/figures.html.j2" import shapes %}'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="56 14 128 144">'
        '{{ shapes(figures(SIDE_BY_SIDE), "#8f4523", "#234b48", "#8f816a") }}</svg>'
    )
    assert MARK.read_text(encoding="utf-8") == template.render() + "\n", template.render()
