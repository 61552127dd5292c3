"""References as CSL-JSON, the form that Zotero, Pandoc and citation processors share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rapport.export.work import NOT_CONFIRMED, Form, Person, work
from rapport.model.evidence import Reference

_TYPE: Final[Mapping[Form, str]] = {
    "article": "article-journal",
    "chapter": "chapter",
    "book": "book",
    "report": "report",
    "web-page": "webpage",
    "other": "document",
}


def as_csl_json(references: Iterable[Reference]) -> str:
    """All references as one JSON list, in the order given."""
    items = [_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    described = work(reference)
    pages = (described.first_page, described.last_page)
    notes = []
    if described.shortened:
        notes.append("The list of names is shortened")
    if reference.verified.status == "unverified":
        notes.append(NOT_CONFIRMED)
    item = {
        "id": reference.id,
        "type": _TYPE[described.form],
        "editor" if described.edited else "author": [_name(n) for n in described.names],
        "title": described.title,
        "container-title": reference.container,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": "-".join(p for p in pages if p),
        "genre": "Guideline" if described.form == "report" else None,
        "publisher": reference.publisher,
        "DOI": reference.doi,
        "URL": reference.url,
        "note": ". ".join(notes),
    }
    return {key: value for key, value in item.items() if value}


def _name(name: Person | str) -> dict[str, str]:
    if isinstance(name, str):
        return {"literal": name}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}
