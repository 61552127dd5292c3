"""Ids that point somewhere: they exist, and are of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapport.check.rule import REGISTER, Finding, Subject, rule, used_exceptions
from rapport.check.upkeep import DIRECTORY
from rapport.load.near import did_you_mean
from rapport.load.shape import a_kind, with_article
from rapport.model.diagnostic import Place, RelatedPlace
from rapport.model.dynamic import Dynamic
from rapport.model.evidence import Correction, SourcePoint
from rapport.model.library import Library
from rapport.model.markup import EVIDENCE_MAP
from rapport.model.quiz import AuditQuiz, ProfileQuiz
from rapport.model.text import Refers
from rapport.model.walk import Path


def _named(library: Library) -> dict[str, str]:
    """Everything that a reference may name, with its kind."""
    names: dict[str, str] = {i: e.type for i, e in library.entities.items()}
    names |= dict.fromkeys(library.strategies, "strategy")
    names |= {p.id: "person" for p in library.settings.people}
    names |= {a.id: "audience" for a in library.settings.audiences}
    return names


def _scales(library: Library) -> set[str]:
    return {
        s.id for q in library.quizzes if isinstance(q, AuditQuiz | ProfileQuiz) for s in q.scales
    }


@rule("dangling-reference")
def names_exist(subject: Subject) -> Iterator[Finding]:
    """Every id that is named exists."""
    names, scales = _named(subject.library), _scales(subject.library)
    missing: dict[str, list[tuple[Place, Refers]]] = {}
    for entity_id, path, name, marker in subject.references:
        if name in subject.loaded.broken_ids or _waits_for_settings(subject, marker):
            continue
        known = scales if "scale" in marker.kinds else names.keys()
        if name not in known:
            place = _named_at(subject, entity_id, path, name)
            missing.setdefault(name, []).append((place, marker))
    for name, named in missing.items():
        place, marker = min(named, key=lambda found: found[0])
        others = sorted(other for other, _ in named if other != place)
        known = scales if "scale" in marker.kinds else names.keys()
        near = [n for n in known if "scale" in marker.kinds or _fits(names[n], marker)]
        yield Finding(
            place,
            f"There is no {_wanted(marker)} “{name}”.",
            did_you_mean(name, near) or "Check the id, or write the missing entry.",
            _also_named(others),
        )


SHOWN: Final = 5
"""How many more places of the same mistake are listed."""


def _also_named(others: Sequence[Place]) -> tuple[RelatedPlace, ...]:
    """The first few places that name the same; the last of them says how many more there are."""
    shown = [RelatedPlace(place, "named here too") for place in others[:SHOWN]]
    more = len(others) - len(shown)
    if more:
        places = "1 more place" if more == 1 else f"{more} more places"
        shown[-1] = RelatedPlace(others[SHOWN - 1], f"named here too, and in {places}")
    return tuple(shown)


@rule("wrong-kind")
def names_are_of_the_right_kind(subject: Subject) -> Iterator[Finding]:
    """An id in a field for tips names a tip, and so on."""
    names = _named(subject.library)
    for entity_id, path, name, marker in subject.references:
        if "scale" in marker.kinds or name not in names:
            continue
        if name in subject.loaded.broken_ids:
            continue
        if not _fits(names[name], marker):
            yield Finding(
                _named_at(subject, entity_id, path, name),
                f"“{name}” is {a_kind(names[name])}, and {with_article(_wanted(marker))} belongs here.",
                "Name another, or move this one to the field for its kind.",
            )


def _waits_for_settings(subject: Subject, marker: Refers) -> bool:
    """People and audiences are not known while the settings cannot be read."""
    return subject.loaded.settings is None and bool(marker.kinds & {"person", "audience"})


def _named_at(subject: Subject, entity_id: str, path: Path, name: str) -> Place:
    """Where a name stands: as a value, or as a key of its own."""
    origin = subject.loaded.origins[entity_id]
    return origin.key(*path) if path[-1] == name else origin.place(*path)


def _fits(kind: str, marker: Refers) -> bool:
    if not marker.kinds:
        return kind not in ("person", "audience")
    return kind in marker.kinds


def _wanted(marker: Refers) -> str:
    words = {"glossary": "glossary term"}
    return " or ".join(words.get(k, k) for k in sorted(marker.kinds)) or "entry"


RESERVED: Final = frozenset({"index", "help", "directory", EVIDENCE_MAP})
"""Ids that would clash with addresses of the site's own."""


def _nested_ids(subject: Subject) -> Iterator[tuple[str, Place]]:
    """Every id beside those of entities: strategies, people, audiences."""
    for dynamic in subject.library.of(Dynamic):
        for position, strategy in enumerate(dynamic.strategies):
            yield strategy.id, subject.place(dynamic.id, "strategies", position, "id")
    if subject.loaded.settings is None:
        return
    for position, person in enumerate(subject.library.settings.people):
        yield person.id, subject.site_place("people", position, "id")
    for position, audience in enumerate(subject.library.settings.audiences):
        yield audience.id, subject.site_place("audiences", position, "id")


@rule("id-taken")
def ids_are_free(subject: Subject) -> Iterator[Finding]:
    """Strategies, people and audiences share one set of ids with all entries."""
    hint = "Ids are unique across the whole library: choose another."
    first: dict[str, Place] = {}
    for name, place in _nested_ids(subject):
        earlier = first.setdefault(name, place)
        if name in subject.library.entities:
            earlier = subject.place(name, "id")
        if earlier != place:
            related = (RelatedPlace(earlier, "first used here"),)
            yield Finding(place, f"The id “{name}” is already taken.", hint, related)
        elif name in RESERVED:
            yield Finding(place, f"The id “{name}” is kept for the site itself.", "Choose another.")
    for name in RESERVED & subject.library.entities.keys():
        place = subject.place(name, "id")
        yield Finding(place, f"The id “{name}” is kept for the site itself.", "Choose another.")


@rule("alias-taken")
def old_ids_are_free(subject: Subject) -> Iterator[Finding]:
    """An old id is not in use again."""
    taken: dict[str, str] = {}
    for entity_id, entity in subject.library.entities.items():
        for position, alias in enumerate(getattr(entity, "aliases", ())):
            place = subject.place(entity_id, "aliases", position)
            hint = "An old id may lead to one place only: remove it here or there."
            if alias in subject.library.entities or alias in subject.library.strategies:
                yield Finding(place, f"The old id “{alias}” is the id of an entry today.", hint)
            elif alias in RESERVED:
                yield Finding(place, f"The id “{alias}” is kept for the site itself.", hint)
            elif alias in taken:
                message = f"The old id “{alias}” also belongs to “{taken[alias]}”."
                yield Finding(place, message, hint)
            taken[alias] = entity_id


@rule("unknown-point")
def points_exist(subject: Subject) -> Iterator[Finding]:
    """``covers`` names points of the page's own sources, and none that are not carried over.

    The points of a correction are its own source's.
    """
    points = {p.id: p for p in subject.library.of(SourcePoint)}
    for page in subject.library.pages:
        for position, number in enumerate(page.covers):
            point = points.get(number)
            if point is None:
                if number not in subject.loaded.broken_ids:
                    yield _no_point(subject.place(page.id, "covers", position), number, points)
            elif page.sources and point.source not in page.sources:
                yield Finding(
                    subject.place(page.id, "covers", position),
                    f"Point {number} is from “{point.source}”, which this page does not credit.",
                    f"Add “{point.source}” to “sources”.",
                )
            elif point.stance == "not-carried":
                yield Finding(
                    subject.place(page.id, "covers", position),
                    f"Point {number} is one that the site does not carry over.",
                    "Remove it from “covers”.",
                )

    for correction in subject.library.of(Correction):
        for position, number in enumerate(correction.points):
            point = points.get(number)
            if point is None and number not in subject.loaded.broken_ids:
                place = subject.place(correction.id, "points", position)
                yield _no_point(place, number, points)
            elif point is not None and point.source != correction.source:
                yield Finding(
                    subject.place(correction.id, "points", position),
                    f"Point {number} is from “{point.source}”, and this corrects "
                    f"“{correction.source}”.",
                    "Correct the number, or “source”.",
                )


def _no_point(place: Place, number: str, points: Iterable[str]) -> Finding:
    return Finding(
        place,
        f"No source has a point “{number}”.",
        did_you_mean(number, points) or "Check the number, or add the point.",
    )


@rule("exception-unknown")
def exceptions_name_something(subject: Subject) -> Iterator[Finding]:
    """An exception in the settings names a strict rule, and something that exists."""
    settings = subject.library.settings
    regions = {DIRECTORY, *(r.id for r in settings.regions)}
    entries = {*subject.library.entities, *subject.loaded.broken_ids}
    for position, exception in enumerate(settings.exceptions):
        # What a base library excuses is not for the organisation to mend.
        if subject.site_place("exceptions", position).path in subject.loaded.base_paths:
            continue
        found = REGISTER.get(exception.rule)
        if found is None or not found.strict:
            strict = [r.id for r in REGISTER.values() if r.strict]
            yield Finding(
                subject.site_place("exceptions", position, "rule"),
                f"“{exception.rule}” is not a rule that allows exceptions.",
                did_you_mean(exception.rule, strict) or f"Choose one of: {', '.join(strict)}.",
            )
        elif exception.entity not in (entries | regions):
            of_regions = exception.rule == "helpline-unchecked"
            kind, known = ("region", regions) if of_regions else ("entry", entries)
            yield Finding(
                subject.site_place("exceptions", position, "entity"),
                f"There is no {kind} “{exception.entity}”.",
                did_you_mean(exception.entity, known) or "Check the id, or remove the exception.",
            )


@rule("exception-unneeded", "warning")
def exceptions_are_needed(subject: Subject) -> Iterator[Finding]:
    """An exception in the settings still lets something pass."""
    if not subject.whole:
        return
    used = used_exceptions(subject)
    known = {*subject.library.entities, *(r.id for r in subject.library.settings.regions)}
    for position, exception in enumerate(subject.library.settings.exceptions):
        rule_id, entity = exception.rule, exception.entity
        place = subject.site_place("exceptions", position)
        # What a base library excuses is not for the organisation to remove.
        if exception in used or place.path in subject.loaded.base_paths:
            continue
        if rule_id in subject.excusable and entity in known | {DIRECTORY}:
            yield Finding(
                place,
                f"This exception is not needed: “{rule_id}” finds nothing about “{entity}”.",
                "Remove it, as readers would be told what is no longer so.",
            )
