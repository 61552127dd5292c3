"""What readers answer stays with them: nothing is sent, and nothing is kept unless they ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from cpd_pages import build
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from quiz_page import QUIZZES, Reader
from site_server import serving

from rapport.score.compiled import CompiledQuiz

EACH = pytest.mark.parametrize("compiled", QUIZZES.values(), ids=QUIZZES)
CHECK: Final = "ten-minute-check"
KNOWLEDGE: Final = "knowledge-check"
OWN_KEYS: Final = {"rapport-checks", "rapport-places", "rapport-cpd"}
SPIES: Final = """
window.sent = [];
const note = (what) => (...said) => { sent.push(`${what}: ${said.map(String).join(" ")}`); return true; };
navigator.sendBeacon = note("beacon");
window.open = note("open");
for (const name of ["WebSocket", "EventSource", "RTCPeerConnection", "BroadcastChannel", "WebTransport"]) {
  window[name] = class { constructor(...said) { note(name)(...said); } };
}
// The theme's search speaks to a worker of the site, and pages of files to a frame of theirs.
const post = window.postMessage;
window.postMessage = function (...said) {
  if (said[1] !== location.origin && said[1] !== undefined) note("postMessage")(JSON.stringify(said[0]));
  return post.apply(this, said);
};
for (const name of ["submit", "requestSubmit"]) {
  const before = HTMLFormElement.prototype[name];
  HTMLFormElement.prototype[name] = function (...said) { note(name)(this.action); return before.apply(this, said); };
}
addEventListener("submit", (event) => queueMicrotask(() => {
  if (!event.defaultPrevented && event.target.method !== "dialog") note("submitted")(event.target.action);
}));
"""
STORED: Final = """async () => ({
  local: {...localStorage},
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((d) => d.name),
  caches: await caches.keys(),
  cookies: document.cookie,
})"""


@dataclass
class Watched:
    """A reader's page, with all that left it and all that it keeps."""

    context: BrowserContext
    page: Page
    origin: str
    requests: list[Request] = field(default_factory=list)

    def note(self, sent: Request) -> None:
        """Remember a request of any page, frame or worker."""
        self.requests.append(sent)

    def open(self, path: str) -> None:
        """Go to a page, and begin to count what is asked for after that."""
        self.page.goto(self.origin + path)
        self.page.wait_for_load_state("networkidle")
        self.requests.clear()

    def asked_for(self) -> set[str]:
        """The site's files that were asked for since. Anything else that was sent fails."""
        assert self.page.evaluate("sent") == []
        for sent in self.requests:
            assert (sent.method, sent.post_data) == ("GET", None), sent.url
            assert sent.url.startswith((self.origin, f"blob:{self.origin}")), sent.url
            assert "?" not in sent.url and "#" not in sent.url, sent.url
            referrer = sent.headers.get("referer", "")
            assert "?" not in referrer and "#" not in referrer, referrer
        return {s.url.removeprefix(self.origin) for s in self.requests if s.url[:5] != "blob:"}

    def addresses(self) -> list[str]:
        """Where the page is, where it came from, and how far back its history goes."""
        found = "[location.href, document.referrer, String(history.length), JSON.stringify(history.state)]"
        return list(self.page.evaluate(found))

    def kept(self) -> dict[str, Any]:
        """The documents that the browser keeps. Any other place that holds something fails."""
        stored = self.page.evaluate(STORED)
        local = stored.pop("local")
        # The theme keeps which palette is on, in a key that begins with the site's path.
        theme = {key for key in local if key.endswith("__palette")}
        session = [key for key in stored.pop("session") if not key.startswith(("/.", "/__"))]
        assert session == []
        assert stored == {"databases": [], "caches": [], "cookies": ""}
        assert self.context.cookies() == []
        return {key: json.loads(value) for key, value in local.items() if key not in theme}


@contextmanager
def watching(browser: Browser, origin: str, path: str) -> Iterator[Watched]:
    """A reader on a page that is watched."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(SPIES)
    page = context.new_page()
    page.set_default_timeout(10_000)
    watched = Watched(context, page, origin)
    context.on("request", watched.note)
    watched.open(path)
    yield watched
    context.close()


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(build(tmp_path_factory.mktemp("site"))) as address:
        yield address


@pytest.fixture(scope="module")
def saveless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    site = build(tmp_path_factory.mktemp("saveless"), features={"save": "false"})
    with serving(site) as address:
        yield site, address


def walk(reader: Reader) -> Iterator[str]:
    """From the form to the result, and to all that a result offers without keeping anything."""
    yield "form"
    answer(reader, halves=True)
    yield "partly"
    marked = reader.compiled.quiz.kind == "knowledge"
    reader.press("Look over my answers" if marked else "See my result")
    yield "review"
    if marked:
        reader.press("Back to the questions")
    answer(reader)
    reader.submit()
    expect(reader.page.locator(".rapport-quiz__result")).to_be_visible()
    yield "result"
    reader.press("Try again" if marked else "Change my answers")
    reader.submit()
    yield "result again"


def answer(reader: Reader, *, halves: bool = False) -> None:
    """Answer all questions, or half of them; not all alike."""
    slots = list(reader.compiled.program.slots.values())
    for at, slot in enumerate(slots[: len(slots) // 2] if halves else slots):
        for value in reader.values(slot.id, slot.values[at % len(slot.values)]):
            reader.choose(slot.id, value)


def quiz_path(compiled: CompiledQuiz) -> str:
    return f"quiz/{compiled.quiz.id}/"


@EACH
def test_a_quiz_sends_nothing_and_keeps_nothing_unasked(
    browser: Browser, origin: str, compiled: CompiledQuiz
) -> None:
    with watching(browser, origin, quiz_path(compiled)) as watched:
        before = watched.addresses()
        for state in walk(Reader(watched.page, compiled)):
            assert (state, watched.kept()) == (state, {})
            assert (state, watched.asked_for()) == (state, set())
            assert (state, watched.addresses()) == (state, before)
        # Where a form could go if it were sent: nowhere.
        methods = watched.page.locator("main form").evaluate_all("all => all.map(f => f.method)")
        assert set(methods) == {"dialog"}


@EACH
def test_a_learning_record_fetches_its_own_files_and_keeps_nothing_unasked(
    browser: Browser, origin: str, compiled: CompiledQuiz
) -> None:
    with watching(browser, origin, quiz_path(compiled)) as watched:
        reader, page = Reader(watched.page, compiled), watched.page
        answer(reader)
        reader.submit()
        reader.press("Make a learning record")
        form = page.locator(".rapport-quiz__record-form")
        form.wait_for()
        for box in form.get_by_role("checkbox").all():
            box.check()
        form.get_by_label("What I read or did (optional)").fill("A secret")
        assert {url.rpartition("/")[2] for url in watched.asked_for()} <= {"cpd.js", "kept.css"}
        assert watched.kept() == {}
        if not form.get_by_label("Minutes", exact=True).input_value():
            form.get_by_label("Minutes", exact=True).fill("5")
        form.get_by_role("button", name="Keep in my log on this device").click()
        [(key, document)] = watched.kept().items()
        assert (key, document["format"], len(document["value"])) == ("rapport-cpd", 1, 1)
        [kept] = document["value"]
        assert set(kept) == {
            *("subject", "title", "version", "organisation", "date", "minutes", "objectives"),
            *("result", "answers", "read", "change", "check", "name", "registration"),
        }
        assert kept["read"] == "A secret"
        # Those about the reader's own needs are in no record.
        assert bool(kept["answers"]) == (compiled.quiz.kind not in ("dual", "knowledge"))
        assert {url.rpartition("/")[2] for url in watched.asked_for()} <= {"cpd.js", "kept.css"}


def test_a_saved_check_is_these_fields_under_its_key(browser: Browser, origin: str) -> None:
    compiled = QUIZZES[CHECK]
    with watching(browser, origin, quiz_path(compiled)) as watched:
        reader, page = Reader(watched.page, compiled), watched.page
        answer(reader)
        reader.submit()
        reader.press("Keep this check on this device")
        page.get_by_role("combobox", name="Alias", exact=True).fill("quiet heron")
        page.get_by_label("One thing I will do differently").fill("Count to ten")
        assert watched.kept() == {}
        reader.press("Save")
        [(key, document)] = watched.kept().items()
        assert (key, set(document)) == ("rapport-checks", {"format", "value"})
        [group] = document["value"]
        assert set(group) == {"quiz", "version", "checks"}
        [check] = group["checks"]
        assert set(check) == {"alias", "date", "answers", "class", "sum", "pull", "line"}
        assert set(check["answers"]) == set(compiled.program.slots)
        assert watched.asked_for() == set()
        watched.open("my-checks/")
        assert page.get_by_role("heading", name="quiet heron").count() == 1
        page.get_by_role("button", name="Delete all").click()
        assert watched.kept() == {}
        assert watched.asked_for() == set()


def test_a_place_is_kept_under_its_key_until_the_result(browser: Browser, origin: str) -> None:
    compiled = QUIZZES[KNOWLEDGE]
    with watching(browser, origin, quiz_path(compiled)) as watched:
        reader = Reader(watched.page, compiled)
        reader.page.get_by_label("Keep my place on this device").check()
        answer(reader, halves=True)
        [(key, document)] = watched.kept().items()
        assert (key, set(document)) == ("rapport-places", {"format", "value"})
        [(quiz, place)] = document["value"].items()
        assert (quiz, set(place)) == (KNOWLEDGE, {"seed", "before", "chosen", "version"})
        answer(reader)
        reader.submit()
        assert all(not document["value"] for document in watched.kept().values())
        assert set(watched.kept()) <= OWN_KEYS
        assert watched.asked_for() == set()


@EACH
def test_a_site_without_saving_offers_none(
    browser: Browser, saveless: tuple[Path, str], compiled: CompiledQuiz
) -> None:
    _, origin = saveless
    with watching(browser, origin, quiz_path(compiled)) as watched:
        page = watched.page
        for state in walk(Reader(page, compiled)):
            assert (state, watched.kept()) == (state, {})
            assert page.locator(".rapport-quiz__save, .rapport-quiz__place").count() == 0
        assert watched.asked_for() == set()
        Reader(page, compiled).press("Make a learning record")
        form = page.locator(".rapport-quiz__record-form")
        form.wait_for()
        assert form.get_by_role("button", name="Keep in my log on this device").count() == 0
        assert watched.kept() == {}


def test_a_site_without_saving_has_no_page_of_checks(saveless: tuple[Path, str]) -> None:
    site, _ = saveless
    assert not (site / "my-checks").exists()
    linked = [p for p in site.rglob("*.html") if 'my-checks/"' in p.read_text(encoding="utf-8")]
    assert linked == []
    scripts = {"save_check.js", "keep_place.js", "my_checks.js"}
    named = [
        p for p in site.rglob("*.html") if any(s in p.read_text(encoding="utf-8") for s in scripts)
    ]
    assert named == []
