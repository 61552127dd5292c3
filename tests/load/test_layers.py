"""An organisation's content over a base library."""

from __future__ import annotations

from pathlib import Path

import pytest

from rapport.check.checked import check
from rapport.load.content import Loaded, load_content
from rapport.model.diagnostic import Diagnostic
from tests.content_cases import CONTENT, VALID

SHIPPED = Path(__file__).parents[2] / "content"


def laid_over_valid(folder: Path, **files: str) -> Loaded:
    own = folder / "content"
    own.mkdir()
    for name, text in files.items():
        (own / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_content(own, folder, VALID)


def told(problems: list[Diagnostic]) -> list[tuple[str, str, int, str, str]]:
    return [
        (p.rule, Path(p.place.path).name, p.place.line, p.message, p.hint)
        for p in problems
        if p.severity != "warning"
    ]


CHANGED = """\
id: first-hour
type: changes
of_version: "1.0"
summary: Our own summary.
"""


def test_without_entries_of_its_own_the_base_is_the_library(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path)
    alone = load_content(VALID)
    assert loaded.problems == []
    assert loaded.library == alone.library


def test_changed_keys_replace_those_of_the_base_and_the_rest_stays(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path, tip=CHANGED)
    library, base = loaded.library, load_content(VALID).library
    assert library is not None and base is not None and loaded.problems == []
    page, old = library.entities["first-hour"], base.entities["first-hour"]
    assert page == old.model_copy(update={"summary": "Our own summary."})
    assert list(library.entities) == list(base.entities)
    assert library.adapted == {"first-hour": "1.0"}


def test_places_are_in_the_file_that_says_it(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path, tip=CHANGED)
    origin = loaded.origins["first-hour"]
    assert origin.place("summary").path == "content/tip.yml"
    assert origin.place("summary").line == 4
    base = origin.place("do_dont", 0, "do")
    assert Path(base.path).name == "first-hour.yml" and base.path in loaded.base_paths
    assert loaded.texts[base.path].splitlines()[base.line - 1].lstrip(" -").startswith("do:")


def test_an_empty_key_takes_that_of_the_base_away(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path, tip=CHANGED + "phrases:\n")
    assert loaded.problems == [] and loaded.library is not None
    assert loaded.library.entities["first-hour"].phrases == ()  # type: ignore[union-attr]


def test_a_mistake_in_the_changes_is_shown_there(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path, tip=CHANGED + "summry: x\n")
    assert told(loaded.problems) == [
        ("unknown-key", "tip.yml", 5, "“summry” is not a key of a tip.", "Did you mean “summary”?")
    ]


def test_changes_say_which_version_they_were_made_for(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path, tip=CHANGED.replace('of_version: "1.0"\n', ""))
    assert told(loaded.problems) == [
        (
            "missing-key",
            "tip.yml",
            1,
            "“of_version” is missing from these changes.",
            'Add “of_version: "1.0"”: the version of the base page that you changed.',
        )
    ]


def test_a_newer_base_page_is_told_and_stops_nothing(tmp_path: Path) -> None:
    loaded = laid_over_valid(tmp_path, tip=CHANGED.replace('"1.0"', '"0.9"'))
    (problem,) = loaded.problems
    assert problem.severity == "note"
    assert told([problem]) == [
        (
            "base-moved",
            "tip.yml",
            3,
            "You changed version 0.9 of “first-hour”; the base library now has 1.0.",
            "Read the new page, bring your changes up to date, and write its version here.",
        )
    ]
    assert loaded.library is not None and loaded.library.adapted == {"first-hour": "0.9"}


def test_a_hidden_page_is_gone_and_nothing_that_names_it_is_blamed(tmp_path: Path) -> None:
    loaded = laid_over_valid(
        tmp_path, hide="id: first-hour\ntype: hidden\nreason: We teach it in another way.\n"
    )
    assert loaded.library is not None
    assert "first-hour" not in loaded.library.entities
    assert "first-hour" in loaded.library.hidden
    assert [p for p in check(loaded, strict=False).problems if p.severity == "error"] == []


def test_two_sets_of_settings_are_one_mistake(tmp_path: Path) -> None:
    site = "type: site\ntagline: Ours.\n"
    loaded = laid_over_valid(tmp_path, site=site, settings=site)
    assert [p.rule for p in loaded.problems] == ["site-twice"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "id: first-huor\ntype: hidden\n",
            (
                "base-unknown",
                "The base library has no entry “first-huor”.",
                "Did you mean “first-hour”?",
            ),
        ),
        (
            "type: hidden\n",
            (
                "missing-key",
                "This entry does not say by its “id” what to hide.",
                "Add “id:” with the id of one entry of the base library.",
            ),
        ),
        (
            "id: smith-2020\ntype: hidden\n",
            (
                "base-hidden",
                "“smith-2020” cannot be hidden: other pages rest on it.",
                "Pages, quizzes and glossary terms can be hidden.",
            ),
        ),
        (
            "id: first-hour\ntype: hidden\nresaon: x\n",
            ("unknown-key", "“resaon” is not a key of a hidden entry.", "Did you mean “reason”?"),
        ),
        (
            "- {id: first-hour, type: hidden}\n- {id: first-hour, type: hidden}\n",
            ("base-twice", "“first-hour” is hidden or changed twice.", "Keep one of the two."),
        ),
        (
            "id: first-hour\ntype: concept\n",
            ("missing-key", "", ""),
        ),
    ],
)
def test_what_cannot_be_hidden_or_changed(
    tmp_path: Path, text: str, wanted: tuple[str, str, str]
) -> None:
    problems = laid_over_valid(tmp_path, x=text).problems
    if wanted[1]:
        assert [(p.rule, p.message, p.hint) for p in problems] == [wanted]
    else:
        assert {p.rule for p in problems} == {wanted[0]}


def test_an_entry_of_its_own_may_not_take_an_id_of_the_base(tmp_path: Path) -> None:
    text = (VALID / "tips" / "first-hour.yml").read_text(encoding="utf-8")
    (problem,) = laid_over_valid(tmp_path, tip=text).problems
    assert (problem.rule, problem.place.path) == ("duplicate-id", "content/tip.yml")
    assert problem.hint == (
        "Choose another; to change the base library's entry write “type: changes”."
    )


def test_without_a_base_there_is_nothing_to_change(tmp_path: Path) -> None:
    own = tmp_path / "content"
    own.mkdir()
    (own / "tip.yml").write_text(CHANGED, encoding="utf-8")
    problems = load_content(own).problems
    assert [(p.rule, p.message) for p in problems if p.rule != "site-missing"] == [
        ("base-unknown", "There is no base library, so there is nothing to change.")
    ]


def test_settings_are_merged_key_by_key(tmp_path: Path) -> None:
    site = """\
type: site
organisation: Riverside
terms: {helper: mentor, helpers: mentors}
people:
  - {id: riverside, name: Riverside team}
retention_days: 30
"""
    loaded = laid_over_valid(tmp_path, site=site)
    base = load_content(VALID).settings
    settings = loaded.settings
    assert loaded.problems == [] and settings is not None and base is not None
    assert (settings.organisation, settings.retention_days) == ("Riverside", 30)
    assert (settings.terms.helper, settings.terms.client) == ("mentor", base.terms.client)
    assert [p.id for p in settings.people] == ["riverside", *(p.id for p in base.people)]
    assert settings.emergency == base.emergency
    origin = loaded.site_origin
    assert origin is not None
    assert origin.place("people", 0, "id").path == "content/site.yml"
    assert origin.place("people", 1, "id").path in loaded.base_paths
    assert origin.place("terms", "helpers").line == 3


def test_a_base_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (problem,) = load_content(tmp_path / "content", tmp_path, tmp_path / "gone").problems
    assert (problem.rule, problem.place.path) == ("base-missing", "gone")


MODULE = """\
id: our-hour
type: module
title: Our hour
summary: A module of our own.
status: reviewed
version: "1.0"
last_reviewed: 2026-01-31
authors: [ed-team]
steps: [{{use: {use}, minutes: 5, mode: read}}]
delivery: [workshop]
cpd: {{minutes: 5, statement: A statement of attendance}}
"""


@pytest.mark.parametrize(
    ("use", "hidden", "told_of"),
    [
        ("first-hour", "first-hour", True),
        ("one-thing-alone", "leaning", True),  # a strategy of that pattern
        ("who-else", "first-hour", False),
        ("our-hour", "first-hour", False),
    ],
)
def test_a_step_does_not_use_what_is_hidden(
    tmp_path: Path, use: str, hidden: str, told_of: bool
) -> None:
    loaded = laid_over_valid(
        tmp_path, hide=f"id: {hidden}\ntype: hidden\n", module=MODULE.format(use=use)
    )
    found = [p.rule for p in check(loaded, strict=False).problems if p.severity == "error"]
    assert found == (["module-step-hidden"] if told_of else [])


def test_an_entry_of_ones_own_may_take_the_place_of_a_hidden_one(tmp_path: Path) -> None:
    own = (VALID / "reflections" / "who-else.yml").read_text(encoding="utf-8")
    loaded = laid_over_valid(
        tmp_path,
        hide="id: who-else\ntype: hidden\n",
        own=own,
        module=MODULE.format(use="who-else"),
    )
    found = [p.rule for p in check(loaded, strict=False).problems if p.severity == "error"]
    assert found == []


def test_a_hidden_knowledge_check_is_missed_by_no_objective(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    hide = "id: knowledge-check\ntype: hidden\n"
    (tmp_path / "content" / "hide.yml").write_text(hide, encoding="utf-8")
    loaded = load_content(tmp_path / "content", tmp_path, SHIPPED)
    found = [p.rule for p in check(loaded, strict=True).problems if p.severity == "error"]
    assert found == []


def test_a_module_that_uses_a_hidden_page_is_told_where_it_was_hidden(tmp_path: Path) -> None:
    own = tmp_path / "content"
    own.mkdir()
    (own / "changes.yml").write_text("- {id: same-chair, type: hidden}\n", encoding="utf-8")
    loaded = load_content(own, tmp_path, CONTENT)
    (problem,) = (p for p in check(loaded, strict=True).problems if p.rule == "module-step-hidden")
    assert str(problem.place) == "content/changes.yml:1:8"
    assert problem.message == "“same-chair” is hidden, and a step of “alive-and-ending” uses it."
    assert Path(problem.related[0].place.path).name == "alive-and-ending.yml"


def test_a_version_is_one(tmp_path: Path) -> None:
    (problem,) = laid_over_valid(tmp_path, tip=CHANGED.replace('"1.0"', "banana")).problems
    assert (problem.rule, problem.place.line) == ("bad-value", 3)
    assert problem.message == "“banana” is not a version."


def test_regions_of_its_own_are_not_excused_by_the_base(tmp_path: Path) -> None:
    """The base library's reason is about its own numbers, and readers would believe it."""
    site = """\
type: site
default_region: uk-ie
regions:
  - {id: uk-ie, label: Here, emergency: "112", helplines: [{name: Ours, phone: "1"}]}
"""
    own = tmp_path / "content"
    own.mkdir()
    (own / "site.yml").write_text(site, encoding="utf-8")
    loaded = load_content(own, tmp_path, CONTENT)
    assert loaded.settings is not None
    excused = {(e.rule, e.entity) for e in loaded.settings.exceptions}
    assert ("helpline-unchecked", "uk-ie") not in excused
    assert ("helpline-unchecked", "directory") in excused
    assert ("sensitive-unreviewed", "safety-and-suicide") in excused
    found = [p for p in check(loaded, strict=True).problems if p.severity == "error"]
    assert [(p.rule, p.place.path) for p in found] == [("helpline-unchecked", "content/site.yml")]
