"""The scripts and styles that pages load, each script with its words before it.

The words are the catalogue's, in the language of the site; so a page loads them once, and
the scripts themselves say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from rapport.catalogue.words import Language, catalogue
from rapport.render.environment import json_data

WEB: Final = Path(__file__).parent.parent / "web"
WORDS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "quiz.js": ("interface", "quiz"),
    "save_check.js": ("interface", "checks"),
    "my_checks.js": ("interface", "checks"),
    "cpd.js": ("interface", "cpd"),
}
"""The catalogue's sections that each script says."""


def runtime_file(name: str, language: Language) -> bytes:
    """A script or style sheet as pages load it."""
    code = (WEB / name).read_bytes()
    if name not in WORDS_OF:
        return code
    words = {"lang": language} | catalogue(language).part(*WORDS_OF[name])
    before = f"window.rapportWords=Object.assign(window.rapportWords||{{}},{json_data(words)});\n"
    return before.encode() + code


def runtime_files(names: Iterable[str], language: Language) -> dict[str, bytes]:
    """Several of them, by where they stand in the docs folder."""
    return {f"assets/rapport/{name}": runtime_file(name, language) for name in names}
