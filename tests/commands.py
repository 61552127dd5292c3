"""The command, run in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from rapport.cli import rapport


def invoke(*arguments: str) -> Result:
    """Run the command; anything but its own way of ending is raised."""
    result = CliRunner().invoke(rapport, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
