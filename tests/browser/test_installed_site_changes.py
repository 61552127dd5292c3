"""A kept site over time: newer versions, removal, what can go wrong, and the installed app."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from kept_site import KEEP, PATIENCE, Kept, build, keepable, listed
from playwright.sync_api import Browser, BrowserContext, Page, expect
from site_server import reading, serving
from tests.site.projects import ROOT, write_reflection

from conftest import ARGUMENTS
from rapport.site.installable import SERVICE_WORKER
from rapport.site.project import Project, find_project

AXE: Final = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small library, built once, with a page that tests change in copies of it."""
    project = keepable(tmp_path_factory.mktemp("small") / "project")
    write_reflection(project, "changing", prompt="What did it say at first?")
    build(project)
    return project


@pytest.fixture
def project(small_project: Project, tmp_path: Path) -> Project:
    """A built copy of it, of the test's own."""
    copy = shutil.copytree(small_project.root, tmp_path / "project")
    return find_project(copy / "mkdocs.yml")


@pytest.fixture
def small(project: Project) -> Path:
    """Its site."""
    return project.site


@pytest.fixture
def server(small: Path) -> Iterator[str]:
    """Serves the small library."""
    with serving(small) as origin:
        yield origin


# A newer version


def changed_once(project: Project) -> list[str]:
    """Change one page, and build; gives what stood in the caches before."""
    write_reflection(project, "changing", prompt="And what does it say now?")
    build(project)
    return listed(project.site)


def test_a_newer_version_is_offered_and_the_next_page_shows_it(
    browser: Browser, project: Project, server: str
) -> None:
    with reading(browser, server, "quiz/which-way/") as page:
        kept = Kept(page)
        kept.keep()
        page.goto(f"{server}quiz/which-way/")
        page.locator(".rapport-quiz input[type=radio]").first.check()
        before = set(*kept.cached().values())
        changed_once(project)
        kept.until_newer_is_there()

        bar = page.locator("[data-newer]")
        expect(bar).to_contain_text("A newer version of this site is ready.", timeout=PATIENCE)
        expect(bar).to_have_attribute("role", "status")
        expect(
            page.locator(".rapport-quiz input[type=radio]").first
        ).to_be_checked()  # nobody reloaded the page

        now = set(*kept.cached().values())
        assert len(now) == len(before)
        assert len(before - now) >= 2  # the page and the search index
        assert not any("changing" in url for url in before & now)
        page.context.set_offline(True)
        page.goto(f"{server}reflection/changing/")
        expect(page.get_by_text("And what does it say now?").first).to_be_visible()
        expect(bar).to_be_hidden()


def test_show_it_shows_it_and_later_puts_it_away(
    browser: Browser, project: Project, server: str
) -> None:
    with reading(browser, server, "reflection/changing/") as page:
        kept = Kept(page)
        kept.keep()
        page.reload()
        kept.is_kept()
        changed_once(project)
        kept.until_newer_is_there()
        expect(page.get_by_text("What did it say at first?").first).to_be_visible()
        page.get_by_role("button", name="Show it").click()
        expect(page.get_by_text("And what does it say now?").first).to_be_visible()

        write_reflection(project, "changing", prompt="And the third time?")
        build(project)
        kept.until_newer_is_there()
        page.get_by_role("button", name="Later").click()
        expect(page.locator("[data-newer]")).to_be_hidden()


def test_a_half_uploaded_version_changes_nothing(
    browser: Browser, project: Project, server: str
) -> None:
    """The new service worker is there, and one page is still the old one."""
    page_file = project.site / "reflection" / "changing" / "index.html"
    with reading(browser, server, "reflection/changing/") as page:
        kept = Kept(page)
        kept.keep()
        page.reload()
        old = page_file.read_bytes()
        changed_once(project)
        new = page_file.read_bytes()
        page_file.write_bytes(old)
        kept.until_update_failed()
        page.context.set_offline(True)
        page.goto(f"{server}tip/first-hour/")
        kept.is_kept()
        page.goto(f"{server}reflection/changing/")
        expect(page.get_by_text("What did it say at first?").first).to_be_visible()
        expect(page.locator("[data-newer]")).to_be_hidden()

        page.context.set_offline(False)
        page_file.write_bytes(new)
        kept.until_newer_is_there()
        page.reload()
        expect(page.get_by_text("And what does it say now?").first).to_be_visible()
        assert kept.names(server) == listed(project.site)


# Removing, and what can go wrong


def test_removing_leaves_nothing(browser: Browser, server: str, small: Path) -> None:
    with reading(browser, server) as page:
        kept = Kept(page)
        kept.keep()
        page.reload()
        kept.is_kept()
        kept.control.click()
        expect(kept.status).to_contain_text("no longer kept", timeout=PATIENCE)
        expect(kept.control).to_be_focused()
        # The page is still served by the worker that was removed.
        page.evaluate("() => Promise.all([fetch('.'), fetch('tip/first-hour/')])")
        assert kept.cached() == {}
        page.goto(f"{server}tip/first-hour/", wait_until="networkidle")
        expect(kept.control).to_have_text(KEEP)
        assert (kept.cached(), kept.registrations()) == ({}, [])


def test_kept_again_after_it_was_removed(browser: Browser, server: str, small: Path) -> None:
    """Browsers bring a worker back that they have not forgotten yet; its files are gone."""
    with reading(browser, server) as page:
        kept = Kept(page)
        kept.keep()
        page.reload()
        kept.is_kept()
        kept.control.click()
        expect(kept.status).to_contain_text("no longer kept", timeout=PATIENCE)
        kept.keep()
        assert kept.names(server) == listed(small)
        expect(page.locator("[data-newer]")).to_be_hidden()
        page.context.set_offline(True)
        page.goto(f"{server}tip/first-hour/")
        kept.is_kept()


def test_a_site_that_does_not_come_whole_is_not_kept(
    browser: Browser, server: str, small: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server)
    (small / "tip" / "first-hour" / "index.html").unlink()
    kept = Kept(page)
    kept.control.click()
    kept.nothing_was_kept("the site could not be loaded whole")
    context.close()


def test_a_site_without_its_service_worker_says_so(
    browser: Browser, server: str, small: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server)
    (small / SERVICE_WORKER).unlink()
    kept = Kept(page)
    kept.control.click()
    kept.nothing_was_kept("the site could not be loaded whole")
    context.close()


def test_a_full_device_says_so(browser: Browser, server: str) -> None:
    with reading(browser, server) as page:
        room = {"origin": server.rstrip("/"), "quotaSize": 100_000}
        page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", room)
        kept = Kept(page)
        kept.control.click()
        kept.nothing_was_kept("there is not enough room")


@contextmanager
def device(
    browser: Browser, folder: Path, *arguments: str, **preferences: Any
) -> Iterator[BrowserContext]:
    """A browser with a profile of its own."""
    (folder / "Default").mkdir(parents=True)
    (folder / "Default" / "Preferences").write_text(json.dumps(preferences), encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=shutil.which("chromium"), args=[*ARGUMENTS, *arguments]
    )
    yield context
    context.close()


def test_blocked_storage_says_so(browser: Browser, server: str, tmp_path: Path) -> None:
    blocked = {"default_content_setting_values": {"cookies": 2}}
    with device(browser, tmp_path / "profile", profile=blocked) as context:
        page = context.new_page()
        page.goto(server)
        kept = Kept(page)
        expect(kept.control).to_have_text(KEEP)
        kept.control.click()
        expect(kept.status).to_contain_text("this browser does not let the site keep anything")


# As an app


def test_an_installed_app_is_kept_without_a_press_until_removed(
    browser: Browser, server: str, tmp_path: Path
) -> None:
    with device(browser, tmp_path / "profile", f"--app={server}") as context:
        page = context.pages[0]
        kept = Kept(page)
        kept.is_kept()
        expect(kept.status).to_have_attribute("aria-live", "off")  # nobody asked: nothing is said
        kept.control.click()
        expect(kept.status).to_contain_text("no longer kept", timeout=PATIENCE)
        page.goto(f"{server}tip/first-hour/", wait_until="networkidle")
        expect(kept.control).to_have_text(KEEP)
        assert (kept.cached(), kept.registrations()) == ({}, [])
        kept.keep()
        page.reload()
        kept.is_kept()


def test_installing_it_keeps_it(browser: Browser, server: str) -> None:
    with reading(browser, server) as page:
        kept = Kept(page)
        expect(kept.control).to_have_text(KEEP)
        page.evaluate("() => dispatchEvent(new Event('appinstalled'))")
        kept.is_kept()


# For everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_control_and_the_bar_are_accessible(
    browser: Browser, project: Project, server: str, scheme: Any
) -> None:
    small_screen = {"width": 360, "height": 740}
    with reading(browser, server, color_scheme=scheme, viewport=small_screen) as page:
        kept = Kept(page)
        page.add_script_tag(path=AXE)
        assert violations(page) == []
        kept.control.focus()
        page.keyboard.press("Enter")
        kept.is_kept()
        expect(kept.control).to_be_focused()
        expect(kept.status).to_have_attribute("aria-live", "polite")
        page.reload()
        kept.is_kept()
        changed_once(project)
        kept.until_newer_is_there()
        expect(page.get_by_role("button", name="Show it")).to_be_visible(timeout=PATIENCE)
        page.add_script_tag(path=AXE)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") == 360
        kept.control.focus()
        bar = page.locator("[data-newer]").bounding_box()
        control = kept.control.bounding_box()
        assert bar is not None
        assert control is not None
        assert control["y"] + control["height"] <= bar["y"]


def violations(page: Page) -> list[str]:
    """What axe-core objects to in the footer and the bar."""
    page.evaluate(
        "() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => 0)))"
    )
    found: list[str] = page.evaluate(
        "() => axe.run('.md-footer').then((r) => r.violations.map((v) => `${v.id} "
        "${v.nodes.map((n) => n.html + n.failureSummary).join()}`))"
    )
    return found
