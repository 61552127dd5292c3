"""The ``rapport`` command.

Exit codes: 0 clean, 1 problems in the content, 2 wrong usage or a folder that cannot be
used, 3 a fault of Rapport.
"""

from __future__ import annotations

import json
import os
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

import click
from rich.table import Table
from rich.text import Text

from rapport import __version__
from rapport.check.coverage import coverage as point_coverage
from rapport.export.bibtex import as_bibtex
from rapport.export.cited import cited_references
from rapport.export.csl_json import as_csl_json
from rapport.load.near import did_you_mean
from rapport.model.diagnostic import has_errors
from rapport.model.evidence import Reference
from rapport.model.json_schema import KINDS, json_schema
from rapport.report.explanation import print_explanation
from rapport.report.machine import as_github, as_json, as_sarif
from rapport.score.explain import explain as explain_quiz
from rapport.score.explain import where_only_tests_fail
from rapport.session import Commands, Session, common_options, usable_files
from rapport.site.build import ENGINES, Built, EngineFailed, build_site
from rapport.site.compile import examine
from rapport.site.offline import size_in_words
from rapport.site.project import NoProject, Project, offline_copy
from rapport.site.starter import CannotStart, start_site

CONTENT_PROBLEMS: Final = 1
FAULT: Final = 3
FORMATS: Final = {"json": as_json, "github": as_github, "sarif": as_sarif}
REFERENCE_FORMATS: Final = {"bibtex": as_bibtex, "csl-json": as_csl_json}


@click.group(
    cls=Commands,
    params=common_options(),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="rapport")
@click.pass_context
def rapport(context: click.Context) -> None:
    """YAML about helping relationships, checked and published as a site."""
    context.ensure_object(Session)


strict_option = click.option(
    "--strict/--no-strict",
    default=None,
    help="Refuse what is unverified or unreviewed, and leave drafts out. Without either "
    "option the key “strict” in site.yml decides; without that key it is strict.",
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
@click.option(
    "--trainer/--no-trainer",
    default=None,
    help="Make trainer sheets, or leave them out. Without either “features” in site.yml decides.",
)
@click.option(
    "--offline",
    is_flag=True,
    help="Build a copy that opens from a folder by double-click, beside the site.",
)
@click.pass_obj
def build(
    session: Session,
    strict: bool | None,
    engine: Any,
    drafts: bool | None,
    trainer: bool | None,
    offline: bool,
) -> None:
    """Check the content and build the site.

    A failed build leaves the last good site as it was.
    """
    project = _offline(session.project) if offline else session.project
    try:
        with usable_files(), session.progress("Building") as advance:
            built = build_site(
                project,
                engine=engine,
                strict=strict,
                drafts=drafts,
                trainer=trainer,
                progress=advance,
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
    session.say(_summary(built, offline))


def _offline(project: Project) -> Project:
    try:
        return offline_copy(project)
    except NoProject as error:
        raise click.UsageError(str(error)) from None


def _summary(built: Built, offline: bool) -> str:
    """What was built, and where to open it."""
    changed, proven = built.compiled.written.changed, len(built.compiled.examined.proven)
    counted = f"{built.compiled.pages} pages ({changed} changed), {proven} quizzes proven"
    folder = os.path.relpath(built.site)
    if not offline:
        return f"{counted}: {folder}/index.html"
    return (
        f"{counted}: {folder}/index.html opens by double-click. "
        f"The whole folder belongs to it ({size_in_words(built.site)})."
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
        with usable_files():
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
    """Print how QUIZ is scored, and how many answer sheets lead to each result.

    Where only a test of it fails, the problem is printed first, and the end is code 1.
    """
    project = session.project
    examined = examine(project, strict=False)
    proven = examined.proven.get(quiz)
    if proven is None:
        session.report(examined)
        proven = where_only_tests_fail(examined.loaded, examined.problems, quiz, project.proofs)
    if proven is None:
        known = [q.id for q in examined.loaded.library.quizzes] if examined.loaded.library else []
        if quiz in known or quiz in examined.loaded.broken_ids:
            session.err.print(
                Text(f"“{quiz}” has problems (listed above) and cannot be explained.")
            )
            sys.exit(CONTENT_PROBLEMS)
        near = did_you_mean(quiz, known) or f"There are: {', '.join(known) or 'none'}."
        raise click.UsageError(f"There is no quiz “{quiz}”. {near}")
    data = explain_quiz(proven)
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print_explanation(session.out, data)
    if quiz not in examined.proven:
        sys.exit(CONTENT_PROBLEMS)


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
            pages = ", ".join(row.pages) or (
                "open" if row.open else "hidden" if row.hidden else "-"
            )
            table.add_row(Text(row.point.id), Text(row.point.stance), Text(pages))
        session.out.print(table)
        carried = [r for r in rows if r.point.stance != "not-carried"]
        done = len([r for r in carried if r.pages])
        session.out.print(
            f"{done} of {len(carried)} points covered; {len(claimed)} wrongly claimed."
        )
    if strict and (open_points or claimed):
        sys.exit(CONTENT_PROBLEMS)


@rapport.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REFERENCE_FORMATS)),
    default="bibtex",
    show_default=True,
    help="What your reference manager reads.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file to write instead of printing.",
)
@click.option("--cited", is_flag=True, help="Only what something published cites.")
@click.pass_obj
def references(session: Session, form: str, output: Path | None, cited: bool) -> None:
    """Print all references for a reference manager."""
    examined = examine(session.project, strict=False)
    library = examined.loaded.library
    if library is None or has_errors(examined.problems):
        session.report(examined)
        sys.exit(CONTENT_PROBLEMS)
    wanted = cited_references(library) if cited else library.of(Reference)
    text = REFERENCE_FORMATS[form](wanted)
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    with usable_files():
        output.write_text(text, encoding="utf-8", newline="\n")
    session.say(f"{len(wanted)} references in {output}.")


@rapport.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--organisation", default="Our organisation", show_default=True)
@click.option(
    "--over-base",
    is_flag=True,
    help="Write only what is yours, over the library that comes with Rapport.",
)
@click.pass_obj
def init(session: Session, folder: Path, organisation: str, over_base: bool) -> None:
    """Start a site of your own in FOLDER, complete and ready to build.

    It holds a copy of the library to edit. With --over-base the library stays in Rapport, and
    is updated with it.
    """
    try:
        with usable_files():
            written = start_site(folder, organisation, over_base=over_base)
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
