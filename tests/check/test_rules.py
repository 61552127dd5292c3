"""Rules see the whole library, tell what they must, and keep quiet about the rest."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rapport.check.checked import check
from rapport.check.rule import REGISTER, rule
from rapport.load.content import load_texts
from rapport.model.diagnostic import Diagnostic
from tests.content_cases import TODAY, VALID

FILES = {
    p.relative_to(VALID).as_posix(): p.read_text(encoding="utf-8")
    for p in sorted(VALID.rglob("*.yml"))
}


def problems(changes: Mapping[str, tuple[str, str]], *, strict: bool = True) -> list[Diagnostic]:
    texts = dict(FILES)
    for path, (old, new) in changes.items():
        assert old in texts[path]
        texts[path] = texts[path].replace(old, new)
    return check(load_texts(texts), strict=strict, today=TODAY).problems


UNVERIFIED = {
    "references.yml": ("{status: confirmed, on: 2026-01-31, by: ed-team}", "{status: unverified}")
}
EXCEPTION = (
    "licence: MIT\nexceptions:\n  - {rule: unverified-reference, entity: smith-2020, reason: R.}"
)


def test_strict_rules_are_warnings_in_a_run_that_is_not_strict() -> None:
    assert [d.severity for d in problems(UNVERIFIED)] == ["error"]
    assert [d.severity for d in problems(UNVERIFIED, strict=False)] == ["warning"]


def test_the_settings_let_one_entry_pass() -> None:
    assert problems(UNVERIFIED | {"site.yml": ("licence: MIT", EXCEPTION)}) == []


def test_a_reference_that_nothing_cites_may_be_unverified() -> None:
    uncited = {"tips/first-hour.yml": (" [@smith-2020]", "")}
    assert problems(UNVERIFIED | uncited) == []


def test_rules_have_ids_of_their_own() -> None:
    taken = next(iter(REGISTER))
    with pytest.raises(ValueError, match=taken):
        rule(taken)(lambda subject: iter(()))


def test_a_broken_entry_is_not_missed_elsewhere() -> None:
    found = problems({"dynamics/leaning.yml": ("status: reviewed", "status: published")})
    assert [d.rule for d in found] == ["bad-value"]


@pytest.mark.parametrize(
    ("block", "line", "column"),
    [
        ("why: >\n  One\n  two [@gone].\n", 19, 9),
        ("why: |\n  One\n\n  two [@gone].\n", 20, 9),
        ("why: One [@gone].\n", 17, 12),
        ('why: "One\n  two [@gone]."\n', 18, 9),
        ("why: 'It''s one [@gone].'\n", 17, 19),
        ("why: One\n  [@gone] and [@smith-2020]\n", 18, 5),
        ("why: gone and `gone` and [@gone]\n", 17, 28),
        ('why: "tab\\t[@gone]"\n', 17, 14),
    ],
)
def test_marks_are_found_in_every_style_of_text(block: str, line: int, column: int) -> None:
    path = "tips/first-hour.yml"
    old = FILES[path][FILES[path].index("why:") : FILES[path].index("do_dont:")]
    (found,) = problems({path: (old, block)})
    assert (found.rule, found.place.line, found.place.column) == ("unknown-citation", line, column)


def test_a_mark_that_cannot_be_found_is_told_at_its_value() -> None:
    path = "tips/first-hour.yml"
    old = "They have waited to say it."
    (found,) = problems({path: (old, r'"Escaped: [@g\x6fne]"')})
    assert (found.place.line, found.place.column) == (23, 14)


def test_tags_that_close_are_no_second_mistake_but_other_tags_are() -> None:
    old = "They have waited to say it."
    found = problems({"tips/first-hour.yml": (old, "<b>They</b> <i>have</i> waited</p>.")})
    assert [d.message.split("”")[0].strip("“") for d in found] == ["<b>", "<i>", "</p>"]
