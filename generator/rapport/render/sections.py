"""The kinds of pages a site has: their folders, names in the navigation, and list pages; and
the needs under which readers find them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Section:
    """A kind's place in the site: its folder, its name in the navigation, its list page.

    ``lead`` may hold placeholders for the organisation's words (``$session``).
    """

    kind: str
    label: str
    title: str
    lead: str


SECTIONS: Final = (
    Section(
        "dynamic",
        "Patterns",
        "Patterns",
        "Patterns are things two people do together, so each page shows both sides.",
    ),
    Section(
        "tip",
        "Tips",
        "Tips for a healthy helping relationship",
        "Each with what to do, what to leave, and something to try in the next $session.",
    ),
    Section(
        "quiz",
        "Self-checks",
        "Self-checks",
        "Aids to reflection, scored on your own device. Nothing you answer leaves it.",
    ),
    Section(
        "concept",
        "Ideas",
        "Ideas behind the patterns",
        "One idea a page, with what is known about it.",
    ),
    Section("scenario", "Situations", "Situations", "Invented vignettes to think or talk through."),
    Section(
        "reflection",
        "Reflections",
        "Reflections",
        "Questions for yourself, a colleague or supervision.",
    ),
    Section("module", "Modules", "Modules", "Ordered paths through the library, for trainers."),
)
"""Kinds that are read."""

LISTS: Final = (
    Section("glossary", "Glossary", "Glossary", "Words used on this site, in plain words."),
    Section(
        "reference",
        "References",
        "References",
        "The published work that pages cite: what each found, and its honest caveat.",
    ),
    Section("source", "Sources", "Sources", "The articles whose ideas this library draws on."),
)
"""Kinds that are looked up."""

EVIDENCE_MAP: Final = Section(
    "evidence",
    "Evidence map",
    "Evidence map",
    "Every claim that pages make, how sure we are of it, and where it differs from its source.",
)
"""The one page on all claims together."""

MY_CHECKS: Final = "my-checks"
"""The page of what a reader has kept of checks, on the reader's own device."""

CPD: Final = "cpd"
"""The page of a reader's records of continuing professional development, on the own device."""

ABOUT: Final = Section(
    "about",
    "About",
    "About this site",
    "Who writes it, by which rules, and what happens to your data.",
)
"""Statements about the site itself; last in the navigation."""


@dataclass(frozen=True)
class Need:
    """What a reader comes for: one tab of the navigation, over one or more kinds.

    ``id`` is the folder of its own page, which it has where it holds more than one kind.
    """

    id: str
    label: str
    title: str
    lead: str
    kinds: tuple[str, ...]

    @property
    def file(self) -> str:
        """Where its page is, in the docs folder."""
        return f"{self.id}/index.md"


NEEDS: Final = (
    Need(
        "understand",
        "Understand",
        "Understand what goes on between you",
        "The patterns two people make, the ideas behind them, and the words for both.",
        ("dynamic", "concept", "glossary"),
    ),
    Need(
        "practise",
        "Practise",
        "Practise what helps",
        "Things to do and to say, and situations to try them on.",
        ("tip", "scenario"),
    ),
    Need(
        "reflect",
        "Reflect",
        "Reflect on your own work",
        "Private checks, scored on your own device, and questions to sit with.",
        ("quiz", "reflection", MY_CHECKS, CPD),
    ),
    Need("teach", "Teach", "Teach it", "Ordered paths through the library.", ("module",)),
    Need(
        "evidence",
        "Evidence",
        "What it rests on",
        "Claims, references and sources.",
        ("evidence", "reference", "source"),
    ),
)
"""The tabs, in order, between the home page and what is said about the site itself."""
