"""Where a Rapport project keeps its things."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote

import yaml
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from rapport.site.starter import CannotStart, starter_part

DEFAULT_CONTENT: Final = "content"
BASE_OF_RAPPORT: Final = "rapport"
"""Written as ``base_dir``, it means the library that comes with Rapport."""
OFFLINE: Final = "-offline"
"""What the folders of an offline copy have after their names."""


class NoProject(Exception):
    """There is no usable ``mkdocs.yml``; the message says what to do."""


@dataclass(frozen=True)
class Project:
    """A folder with an ``mkdocs.yml``. All paths are absolute.

    ``content`` is the plugin's ``content_dir`` option, and ``base`` its ``base_dir``: the library
    that the content is laid over, if any; ``docs`` is MkDocs' ``docs_dir``, which
    Rapport fills; ``work`` holds caches and unfinished builds, and can be deleted. ``offline``
    says that the site is the copy for reading from a folder (:func:`offline_copy`).
    """

    root: Path
    config_file: Path
    content: Path
    docs: Path
    site: Path
    directory_urls: bool
    base: Path | None = None
    offline: bool = False

    @property
    def work(self) -> Path:
        """Rapport's own folder for caches and unfinished builds."""
        return self.root / "build"

    @property
    def public(self) -> Path:
        """The organisation's own files, which every build copies to the top of the site."""
        return self.root / "public"

    @property
    def fresh(self) -> Path:
        """Where an engine builds, until the site is complete."""
        return self.work / ("site-offline.new" if self.offline else "site.new")

    @property
    def old(self) -> Path:
        """Where the last site is while a new one takes its place."""
        return self.work / ("site-offline.old" if self.offline else "site.old")

    @property
    def proofs(self) -> Path:
        """The cache of quiz proofs."""
        return self.work / "proofs"

    @property
    def manifest(self) -> Path:
        """The list of generated files: one for each docs folder outside of ``work``, and one
        for each kind of site inside.
        """
        if self.docs_are_ours:
            return self.work / ("generated.offline.json" if self.offline else "generated.json")
        name = quote(self.docs.relative_to(self.root).as_posix(), safe="")
        return self.work / f"generated-{name}.json"

    @property
    def docs_are_ours(self) -> bool:
        """Whether ``docs`` is inside ``work``, where people keep nothing of their own."""
        return self.docs.is_relative_to(self.work)


def find_project(config_file: Path) -> Project:
    """Read a project's folders from its ``mkdocs.yml``. Raises :class:`NoProject`."""
    path = config_file.resolve()
    config = read_config(path)
    options = _plugin_options(config.get("plugins"))
    project = project_at(
        path,
        content_dir=_folder_name("content_dir", options.get("content_dir"), DEFAULT_CONTENT),
        base_dir=_folder_name("base_dir", options.get("base_dir"), ""),
        docs_dir=_folder_name("docs_dir", config.get("docs_dir"), "docs"),
        site_dir=_folder_name("site_dir", config.get("site_dir"), "site"),
        directory_urls=config.get("use_directory_urls") is not False,
    )
    _refuse_site_folder(project)
    return project


def project_at(
    config_file: Path,
    *,
    content_dir: str,
    docs_dir: str,
    site_dir: str,
    directory_urls: bool,
    base_dir: str = "",
) -> Project:
    """A project from values that are already known. Folders may be relative to the file.

    Raises :class:`NoProject` where the content or the docs folder is outside of the project.
    The site folder is looked at in :func:`find_project` only: ``mkdocs serve`` builds into a
    temporary one.
    """
    root = config_file.parent
    content = _inside(root, "content_dir", content_dir, DEFAULT_CONTENT)
    docs = _inside(root, "docs_dir", docs_dir, "build/docs")
    site = _absolute(root, site_dir)
    base = _base_folder(root, content, base_dir)
    return Project(root, config_file, content, docs, site, directory_urls, base)


def offline_copy(project: Project) -> Project:
    """The same project, built into a folder beside its site that is opened by double-click.

    Pages have other addresses there, so they are generated into a docs folder of their own; but
    a ``docs_dir`` outside of ``build`` may hold pages that somebody wrote, and serves both.
    Raises :class:`NoProject` where something of the project's is in the way of that folder.
    """
    ours = project.docs_are_ours
    copy = replace(
        project,
        docs=project.work / f"{project.docs.name}{OFFLINE}" if ours else project.docs,
        site=project.site.with_name(f"{project.site.name}{OFFLINE}"),
        directory_urls=False,
        offline=True,
    )
    _refuse_site_folder(copy, ("the site itself", project.site))
    return copy


def read_config(config_file: Path, loader: type[yaml.SafeLoader] | None = None) -> dict[str, Any]:
    """``mkdocs.yml`` as MkDocs reads it: with ``INHERIT`` merged and ``!ENV`` filled in.

    Other tags have no value here, and no code is run. ``loader`` reads tags in another way.
    Raises :class:`NoProject`.
    """
    name = config_file.name
    try:
        with config_file.open("rb") as file:
            config = yaml_load(file, cast(Any, loader or _WithEnvironment))
    except OSError:
        raise NoProject(
            f"There is no readable “{name}” here. Run Rapport in a project's folder, "
            "or make one with “rapport init”."
        ) from None
    except (MkDocsException, yaml.YAMLError) as error:
        raise NoProject(f"{name} cannot be read: {error}") from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        raise NoProject(
            f"{name} cannot be read. It is “key: value” lines, and INHERIT names one other file."
        ) from None
    if not isinstance(config, dict):
        raise NoProject(f"{name} is not a list of settings: write “key: value” lines.")
    if not config:
        raise NoProject(f"{name} is empty.")
    return config


def plugin_entries(plugins: Any) -> list[tuple[Any, Any]]:
    """The plugins with their options, however the list is written."""
    if isinstance(plugins, dict):
        return list(plugins.items())
    return [p for e in plugins or [] for p in (e.items() if isinstance(e, dict) else [(e, {})])]


def _plugin_options(plugins: Any) -> dict[str, Any]:
    if not isinstance(plugins, dict | list | None):
        raise NoProject(
            "“plugins” in mkdocs.yml is not a list: write “plugins:”, then “- rapport”."
        )
    options = next((o for name, o in plugin_entries(plugins) if name == "rapport"), None)
    if not isinstance(options, dict | None):
        raise NoProject(
            "The options of the plugin “rapport” in mkdocs.yml are not “key: value” lines, "
            "as in “content_dir: content”."
        )
    return options or {}


def _folder_name(key: str, value: Any, default: str) -> str:
    if not isinstance(value, str | None):
        raise NoProject(f"“{key}” in mkdocs.yml is not a folder: write “{key}: {default}”.")
    return value or default


def _absolute(root: Path, folder: str) -> Path:
    """A folder seen from the root, without ``..`` in it; links are kept as they are named."""
    return Path(os.path.normpath(root / folder))


def _inside(root: Path, key: str, folder: str, example: str) -> Path:
    path = _absolute(root, folder)
    if path.is_relative_to(root):
        return path
    real, real_root = path.resolve(), root.resolve()
    if real.is_relative_to(real_root):
        return root / real.relative_to(real_root)
    raise NoProject(
        f"“{key}: {folder}” leads out of the project's folder. "
        f"Name a folder inside it, as in “{key}: {example}”."
    )


def _base_folder(root: Path, content: Path, folder: str) -> Path | None:
    """The base library's folder, which may be anywhere; the word “rapport” is the library that
    comes with Rapport.
    """
    if folder == BASE_OF_RAPPORT:
        try:
            return starter_part("content")
        except CannotStart as error:
            raise NoProject(str(error)) from None
    base = _absolute(root, folder) if folder else None
    if base and _one_in_the_other(base.resolve(), content.resolve()):
        raise NoProject(
            f"“base_dir: {folder}” and the content_dir “{content.name}” are in each other's way. "
            "The base library stays apart from your own content, so that it can be renewed."
        )
    return base


def _refuse_site_folder(project: Project, *more: tuple[str, Path]) -> None:
    """The site folder is replaced whole, so nothing else may be in it, nor it in anything."""
    site = _inside(project.root, "site_dir", str(project.site), "site")
    others = {
        **dict(more),
        "Rapport's own folder “build”": project.work,
        "the folder “public”, for files of your own,": project.public,
        f"the docs_dir “{project.docs.name}”": project.docs,
        f"the content_dir “{project.content.name}”": project.content,
    }
    what, advice = "site_dir", "Name a folder of its own, as in “site_dir: site”."
    if project.offline:
        what, advice = "folder of the offline copy", "Give one of them another name."
    for name, other in others.items():
        if _one_in_the_other(site, other) or _one_in_the_other(site.resolve(), other.resolve()):
            raise NoProject(
                f"The {what} “{os.path.relpath(site, project.root)}” and {name} are in each "
                "other's way: every build replaces the whole site. "
                f"{advice}"
            )


def _one_in_the_other(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


class _PlainLoader(yaml.SafeLoader):
    """Reads a config without acting on ``!!python/name`` and other tags; runs no code."""


def _left_out(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    """The value of a tag that only MkDocs needs to understand."""


_PlainLoader.add_multi_constructor("!", _left_out)
_PlainLoader.add_multi_constructor("tag:yaml.org,2002:python/", _left_out)
_WithEnvironment: Final[type[yaml.SafeLoader]] = get_yaml_loader(_PlainLoader)
