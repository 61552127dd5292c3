"""All of an organisation's content together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, TypeVar

from pydantic import Field

from rapport.model.about import About
from rapport.model.concept import Concept, Reflection, Scenario
from rapport.model.dynamic import Dynamic, Strategy
from rapport.model.entity import Page
from rapport.model.evidence import Correction, GlossaryTerm, Reference, Source, SourcePoint
from rapport.model.mentions import mentions
from rapport.model.module import CourseModule
from rapport.model.quiz import (
    AnyQuiz,
    AuditQuiz,
    BipolarQuiz,
    DualQuiz,
    KnowledgeQuiz,
    ProfileQuiz,
    Quiz,
)
from rapport.model.site import SiteSettings
from rapport.model.term_forms import TermForms
from rapport.model.tip import Tip

AnyEntity = (
    Dynamic
    | Tip
    | Concept
    | Scenario
    | Reflection
    | AnyQuiz
    | CourseModule
    | About
    | Reference
    | GlossaryTerm
    | Source
    | SourcePoint
    | Correction
)
Entity = Annotated[
    Dynamic
    | Tip
    | Concept
    | Scenario
    | Reflection
    | Quiz
    | CourseModule
    | About
    | Reference
    | GlossaryTerm
    | Source
    | SourcePoint
    | Correction
    | SiteSettings,
    Field(discriminator="type"),
]
"""Anything that may stand in a content file, told apart by ``type``."""

MODELS: Mapping[str, type] = {
    "dynamic": Dynamic,
    "tip": Tip,
    "concept": Concept,
    "scenario": Scenario,
    "reflection": Reflection,
    "module": CourseModule,
    "about": About,
    "reference": Reference,
    "glossary": GlossaryTerm,
    "source": Source,
    "source_point": SourcePoint,
    "correction": Correction,
    "site": SiteSettings,
}
"""Every type but ``quiz``, whose shape depends on its kind (see :data:`QUIZ_MODELS`)."""

QUIZ_MODELS: Mapping[str, type] = {
    "profile": ProfileQuiz,
    "bipolar": BipolarQuiz,
    "audit": AuditQuiz,
    "knowledge": KnowledgeQuiz,
    "dual": DualQuiz,
}

EntityT = TypeVar("EntityT", bound=AnyEntity)

QUIZ_TYPES = (ProfileQuiz, BipolarQuiz, AuditQuiz, KnowledgeQuiz, DualQuiz)


@dataclass(frozen=True)
class Library:
    """Every entity by id, and the organisation's settings.

    ``strategies`` finds a strategy, which lives inside a dynamic but can be named
    from anywhere. Mappings keep a fixed order: by type, then by file and place.
    Over a base library, ``hidden`` holds the entries of it that the organisation leaves
    out, and ``adapted`` the version of each that it has changed.
    """

    entities: Mapping[str, AnyEntity]
    settings: SiteSettings
    hidden: Mapping[str, AnyEntity] = field(default_factory=dict)
    adapted: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: type[EntityT]) -> tuple[EntityT, ...]:
        """All entities of one model class, in the library's order."""
        return tuple(e for e in self.entities.values() if isinstance(e, kind))

    @cached_property
    def quizzes(self) -> tuple[AnyQuiz, ...]:
        """All quizzes, of every kind."""
        return tuple(e for e in self.entities.values() if isinstance(e, QUIZ_TYPES))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All entities that have a page of their own."""
        return tuple(e for e in self.entities.values() if isinstance(e, Page))

    @cached_property
    def mentions(self) -> Mapping[str, tuple[str, ...]]:
        """The pages that name each id (see :func:`rapport.model.mentions.mentions`)."""
        return mentions(self.pages)

    @cached_property
    def short_citations(self) -> Mapping[str, str]:
        """What each reference is called in running text, by id."""
        return {r.id: r.short_citation for r in self.of(Reference)}

    @cached_property
    def term_forms(self) -> TermForms:
        """The words that the glossary explains."""
        return TermForms(self.of(GlossaryTerm))

    @cached_property
    def strategies(self) -> Mapping[str, tuple[Strategy, Dynamic]]:
        """Each strategy by id, with the dynamic it belongs to."""
        return {s.id: (s, d) for d in self.of(Dynamic) for s in d.strategies}
