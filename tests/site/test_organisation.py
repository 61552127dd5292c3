"""A second organisation over the base library: other words, region, pages, look."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from rapport.site.build import Engine
from rapport.site.project import Project, find_project
from tests.site.html_pages import Element, article, read_page
from tests.site.projects import DEMONSTRATION, ROOT, built, make_project

RIVERSIDE = ROOT / "tests" / "organisations" / "riverside" / "content"
PLUGINS = [{"search": {}}, {"rapport": {"base_dir": "base"}}]
ENGINES: tuple[Engine, ...] = ("mkdocs", "zensical")


@dataclass(frozen=True)
class Made:
    """The organisation's project, and the site that one engine made of it."""

    project: Project
    engine: Engine

    def page(self, path: str) -> Element:
        """A page of the site."""
        return read_page(self.project.site / path / "index.html")

    def article(self, path: str) -> Element:
        """What is ours on a page."""
        return article(self.page(path))


def riverside(folder: Path) -> Project:
    """Riverside's content over an untouched base library."""
    project = make_project(folder, RIVERSIDE, plugins=PLUGINS)
    shutil.copytree(DEMONSTRATION, folder / "base")
    return find_project(project.config_file)


@pytest.fixture(scope="module", params=ENGINES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The site, built strictly."""
    project = riverside(tmp_path_factory.mktemp("riverside"))
    built(project, engine=request.param)
    return Made(project, request.param)


def test_the_site_bears_its_name_logo_and_colours(made: Made) -> None:
    home = made.page("")
    assert home.one("title").words == "Riverside Youth Mentoring"
    assert home.one("h1").words.startswith("Riverside Youth Mentoring")
    logos = {
        e.attributes["src"].removeprefix("./")
        for e in home.all("img")
        if "logo" in e.attributes.get("src", "")
    }
    assert logos == {"assets/rapport/logo.svg"}
    assert (made.project.site / "assets/rapport/logo.svg").read_bytes() == (
        RIVERSIDE / "logo.svg"
    ).read_bytes()
    styles = [
        e.attributes["href"].removeprefix("./") for e in home.all("link") if "href" in e.attributes
    ]
    assert "assets/rapport/organisation.css" in styles
    assert "#3b2f6b" in (made.project.site / "assets/rapport/organisation.css").read_text()


def test_its_words_stand_in_pages_checks_and_worksheets(made: Made) -> None:
    pattern = made.article("dynamic/co-dependent").words
    assert "young person" in pattern and "mentor" in pattern
    assert "The helper" not in pattern and "The person" not in pattern
    tip = made.article("tip/first-hour")
    assert "Try it in the next catch-up" in tip.words
    for check in ("which-dynamic", "ten-minute-check", "four-tips-audit", "own-needs-check"):
        said = made.article(f"quiz/{check}").words
        assert "$" not in said
        assert "this person" not in said.lower()


def test_no_placeholder_is_published(made: Made) -> None:
    texts = [p for p in made.project.site.rglob("*") if p.suffix in (".html", ".json")]
    names = ("$helper", "$client", "$session", "$Helper", "$Client", "$Session")
    for file in texts:
        if "assets/javascripts" in file.as_posix():
            continue
        text = file.read_text(encoding="utf-8")
        assert not [n for n in names if n in text], file


def test_its_own_pages_stand_beside_those_of_the_base(made: Made) -> None:
    assert made.article("tip/be-on-time").one("h1").words.startswith("Be there when you said")
    tips = [e.one("strong").words for e in made.article("tip").all("a") if e.all("strong")]
    assert tips[-1] == "Be there when you said" and len(tips) == 5
    assert "safeguarding" in made.article("quiz/riverside-basics").words


def test_a_hidden_page_is_nowhere(made: Made) -> None:
    assert not (made.project.site / "concept/computers-and-contact").exists()
    for file in made.project.site.rglob("*.html"):
        assert "computers-and-contact" not in file.read_text(encoding="utf-8"), file
    for file in made.project.site.glob("**/search*.json"):
        assert "computers-and-contact" not in json.dumps(json.loads(file.read_text()))


def test_an_adapted_page_says_so_and_keeps_the_rest(made: Made) -> None:
    page = made.article("concept/endings")
    assert page.one("h1").words.startswith("Endings at Riverside")
    foot = page.one("footer", css_class="rp-foot").words
    assert (
        "Version 1.0, adapted by Riverside Youth Mentoring from version 1.0 of the base library"
    ) in foot
    assert "A door, not a leash" in page.words


def test_naming_a_reviewer_lifts_the_notice(made: Made) -> None:
    reviewed = made.article("concept/safety-and-suicide").words
    assert "reviewed by A. Example (made-up reviewer for this test)" in reviewed
    assert "not yet been reviewed" not in reviewed
    assert "not yet been reviewed" in made.article("scenario/worried-about-safety").words


def test_its_region_and_procedures_stand_in_the_help_panel(made: Made) -> None:
    panel = made.article("concept/safety-and-suicide").one("section", css_class="rp-help")
    assert "New Zealand" in panel.words and "1737" in panel.words
    assert "Samaritans" not in panel.words
    assert "Nobody has checked this number on the service's own site yet" in panel.words
    links = {e.attributes.get("href") for e in panel.all("a")}
    assert {"https://riverside.example/safeguarding", "https://riverside.example/crisis"} <= links
    whole = made.article("about/safety").words
    assert "Samaritans" not in whole and "Lifeline" not in whole


def test_trainer_sheets_and_notes_are_left_out(made: Made) -> None:
    assert (made.project.site / "module/recognising-patterns/participant/index.html").exists()
    assert not list(made.project.site.glob("module/*/trainer"))
    assert "trainer/" not in made.article("module/recognising-patterns").text


def test_its_files_are_edited_and_those_of_the_base_are_not(made: Made) -> None:
    docs = made.project.docs
    assert 'source_file: "content/tips/be-on-time.yml"' in (docs / "tip/be-on-time.md").read_text()
    assert "source_file" not in (docs / "tip/first-hour.md").read_text()


def test_an_update_of_the_base_keeps_what_is_its_own(tmp_path: Path) -> None:
    """The base library is replaced by a newer one: its new text arrives, and ours stays."""
    project = riverside(tmp_path)
    built(project)
    endings = tmp_path / "base" / "concepts" / "endings.yml"
    newer = endings.read_text(encoding="utf-8").replace('version: "1.0"', 'version: "1.1"')
    endings.write_text(newer.replace("A door, not a leash.", "A door that opens."), "utf-8")
    from rapport.site.build import build_site

    done = build_site(project)
    notes = [(p.rule, p.severity) for p in done.compiled.examined.problems]
    assert notes == [("base-moved", "note")]
    page = article(read_page(project.site / "concept/endings/index.html")).words
    assert "Endings at Riverside" in page and "A door that opens." in page
    assert "Version 1.1, adapted by Riverside Youth Mentoring from version 1.0" in page
