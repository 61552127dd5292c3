"""The measurements as tables. Nothing here depends on the day or the machine's name."""

from __future__ import annotations

import gzip
import platform
from collections.abc import Callable, Sequence
from importlib.metadata import version
from math import log
from typing import TYPE_CHECKING, Final

import yaml

from benchmarks.corpus import ROOT
from benchmarks.measure import middle

if TYPE_CHECKING:
    from benchmarks.build_time import Measured

PACKAGES: Final = (
    "mkdocs",
    "mkdocs-material",
    "Markdown",
    "pymdown-extensions",
    "Jinja2",
    "pydantic",
    "PyYAML",
)
SIZES: Final = (("quiz.js", 10_000), ("quiz.css", 4_000))
MOST_A_PAGE, MOST_SHARE, MOST_RATIO, MOST_GROWTH = 1.0, 0.10, 1.15, 1.05

Row = tuple[str, ...]


def table(rows: Sequence[Row]) -> str:
    """A Markdown table that also reads well as plain text; the first row is the head."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "| " + " | ".join("-" * w for w in widths) + " |")
    return "\n".join(lines)


def build_rows(found: Sequence[Measured]) -> list[Row]:
    """Whole builds side by side."""
    head = ("pages + quizzes", "build", "CPU s", "wall s", "× mkdocs build", "each round")
    rows: list[Row] = [head]
    for m in found:
        label = _label(m)
        plain = middle(m.mkdocs)
        rows.append((label, "mkdocs build", f"{plain.cpu:.2f}", f"{plain.wall:.2f}", "1", ""))
        for name, costs in (("rapport build", m.warm), ("rapport build, cold proofs", m.cold)):
            cost = middle(costs)
            each = ", ".join(f"{c.cpu / p.cpu:.2f}" for c, p in zip(costs, m.mkdocs, strict=True))
            ratio = f"{m.ratio(costs):.2f}"
            rows.append((label, name, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", ratio, each))
    return rows


def compile_rows(found: Sequence[Measured]) -> list[Row]:
    """The compile step by stage, in CPU milliseconds."""
    stages = ("load", "check", "prove", "render", "write")
    rows: list[Row] = [
        ("pages + quizzes", "proofs", *(f"{s} ms" for s in stages), "ms a page", "% of the build")
    ]
    for m in found:
        for cold in (False, True):
            spent = [f"{m.stage(s, cold=cold) * 1000:.0f}" for s in stages]
            page = f"{m.budgeted(cold=cold) * 1000 / m.size.total:.2f}"
            share = "" if cold else f"{m.share:.0%}"
            rows.append((_label(m), "cold" if cold else "warm", *spent, page, share))
    return rows


def budget_rows(found: Sequence[Measured]) -> list[Row]:
    """Each budget beside what was measured, and whether it is kept."""
    rows: list[Row] = [("what", "budget", "measured", "")]
    for m in found:
        page = m.budgeted() * 1000 / m.size.total
        name = f"compile step a page, {_label(m)}"
        rows.append((name, f"≤ {MOST_A_PAGE:.0f} ms", f"{page:.2f} ms", _kept(page <= MOST_A_PAGE)))
        rows.append(
            (
                f"its part of the build, {_label(m)}",
                f"≤ {MOST_SHARE:.0%}",
                f"{m.share:.0%}",
                _kept(m.share <= MOST_SHARE),
            )
        )
        if (m.size.pages, m.size.quizzes) == (300, 60):
            ratio = m.ratio(m.warm)
            rows.append(
                (
                    f"full build, {_label(m)}",
                    f"≤ {MOST_RATIO} ×",
                    f"{ratio:.2f} ×",
                    _kept(ratio <= MOST_RATIO),
                )
            )
    if len(found) > 1 and found[0].size.total < found[-1].size.total:
        rows += [_growth_row(found, cold=cold) for cold in (False, True)]
    return [*rows, *size_rows()]


def _growth_row(found: Sequence[Measured], *, cold: bool) -> Row:
    grown = growth(found, lambda m: m.budgeted(cold=cold))
    name = f"growth of the compile step, {found[0].size.total} to {found[-1].size.total} pages"
    return (
        f"{name}, {'cold' if cold else 'warm'} proofs",
        f"exponent ≤ {MOST_GROWTH}",
        f"{grown:.2f}",
        _kept(grown <= MOST_GROWTH),
    )


def growth(found: Sequence[Measured], of: Callable[[Measured], float]) -> float:
    """The exponent with which a figure grows from the smallest to the largest size."""
    first, last = found[0], found[-1]
    return log(of(last) / of(first)) / log(last.size.total / first.size.total)


def size_rows() -> list[Row]:
    """What a page with a quiz loads besides the site's own files, as gzip sends it."""
    rows: list[Row] = []
    for name, most in SIZES:
        file = ROOT / "generator" / "rapport" / "web" / name
        if file.exists():
            size = len(gzip.compress(file.read_bytes(), 9, mtime=0))
            rows.append(
                (f"{name}, gzip", f"≤ {most:,} bytes", f"{size:,} bytes", _kept(size <= most))
            )
    return rows


def _kept(kept: bool) -> str:
    return "kept" if kept else "**missed**"


def _label(m: Measured) -> str:
    return f"{m.size.pages} + {m.size.quizzes}"


def as_text(found: Sequence[Measured]) -> str:
    """Three tables."""
    return "\n\n".join(table(rows(found)) for rows in (build_rows, compile_rows, budget_rows))


def as_markdown(found: Sequence[Measured], command: str) -> str:
    """The report for ``docs/``."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    loader = "with" if yaml.__with_libyaml__ else "**without**"
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    missed = [r for r in budget_rows(found)[1:] if r[-1] != "kept"]
    verdict = (
        "Missed: "
        + "; ".join(f"{what} ({got}, budget {most})" for what, most, got, _ in missed)
        + "."
        if missed
        else "Every budget is kept."
    )
    rounds = len(found[0].mkdocs)
    return _PAGE.format(
        command=command,
        versions=f"{python}, {versions}",
        loader=loader,
        rounds="one round" if rounds == 1 else f"{rounds} rounds",
        verdict=verdict,
        budgets=table(budget_rows(found)),
        builds=table(build_rows(found)),
        stages=table(compile_rows(found)),
    )


_PAGE: Final = """\
# How fast it builds

Written by a command; run it again rather than edit this page:

```console
{command} --write docs/benchmarks.md
```

The library is synthetic and always the same: seven concept pages (about 700 words as published)
to two tips, and quizzes of all five kinds in turn, as large as those of the demonstration
library and keyed differently. `python -m benchmarks.corpus FOLDER` writes one to look at.
`20 + 2` stands for 20 pages to read and 2 quizzes.

- **mkdocs build**: `mkdocs build --quiet` of the Markdown that Rapport has written, with the
  same theme, the same plugins but Rapport's, and the same navigation written out.
- **rapport build**: the whole command, with the proofs of the quizzes in its cache and the
  Markdown on disk; **cold proofs**: with that cache removed first.
- **Compile step**: load, check, prove, render and write, in a fresh process, after all
  imports; what a first use costs (templates compiled, say) is in. With cold proofs the
  Markdown folder is empty as well. “ms a page” leaves out writing, as the budget does.

Figures are medians of {rounds}, processor time (user and system) unless they say wall.
Commands took turns, and ratios are taken within a round. Seconds depend on the machine:
compare ratios, parts and exponents. The cost of a first use weighs most in the smallest library,
so an exponent that starts there is flattered: the stages below show how each one grows.

{versions}; PyYAML {loader} libyaml.

## Budgets

{verdict}

{budgets}

## Whole builds

{builds}

## The compile step

{stages}
"""
