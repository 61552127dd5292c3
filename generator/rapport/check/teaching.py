"""Modules add up, and every learning objective is served."""

from __future__ import annotations

from collections.abc import Iterator

from rapport.check.rule import Finding, Subject, rule
from rapport.load.near import did_you_mean
from rapport.load.shape import a_kind
from rapport.model.diagnostic import RelatedPlace
from rapport.model.dynamic import Dynamic
from rapport.model.entity import Page
from rapport.model.library import Library
from rapport.model.module import CourseModule
from rapport.model.quiz import KnowledgeQuiz


@rule("module-minutes")
def minutes_add_up(subject: Subject) -> Iterator[Finding]:
    """The minutes of a module, and those that may be claimed, are those of its steps together."""
    for module in subject.library.of(CourseModule):
        together = sum(step.minutes for step in module.steps)
        wrong: dict[tuple[str, ...], int] = {}
        if module.minutes is not None and module.minutes != together:
            wrong["minutes",] = module.minutes
        if module.cpd.minutes != together:
            wrong["cpd", "minutes"] = module.cpd.minutes
        if wrong:
            path, minutes = next(iter(wrong.items()))
            yield Finding(
                subject.place(module.id, *path),
                f"The steps take {together} minutes together, and here are {minutes}.",
                f"Write {together} in “minutes” and under “cpd”, or change the steps.",
                entity=module.id,
            )


@rule("module-step-kind")
def steps_use_pages(subject: Subject) -> Iterator[Finding]:
    """A step of a module uses something that has a page."""
    for module in subject.library.of(CourseModule):
        for position, step in enumerate(module.steps):
            used = subject.library.entities.get(step.use)
            if used is not None and not isinstance(used, Page):
                yield Finding(
                    subject.place(module.id, "steps", position, "use"),
                    f"“{step.use}” is {a_kind(used.type)}, which has no page to work with.",
                    "Use a page, such as a tip, a concept or a quiz, and name this on it.",
                    entity=module.id,
                )


def _hidden_entry(library: Library, name: str) -> str | None:
    """The hidden entry that an id leads to: itself, or the pattern of a strategy."""
    if name in library.entities or name in library.strategies:
        return None
    if name in library.hidden:
        return name
    patterns = (e for e in library.hidden.values() if isinstance(e, Dynamic))
    return next((d.id for d in patterns if name in {s.id for s in d.strategies}), None)


@rule("module-step-hidden")
def steps_are_published(subject: Subject) -> Iterator[Finding]:
    """A step of a module uses something that the organisation has not hidden."""
    for module in subject.library.of(CourseModule):
        for position, step in enumerate(module.steps):
            hidden = _hidden_entry(subject.library, step.use)
            if hidden is not None:
                used = RelatedPlace(subject.place(module.id, "steps", position, "use"), "used here")
                yield Finding(
                    subject.loaded.hidden_at[hidden],
                    f"“{step.use}” is hidden, and a step of “{module.id}” uses it.",
                    "Hide the module as well, or give it other “steps” with “type: changes”.",
                    (used,),
                    entity=module.id,
                )


@rule("objective-unknown")
def steps_serve_own_objectives(subject: Subject) -> Iterator[Finding]:
    """The objectives that a step names are its module's own."""
    for module in subject.library.of(CourseModule):
        own = [o.id for o in module.objectives]
        for position, step in enumerate(module.steps):
            for number, objective in enumerate(step.objectives):
                if objective not in own:
                    yield Finding(
                        subject.place(module.id, "steps", position, "objectives", number),
                        f"This module has no objective “{objective}”.",
                        did_you_mean(objective, own)
                        or (f"It has: {', '.join(own)}." if own else "Add it to “objectives”."),
                        entity=module.id,
                    )


@rule("objective-unserved")
def objectives_are_served(subject: Subject) -> Iterator[Finding]:
    """A step serves each objective of a module, and a question tests each assessed one."""
    # A knowledge check that an organisation leaves out of its base library is missed by nobody.
    asked = {
        objective
        for quiz in (*subject.library.of(KnowledgeQuiz), *subject.library.hidden.values())
        if isinstance(quiz, KnowledgeQuiz)
        for question in quiz.questions
        for objective in question.objectives
    }
    for module in subject.library.of(CourseModule):
        served = {objective for step in module.steps for objective in step.objectives}
        for position, objective in enumerate(module.objectives):
            path = ("objectives", position, "id")
            if objective.id not in served:
                yield Finding(
                    subject.place(module.id, *path),
                    f"No step of this module serves the objective “{objective.id}”.",
                    "Name it under “objectives” of a step, or remove it.",
                    entity=module.id,
                )
            elif objective.assessed and objective.id not in asked and subject.whole:
                yield Finding(
                    subject.place(module.id, *path),
                    f"No question of a knowledge check tests “{objective.id}”.",
                    "Name it under “objectives” of a question, or remove “assessed: true”.",
                    entity=module.id,
                )
