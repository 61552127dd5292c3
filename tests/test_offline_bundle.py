"""The shipped scripts of a kept site: fresh, small, typed, and every word they show is in the page."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
OFFLINE: Final = ROOT / "generator" / "rapport" / "web" / "src" / "offline"
WORKER: Final = ROOT / "generator" / "rapport" / "web" / "service_worker.js"
PAGE: Final = ROOT / "theme_overrides" / "assets" / "javascripts" / "keep_offline.js"
PARTIAL: Final = ROOT / "theme_overrides" / "partials" / "keep_offline.html"
BUNDLES: Final = {"bundle:offline": WORKER, "bundle:offline-page": PAGE}
LIMITS: Final = {WORKER: 8_000, PAGE: 2_000}
"""Bytes after gzip. The worker is only loaded by readers who keep the site."""


def tool(name: str) -> str:
    """A tool from ``node_modules``. Without it the test fails: run ``npm ci`` first."""
    found = shutil.which(name, path=str(ROOT / "node_modules" / ".bin"))
    assert found, f"{name} is missing: run npm ci."
    return found


@pytest.mark.parametrize("script", BUNDLES)
def test_bundle_is_fresh(script: str, tmp_path: Path) -> None:
    scripts = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]
    assert f"npm run {script}" in scripts["bundle"].split(" && ")
    command = shlex.split(scripts[script])
    command[0] = tool(command[0])
    command[-1] = f"--outfile={tmp_path / 'bundle.js'}"
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert BUNDLES[script].read_bytes() == (tmp_path / "bundle.js").read_bytes(), (
        "Run npm run bundle."
    )


@pytest.mark.parametrize(("bundle", "limit"), LIMITS.items(), ids=lambda v: getattr(v, "name", v))
def test_bundle_is_small(bundle: Path, limit: int) -> None:
    assert len(gzip.compress(bundle.read_bytes(), 9)) <= limit


def test_the_page_script_is_classic_and_asks_for_nothing() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert not re.search(r"\b(?:import|export)\b", text)
    forbidden = (
        r"innerHTML|insertAdjacentHTML|\beval\b|new Function|fetch\(|XMLHttpRequest|sendBeacon"
        r"|sessionStorage|indexedDB|document\.cookie|WebSocket"
    )
    assert re.findall(forbidden, text) == []


def test_the_worker_carries_the_licence_of_what_is_in_it() -> None:
    licence = (ROOT / "node_modules" / "workbox-precaching" / "LICENSE").read_text("utf-8")
    assert licence.strip() in WORKER.read_text(encoding="utf-8")


def test_types_of_the_worker_are_clean() -> None:
    """It has other globals than a page, and so a configuration of its own."""
    done = subprocess.run(
        [tool("tsc"), "--project", str(OFFLINE / "worker" / "tsconfig.json")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()


def test_every_state_has_its_words_in_the_page() -> None:
    states = re.search(r"@typedef \{(.*)\} State", (OFFLINE / "page.js").read_text("utf-8"))
    assert states
    wanted = [*re.findall(r'"(\w+)"', states[1]), "keep", "remove"]
    given = re.findall(r'data-words="(\w+)">[^<]+<', PARTIAL.read_text(encoding="utf-8"))
    assert sorted(given) == sorted(wanted)
