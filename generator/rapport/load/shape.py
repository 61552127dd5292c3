"""Plain data to a model; what does not fit, in sentences with the place.

Pydantic finds every misfit of an entity at once; this room only rewords them.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rapport.load.near import did_you_mean
from rapport.load.yaml_tree import Path, Tree
from rapport.model.diagnostic import Diagnostic, Place
from rapport.model.layer import LAYER_MODELS
from rapport.model.library import MODELS, QUIZ_MODELS, AnyEntity
from rapport.model.site import SiteSettings
from rapport.model.text import POINT_PATTERN, SLUG_PATTERN

_KINDS: Final = {
    "source_point": "a source point",
    "site": "the site settings",
    "glossary": "a glossary term",
}
_PATTERNS: Final = {
    SLUG_PATTERN: (
        "is not an id: ids are lower-case words joined by hyphens",
        "Write it like “first-hour”: letters a to z, digits and single hyphens.",
    ),
    POINT_PATTERN: ("is not the number of a source point", "Write it like “D1.3”."),
    r"^https?://\S+$": (
        "is not a web address",
        "Write the whole address, starting with https://",
    ),
    r"^10\.\d{4,9}/\S+$": (
        "is not a DOI",
        "A DOI starts with “10.” and holds a slash, like 10.1037/pst0000172, without https://doi.org/",
    ),
    r"^#[0-9a-fA-F]{6}$": (
        "is not a colour",
        "Write # and six digits from 0 to f, all in quotes, like “#234b48”.",
    ),
    r"^[0-9]+\.[0-9]+$": ("is not a version", "Write two numbers with a point, like “1.0”."),
}
_GROUP: Final = (
    "a group of “key: value” lines",
    "Write “key: value” lines under it, indented by two spaces.",
)
_WANTED: Final = {
    "string_type": (
        "text",
        "Write one text here. A text that holds “: ” or starts with a sign needs quotes.",
    ),
    "int_type": ("a whole number", "Write a whole number in digits."),
    "int_parsing": ("a whole number", "Write a whole number in digits."),
    "int_from_float": ("a whole number", "Write a whole number in digits."),
    "bool_type": ("true or false", "Write true or false."),
    "bool_parsing": ("true or false", "Write true or false."),
    "tuple_type": ("a list", "Write one entry a line, each after “- ”, or [one, two]."),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "date_type": ("a date", "Write it as year-month-day, like 2026-01-31."),
    "date_parsing": ("a date", "Write it as year-month-day, like 2026-01-31."),
    "date_from_datetime_parsing": ("a date", "Write it as year-month-day, like 2026-01-31."),
    "date_from_datetime_inexact": ("a date", "Write it as year-month-day, like 2026-01-31."),
}


def a_kind(name: str) -> str:
    """``a tip``, ``an audit quiz``: an entity type or quiz kind, with its article."""
    if name in _KINDS:
        return _KINDS[name]
    return with_article(f"{name} quiz" if name in QUIZ_MODELS else name)


def with_article(words: str) -> str:
    """``a tip``, ``an audience``: right for every kind of thing that content has."""
    return f"an {words}" if words[0] in "aeio" else f"a {words}"


def shape_entity(
    tree: Tree, data: dict[str, Any], at: Path
) -> tuple[AnyEntity | SiteSettings | None, list[Diagnostic]]:
    """Make an entity of one mapping, or say all that is wrong with it."""
    name, problem = _model_name(tree, data, at)
    if name is None:
        return None, [problem] if problem else []
    model = QUIZ_MODELS.get(name) or MODELS[name]
    try:
        entity: AnyEntity | SiteSettings = model.model_validate(data)  # type: ignore[attr-defined]
    except ValidationError as error:
        return None, _explain_all(tree, name, model, data, at, error.errors(include_url=False))
    return entity, []


def _model_name(tree: Tree, data: dict[str, Any], at: Path) -> tuple[str | None, Diagnostic | None]:
    known = [*MODELS, *LAYER_MODELS, "quiz"]
    kind = data.get("type")
    if kind == "quiz":
        kind, known, key = data.get("kind"), list(QUIZ_MODELS), "kind"
    else:
        key = "type"
    if isinstance(kind, str) and kind in known:
        return kind, None
    choices = ", ".join(known)
    misspelt = next((k for k in data if did_you_mean(key, [k])), None)
    if key not in data and misspelt:
        return None, Diagnostic(
            "unknown-key",
            "error",
            tree.key_place((*at, misspelt)),
            f"“{misspelt}” is not a key, and “{key}” is missing.",
            f"Did you mean “{key}”?",
        )
    if key not in data or kind is None:
        who = "This quiz" if key == "kind" else "This entry"
        place = tree.value_place(at)
        return None, Diagnostic(
            "missing-key",
            "error",
            place,
            f"{who} has no “{key}”.",
            f"Add “{key}:” with one of: {choices}.",
        )
    place = tree.value_place((*at, key))
    hint = did_you_mean(str(kind), known) or f"Choose one of: {choices}."
    return None, Diagnostic(
        "unknown-type",
        "error",
        place,
        f"{_is(kind)[0].upper()}{_is(kind)[1:]} is not a {key} that Rapport knows.",
        hint,
    )


def _explain_all(
    tree: Tree, name: str, model: Any, data: dict[str, Any], at: Path, errors: list[ErrorDetails]
) -> list[Diagnostic]:
    unknown = {e["loc"] for e in errors if e["type"] == "extra_forbidden"}
    problems: dict[tuple[Place, str, str], Diagnostic] = {}
    paths = [_real_path(data, error) for error in errors]
    for path, error in zip(paths, errors, strict=True):
        if _is_only_a_branch(path, error, paths):
            continue
        diagnostic = _explain(tree, name, model, (*at, *path), path, error, unknown)
        if diagnostic:
            # One value that fits no branch of a union fails in each; that is one problem.
            own = diagnostic.message if diagnostic.rule == "missing-key" else ""
            problems.setdefault((diagnostic.place, diagnostic.rule, own), diagnostic)
    return list(problems.values())


def _is_only_a_branch(path: Path, error: ErrorDetails, paths: list[Path]) -> bool:
    """Whether the problem is told better further inside.

    A value that fits no branch of a union fails in each, and a list whose entries are
    wrong is also counted as too short.
    """
    if error["type"] not in _WANTED and error["type"] not in ("too_short", "too_long"):
        return False
    if isinstance(error["input"], list) and error["type"] == "too_short":
        least: int = (error.get("ctx") or {})["min_length"]
        return len(error["input"]) >= least
    return any(len(other) > len(path) and other[: len(path)] == path for other in paths)


def _real_path(data: Any, error: ErrorDetails) -> Path:
    """Pydantic's location without the names it puts in for the branches of a union."""
    path: list[str | int] = []
    loc = error["loc"]
    for part in loc:
        if isinstance(data, dict):
            if part in data:
                data = data[part]
            elif error["type"] != "missing" or part != loc[-1]:
                continue
            else:
                data = None
        elif isinstance(data, (list, tuple)):
            if not isinstance(part, int):
                continue
            data = data[part] if part < len(data) else None
        else:
            continue
        path.append(part)
    return tuple(path)


def _explain(
    tree: Tree,
    name: str,
    model: Any,
    path: Path,
    inner: Path,
    error: ErrorDetails,
    unknown: set[tuple[int | str, ...]],
) -> Diagnostic | None:
    kind, context = error["type"], error.get("ctx") or {}
    what = _what(inner)
    value = tree.value_place(path)
    if kind == "extra_forbidden":
        owner = _owner(name, inner[:-1])
        hint = did_you_mean(str(inner[-1]), _keys_of(model, inner[:-1]))
        if not hint:
            hint = "Remove it, or look its name up with “rapport schema”."
        return Diagnostic(
            "unknown-key", "error", tree.key_place(path), f"{what} is not a key of {owner}.", hint
        )
    if kind == "missing":
        owner = _owner(name, inner[:-1])
        near = [str(u[-1]) for u in unknown if u[:-1] == error["loc"][:-1]]
        if did_you_mean(str(inner[-1]), near):
            return None  # The misspelt key already says so.
        return Diagnostic(
            "missing-key",
            "error",
            tree.value_place(path[:-1]),
            f"“{inner[-1]}” is missing from {_this(owner)}.",
            f"Add “{inner[-1]}:” here.",
        )
    if error["input"] is None:
        hint = "Write something after the colon, or remove the key."
        if isinstance(inner[-1], int):
            hint = "Write something after the “-”, or remove it."
        return Diagnostic("empty-value", "error", tree.key_place(path), f"{what} is empty.", hint)
    if kind in _WANTED:
        wanted, hint = _WANTED[kind]
        return Diagnostic(
            "wrong-type",
            "error",
            value,
            f"{what} should be {wanted}, not {_is(error['input'])}.",
            hint,
        )
    if error["loc"][-1] == "[key]":
        value = tree.key_place(path)
    return _explain_value(what, value, error, context)


def _what(path: Path) -> str:
    """What a problem is about, at the start of a sentence."""
    if not path:
        return "This entry"
    return f"“{path[-1]}”" if isinstance(path[-1], str) else _owner("", path).capitalize()


def _explain_value(
    what: str, place: Place, error: ErrorDetails, context: dict[str, Any]
) -> Diagnostic:
    kind, given = error["type"], error["input"]
    if kind == "string_pattern_mismatch":
        says, hint = _PATTERNS.get(context["pattern"], ("is not written as it should be", ""))
        rule = "bad-id" if context["pattern"] in (SLUG_PATTERN, POINT_PATTERN) else "bad-value"
        return Diagnostic(rule, "error", place, f"“{_short(given)}” {says}.", hint)
    if kind == "literal_error":
        choices = [c.strip("'") for c in _choices(context["expected"])]
        hint = did_you_mean(str(given), choices) or f"Choose one of: {', '.join(choices)}."
        message = f"{what} cannot be {_is(given)}."
        return Diagnostic("bad-value", "error", place, message, hint)
    if kind == "string_too_long" or (kind == "too_long" and isinstance(given, str)):
        most, length = context["max_length"], len(str(given))
        message = f"{what} is {length} characters long; the most is {most}."
        return Diagnostic("text-length", "error", place, message, f"Shorten it by {length - most}.")
    if kind == "string_too_short" or (kind == "too_short" and isinstance(given, str)):
        hint = "Write something, or remove the key."
        return Diagnostic("empty-value", "error", place, f"{what} is empty.", hint)
    if kind in ("too_short", "too_long"):
        least = context.get("min_length", context.get("max_length"))
        word = "at least" if kind == "too_short" else "at most"
        message = f"{what} has {_entries(len(given))}; it needs {word} {least}."
        hint = "Add what is missing." if kind == "too_short" else "Remove some."
        return Diagnostic("list-length", "error", place, message, hint)
    if kind in ("greater_than_equal", "less_than_equal"):
        word, bound = (
            ("at least", context.get("ge")) if "ge" in context else ("at most", context.get("le"))
        )
        return Diagnostic(
            "bad-value",
            "error",
            place,
            f"{what} is {given}; it must be {word} {bound}.",
            "Write another number.",
        )
    if kind == "value_error":
        return Diagnostic(
            "bad-value", "error", place, f"{what} {context['error']}.", _hint(str(context["error"]))
        )
    return Diagnostic("bad-value", "error", place, f"{what} cannot be {_is(given)}.", "")


def _hint(says: str) -> str:
    hints = {
        "must be one line": "Join the lines, or shorten the text until it fits on one.",
        "must be a number": "Write it in digits, like 12.5.",
        "must be true": "Tell an invented case, or leave it out.",
    }
    return next((hint for part, hint in hints.items() if says.startswith(part)), "Correct it.")


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries" if number else "no entries"


def _choices(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def _is(given: Any) -> str:
    if isinstance(given, dict):
        return "a group of keys"
    if isinstance(given, (list, tuple)):
        return "a list"
    return f"“{_short(given)}”"


def _short(given: Any) -> str:
    text = " ".join(str(given).split())
    return text if len(text) <= 60 else text[:57] + "…"


def _this(owner: str) -> str:
    article, _, rest = owner.partition(" ")
    return f"this {rest}" if article in ("a", "an") else owner


def _owner(name: str, path: Path) -> str:
    """What the keys at a path belong to, in words."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return a_kind(name)
    return f"“{names[-1]}”" if path[-1] == names[-1] else f"an entry of “{names[-1]}”"


@cache
def _keys_of(model: Any, path: Path) -> tuple[str, ...]:
    """The keys that a model allows at a path; empty where any key may stand."""
    found: list[Any] = [model]
    for part in path:
        found = [t for m in found for t in _inside(m, part)]
    return tuple(
        info.alias or key
        for m in found
        if isinstance(m, type) and issubclass(m, BaseModel)
        for key, info in m.model_fields.items()
    )


def _inside(annotation: Any, part: str | int) -> list[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {info.alias or key: info for key, info in annotation.model_fields.items()}
        return _flatten(fields[str(part)].annotation) if str(part) in fields else []
    return [t for argument in get_args(annotation) for t in _flatten(argument)]


def _flatten(annotation: Any) -> list[Any]:
    """A union's members, with lists kept as they are until a position is entered."""
    origin = getattr(annotation, "__origin__", None)
    if origin is tuple or origin is dict:
        return [annotation]
    arguments = get_args(annotation)
    return [t for a in arguments for t in _flatten(a)] if arguments else [annotation]
