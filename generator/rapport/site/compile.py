"""The compile step: content to a docs folder, or to a list of problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rapport.catalogue.words import REFERENCE, Language
from rapport.check.checked import check
from rapport.check.rule import today
from rapport.export.files import reference_files
from rapport.load.content import Loaded, load_content
from rapport.model.diagnostic import Diagnostic, stops_build
from rapport.model.evidence import Reference
from rapport.render.navigation import NavEntry
from rapport.render.pages import RenderOptions, render_site
from rapport.score.verdict import ProvenQuiz, prove_quizzes
from rapport.site.output import Written, write_files
from rapport.site.picture_cache import kept_in
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
        return stops_build(self.problems, strict=self.strict)


@dataclass(frozen=True)
class Compiled:
    """What a compile step did. Nothing was written when it failed.

    ``name``, ``language``, ``extra_css`` and ``logo`` are the organisation's: what the site is
    called, which language it is in, and generated files that every page uses.
    """

    examined: Examined
    nav: tuple[NavEntry, ...] = ()
    pages: int = 0
    written: Written = field(default=Written(0, 0, 0))
    name: str = ""
    language: Language = REFERENCE
    extra_css: tuple[str, ...] = ()
    logo: str = ""

    @property
    def failed(self) -> bool:
        """Whether the docs folder was left as it was."""
        return self.examined.failed


def examine(project: Project, *, strict: bool | None) -> Examined:
    """Load, check and prove everything, collecting all problems of the run, sorted.

    Of the settings' exceptions only those are kept that let something pass, so that readers
    are not told of a review that is missing no longer.
    Where ``strict`` is ``None`` the site settings' own ``strict`` decides.
    """
    loaded = load_content(project.content, project.root, project.base)
    if strict is None:
        strict = loaded.settings is None or loaded.settings.strict
    checked = check(loaded, strict=strict)
    if loaded.settings is not None:
        kept = loaded.settings.model_copy(update={"exceptions": checked.used})
        loaded = replace(loaded, settings=kept)
    problems = checked.problems
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
    trainer: bool | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Compiled:
    """Examine the content and, if nothing is wrong, bring the docs folder up to date.

    Where ``drafts`` is ``None`` they are left out of a strict run and published, marked,
    otherwise; where ``trainer`` is ``None`` the settings decide on trainer sheets. Raises
    :class:`~rapport.site.output.ForeignFile`, and ``OSError`` where the folder cannot be
    written.
    """
    examined = examine(project, strict=strict)
    library = examined.loaded.library
    if examined.failed or library is None:
        return Compiled(examined)
    options = RenderOptions(
        drafts=not examined.strict if drafts is None else drafts,
        directory_urls=project.directory_urls,
        source_files=_source_files(examined.loaded),
        progress=progress,
        trainer=trainer,
        today=today(),
        logo=examined.loaded.logo,
        raster=kept_in(project.work / "pictures"),
    )
    site = render_site(library, examined.proven, options)
    files = {**site.files, **reference_files(library.of(Reference))}
    written = write_files(
        project.docs, files, project.manifest, keep_foreign=not project.docs_are_ours
    )
    return Compiled(
        examined,
        site.nav,
        site.pages,
        written,
        library.settings.organisation,
        library.settings.language,
        site.extra_css,
        site.logo,
    )


def _source_files(loaded: Loaded) -> dict[str, str]:
    """The file of each entity, for “Edit this page”; the base library is not edited here."""
    paths = {i: o.tree.path for i, o in loaded.origins.items()}
    return {i: "" if path in loaded.base_paths else path for i, path in paths.items()}
