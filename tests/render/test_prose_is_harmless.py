"""Should a check ever miss something, rendered prose still holds no markup of its author's."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from rapport.load.content import load_content
from rapport.render.addresses import Addresses
from rapport.render.pages import published_ids
from rapport.render.prose import Prose
from tests.content_cases import VALID

ENGINE = (
    "admonition",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
)
"""The extensions of ``mkdocs.yml`` that read an author's words."""

ALLOWED = frozenset(
    [
        "a",
        "abbr",
        "blockquote",
        "br",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
PAYLOADS = (
    "\\`<img src=x onerror=alert(1)>\\`",
    "``` a b!\n<script>alert(1)</script>\n```",
    "~~~ x y z\n<script>alert(1)</script>\n~~~",
    "```\ncode\n```~\n<script>alert(1)</script>",
    "[a][x]\n\n[x]:\n  javascript:alert(1)",
    "> [a][x]\n>\n> [x]: javascript:alert(1)",
    "1. [a][x]\n\n    [x]: javascript:alert(1)",
    "[a\nb]: javascript:alert(1)\n\n[a b][]",
    "[a](\njavascript:alert(1))",
    "[a [b]](javascript:alert(1))",
    "![a](javascript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java\tscript:alert(1))",
    '[a](first-hour "x\\" onclick=\\"alert(1)")',
    "<javascript:alert(1)>",
    '!!! note "<img src=x onerror=alert(1)>"\n    text',
    '??? note "<img src=x onerror=alert(1)>"\n    text',
    'text {: onclick="alert(1)" }',
    "| a |\n| - |\n| <b onmouseover=alert(1)>x</b> |",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '<div markdown="1">\n*x*\n</div>',
    "term\n: <img src=x onerror=alert(1)>",
)


class Harmful(HTMLParser):
    """Collects what should not be in rendered prose."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.found.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            harmful = name in ("href", "src") and address.startswith(
                ("javascript:", "data:", "vbscript:")
            )
            if name.startswith("on") or name == "style" or harmful:
                self.found.append(f"{name}={value}")


def harm_in(html: str) -> list[str]:
    parser = Harmful()
    parser.feed(html)
    return parser.found


def prose() -> Prose:
    library = load_content(VALID).library
    assert library is not None
    return Prose(library, Addresses(library, published_ids(library, True), True), "tip/x.md")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_survives(payload: str) -> None:
    made = prose()
    assert harm_in(made.block(payload)) == []
    engine = Markdown(extensions=list(ENGINE))
    assert harm_in(engine.convert(str(made.body(payload)))) == []


@given(st.text(st.sampled_from("[]()<>!:`~\\\n \"'=abjx1>-*|&#;/"), max_size=60))
def test_no_odd_text_makes_a_tag(text: str) -> None:
    made = prose()
    wrapped = f"{text}<script>x</script>{text}"
    assert harm_in(made.block(wrapped)) == []
    assert harm_in(Markdown(extensions=list(ENGINE)).convert(str(made.body(wrapped)))) == []


def test_the_harm_would_be_seen() -> None:
    assert harm_in("<script>x</script>") == ["script"]
    assert harm_in('<a href="java\nscript:x">') != []
    assert harm_in('<p onclick="x">') != []
