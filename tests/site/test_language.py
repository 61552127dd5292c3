"""A site in another language: what Rapport says, and what the theme says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rapport.catalogue.words import Message, catalogue
from rapport.site.build import Engine
from rapport.site.compile import examine
from rapport.site.project import Project
from tests.site.html_pages import Element, parse
from tests.site.projects import DEMONSTRATION, built, change_settings, make_project

ALSO_WRITTEN = {"Check before use.", "Ask the other half."}
"""What the content says in the same words: a reason beside help lines, and a title."""


def french_site(folder: Path, engine: Engine = "mkdocs") -> Project:
    project = make_project(folder, DEMONSTRATION)
    change_settings(project, language="fr")
    built(project, engine=engine)
    return project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return french_site(tmp_path_factory.mktemp("french"))


def page_at(file: Path) -> Element:
    return parse(file.read_text(encoding="utf-8"))


def forms(message: Message) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


def fixed_parts(language: str, *sections: str) -> set[str]:
    """Whole messages without places, which can be looked for in a page."""
    said = catalogue(language)  # type: ignore[arg-type]
    messages = [m for section in sections for m in said.sections[section].values()]
    return {text for m in messages for text in forms(m) if "{" not in text and " " in text}


def test_quizzes_speak_french_and_no_english_of_ours(project: Project) -> None:
    english = fixed_parts("en", "form", "help", "rules") - fixed_parts(
        "fr", "form", "help", "rules"
    )
    assert len(english) > 40
    for quiz in ("which-dynamic", "ten-minute-check", "four-tips-audit", "own-needs-check"):
        page = page_at(project.site / "quiz" / quiz / "index.html")
        section = next(e for e in page.all("section") if "rapport-quiz" in e.classes)
        words = section.words
        assert [m for m in english - ALSO_WRITTEN if m in words and m not in authors(section)] == []
        assert "Faire le calcul au crayon" in words


def authors(section: Element) -> str:
    """What authors wrote stands in the data and in the parts of results."""
    return " ".join(e.words for e in section.walk() if "data-part" in e.attributes)


def test_the_theme_speaks_it_too(project: Project) -> None:
    page = page_at(project.site / "index.html")
    assert page.one("html").attributes["lang"] == "fr"


def test_scripts_bring_the_words_of_the_language(project: Project) -> None:
    text = (project.site / "assets" / "rapport" / "quiz.js").read_text(encoding="utf-8")
    words = json.loads(text.splitlines()[0].partition("||{},")[2].removesuffix(");"))
    assert words["lang"] == "fr"
    assert words["see_result"] == "Voir mon résultat"


def test_zensical_speaks_it_too(tmp_path: Path) -> None:
    project = french_site(tmp_path, "zensical")
    page = page_at(project.site / "quiz" / "which-dynamic" / "index.html")
    assert page.one("html").attributes["lang"] == "fr"
    assert "Faire le calcul au crayon" in page.one("html").words


def test_a_language_that_is_not_there_is_named(tmp_path: Path) -> None:
    project = make_project(tmp_path, DEMONSTRATION)
    change_settings(project, language="de")
    problems = [p for p in examine(project, strict=True).problems if p.severity == "error"]
    assert [p.message for p in problems] == ["“language” cannot be “de”."]
