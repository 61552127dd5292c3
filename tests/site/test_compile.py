"""The compile step as authors meet it: what is published, marked, redirected and left alone."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest

from rapport.site.build import Engine, EngineFailed, build_site
from rapport.site.compile import compile_project
from rapport.site.project import Project, find_project
from tests.site.html_pages import article, read_page
from tests.site.projects import (
    EXTRA,
    SMALL,
    built,
    change_settings,
    compiled,
    make_project,
    run,
    snapshot,
    write_entry,
    write_reflection,
)


def test_the_same_bytes_in_any_folder_and_with_any_hash_seed(tmp_path: Path) -> None:
    seen = []
    for seed, name in (("0", "one"), ("4711", "quite another place")):
        project = make_project(tmp_path / name, SMALL, EXTRA)
        done = run("rapport", "build", folder=project.root, PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        seen.append((snapshot(project.docs), snapshot(project.site)))

    first, second = seen
    assert first[0] == second[0]
    del first[1]["sitemap.xml.gz"], second[1]["sitemap.xml.gz"]  # gzip notes the second
    assert first[1] == second[1]


def test_a_second_compile_writes_nothing(project: Project) -> None:
    assert compiled(project).written.changed > 0
    assert compiled(project).written.changed == 0


def test_an_edit_writes_the_page_and_its_lists_only(project: Project) -> None:
    compiled(project)
    before = snapshot(project.docs)
    file = project.content / "reflections" / "who-else.yml"
    file.write_text(file.read_text().replace("this week?", "today?"))

    compiled(project)

    after = snapshot(project.docs)
    assert [name for name in after if after[name] != before[name]] == ["reflection/who-else.md"]


def test_a_foreign_page_survives_and_is_built(project: Project) -> None:
    compiled(project)
    (project.docs / "by-hand.md").write_text("# Written by hand\n")
    write_reflection(project, "who-is-it")
    compiled(project)
    (project.content / "reflections" / "who-is-it.yml").unlink()

    built(project)

    assert (project.docs / "by-hand.md").read_text() == "# Written by hand\n"
    assert not (project.docs / "reflection" / "who-is-it.md").exists()
    assert "Written by hand" in (project.site / "by-hand" / "index.html").read_text()


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_failed_compile_leaves_the_last_good_site(project: Project, engine: Engine) -> None:
    built(project, engine=engine)
    before = snapshot(project.docs), snapshot(project.site)
    write_reflection(project, "broken", related=["nobody-home"])
    write_reflection(project, "fine")

    done = build_site(project, engine=engine, strict=True)

    assert done.compiled.failed
    assert [p.rule for p in done.compiled.examined.problems] == ["dangling-reference"]
    assert (snapshot(project.docs), snapshot(project.site)) == before


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_failed_engine_leaves_the_last_good_site(project: Project, engine: Engine) -> None:
    built(project, engine=engine)
    before = snapshot(project.site)
    (project.root / "theme_overrides" / "main.html").write_text("{% extends 'nowhere.html' %}")

    with pytest.raises(EngineFailed, match=r"nowhere\.html"):
        build_site(project, engine=engine, strict=True)

    assert snapshot(project.site) == before


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_warning_of_the_engine_fails_a_strict_build(project: Project, engine: Engine) -> None:
    compiled(project)
    (project.docs / "by-hand.md").write_text("# By hand\n\n[nowhere](missing.md)\n")

    with pytest.raises(EngineFailed, match=r"missing\.md"):
        build_site(project, engine=engine, strict=True)
    assert not project.site.exists()

    loose = build_site(project, engine=engine, strict=False)
    assert "missing.md" in "".join(loose.warnings)
    assert (project.site / "index.html").exists()


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_warning_about_content_fails_a_strict_build(project: Project, engine: Engine) -> None:
    write_reflection(project, "who-else", status="retired")

    strict = build_site(project, engine=engine, strict=True)
    assert strict.compiled.failed
    assert not project.site.exists()
    loose = build_site(project, engine=engine, strict=False)
    assert not loose.compiled.failed
    assert [p.rule for p in loose.compiled.examined.problems] == ["retired-linked"]


def link_to(project: Project, target: str) -> None:
    """Let a page link to an entry in its text and in its list of related ones."""
    write_entry(
        project,
        "tips/second.yml",
        **{
            "id": "second",
            "type": "tip",
            "title": "Second tip",
            "summary": "Another one.",
            "status": "reviewed",
            "version": "1.0",
            "last_reviewed": "2026-01-31",
            "authors": ["ed-team"],
            "minutes": 5,
            "number": 2,
            "one_line": "One line.",
            "why": f"Because of [words of a link]({target}) here.",
            "do_dont": [{"do": "This", "dont": "That", "because": f"Of [those words]({target})."}],
            "try_this": [{"minutes": 5, "text": "Try"}],
            "related": [target, "first-hour"],
        },
    )


def test_a_draft_is_left_out_of_a_strict_build(project: Project) -> None:
    write_reflection(project, "unripe", status="draft")
    link_to(project, "unripe")

    built(project)

    assert not (project.docs / "reflection" / "unripe.md").exists()
    assert all(b"unripe" not in content for content in snapshot(project.site).values())
    tip = article(read_page(project.site / "tip" / "second" / "index.html"))
    assert "Because of words of a link here." in tip.words
    assert "Of those words." in tip.words
    assert [a.words for a in tip.all("a") if "words" in a.words] == []
    assert [a.words for a in tip.one("ul", css_class="rp-related").all("a")] == [
        "Give the first hour to the person"
    ]


def test_a_draft_is_shown_and_marked_otherwise(project: Project) -> None:
    write_reflection(project, "unripe", status="draft")
    link_to(project, "unripe")

    built(project, strict=False)

    page = article(read_page(project.site / "reflection" / "unripe" / "index.html"))
    assert "Draft." in page.one("div", css_class="rp-notice").words
    assert "Prompt of unripe?" in page.words
    tip = article(read_page(project.site / "tip" / "second" / "index.html"))
    assert tip.words.count("words of a link") == 1
    links = {a.words: a.attributes["href"] for a in tip.all("a")}
    assert links["words of a link"] == links["those words"] == "../../reflection/unripe/"
    finished = article(read_page(project.site / "reflection" / "who-else" / "index.html"))
    assert finished.all("div", css_class="rp-notice") == []


def test_drafts_can_be_chosen_apart_from_strictness(project: Project) -> None:
    write_reflection(project, "unripe", status="draft")

    assert not compile_project(project, strict=False, drafts=False).failed
    assert not (project.docs / "reflection" / "unripe.md").exists()
    assert not compile_project(project, strict=True, drafts=True).failed
    assert (project.docs / "reflection" / "unripe.md").exists()


@pytest.mark.parametrize("strict", [True, False])
def test_a_retired_page_is_gone(project: Project, strict: bool) -> None:
    write_reflection(project, "bygone")
    compiled(project)
    write_reflection(project, "bygone", status="retired", aliases=["long-bygone"])

    built(project, strict=strict)

    assert all(b"bygone" not in content for content in snapshot(project.site).values())


@pytest.mark.parametrize("urls", [True, False])
def test_an_old_id_leads_to_the_new_place(tmp_path: Path, urls: bool) -> None:
    project = make_project(tmp_path, use_directory_urls=urls)
    write_reflection(project, "new-name", aliases=["old-name"], title="A <new> name")
    write_entry(
        project,
        "more-terms.yml",
        id="bond",
        type="glossary",
        title="Bond",
        summary="A tie.",
        definition="What holds.",
        aliases=["tie"],
    )

    built(project)

    places = {"reflection/old-name": "reflection/new-name/", "glossary/tie": "glossary/#bond"}
    if not urls:
        places = {
            "reflection/old-name": "reflection/new-name.html",
            "glossary/tie": "glossary/index.html#bond",
        }
    for old, new in places.items():
        file = f"{old}{'/index' if urls else ''}.html"
        page = read_page(project.site / file)
        refresh = next(m for m in page.all("meta") if m.attributes.get("http-equiv") == "refresh")
        leads_to = page.one("a").attributes["href"]
        assert urljoin(f"http://here/{file}", leads_to) == f"http://here/{new}"
        assert refresh.attributes["content"] == f"0; url={leads_to}"
        assert (project.site / new.split("#")[0]).exists()
    assert page.one("a").words == "Bond"


def test_pages_without_directory_urls(tmp_path: Path) -> None:
    project = make_project(tmp_path, SMALL, EXTRA, use_directory_urls=False)

    built(project)

    tip = article(read_page(project.site / "tip" / "first-hour.html"))
    links = {a.words: a.attributes["href"] for a in tip.all("a")}
    assert links["the other way of helping"] == "../dynamic/leaning.html"
    assert links["1"] == "#ref-smith-2020"
    assert links["What it found"] == "../reference/index.html#smith-2020"
    quiz = read_page(project.site / "quiz" / "habits.html")
    assert [
        s.attributes["src"] for s in quiz.all("script") if "quiz" in s.attributes.get("src", "")
    ] == ["../assets/rapport/quiz.js"]


def test_readers_see_what_the_settings_let_pass(project: Project) -> None:
    change_settings(
        project,
        exceptions=[
            {"rule": "sensitive-unreviewed", "entity": "heavy", "reason": "Review is under way."},
            {"rule": "unverified-reference", "entity": "jones-2021", "reason": "In the library."},
        ],
    )
    write_reflection(project, "heavy", content_note="abuse")
    write_entry(
        project,
        "more-references.yml",
        **{
            "id": "jones-2021",
            "type": "reference",
            "title": "Second meetings",
            "kind": "cohort",
            "year": 2021,
            "authors": ["Jones, B."],
            "citation": "Jones, B. (2021). Second meetings.",
            "finding": "They matter.",
            "caveat": "One town.",
            "verified": {"status": "unverified", "note": "Not seen on paper."},
        },
    )
    link_to(project, "first-hour")
    tip = project.content / "tips" / "second.yml"
    tip.write_text(tip.read_text().replace(" here.", " here [@jones-2021]."))

    built(project)

    page = article(read_page(project.site / "reflection" / "heavy" / "index.html"))
    notices = [n.words for n in page.all("div", css_class="rp-notice")]
    assert notices[0] == "Please note. Review is under way."
    assert "This page talks about abuse." in notices[1]
    assert len(page.all("section", css_class="rp-help")) == 1
    references = article(read_page(project.site / "reference" / "index.html"))
    marks = [m.words for m in references.all("p", css_class="rp-unverified")]
    assert marks == ["Not yet confirmed. In the library."]


def test_an_unverified_reference_is_marked_where_nobody_cites_it(project: Project) -> None:
    references = project.content / "references.yml"
    references.write_text(references.read_text().replace("confirmed, on: 2026-01-31", "unverified"))

    done = build_site(project, strict=False)

    assert not done.compiled.failed
    page = article(read_page(project.site / "reference" / "index.html"))
    assert page.one("p", css_class="rp-unverified").words == "Not yet confirmed."


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
@pytest.mark.parametrize("edit_uri", ["edit/main/", "https://forge.example/o/r/-/edit/main/"])
def test_edit_this_page_leads_to_the_yaml(tmp_path: Path, engine: Engine, edit_uri: str) -> None:
    project = make_project(
        tmp_path,
        repo_url="https://forge.example/o/r",
        edit_uri=edit_uri,
        theme={"features": ["content.action.edit"]},
    )
    spaced = project.content / "reflections" / "who else & شكر.yml"
    (project.content / "reflections" / "who-else.yml").rename(spaced)

    built(project, engine=engine)

    base = edit_uri if "://" in edit_uri else f"https://forge.example/o/r/{edit_uri}"
    tip = read_page(project.site / "tip" / "first-hour" / "index.html")
    edit = next(a for a in tip.all("a") if a.attributes.get("rel") == "edit")
    assert edit.attributes["href"] == f"{base}content/tips/first-hour.yml"
    other = read_page(project.site / "reflection" / "who-else" / "index.html")
    edit = next(a for a in other.all("a") if a.attributes.get("rel") == "edit")
    assert edit.attributes["href"].endswith("/who%20else%20%26%20%D8%B4%D9%83%D8%B1.yml")
    listing = read_page(project.site / "tip" / "index.html")
    assert [a for a in listing.all("a") if a.attributes.get("rel") == "edit"] == []


def test_a_site_in_a_folder_of_folders(tmp_path: Path) -> None:
    project = make_project(tmp_path, site_dir="www/deep/site")

    assert built(project).site == tmp_path / "www" / "deep" / "site"
    assert (project.site / "index.html").exists()


def test_settings_decide_on_strictness_where_nobody_says(project: Project) -> None:
    write_reflection(project, "unripe", status="draft")
    assert compile_project(project, strict=None, drafts=None).examined.strict
    assert not (project.docs / "reflection" / "unripe.md").exists()

    change_settings(project, strict="false")

    assert not compile_project(project, strict=None, drafts=None).examined.strict
    assert (project.docs / "reflection" / "unripe.md").exists()


def test_the_manifest_lists_exactly_what_was_generated(project: Project) -> None:
    compiled(project)
    assert json.loads(project.manifest.read_text()) == sorted(snapshot(project.docs))


@pytest.mark.parametrize(
    ("plugins", "content"),
    [
        (["search", "rapport"], "content"),
        (["search", {"rapport": {"content_dir": "words"}}], "words"),
        ({"search": {}, "rapport": {"content_dir": "words"}}, "words"),
    ],
)
@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_however_the_plugins_are_listed(
    tmp_path: Path, plugins: list[object], content: str, engine: Engine
) -> None:
    project = make_project(tmp_path, plugins=plugins)
    if content != "content":
        (tmp_path / "content").rename(tmp_path / content)
    project = find_project(project.config_file)
    assert project.content == tmp_path / content

    built(project, engine=engine)

    assert "Give the first hour" in (project.site / "tip/first-hour/index.html").read_text()
