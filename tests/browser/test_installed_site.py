"""The hosted site kept on a device: it works without a network, and keeps nothing of its reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from kept_site import KEEP, PATIENCE, Kept, build, keepable, listed
from playwright.sync_api import Browser, Page, expect
from quiz_page import QUIZZES, Reader, some_sheet
from site_search import search
from site_server import reading, serving
from tests.site.projects import DEMONSTRATION


def one_of_each(site: Path) -> list[str]:
    """The address of one page of each kind."""
    kinds: dict[tuple[str, int], str] = {}
    for file in sorted(site.rglob("index.html")):
        folders = file.relative_to(site).parts[:-1]
        kinds.setdefault(("".join(folders[:1]), len(folders)), "".join(f"{f}/" for f in folders))
    return sorted(kinds.values())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration library."""
    return build(keepable(tmp_path_factory.mktemp("kept"), DEMONSTRATION))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library."""
    return build(keepable(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def server(small: Path) -> Iterator[str]:
    """Serves the small library."""
    with serving(small) as origin:
        yield origin


# Nothing unasked


def test_nothing_is_kept_unasked(browser: Browser, site: Path) -> None:
    with serving(site) as origin, reading(browser, origin) as page:
        for path in ("tip/first-hour/", "quiz/which-dynamic/"):
            page.goto(origin + path, wait_until="networkidle")
            kept = Kept(page)
            expect(kept.control).to_have_text(KEEP)
            assert kept.cached() == {}
            assert kept.registrations() == []


def test_without_a_script_there_is_no_control(browser: Browser, server: str) -> None:
    with reading(browser, server, java_script_enabled=False) as page:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("[data-keep]")).to_be_hidden()


def test_without_service_workers_there_is_no_control(browser: Browser, server: str) -> None:
    context = browser.new_context()
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    page.goto(server, wait_until="networkidle")
    expect(page.locator("[data-keep]")).to_be_hidden()
    context.close()


# Without a network


def test_every_kind_of_page_opens_when_the_server_is_gone(browser: Browser, site: Path) -> None:
    with ExitStack() as host, ExitStack() as reader:
        origin = host.enter_context(serving(site))
        page = reader.enter_context(reading(browser, origin))
        kept = Kept(page)
        kept.keep()
        assert kept.names(origin) == listed(site)
        host.close()

        page.context.on("requestfailed", lambda r: pytest.fail(f"not kept: {r.url}"))
        paths = one_of_each(site)
        assert len(paths) > 15
        for path in paths:
            page.goto(origin + path, wait_until="networkidle")
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
            kept.is_kept()
        page.goto(f"{origin}tip/first-hour/?h=hour&utm_source=letter#more")
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_an_address_without_its_last_slash_leads_to_the_page(browser: Browser, small: Path) -> None:
    with ExitStack() as host, ExitStack() as reader:
        origin = host.enter_context(serving(small))
        page = reader.enter_context(reading(browser, origin))
        Kept(page).keep()
        host.close()
        page.goto(f"{origin}tip/first-hour")
        assert page.url == f"{origin}tip/first-hour/"


def test_search_works_from_a_deep_page_without_a_network(browser: Browser, site: Path) -> None:
    with serving(site) as origin, reading(browser, origin) as page:
        Kept(page).keep()
        page.context.set_offline(True)
        page.goto(f"{origin}tip/first-hour/")
        assert search(page, "leaning too hard")[0].startswith(f"{origin}dynamic/co-dependent/")
        page.locator(".md-search-result__link").first.click()
        page.wait_for_url(f"{origin}dynamic/co-dependent/**")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Leaning")


@pytest.mark.parametrize("quiz_id", QUIZZES)
def test_a_quiz_gives_its_result_and_no_answer_is_kept(
    browser: Browser, site: Path, quiz_id: str
) -> None:
    compiled = QUIZZES[quiz_id]
    with serving(site) as origin, reading(browser, origin) as page:
        kept = Kept(page)
        kept.keep()
        page.context.set_offline(True)
        page.goto(f"{origin}quiz/{quiz_id}/", wait_until="networkidle")
        before = everything_stored(page)
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))

        reader = Reader(page, compiled)
        reader.finish(some_sheet(compiled))
        result = page.locator(f"{reader.root} .rapport-quiz__result")
        expect(result).to_be_visible()
        page.wait_for_load_state("networkidle")

        assert [url for url in asked if not url.startswith("data:")] == []
        assert everything_stored(page) == before
        assert kept.names(origin) == listed(site)


def everything_stored(page: Page) -> Any:
    """All that the browser stores for this origin, bytes of the caches included."""
    return page.evaluate(
        """async () => {
        const digest = async (bytes) => [...new Uint8Array(
          await crypto.subtle.digest("SHA-256", bytes))].join();
        const cached = {};
        for (const name of await caches.keys()) {
          const cache = await caches.open(name);
          for (const request of await cache.keys()) {
            cached[request.url] = await digest(await (await cache.match(request)).arrayBuffer());
          }
        }
        const databases = (await indexedDB.databases()).map((d) => d.name);
        return [cached, {...localStorage}, {...sessionStorage}, databases, document.cookie];
        }"""
    )


def test_the_other_engine_is_kept_as_well(browser: Browser, tmp_path: Path) -> None:
    site = build(keepable(tmp_path), "zensical")
    with ExitStack() as host, ExitStack() as reader:
        origin = host.enter_context(serving(site))
        page = reader.enter_context(reading(browser, origin))
        Kept(page).keep()
        host.close()
        for path in one_of_each(site):
            page.goto(origin + path, wait_until="networkidle")
            expect(page.get_by_role("heading", level=1).first).to_be_visible()


def test_in_a_folder_of_a_host_beside_another_site(
    browser: Browser, small: Path, tmp_path: Path
) -> None:
    for name in ("training/site", "training/other"):
        shutil.copytree(small, tmp_path / "host" / name)
    with (
        serving(tmp_path / "host") as origin,
        reading(browser, origin, "training/site/") as page,
    ):
        kept = Kept(page)
        kept.keep()
        page.goto(f"{origin}training/other/")
        kept.keep()
        assert kept.names(f"{origin}training/site/") == kept.names(f"{origin}training/other/")

        page.context.set_offline(True)
        for path in one_of_each(small):
            page.goto(f"{origin}training/site/{path}", wait_until="networkidle")
            expect(page.get_by_role("heading", level=1).first).to_be_visible()
        kept.control.click()
        expect(kept.status).to_contain_text("no longer kept", timeout=PATIENCE)
        assert kept.registrations() == [f"{origin}training/other/"]
        assert [name.endswith(f"-{origin}training/other/") for name in kept.cached()] == [True]


class _CleanAddresses(SimpleHTTPRequestHandler):
    """A host that leads from “index.html” to its folder, as some do."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""

    def do_GET(self) -> None:
        if not self.path.endswith("/index.html"):
            super().do_GET()
            return
        self.send_response(308)
        self.send_header("Location", self.path.removesuffix("index.html"))
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def serving_clean_addresses(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_CleanAddresses, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_host_that_leads_to_folders(browser: Browser, small: Path) -> None:
    with serving_clean_addresses(small) as origin, reading(browser, origin) as page:
        Kept(page).keep()
        page.context.set_offline(True)
        page.goto(f"{origin}tip/first-hour/")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
