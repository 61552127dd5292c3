"""Where a Rapport project keeps its things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

CONFIG_NAMES: Final = ("mkdocs.yml", "mkdocs.yaml")
DEFAULT_CONTENT: Final = "content"


class NoProject(Exception):
    """There is no usable ``mkdocs.yml``; the message says what to do."""


@dataclass(frozen=True)
class Project:
    """A folder with an ``mkdocs.yml``. All paths are absolute.

    ``content`` is the plugin's ``content_dir`` option; ``docs`` is MkDocs' ``docs_dir``, which
    Rapport fills; ``work`` holds caches and unfinished builds, and can be deleted.
    """

    root: Path
    config_file: Path
    content: Path
    docs: Path
    site: Path
    directory_urls: bool

    @property
    def work(self) -> Path:
        """Rapport's own folder for caches and unfinished builds."""
        return self.root / "build"

    @property
    def proofs(self) -> Path:
        """The cache of quiz proofs."""
        return self.work / "proofs"

    @property
    def manifest(self) -> Path:
        """The list of generated files."""
        return self.work / "generated.json"


def find_project(config_file: Path) -> Project:
    """Read a project's folders from its ``mkdocs.yml``. Raises :class:`NoProject`."""
    path = config_file.resolve()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoProject(
            f"There is no readable {config_file.name} here. Run Rapport in a project's folder, "
            "or make one with “rapport init”."
        ) from None
    try:
        config = yaml.load(text, Loader=_PlainLoader)
    except yaml.YAMLError as error:
        raise NoProject(f"{config_file.name} is not valid YAML: {error}") from None
    if not isinstance(config, dict):
        raise NoProject(f"{config_file.name} is empty.")
    options = _plugin_options(config.get("plugins"))
    return project_at(
        path,
        content_dir=str(options.get("content_dir") or DEFAULT_CONTENT),
        docs_dir=str(config.get("docs_dir") or "docs"),
        site_dir=str(config.get("site_dir") or "site"),
        directory_urls=config.get("use_directory_urls") is not False,
    )


def project_at(
    config_file: Path, *, content_dir: str, docs_dir: str, site_dir: str, directory_urls: bool
) -> Project:
    """A project from values that are already known. Folders may be relative to the file."""
    root = config_file.parent
    return Project(
        root, config_file, root / content_dir, root / docs_dir, root / site_dir, directory_urls
    )


def _plugin_options(plugins: Any) -> dict[str, Any]:
    """The ``rapport`` plugin's options, however the list is written."""
    entries = plugins.items() if isinstance(plugins, dict) else _pairs(plugins or [])
    return next((o or {} for name, o in entries if name == "rapport"), {})


def _pairs(plugins: list[Any]) -> list[tuple[str, Any]]:
    return [pair for p in plugins for pair in (p.items() if isinstance(p, dict) else [(p, {})])]


class _PlainLoader(yaml.SafeLoader):
    """Reads a config without acting on ``!ENV`` or ``!!python/name`` tags."""


def _left_out(_loader: yaml.SafeLoader, _suffix: str, _node: yaml.Node) -> None:
    """The value of a tag that only MkDocs needs to understand."""


_PlainLoader.add_multi_constructor("!", _left_out)
_PlainLoader.add_multi_constructor("tag:yaml.org,2002:python/", _left_out)
