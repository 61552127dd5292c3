"""All tests take place on one day, so that what they say of dates does not change overnight."""

from __future__ import annotations

import datetime
import os
import re

from hypothesis import settings

from tests.content_cases import CONTENT

_DAY = re.compile(r"\b(?:last_reviewed|last_checked|on): (\d{4}-\d\d-\d\d)\b")


def _day_of_tests() -> datetime.date:
    """No earlier than anything that was done to the shipped content."""
    texts = (file.read_text(encoding="utf-8") for file in CONTENT.rglob("*.yml"))
    done = (day for text in texts for day in _DAY.findall(text))
    return max(datetime.date(2026, 12, 1), *map(datetime.date.fromisoformat, done))


_NOON = datetime.datetime.combine(_day_of_tests(), datetime.time(12), datetime.UTC)
os.environ["SOURCE_DATE_EPOCH"] = str(int(_NOON.timestamp()))

# Nothing is timed in a test: a busy machine is no defect.
settings.register_profile("rapport", deadline=None)
settings.load_profile("rapport")
