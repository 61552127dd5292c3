"""What there is one of: a work by its DOI, a tip by its number, a statement by its part."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from rapport.check.rule import Finding, Subject, rule
from rapport.model.about import About
from rapport.model.diagnostic import RelatedPlace
from rapport.model.evidence import Reference
from rapport.model.tip import Tip


def _again(
    subject: Subject, key: str, named: Iterable[tuple[str, Hashable]]
) -> Iterator[tuple[str, str, RelatedPlace]]:
    """Each entity whose value under ``key`` another had before: both ids, and where that was."""
    first: dict[Hashable, str] = {}
    for entity_id, value in named:
        earlier = first.setdefault(value, entity_id)
        if earlier != entity_id:
            yield entity_id, earlier, RelatedPlace(subject.place(earlier, key), "the other one")


@rule("doi-twice")
def works_are_listed_once(subject: Subject) -> Iterator[Finding]:
    """Two references do not have the same DOI."""
    named = ((r.id, r.doi.lower()) for r in subject.library.of(Reference) if r.doi)
    for reference, earlier, other in _again(subject, "doi", named):
        yield Finding(
            subject.place(reference, "doi"),
            f"“{earlier}” has this DOI too.",
            "Keep one of the two references, or correct the DOI.",
            (other,),
        )


@rule("tip-number-twice")
def tips_are_numbered_once(subject: Subject) -> Iterator[Finding]:
    """Two tips do not have the same number."""
    named = ((t.id, t.number) for t in subject.library.of(Tip) if t.status != "retired")
    for tip, earlier, other in _again(subject, "number", named):
        yield Finding(
            subject.place(tip, "number"),
            f"“{earlier}” has this number too.",
            "Give one of the two tips another number.",
            (other,),
        )


@rule("about-part-twice")
def statements_are_made_once(subject: Subject) -> Iterator[Finding]:
    """One page makes each statement about the site."""
    named = ((a.id, a.part) for a in subject.library.of(About) if a.status != "retired")
    for page, earlier, other in _again(subject, "part", named):
        yield Finding(
            subject.place(page, "part"),
            f"“{earlier}” is this part already.",
            "Put the two pages together, or change the part of one.",
            (other,),
        )
