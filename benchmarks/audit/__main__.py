"""Audit the built site with Lighthouse, on its phone profile: ``python -m benchmarks.audit``.

Builds nothing: it hosts ``site/`` on loopback as a good host would, audits a page of each weight,
and writes the figures. They are figures and no gate: a busy machine makes a page look slow.
"""

from __future__ import annotations

import argparse
import os
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.audit.host import hosting
from benchmarks.audit.lighthouse import CATEGORIES, Audited, audit
from benchmarks.report import table

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = {
    "home": "",
    "a pattern": "dynamic/co-dependent/",
    "a quiz": "quiz/which-dynamic/",
    "the evidence map": "evidence/",
}
HEAD: Final = """\
# How fast it reads

Written by a command; run it again rather than edit this page:

```console
make audit
```

Lighthouse looks at the built site as a phone would: a small screen, a processor four times slower,
1.6 Mbit/s and 150 ms a round trip, all simulated, nothing in the cache. The site comes from this
machine, compressed, with headers that let a browser keep what does not change.

Each figure is {rounds}. Scores run to 100. FCP: the first text or drawing is
there. LCP: the largest part is. TBT: how long the page cannot answer. CLS: how far
things move while it loads. Bytes: all that is sent, compressed. Times depend on the machine and how
busy it is: compare rows, and this table with itself. What must never get worse is a test instead:
`tests/browser/test_reading_weight.py`.

{date}, Lighthouse {lighthouse}, Chromium {chromium}.

"""


def today() -> date:
    """The date of SOURCE_DATE_EPOCH, where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.now(UTC)
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else now).date()


def row(name: str, rounds: list[Audited]) -> tuple[str, ...]:
    """A line of the table: medians of a page."""
    return (
        name,
        *(f"{median(r.scores[category] for r in rounds):.0f}" for category in CATEGORIES),
        f"{median(r.first_paint for r in rounds) / 1000:.1f} s",
        f"{median(r.largest_paint for r in rounds) / 1000:.1f} s",
        f"{median(r.blocking for r in rounds):.0f} ms",
        f"{median(r.shift for r in rounds):.3f}",
        f"{median(r.sent for r in rounds) / 1000:,.0f} kB",
    )


def page(audited: dict[str, list[Audited]]) -> str:
    """The page of the documentation."""
    some = next(iter(audited.values()))
    head = HEAD.format(
        rounds=f"the median of {len(some)} rounds" if len(some) > 1 else "from one round",
        date=f"{today():%d %B %Y}".lstrip("0"),
        lighthouse=some[0].lighthouse,
        chromium=some[0].chromium,
    )
    columns = ("page", *CATEGORIES.values(), "FCP", "LCP", "TBT", "CLS", "Bytes")
    return head + table([columns, *(row(name, rounds) for name, rounds in audited.items())]) + "\n"


def main() -> None:
    """Audit, say what fails, and write the figures where asked."""
    parser = argparse.ArgumentParser(description="Audit the built site with Lighthouse.")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site")
    parser.add_argument("--rounds", type=int, default=3, help="audits of each page")
    parser.add_argument("--write", type=Path, help="where the page of figures goes")
    parser.add_argument("--reports", type=Path, help="a folder that keeps Lighthouse's reports")
    given = parser.parse_args()
    if not (given.site / "index.html").is_file():
        raise SystemExit(f"There is no site in {given.site}: run “make site”.")
    audited: dict[str, list[Audited]] = {}
    with TemporaryDirectory() as scratch, hosting(given.site) as origin:
        kept = given.reports or Path(scratch)
        kept.mkdir(parents=True, exist_ok=True)
        for number in range(given.rounds):
            for name, path in PAGES.items():
                report = kept / f"{name.replace(' ', '-')}-{number + 1}.json"
                audited.setdefault(name, []).append(audit(origin + path, report))
    for name, rounds in audited.items():
        for failing in rounds[-1].failing:
            print(f"{name}: {failing.category}: {failing.id}: {failing.title} {failing.shown}")
            for place in failing.places:
                print(f"    {place.replace(origin, '/')}")
    written = page(audited)
    if given.write:
        given.write.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
