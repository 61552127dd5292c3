"""Which way items pull, and what in a quiz's keys and cut-points deserves a second look.

None of this is a mistake for certain, so none stops a build: an author may have good reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from rapport.model.quiz import (
    AnyQuiz,
    AuditQuiz,
    BipolarQuiz,
    DualQuiz,
    KnowledgeQuiz,
    ProfileQuiz,
)
from rapport.score.verdict import ProvenQuiz

RARE: Final = Fraction(1, 1000)
"""A result that fewer answer sheets lead to is hardly ever seen."""

FEWEST_ITEMS: Final = 3
"""A scale with fewer items has no room for reverse-keyed ones."""

SELDOM_LEADS: Final = Fraction(1, 5)
"""A scale that leads on so many times fewer sheets than another cannot hold its own."""

EASILY_GUESSED: Final = Fraction(1, 20)
"""A knowledge check that more of its sheets pass says little about who passes it."""

PASSED: Final = "class:passed"
_GUARDS: Final = frozenset({"flat"})
"""Outcomes for a way of filling in, such as the same answer throughout, that chance seldom brings."""


@dataclass(frozen=True)
class SecondLook:
    """Something that an author should look at again; ``about`` is a scale's or an outcome's id."""

    kind: str
    about: str
    words: str


def pulls(quiz: AnyQuiz) -> Mapping[str, str]:
    """Which way a higher answer to each item pulls the result, in words, by item id.

    Knowledge questions pull nowhere: they are right or wrong.
    """
    match quiz:
        case ProfileQuiz() | AuditQuiz():
            labels = {s.id: s.label for s in quiz.scales}
            return {
                i.id: f"{'away from' if i.reverse else 'towards'} “{labels[i.scale]}”"
                for i in quiz.items
            }
        case BipolarQuiz(poles=poles):
            words = f"left towards “{poles.left.label}”, right towards “{poles.right.label}”"
            return {i.id: words for i in quiz.items}
        case DualQuiz():
            words = f"the first raises “{quiz.first.label}”, the second “{quiz.second.label}”"
            return {i.id: words for i in quiz.items}
    return {}


def second_looks(proven: ProvenQuiz) -> list[SecondLook]:
    """Scales keyed one way only, results that hardly occur, scales that hardly lead, and knowledge
    checks that guessing passes.
    """
    quiz = proven.quiz
    found: list[SecondLook] = []
    if isinstance(quiz, ProfileQuiz | AuditQuiz):
        found += _keyed_one_way(quiz)
    if isinstance(quiz, KnowledgeQuiz):
        return list(_passed_by_guessing(proven))
    return [*found, *_rare_outcomes(proven), *_seldom_lead(proven)]


def _keyed_one_way(quiz: ProfileQuiz | AuditQuiz) -> Iterator[SecondLook]:
    for scale in quiz.scales:
        turned = [item.reverse for item in quiz.items if item.scale == scale.id]
        if len(turned) < FEWEST_ITEMS or len(set(turned)) == 2:
            continue
        end = "lowest" if turned[0] else "highest"
        yield SecondLook(
            "keyed-one-way",
            scale.id,
            f"All {len(turned)} items of “{scale.label}” are keyed the same way: whoever agrees "
            f"with everything gets the {end} score. An item worded the opposite way, with "
            "“reverse: true”, would tell agreeing from meaning it.",
        )


def _rare_outcomes(proven: ProvenQuiz) -> Iterator[SecondLook]:
    proof = proven.proof
    for decision in proven.compiled.program.decisions:
        for outcome in decision.outcomes:
            share = Fraction(proof.count(decision.name, outcome), proof.sheets)
            if share >= RARE or outcome in _GUARDS or decision.name.startswith(("hot:", "right:")):
                continue
            how = f"Only 1 in {round(1 / share):,} answer sheets" if share else "No answer sheet"
            yield SecondLook(
                "hardly-reached",
                outcome,
                f"{how} leads to “{outcome}” ({decision.name}). Look at the cut-points around it.",
            )


def _passed_by_guessing(proven: ProvenQuiz) -> Iterator[SecondLook]:
    share = Fraction(proven.proof.count("result", PASSED), proven.proof.sheets)
    if share > EASILY_GUESSED:
        yield SecondLook(
            "passed-by-guessing",
            PASSED,
            f"1 in {round(1 / share):,} answer sheets passes, so a reader who guesses may well pass. "
            "Raise “pass_mark”, ask more questions, or give more options.",
        )


def _seldom_lead(proven: ProvenQuiz) -> Iterator[SecondLook]:
    """Scales of a profile, or ends of a bipolar quiz, that hardly ever win against the others."""
    match proven.quiz:
        case ProfileQuiz(scales=scales):
            rivals = {s.id: (s.label, f"leader:{s.id}") for s in scales}
        case BipolarQuiz(poles=poles):
            rivals = {p.id: (p.label, f"class:{p.id}") for p in (poles.left, poles.right)}
        case _:
            return
    counts = {i: proven.proof.count("result", outcome) for i, (_, outcome) in rivals.items()}
    most = max(counts.values())
    strongest = next(rivals[i][0] for i, count in counts.items() if count == most)
    for rival, count in counts.items():
        if count < SELDOM_LEADS * most:
            yield SecondLook(
                "hardly-leads",
                rival,
                f"“{rivals[rival][0]}” comes out on {round(Fraction(most, max(count, 1))):,} times "
                f"fewer sheets than “{strongest}”. The two are not asked about on equal terms: "
                "look at their items and keys.",
            )
