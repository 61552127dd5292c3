"""Build and compile times beside ``mkdocs build``, in one run.

``python -m benchmarks.build_time [--sizes 20,200,2000] [--rounds 3] [--write FILE]``. The
case of the budget, 300 pages with 60 quizzes, is always measured too.

Each round runs the commands one after the other, so that a busy moment of the machine
falls on all of them; a ratio is taken within a round, and of the ratios the median.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

import yaml
from mkdocs.utils.yaml import get_yaml_loader

from benchmarks.corpus import ROOT, Size, write_corpus
from benchmarks.measure import Cost, run, run_json
from benchmarks.report import as_markdown, as_text
from rapport.site.compile import compile_project
from rapport.site.mkdocs_plugin import mkdocs_nav
from rapport.site.project import find_project

BUDGET_CASE: Final = Size(300, 60)
PLAIN: Final = "plain.yml"


@dataclass
class Measured:
    """All rounds of one size. Every list has one entry a round."""

    size: Size
    mkdocs: list[Cost] = field(default_factory=list)
    warm: list[Cost] = field(default_factory=list)
    cold: list[Cost] = field(default_factory=list)
    compile_warm: list[dict[str, float]] = field(default_factory=list)
    compile_cold: list[dict[str, float]] = field(default_factory=list)

    def ratio(self, costs: list[Cost]) -> float:
        """How many times the processor time of plain MkDocs, as a median over the rounds."""
        return median(c.cpu / m.cpu for c, m in zip(costs, self.mkdocs, strict=True))

    def stage(self, name: str, *, cold: bool = False) -> float:
        """Median CPU seconds of a stage of the compile step."""
        return median(c[name] for c in (self.compile_cold if cold else self.compile_warm))

    def budgeted(self, *, cold: bool = False) -> float:
        """Median CPU seconds of the compile step without writing, as the budget counts it."""
        rounds = self.compile_cold if cold else self.compile_warm
        return median(c["total"] - c["write"] for c in rounds)

    @property
    def share(self) -> float:
        """The compile step as a part of the whole warm build."""
        rounds = zip(self.compile_warm, self.warm, strict=True)
        return median((c["total"] - c["write"]) / b.cpu for c, b in rounds)


def prepare(folder: Path, size: Size) -> None:
    """The library, its Markdown on disk, and a configuration that knows nothing of Rapport."""
    write_corpus(folder, size)
    compiled = compile_project(find_project(folder / "mkdocs.yml"), strict=None, drafts=None)
    if compiled.failed:
        raise SystemExit(f"the library has problems: {compiled.examined.problems[0]}")
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    plugins = yaml.load(text, Loader=get_yaml_loader())["plugins"]
    plain = {
        "INHERIT": "mkdocs.yml",
        "site_dir": "plain",
        "plugins": [p for p in plugins if p != "rapport" and "rapport" not in list(p)],
        "nav": mkdocs_nav(compiled.nav),
    }
    (folder / PLAIN).write_text(yaml.safe_dump(plain), encoding="utf-8")


def one_round(folder: Path, measured: Measured) -> None:
    """Every command once, on the same files."""
    proofs, docs = folder / "build" / "proofs", folder / "build" / "docs"
    build = ("rapport", "--quiet", "build")
    compile_step = ("benchmarks.compile_step", str(folder / "mkdocs.yml"))
    measured.mkdocs.append(run(("mkdocs", "build", "--quiet", "-f", PLAIN), folder))
    measured.warm.append(run(build, folder))
    shutil.rmtree(proofs)
    measured.cold.append(run(build, folder))
    measured.compile_warm.append(run_json(compile_step, ROOT))
    shutil.rmtree(proofs)
    shutil.rmtree(docs)
    docs.mkdir()
    measured.compile_cold.append(run_json(compile_step, ROOT))


def measure(sizes: list[Size], rounds: int, say: Callable[[str], None]) -> list[Measured]:
    """All rounds of all sizes, each size in a folder of its own that is removed again."""
    found = []
    for size in sizes:
        measured = Measured(size)
        with tempfile.TemporaryDirectory(prefix="rapport-bench-") as parent:
            folder = Path(parent) / "library"
            prepare(folder, size)
            for number in range(rounds):
                say(
                    f"{size.pages} pages and {size.quizzes} quizzes: round {number + 1} of {rounds}"
                )
                one_round(folder, measured)
        found.append(measured)
    return found


def main() -> None:
    """Measure, print, and write the report where asked."""
    parser = argparse.ArgumentParser(description="Build times beside mkdocs build.")
    parser.add_argument("--sizes", default="20,200,2000", help="pages in all, with commas")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="also write the report as Markdown here")
    options = parser.parse_args()
    sizes = [Size.of(int(n)) for n in options.sizes.split(",")]
    sizes = sorted({*sizes, BUDGET_CASE}, key=lambda s: s.total)
    found = measure(sizes, options.rounds, lambda words: print(words, flush=True))
    print(as_text(found))
    if options.write:
        command = (
            f"python -m benchmarks.build_time --sizes {options.sizes} --rounds {options.rounds}"
        )
        options.write.write_text(as_markdown(found, command), encoding="utf-8")


if __name__ == "__main__":
    main()
