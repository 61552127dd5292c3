"""What a device needs to know of a site that somebody installs as an app.

The format is the W3C's Web Application Manifest (https://www.w3.org/TR/appmanifest/).
"""

from __future__ import annotations

import json
from typing import Any, Final

from rapport.model.site import SiteSettings

MANIFEST_FILE: Final = "manifest.webmanifest"
PAPER: Final = "#fdfaf5"
"""The ground while an app starts: ``--rp-paper`` of the theme's palette."""
ICONS: Final[tuple[dict[str, str], ...]] = (
    {"src": "assets/rapport/favicon.svg", "type": "image/svg+xml", "sizes": "any"},
    {"src": "assets/rapport/icon-192.png", "type": "image/png", "sizes": "192x192"},
    {"src": "assets/rapport/icon-512.png", "type": "image/png", "sizes": "512x512"},
    {
        "src": "assets/rapport/icon-maskable-512.png",
        "type": "image/png",
        "sizes": "512x512",
        "purpose": "maskable",
    },
)
_MOST_LETTERS: Final = 12
"""What fits under an icon on most phones."""
_FEWEST_LETTERS: Final = 4
_SMALL_WORDS: Final = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "&"})


def web_manifest(settings: SiteSettings) -> bytes:
    """The file ``manifest.webmanifest``, for the top of a site; every address in it is relative."""
    told: dict[str, Any] = {
        "name": settings.organisation,
        "short_name": _short_name(settings.organisation),
        "description": settings.tagline,
        "start_url": ".",
        "scope": ".",
        "display": "standalone",
        "theme_color": settings.colours.brand,
        "background_color": PAPER,
        "icons": list(ICONS),
    }
    given = {key: value for key, value in told.items() if value}
    return f"{json.dumps(given, ensure_ascii=False, indent=2)}\n".encode()


def _short_name(name: str) -> str:
    """The first words of a name, as many as fit; nothing where they would say too little.

    Devices then cut the whole name themselves.
    """
    if len(name) <= _MOST_LETTERS:
        return name
    words = name.split()
    if words[0].casefold() in _SMALL_WORDS:
        del words[0]
    while words and (len(" ".join(words)) > _MOST_LETTERS or words[-1].casefold() in _SMALL_WORDS):
        words.pop()
    short = " ".join(words)
    return short if len(short) >= _FEWEST_LETTERS else ""
