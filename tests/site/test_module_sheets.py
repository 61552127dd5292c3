"""The sheets of a module: what stands on each, and who never gets to see it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rapport.model.module import CourseModule
from rapport.render.module_sheets import matters, timetable
from rapport.render.pages import RenderedSite, RenderOptions, published_ids, render_site
from rapport.site.build import Engine, build_site
from rapport.site.compile import examine
from rapport.site.project import Project
from tests.site.html_pages import Element, article, parse, read_page
from tests.site.projects import (
    PAGE_HEAD,
    change_settings,
    make_project,
    snapshot,
    write_entry,
    write_reflection,
)

SECRETS = ("Breathe before you speak", "Hand out the cards late", "Nobody is wrong here")
"""Words of trainer notes."""


def write_module(project: Project, **fields: Any) -> None:
    steps = [
        {"use": "braced", "minutes": 8, "mode": "discuss", "note": "Swap", "objectives": ["tm-2"]},
        {"use": "first-hour", "minutes": 10, "mode": "read", "objectives": ["tm-1", "tm-2"]},
        {"use": "look-back", "minutes": 4, "mode": "note"},
        {"use": "today", "minutes": 3, "mode": "do", "objectives": ["tm-1"]},
    ]
    module = {
        "id": "two-meetings",
        "type": "module",
        "title": "Two meetings",
        "summary": "A path for a test.",
        **PAGE_HEAD,
        "objectives": [
            {"id": "tm-1", "text": "Describe a beginning"},
            {"id": "tm-2", "text": "Name a habit"},
        ],
        "steps": steps,
        "delivery": ["workshop", "supervision"],
        "materials": ["A clock"],
        "cpd": {"minutes": 25, "statement": "A statement of attendance"},
        "trainer_notes": f"**Running it.** {SECRETS[0]}.",
    }
    write_entry(project, "modules/two-meetings.yml", **{**module, **fields})


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small library with a module and what it uses."""
    made = make_project(tmp_path)
    write_entry(
        made,
        "scenarios/braced.yml",
        **{
            "id": "braced",
            "type": "scenario",
            "title": "Braced",
            "summary": "Somebody has prepared himself.",
            **PAGE_HEAD,
            "fictional": "true",
            "setting": "An office",
            "people": [{"name": "Milan", "role": "counsellor"}],
            "text": "There are four forms on the desk.",
            "question": "How could it have begun?",
            "debrief": "The forms could have waited.",
            "trainer_notes": f"{SECRETS[1]}.",
        },
    )
    write_reflection(
        made, "look-back", prompt="What stayed?", follow_ups=["And why?"], trainer_notes=SECRETS[2]
    )
    write_module(made)
    return made


def built_site(project: Project, engine: Engine = "mkdocs") -> Path:
    done = build_site(project, engine=engine, strict=False)
    assert not done.compiled.failed, done.compiled.examined.problems
    return done.site


def sheet(site: Path, name: str) -> Element:
    return article(read_page(site / "module" / "two-meetings" / name / "index.html"))


def rendered(project: Project, **options: Any) -> RenderedSite:
    examined = examine(project, strict=False)
    library = examined.loaded.library
    assert library is not None
    files = {i: o.tree.path for i, o in examined.loaded.origins.items()}
    usual = RenderOptions(drafts=False, directory_urls=True, source_files=files)
    return render_site(library, examined.proven, replace(usual, **options))


def rows(page: Element) -> list[list[str]]:
    body = page.one("table", css_class="rp-timetable").one("tbody")
    return [[cell.words for cell in row.all("td")] for row in body.all("tr")]


def test_the_clock_runs_from_step_to_step(project: Project) -> None:
    site = built_site(project)

    for name in ("trainer", "participant"):
        assert rows(sheet(site, name)) == [
            ["0–8", "Discuss", "Braced", "Objective 2"],
            ["8–18", "Read", "Give the first hour to the person", "Objectives 1, 2"],
            ["18–22", "Note down", "Title of look-back", "–"],
            ["22–25", "Do", "Today", "Objective 1"],
        ]
        assert "25 in all" in sheet(site, name).one("caption").words


def test_each_sheet_has_what_its_reader_needs(project: Project) -> None:
    site = built_site(project)
    trainer, participant, log = (
        sheet(site, name).words for name in ("trainer", "participant", "reflective-log")
    )

    for words in (*SECRETS, "A clock", "How could it have begun?", "The forms could have waited."):
        assert words in trainer
    for words in ("Swap", "There are four forms on the desk.", "How could it have begun?"):
        assert words in participant
    assert "What stayed?" in participant
    assert "And why?" in participant
    assert "The forms could have waited." not in participant
    for words in ("Date", "Minutes (planned: 25)", "only if you wish", "A statement of attendance"):
        assert words in log
    for page in (trainer, participant, log):
        assert "Describe a beginning" in page
        assert "Version 1.0" in page
        assert "written by The editors" in page
    boxes = sheet(site, "reflective-log").all("section", css_class="rp-box")
    assert [b.one("h2").words for b in boxes] == [
        "What I read or did",
        "What I will change",
        "When I will check, and how I will know",
    ]
    assert all(b.one("div", css_class="rp-lines").all("span") for b in boxes)


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_trainer_notes_stand_on_the_trainer_sheet_only(project: Project, engine: Engine) -> None:
    site = built_site(project, engine)

    for words in SECRETS:
        holding = [name for name, data in snapshot(site).items() if words.encode() in data]
        assert holding == ["module/two-meetings/trainer/index.html"]


def test_a_site_without_trainer_pages_has_no_word_of_them(project: Project) -> None:
    change_settings(project, features={"trainer_pages": "false"})

    site = built_site(project)

    assert sorted(p.name for p in (site / "module" / "two-meetings").iterdir()) == [
        "index.html",
        "participant",
        "reflective-log",
    ]
    everything = b"".join(snapshot(site).values()) + b"".join(snapshot(project.docs).values())
    assert b"Trainer sheet" not in everything
    assert not [words for words in SECRETS if words.encode() in everything]


@pytest.mark.parametrize("setting", ["true", "false"])
def test_whoever_builds_may_decide_otherwise(project: Project, setting: str) -> None:
    change_settings(project, features={"trainer_pages": setting})
    file = "module/two-meetings/trainer.md"

    assert (file in rendered(project).files) == (setting == "true")
    assert file in rendered(project, trainer=True).files
    without = rendered(project, trainer=False).files
    assert file not in without
    assert b"two-meetings/trainer" not in without["module/two-meetings.md"]


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_sheets_are_found_through_their_module_only(project: Project, engine: Engine) -> None:
    site = built_site(project, engine)

    page = article(read_page(site / "module" / "two-meetings" / "index.html"))
    cards = page.one("ul", css_class="rp-sheets").all("a")
    assert [a.one("strong").words for a in cards] == [
        "Trainer sheet",
        "Participant sheet",
        "Reflective log",
    ]
    index = next(p for p in (site / "search/search_index.json", site / "search.json") if p.exists())
    data = json.loads(index.read_text(encoding="utf-8"))
    found = [d["location"] for d in data.get("docs") or data["items"]]
    assert [place for place in found if place.startswith("module/two-meetings/")]
    assert not [p for p in found if "/trainer" in p or "/participant" in p or "-log" in p]
    whole = read_page(site / "module" / "two-meetings" / "index.html")
    navigation = [a.attributes["href"] for nav in whole.all("nav") for a in nav.all("a")]
    assert navigation
    assert not [a for a in navigation if "trainer" in a or "participant" in a]


def test_a_sensitive_step_is_announced_with_help(project: Project) -> None:
    scenario = project.content / "scenarios" / "braced.yml"
    scenario.write_text(scenario.read_text() + "content_note: suicide\n")

    site = built_site(project)

    for name in ("trainer", "participant"):
        page = sheet(site, name)
        notes = page.all("div", css_class="rp-content-note")
        assert len(notes) == 1
        assert "This page talks about suicidal thoughts." in notes[0].words
        steps = page.all("section", css_class="rp-sheet-step")
        assert "touches on suicidal thoughts" in steps[0].words
        assert "touches on" not in steps[1].words
        assert [s.attributes["id"] for s in page.all("section", css_class="rp-help")] == ["help"]
    assert "anyone may leave it out" in sheet(site, "trainer").words


def test_a_sensitive_module_says_so_once_on_each_sheet(project: Project) -> None:
    write_module(project, content_note="abuse")

    site = built_site(project)

    for name in ("trainer", "participant", "reflective-log"):
        page = sheet(site, name)
        assert len(page.all("div", css_class="rp-content-note")) == 1
        assert len(page.all("section", css_class="rp-help")) == 1


def test_nothing_of_a_draft_is_printed(project: Project) -> None:
    scenario = project.content / "scenarios" / "braced.yml"
    scenario.write_text(scenario.read_text().replace("status: reviewed", "status: draft"))
    hidden = (b"There are four forms", b"The forms could have waited", SECRETS[1].encode())

    without, with_drafts = rendered(project).files, rendered(project, drafts=True).files

    for words in hidden:
        assert not [name for name, data in without.items() if words in data]
        assert [name for name, data in with_drafts.items() if words in data]


def test_steps_of_every_kind_have_something_to_work_with(tmp_path: Path) -> None:
    """With the shipped library: no step of a participant's sheet is only a title."""
    project = make_project(tmp_path, Path(__file__).parents[2] / "content")
    examined = examine(project, strict=False)
    library = examined.loaded.library
    assert library is not None
    files = rendered(project).files
    for module in library.of(CourseModule):
        text = files[f"module/{module.id}/participant.md"].decode()
        printed = parse(text).all("section", css_class="rp-sheet-step")
        assert len(printed) == len(module.steps)
        for section, step in zip(printed, module.steps, strict=True):
            told = [e.words for e in section.all() if e.tag in ("li", "p") and e.words]
            assert [w for w in told[1:] if w != step.note], f"{module.id}: {step.use}"
        steps = timetable(library, module, published_ids(library, drafts=False))
        assert steps[-1].end == sum(s.minutes for s in module.steps)
        assert [s.start for s in steps[1:]] == [s.end for s in steps[:-1]]
        assert module.content_note not in matters(module, steps)
