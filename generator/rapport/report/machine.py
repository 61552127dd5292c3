"""Diagnostics for other programs: JSON, GitHub annotations, and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

from rapport import __version__
from rapport.model.diagnostic import Diagnostic, Place, Severity
from rapport.report.rules import rule_meanings

JSON_FORMAT: Final = 1
"""Raised when the shape of :func:`as_json` changes."""
SARIF_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """All diagnostics as one JSON document, sorted."""
    found = _in_order(diagnostics)
    severities = [d.severity for d in found]
    return _written(
        {
            "format": JSON_FORMAT,
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "notes": severities.count("note"),
            "diagnostics": [
                {
                    "rule": d.rule,
                    "severity": d.severity,
                    **_place(d.place),
                    "message": d.message,
                    "hint": d.hint,
                    "related": [{**_place(r.place), "message": r.message} for r in d.related],
                }
                for d in found
            ],
        }
    )


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """GitHub's workflow commands, one line a diagnostic: annotations on a pull request."""
    return "".join(f"{_annotation(d)}\n" for d in _in_order(diagnostics))


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """A SARIF 2.1.0 log with one run. Paths are relative to ``%SRCROOT%``."""
    found = _in_order(diagnostics)
    meanings = rule_meanings()
    rules = sorted({d.rule for d in found})
    driver = {
        "name": "Rapport",
        "semanticVersion": __version__,
        "rules": [_sarif_rule(rule, meanings.get(rule, rule)) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, rules.index(d.rule)) for d in found],
    }
    return _written({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda d: d.sort_key)


def _written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _sentences(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message} {diagnostic.hint}".strip()


_GITHUB: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def _annotation(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {"file": place.path}
    if place.line:
        properties |= {"line": str(place.line), "col": str(max(place.column, 1))}
    properties["title"] = diagnostic.rule
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_GITHUB[diagnostic.severity]} {written}::{_data(_sentences(diagnostic))}"


def _data(words: str) -> str:
    """GitHub's escaping of a command's text."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    """GitHub's escaping of a command's property."""
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def _sarif_rule(rule: str, meaning: str) -> dict[str, Any]:
    return {
        "id": rule,
        "shortDescription": {"text": meaning},
        "help": {"text": f"{meaning} See the section “{rule}” in docs/rules.md."},
    }


def _sarif_result(diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rule_index,
        "level": diagnostic.severity,
        "message": {"text": _sentences(diagnostic)},
        "locations": [{"physicalLocation": _physical(diagnostic.place)}],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.message},
                "physicalLocation": _physical(related.place),
            }
            for number, related in enumerate(diagnostic.related, start=1)
        ]
    return result


def _physical(place: Place) -> dict[str, Any]:
    # A colon in the first segment would be read as a scheme, so it is escaped with the rest.
    location = {"uri": quote(place.path, safe="/"), "uriBaseId": "%SRCROOT%"}
    physical: dict[str, Any] = {"artifactLocation": location}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return physical
