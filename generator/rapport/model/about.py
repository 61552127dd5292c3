"""Pages on the site itself: how it is edited, its safety rules, accessibility and privacy."""

from __future__ import annotations

from typing import Literal

from rapport.model.entity import Page
from rapport.model.text import Prose

AboutPart = Literal["editorial", "safety", "accessibility", "privacy"]


class About(Page):
    """A statement about the site.

    ``part`` chooses what Rapport adds below the author's ``body`` from data: review dates and
    exceptions to ``editorial``, all help lines and procedures to ``safety``, where to
    complain to ``accessibility``, what is stored to ``privacy``.
    """

    type: Literal["about"]
    part: AboutPart
    body: Prose
