"""What an organisation says about entries of a base library (see :mod:`rapport.load.layers`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import ConfigDict

from rapport.model.entity import Version
from rapport.model.text import Line, Model, Slug


class HiddenEntry(Model):
    """An entry of the base library that is left out."""

    id: Slug
    type: Literal["hidden"]
    reason: Line | None = None


class ChangedEntry(Model):
    """Keys that take the place of those of a base entry, and the version they were written for."""

    model_config = ConfigDict(extra="allow")

    id: Slug
    type: Literal["changes"]
    of_version: Version | None = None


LAYER_MODELS: Final[Mapping[str, type[Model]]] = {"hidden": HiddenEntry, "changes": ChangedEntry}
"""What may stand over a base library, beside entries of its own."""
