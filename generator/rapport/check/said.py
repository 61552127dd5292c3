"""Every text that is said in words, and Markdown without its signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints

from rapport.model.evidence import Reference
from rapport.model.site import SiteSettings
from rapport.model.text import Refers
from rapport.model.walk import Path

_NOT_SAID: Final[Mapping[type[BaseModel], frozenset[str]]] = {
    Reference: frozenset({"title", "full_title", "citation", "container"}),
    SiteSettings: frozenset({"safety_terms"}),
}
"""Titles are quoted as they were published; a list of words to avoid has to name them."""
_NEVER_SAID: Final = frozenset({"type", "safety_exempt", "tests"})

_MARK: Final = re.compile(r"\[(?:@[^\[\]]*\]|([^\[\]]*)\]\([^()]*\))")
"""A citation, of which nothing is kept, or a link, of which the words are."""


def said_texts(model: BaseModel) -> Iterator[tuple[Path, str]]:
    """Each text of an entity that is said in words, with its path, in the order of the fields.

    Ids, addresses, numbers and what else has a form of its own is left out. So are the keys
    of mappings, which are ids.
    """
    return _of_model(model, ())


def together(texts: Iterable[tuple[Path, str]]) -> str:
    """The words of all texts as one text, each a paragraph of its own."""
    return without_signs("\n\n".join([text for _, text in texts]))


def without_signs(markdown: str) -> str:
    """The words of a Markdown text: no emphasis, citations, or addresses of links."""
    if "[" in markdown:
        markdown = _MARK.sub(r"\1", markdown).replace(" .", ".").replace(" ,", ",")
    return markdown.replace("*", "").replace("_", "").replace("`", "")


def _of_model(model: BaseModel, path: Path) -> Iterator[tuple[Path, str]]:
    for key, name in _fields(type(model)):
        value = getattr(model, name)
        if value:
            yield from _of_value(value, (*path, key))


def _of_value(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        yield from _of_model(value, path)
    elif isinstance(value, tuple):
        for position, entry in enumerate(value):
            yield from _of_value(entry, (*path, position))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _of_value(entry, (*path, key))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The key and the name of each field that may hold words."""
    unsaid = _NEVER_SAID | _NOT_SAID.get(model, frozenset())
    found = []
    for name, info in model.model_fields.items():
        annotation = info.annotation
        for extra in info.metadata:
            annotation = Annotated[annotation, extra]  # type: ignore[assignment]
        if name not in unsaid and _holds_words(annotation):
            found.append((info.alias or name, name))
    return tuple(found)


def _holds_words(annotation: Any) -> bool:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        named = any(
            isinstance(extra, Refers) or (isinstance(extra, StringConstraints) and extra.pattern)
            for extra in arguments[1:]
        )
        return not named and _holds_words(arguments[0])
    if origin in (Union, UnionType, tuple):
        return any(_holds_words(a) for a in arguments)
    if origin is dict:
        return _holds_words(arguments[1])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields(annotation))
    return annotation is str
