"""The command, run in this process, and content that it complains of."""

from __future__ import annotations

from click.testing import CliRunner, Result

from rapport.cli import rapport
from rapport.site.project import Project
from tests.site.projects import write_reflection


def invoke(*arguments: str) -> Result:
    """Run the command; anything but its own way of ending is raised."""
    result = CliRunner().invoke(rapport, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def break_a_page(project: Project) -> None:
    """A page that leads to an entry that is not there."""
    write_reflection(project, "broken", related=["first-hours"])


def break_a_quiz(project: Project) -> None:
    """A quiz with a gap between two bands."""
    file = project.content / "quizzes" / "habits.yml"
    file.write_text(file.read_text().replace("from: 10, to: 20", "from: 11, to: 20"))
