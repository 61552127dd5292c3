"""What every export needs to know of a reference: the kind of work, its names, its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from rapport.model.evidence import Reference

Form = Literal["article", "chapter", "book", "report", "web-page", "other"]

NOT_CONFIRMED: Final = "Not yet confirmed"
_ET_AL: Final = re.compile(r"et al\.?|…|\.\.\.", re.IGNORECASE)
_NAMES_LEFT_OUT: Final = re.compile(r"[^(]*(?:\bet al\b|…|\.\.\.)[^(]*\(")
_EDITORS: Final = re.compile(r"[^(]*\(Eds?\.\)")
_SUFFIX: Final = re.compile(r"(?:Jr|Sr)\.?|[IVX]+|\d+(?:st|nd|rd|th)")
_RANGE: Final = re.compile(r"\s*[-‐-―−]+\s*")
_NOT_IN_A_PERSONS_NAME: Final = frozenset({"of", "for", "the", "and", "&"})


@dataclass(frozen=True)
class Person:
    """``van der Kolk, B. A., Jr.`` in its parts."""

    family: str
    given: str
    particle: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Work:
    """A reference as an export sees it. A name that is a plain text is an organisation's.

    ``edited``: the names are editors. ``shortened``: there are more names than these.
    """

    form: Form
    title: str
    names: tuple[Person | str, ...]
    edited: bool
    shortened: bool
    first_page: str
    last_page: str


def work(reference: Reference) -> Work:
    """Read a reference's form, names and pages from its fields.

    Two things have no field of their own and are taken from the citation, in APA style: that
    the names are editors (``(Eds.)`` before the year) and that names are left out (``et al.``
    or ``…`` among them).
    """
    listed = [n for n in reference.authors if not _ET_AL.fullmatch(n)]
    first, _, last = _RANGE.sub("–", reference.pages or "").partition("–")
    return Work(
        form=_form(reference),
        title=reference.full_title or reference.title,
        names=tuple(name(n) for n in listed),
        edited=bool(_EDITORS.match(reference.citation)),
        shortened=len(listed) < len(reference.authors)
        or bool(_NAMES_LEFT_OUT.match(reference.citation)),
        first_page=first,
        last_page=last,
    )


def _form(reference: Reference) -> Form:
    if reference.container:
        return "chapter" if reference.publisher else "article"
    if reference.publisher:
        return "report" if reference.kind == "guideline" else "book"
    return "web-page" if reference.url else "other"


def name(written: str) -> Person | str:
    """A person where the name is written ``Family, Given``; an organisation otherwise."""
    family, *rest = (part.strip() for part in written.split(","))
    words = family.split()
    is_person = (
        words
        and all(rest)
        and (len(rest) == 1 or (len(rest) == 2 and _SUFFIX.fullmatch(rest[1])))
        and _NOT_IN_A_PERSONS_NAME.isdisjoint(written.split())
    )
    if not is_person:
        return written
    particles = 0
    while particles < len(words) - 1 and words[particles][0].islower():
        particles += 1
    return Person(
        family=" ".join(words[particles:]),
        given=rest[0],
        particle=" ".join(words[:particles]),
        suffix=rest[1] if len(rest) == 2 else "",
    )
