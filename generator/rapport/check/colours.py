"""The organisation's colours can be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapport.check.rule import Finding, Subject, rule

GROUNDS: Final = {"white": "#ffffff", "the warm ground of the pages": "#fdfaf5"}
LEAST: Final = 4.5
"""What WCAG 2.2 asks of text (success criterion 1.4.3, level AA)."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, as WCAG 2.2 defines it.

    https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it.

    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@rule("colour-contrast", "warning")
def colours_can_be_read(subject: Subject) -> Iterator[Finding]:
    """The organisation's colours stand out enough from the page to be read."""
    if subject.loaded.settings is None:
        return
    colours = subject.library.settings.colours
    for name, colour in (("brand", colours.brand), ("accent", colours.accent)):
        ratio, ground = min((contrast(colour, shade), g) for g, shade in GROUNDS.items())
        if ratio < LEAST:
            # Cut off, so that what is too little is never shown as enough.
            shown = int(ratio * 100) / 100
            yield Finding(
                subject.site_place("colours", name),
                f"{colour} on {ground} has a contrast of {shown:g} to 1; text needs {LEAST} to 1.",
                "Choose a darker colour.",
            )
