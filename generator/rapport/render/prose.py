"""Markdown in a field to HTML, with Rapport's links and citations resolved.

Long bodies go to the engine as Markdown (see :meth:`Prose.body`); everything inside
an HTML component is made here, with the same Python-Markdown, so that a quiz
form is the same in every engine and carrier. Links lead to Markdown files everywhere: each
engine turns those into addresses its own way (Zensical takes every relative link for one).
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from markdown import Markdown
from markupsafe import Markup
from markupsafe import escape as escaped

from rapport.model.evidence import Reference
from rapport.model.library import Library
from rapport.model.markup import rewrite, split_target
from rapport.render.addresses import Addresses

_MARKED: Final = re.compile(
    r"[\\`*_\[\]<>&#|~{}^=$]|^(?:[-+>:!]|\d+[.)]|\s)|\S\s*\n\s*:", re.MULTILINE
)
_PARAGRAPHS: Final = re.compile(r"\n\s*\n")
_MARKDOWN_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!])")
_EXTENSION_SIGNS: Final = re.compile(r"[|~^=:]")
EXTENSIONS: Final = ("sane_lists", "tables", "def_list", "admonition", "fenced_code")


def _safe_markdown() -> Markdown:
    parser = Markdown(extensions=list(EXTENSIONS), output_format="html")
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    return parser


def markdown_words(text: str) -> Markup:
    """Plain words for a place where the engine reads Markdown: every sign is made literal."""
    literal = _MARKDOWN_SIGNS.sub(r"\\\1", escape(text, quote=False))
    # Signs of extensions: where the extension is off, a backslash before them would be shown.
    return Markup(_EXTENSION_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", literal))


class Prose:
    """Renders the Markdown of one page; ``file`` is the page it will stand on."""

    _parser: Final = _safe_markdown()
    _made: Final[dict[str, str]] = {}

    def __init__(self, library: Library, addresses: Addresses, file: str) -> None:
        self._library = library
        self._addresses = addresses
        self._file = file

    def block(self, text: str) -> Markup:
        """Paragraphs, lists and so on."""
        if not _MARKED.search(text):
            parts = (escape(p.strip(), quote=False) for p in _PARAGRAPHS.split(text.strip()))
            return Markup("\n".join(f"<p>{p}</p>" for p in parts))
        source = rewrite(text, self._file_link, self._file_cite)
        if source not in self._made:
            self._made[source] = self._parser.reset().convert(source)
        return Markup(self._made[source])

    def inline(self, text: str) -> Markup:
        """The same without the paragraph around it; several paragraphs stay as they are."""
        html = self.block(text)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return Markup(html[3:-4])
        return html

    def body(self, text: str) -> Markup:
        """Markdown for the engine, with links to files and citations put in."""
        return Markup(rewrite(text, self._file_link, self._file_cite))

    def cite(self, reference_id: str) -> Markup:
        """``Flückiger et al., 2018`` as a link to the reference."""
        reference = self._library.entities.get(reference_id)
        label = author_year(reference) if isinstance(reference, Reference) else reference_id
        href = self._addresses.markdown(self._file, reference_id)
        if href is None:
            return Markup(escape(label))
        return Markup(f'<a class="citation" href="{escaped(href)}">{escaped(label)}</a>')

    def _file_link(self, target: str) -> str | None:
        name, anchor = split_target(target)
        return self._addresses.markdown(self._file, name, anchor.removeprefix("#"))

    def _file_cite(self, reference_id: str) -> str:
        address = self._addresses.markdown(self._file, reference_id)
        reference = self._library.entities.get(reference_id)
        label = author_year(reference) if isinstance(reference, Reference) else reference_id
        words = markdown_words(label)
        return f"([{words}]({address}))" if address else f"({words})"


def author_year(reference: Reference) -> str:
    """``Bordin, 1979``; ``Swift & Greenberg, 2012``; ``Flückiger et al., 2018``."""
    names = [name.split(",")[0] for name in reference.authors]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{who}, {reference.year or 'n.d.'}"
