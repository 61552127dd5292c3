"""Pages as trees, read with a real HTML parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass
class Element:
    """An element with its attributes, and its children: elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All text inside, as it is in the file."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def words(self) -> str:
        """All text inside, with every run of white space as one space."""
        return " ".join(self.text.split())

    def walk(self) -> Iterator[Element]:
        """This element and every element inside it, in the order of the file."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", *, css_class: str = "") -> list[Element]:
        """Elements inside with that tag and class."""
        return [
            e
            for e in self.walk()
            if (not tag or e.tag == tag) and (not css_class or css_class in e.classes)
        ]

    def one(self, tag: str = "", *, css_class: str = "") -> Element:
        """The only such element."""
        found = self.all(tag, css_class=css_class)
        assert len(found) == 1, f"{len(found)} × <{tag} class={css_class!r}> and not one"
        return found[0]

    def without(self, unwanted: Callable[[Element], bool]) -> Element:
        """A copy without some of the elements."""
        kept = [
            c if isinstance(c, str) else c.without(unwanted)
            for c in self.children
            if isinstance(c, str) or not unwanted(c)
        ]
        return Element(self.tag, dict(self.attributes), kept)

    def outline(self) -> Iterator[str]:
        """The element as lines for comparing: tags with sorted attributes, and texts."""
        yield f"<{self.tag} {sorted(self.attributes.items())}>"
        text = ""
        for child in [*self.children, None]:
            if isinstance(child, str):
                text += child
                continue
            if text.strip():
                yield text if self.tag in ("pre", "code", "script") else " ".join(text.split())
            text = ""
            if child is not None:
                yield from child.outline()
        yield f"</{self.tag}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(e.tag == tag for e in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """A document as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def read_page(file: Path) -> Element:
    """A built page as a tree."""
    return parse(file.read_text(encoding="utf-8"))


def article(page: Element) -> Element:
    """What is ours on a page: the article."""
    return page.one("article")
