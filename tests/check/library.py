"""The small valid library with something changed, and what the rules say about it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from rapport.check.checked import Checked, check
from rapport.load.content import load_texts
from tests.content_cases import TODAY, VALID

FILES = {
    p.relative_to(VALID).as_posix(): p.read_text(encoding="utf-8")
    for p in sorted(VALID.rglob("*.yml"))
}
Changes = Mapping[str, tuple[str, str]]


def checked(
    changes: Changes,
    *,
    more: Mapping[str, str] | None = None,
    strict: bool = True,
    today: datetime.date = TODAY,
) -> Checked:
    """Check the library after replacing words in some files, with some files more."""
    texts = dict(FILES)
    for path, (old, new) in changes.items():
        assert old in texts[path]
        texts[path] = texts[path].replace(old, new)
    return check(load_texts(texts | dict(more or {})), strict=strict, today=today)


def rules(found: Checked) -> list[str]:
    """The rules of all problems, in their order."""
    return [p.rule for p in found.problems]
