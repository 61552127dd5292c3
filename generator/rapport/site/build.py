"""``rapport build``: compile, run an engine into a new folder, then put it in place."""

from __future__ import annotations

import gc
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from rapport.catalogue.words import REFERENCE
from rapport.site.compile import Compiled, compile_project
from rapport.site.in_place import mark_as_ours, put_in_place, refuse_foreign_site
from rapport.site.installable import add_service_worker
from rapport.site.mkdocs_plugin import ALREADY_COMPILED, mkdocs_nav
from rapport.site.offline import (
    NotOffline,
    give_mkdocs_offline,
    give_zensical_offline,
    make_fit_for_a_folder,
)
from rapport.site.project import NoProject, Project, plugin_entries, read_config
from rapport.site.public import copy_public

Engine = Literal["mkdocs", "zensical"]
ENGINES: Final[tuple[Engine, ...]] = ("mkdocs", "zensical")

CARRIED_BY_ZENSICAL: Final = frozenset(
    {"awesome-nav", "meta", "offline", "privacy", "rapport", "search", "tags"}
)
"""Plugins that Zensical has of its own, and ours, whose work is done before."""

_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


class EngineFailed(Exception):
    """The engine did not build the site; the message is its own last words."""


@dataclass(frozen=True)
class Built:
    """A finished build: what was compiled, and where the site is (or was left alone)."""

    compiled: Compiled
    site: Path
    warnings: tuple[str, ...] = ()
    """What the engine warned of. A strict build fails on any."""
    notes: tuple[str, ...] = ()
    """What ``mkdocs.yml`` asks for and this engine may leave out without a word."""


def build_site(
    project: Project,
    *,
    engine: Engine = "mkdocs",
    strict: bool | None = None,
    drafts: bool | None = None,
    trainer: bool | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Built:
    """Build the whole site. A failure of any kind leaves the last good site as it was.

    Of an :func:`~rapport.site.project.offline_copy` it builds the copy, and leaves the site alone.

    Raises :class:`EngineFailed` when the engine stops or the site cannot be put in place,
    :class:`~rapport.site.public.CannotPublish` where the site folder is not ours to replace or
    a file in ``public`` stands in the way, and what :func:`compile_project` raises. Problems in
    the content are in ``compiled.examined.problems``, and then the engine is not run at all.
    """
    refuse_foreign_site(project.site)
    with _without_collection():
        compiled = compile_project(
            project, strict=strict, drafts=drafts, trainer=trainer, progress=progress
        )
    if compiled.failed:
        return Built(compiled, project.site)
    strict = compiled.examined.strict
    fresh = project.fresh
    shutil.rmtree(fresh, ignore_errors=True)
    run = _run_mkdocs if engine == "mkdocs" else _run_zensical
    warnings = run(project, compiled, fresh, strict)
    _replace(project, fresh)
    notes = tuple(left_out_by_zensical(project)) if engine == "zensical" else ()
    return Built(compiled, project.site, warnings, notes)


@contextmanager
def _without_collection() -> Iterator[None]:
    """A compile makes many small things that stay: looking for cycles among them, then and
    while the engine runs, costs time and finds nothing.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


def _replace(project: Project, fresh: Path) -> None:
    """Add what is not the engine's, and put the new site in place."""
    if project.offline:
        _make_offline(fresh)
    mark_as_ours(fresh)
    copy_public(project.public, fresh)
    try:
        put_in_place(fresh, project.site, project.old)
    except OSError as error:
        raise EngineFailed(
            f"The new site is complete in “{fresh}”, but cannot take the place of "
            f"“{os.path.realpath(project.site)}” "
            f"({error.strerror or 'it is no folder, or a file in it cannot be copied'}). "
            "The site folder must be an ordinary folder on the same disk as “build”, "
            "and writable."
        ) from error


def _make_offline(fresh: Path) -> None:
    try:
        make_fit_for_a_folder(fresh)
    except NotOffline as error:
        raise EngineFailed(str(error)) from None


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of: in a strict build a warning is a failure."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _run_mkdocs(project: Project, compiled: Compiled, fresh: Path, strict: bool) -> tuple[str, ...]:
    heard = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    token = ALREADY_COMPILED.set(compiled)
    try:
        docs = str(project.docs) if project.offline else None  # none: as mkdocs.yml says
        config = load_config(
            str(project.config_file), strict=strict, docs_dir=docs, site_dir=str(fresh)
        )
        if project.offline:
            give_mkdocs_offline(config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        raise EngineFailed("\n".join([*heard.messages, str(error)])) from error
    except TemplateError as error:
        raise EngineFailed("\n".join([*heard.messages, _template_fault(error)])) from error
    finally:
        ALREADY_COMPILED.reset(token)
        logger.removeHandler(heard)
    return tuple(heard.messages)


def _template_fault(error: TemplateError) -> str:
    where = ""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        where = f" ({error.filename}, line {error.lineno})"
    return f"A template of the theme is at fault: {error.message}{where}"


def _run_zensical(
    project: Project, compiled: Compiled, fresh: Path, strict: bool
) -> tuple[str, ...]:
    """Zensical knows neither our plugin nor a navigation made by one, so it gets a
    configuration derived from ``mkdocs.yml``, in the work folder.
    """
    command = _zensical_command()
    config_file = project.work / "zensical.yml"
    shutil.rmtree(project.work / ".cache", ignore_errors=True)
    derived = zensical_config(project, compiled, fresh)
    config_file.write_text(derived, encoding="utf-8")
    arguments = [*command, "build", "-f", str(config_file), *(["--strict"] if strict else [])]
    done = subprocess.run(arguments, cwd=project.work, capture_output=True, text=True, check=False)
    if done.returncode or not (fresh / "index.html").exists():
        raise EngineFailed(_plain(done.stdout + done.stderr) or "Zensical wrote no site.")
    if not project.offline and (_read_config(project).get("extra") or {}).get("keep_offline", True):
        add_service_worker(fresh)
    said = _plain(done.stderr)
    return () if said in ("", "No issues found") else (said,)


def _plain(said: str) -> str:
    """What Zensical said, without colours and without its own traceback."""
    words, _, traceback = _COLOUR.sub("", said).partition("Traceback (most recent call last):")
    return "\n".join([words.strip(), *traceback.strip().splitlines()[-1:]]).strip()


def _zensical_command() -> list[str]:
    beside = Path(sys.executable).with_name("zensical")
    found = str(beside) if beside.exists() else shutil.which("zensical")
    if not found:
        raise EngineFailed("Zensical is not installed: pip install “rapport-site[zensical]”.")
    return [found]


def zensical_config(project: Project, compiled: Compiled, fresh: Path) -> str:
    """``mkdocs.yml`` for Zensical: folders from the work folder, navigation written out,
    and without the plugin that it would ignore.
    """
    config = _read_config(project, _KeepTags)
    if not project.docs_are_ours:
        raise EngineFailed("Zensical needs a docs_dir inside “build”, such as “build/docs”.")
    config["docs_dir"] = project.docs.relative_to(project.work).as_posix()
    config["site_dir"] = fresh.relative_to(project.work).as_posix()
    config.setdefault("nav", mkdocs_nav(compiled.nav))
    theme = config.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        # Read again, as a tag may stand here; an absolute folder stays as it is.
        custom = _read_config(project)["theme"]["custom_dir"]
        theme["custom_dir"] = Path("..", custom or "").as_posix()
    config["site_name"] = escape(compiled.name)
    config["extra_css"] = [*(config.get("extra_css") or []), *compiled.extra_css]
    if compiled.language != REFERENCE and isinstance(theme, dict):
        theme["language"] = compiled.language
    if compiled.logo and isinstance(theme, dict):
        theme["logo"] = compiled.logo
    config["plugins"] = _without_rapport(config.get("plugins") or [])
    if project.offline:
        give_zensical_offline(config)
    else:
        config["extra"] = {"keep_offline": True, **(config.get("extra") or {})}
    return yaml.dump(config, Dumper=_KeepTagsDumper, sort_keys=False, allow_unicode=True)


def _read_config(project: Project, loader: type[yaml.SafeLoader] | None = None) -> dict[str, Any]:
    try:
        return read_config(project.config_file, loader)
    except NoProject as error:
        raise EngineFailed(str(error)) from error


def left_out_by_zensical(project: Project) -> Iterable[str]:
    """A sentence for the hooks and for each plugin that Zensical is not known to carry."""
    config = _read_config(project)
    if config.get("hooks"):
        yield "Zensical runs no hooks: what “hooks” in mkdocs.yml does is missing from this site."
    for plugin, _ in plugin_entries(config.get("plugins")):
        if str(plugin).removeprefix("material/") not in CARRIED_BY_ZENSICAL:
            yield (
                f"Zensical is not known to carry the plugin “{plugin}”: "
                "what it does may be missing from this site."
            )


def _without_rapport(plugins: Any) -> Any:
    """The plugins, a mapping or a list of names and mappings, without ours."""
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "rapport"}
    kept = (_without_rapport(p) if isinstance(p, dict) else p for p in plugins)
    return [p for p in kept if p not in ("rapport", {})]


@dataclass(frozen=True)
class _Tagged:
    """A value with a tag that is passed on as it stands."""

    tag: str
    value: Any


class _KeepTags(yaml.SafeLoader):
    """Reads tags such as ``!ENV`` without acting on them."""


class _KeepTagsDumper(yaml.SafeDumper):
    """Writes them back."""


def _read_tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> _Tagged:
    if isinstance(node, yaml.SequenceNode):
        return _Tagged(node.tag, loader.construct_sequence(node, deep=True))
    if isinstance(node, yaml.MappingNode):
        return _Tagged(node.tag, loader.construct_mapping(node, deep=True))
    return _Tagged(node.tag, loader.construct_scalar(node))  # type: ignore[arg-type]


def _write_tagged(dumper: yaml.SafeDumper, tagged: _Tagged) -> yaml.Node:
    if isinstance(tagged.value, list):
        return dumper.represent_sequence(tagged.tag, tagged.value)
    if isinstance(tagged.value, dict):
        return dumper.represent_mapping(tagged.tag, tagged.value)
    return dumper.represent_scalar(tagged.tag, tagged.value)


_KeepTags.add_multi_constructor("!", _read_tagged)
_KeepTags.add_multi_constructor("tag:yaml.org,2002:python/", _read_tagged)
_KeepTagsDumper.add_representer(_Tagged, _write_tagged)
