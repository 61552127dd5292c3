"""The content types as JSON Schema, for editors that check YAML while it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pydantic import TypeAdapter

from rapport.model.layer import LAYER_MODELS, ChangedEntry, HiddenEntry
from rapport.model.library import MODELS, QUIZ_MODELS, Entity
from rapport.model.quiz import Quiz

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
KINDS: Final = (*MODELS, *LAYER_MODELS, "quiz", *QUIZ_MODELS)
"""What there is a schema of: every type, and every kind of quiz."""

_SCALAR: Final = ["string", "number", "boolean"]


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """The schema of one type or quiz kind, or of any entry at all.

    The loader reads every scalar as text, and an editor reads ``3`` as a number; so where
    text is wanted, the schema lets unquoted numbers and truth values pass as well.
    """
    model: Any = Entity | HiddenEntry | ChangedEntry
    if kind == "quiz":
        model = Quiz
    elif kind is not None:
        model = {**MODELS, **LAYER_MODELS, **QUIZ_MODELS}[kind]
    made = TypeAdapter(model).json_schema(by_alias=True)
    return {"$schema": DIALECT, **_with_bare_scalars(made)}


def _with_bare_scalars(schema: Any) -> Any:
    if isinstance(schema, dict):
        loosened = {key: _with_bare_scalars(value) for key, value in schema.items()}
        # A property may be called “type” too; then its value is a schema and not a name.
        if loosened.get("type") == "string" and not {"enum", "const"} & loosened.keys():
            loosened["type"] = _SCALAR
        return loosened
    if isinstance(schema, Sequence) and not isinstance(schema, str):
        return [_with_bare_scalars(value) for value in schema]
    return schema
