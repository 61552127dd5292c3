"""An installed package starts and builds a site without the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.site.projects import ROOT, snapshot

SOURCES = (
    *("content", "generator", "theme_overrides", "mkdocs.yml", "pyproject.toml"),
    *("setup.py", "MANIFEST.in", "README.md", "LICENSE"),
)
BUILD = "import sys, setuptools.build_meta as b; getattr(b, sys.argv[1])(sys.argv[2])"


def python(
    *arguments: str, folder: Path, path: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with ``path`` before the environment's own packages."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONSAFEPATH": "1"}
    environment.pop("PYTHONPATH", None)
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, from a copy so that the checkout stays clean."""
    folder = tmp_path_factory.mktemp("sdist")
    source = folder / "source"
    for name in SOURCES:
        if (ROOT / name).is_dir():
            unwanted = shutil.ignore_patterns("*.egg-info", "__pycache__")
            shutil.copytree(ROOT / name, source / name, ignore=unwanted)
        else:
            shutil.copyfile(ROOT / name, source / name)
    python("-c", BUILD, "build_sdist", str(folder), folder=source)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, from nothing but the source distribution."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    source = next(p for p in folder.iterdir() if p.is_dir())
    python("-c", BUILD, "build_wheel", str(folder), folder=source)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, installed into a folder by pip, without any index."""
    target = tmp_path_factory.mktemp("installed")
    arguments = ["--no-index", "--no-deps", "--no-compile", "--quiet", "--target", str(target)]
    python("-m", "pip", "install", *arguments, str(wheel), folder=target)
    return target


def test_the_wheel_carries_what_it_needs_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = {n for n in packed.namelist() if ".dist-info/" not in n}
    package = ROOT / "generator" / "rapport"
    wanted = {
        p.relative_to(package.parent).as_posix()
        for pattern in (
            "**/*.py",
            "**/*.j2",
            "py.typed",
            "catalogue/*.yml",
            "web/*.js",
            "web/*.css",
        )
        for p in package.glob(pattern)
    }
    starter = {
        f"rapport/starter/{part}/{name}"
        for part in ("content", "theme_overrides")
        for name in snapshot(ROOT / part)
    }
    assert names == wanted | starter | {"rapport/starter/mkdocs.yml"}


def test_the_starter_is_the_checkout(installed: Path) -> None:
    starter = installed / "rapport" / "starter"
    for part in ("content", "theme_overrides"):
        assert snapshot(starter / part) == snapshot(ROOT / part)
    assert (starter / "mkdocs.yml").read_bytes() == (ROOT / "mkdocs.yml").read_bytes()


def test_init_and_build_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = python("-c", "import rapport; print(rapport.__file__)", folder=tmp_path, path=installed)
    assert Path(where.stdout.strip()).is_relative_to(installed)
    before = snapshot(installed)

    name = "The “Other” Half: helpers"
    python("-m", "rapport", "init", "mine", "--organisation", name, folder=tmp_path, path=installed)
    python("-m", "rapport", "build", "--strict", folder=tmp_path / "mine", path=installed)

    site = tmp_path / "mine" / "site"
    assert name in (site / "index.html").read_text(encoding="utf-8")
    script = (ROOT / "generator" / "rapport" / "web" / "quiz.js").read_bytes()
    assert (site / "assets" / "rapport" / "quiz.js").read_bytes().endswith(script)
    assert len(list(site.rglob("index.html"))) > 20
    written = {n for n in snapshot(installed) if "__pycache__" not in n}
    assert written == {n for n in before if "__pycache__" not in n}
