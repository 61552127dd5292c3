"""The service worker of a build and the manifest of the app: what they say of the site."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from rapport.model.site import NO_SETTINGS, Colours
from rapport.render.web_manifest import ICONS, PAPER, web_manifest
from rapport.site.build import Engine
from rapport.site.installable import SERVICE_WORKER, add_service_worker
from rapport.site.project import Project
from tests.site.conftest import Sites
from tests.site.projects import ROOT, built, make_project, run, snapshot

NOT_KEPT = {".rapport-site", "404.html", "sitemap.xml", "sitemap.xml.gz", SERVICE_WORKER}


def listed(folder: Path) -> dict[str, str]:
    """The digests in a service worker, by name; they stand before the script, one a line."""
    text = (folder / SERVICE_WORKER).read_text(encoding="utf-8")
    found = re.match(r"self\.SITE_FILES = (\{\n(?:\"[^\"]*\": \"[^\"]*\",?\n)*\});\n", text)
    assert found
    script = (ROOT / "generator" / "rapport" / "web" / SERVICE_WORKER).read_text(encoding="utf-8")
    assert text == found[0] + script
    files: dict[str, str] = json.loads(found[1])
    assert list(files) == sorted(files, key=unquote)
    return files


def site_of(folder: Path, *names: str) -> Path:
    """A site folder with files of these names."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"The file {name}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_every_file_for_readers_is_listed_with_its_digest(sites: Sites, engine: str) -> None:
    site: Path = getattr(sites, engine)
    add_service_worker(site)
    files = listed(site)
    for name, digest in files.items():
        assert b64decode(digest) == sha256((site / unquote(name)).read_bytes()).digest()
    left_out = set(snapshot(site)) - {unquote(name) for name in files}
    assert {n for n in left_out if not n.endswith(".map")} - NOT_KEPT == {
        n
        for n in snapshot(site)
        if n.startswith("assets/javascripts/lunr/") or n.startswith("assets/rapport/preview")
    }
    assert {"index.html", "assets/rapport/quiz.js", "glossary/index.html"} <= set(files)


def test_the_same_site_has_the_same_worker(sites: Sites) -> None:
    add_service_worker(sites.mkdocs)
    first = (sites.mkdocs / SERVICE_WORKER).read_bytes()
    add_service_worker(sites.mkdocs)
    assert (sites.mkdocs / SERVICE_WORKER).read_bytes() == first


def test_names_are_written_as_addresses(tmp_path: Path) -> None:
    add_service_worker(
        site_of(tmp_path, "a b/é#?.html", ".nojekyll", ".well-known/x", "app.js.map")
    )
    assert list(listed(tmp_path)) == ["a%20b/%C3%A9%23%3F.html"]


@pytest.mark.parametrize(
    ("languages", "loaded"),
    [
        (["en"], set()),
        (["de"], {"min/lunr.de.min.js", "min/lunr.stemmer.support.min.js"}),
        (
            ["en", "ja"],
            {
                *("min/lunr.ja.min.js", "min/lunr.multi.min.js"),
                *("min/lunr.stemmer.support.min.js", "tinyseg.js"),
            },
        ),
        (["th"], {"min/lunr.th.min.js", "min/lunr.stemmer.support.min.js", "wordcut.js"}),
        ("de", set()),
    ],
)
def test_only_languages_that_search_loads_are_kept(
    tmp_path: Path, languages: object, loaded: set[str]
) -> None:
    lunr = [f"min/lunr.{n}.min.js" for n in ("de", "ja", "th", "multi", "stemmer.support")]
    lunr += ["tinyseg.js", "wordcut.js"]
    site_of(tmp_path, *(f"assets/javascripts/lunr/{name}" for name in lunr))
    (tmp_path / "search").mkdir()
    index = {"config": {"lang": languages}, "docs": []}
    (tmp_path / "search" / "search_index.json").write_text(json.dumps(index), encoding="utf-8")
    add_service_worker(tmp_path)
    kept = {n for n in listed(tmp_path) if "lunr" in n}
    assert kept == {f"assets/javascripts/lunr/{name}" for name in loaded}


def test_a_bare_engine_build_offers_it_too(project: Project) -> None:
    done = run("mkdocs", "build", "--quiet", folder=project.root)
    assert done.returncode == 0, done.stderr
    assert (project.site / SERVICE_WORKER).exists()
    assert "data-keep" in (project.site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_an_organisation_may_leave_it_out(tmp_path: Path, engine: Engine) -> None:
    project = make_project(tmp_path, extra={"generator": False, "keep_offline": False})
    built(project, engine=engine)
    assert not (project.site / SERVICE_WORKER).exists()
    assert "data-keep" not in (project.site / "index.html").read_text(encoding="utf-8")


# The manifest


def test_the_manifest_says_what_the_organisation_said() -> None:
    settings = NO_SETTINGS.model_copy(
        update={
            "organisation": "Rück “halt” <e.V.>",
            "tagline": "For those who help.",
            "colours": Colours(brand="#123456"),
        }
    )
    made = web_manifest(settings)
    assert made == web_manifest(settings)
    told = json.loads(made)
    assert told["name"] == "Rück “halt” <e.V.>"
    assert told["description"] == "For those who help."
    assert told["theme_color"] == "#123456"
    assert (told["start_url"], told["scope"], told["display"]) == (".", ".", "standalone")


def test_without_a_tagline_there_is_no_description() -> None:
    assert "description" not in json.loads(web_manifest(NO_SETTINGS))


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Rapport", "Rapport"),
        ("Rapport demonstration library", "Rapport"),
        ("The Riverside Centre", "Riverside"),
        ("Centre for Grief and Loss", "Centre"),
        ("St Mary's Counselling", "St Mary's"),
        ("Our organisation", None),
        ("Arbeitsgemeinschaft Seelsorge", None),
        ("the of and for a in on at an", None),
    ],
)
def test_the_short_name_fits_under_an_icon(name: str, short: str | None) -> None:
    settings = NO_SETTINGS.model_copy(update={"organisation": name})
    assert json.loads(web_manifest(settings)).get("short_name") == short


def test_the_ground_is_the_paper_of_the_palette() -> None:
    tokens = ROOT / "generator" / "rapport" / "web" / "src" / "site" / "tokens.css"
    found = re.search(r"--rp-paper: (#\w+);", tokens.read_text(encoding="utf-8"))
    assert found
    assert found[1] == PAPER


def test_the_icons_are_in_the_site(sites: Sites) -> None:
    assert {icon["src"] for icon in ICONS} <= set(snapshot(sites.mkdocs))
