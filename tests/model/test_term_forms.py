"""Where a text uses a word of the glossary."""

from __future__ import annotations

import pytest

from rapport.model.evidence import GlossaryTerm
from rapport.model.term_forms import TermForms


def term(term_id: str, title: str, *also: str, tooltip: bool = True) -> GlossaryTerm:
    return GlossaryTerm(
        id=term_id,
        type="glossary",
        title=title,
        summary="What it means.",
        definition="What it means.",
        also=also,
        tooltip=tooltip,
    )


FORMS = TermForms(
    [
        term("alliance", "Alliance", "working alliance"),
        term("dependency", "Dependency", "dependent"),
        term("hope", "Hope", tooltip=False),
        term("emotion", "Émotion"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The alliance holds.", ["alliance"]),
        ("An ALLIANCE and the alliance's strands", ["ALLIANCE", "alliance"]),
        ("A working alliance.", ["working alliance", "alliance"]),
        ("alliances, misalliance, alliance2", []),
        ("a co-dependent pair, co/dependent, dependent", ["dependent", "dependent"]),
        ("hope", []),
        ("une émotion", ["émotion"]),
        ("", []),
        ("working", []),
    ],
)
def test_uses(text: str, found: list[str]) -> None:
    assert [text[use.start : use.end] for use in FORMS.uses(text)] == found


def test_without_terms_there_is_nothing_to_find() -> None:
    assert list(TermForms([]).uses("alliance")) == []
