"""The forms of glossary terms, and where a text uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapport.model.evidence import GlossaryTerm

_WORD: Final = re.compile(r"[^\W\d_]\w*")


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
        self._patterns: dict[frozenset[str], re.Pattern[str]] = {}
        for term in terms:
            for form in (term.title, *term.also) if term.tooltip else ():
                first = _WORD.search(form.casefold())
                if first and first.start() == 0:
                    known = self._by_first.setdefault(first[0], [])
                    known.append((form.casefold(), term.id))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form[0]))

    def uses(self, text: str) -> Iterator[TermUse]:
        """Every use of a term, the longest form at each place; uses may overlap."""
        lowered = text.lower()
        present = self._by_first.keys() & _WORD.findall(lowered)
        if not present or len(lowered) != len(text):
            return
        for word in self._pattern(frozenset(present)).finditer(lowered):
            for form, term in self._by_first[word[0]]:
                end = word.start() + len(form)
                if lowered.startswith(form, word.start()) and not lowered[end : end + 1].isalnum():
                    yield TermUse(term, word.start(), end)
                    break

    def _pattern(self, words: frozenset[str]) -> re.Pattern[str]:
        """Finds some words, but not as the second part of a hyphenated one."""
        if words not in self._patterns:
            either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
            self._patterns[words] = re.compile(rf"(?<![\w’'-])(?:{either})(?!\w)")
        return self._patterns[words]
