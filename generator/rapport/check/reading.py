"""How hard a page is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from rapport.check.passage import Passage
from rapport.check.rule import Finding, Subject, rule
from rapport.check.said import without_signs

HARD: Final = 50
"""The LIX from which texts count as hard; official writing is about there."""
LONG_SENTENCE: Final = 45
SHOWN: Final = 3

_END: Final = re.compile(
    r"[.!?…:][\"'”’)\]]*\s+(?:[-+>#|]+\s+)?"  # after a full stop, and the mark of a new entry
    r"|\n[^\S\n]*\n\s*|\n\s*(?:[-+>#|]+|\d+[.)])\s+"  # with a paragraph, heading, or entry
)
_ROUND_WORDS: Final = '.,;:!?…()"“”‘’'


def sentences(text: str) -> list[str]:
    """The sentences of a text that has lost its Markdown signs.

    They end at a full stop, question or exclamation mark or colon, and with a paragraph, a
    heading or an entry of a list.
    """
    return _END.split(text)


def lix(text: str) -> float:
    """Björnsson's readability index (1968): words a sentence, and long words in a hundred.

    A word is long from seven letters. Below 30 a text is very easy, above 50 it is hard.
    """
    ends = len(sentences(text))
    for sign in _ROUND_WORDS:
        text = text.replace(sign, "")
    return _index(text.split(), ends)


def _index(words: list[str], ends: int) -> float:
    long = len([word for word in words if len(word) > 6])
    return len(words) / ends + 100 * long / len(words) if words else 0.0


def _is_long(sentence: str) -> bool:
    return sentence.count(" ") >= LONG_SENTENCE and len(sentence.split()) > LONG_SENTENCE


def _is_easy_at_a_glance(text: str) -> bool:
    """Whether a text is easy even if only full stops ended sentences and signs were letters.

    Most pages are, and need no closer look.
    """
    rough = text.replace("\n", " ").split(". ")
    return _index(text.split(), len(rough)) <= HARD and not any(map(_is_long, rough))


@rule("reading-hard", "note")
def pages_are_easy_to_read(subject: Subject) -> Iterator[Finding]:
    """Pages are written in short sentences and common words."""
    for page in subject.library.pages:
        text = subject.said_together[page.id]
        if _is_easy_at_a_glance(text):
            continue
        score = lix(text)
        if score > HARD:
            yield Finding(
                subject.place(page.id),
                f"This page is hard to read: its LIX is {score:.0f}, and more than {HARD} is hard.",
                "Shorten its sentences, and put everyday words where there are long ones.",
                entity=page.id,
            )
        yield from islice(_long_sentences(subject, page.id), SHOWN)


def _long_sentences(subject: Subject, page_id: str) -> Iterator[Finding]:
    for path, text in subject.said[page_id]:
        plain = without_signs(text)
        for sentence in sentences(plain):
            words = sentence.split()
            if len(words) <= LONG_SENTENCE:
                continue
            start = " ".join(words[:4])
            passage = Passage(subject, page_id, path, plain, start, plain.index(sentence))
            yield Finding(
                passage.place,
                f"This sentence has {len(words)} words; it starts “{start}”.",
                "Make two or three sentences of it.",
                entity=page_id,
            )
