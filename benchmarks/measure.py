"""Running commands and reading what they cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Cost:
    """Seconds of one run: processor time (user and system, children included), and wall."""

    cpu: float
    wall: float


def run(arguments: Sequence[str], folder: Path) -> Cost:
    """Run a Python module in a folder, without its output. Raises where it fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    # Installed packages have their bytecode; Rapport, read from its sources, gets the same.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed ({process.returncode}) in {folder}: {' '.join(arguments)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall)


def run_json(arguments: Sequence[str], folder: Path) -> dict[str, float]:
    """Run a Python module in a folder and read the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of both figures."""
    return Cost(median(c.cpu for c in costs), median(c.wall for c in costs))
