"""The organisation's words for helper, client and session, put into every text.

Authors write ``$helper``, ``$clients``, ``$Session``…; a capital stays one, and “a” or “an” before
the word follows it. Nothing downstream knows of placeholders: what is checked, searched
and printed is what readers see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from pydantic import ValidationError

from rapport.load.yaml_tree import Data, Path
from rapport.model.site import Words

SIGN: Final = "$"
_WORD: Final = re.compile(r"(?:(?<![\w$])(?P<article>[Aa]n?)(?P<space>\s+))?\$(?P<word>[A-Za-z]+)")
_AN: Final = re.compile(r"(?!one\b|once|eu|ewe)[aeio]|h(?:our|onest|onou?r|eir)", re.IGNORECASE)
Singular = Literal["helper", "client", "session"]
_SINGULAR: Final[Mapping[str, Singular]] = {
    "helper": "helper",
    "client": "client",
    "session": "session",
}
NAMES: Final = ("helper", "helpers", "client", "clients", "session", "sessions")
_NEVER: Final = frozenset(
    {"id", "aliases", "doi", "url", "citation", "safety_terms", "terms", "organisation"}
)
"""Keys whose values are no running text of ours, or a name that is as it is."""


def words_of(settings: Mapping[str, Any] | None) -> Words:
    """The words in settings that have not been checked yet; the usual ones where they are amiss."""
    try:
        return Words.model_validate((settings or {}).get("terms", {}))
    except ValidationError:
        return Words()


def article_before(word: str) -> Literal["a", "an"]:
    """The English article before a word, by how it is usually said (“a user”, “an hour”)."""
    return "an" if _AN.match(word) else "a"


def put_words(text: str, words: Words) -> str:
    """A text with the organisation's words in the place of placeholders; others are left."""

    def word(found: re.Match[str]) -> str:
        name = found["word"]
        key = name[0].lower() + name[1:]
        if key not in NAMES:
            return found[0]
        chosen: str = getattr(words, key)
        shown = chosen[0].upper() + chosen[1:] if name[0].isupper() else chosen
        if found["article"] is None:
            return shown
        article: str = article_before(chosen)
        if key in _SINGULAR:
            article = words.articles.get(_SINGULAR[key], article)
        article = article.capitalize() if found["article"][0] == "A" else article
        return f"{article}{found['space']}{shown}"

    return _WORD.sub(word, text) if SIGN in text else text


def put_words_in(data: Data, words: Words, key: str = "") -> Data:
    """The same for all texts in a piece of data; what holds no placeholder is passed on."""
    if key in _NEVER:
        return data
    if isinstance(data, str):
        return put_words(data, words)
    if isinstance(data, dict):
        return {k: put_words_in(v, words, k) for k, v in data.items()}
    if isinstance(data, list):
        return [put_words_in(v, words, key) for v in data]
    return data


def unknown_words(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every ``$word`` that stands for nothing, with the path of its text."""
    if isinstance(data, str):
        for found in _WORD.finditer(data):
            name = found["word"]
            if name[0].lower() + name[1:] not in NAMES:
                yield path, name
    elif isinstance(data, dict):
        for key, value in data.items():
            if key not in _NEVER:
                yield from unknown_words(value, (*path, key))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from unknown_words(value, (*path, position))
