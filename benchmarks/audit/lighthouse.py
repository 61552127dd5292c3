"""Running Lighthouse, and the figures of its report.

The report is Lighthouse's own JSON ("LHR"), described in its ``docs/understanding-results.md``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PROGRAM: Final = Path(__file__).with_name("node_modules") / "lighthouse" / "cli" / "index.js"
CHROMIUM_FLAGS: Final = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage "
    "--disable-background-networking --disable-component-update --disable-sync --no-first-run"
)
CATEGORIES: Final = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
NOT_JUDGED: Final = frozenset({"informative", "notApplicable", "manual", "error"})


@dataclass(frozen=True)
class Failing:
    """An audit that a page does not pass: its id, its title, and the first places it names."""

    id: str
    title: str
    category: str
    shown: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Audited:
    """What one run says of one page: scores from 0 to 100, milliseconds, and bytes."""

    scores: dict[str, int]
    first_paint: float
    largest_paint: float
    blocking: float
    shift: float
    sent: int
    lighthouse: str
    chromium: str
    failing: tuple[Failing, ...]


def audit(address: str, report: Path) -> Audited:
    """Audit a page as on a phone, and keep the whole report. Exits where Lighthouse cannot."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if not (node and chromium and PROGRAM.is_file()):
        raise SystemExit("The audit needs node, chromium and Lighthouse: run “make audit”.")
    done = subprocess.run(
        [
            *(node, str(PROGRAM), address, "--quiet", "--no-enable-error-reporting"),
            *("--output=json", f"--output-path={report}", f"--chrome-flags={CHROMIUM_FLAGS}"),
        ],
        env=os.environ | {"CHROME_PATH": chromium},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse could not audit {address}:\n{done.stderr[-2000:]}")
    return read(json.loads(report.read_text(encoding="utf-8")))


def read(report: dict[str, Any]) -> Audited:
    """The figures of a report."""
    if "runtimeError" in report:
        raise SystemExit(f"Lighthouse could not audit: {report['runtimeError']['message']}")

    def figure(audit_id: str) -> float:
        return float(report["audits"][audit_id]["numericValue"])

    agent = report["environment"]["hostUserAgent"]
    return Audited(
        scores={name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES},
        first_paint=figure("first-contentful-paint"),
        largest_paint=figure("largest-contentful-paint"),
        blocking=figure("total-blocking-time"),
        shift=figure("cumulative-layout-shift"),
        sent=round(figure("total-byte-weight")),
        lighthouse=report["lighthouseVersion"],
        chromium=agent.partition("Chrome/")[2].partition(" ")[0],
        failing=tuple(_failing(report)),
    )


def _failing(report: dict[str, Any]) -> Iterator[Failing]:
    """Audits below their best, one entry for each category that counts them."""
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            found = report["audits"][reference["id"]]
            if found["scoreDisplayMode"] in NOT_JUDGED or found["score"] in {None, 1}:
                continue
            places = (found.get("details") or {}).get("items") or []
            yield Failing(
                *(found["id"], found["title"], category, found.get("displayValue", "")),
                tuple(_place(place) for place in places[:3]),
            )


def _place(item: dict[str, Any]) -> str:
    """The element or the file that an audit names."""
    node = item.get("node") or {}
    return str(node.get("snippet") or item.get("url") or item.get("description") or "")[:160]
