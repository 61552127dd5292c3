"""English prose for the synthetic library: plain sentences, mixed anew for every page."""

from __future__ import annotations

from random import Random
from typing import Final

_WHO: Final = (
    "A helper",
    "The person across the table",
    "A colleague",
    "Somebody new to the service",
    "A volunteer",
    "The one who listens",
    "A supervisor",
    "Whoever opens the door",
)
_DOES: Final = (
    "asks what has changed since the last meeting",
    "leaves room for an answer that takes its time",
    "says aloud what the next step could be",
    "notices who has done most of the work",
    "keeps a short list of what was agreed",
    "brings the plan back to something small",
    "checks whether the pace still suits both",
    "names the good thing before the hard one",
    "asks for one example rather than a rule",
    "hands back a task that was never theirs",
    "looks at the diary together with the other",
    "waits a breath before offering an idea",
)
_JOIN: Final = (
    "and then",
    "so that the other can follow, and",
    "even on a busy day, and",
    "without hurry, and",
    "before anything is written down, and",
    "although nobody asked for it, and",
)
_CLOSE: Final = (
    "It takes a minute and saves an hour.",
    "That is a habit, not a gift.",
    "Neither of them needs to be right for it to work.",
    "What counts is how it was for the person who came.",
    "Small and soon is better than large and later.",
    "Write it down while it is fresh, in plain words.",
    "Nobody can do this well every time.",
    "If it does not fit, say so and choose again.",
)
NOUNS: Final = (
    "listening",
    "pacing",
    "noticing",
    "asking",
    "agreeing",
    "ending",
    "returning",
    "sharing",
    "resting",
    "preparing",
    "repairing",
    "thanking",
    "waiting",
    "planning",
    "learning",
    "deciding",
)


def line(rng: Random) -> str:
    """One sentence of about 16 words, without Markdown."""
    return f"{rng.choice(_WHO)} {rng.choice(_DOES)}, {rng.choice(_JOIN)} {rng.choice(_DOES)}."


def short(rng: Random) -> str:
    """One sentence of about ten words, without Markdown."""
    return f"{rng.choice(_WHO)} {rng.choice(_DOES)}."


def paragraph(rng: Random, sentences: int, *extra: str) -> str:
    """Sentences with ``extra`` pieces (a link, a citation) set between them."""
    made = [line(rng) if n % 3 else rng.choice(_CLOSE) for n in range(sentences)]
    for piece in extra:
        made.insert(rng.randrange(1, len(made) + 1), piece)
    return " ".join(made)


def topic(rng: Random, number: int) -> str:
    """A title that no other page has."""
    one, other = rng.sample(NOUNS, 2)
    return f"{one.capitalize()} and {other}, part {number + 1}"
