"""A host as it should be: compressed text, files that may be kept, a page for what is missing."""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
COMPRESSED = KINDS.keys() - {".woff2"}
HASHED = re.compile(r"\.[0-9a-f]{8}\.")
FOR_EVER = "public, max-age=31536000, immutable"
A_MONTH = "public, max-age=2592000"
ASK_AGAIN = "no-cache"


@cache
def body(file: Path) -> bytes:
    """What is sent for a file: text compressed, all else as it is."""
    raw = file.read_bytes()
    return gzip.compress(raw, 9, mtime=0) if file.suffix in COMPRESSED else raw


def keeping(file: Path) -> str:
    """How long a browser may keep a file without asking."""
    if HASHED.search(file.name):
        return FOR_EVER
    return ASK_AGAIN if file.suffix in {".html", ".json", ".webmanifest"} else A_MONTH


class _Host(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path) -> None:
        self.folder = folder
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A file of the folder, or its page for what is missing."""
        path = unquote(urlsplit(self.path).path)
        file = self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        if not (file.is_file() and file.resolve().is_relative_to(self.folder)):
            self._send(self.folder / "404.html", HTTPStatus.NOT_FOUND)
        else:
            self._send(file, HTTPStatus.OK)

    def _send(self, file: Path, status: HTTPStatus) -> None:
        sent = body(file)
        guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.send_response(status)
        self.send_header("Content-Type", KINDS.get(file.suffix, guessed))
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Cache-Control", keeping(file))
        self.send_header("X-Content-Type-Options", "nosniff")
        if file.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the audit says what it saw."""


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """Serve a site on a free port of this machine; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, folder=folder.resolve()))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
