"""The scripts and styles that pages load, each script with its words before it.

The words are the catalogue's, in the language of the site; so a page loads them once, and
the scripts themselves say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from rapport.catalogue.words import Language, catalogue
from rapport.model.quiz import AnyQuiz
from rapport.model.site import SiteSettings
from rapport.render.environment import json_data
from rapport.render.kept_by_readers import is_kept

WEB: Final = Path(__file__).parent.parent / "web"
WORDS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "quiz.js": ("interface", "quiz"),
    "keep_place.js": ("interface", "place"),
    "save_check.js": ("interface", "checks"),
    "my_checks.js": ("interface", "checks"),
    "cpd.js": ("interface", "cpd"),
}
"""The catalogue's sections that each script says."""


def quiz_scripts(quiz: AnyQuiz, settings: SiteSettings) -> list[str]:
    """The scripts of a quiz's page, by name. Those that listen to the quiz come before it."""
    keeps = {"bipolar": "save_check", "knowledge": "keep_place"}.get(quiz.kind)
    return [keeps, "quiz"] if keeps and is_kept(quiz, settings) else ["quiz"]


def runtime_file(name: str, language: Language) -> bytes:
    """A script or style sheet as pages load it."""
    code = (WEB / name).read_bytes()
    if name not in WORDS_OF:
        return code
    say = catalogue(language)
    words = {"lang": say.locale} | say.part(*WORDS_OF[name])
    before = f"window.rapportWords=Object.assign(window.rapportWords||{{}},{json_data(words)});\n"
    return before.encode() + code


def runtime_files(names: Iterable[str], language: Language) -> dict[str, bytes]:
    """Several of them, by where they stand in the docs folder."""
    return {f"assets/rapport/{name}": runtime_file(name, language) for name in names}
