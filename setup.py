"""The one thing that ``pyproject.toml`` cannot say: the starter goes into the package.

``rapport init`` writes a site of one's own from this repository's content, theme and
``mkdocs.yml``. They stand at the root, where authors work on them; a wheel carries them
as ``rapport/starter``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

STARTER = ("content", "theme_overrides", "mkdocs.yml")


class BuildWithStarter(build_py):
    """Copies the starter beside the built modules."""

    def run(self) -> None:
        """Build as usual, then add the starter; an editable install reads the checkout."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "rapport" / "starter"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for part in STARTER:
            if Path(part).is_dir():
                shutil.copytree(part, target / part)
            else:
                shutil.copyfile(part, target / part)


setup(cmdclass={"build_py": BuildWithStarter})
