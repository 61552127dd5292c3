"""The ``rapport`` command.

Exit codes: 0 clean, 1 problems in the content, 2 wrong usage or a folder that cannot be
used, 3 a fault of Rapport.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from rapport import __version__
from rapport.check.coverage import coverage as point_coverage
from rapport.load.near import did_you_mean
from rapport.model.diagnostic import has_errors
from rapport.model.json_schema import KINDS, json_schema
from rapport.report.explanation import print_explanation
from rapport.report.machine import as_github, as_json, as_sarif
from rapport.report.text import print_diagnostics
from rapport.score.explain import explain as explain_quiz
from rapport.site.build import ENGINES, EngineFailed, build_site
from rapport.site.compile import Examined, examine
from rapport.site.output import ForeignFile
from rapport.site.project import NoProject, Project, find_project
from rapport.site.starter import CannotStart, start_site

CONTENT_PROBLEMS: Final = 1
FAULT: Final = 3
PIPE_WIDTH: Final = 10_000
FORMATS: Final = {"json": as_json, "github": as_github, "sarif": as_sarif}


class Session:
    """What every command needs: where to write, and which project this is."""

    def __init__(self, config_file: Path, quiet: bool) -> None:
        self.config_file = config_file
        self.quiet = quiet
        # In a pipe nothing is cut or wrapped to the width of a terminal that is not there.
        self.out = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
        self.err = Console(stderr=True, soft_wrap=True, highlight=False)

    @property
    def project(self) -> Project:
        """The project, or a usage error that says what to do."""
        try:
            return find_project(self.config_file)
        except NoProject as error:
            raise click.UsageError(str(error)) from None

    def say(self, words: str) -> None:
        """A line for a person; nothing under ``--quiet``."""
        if not self.quiet:
            self.err.print(Text(words))

    def report(self, examined: Examined) -> None:
        """Every problem on standard error; nothing where there is none."""
        if examined.problems:
            print_diagnostics(self.err, examined.problems, examined.loaded.texts)

    @contextmanager
    def progress(self, words: str) -> Iterator[Callable[[], None]]:
        """A counter on a terminal; silent under ``--quiet`` and in a pipe."""
        if self.quiet or not self.err.is_terminal:
            yield lambda: None
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed} pages"),
        )
        with Progress(*columns, console=self.err, transient=True) as shown:
            task = shown.add_task(words, total=None)
            yield lambda: shown.advance(task)


@contextmanager
def _usable_files() -> Iterator[None]:
    """A file or folder that cannot be used is the caller's to mend, and no fault of Rapport.

    ``RAPPORT_DEBUG=1`` shows the traceback.
    """
    try:
        yield
    except ForeignFile as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        if os.environ.get("RAPPORT_DEBUG"):
            raise
        name = f"“{os.fsdecode(error.filename)}”" if error.filename else "A file or an address"
        raise click.UsageError(f"{name} cannot be used: {error.strerror or error}.") from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rapport")
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The project's MkDocs configuration.",
)
@click.option("-q", "--quiet", is_flag=True, help="Only problems and results.")
@click.pass_context
def rapport(context: click.Context, config_file: Path, quiet: bool) -> None:
    """YAML about helping relationships, checked and published as a site."""
    context.obj = Session(config_file, quiet)


strict_option = click.option(
    "--strict/--no-strict",
    default=None,
    help="Refuse what is unverified or unreviewed, and leave drafts out. "
    "Without either, the site settings decide.",
)


@rapport.command()
@strict_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMATS]),
    default="text",
    show_default=True,
    help="How to print the problems.",
)
@click.pass_obj
def check(session: Session, strict: bool | None, form: str) -> None:
    """Read all content and list every problem in it."""
    examined = examine(session.project, strict=strict)
    if form == "text":
        session.report(examined)
        if not examined.problems:
            found = len(examined.loaded.entities)
            session.say(
                f"{found} entries checked, {len(examined.proven)} quizzes proven: no problems."
            )
    else:
        click.echo(FORMATS[form](examined.problems))
    if examined.failed:
        sys.exit(CONTENT_PROBLEMS)


@rapport.command()
@strict_option
@click.option("--engine", type=click.Choice(ENGINES), default="mkdocs", show_default=True)
@click.option("--drafts/--no-drafts", default=None, help="Publish drafts, marked as such.")
@click.pass_obj
def build(session: Session, strict: bool | None, engine: Any, drafts: bool | None) -> None:
    """Check the content and build the site.

    A failed build leaves the last good site as it was.
    """
    project = session.project
    try:
        with _usable_files(), session.progress("Building") as advance:
            built = build_site(
                project, engine=engine, strict=strict, drafts=drafts, progress=advance
            )
    except EngineFailed as error:
        session.err.print(Text(f"The site could not be built.\n{error}"))
        sys.exit(CONTENT_PROBLEMS)
    session.report(built.compiled.examined)
    for warning in built.warnings:
        session.err.print(Text(f"warning: {warning}"))
    for note in built.notes:
        session.err.print(Text(f"note: {note}"))
    if built.compiled.failed:
        session.say("Nothing was built; the last good site is as it was.")
        sys.exit(CONTENT_PROBLEMS)
    written = built.compiled.written
    shown = os.path.relpath(built.site)
    session.say(
        f"{built.compiled.pages} pages ({written.changed} changed), "
        f"{len(built.compiled.examined.proven)} quizzes proven: {shown}/index.html"
    )


def _host_and_port(_context: click.Context, _option: click.Parameter, value: str) -> str:
    host, _, port = value.rpartition(":")
    try:
        if host != "localhost":
            ip_address(host)
        if not 0 < int(port) < 65536:
            raise ValueError
    except ValueError:
        raise click.BadParameter("give a number address and a port, as in 127.0.0.1:8000") from None
    return value


@rapport.command()
@click.option(
    "-a",
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="HOST:PORT",
    callback=_host_and_port,
)
@click.pass_obj
def serve(session: Session, address: str) -> None:
    """Show the site on this machine and renew it at every edit. Drafts are shown, marked."""
    from mkdocs.exceptions import MkDocsException

    from rapport.site.serve import serve_site

    project = session.project
    session.say(f"The site is at http://{address}/ once it is built; Ctrl+C ends.")
    try:
        with _usable_files():
            serve_site(
                project, address, lambda line: session.err.print(Text(line)), quiet=session.quiet
            )
    except MkDocsException as error:
        session.err.print(Text(str(error)))
        sys.exit(CONTENT_PROBLEMS)


@rapport.command()
@click.argument("quiz")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def explain(session: Session, quiz: str, form: str) -> None:
    """Print how QUIZ is scored, and how many answer sheets lead to each result."""
    examined = examine(session.project, strict=False)
    if quiz not in examined.proven:
        session.report(examined)
        known = [q.id for q in examined.loaded.library.quizzes] if examined.loaded.library else []
        if quiz in known or quiz in examined.loaded.broken_ids:
            session.err.print(
                Text(f"“{quiz}” has problems (listed above) and cannot be explained.")
            )
            sys.exit(CONTENT_PROBLEMS)
        near = did_you_mean(quiz, known) or f"There are: {', '.join(known) or 'none'}."
        raise click.UsageError(f"There is no quiz “{quiz}”. {near}")
    data = explain_quiz(examined.proven[quiz])
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print_explanation(session.out, data)


@rapport.command()
@click.argument("kind", required=False, type=click.Choice(KINDS))
def schema(kind: str | None) -> None:
    """Print the JSON Schema of all content, or of one type or quiz kind."""
    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


@rapport.command()
@click.option("--strict", is_flag=True, help="Fail when a point is open or wrongly claimed.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def coverage(session: Session, strict: bool, form: str) -> None:
    """List every point of the sources, and the pages that cover it."""
    examined = examine(session.project, strict=False)
    library = examined.loaded.library
    if library is None or has_errors(examined.problems):
        session.report(examined)
        sys.exit(CONTENT_PROBLEMS)
    rows = point_coverage(library)
    open_points = [r for r in rows if r.open]
    claimed = [r for r in rows if r.wrongly_claimed]
    if form == "json":
        listed = [
            {
                "point": r.point.id,
                "stance": r.point.stance,
                "source": r.point.source,
                "pages": list(r.pages),
                "open": r.open,
                "wrongly_claimed": r.wrongly_claimed,
            }
            for r in rows
        ]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        table = Table("Point", "Stance", "Covered by", box=None, pad_edge=False)
        for row in rows:
            pages = ", ".join(row.pages) or ("-" if not row.open else "open")
            table.add_row(Text(row.point.id), Text(row.point.stance), Text(pages))
        session.out.print(table)
        carried = [r for r in rows if r.point.stance != "not-carried"]
        done = len(carried) - len(open_points)
        session.out.print(
            f"{done} of {len(carried)} points covered; {len(claimed)} wrongly claimed."
        )
    if strict and (open_points or claimed):
        sys.exit(CONTENT_PROBLEMS)


@rapport.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--organisation", default="Our organisation", show_default=True)
@click.pass_obj
def init(session: Session, folder: Path, organisation: str) -> None:
    """Start a site of your own in FOLDER, complete and ready to build."""
    try:
        with _usable_files():
            written = start_site(folder, organisation)
    except CannotStart as error:
        raise click.UsageError(str(error)) from None
    session.say(f"{len(written)} files in {folder}. Next:")
    session.say(f"    cd {folder}\n    rapport serve")
    session.say("Your organisation's name, people and help lines are in content/site.yml.")


def main() -> None:
    """Run the command; a fault of Rapport ends with code 3 and no traceback.

    ``RAPPORT_DEBUG=1`` shows the traceback.
    """
    try:
        rapport(standalone_mode=True)
    except Exception as error:
        if os.environ.get("RAPPORT_DEBUG"):
            raise
        click.echo(
            f"Rapport itself failed: {type(error).__name__}: {error}\n"
            "This is a fault of Rapport and not of your content. "
            "Please report it; RAPPORT_DEBUG=1 shows more.",
            err=True,
        )
        sys.exit(FAULT)
