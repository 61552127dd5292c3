"""A file's lines, counted as the YAML reader counts them."""

from __future__ import annotations

import re
from typing import Final

# What libyaml takes for the end of a line. Python's ``splitlines`` knows a few more.
_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def source_lines(text: str) -> list[str]:
    """The lines of a text without their ends, so that line *n* is at ``n - 1``."""
    return _BREAK.split(text)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column, both from 1, of a character in a text."""
    before = source_lines(text[:offset])
    return len(before), len(before[-1]) + 1
