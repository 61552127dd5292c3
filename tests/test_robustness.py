"""Whatever stands in the files, Rapport answers with diagnostics and never with an exception."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.console import Console

from rapport.load.content import Loaded, load_content, load_texts
from rapport.report.machine import as_github, as_json, as_sarif
from rapport.report.text import print_diagnostics
from tests.content_cases import VALID, all_problems

FILES = {
    path.relative_to(VALID).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(VALID.rglob("*.yml"))
}
NASTY = (
    "\t", "\x00", "\x1b[31m", "\u2028", "\u202e", "\ufeff", "\U0001f600", "\ud7ff", "\r", "é", "e\u0301",
    "- ", ": ", "{", "}", "[", "]", "*a", "&a ", "!!python/object:os.system ", "|", ">", "%", "@", "`",
    "'", '"', "\\", "---\n", "...\n", "<b>", "](", "[@", "~", "null", "1_0", "1e400", "1/0", "-0",
    "99999999999999999999", "0x1F", ".inf", "[red]", "# ", "<<: ", "? ",
)  # fmt: skip
lines_of_content = st.sampled_from([line for t in FILES.values() for line in t.splitlines()])


def examine(loaded: Loaded) -> str:
    found = all_problems(loaded)
    out = io.StringIO()
    print_diagnostics(Console(file=out, force_terminal=False), found, loaded.texts)
    for written in (as_json, as_github, as_sarif):
        written(found)
    return out.getvalue()


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, str]:
    """The valid library with one file changed in a few places."""
    path = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[path].split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(
            st.sampled_from(["delete", "double", "swap", "flip", "insert", "import", "shift"])
        ):
            case "delete" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "flip" if lines[at]:
                column = draw(st.integers(0, len(lines[at]) - 1))
                new = draw(st.characters(codec="utf-8"))
                lines[at] = lines[at][:column] + new + lines[at][column + 1 :]
            case "insert":
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + draw(st.sampled_from(NASTY)) + lines[at][column:]
            case "import":
                lines.insert(at, draw(lines_of_content))
            case "shift":
                lines[at] = draw(st.sampled_from([" ", "  ", "\t"])) + lines[at]
    return FILES | {path: "\n".join(lines)}


@settings(max_examples=200, deadline=None)
@given(mutated())
def test_changed_files_give_a_report(texts: dict[str, str]) -> None:
    assert examine(load_texts(texts))


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from("\n\n  :-[]{}\"'#&*!|>%@`,")),
        max_size=80,
    )
)
@example("a: !<")
@example("\ufeff\ufeffid: a")
@example("? [a]\n: b")
def test_any_text_gives_a_report(text: str) -> None:
    assert examine(load_texts(FILES | {"any.yml": text}))


nested = st.recursive(
    st.one_of(
        st.none(), st.sampled_from(["1", "first-hour", "yes", "{a: b}", ""]), st.text(max_size=5)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "type", "when"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_under_any_key_gives_a_report(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(p for p in FILES if not FILES[p].startswith("-"))))
    lines = FILES[path].split("\n")
    keyed = [n for n, line in enumerate(lines) if line and line[0].isalpha() and ":" in line]
    at = data.draw(st.sampled_from(keyed))
    end = next((n for n in range(at + 1, len(lines)) if lines[n][:1].strip(" -")), len(lines))
    value = data.draw(nested)
    lines[at:end] = [f"{lines[at].partition(':')[0]}: {_flow(value)}"]
    assert examine(load_texts(FILES | {path: "\n".join(lines)}))


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_flow(v)}" for k, v in value.items()) + "}"
    return "" if value is None else f"'{str(value).replace(chr(39), chr(39) * 2)}'"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
@example(b"\xff\xfe")
@example(b"\xfe\xff\xd8")
@example(b"id: caf\xe9")
def test_any_bytes_give_a_report(tmp_path_factory: object, raw: bytes) -> None:
    folder = Path(tmp_path_factory.mktemp("bytes"))  # type: ignore[attr-defined]
    (folder / "any.yml").write_bytes(raw)
    assert examine(load_content(folder))
