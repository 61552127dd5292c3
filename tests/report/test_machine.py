"""Diagnostics for programs keep to the formats' own rules."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote, urlsplit

from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace
from rapport.report.machine import as_github, as_json, as_sarif
from rapport.report.rules import rule_meanings

DIAGNOSTICS = [
    Diagnostic("bad-id", "error", Place("content/b c,d:é.yml", 3, 5), "50% wrong:\nyes.", "Mend it."),
    Diagnostic(
        "retired-linked", "warning", Place("content/a.yml", 1, 1), "It is retired.", "",
        (RelatedPlace(Place("content/b.yml", 2, 7), "cited here"), RelatedPlace(Place("c.yml"), "there")),
    ),
    Diagnostic("site-missing", "error", Place("content"), "There are no site settings.", "Add some."),
    Diagnostic("reading-hard", "note", Place("content/z.yml", 4, 2), "It is hard.", "Shorten it."),
]  # fmt: skip


def test_json() -> None:
    data = json.loads(as_json(DIAGNOSTICS))
    assert data["format"] == 1
    assert (data["errors"], data["warnings"], data["notes"]) == (2, 1, 1)
    assert [d["path"] for d in data["diagnostics"]] == [
        "content", "content/a.yml", "content/b c,d:é.yml", "content/z.yml",
    ]  # fmt: skip
    assert [d["severity"] for d in data["diagnostics"]] == ["error", "warning", "error", "note"]
    assert data["diagnostics"][1] == {
        "rule": "retired-linked",
        "severity": "warning",
        "path": "content/a.yml",
        "line": 1,
        "column": 1,
        "message": "It is retired.",
        "hint": "",
        "related": [
            {"path": "content/b.yml", "line": 2, "column": 7, "message": "cited here"},
            {"path": "c.yml", "line": 0, "column": 0, "message": "there"},
        ],
    }


def test_github() -> None:
    assert as_github(DIAGNOSTICS) == (
        "::error file=content,title=site-missing::There are no site settings. Add some.\n"
        "::warning file=content/a.yml,line=1,col=1,title=retired-linked::It is retired.\n"
        "::error file=content/b c%2Cd%3Aé.yml,line=3,col=5,title=bad-id::"
        "50%25 wrong:%0Ayes. Mend it.\n"
        "::notice file=content/z.yml,line=4,col=2,title=reading-hard::It is hard. Shorten it.\n"
    )


def test_the_order_given_does_not_matter() -> None:
    for written in (as_json, as_github, as_sarif):
        assert written(DIAGNOSTICS) == written(DIAGNOSTICS[::-1])


def test_nothing_found() -> None:
    assert json.loads(as_json([]))["diagnostics"] == []
    assert as_github([]) == ""
    assert json.loads(as_sarif([]))["runs"][0]["results"] == []


def check_location(location: dict[str, Any]) -> None:
    """SARIF 2.1.0, sections 3.28 to 3.30."""
    physical = location["physicalLocation"]
    artifact = physical["artifactLocation"]
    uri = urlsplit(artifact["uri"])
    assert not uri.scheme and not uri.netloc and not uri.path.startswith("/"), "relative (3.4.3)"
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", artifact["uri"]), "escaped (RFC 3986)"
    assert artifact["uriBaseId"] == "%SRCROOT%"
    region = physical.get("region")
    if region is not None:
        assert region["startLine"] >= 1 and region["startColumn"] >= 1
    assert set(physical) <= {"artifactLocation", "region"}


def test_sarif_keeps_to_the_standard() -> None:
    log = json.loads(as_sarif(DIAGNOSTICS))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits")
    driver = run["tool"]["driver"]
    assert driver["name"] == "Rapport"
    rules = driver["rules"]
    assert len({r["id"] for r in rules}) == len(rules)
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["help"]["text"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        for location in result["locations"]:
            check_location(location)
        ids = [r["id"] for r in result.get("relatedLocations", [])]
        assert ids == list(range(1, len(ids) + 1))
        for related in result.get("relatedLocations", []):
            assert related["message"]["text"]
            check_location(related)


def test_sarif_places() -> None:
    results = json.loads(as_sarif(DIAGNOSTICS))["runs"][0]["results"]
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    assert [unquote(u) for u in uris] == [
        "content", "content/a.yml", "content/b c,d:é.yml", "content/z.yml",
    ]  # fmt: skip
    assert [r["level"] for r in results] == ["error", "warning", "error", "note"]
    assert "region" not in results[0]["locations"][0]["physicalLocation"]
    assert results[2]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 5,
    }


def test_every_rule_has_a_meaning_in_a_sentence() -> None:
    for rule, meaning in rule_meanings().items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule)
        assert meaning.endswith("."), rule
