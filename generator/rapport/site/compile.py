"""The compile step: content to a docs folder, or to a list of problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rapport.check.checked import check
from rapport.load.content import Loaded, load_content
from rapport.model.diagnostic import Diagnostic, has_errors
from rapport.render.pages import NavEntry, RenderOptions, render_site
from rapport.score.verdict import ProvenQuiz, prove_quizzes
from rapport.site.output import Written, write_files
from rapport.site.project import Project


@dataclass(frozen=True)
class Examined:
    """A library as loaded, checked and proven, with every problem found on the way."""

    strict: bool
    loaded: Loaded
    proven: dict[str, ProvenQuiz]
    problems: list[Diagnostic]

    @property
    def failed(self) -> bool:
        """Whether a problem stops a build: an error does, and in a strict run a warning too."""
        return has_errors(self.problems) or (self.strict and bool(self.problems))


@dataclass(frozen=True)
class Compiled:
    """What a compile step did. Nothing was written when it failed."""

    examined: Examined
    nav: tuple[NavEntry, ...] = ()
    pages: int = 0
    written: Written = field(default=Written(0, 0, 0))

    @property
    def failed(self) -> bool:
        """Whether the docs folder was left as it was."""
        return self.examined.failed


def examine(project: Project, *, strict: bool | None) -> Examined:
    """Load, check and prove everything, collecting all problems of the run, sorted.

    Where ``strict`` is ``None`` the site settings' own ``strict`` decides.
    """
    loaded = load_content(project.content, project.root)
    if strict is None:
        strict = loaded.settings is None or loaded.settings.strict
    problems = check(loaded, strict=strict)
    broken = {p.place.path for p in problems if p.rule.startswith("quiz-")}
    spoiled = {i for i, o in loaded.origins.items() if o.tree.path in broken}
    proven, unproven = prove_quizzes(loaded, spoiled, project.proofs)
    return Examined(
        strict, loaded, proven, sorted([*problems, *unproven], key=lambda d: d.sort_key)
    )


def compile_project(
    project: Project,
    *,
    strict: bool | None,
    drafts: bool | None,
    progress: Callable[[], None] = lambda: None,
) -> Compiled:
    """Examine the content and, if nothing is wrong, bring the docs folder up to date.

    Where ``drafts`` is ``None`` they are left out of a strict run and published, marked,
    otherwise. Raises :class:`~rapport.site.output.ForeignFile`, and ``OSError`` where the
    folder cannot be written.
    """
    examined = examine(project, strict=strict)
    library = examined.loaded.library
    if examined.failed or library is None:
        return Compiled(examined)
    options = RenderOptions(
        drafts=not examined.strict if drafts is None else drafts,
        directory_urls=project.directory_urls,
        source_files={i: o.tree.path for i, o in examined.loaded.origins.items()},
        progress=progress,
    )
    site = render_site(library, examined.proven, options)
    written = write_files(
        project.docs, site.files, project.manifest, keep_foreign=not project.docs_are_ours
    )
    return Compiled(examined, site.nav, site.pages, written)
