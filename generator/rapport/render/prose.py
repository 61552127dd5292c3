"""Markdown in a field to HTML, with Rapport's links and citations resolved.

Long bodies go to the engine as Markdown (see :meth:`Prose.body`); everything inside
an HTML component is made here, with the same Python-Markdown, so that a quiz
form is the same in every engine and carrier. Links lead to Markdown files everywhere: each
engine turns those into addresses its own way (Zensical takes every relative link for one).
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Final

from markdown import Markdown
from markupsafe import Markup
from markupsafe import escape as escaped

from rapport.model.evidence import GlossaryTerm
from rapport.model.library import Library
from rapport.model.markup import rewrite, split_target
from rapport.render.addresses import Addresses
from rapport.render.citations import PageCitations, author_year

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


_MARK: Final = re.compile("\ue010([^\ue010-\ue013]*)\ue011|\ue012([^\ue010-\ue013]*)\ue013")
"""Stand in for a citation, and for a word that is explained, while Markdown is read."""

_KEPT_AS_IT_IS: Final = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[\s\S]*?(?:^[ \t]*\1|\Z)|^[ \t]*#.*$|`[^`\n]*`|<[^>\n]*>|https?://\S+",
    re.MULTILINE,
)
"""Headings, code and addresses."""

_SIGN: Final = re.compile(r"[^\w\s,.;]|_")


class Prose:
    """Renders the Markdown of one page; ``file`` is the page it will stand on.

    With ``citations`` works are cited by number, else by name. With ``explaining`` the first use of
    a glossary term leads to the glossary.
    """

    _parser: Final = _safe_markdown()
    _made: Final[dict[str, str]] = {}

    def __init__(
        self,
        library: Library,
        addresses: Addresses,
        file: str,
        citations: PageCitations | None = None,
        explaining: bool = False,
    ) -> None:
        self._library = library
        self._addresses = addresses
        self._file = file
        self._citations = citations
        self._explaining = explaining
        self._used: set[str] = set()

    def block(self, text: str) -> Markup:
        """Paragraphs, lists and so on."""
        source = self._marked(text)
        if not _MARKED.search(source):
            parts = (escape(p.strip(), quote=False) for p in _PARAGRAPHS.split(source.strip()))
            return self._filled("\n".join(f"<p>{p}</p>" for p in parts))
        if source not in self._made:
            self._made[source] = self._parser.reset().convert(source)
        return self._filled(self._made[source])

    def inline(self, text: str) -> Markup:
        """The same without the paragraph around it; several paragraphs stay as they are."""
        html = self.block(text)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return Markup(html[3:-4])
        return html

    def body(self, text: str) -> Markup:
        """Markdown for the engine, with links to files, citations and explained words put in."""
        return self._filled(self._marked(text))

    def cite(self, reference_id: str) -> Markup:
        """A link to a reference: ``[3]``, or ``Flückiger et al., 2018``."""
        if self._citations:
            return self._citations.link(reference_id)
        name = author_year(self._library, reference_id)
        href = self._addresses.markdown(self._file, reference_id)
        if href is None:
            return escaped(name)
        return Markup(f'<a class="citation" href="{escaped(href)}">{escaped(name)}</a>')

    def _marked(self, text: str) -> str:
        """Markdown with links to files, and marks where HTML of ours will stand."""
        plain = self._explain_first if self._explaining else None
        return rewrite(text, self._file_link, lambda i: f"\ue010{i}\ue011", plain)

    def _explain_first(self, text: str) -> str:
        made, done = [], 0
        closed: list[tuple[int, int]] | None = None
        for use in self._library.term_forms.uses(text):
            if use.term in self._used or use.start < done:
                continue
            if closed is None:
                closed = [kept.span() for kept in _KEPT_AS_IT_IS.finditer(text)]
            if any(start <= use.start < end for start, end in closed):
                continue
            self._used.add(use.term)
            made += [text[done : use.start], f"\ue012{use.term} {text[use.start : use.end]}\ue013"]
            done = use.end
        return "".join([*made, text[done:]])

    def _filled(self, made: str) -> Markup:
        return Markup(_MARK.sub(self._html, made) if "\ue011" in made or "\ue013" in made else made)

    def _html(self, mark: re.Match[str]) -> str:
        if mark[1] is not None:
            cited = self.cite(mark[1])
            return cited if self._citations else f"({cited})"
        term_id, _, words = mark[2].partition(" ")
        term, href = self._library.entities.get(term_id), self._file_link(term_id)
        if href is None or not isinstance(term, GlossaryTerm):
            return words
        return Markup(
            f'<a class="rp-explained" href="{escaped(href)}" title="{_title(term.summary)}">'
            f"{words}</a>"
        )

    def _file_link(self, target: str) -> str | None:
        name, anchor = split_target(target)
        self._used.add(name)
        return self._addresses.markdown(self._file, name, anchor.removeprefix("#"))


@cache
def _title(summary: str) -> str:
    """A summary inside an attribute, where the engine reads Markdown all the same."""
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", summary)
