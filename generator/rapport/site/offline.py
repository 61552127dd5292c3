"""The copy of a site that is opened from a folder, by double-click and without a network.

Browsers give a page that was opened from a folder no other file to read and no workers, and show
a list of files where a link leads to a folder. So links name files there, and the search index and
the search itself are ordinary scripts: Material's plugin ``offline`` writes the index as one, and
a shim (the npm package ``iframe-worker``, in the theme) runs the worker in a hidden frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins

SHIM: Final = "assets/javascripts/iframe-worker/shim.js"
"""The plugin would ask another host for the shim, unless a path with this name is given."""
_SHIM_NAME: Final = "iframe-worker"
_INSTANT: Final = "navigation.instant"
_USELESS: Final = ("404.html", "sitemap.xml", "sitemap.xml.gz")
_PLUGIN: Final = "material/offline"
_PLUGIN_NAMES: Final = ("offline", _PLUGIN)


class NotOffline(Exception):
    """The copy would not work from a folder; the message says what to do."""


def give_mkdocs_offline(config: MkDocsConfig) -> None:
    """Change a configuration that MkDocs has read.

    The plugin is put in here, as ``mkdocs.yml`` is about the site on the web.
    """
    config.site_url = ""
    config.use_directory_urls = False
    config.extra.update(_extra(config.extra.get("polyfills")))
    config.theme["features"] = _features(config.theme.get("features"))
    plugin = next((config.plugins[n] for n in _PLUGIN_NAMES if n in config.plugins), None)
    if plugin is None:
        plugin = config.plugins[_PLUGIN] = get_plugins()[_PLUGIN].load()()
    plugin.load_config({"enabled": True})


def give_zensical_offline(config: dict[str, Any]) -> None:
    """Change the raw configuration that Zensical is going to read."""
    config.pop("site_url", None)
    config["use_directory_urls"] = False
    extra = config.get("extra") or {}
    config["extra"] = {**extra, **_extra(extra.get("polyfills"))}
    theme = config.get("theme")
    if isinstance(theme, dict):
        theme["features"] = _features(theme.get("features"))
    plugins = config.get("plugins") or []
    if isinstance(plugins, dict):
        config["plugins"] = {**_others(plugins), "offline": {"enabled": True}}
        return
    kept = (_others(p) if isinstance(p, dict) else p for p in plugins)
    others = [p for p in kept if p and p not in _PLUGIN_NAMES]
    config["plugins"] = [*others, {"offline": {"enabled": True}}]


def _others(plugins: dict[str, Any]) -> dict[str, Any]:
    return {name: options for name, options in plugins.items() if name not in _PLUGIN_NAMES}


def _extra(polyfills: Iterable[Any] | None) -> dict[str, Any]:
    """What templates see of it: the shim, and ``extra.offline``, for what no folder can have."""
    found = list(polyfills or ())
    if not any(_SHIM_NAME in str(p) for p in found):
        found.append(SHIM)
    return {"offline": True, "polyfills": found}


def _features(features: Iterable[str] | None) -> list[str]:
    """Without instant navigation: from a folder it would leave the scripts of a page out."""
    return [f for f in features or () if not f.startswith(_INSTANT)]


def make_fit_for_a_folder(fresh: Path) -> None:
    """Take out of a finished build what only a web server or a developer has a use for.

    Raises :class:`NotOffline` where the theme has no shim, as an older copy of it has none.
    """
    if not (fresh / SHIM).is_file():
        raise NotOffline(
            f"The theme has no “{SHIM}”, so search would not work in an offline copy. "
            "Renew “theme_overrides”: it is older than this Rapport."
        )
    for name in _USELESS:
        (fresh / name).unlink(missing_ok=True)
    for source_map in fresh.rglob("*.map"):
        source_map.unlink()


def size_in_words(folder: Path) -> str:
    """How large all files of a folder are together, as file managers say it: “6.1 MB”."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{size / 1e3:.0f} kB"
