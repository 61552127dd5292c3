"""What a strict build asks of reviews, sources and references."""

from __future__ import annotations

from collections.abc import Iterator

from rapport.check.coverage import coverage
from rapport.check.rule import Finding, Subject, rule
from rapport.model.diagnostic import RelatedPlace
from rapport.model.entity import ContentNote, Page
from rapport.model.evidence import Reference
from rapport.model.markup import marks
from rapport.model.quiz import KnowledgeQuiz
from rapport.model.text import MarkdownText, Refers


@rule("covers-without-source")
def coverage_names_its_source(subject: Subject) -> Iterator[Finding]:
    """A page that covers points credits the source they are from."""
    for page in subject.library.pages:
        if page.covers and not page.sources:
            yield Finding(
                subject.place(page.id, "covers"),
                "This page covers points of a source, and credits none.",
                "Add “sources:” with the source's id.",
                entity=page.id,
            )


@rule("unverified-reference", strict=True)
def cited_references_are_verified(subject: Subject) -> Iterator[Finding]:
    """A reference that is cited has been confirmed by a person."""
    unverified = [r for r in subject.library.of(Reference) if r.verified.status == "unverified"]
    wanted = {r.id for r in unverified}
    cited: dict[str, RelatedPlace] = {}
    for entity_id, path, text, marker in subject.texts if wanted else ():
        if isinstance(marker, Refers) and "reference" in marker.kinds:
            names = [text]
        elif isinstance(marker, MarkdownText):
            names = [m.text for m in marks(text) if m.kind == "cite"]
        else:
            continue
        for name in wanted.intersection(names):
            where = RelatedPlace(subject.place(entity_id, *path), "cited here")
            cited.setdefault(name, where)
    for reference in unverified:
        if reference.id in cited:
            yield Finding(
                subject.place(reference.id, "verified"),
                f"“{reference.id}” is cited, and nobody has confirmed it yet.",
                "Look the work up and set “status: confirmed” with the day and your name, "
                "or give the site settings an exception with a reason.",
                (cited[reference.id],),
                entity=reference.id,
            )


def _touches_on(page: Page) -> ContentNote:
    """A page's content note, or that of the first of its questions that has one."""
    noted = [page.content_note]
    if isinstance(page, KnowledgeQuiz):
        noted += [q.content_note for q in page.questions]
    return next((note for note in noted if note != "none"), "none")


@rule("sensitive-unreviewed", strict=True)
def sensitive_pages_are_reviewed(subject: Subject) -> Iterator[Finding]:
    """A page with a content note names a reviewer."""
    for page in subject.library.pages:
        noted = _touches_on(page)
        if noted != "none" and not page.reviewers:
            yield Finding(
                subject.place(page.id),
                f"This page touches on {noted}, and names no reviewer.",
                "Have it reviewed and name the reviewer, or give the site settings an "
                "exception with a reason.",
                entity=page.id,
            )


@rule("sensitive-without-date", strict=True)
def sensitive_pages_have_a_date(subject: Subject) -> Iterator[Finding]:
    """A page with a content note says when it is reviewed next."""
    for page in subject.library.pages:
        noted = _touches_on(page)
        # Until somebody has reviewed the page there is no next review to speak of.
        if noted != "none" and page.reviewers and page.review_by is None:
            yield Finding(
                subject.place(page.id),
                f"This page touches on {noted}, and does not say when it is reviewed next.",
                "Agree on a day with the reviewer and add it as “review_by”, or give the site "
                "settings an exception with a reason.",
                entity=page.id,
            )


@rule("point-uncovered", strict=True)
def points_are_covered(subject: Subject) -> Iterator[Finding]:
    """A published page covers each point of a source that the site carries over."""
    if not subject.whole:
        return
    for row in coverage(subject.library):
        if row.open:
            yield Finding(
                subject.place(row.point.id),
                f"No published page covers the point {row.point.id}.",
                "Add its number to “covers” of the page that says it, or write that page.",
                entity=row.point.id,
            )


@rule("retired-linked", "warning")
def retired_pages_are_not_recommended(subject: Subject) -> Iterator[Finding]:
    """Nothing points at a retired page."""
    retired = {p.id for p in subject.library.pages if p.status == "retired"}
    for entity_id, path, name, _ in subject.references:
        if name in retired and entity_id not in retired:
            yield Finding(
                subject.place(entity_id, *path),
                f"“{name}” is retired, and its page is no longer published.",
                "Point at another page, or remove this.",
            )


@rule("default-region")
def default_region_exists(subject: Subject) -> Iterator[Finding]:
    """The default region is one of the regions."""
    settings = subject.library.settings
    regions = [r.id for r in settings.regions]
    if settings.default_region and settings.default_region not in regions:
        yield Finding(
            subject.site_place("default_region"),
            f"There is no region “{settings.default_region}”.",
            f"Write “default_region” in your site.yml with one of: {', '.join(regions)}."
            if regions
            else "Add it under “regions”.",
        )
