"""References as BibTeX, in the dialect of biblatex (UTF-8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rapport.export.work import NOT_CONFIRMED, Form, Person, Work, work
from rapport.model.evidence import Reference

_ENTRY: Final[Mapping[Form, str]] = {
    "article": "article",
    "chapter": "incollection",
    "book": "book",
    "report": "report",
    "web-page": "online",
    "other": "misc",
}
_LITERAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # Brackets have to pair off in BibTeX even when a backslash stands before them.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%&#_$"},
    }
)
_IN_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
"""DOIs and addresses are read as they stand, so only what would unbalance a field is coded."""


def as_bibtex(references: Iterable[Reference]) -> str:
    """All references as one BibTeX file, in the order given. Keys are our ids."""
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    described = work(reference)
    kind = _ENTRY[described.form]
    if kind == "book" and described.edited:
        kind = "collection"
    fields = "".join(f"  {k} = {{{v}}},\n" for k, v in _fields(reference, described, kind) if v)
    return f"@{kind}{{{reference.id},\n{fields}}}\n"


def _fields(reference: Reference, described: Work, kind: str) -> Iterator[tuple[str, str]]:
    yield "editor" if described.edited else "author", _names(described)
    # The second pair of brackets keeps styles from changing capitals: CBT stays CBT.
    yield "title", f"{{{_literal(described.title)}}}"
    yield "booktitle" if kind == "incollection" else "journal", _literal(reference.container)
    yield "year", str(reference.year or "")
    yield "volume", _literal(reference.volume)
    yield "number", _literal(reference.issue)
    yield _pages(described)
    if kind == "report":
        yield "type", "Guideline"
    yield "institution" if kind == "report" else "publisher", _literal(reference.publisher)
    yield "doi", (reference.doi or "").translate(_IN_ADDRESS)
    yield "url", (reference.url or "").translate(_IN_ADDRESS)
    yield "note", NOT_CONFIRMED if reference.verified.status == "unverified" else ""


def _pages(described: Work) -> tuple[str, str]:
    """A range, a page, or an article's number (which is no page, and has a field of its own)."""
    if described.last_page:
        return "pages", f"{_literal(described.first_page)}--{_literal(described.last_page)}"
    return "eid" if described.form == "article" else "pages", _literal(described.first_page)


def _names(described: Work) -> str:
    written = [_name(n) for n in described.names]
    return " and ".join([*written, "others"] if described.shortened else written)


def _name(name: Person | str) -> str:
    if isinstance(name, str):
        return f"{{{_literal(name)}}}"
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(_literal(part) for part in (family, name.suffix, name.given) if part)


def _literal(text: str | None) -> str:
    return (text or "").translate(_LITERAL)
