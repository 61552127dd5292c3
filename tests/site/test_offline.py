"""The offline copy: what is in it, what is not, and what it leaves alone."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

import pytest

from rapport.site.build import Engine, EngineFailed, build_site
from rapport.site.offline import SHIM, size_in_words
from rapport.site.project import NoProject, Project, find_project, offline_copy
from rapport.site.public import CannotPublish
from tests.site.html_pages import read_page
from tests.site.projects import (
    DEMONSTRATION,
    EXTRA,
    ROOT,
    SMALL,
    built,
    make_project,
    run,
    snapshot,
    write_reflection,
)
from tests.site.test_pages import broken_links, links, pages, resolve

ENGINES: tuple[Engine, ...] = ("mkdocs", "zensical")
BOTH = pytest.mark.parametrize("engine", ENGINES)
SHIM_FOLDER = ROOT / "theme_overrides" / "assets" / "javascripts" / "iframe-worker"


def built_copy(project: Project, engine: Engine = "mkdocs", *, strict: bool = True) -> Path:
    """Build the offline copy of a project that has no problems; gives its folder."""
    return built(offline_copy(project), engine=engine, strict=strict).site


@pytest.fixture(scope="module", params=ENGINES)
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline copy of the demonstration library and the small one's special cases."""
    project = make_project(
        tmp_path_factory.mktemp("offline"), DEMONSTRATION, site_url="https://help.example.org/x/"
    )
    write_reflection(project, "new-name", aliases=["old-name"])
    return built_copy(project, request.param)


# What is in it


def test_every_link_leads_to_a_file_and_never_to_a_folder(copy: Path) -> None:
    assert broken_links(copy) == []
    assert links_to_folders(copy) == []


def links_to_folders(site: Path) -> list[str]:
    """Links that show a list of files when the page was opened from a folder."""
    found = []
    for name, page in pages(site):
        for link in links(page):
            target, _ = resolve(name, link)
            if target is not None and (site / posixpath.normpath(target)).is_dir():
                found.append(f"{name}: {link}")
    return found


def test_the_look_for_folders_bites(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<a href="..">up</a><a href="">here</a>')
    (tmp_path / "index.html").write_text(
        '<a href="a/"></a><a href="a/index.html"></a><a href="."></a><a href="#x"></a>'
    )
    assert links_to_folders(tmp_path) == ["a/index.html: ..", "index.html: a/", "index.html: ."]


def test_nothing_in_it_is_for_a_web_server(copy: Path) -> None:
    names = [Path(name).name for name in snapshot(copy)]
    assert not {"404.html", "sitemap.xml", "sitemap.xml.gz"} & set(names)
    assert [name for name in names if name.endswith(".map")] == []
    assert ".rapport-site" in names
    for name, page in pages(copy):
        canonical = [e for e in page.all("link") if e.attributes.get("rel") == "canonical"]
        is_redirect = any(e.attributes.get("http-equiv") == "refresh" for e in page.all("meta"))
        assert is_redirect or canonical == [], name


def test_links_to_other_sites_stay(copy: Path) -> None:
    found = {link for _, page in pages(copy) for link in links(page)}
    assert any(link.startswith("https://doi.org/") for link in found)


def test_every_page_loads_the_shim_from_the_copy(copy: Path) -> None:
    for name, page in pages(copy):
        if any(e.attributes.get("http-equiv") == "refresh" for e in page.all("meta")):
            continue
        found = [e.attributes.get("src", "") for e in page.all("script")]
        shims = [posixpath.join(posixpath.dirname(name), s) for s in found if "iframe-worker" in s]
        assert [posixpath.normpath(shim) for shim in shims] == [SHIM], name


def test_the_shim_is_the_package_as_it_is_with_its_licence() -> None:
    package = ROOT / "node_modules" / "iframe-worker"
    assert package.is_dir(), "iframe-worker is missing: run npm ci."
    assert snapshot(SHIM_FOLDER) == {
        "shim.js": (package / "shim" / "index.js").read_bytes(),
        "LICENSE.txt": (package / "LICENSE").read_bytes(),
    }


@BOTH
def test_own_files_are_in_it(project: Project, engine: Engine) -> None:
    (project.public / "handouts").mkdir(parents=True)
    (project.public / "handouts" / "agenda.txt").write_text("ours")
    (project.public / "404.html").write_text("ours too")
    copy = built_copy(project, engine)
    assert (copy / "handouts" / "agenda.txt").read_text() == "ours"
    assert (copy / "404.html").read_text() == "ours too"


def test_own_pages_in_a_docs_folder_of_ones_own_are_in_it(tmp_path: Path) -> None:
    project = make_project(tmp_path, docs_dir="pages")
    project.docs.mkdir()
    (project.docs / "by-hand.md").write_text("# By hand\n")
    assert (built_copy(project) / "by-hand.html").exists()
    built(project)
    assert (project.site / "by-hand" / "index.html").exists()
    assert (project.docs / "by-hand.md").read_text() == "# By hand\n"


# What it leaves alone


@BOTH
def test_the_site_and_its_pages_are_as_they_were(project: Project, engine: Engine) -> None:
    built(project, engine=engine)
    before = snapshot(project.site), snapshot(project.docs), project.manifest.read_bytes()
    copy = built_copy(project, engine)
    assert copy == project.root / "site-offline"
    assert (snapshot(project.site), snapshot(project.docs), project.manifest.read_bytes()) == before

    first = snapshot(copy)
    built(project, engine=engine)
    assert snapshot(copy) == first
    assert snapshot(project.site) == before[0]
    assert not any("iframe-worker/" in text.decode() for name, text in before[0].items()
                   if name.endswith(".html"))  # fmt: skip


def test_switching_between_the_two_rewrites_nothing(project: Project) -> None:
    built(project)
    built_copy(project)
    assert built(project).compiled.written.changed == 0
    assert built(offline_copy(project)).compiled.written.changed == 0


def test_a_page_that_goes_is_gone_from_both(project: Project) -> None:
    file = write_reflection(project, "bygone")
    built(project)
    copy = built_copy(project)
    file.unlink()
    for _ in range(2):
        built_copy(project)
        built(project)
    assert not (copy / "reflection" / "bygone.html").exists()
    assert not (project.site / "reflection" / "bygone").exists()


@BOTH
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, engine: Engine) -> None:
    one = built_copy(make_project(tmp_path / "one", SMALL, EXTRA), engine)
    project = make_project(tmp_path / "two", SMALL, EXTRA)
    built(project, engine=engine)
    other = built_copy(project, engine)
    first = snapshot(one)
    assert first == snapshot(other)
    assert first == snapshot(built_copy(project, engine))


def test_a_folder_of_somebody_elses_is_refused(project: Project) -> None:
    folder = project.root / "site-offline"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(CannotPublish, match=r"not a site that Rapport made"):
        build_site(offline_copy(project))
    assert snapshot(folder) == {"letter.txt": b"mine"}


def test_the_site_under_another_name_is_refused(project: Project) -> None:
    built(project)
    (project.root / "site-offline").symlink_to(project.site)
    with pytest.raises(NoProject, match=r"“site-offline” and the site itself .* another name"):
        offline_copy(project)


def test_content_in_the_place_of_the_copy_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    project.content.rename(tmp_path / "site-offline")
    text = project.config_file.read_text()
    changed = re.sub(r"^- rapport$", "- rapport: {content_dir: site-offline}", text, flags=re.M)
    assert changed != text
    project.config_file.write_text(changed)
    done = run("rapport", "build", "--offline", folder=tmp_path)
    assert done.returncode == 2
    assert "the content_dir “site-offline” are in each other's way" in done.stderr


def test_a_failed_build_leaves_the_last_good_copy(project: Project) -> None:
    copy = built_copy(project)
    before = snapshot(copy)
    write_reflection(project, "broken", related=["no-such-page"])
    assert build_site(offline_copy(project)).compiled.failed
    assert snapshot(copy) == before


def test_a_run_that_was_ended_half_way_mixes_nothing_up(project: Project) -> None:
    """The web site was moved aside, and the copy is built before the site is built again."""
    built(project)
    project.site.rename(project.old)
    copy = built_copy(project)
    assert (copy / "tip" / "first-hour.html").exists()
    assert (project.old / "tip" / "first-hour" / "index.html").exists()


# What mkdocs.yml may say


@BOTH
@pytest.mark.parametrize(
    "plugins",
    [
        ["search", {"offline": {"enabled": False}}, "rapport"],
        ["search", "rapport", "offline"],
        {"search": {}, "rapport": {}, "offline": {"enabled": False}},
        {"search": {}, "rapport": {}},
    ],
)
def test_the_plugin_however_it_is_written(tmp_path: Path, plugins: Any, engine: Engine) -> None:
    copy = built_copy(make_project(tmp_path, plugins=plugins), engine)
    index = {"mkdocs": "search/search_index.js", "zensical": "search.js"}[engine]
    assert (copy / index).read_text().startswith("var __index")
    assert "unpkg" not in (copy / "index.html").read_text()


@BOTH
def test_instant_navigation_is_left_out(tmp_path: Path, engine: Engine) -> None:
    features = ["navigation.instant", "navigation.instant.prefetch", "navigation.footer"]
    project = make_project(tmp_path, theme={"features": features})
    page = (built_copy(project, engine) / "index.html").read_text()
    assert "navigation.instant" not in page
    assert "navigation.footer" in page
    built(project, engine=engine)
    assert "navigation.instant" in (project.site / "index.html").read_text()


@BOTH
def test_a_polyfill_of_ones_own_stays(tmp_path: Path, engine: Engine) -> None:
    project = make_project(tmp_path, extra={"polyfills": ["assets/own.js"]})
    found = [
        e.attributes["src"].removeprefix("./")
        for e in read_page(built_copy(project, engine) / "index.html").all("script")
        if "src" in e.attributes
    ]
    assert found[:2] == ["assets/own.js", SHIM]


@BOTH
def test_a_theme_without_the_shim_is_refused(project: Project, engine: Engine) -> None:
    copy = built_copy(project, engine)
    before = snapshot(copy)
    (project.root / "theme_overrides" / SHIM).unlink()
    with pytest.raises(EngineFailed, match=r"Renew “theme_overrides”"):
        build_site(offline_copy(find_project(project.config_file)), engine=engine)
    assert snapshot(copy) == before
    built(project, engine=engine)


# The command


def test_the_command_says_what_to_open_and_how_large_it_is(project: Project) -> None:
    done = run("rapport", "build", "--offline", folder=project.root)
    assert done.returncode == 0, done.stderr
    copy = project.root / "site-offline"
    assert re.fullmatch(
        r"\d+ pages \(\d+ changed\), 5 quizzes proven: site-offline/index\.html opens by "
        rf"double-click\. The whole folder belongs to it \({size_in_words(copy)}\)\.\n",
        done.stderr,
    )
    assert not project.site.exists()


def test_the_other_options_work_with_it(project: Project) -> None:
    write_reflection(project, "unripe", status="draft")
    copy = project.root / "site-offline"
    unripe = copy / "reflection" / "unripe.html"

    done = run("rapport", "build", "--offline", "--strict", folder=project.root)
    assert done.returncode == 0, done.stderr
    assert not unripe.exists()

    arguments = ("--drafts", "--no-trainer", "--engine", "zensical", "--no-strict")
    done = run("rapport", "build", "--offline", *arguments, folder=project.root)
    assert done.returncode == 0, done.stderr
    assert unripe.exists()
    assert (copy / "search.js").exists()
    assert list(copy.rglob("trainer.html")) == []


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ([], "0 kB"),
        ([400, 99_000], "99 kB"),
        ([100_000], "0.1 MB"),
        ([6_000_000, 140_000], "6.1 MB"),
    ],
)
def test_sizes_are_said_as_file_managers_do(tmp_path: Path, sizes: list[int], words: str) -> None:
    for n, size in enumerate(sizes):
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / "file").write_bytes(b"x" * size)
    assert size_in_words(tmp_path) == words
