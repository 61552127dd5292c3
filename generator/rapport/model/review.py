"""When a page is due for its next review."""

from __future__ import annotations

import calendar
from datetime import date

from rapport.model.entity import Page
from rapport.model.site import SiteSettings


def due_date(page: Page, settings: SiteSettings) -> date:
    """The day that the page names, or else one review cycle after its last review."""
    return page.review_by or months_after(page.last_reviewed, settings.review_cycle_months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is too short.

    A day beyond the calendar's end is the calendar's last.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
