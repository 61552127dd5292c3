"""A site that can be kept on a device, and what a browser holds of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import yaml
from playwright.sync_api import Page, expect
from tests.site.projects import ROOT, SMALL, built, make_project

from rapport.site.build import Engine
from rapport.site.installable import SERVICE_WORKER, add_service_worker
from rapport.site.project import Project

KEEP: Final = "Keep this site for reading offline"
REMOVE: Final = "Remove it from this device"
REVISION: Final = "?__WB_REVISION__="
LISTED_END: Final = "\n};\n"
PATIENCE: Final = 30_000
"""Milliseconds until a test gives up: a whole site is fetched, on a machine that may be busy."""


def keepable(folder: Path, *contents: Path) -> Project:
    """A project whose pages have the control in the footer, whether the theme has it or not."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    project = make_project(
        folder,
        *(contents or (SMALL,)),
        extra={**settings.get("extra", {}), "keep_offline": True},
    )
    footer = project.root / "theme_overrides" / "partials" / "footer.html"
    text = footer.read_text(encoding="utf-8")
    if "keep_offline.html" not in text:
        control = '{% include "partials/keep_offline.html" %}'
        footer.write_text(text.replace("</footer>", f"{control}</footer>"), encoding="utf-8")
    return project


def build(project: Project, engine: Engine = "mkdocs") -> Path:
    """Build it with a service worker; gives the site folder."""
    built(project, engine=engine)
    add_service_worker(project.site)
    return project.site


def listed(site: Path) -> list[str]:
    """The files that a build's service worker names."""
    text = (site / SERVICE_WORKER).read_text(encoding="utf-8")
    names = json.loads(text.partition(" = ")[2].partition(LISTED_END)[0] + "}")
    return sorted(names)


@dataclass
class Kept:
    """The control of the page that is open, and the caches behind it."""

    page: Page

    @property
    def control(self) -> Any:
        """What the reader presses."""
        return self.page.locator("[data-keep] button")

    @property
    def status(self) -> Any:
        """What the reader is told."""
        return self.page.locator("[data-keep] [role=status]")

    def keep(self) -> None:
        """Press the control, and wait until everything is there."""
        expect(self.control).to_have_text(KEEP)
        self.control.click()
        self.is_kept()

    def is_kept(self) -> None:
        """Wait until the page says so."""
        expect(self.status).to_contain_text("is kept on this device", timeout=PATIENCE)
        expect(self.control).to_have_text(REMOVE)

    def nothing_was_kept(self, why: str) -> None:
        """Wait until the page says why, and look whether it is true."""
        expect(self.status).to_contain_text(f"Nothing was kept: {why}", timeout=PATIENCE)
        expect(self.control).to_have_text(KEEP)
        assert self.cached() == {}
        assert self.registrations() == []

    def cached(self) -> dict[str, list[str]]:
        """Every address in every cache of this origin, with its revision."""
        found: dict[str, list[str]] = self.page.evaluate(
            """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(
            async (name) => [name, (await (await caches.open(name)).keys()).map((r) => r.url)])))"""
        )
        return found

    def registrations(self) -> list[str]:
        """The scope of every service worker of this origin."""
        found: list[str] = self.page.evaluate(
            "async () => (await navigator.serviceWorker.getRegistrations()).map((r) => r.scope)"
        )
        return found

    def names(self, origin: str) -> list[str]:
        """The files that are kept of one site, as the build calls them."""
        [urls] = [u for name, u in self.cached().items() if name.endswith(f"-{origin}")]
        assert all(REVISION in url for url in urls)
        return sorted(unquote(url.split(REVISION)[0].removeprefix(origin)) for url in urls)

    def until_newer_is_there(self) -> None:
        """Ask for the newest version, as browsers do at every page, and wait for it."""
        assert self._update() == "activated"

    def until_update_failed(self) -> None:
        """Ask for the newest version, and wait until the browser has given it up."""
        assert self._update() == "redundant"

    def _update(self) -> str:
        """What becomes of the newest version."""
        ended: str = self.page.evaluate(
            """async (patience) => {
            const here = await navigator.serviceWorker.ready;
            const found = new Promise((done) => {
              here.addEventListener("updatefound", () => done(here.installing), {once: true});
            });
            const ended = (worker) => new Promise((done) => {
              const look = () => ["activated", "redundant"].includes(worker.state) && done(worker.state);
              worker.addEventListener("statechange", look);
              look();
            });
            const late = new Promise((done) => setTimeout(() => done("too late"), patience));
            here.update().catch(() => undefined);
            return Promise.race([found.then(ended), late]);
            }""",
            PATIENCE,
        )
        return ended
