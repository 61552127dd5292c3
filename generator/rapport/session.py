"""What every command shares: its options, the project, and where words go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from rapport.report.text import print_diagnostics
from rapport.site.compile import Examined
from rapport.site.output import ForeignFile
from rapport.site.project import NoProject, Project, find_project
from rapport.site.public import CannotPublish

PIPE_WIDTH: Final = 10_000
CONFIG_FILE: Final = "mkdocs.yml"


class Session:
    """What every command needs: where to write, and which project this is."""

    def __init__(self) -> None:
        self.config_file = Path(CONFIG_FILE)
        self.quiet = False
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
def usable_files() -> Iterator[None]:
    """A file or folder that cannot be used is the caller's to mend, and no fault of Rapport.

    ``RAPPORT_DEBUG=1`` shows the traceback.
    """
    try:
        yield
    except (ForeignFile, CannotPublish) as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        if os.environ.get("RAPPORT_DEBUG"):
            raise
        name = f"“{os.fsdecode(error.filename)}”" if error.filename else "A file or an address"
        raise click.UsageError(f"{name} cannot be used: {error.strerror or error}.") from None


def _choose_project(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        config_file = value / CONFIG_FILE if value.is_dir() else value
        context.ensure_object(Session).config_file = config_file


def _be_quiet(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Session).quiet = True


def common_options() -> list[click.Parameter]:
    """Before a command's name and after it, they mean the same; the later one counts."""
    return [
        click.Option(
            ["-f", "--config-file"],
            type=click.Path(path_type=Path),
            metavar="PATH",
            expose_value=False,
            callback=_choose_project,
            help=f"The project: its folder, or its MkDocs configuration.  [default: {CONFIG_FILE}]",
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_be_quiet,
            help="Only problems and results.",
        ),
    ]


class _Command(click.Command):
    """A command that takes the common options too."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += common_options()


class Commands(click.Group):
    """A command whose own commands take the common options too."""

    command_class = _Command
