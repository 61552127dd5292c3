"""The MkDocs plugin: generates the docs folder before MkDocs reads it.

Thin on purpose: all content logic is in the compile step, so that another engine
loses nothing. ``mkdocs build`` and ``mkdocs serve`` work bare, in a fresh clone too.
"""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable
from contextvars import ContextVar
from html import escape
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import unquote

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from rapport.catalogue.words import REFERENCE
from rapport.load.source_lines import source_lines
from rapport.model.diagnostic import Diagnostic, Severity
from rapport.render.navigation import NavEntry
from rapport.site.compile import Compiled, compile_project
from rapport.site.installable import add_service_worker
from rapport.site.output import ForeignFile
from rapport.site.project import DEFAULT_CONTENT, NoProject, Project, project_at

log = logging.getLogger("mkdocs.plugins.rapport")

_SOURCE_LINK: Final = re.compile(r'(<a\b[^<>]*?\shref=")([^"#?:]+\.md)(?=["#])')

ALREADY_COMPILED: ContextVar[Compiled | None] = ContextVar("already_compiled", default=None)
"""Set by ``rapport build``, which has compiled the same project just before."""


class RapportConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the plugin in ``mkdocs.yml``."""

    content_dir = c.Type(str, default=DEFAULT_CONTENT)
    base_dir = c.Type(str, default="")


class RapportPlugin(BasePlugin[RapportConfig]):  # type: ignore[no-untyped-call]
    """Runs the compile step, gives MkDocs the navigation, and watches the content."""

    def __init__(self) -> None:
        self._serving = False
        self._last_good: Compiled | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is ``mkdocs serve``."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate. On an error ``build`` stops; ``serve`` keeps the last good pages."""
        project = self._project(config)
        compiled = ALREADY_COMPILED.get()
        if compiled is None:
            compiled = self._compile(project, strict=config.strict)
            report(compiled)
        if compiled.failed:
            if not self._serving or self._last_good is None:
                raise Abort("The content has problems (listed above); nothing was built.")
            log.error("The last good pages stay until the content is mended.")
            compiled = self._last_good
        self._last_good = compiled
        if config.nav is None:
            config.nav = mkdocs_nav(compiled.nav)
        _give_identity(config, compiled)
        if not self._serving and not config.extra.get("offline"):
            config.extra.setdefault("keep_offline", True)
        return config

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """The questions that a page answers go into the search index, as the theme's tags."""
        if "asked_as" in page.meta and not {"tags", "material/tags"} & set(config.plugins):
            page.meta["tags"] = page.meta["asked_as"]
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Turn links to Markdown files inside HTML into addresses, as Zensical does by itself."""

        def address(link: re.Match[str]) -> str:
            path = posixpath.join(posixpath.dirname(page.file.src_uri), unquote(link[2]))
            file = files.get_file_from_path(posixpath.normpath(path))
            if file is None:
                log.warning(f"{page.file.src_uri}: “{link[2]}” leads to no page.")
                return link[0]
            return f"{link[1]}{file.url_relative_to(page.file)}"

        return _SOURCE_LINK.sub(address, html)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Last of all, let readers keep the site as it now is."""
        if config.extra.get("keep_offline"):
            add_service_worker(Path(config.site_dir))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch what authors edit, and not what is generated from it."""
        project = self._project(config)
        server.unwatch(str(project.docs))
        server.watch(str(project.content))
        if project.base is not None and project.base.is_relative_to(project.root):
            server.watch(str(project.base))
        return server

    def _compile(self, project: Project, *, strict: bool) -> Compiled:
        """MkDocs knows only whether somebody asked for a strict run. Where nobody did, the
        site settings decide; a preview is never strict, and shows drafts.
        """
        try:
            if self._serving:
                return compile_project(project, strict=False, drafts=True)
            return compile_project(project, strict=strict or None, drafts=None)
        except ForeignFile as error:
            raise Abort(str(error)) from None

    def _project(self, config: MkDocsConfig) -> Project:
        try:
            return project_at(
                Path(config.config_file_path),
                content_dir=self.config.content_dir,
                base_dir=self.config.base_dir,
                docs_dir=config.docs_dir,
                site_dir=config.site_dir,
                directory_urls=config.use_directory_urls,
            )
        except NoProject as error:
            raise Abort(str(error)) from None


LOG_LEVELS: Final[dict[Severity, int]] = {
    "error": logging.ERROR,
    "warning": logging.WARNING,
    "note": logging.INFO,
}
"""MkDocs counts warnings in a strict run, and a note stops none."""


def _give_identity(config: MkDocsConfig, compiled: Compiled) -> None:
    """The organisation's name, language, colours and logo, which themes take from the
    configuration. Where the settings name no other language, ``mkdocs.yml`` has its say.
    """
    config.site_name = escape(compiled.name)
    config.extra_css += [css for css in compiled.extra_css if css not in config.extra_css]
    if compiled.language != REFERENCE:
        config.theme["language"] = compiled.language
    if compiled.logo:
        config.theme["logo"] = compiled.logo


def report(compiled: Compiled) -> None:
    """Every problem to MkDocs' log."""
    texts = compiled.examined.loaded.texts
    for problem in compiled.examined.problems:
        log.log(LOG_LEVELS[problem.severity], as_log_line(problem, texts))


def as_log_line(problem: Diagnostic, texts: dict[str, str]) -> str:
    """A problem for MkDocs' log: place, message, the line itself, hint, rule."""
    parts = [f"{problem.place}: {problem.message}"]
    lines = source_lines(texts.get(problem.place.path, ""))
    if 0 < problem.place.line <= len(lines):
        parts.append(f"    {lines[problem.place.line - 1].strip()}")
    if problem.hint:
        parts.append(f"    {problem.hint}")
    return "\n".join(parts) + f" [{problem.rule}]"


def mkdocs_nav(entries: tuple[NavEntry, ...]) -> list[Any]:
    """The navigation as MkDocs writes it in ``mkdocs.yml``.

    Themes put its names into pages as they stand, so they are HTML here.
    """
    return [
        {escape(entry.label): mkdocs_nav(entry.entries) if entry.entries else entry.file}
        for entry in entries
    ]
