"""Every built page: its links resolve, it asks nobody else for anything, and no code is inline."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.site.conftest import Sites
from tests.site.html_pages import Element, parse, read_page

RESOURCES = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "form": ("action",),
    "use": ("href", "xlink:href"),
}
LINKING = ("a", "area", "link", "script", "img", "form", "use", "iframe", "source")


@pytest.fixture(params=["mkdocs", "zensical"])
def site(request: pytest.FixtureRequest, sites: Sites) -> Path:
    folder: Path = getattr(sites, request.param)
    return folder


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), read_page(file)


def broken_links(site: Path) -> list[str]:
    """Every link of every page that leads to no file, or to no anchor in it."""
    read = dict(pages(site))
    anchors = {
        name: {e.attributes["id"] for e in page.walk() if "id" in e.attributes}
        for name, page in read.items()
    }
    broken = []
    for name, page in read.items():
        for link in links(page):
            target, anchor = resolve(name, link)
            if target is None:
                continue
            file = site / target
            if file.is_dir():
                target, file = posixpath.join(target, "index.html"), file / "index.html"
            target = posixpath.normpath(target)
            if target.startswith("..") or not file.is_file():
                broken.append(f"{name}: {link} leads to no file")
            elif anchor and target in anchors and anchor not in anchors[target]:
                broken.append(f"{name}: {link} leads to no anchor")
    return broken


def links(page: Element) -> Iterator[str]:
    for element in page.walk():
        if element.tag in LINKING:
            for attribute in ("href", "src", "action"):
                if attribute in element.attributes:
                    yield element.attributes[attribute]
        if element.attributes.get("http-equiv") == "refresh":
            yield element.attributes["content"].partition("url=")[2]


def resolve(page: str, link: str) -> tuple[str | None, str]:
    """The file from the root of the site and the anchor; no file for other hosts."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None, ""
    path = unquote(parts.path)
    if path.startswith("/"):
        # Only the page for what is not found, which is served at any depth, may do this.
        return (
            path.lstrip("/") if page == "404.html" else f"../not-relative{path}"
        ), parts.fragment
    target = posixpath.join(posixpath.dirname(page), path) if path else page
    return target or ".", unquote(parts.fragment)


def test_every_link_and_anchor_resolves(site: Path) -> None:
    assert broken_links(site) == []


def test_the_link_checker_bites(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<p id="here"></p>')
    (tmp_path / "index.html").write_text(
        '<a href="a/#here"></a><a href="a/#gone"></a><a href="b/"></a><a href="/a/"></a>'
        '<a href="../"></a><img src="x.png"><a href="https://example.org/none"></a><a href="#"></a>'
    )
    assert broken_links(tmp_path) == [
        "index.html: a/#gone leads to no anchor",
        "index.html: b/ leads to no file",
        "index.html: /a/ leads to no file",
        "index.html: ../ leads to no file",
        "index.html: x.png leads to no file",
    ]


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for name, page in pages(site):
        for element in page.walk():
            for attribute in RESOURCES.get(element.tag, ()):
                value = element.attributes.get(attribute, "")
                parts = urlsplit(value)
                assert not parts.netloc, f"{name}: <{element.tag} {attribute}={value}>"
                assert parts.scheme in ("", "data"), f"{name}: <{element.tag} {attribute}={value}>"
            assert "url(" not in element.attributes.get("style", "")


def test_no_style_sheet_asks_another_host_for_anything(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text, sheet.name
        for part in text.split("url(")[1:]:
            assert part.lstrip("\"'").startswith(("data:", "#")) or "//" not in part.split(")")[0]


def inline_code(page: Element) -> list[str]:
    """Event handlers, and addresses that are scripts."""
    found = []
    for element in page.walk():
        for name, value in element.attributes.items():
            if name.startswith("on") or value.strip().lower().startswith(
                ("javascript:", "vbscript:")
            ):
                found.append(f"<{element.tag} {name}={value}>")
    return found


def test_no_code_in_attributes(site: Path) -> None:
    for name, page in pages(site):
        assert inline_code(page) == [], name


def test_the_search_for_code_bites() -> None:
    page = parse('<a href=" JavaScript:x()"></a><p onclick="x()"></p><p title="on"></p>')
    assert inline_code(page) == ["<a href= JavaScript:x()>", "<p onclick=x()>"]


def test_every_page_has_one_heading_and_unique_anchors(site: Path) -> None:
    for name, page in pages(site):
        if name == "404.html" or "refresh" in str([m.attributes for m in page.all("meta")]):
            continue
        assert len(page.all("h1")) == 1, name
        ids = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
        assert sorted(ids) == sorted(set(ids)), name


def test_what_is_kept_from_the_index_holds_nothing_of_its_own_kind(sites: Sites) -> None:
    """Material's search forgets the mark at the first inner element with the same tag."""
    marked = 0
    for name, page in pages(sites.mkdocs):
        for element in page.walk():
            if "data-search-exclude" in element.attributes:
                marked += 1
                assert [e for e in element.walk() if e.tag == element.tag] == [element], name
    assert marked > 10
