"""YAML text to plain data, keeping where every key and value stood.

Only the part of YAML 1.2 that authors need is read: mappings, lists and
scalars. Every scalar is text (or ``None`` when left empty); the models give it
its type, so ``no`` stays a word and ``1.10`` stays ``1.10``. Anchors, aliases and tags are
refused, which also disarms alias bombs. Reading is one pass over libyaml's
events; nothing is ever constructed from a tag.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from rapport.load.yaml_words import explain_yaml_problem
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace

# libyaml where PyYAML has it; otherwise slower, the same events.
_EventParser: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)

Data = str | None | list["Data"] | dict[str, "Data"]
Path = tuple[str | int, ...]
MAX_DEPTH: Final = 24
_EMPTY: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass
class Tree:
    """One file's data and the places of its values and keys.

    ``values[path]`` and ``keys[path]`` are (line, column) from 1, where ``path``
    holds mapping keys and list positions from the root.
    """

    path: str
    data: Data = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def value_place(self, path: Path) -> Place:
        """Where the value stands, or the nearest thing around it that has a place."""
        for end in range(len(path), -1, -1):
            mark = self.values.get(path[:end])
            if mark:
                return Place(self.path, *mark)
        return Place(self.path)

    def key_place(self, path: Path) -> Place:
        """Where the key of a value stands; the value's own place inside a list."""
        mark = self.keys.get(path)
        return Place(self.path, *mark) if mark else self.value_place(path)


def read_yaml(path: str, text: str) -> tuple[Tree | None, list[Diagnostic]]:
    """Read one file's text. The tree is ``None`` when the text cannot be understood."""
    reader = _Reader(path)
    try:
        tree = reader.read(text)
    except yaml.YAMLError as error:
        # After a refused alias or tag the reader only stumbles over the same words again.
        after = [] if reader.fatal else [explain_yaml_problem(path, text, error)]
        return None, [*reader.problems, *after]
    except _StopReading:
        return None, reader.problems
    return (None if reader.fatal else tree), reader.problems


class _StopReading(Exception):
    """The rest of the file would only repeat the problem."""


class _Reader:
    def __init__(self, path: str) -> None:
        self.tree = Tree(path)
        self.problems: list[Diagnostic] = []
        self.fatal = False
        self.anchors: set[str] = set()

    def read(self, text: str) -> Tree:
        events = _events(text)
        started = False
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if started:
                    self._refuse(
                        event,
                        "yaml-documents",
                        "A second document starts here, after “---”.",
                        "Put each entry in a file of its own, or make the file a list.",
                    )
                    raise _StopReading
                started = True
                self.tree.data = self._node(next(events), events, ())
        return self.tree

    def _refuse(self, event: Event, rule: str, message: str, hint: str) -> None:
        self.fatal = True
        self.problems.append(
            Diagnostic(rule, "error", Place(self.tree.path, *_mark(event)), message, hint)
        )

    def _node(self, event: Event, events: Iterator[Event], path: Path) -> Data:
        self.tree.values[path] = _mark(event)
        if len(path) > MAX_DEPTH:
            self._refuse(
                event,
                "yaml-depth",
                f"Lists or groups stand inside each other more than {MAX_DEPTH} deep.",
                "No entry needs that: look for a stray bracket or brace.",
            )
            raise _StopReading
        if isinstance(event, AliasEvent):
            self._alias(event)
            return None
        self._check_properties(event)
        if isinstance(event, ScalarEvent):
            value: str = event.value
            return None if event.implicit[0] and not event.style and value in _EMPTY else value
        if isinstance(event, SequenceStartEvent):
            return self._list(events, path)
        assert isinstance(event, MappingStartEvent)
        return self._mapping(events, path)

    def _alias(self, event: AliasEvent) -> None:
        """Refuse a repetition, unless the name it repeats has been refused already."""
        if event.anchor not in self.anchors:
            self._refuse(
                event,
                "yaml-alias",
                f"“*{event.anchor}” asks for another part of the file to be repeated, "
                "which Rapport does not do.",
                "Put the value in double quotes, or write out the text that is needed.",
            )

    def _check_properties(self, event: Any) -> None:
        if event.anchor:
            if not self.anchors:
                self._refuse(
                    event,
                    "yaml-anchor",
                    f"“&{event.anchor}” names this part for reuse, which Rapport does not allow.",
                    "Remove it and each “*” that repeats it; a value that starts with & needs quotes.",
                )
            self.anchors.add(event.anchor)
        if event.tag not in (None, "!"):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(
                event,
                "yaml-tag",
                f"“{tag}” is a YAML tag, which Rapport does not read.",
                "Remove it; a value that starts with ! needs quotes.",
            )

    def _list(self, events: Iterator[Event], path: Path) -> Data:
        items: list[Data] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Event], path: Path) -> Data:
        mapping: dict[str, Data] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                self._refuse(
                    event,
                    "yaml-key",
                    "A key must be a word, and something in brackets, or with a “*”, stands in its place.",
                    "Text that starts with [, { or * needs quotes.",
                )
                raise _StopReading
            self._check_properties(event)
            key: str = event.value
            here = (*path, key)
            mark = _mark(event)
            if key in mapping:
                self._duplicate(key, here, mark)
                self._pass_over(events, here)
                continue
            self.tree.keys[here] = mark
            mapping[key] = self._node(next(events), events, here)
        return mapping

    def _pass_over(self, events: Iterator[Event], path: Path) -> None:
        """Read a value that is not kept, without losing the places of the one that is."""
        kept = self.tree.values, self.tree.keys
        self.tree.values, self.tree.keys = {}, {}
        self._node(next(events), events, path)
        self.tree.values, self.tree.keys = kept

    def _duplicate(self, key: str, here: Path, mark: tuple[int, int]) -> None:
        first = Place(self.tree.path, *self.tree.keys[here])
        self.problems.append(
            Diagnostic(
                "yaml-duplicate-key",
                "error",
                Place(self.tree.path, *mark),
                f"The key “{key}” stands here a second time.",
                "Keep one of the two, or join their values.",
                (RelatedPlace(first, "first used here"),),
            )
        )


def _events(text: str) -> Iterator[Event]:
    parser = _EventParser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _mark(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None
    return (mark.line + 1, mark.column + 1)
