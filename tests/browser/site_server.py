"""The built site on loopback, and a reader's browser on it that notes every fault."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request


class _Silent(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are watched in the browser."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def reading(browser: Browser, origin: str, path: str = "", **options: Any) -> Iterator[Page]:
    """A page of the site in a browser of its own.

    Leaving it fails on console errors, exceptions, and requests to anybody else.
    """
    context = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def requested(sent: Request) -> None:
        if not sent.url.startswith((origin, "data:", f"blob:{origin}")):
            faults.append(f"request: {sent.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    context.on("request", requested)
    page.goto(origin + path)
    try:
        yield page
    finally:
        context.close()
    assert faults == [], "\n".join(faults)
