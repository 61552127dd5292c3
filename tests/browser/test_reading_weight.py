"""What a page costs its reader: bytes, requests, and words that move while it loads."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, Route
from site_search import search
from site_server import serving
from tests.site.projects import DEMONSTRATION, ROOT, built, make_project


@dataclass(frozen=True)
class Budget:
    """Thousands of bytes as they are sent, compressed; and how many files are asked for."""

    html: float
    css: float
    js: float
    fonts: float
    in_all: float
    requests: int


BUDGETS: Final = {
    "": Budget(html=10, css=36, js=42, fonts=66, in_all=154, requests=11),
    "dynamic/co-dependent/": Budget(html=17, css=36, js=42, fonts=66, in_all=161, requests=11),
    "tip/first-hour/": Budget(html=15, css=36, js=42, fonts=66, in_all=159, requests=11),
    "quiz/which-dynamic/": Budget(html=19, css=40, js=50, fonts=66, in_all=173, requests=13),
    "evidence/": Budget(html=35, css=36, js=43, fonts=66, in_all=180, requests=12),
    "glossary/": Budget(html=15, css=36, js=42, fonts=66, in_all=160, requests=11),
}
"""What a first visit to a page may cost, with nothing kept from before."""

STILL: Final = 0.02
"""The layout shift that nobody notices; “good” would end at 0.1."""

SCREENS: Final = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 800},
}
KINDS: Final = {".html": "html", ".css": "css", ".js": "js", ".woff2": "fonts"}
SEARCH: Final = ("search_index.json", "/workers/search.")

WATCH: Final = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? node?.textContent);
    window.shifts.push([value, moved]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
"""Every shift counts, in one sum: nobody touches the page, so none can be excused."""

PAINTED: Final = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
SETTLED: Final = """async () => {
  await document.fonts.ready;
  for (let n = 0; n < 3; n++) await new Promise((next) => requestAnimationFrame(next));
}"""


@dataclass(frozen=True)
class Site:
    folder: Path
    origin: str

    def sent(self, path: str) -> int:
        """The bytes of a file as a good host sends them: compressed, unless it is already."""
        raw = (self.folder / path).read_bytes()
        return len(raw) if path.endswith(".woff2") else len(gzip.compress(raw, 6))


@dataclass
class Visit:
    """A first visit, and all that it asks for, by workers too."""

    page: Page
    origin: str
    requests: list[Request] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        """The files of the site that were asked for."""
        paths = (urlsplit(r.url).path.lstrip("/") for r in self.requests if self._is_ours(r))
        return [p + "index.html" if p == "" or p.endswith("/") else p for p in paths]

    @property
    def strangers(self) -> list[str]:
        """What was asked of anybody else."""
        return [r.url for r in self.requests if not self._is_ours(r)]

    @property
    def other_fonts(self) -> list[str]:
        """Fonts that are not ours, or not woff2."""
        fonts = [r for r in self.requests if r.resource_type == "font"]
        return [r.url for r in fonts if not (self._is_ours(r) and r.url.endswith(".woff2"))]

    def _is_ours(self, request: Request) -> bool:
        return request.url.startswith((self.origin, f"blob:{self.origin}"))


@contextmanager
def visiting(browser: Browser, site: Site, screen: str = "phone") -> Iterator[Visit]:
    """A browser that has kept nothing. Leaving it fails on a request to anybody else."""
    context = browser.new_context(viewport=SCREENS[screen])  # type: ignore[arg-type]
    context.add_init_script(WATCH)
    visit = Visit(context.new_page(), site.origin)
    visit.page.set_default_timeout(15_000)

    def note(request: Request) -> None:
        visit.requests.append(request)

    context.on("request", note)
    try:
        yield visit
    finally:
        context.close()
    assert visit.strangers == []
    assert visit.other_fonts == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration library, built strictly."""
    project = make_project(tmp_path_factory.mktemp("weight"), DEMONSTRATION)
    built(project)
    with serving(project.site) as origin:
        yield Site(project.site, origin)


# Bytes and requests


def cost(site: Site, files: list[str]) -> dict[str, float]:
    """What a visit cost, in the terms of a budget."""
    bytes_of: Counter[str] = Counter()
    for file in sorted(set(files)):
        bytes_of[KINDS.get(Path(file).suffix, "else")] += site.sent(file)
    by_kind = {kind: bytes_of[kind] / 1000 for kind in KINDS.values()}
    return by_kind | {"in_all": bytes_of.total() / 1000, "requests": len(files)}


def excess(spent: dict[str, float], budget: Budget) -> list[str]:
    """Where a visit cost more than it may."""
    allowed = vars(budget)
    return [f"{k}: {spent[k]:.1f}, not {allowed[k]}" for k in allowed if spent[k] > allowed[k]]


@pytest.mark.parametrize("path", BUDGETS)
def test_a_first_visit_keeps_to_its_budget(browser: Browser, site: Site, path: str) -> None:
    with visiting(browser, site) as visit:
        visit.page.goto(site.origin + path, wait_until="networkidle")
        visit.page.evaluate(SETTLED)
        files = visit.files
    over = excess(cost(site, files), BUDGETS[path])
    assert over == [], "\n".join([*over, *files])


def test_a_budget_can_be_exceeded(site: Site) -> None:
    spent = cost(site, ["index.html", "assets/rapport/quiz.js"])
    assert spent["in_all"] > spent["js"] > 0
    assert spent["requests"] == 2
    none = Budget(html=100, css=0, js=0, fonts=0, in_all=200, requests=1)
    over = excess(spent, none)
    assert [line.partition(":")[0] for line in over] == ["js", "requests"]


@pytest.mark.parametrize("path", BUDGETS)
def test_only_a_page_with_a_quiz_loads_the_quiz(browser: Browser, site: Site, path: str) -> None:
    with visiting(browser, site) as visit:
        visit.page.goto(site.origin + path, wait_until="networkidle")
        loaded = {file for file in visit.files if "quiz." in file}
    expected = {"assets/rapport/quiz.css", "assets/rapport/quiz.js"}
    assert loaded == (expected if path.startswith("quiz/") else set())


@pytest.mark.parametrize("screen", SCREENS)
def test_search_is_fetched_when_it_is_wanted(browser: Browser, site: Site, screen: str) -> None:
    """The index weighs more than a page with all that belongs to it."""

    def fetched(visit: Visit) -> set[str]:
        return {part for part in SEARCH for file in visit.files if part in f"/{file}"}

    with visiting(browser, site, screen) as visit:
        visit.page.goto(site.origin, wait_until="networkidle")
        assert fetched(visit) == set()
        if screen == "phone":
            visit.page.locator("label.md-header__button[for=__search]").click()
        assert search(visit.page, "leaning too hard")
        assert fetched(visit) == set(SEARCH)


def test_a_search_in_the_address_is_made(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visit:
        visit.page.goto(f"{site.origin}?q=hope")
        visit.page.locator(".md-search-result__link").first.wait_for()


def test_words_looked_for_are_marked(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visit:
        visit.page.goto(f"{site.origin}tip/first-hour/?h=hour")
        visit.page.locator("article mark").first.wait_for()


# Fonts, and standing still


def load_with_late_fonts(visit: Visit, address: str) -> int:
    """Load a page whose fonts come when it can long be read; says how many there were."""
    held: list[Route] = []
    late = True

    def hold(route: Route) -> None:
        if late:
            held.append(route)
        else:
            route.continue_()

    visit.page.route("**/*.woff2", hold)
    # Fonts hold up the load event, but not this one.
    visit.page.goto(address, wait_until="domcontentloaded")
    visit.page.wait_for_function(PAINTED)
    # A browser may show no text at all for 100 ms before it takes another font.
    visit.page.wait_for_timeout(300)
    late = False
    for route in held:
        route.continue_()
    visit.page.wait_for_load_state("networkidle")
    visit.page.evaluate(SETTLED)
    return len(held)


def shifts(page: Page) -> list[tuple[float, list[str]]]:
    """How far what was moved on a page, and what it was."""
    found: list[Any] = page.evaluate("() => window.shifts")
    return [(value, moved) for value, moved in found]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", BUDGETS)
def test_nothing_moves_while_a_page_loads(
    browser: Browser, site: Site, path: str, screen: str
) -> None:
    with visiting(browser, site, screen) as visit:
        fonts = load_with_late_fonts(visit, site.origin + path)
        visit.page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")
        visit.page.evaluate(SETTLED)
        found = shifts(visit.page)
    assert bool(fonts) == (BUDGETS[path].fonts > 0), "No font was late: this proves nothing."
    assert sum(value for value, _ in found) <= STILL, found


FONT: Final = (
    ROOT / "node_modules/@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2"
)
LATE_FONT: Final = """
@font-face { font-family: Late; src: url(/late.woff2) format("woff2"); size-adjust: 140%;
  font-display: swap }
.md-typeset, .md-typeset * { font-family: Late, sans-serif !important }
"""


def test_a_font_that_moves_the_words_is_seen(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visit:
        visit.page.route("**/late.woff2", lambda route: route.fulfill(path=FONT))
        visit.page.goto(site.origin + "tip/first-hour/", wait_until="networkidle")
        before = sum(value for value, _ in shifts(visit.page))
        visit.page.add_style_tag(content=LATE_FONT)
        visit.page.evaluate("() => document.fonts.load('1em Late')")
        visit.page.evaluate(SETTLED)
        found = shifts(visit.page)
    assert sum(value for value, _ in found) - before > STILL, found


def test_a_font_of_another_host_or_kind_is_seen(browser: Browser, site: Site) -> None:
    load = "(url) => new FontFace('Other', `url(${url})`).load().catch(() => 0)"
    others = ["http://127.0.0.1:9/a.woff2", f"{site.origin}a.ttf"]
    with (
        pytest.raises(AssertionError, match=r"http://127\.0\.0\.1:9/a\.woff2"),
        visiting(browser, site) as visit,
    ):
        visit.page.goto(site.origin)
        for url in others:
            visit.page.evaluate(load, url)
    assert visit.strangers == others[:1]
    assert visit.other_fonts == others
