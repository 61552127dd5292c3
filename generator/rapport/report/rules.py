"""Every rule there is, from all rooms, with its meaning in a sentence."""

from __future__ import annotations

import re

from rapport.check.checked import RULE_MODULES
from rapport.check.rule import REGISTER
from rapport.load.rules import LOAD_RULES
from rapport.score.verdict import PROOF_RULES


def rule_meanings() -> dict[str, str]:
    """Each rule's id with what it asks for: loading, then checking, then proving."""
    assert RULE_MODULES, "importing the modules registers their rules"
    checked = {r.id: (r.find.__doc__ or r.id).strip().split("\n\n")[0] for r in REGISTER.values()}
    meanings = {**LOAD_RULES, **checked, **PROOF_RULES}
    return {rule: _plain(meaning) for rule, meaning in meanings.items()}


def _plain(meaning: str) -> str:
    """A docstring's first sentence without its markup."""
    return re.sub(r"``(.+?)``", r"“\1”", " ".join(meaning.split()))
