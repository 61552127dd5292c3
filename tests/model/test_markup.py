"""Links, citations and refused forms are found in odd Markdown, inside code too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.model.markup import leads_outside, marks, rewrite, split_target


def found(text: str) -> list[tuple[str, str]]:
    return [(m.kind, m.text) for m in marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", []),
        ("see [the tip](first-hour).", [("link", "first-hour")]),
        ("see [the tip]( first-hour ).", [("link", "first-hour")]),
        ('see [the tip](first-hour "A title").', [("link", "first-hour")]),
        ("[a](b) and [c](d#e)", [("link", "b"), ("link", "d#e")]),
        ("said [@smith-2020]", [("cite", "smith-2020")]),
        ("said [@]", [("cite", "")]),
        ("`[a](b)` and `[@c]`", [("link", "b"), ("cite", "c")]),
        ("``a ` [b](c)`` [d](e)", [("link", "c"), ("link", "e")]),
        ("`not closed [a](b)", [("link", "b")]),
        ("```\n[a](b)\n<b>\n```\n[c](d)", [("link", "b"), ("html", "<b>"), ("link", "d")]),
        ("~~~ text\n[@a]\n~~~", [("cite", "a")]),
        ("```\nnever closed [a](b)", [("link", "b")]),
        ("![picture](tree)", [("picture", "![picture](tree)")]),
        ("[![picture](tree)](leaf)", [("picture", "![picture](tree)"), ("nested", "](leaf")]),
        ("[a [b] c](d)", [("nested", "](d")]),
        ("[a]: some-id", [("definition", "[a]:")]),
        ("> - [a]:\n  javascript:x", [("definition", "[a]:")]),
        ("1. [a\nb]: x", [("definition", "[a\nb]:")]),
        ("[^1]: a footnote", []),
        ("see [a]: that", []),
        ("[a](\njavascript:x)", [("link", "javascript:x")]),
        ("   [a]: <javascript:x>", [("definition", "[a]:"), ("html", "<javascript:x>")]),
        ("[a](b <i>c</i>)", [("link", "b"), ("html", "<i>"), ("html", "</i>")]),
        ("<https://example.org>", []),
        ("<mailto:a@example.org>", []),
        ("<javascript:alert(1)>", [("html", "<javascript:alert(1)>")]),
        ("[a](javascript:alert(1))", [("link", "javascript:alert(1")]),
        ("a <b>c</b>", [("html", "<b>"), ("html", "</b>")]),
        ("<!-- hidden -->", [("html", "<!-- hidden -->")]),
        ("<img src=x onerror=y", [("html", "<img src=x onerror=y")]),
        ("1 < 2 and 3 > 2", []),
        ("x <3", []),
        ("`<b>` is refused all the same", [("html", "<b>")]),
        (r"\`<img src=x>\`", [("html", "<img src=x>")]),
        ("``` a b!\n<img src=x>\n```", [("html", "<img src=x>")]),
        ("~~~ x y z\n<script>\n~~~", [("html", "<script>")]),
    ],
)
def test_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@given(st.text(st.sampled_from("[]()@<>`~a \n:!/")))
def test_offsets_lead_to_the_words(text: str) -> None:
    for mark in marks(text):
        assert text[mark.offset : mark.offset + len(mark.text)] == mark.text


def written(text: str) -> str:
    return rewrite(
        text, lambda target: None if target == "gone" else f"../{target}/", lambda cite: f"({cite})"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see [the tip](first-hour).", "see [the tip](../first-hour/)."),
        ("see [the tip](gone).", "see the tip."),
        ('[a](b "t")', '[a](../b/ "t")'),
        ("said [@smith-2020].", "said (smith-2020)."),
        ("`[a](b)`", "`[a](../b/)`"),
        ("![a](b)", r"!\[a]\(b)"),
        ("[a]: javascript:x", r"\[a]: javascript:x"),
        ("[a [b]](javascript:x)", r"[a [b]]\(javascript:x)"),
        ("```\n[@a]\n```", "```\n(a)\n```"),
        ("[a](https://example.org)", "[a](https://example.org)"),
        ("[a](#part)", "[a](#part)"),
        ("a <b>c", "a &lt;b>c"),
        ("<https://example.org>", "<https://example.org>"),
        ("nothing here", "nothing here"),
    ],
)
def test_rewrite(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("target", "outside"),
    [
        ("https://example.org", True),
        ("HTTP://EXAMPLE.ORG", True),
        ("mailto:a@example.org", True),
        ("tel:112", True),
        ("#part", True),
        ("first-hour", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_what_leads_outside(target: str, outside: bool) -> None:
    assert leads_outside(target) is outside


def test_split_target() -> None:
    assert split_target("a#b") == ("a", "#b")
    assert split_target("a") == ("a", "")
