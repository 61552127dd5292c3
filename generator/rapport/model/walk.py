"""Visits every marked text of an entity: Markdown, and references to other entities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from rapport.model.text import MarkdownText, Refers

Path = tuple[str | int, ...]
Marker = MarkdownText | Refers
Visit = Iterator[tuple[Path, str, Marker]]
_Visitor = Callable[[Any, Path], Visit]


def marked_texts(model: BaseModel) -> Visit:
    """Each marked text with its path from the entity, in the order of the model's fields.

    Paths use the keys that authors write. A mapping whose keys are references yields
    each key with the path of its value.
    """
    for key, name, visit in _fields(type(model)):
        value = getattr(model, name)
        if value is not None:
            yield from visit(value, (key,))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, _Visitor], ...]:
    found = []
    for name, info in model.model_fields.items():
        annotation = info.annotation
        for extra in info.metadata:
            annotation = Annotated[annotation, extra]  # type: ignore[assignment]
        visit = _visitor(annotation)
        if visit:
            found.append((info.alias or name, name, visit))
    return tuple(found)


def _visitor(annotation: Any) -> _Visitor | None:
    """How to visit values of a type, or nothing when it holds no marked text."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        for extra in arguments[1:]:
            if isinstance(extra, MarkdownText | Refers):
                return _text_visitor(extra)
        return _visitor(arguments[0])
    if origin in (Union, UnionType):
        return next((v for a in arguments if (v := _visitor(a))), None)
    if origin is tuple:
        return _each(_visitor(arguments[0]))
    if origin is dict:
        return _pairs(_visitor(arguments[0]), _visitor(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model_visitor(annotation)
    return None


def _text_visitor(marker: Marker) -> _Visitor:
    def visit(value: Any, path: Path) -> Visit:
        yield path, value, marker

    return visit


def _each(inner: _Visitor | None) -> _Visitor | None:
    if inner is None:
        return None
    visit_one = inner

    def visit(value: Any, path: Path) -> Visit:
        for position, entry in enumerate(value):
            yield from visit_one(entry, (*path, position))

    return visit


def _pairs(keys: _Visitor | None, values: _Visitor | None) -> _Visitor | None:
    if keys is None and values is None:
        return None

    def visit(value: Any, path: Path) -> Visit:
        for key, entry in value.items():
            here = (*path, key)
            if keys is not None:
                yield from keys(key, here)
            if values is not None:
                yield from values(entry, here)

    return visit


def _model_visitor(model: type[BaseModel]) -> _Visitor | None:
    if not _fields(model):
        return None

    def visit(value: Any, path: Path) -> Visit:
        for key, name, inner in _fields(model):
            entry = getattr(value, name)
            if entry is not None:
                yield from inner(entry, (*path, key))

    return visit
