"""An organisation's own content over a base library.

The base library is left as it came, so that a newer one can take its place. An organisation
adds entries of its own, and speaks about those of the base by their ids:

* ``type: hidden`` leaves an entry out;
* ``type: changes`` replaces keys of an entry, and says which version it was written for;
* ``type: site`` replaces keys of the base library's settings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from rapport.load.files import Entry, ids_in
from rapport.load.near import did_you_mean
from rapport.load.yaml_tree import Marks, Path, Tree
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace
from rapport.model.entity import VERSION_PATTERN
from rapport.model.layer import HiddenEntry

HIDDEN: Final = "hidden"
CHANGES: Final = "changes"
_HIDDEN_KEYS: Final = tuple(HiddenEntry.model_fields)
_NEVER_HIDDEN: Final = ("site", "source", "source_point", "reference")
_MERGED_GROUPS: Final = ("terms", "features", "procedures", "content_notes", "colours")
_MERGED_LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("id",),
    "audiences": ("id",),
    "exceptions": ("rule", "entity"),
    "safety_terms": ("pattern",),
}
"""Lists of the settings that are added to: what makes two entries of them the same one."""


@dataclass
class LayeredTree(Tree):
    """The data of a base entry with an organisation's keys over it, and the places of both.

    ``path`` is the organisation's file. ``where`` leads from the path of a merged value to
    the entry that it is from, and its path there.
    """

    own: Entry | None = None
    where: dict[Path, tuple[Entry, Path]] = field(default_factory=dict)

    @property
    def source_texts(self) -> tuple[str, ...]:
        """The texts of both files."""
        return tuple({id(e.tree): e.tree.text for e, _ in self.where.values()}.values())

    @cached_property
    def marks(self) -> Marks:
        """Every place in the organisation's file."""
        return self.own.tree.marks if self.own else Marks()

    def value_place(self, path: Path) -> Place:
        """Where a value stands, in the one file or the other."""
        entry, inner = self._find(path)
        return entry.tree.value_place((*entry.at, *inner))

    def key_place(self, path: Path) -> Place:
        """Where a key stands, in the one file or the other."""
        entry, inner = self._find(path)
        return entry.tree.key_place((*entry.at, *inner))

    def _find(self, path: Path) -> tuple[Entry, Path]:
        for end in range(len(path), 0, -1):
            if path[:end] in self.where:
                entry, start = self.where[path[:end]]
                return entry, (*start, *path[end:])
        assert self.own is not None
        return self.own, ()


@dataclass
class Layered:
    """Two layers made one. ``hidden`` are the base entries that are left out, by id, and
    ``hidden_at`` is where that is said; ``adapted`` is the version that each change was
    written for.
    """

    entries: list[Entry] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    hidden: dict[str, Entry] = field(default_factory=dict)
    hidden_at: dict[str, Place] = field(default_factory=dict)
    adapted: dict[str, str] = field(default_factory=dict)
    lost_ids: set[str] = field(default_factory=set)


def lay_over(base: list[Entry], own: list[Entry]) -> Layered:
    """The base library's entries with an organisation's own over them.

    Without a base there is nothing to hide or change, and the entries that try are reported.
    """
    made = Layered()
    by_id = {e.id: e for e in base if e.id and e.kind != "site"}
    settings = next((e for e in base if e.kind == "site"), None)
    changed: dict[str, Entry] = {}
    additions: list[Entry] = []
    for entry in own:
        if entry.kind == HIDDEN:
            _hide(made, entry, by_id)
        elif entry.kind == CHANGES:
            merged = _change(made, entry, by_id)
            if merged is not None:
                changed[entry.id] = merged
        elif entry.kind == "site" and settings is not None:
            additions.append(_merged_settings(settings, entry))
        else:
            additions.append(entry)
    left = [e for e in base if e.kind != "site" and e.id not in made.hidden]
    kept = [changed.get(e.id, e) for e in left]
    unsaid = [] if any(e.kind == "site" for e in additions) else [settings]
    made.entries = [*kept, *filter(None, unsaid), *additions]
    made.lost_ids |= set().union(*(ids_in(e.data) for e in made.hidden.values()))
    return made


def _hide(made: Layered, entry: Entry, base: Mapping[str, Entry]) -> None:
    for key in entry.data:
        if key not in _HIDDEN_KEYS:
            made.problems.append(
                Diagnostic(
                    "unknown-key",
                    "error",
                    entry.tree.key_place((*entry.at, key)),
                    f"“{key}” is not a key of a hidden entry.",
                    did_you_mean(key, _HIDDEN_KEYS) or "Keep “id”, “type” and “reason”.",
                )
            )
    found = _of_base(made, entry, base)
    if found is None:
        return
    if found.kind in _NEVER_HIDDEN:
        place = entry.tree.value_place((*entry.at, "id"))
        message = f"“{entry.id}” cannot be hidden: other pages rest on it."
        hint = "Pages, quizzes and glossary terms can be hidden."
        made.problems.append(Diagnostic("base-hidden", "error", place, message, hint))
        return
    made.hidden[entry.id] = found
    made.hidden_at[entry.id] = entry.tree.value_place((*entry.at, "id"))


def _change(made: Layered, entry: Entry, base: Mapping[str, Entry]) -> Entry | None:
    found = _of_base(made, entry, base)
    if found is None:
        return None
    version = found.data.get("version")
    written_for = entry.data.get("of_version")
    if isinstance(version, str):
        _compare_versions(made, entry, found, version, written_for)
    keys = {k: v for k, v in entry.data.items() if k not in ("id", "type", "of_version")}
    data = {k: v for k, v in (found.data | keys).items() if k not in keys or v is not None}
    where: dict[Path, tuple[Entry, Path]] = {
        (k,): (entry if k in keys else found, (k,)) for k in data
    }
    where |= {("id",): (entry, ("id",))}
    tree = LayeredTree(entry.tree.path, entry.tree.text, data, entry, where)
    return replace(found, tree=tree, at=(), data=data)


def _compare_versions(
    made: Layered, entry: Entry, found: Entry, version: str, written_for: object
) -> None:
    place = entry.tree.value_place((*entry.at, "of_version"))
    if not isinstance(written_for, str):
        made.problems.append(
            Diagnostic(
                "missing-key",
                "error",
                entry.tree.value_place(entry.at),
                "“of_version” is missing from these changes.",
                f'Add “of_version: "{version}"”: the version of the base page that you changed.',
            )
        )
        return
    if not re.fullmatch(VERSION_PATTERN, written_for):
        message = f"“{written_for}” is not a version."
        hint = f'Write the version of the base page that you changed, like “"{version}"”.'
        made.problems.append(Diagnostic("bad-value", "error", place, message, hint))
        return
    made.adapted[entry.id] = written_for
    if written_for != version:
        made.problems.append(
            Diagnostic(
                "base-moved",
                "note",
                place,
                f"You changed version {written_for} of “{entry.id}”; the base library now has "
                f"{version}.",
                "Read the new page, bring your changes up to date, and write its version here.",
                (RelatedPlace(found.tree.value_place((*found.at, "version")), "the base page"),),
            )
        )


def _of_base(made: Layered, entry: Entry, base: Mapping[str, Entry]) -> Entry | None:
    """The base entry that one of the organisation's speaks about."""
    place = entry.tree.value_place((*entry.at, "id"))
    if not entry.id:
        message = f"This entry does not say by its “id” what to {_verb(entry)}."
        hint = "Add “id:” with the id of one entry of the base library."
        made.problems.append(Diagnostic("missing-key", "error", place, message, hint))
        return None
    if entry.id in made.hidden or entry.id in made.adapted:
        message, hint = f"“{entry.id}” is hidden or changed twice.", "Keep one of the two."
        made.problems.append(Diagnostic("base-twice", "error", place, message, hint))
        return None
    if entry.id in base:
        return base[entry.id]
    message = f"The base library has no entry “{entry.id}”."
    hint = did_you_mean(entry.id, base) or "Look the id up at the end of the page's address."
    if not base:
        message = f"There is no base library, so there is nothing to {_verb(entry)}."
        hint = "Name one with “base_dir” in mkdocs.yml, or edit the entry itself."
    made.problems.append(Diagnostic("base-unknown", "error", place, message, hint))
    return None


def _verb(entry: Entry) -> str:
    return "hide" if entry.kind == HIDDEN else "change"


def _merged_settings(base: Entry, own: Entry) -> Entry:
    """The organisation's settings, with the base library's where it says nothing."""
    where: dict[Path, tuple[Entry, Path]] = {}
    data: dict[str, Any] = {}
    for key in [*own.data, *(k for k in base.data if k not in own.data)]:
        ours, theirs = own.data.get(key), base.data.get(key)
        if key in _MERGED_LISTS and isinstance(ours or [], list) and isinstance(theirs, list):
            data[key] = _merged_list(key, own, base, where)
        elif key not in base.data or key not in own.data:
            entry = own if key in own.data else base
            data[key], where[(key,)] = entry.data[key], (entry, (key,))
        elif key in _MERGED_GROUPS and isinstance(ours, dict) and isinstance(theirs, dict):
            data[key] = theirs | ours
            where[(key,)] = (own, (key,))
            where |= {(key, k): (own if k in ours else base, (key, k)) for k in data[key]}
        else:
            data[key], where[(key,)] = ours, (own, (key,))
    tree = LayeredTree(own.tree.path, own.tree.text, data, own, where)
    return replace(own, tree=tree, at=(), data=data)


def _merged_list(
    key: str, own: Entry, base: Entry, where: dict[Path, tuple[Entry, Path]]
) -> list[Any]:
    """The organisation's entries, then those of the base that it has not written itself."""

    def name(entry: object) -> object:
        return (
            tuple(str(entry.get(k)) for k in _MERGED_LISTS[key]) if isinstance(entry, dict) else ()
        )

    merged: list[Any] = list(own.data.get(key) or [])
    where[(key,)] = (own if key in own.data else base, (key,))
    where |= {(key, n): (own, (key, n)) for n in range(len(merged))}
    taken = {name(e) for e in merged}
    for position, entry in enumerate(base.data[key]):
        if name(entry) not in taken and not _excuses_what_is_gone(entry, own):
            where[(key, len(merged))] = (base, (key, position))
            merged.append(entry)
    return merged


def _excuses_what_is_gone(entry: object, own: Entry) -> bool:
    """Whether an exception of the base is for help lines that the organisation has replaced."""
    if not isinstance(entry, dict) or entry.get("rule") != "helpline-unchecked":
        return False
    return ("directory" if entry.get("entity") == "directory" else "regions") in own.data
