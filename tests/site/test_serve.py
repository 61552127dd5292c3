"""The development server: one build an edit, and mistakes that take nothing away."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from rapport.site.project import Project
from tests.site.projects import command, make_project, write_reflection

DEADLINE = 60.0
"""Seconds after which a server that has not answered is held to be broken."""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def poll(condition: Callable[[], bool], what: str) -> None:
    """Wait until something holds; a failure says what never did."""
    give_up = time.monotonic() + DEADLINE
    while not condition():
        if time.monotonic() > give_up:
            pytest.fail(f"never came: {what}")
        time.sleep(0.02)  # between two looks; nothing is concluded from it


@dataclass
class Server:
    """A running server, what it has said so far, and the project that it serves."""

    project: Project
    port: int
    process: subprocess.Popen[str]
    said: list[str]

    def page(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=DEADLINE) as answer:
            return str(answer.read().decode("utf-8"))

    def answers(self) -> bool:
        assert self.process.poll() is None, "".join(self.said)
        try:
            return "<title>" in self.page("")
        except URLError:
            return False

    def shows(self, path: str, words: str) -> bool:
        try:
            return words in self.page(path)
        except URLError:
            return False

    @property
    def log(self) -> str:
        return "".join(self.said)

    @property
    def builds(self) -> int:
        return self.log.count("Building documentation...")

    @property
    def builds_finished(self) -> int:
        # MkDocs says “built in 0.41 seconds” only once for each number of seconds.
        return 1 + self.log.count("Reloading browsers")

    def has_finished(self, builds: int) -> bool:
        assert self.builds <= builds, self.log
        return self.builds_finished == builds


@pytest.fixture(params=["mkdocs", "rapport"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """``mkdocs serve`` or ``rapport serve`` on a free port."""
    project = make_project(tmp_path)
    port = free_port()
    process = subprocess.Popen(
        [command(request.param), "serve", "-a", f"127.0.0.1:{port}"],
        cwd=project.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    running = Server(project, port, process, [])
    assert process.stdout is not None
    reader = Thread(target=running.said.extend, args=(process.stdout,), daemon=True)
    reader.start()
    try:
        poll(running.answers, "the first page")
        yield running
    finally:
        process.terminate()
        process.wait(DEADLINE)
        reader.join(DEADLINE)
        process.stdout.close()


def edit(server: Server, old: str, new: str) -> None:
    """Save an edit as editors do, in one step: a half-written file would be an edit as well."""
    file = server.project.content / "reflections" / "who-else.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    beside = server.project.root / "unsaved"
    beside.write_text(text.replace(old, new), encoding="utf-8")
    beside.replace(file)


PAGE = "reflection/who-else/"


def test_editing_breaking_and_mending(server: Server) -> None:
    assert server.builds == 1
    assert server.shows(PAGE, "Who else could they turn to this week?")

    edit(server, "this week?", "tomorrow?")
    poll(lambda: server.shows(PAGE, "turn to tomorrow?"), "the edited page")
    poll(partial(server.has_finished, 2), "the end of the second build")
    assert server.builds == 2

    edit(server, "summary:", "sumary:")
    poll(lambda: "last good pages stay" in server.log, "the diagnostic")
    assert "content/reflections/who-else.yml" in server.log
    assert "Did you mean “summary”?" in server.log
    assert "Traceback" not in server.log
    poll(partial(server.has_finished, 3), "the end of the third build")
    assert server.shows(PAGE, "turn to tomorrow?")
    assert server.shows("", "A small library")
    assert server.shows(PAGE, "A small library</title>")  # its name stays with its pages

    edit(server, "sumary:", "summary:")
    edit(server, "tomorrow?", "next year?")
    poll(lambda: server.shows(PAGE, "turn to next year?"), "the mended page")
    assert server.log.count("last good pages stay") == 1


def test_it_does_not_build_for_its_own_sake(server: Server) -> None:
    """Each edit makes one build, however many follow: a loop or an echo would add some."""
    for number in range(2, 6):
        edit(server, f"minutes: {number + 3}", f"minutes: {number + 4}")
        poll(partial(server.shows, PAGE, f"About {number + 4} minutes"), "the edited page")
        poll(partial(server.has_finished, number), "the end of the build")
        assert server.builds == number, server.log


def test_drafts_and_new_pages_appear_and_go(server: Server) -> None:
    file = write_reflection(server.project, "unripe", status="draft")
    poll(lambda: server.shows("reflection/unripe/", "Draft."), "the draft")
    poll(partial(server.has_finished, 2), "the end of the build")
    file.unlink()
    poll(lambda: not server.shows("reflection/unripe/", "Draft."), "its end")
    assert not (server.project.docs / "reflection" / "unripe.md").exists()


def test_a_first_build_that_fails_says_why(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    write_reflection(project, "broken", related=["nobody"])

    for name in ("mkdocs", "rapport"):
        done = subprocess.run(
            [command(name), "serve", "-a", f"127.0.0.1:{free_port()}"],
            cwd=project.root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=DEADLINE,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == 1, said
        assert "There is no entry “nobody”." in said
        assert "Traceback" not in said
