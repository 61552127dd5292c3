"""Words that do harm, and notes that come before what is heavy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapport.check.passage import Passage
from rapport.check.pattern_words import Holds, Needed, may_match, needed_words
from rapport.check.rule import Finding, Subject, rule
from rapport.check.said import said_texts, together, without_signs
from rapport.model.entity import Page
from rapport.model.quiz import KnowledgeQuiz
from rapport.model.site import SafetyTerm
from rapport.model.walk import Path

_NAMED: Final = re.compile(r"\bsuicid\w*|\bself[-\s]harm\w*", re.IGNORECASE)
"""What a page may not speak of without a content note."""


@dataclass(frozen=True)
class _Term:
    """A term with its pattern, and two quicker questions that never say no where it says yes:
    the words that it cannot match without, and a rough pattern for texts in lower case.
    """

    term: SafetyTerm
    pattern: re.Pattern[str]
    needed: Needed
    rough: re.Pattern[str]


@dataclass(frozen=True)
class _Hit:
    """Words that a term refuses, in one text of an entity, or of the settings."""

    term: SafetyTerm
    path: Path
    text: str
    words: str
    offset: int


def _terms(subject: Subject) -> list[_Term]:
    found = []
    for term in subject.library.settings.safety_terms:
        pattern = re.compile(term.pattern, re.IGNORECASE)
        rough = pattern
        if term.pattern == term.pattern.lower():
            # Regular expressions are far quicker where they start with letters of one case.
            rough = re.compile(term.pattern.removeprefix(r"\b"))
        found.append(_Term(term, pattern, needed_words(term.pattern), rough))
    return found


def _hits(terms: list[_Term], texts: Iterable[tuple[Path, str]], whole: str) -> Iterator[_Hit]:
    """Every match in some texts; ``whole`` holds the words of all of them.

    Signs of emphasis and line breaks do not hide words.
    """
    holds = Holds(whole)
    possible = [t for t in terms if may_match(t.needed, holds)]
    if possible:
        flat = holds.text.replace("\n", " ")
        possible = [t for t in possible if t.rough.search(flat)]
    for path, text in texts if possible else ():
        plain = without_signs(text).replace("\n", " ")
        for term in possible:
            for match in term.pattern.finditer(plain):
                if match[0]:
                    yield _Hit(term.term, path, plain, match[0], match.start())


def _exempts(exempt: str, words: str) -> bool:
    return exempt.lower() in words.lower()


@rule("safety-word")
def words_do_no_harm(subject: Subject) -> Iterator[Finding]:
    """Nothing is worded as the settings' ``safety_terms`` ask to avoid."""
    terms = _terms(subject)
    for entity_id, texts in subject.said.items() if terms else ():
        entity = subject.library.entities[entity_id]
        exempt = entity.safety_exempt if isinstance(entity, Page) else ()
        for hit in _hits(terms, texts, subject.said_together[entity_id]):
            if not any(_exempts(e, hit.words) for e in exempt):
                yield _refused(subject, entity_id, hit)
    texts = tuple(said_texts(subject.library.settings))
    for hit in _hits(terms, texts, together(texts)) if terms else ():
        yield _refused(subject, None, hit)


def _refused(subject: Subject, entity_id: str | None, hit: _Hit) -> Finding:
    passage = Passage(subject, entity_id, hit.path, hit.text, hit.words, hit.offset)
    reason = hit.term.reason if hit.term.reason.endswith((".", "!", "?")) else f"{hit.term.reason}."
    return Finding(
        passage.place,
        f"“{hit.words}” is a wording to avoid. {reason}",
        f"Better: {hit.term.suggestion}.".replace("..", "."),
        entity=entity_id,
        severity="error" if hit.term.level == "error" else "warning",
    )


@rule("safety-exempt-unused", "warning")
def exemptions_are_used(subject: Subject) -> Iterator[Finding]:
    """A page exempts only words that it holds."""
    terms = _terms(subject)
    for page in subject.library.pages if subject.loaded.settings else ():
        if not page.safety_exempt:
            continue
        found = [
            hit.words for hit in _hits(terms, subject.said[page.id], subject.said_together[page.id])
        ]
        for position, exempt in enumerate(page.safety_exempt):
            if not any(_exempts(exempt, words) for words in found):
                yield Finding(
                    subject.place(page.id, "safety_exempt", position),
                    f"“{exempt}” exempts nothing: no wording to avoid on this page holds it.",
                    "Remove it, or write the words as they stand on the page.",
                    entity=page.id,
                )


def _with_notes_of_their_own(page: Page) -> set[int]:
    """The positions of a quiz's questions that carry a content note."""
    if not isinstance(page, KnowledgeQuiz):
        return set()
    return {n for n, q in enumerate(page.questions) if q.content_note != "none"}


@rule("content-note-missing", strict=True)
def heavy_pages_say_so(subject: Subject) -> Iterator[Finding]:
    """A page that names suicide or self-harm says so before it begins."""
    for page in subject.library.pages:
        if page.content_note != "none" or page.status == "retired":
            continue
        if not _may_name(subject.said_together[page.id].lower()):
            continue
        noted = _with_notes_of_their_own(page)
        for path, text in subject.said[page.id]:
            plain = without_signs(text)
            named = None if path[0] == "questions" and path[1] in noted else _NAMED.search(plain)
            if named:
                passage = Passage(subject, page.id, path, plain, named[0], named.start())
                yield Finding(
                    passage.place,
                    f"This page names {_matter(named[0])}, and carries no content note.",
                    f"Add “content_note: {_matter(named[0])}”, or leave it out.",
                    entity=page.id,
                )
                break


def _may_name(lowered: str) -> bool:
    """Quicker than the pattern, and never no where that says yes."""
    return "suicid" in lowered or "harm" in lowered


def _matter(words: str) -> str:
    return "suicide" if words.lower().startswith("suicid") else "self-harm"
