"""The service worker of a finished build, with which a reader keeps the site on a device.

The worker is a script made from ``web/src/offline/worker``. What it keeps is decided here: a line
before the script names every file with the SHA-256 digest of its bytes, in base64, as browsers read
it for subresource integrity (https://www.w3.org/TR/SRI/). Another byte in any of the files makes
another worker, which is how browsers learn of a new version.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

SERVICE_WORKER: Final = "service_worker.js"
_SCRIPT: Final = Path(__file__).parent.parent / "web" / SERVICE_WORKER
_FOR_OTHERS: Final = (
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    SERVICE_WORKER,
)
"""Files that servers and search engines use, and readers do not. Without a network, the browser's
own words say why a page that is not kept does not open; “not found” would be wrong."""
_PREVIEWS: Final = "assets/rapport/preview"
_LUNR: Final = "assets/javascripts/lunr/"
_LUNR_CUTTERS: Final = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}


def add_service_worker(folder: Path) -> None:
    """Write the service worker of the site in ``folder``, for the files that are there now.

    What is put there later (an organisation's own files) stays on the network only. Raises
    ``OSError`` where a file cannot be read or written.
    """
    listed = {
        quote(name): b64encode(sha256((folder / name).read_bytes()).digest()).decode("ascii")
        for name in _kept_files(folder)
    }
    lines = f"self.SITE_FILES = {json.dumps(listed, indent=0)};\n"
    script = _SCRIPT.read_bytes()
    (folder / SERVICE_WORKER).write_bytes(lines.encode("ascii") + script)


def _kept_files(folder: Path) -> Iterator[str]:
    """The names of all files that readers can come upon, sorted."""
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    languages = _search_languages(folder)
    for name in names:
        hidden = any(part.startswith(".") for part in name.split("/"))
        if hidden or name.endswith(".map") or name in _FOR_OTHERS or name.startswith(_PREVIEWS):
            continue
        if not name.startswith(_LUNR) or name.removeprefix(_LUNR) in languages:
            yield name


def _search_languages(folder: Path) -> set[str]:
    """The language files that Material's search worker loads; for English alone it is none."""
    try:
        index = json.loads((folder / "search" / "search_index.json").read_bytes())
        languages = list(_texts(index["config"]["lang"]))
    except (OSError, ValueError, LookupError, TypeError):
        return set()
    others = [language for language in languages if language != "en"]
    wanted = {f"min/lunr.{language}.min.js" for language in others}
    wanted |= {_LUNR_CUTTERS[language] for language in others if language in _LUNR_CUTTERS}
    if len(languages) > 1:
        wanted.add("min/lunr.multi.min.js")
    return wanted | {"min/lunr.stemmer.support.min.js"} if wanted else wanted


def _texts(values: Any) -> Iterator[str]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, str))
