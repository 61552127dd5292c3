"""YAML text to plain data, keeping where every key and value stood.

Only the part of YAML 1.2 that authors need is read: mappings, lists and
scalars. Every scalar is text (or ``None`` when left empty); the models give it
its type, so ``no`` stays a word and ``1.10`` stays ``1.10``. Anchors, aliases and tags are
refused, which also disarms alias bombs. Nothing is ever constructed from a tag.

Both readings walk libyaml's events. The quick one takes only the data, and gives up
at anything odd; the careful one keeps every place and says what is odd. A file without a
problem is read carefully only when somebody asks where something stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
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
    StreamEndEvent,
)

from rapport.load.yaml_words import explain_yaml_problem
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace

# libyaml where PyYAML has it; otherwise slower, the same events.
_EventParser: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)

Data = str | None | list["Data"] | dict[str, "Data"]
Path = tuple[str | int, ...]
MAX_DEPTH: Final = 24
_NO_TAG: Final = (None, "!")
_EMPTY: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass
class Marks:
    """The places in one file: (line, column) from 1, by path.

    A path holds mapping keys and list positions from the root.
    """

    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)


@dataclass
class Tree:
    """One file's data, and the places of its values and keys."""

    path: str
    text: str
    data: Data = None

    @property
    def source_texts(self) -> tuple[str, ...]:
        """The texts of all files that the data is from."""
        return (self.text,)

    @cached_property
    def marks(self) -> Marks:
        """Every place in the file, read when first asked for."""
        reader = _Reader(self.path)
        with suppress(_StopReading, yaml.YAMLError):
            reader.read(self.text)
        return reader.marks

    def value_place(self, path: Path) -> Place:
        """Where the value stands, or the nearest thing around it that has a place."""
        for end in range(len(path), -1, -1):
            mark = self.marks.values.get(path[:end])
            if mark:
                return Place(self.path, *mark)
        return Place(self.path)

    def key_place(self, path: Path) -> Place:
        """Where the key of a value stands; the value's own place inside a list."""
        mark = self.marks.keys.get(path)
        return Place(self.path, *mark) if mark else self.value_place(path)


def read_yaml(path: str, text: str) -> tuple[Tree | None, list[Diagnostic]]:
    """Read one file's text. The tree is ``None`` when the text cannot be understood."""
    with suppress(_Odd, yaml.YAMLError):
        return Tree(path, text, _quick_data(text)), []
    reader = _Reader(path)
    try:
        data = reader.read(text)
    except yaml.YAMLError as error:
        # After a refused alias or tag the reader only stumbles over the same words again.
        after = [] if reader.fatal else [explain_yaml_problem(path, text, error)]
        return None, [*reader.problems, *after]
    except _StopReading:
        return None, reader.problems
    return (None if reader.fatal else Tree(path, text, data)), reader.problems


class _Odd(Exception):
    """Something that only the careful reading can talk about."""


def _quick_data(text: str) -> Data:
    """The data alone. Raises :class:`_Odd` or ``yaml.YAMLError`` at anything to be reported."""
    parser = _EventParser(text)
    following = parser.get_event
    try:
        following()
        if type(following()) is StreamEndEvent:
            return None
        data = _quick_node(following(), following, 0)
        following()
        if type(following()) is not StreamEndEvent:
            raise _Odd
    finally:
        parser.dispose()
    return data


def _quick_node(event: Any, following: Callable[[], Any], depth: int) -> Data:
    kind = type(event)
    if kind is AliasEvent or event.anchor or event.tag not in _NO_TAG or depth > MAX_DEPTH:
        raise _Odd
    if kind is ScalarEvent:
        value: str = event.value
        return None if value in _EMPTY and event.implicit[0] and not event.style else value
    if kind is SequenceStartEvent:
        items: list[Data] = []
        while type(event := following()) is not SequenceEndEvent:
            items.append(_quick_node(event, following, depth + 1))
        return items
    mapping: dict[str, Data] = {}
    while type(event := following()) is not MappingEndEvent:
        if type(event) is not ScalarEvent or event.anchor or event.tag not in _NO_TAG:
            raise _Odd
        key: str = event.value
        if key in mapping:
            raise _Odd
        mapping[key] = _quick_node(following(), following, depth + 1)
    return mapping


class _StopReading(Exception):
    """The rest of the file would only repeat the problem."""


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.marks = Marks()
        self.problems: list[Diagnostic] = []
        self.fatal = False
        self.anchors: set[str] = set()

    def read(self, text: str) -> Data:
        events = _events(text)
        started = False
        data: Data = None
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
                data = self._node(next(events), events, ())
        return data

    def _refuse(self, event: Event, rule: str, message: str, hint: str) -> None:
        self.fatal = True
        self.problems.append(
            Diagnostic(rule, "error", Place(self.path, *_mark(event)), message, hint)
        )

    def _node(self, event: Event, events: Iterator[Event], path: Path) -> Data:
        self.marks.values[path] = _mark(event)
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
        if event.tag not in _NO_TAG:
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
            self.marks.keys[here] = mark
            mapping[key] = self._node(next(events), events, here)
        return mapping

    def _pass_over(self, events: Iterator[Event], path: Path) -> None:
        """Read a value that is not kept, without losing the places of the one that is."""
        kept = self.marks.values, self.marks.keys
        self.marks.values, self.marks.keys = {}, {}
        self._node(next(events), events, path)
        self.marks.values, self.marks.keys = kept

    def _duplicate(self, key: str, here: Path, mark: tuple[int, int]) -> None:
        first = Place(self.path, *self.marks.keys[here])
        self.problems.append(
            Diagnostic(
                "yaml-duplicate-key",
                "error",
                Place(self.path, *mark),
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
