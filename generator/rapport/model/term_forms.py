"""The forms of glossary terms, and where a text uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapport.model.evidence import GlossaryTerm

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True)
class TermUse:
    """A term in a text: its id, and where its words start and end."""

    term: str
    start: int
    end: int


class TermForms:
    """Every form of every term that is explained in place, found by its first word."""

    def __init__(self, terms: Iterable[GlossaryTerm]) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for term in terms:
            for form in (term.title, *term.also) if term.tooltip else ():
                first = _WORD.search(form)
                if first:
                    known = self._by_first.setdefault(first[0].casefold(), [])
                    known.append((form.casefold(), term.id))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form[0]))

    def uses(self, text: str) -> Iterator[TermUse]:
        """Every use of a term, the longest form at each place; uses may overlap."""
        if not self._by_first:
            return
        for word in _WORD.finditer(text):
            for form, term in self._by_first.get(_without_possessive(word[0]), ()):
                end = word.start() + len(form)
                if (
                    text[word.start() : end].casefold() == form
                    and not text[end : end + 1].isalnum()
                ):
                    yield TermUse(term, word.start(), end)
                    break


def _without_possessive(word: str) -> str:
    return word.casefold().removesuffix("’s").removesuffix("'s")
