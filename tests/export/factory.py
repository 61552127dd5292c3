"""References to export: the shipped ones, and ones of a test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

from rapport.model.evidence import Reference

SHIPPED: Final = Path(__file__).parents[2] / "content" / "references.yml"


def shipped_references() -> list[Reference]:
    text = SHIPPED.read_text(encoding="utf-8")
    return [Reference.model_validate(r) for r in yaml.load(text, Loader=yaml.BaseLoader)]


def make_reference(**fields: Any) -> Reference:
    """A confirmed journal article, but for what the test says."""
    usual = {
        "id": "bordin-1979",
        "type": "reference",
        "title": "The working alliance",
        "kind": "theory",
        "year": 1979,
        "authors": ["Bordin, E. S."],
        "citation": "Bordin, E. S. (1979). The working alliance. Psychotherapy, 16(3), 252–260.",
        "container": "Psychotherapy",
        "finding": "It has three parts.",
        "caveat": "A theory.",
        "verified": {"status": "confirmed"},
    }
    return Reference.model_validate({**usual, **fields})
