"""One folder, two engines: what readers get is the same."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urljoin

import pytest

from rapport.site.build import EngineFailed, build_site
from tests.site.conftest import Sites
from tests.site.html_pages import Element, article, parse, read_page
from tests.site.projects import ROOT, compiled, make_project, run, snapshot

HERE = "http://site.invalid"
DIFFERENCES = {
    "skip anchor": "Zensical puts an <a id=__skip> first, where its skip link leads.",
    "search marks": "Zensical takes data-search-* marks out once its search has read them.",
    "tags": "Zensical puts the tags after the heading, MkDocs with Material before it.",
    "paths of links": "Zensical keeps “../tip/x/” as written where MkDocs shortens it to “x/”; "
    "what is compared is where a link leads.",
}
"""What the measurements found to differ, and why it may."""


def comparable(page: Element, file: str = "page/index.html") -> list[str]:
    """An article without the known differences; ``file`` is where the page stands."""

    def known(element: Element) -> bool:
        return element.attributes.get("id") == "__skip" or "md-tags" in element.classes

    ours = article(page).without(known)
    for element in ours.walk():
        for name in [n for n in element.attributes if n.startswith("data-search-")]:
            del element.attributes[name]
        if "href" in element.attributes:
            element.attributes["href"] = urljoin(f"{HERE}/{file}", element.attributes["href"])
    return list(ours.outline())


def html_files(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))


def is_redirect(text: str) -> bool:
    return 'http-equiv="refresh"' in text


def test_every_article_is_the_same_in_both_engines(sites: Sites) -> None:
    files = html_files(sites.mkdocs)
    assert files == html_files(sites.zensical)
    assert len(files) > 20

    compared = 0
    for file in files:
        one, other = ((s / file).read_text() for s in (sites.mkdocs, sites.zensical))
        if is_redirect(one):
            assert one == other
            continue
        first, second = comparable(parse(one), file), comparable(parse(other), file)
        difference = difflib.unified_diff(first, second, f"mkdocs/{file}", "zensical", lineterm="")
        assert first == second, "\n".join(difference)
        compared += 1
    assert compared == sum(1 for _ in sites.project.docs.rglob("*.md")) + 1  # and 404.html


def test_the_comparison_sees_a_difference() -> None:
    page = "<article><h1>A</h1><p data-search-exclude>B <a href='x/'>C</a></p></article>"
    assert comparable(parse(page)) == comparable(parse(page.replace(" data-search-exclude", "")))
    assert comparable(parse(page)) == comparable(parse(page.replace("'x/'", "'../page/x/'")))
    for changed in (("x/", "../x/"), ("B ", "b "), ("<p ", "<p id='y' "), ("C</a>", "</a>C")):
        assert comparable(parse(page)) != comparable(parse(page.replace(*changed)))


def test_quiz_pages_load_the_runtime_in_both(sites: Sites) -> None:
    for site in (sites.mkdocs, sites.zensical):
        for file in html_files(site):
            page = read_page(site / file)
            sections = page.all("section", css_class="rapport-quiz")
            is_quiz = any("data-quiz" in s.attributes for s in sections)
            of_kept = [("link", "quiz.css")] if sections else []
            runtime = [e for e in page.walk() if "/rapport/quiz." in str(e.attributes)]
            names = sorted(
                (e.tag, Path(e.attributes.get("src") or e.attributes["href"]).name) for e in runtime
            )
            of_quiz = [("link", "quiz.css"), ("script", "quiz.js")]
            assert names == (of_quiz if is_quiz else of_kept), file
            assert is_quiz == (file.startswith("quiz/") and file.count("/") > 1), file


def copy_of_the_repository(folder: Path) -> Path:
    """What a clone of the present state would hold, were it committed."""
    listed = subprocess.run(
        ["/usr/bin/git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def test_a_fresh_clone_builds_with_bare_mkdocs(tmp_path: Path) -> None:
    clone = copy_of_the_repository(tmp_path / "clone")
    assert [p.name for p in (clone / "build").rglob("*")] == ["docs", ".gitkeep"]
    bare = run("mkdocs", "build", "--strict", folder=clone, SOURCE_DATE_EPOCH="1800000000")
    assert bare.returncode == 0, bare.stderr

    again = copy_of_the_repository(tmp_path / "again")
    ours = run("rapport", "build", "--strict", folder=again, SOURCE_DATE_EPOCH="1800000000")
    assert ours.returncode == 0, ours.stderr

    (again / "site" / ".rapport-site").unlink()  # the mark by which Rapport knows its own
    assert snapshot(clone / "site") == snapshot(again / "site")
    assert snapshot(clone / "build" / "docs") == snapshot(again / "build" / "docs")


@pytest.mark.parametrize("arguments", [("mkdocs", "build", "--strict"), ("rapport", "build")])
def test_a_warning_fails_the_strict_build(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    project = make_project(tmp_path)
    (project.docs / "by-hand.md").write_text("# By hand\n\n[nowhere](missing.md)\n")

    done = run(*arguments, folder=tmp_path)

    assert done.returncode == 1
    assert "missing.md" in done.stderr


def test_bare_mkdocs_stops_at_content_problems(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    tip = project.content / "tips" / "first-hour.yml"
    tip.write_text(tip.read_text().replace("summary:", "sumary:"))

    done = run("mkdocs", "build", folder=tmp_path)

    assert done.returncode == 1
    assert "content/tips/first-hour.yml:4:1" in done.stderr
    assert "sumary: Meet the person" in done.stderr
    assert "Traceback" not in done.stderr
    assert not project.site.exists()


def test_a_link_inside_html_that_leads_nowhere_is_a_warning(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    (project.docs / "by-hand.md").write_text('# By hand\n\n<p><a href="gone.md#x">x</a></p>\n')

    with pytest.raises(EngineFailed, match=r"gone\.md"):
        build_site(project, strict=True)


def test_zensical_wants_the_docs_folder_where_it_can_reach_it(tmp_path: Path) -> None:
    project = make_project(tmp_path, docs_dir="docs")
    project.docs.mkdir()
    compiled(project)

    with pytest.raises(EngineFailed, match="build/docs"):
        build_site(project, engine="zensical", strict=True)
