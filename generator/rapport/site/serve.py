"""``rapport serve``: MkDocs' development server, with a voice of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable

from mkdocs.commands.serve import serve

from rapport.site.project import Project


class _Voice(logging.Handler):
    """Hands what MkDocs logs to whoever prints it."""

    def __init__(self, say: Callable[[str], None], level: int) -> None:
        super().__init__(level)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(record.getMessage())


def serve_site(
    project: Project, address: str, say: Callable[[str], None], *, quiet: bool = False
) -> None:
    """Serve until the person stops it. ``say`` gets each line: builds, problems, the address.

    With ``quiet`` only problems are said. Raises MkDocs' own exceptions where the server
    cannot start, or the first build fails.
    """
    project.docs.mkdir(parents=True, exist_ok=True)
    logger = logging.getLogger("mkdocs")
    voice = _Voice(say, logging.WARNING if quiet else logging.INFO)
    before = logger.level
    logger.setLevel(voice.level)
    logger.addHandler(voice)
    try:
        serve(str(project.config_file), dev_addr=address)
    finally:
        logger.removeHandler(voice)
        logger.setLevel(before)
