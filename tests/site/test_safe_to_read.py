"""What a reader in distress must not find anywhere: in no page, index or data file of the site."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.site.conftest import Sites

READABLE = frozenset({".html", ".json", ".xml", ".txt", ".bib", ".md", ".svg", ".css", ".js"})
NOT_OURS = ("assets/javascripts/", "assets/stylesheets/main.", "assets/stylesheets/palette.")
"""Material's own files."""

WAYS_TO_DIE = re.compile(
    r"""\b(?:
        hang(?:ed|ing)\s+(?:him|her|them|my|your)sel\w+ | noose\w* | (?:a|the|with)\s+ropes?
      | overdos\w+ | poison\w* | gun(?:s|shot\w*)? | firearms?
      | (?:shot|stabbed|drowned|suffocated)\s+(?:him|her|them)sel\w+
      | jump(?:ed|ing|s)?\s+(?:off|from|in\s+front) | slit\w* | wrists?
      | monoxide | exhaust\s+fumes | railway\s+(?:line|track)s? | train\s+tracks?
      | (?:off|from)\s+(?:a|the)\s+bridge | suicide\s+(?:note|method|spot|pact)s?
      | found\s+(?:him|her|them|the\s+body|his\s+body|her\s+body)\s+(?:dead|in|at|hang\w+)
      | (?:killed|ended\s+the\s+life\s+of)\s+(?:him|her|them)sel\w+\s+(?:on|at|in|by|with)
      | died\s+by\s+suicide\s+(?:on|at|in|by|with|the\s+(?:same|next))
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words for a method, a place or a time of a death. It is a net and not a proof: people read too."""


def published_texts(site: Path) -> dict[str, str]:
    """Every text of a site by its path, with its entities read and its white space made one."""
    return {
        path: " ".join(html.unescape(file.read_text(encoding="utf-8")).split())
        for file in sorted(site.rglob("*"))
        if file.suffix in READABLE
        and not (path := file.relative_to(site).as_posix()).startswith(NOT_OURS)
    }


@pytest.mark.parametrize(
    "text",
    [
        "He hanged himself.",
        "She was found with a rope",
        "an overdose",
        "jumped from",
        "Off the bridge he",
        "died by suicide at home",
        "a suicide note",
    ],
)
def test_the_net_catches(text: str) -> None:
    assert WAYS_TO_DIE.search(text)


@pytest.mark.parametrize("text", ["changing", "hanging on to a plan", "Placebo pills", "a bridge"])
def test_the_net_lets_go(text: str) -> None:
    assert not WAYS_TO_DIE.search(text)


def test_no_method_place_or_time_of_a_death(sites: Sites) -> None:
    for site in (sites.mkdocs, sites.zensical):
        texts = published_texts(site)
        assert any(path.startswith("search") for path in texts)
        found = {path: m[0] for path, text in texts.items() if (m := WAYS_TO_DIE.search(text))}
        assert found == {}
