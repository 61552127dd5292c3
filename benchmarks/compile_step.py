"""The compile step alone, in a process of its own: ``python -m benchmarks.compile_step CONFIG``.

Prints as JSON the CPU seconds of each stage of the very function that ``rapport build``
calls, measured after all imports. What a first use costs (templates compiled, validators
built) is in, as every real build pays it once.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any, Final

from rapport.site import compile as stage_home
from rapport.site.build import build_site  # noqa: F401 - what the command has imported by then
from rapport.site.project import find_project

STAGES: Final = {
    "load": "load_content",
    "check": "check",
    "prove": "prove_quizzes",
    "render": "render_site",
    "write": "write_files",
}


def _timed(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    def measured(*values: Any, **named: Any) -> Any:
        start = process_time()
        try:
            return function(*values, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + process_time() - start

    return measured


def measure(config_file: Path) -> dict[str, float]:
    """CPU seconds by stage, and ``total`` with what lies between the stages."""
    spent: dict[str, float] = {}
    for name, function in STAGES.items():
        setattr(stage_home, function, _timed(getattr(stage_home, function), name, spent))
    project = find_project(config_file)
    start = process_time()
    compiled = stage_home.compile_project(project, strict=None, drafts=None)
    spent["total"] = process_time() - start
    if compiled.failed:
        raise SystemExit(f"the library has problems: {compiled.examined.problems[0]}")
    return spent


def main() -> None:
    """Measure one compile."""
    parser = argparse.ArgumentParser(description="CPU seconds of each stage of one compile.")
    parser.add_argument("config", type=Path)
    print(json.dumps(measure(parser.parse_args().config)))


if __name__ == "__main__":
    main()
