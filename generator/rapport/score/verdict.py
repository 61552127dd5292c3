"""Whether a quiz may be published: its proof, its results and its test vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rapport.load.content import Loaded, Origin
from rapport.model.diagnostic import Diagnostic, Place, RelatedPlace
from rapport.model.quiz import AnyQuiz, AuditQuiz, ProfileQuiz, When
from rapport.score.compile import compile_quiz
from rapport.score.compiled import CompiledQuiz, Outcome, stated, words
from rapport.score.distribution import TooManyCombinations
from rapport.score.proof import Proof, prove
from rapport.score.vectors import vector_problems

PROOF_RULES: Final[Mapping[str, str]] = {
    "quiz-size": "A quiz is small enough to be proven over all its answer sheets.",
    "quiz-when": "A “when” names something that its quiz decides.",
    "quiz-result-twice": "One result at most speaks to an outcome.",
    "quiz-result-missing": "Every outcome that a reader can reach has a result.",
    "quiz-result-unreachable": "Every result and every band can come up.",
    "quiz-no-rule": "Every answer sheet gets a result.",
    "quiz-item-unused": "Every item counts for something.",
    "quiz-vector": "Every test of a quiz comes out as its author worked it out.",
}
"""The rules of this room; each has a section in ``docs/rules.md``."""


@dataclass(frozen=True)
class ProvenQuiz:
    """A quiz whose proof and vectors hold, ready to be rendered."""

    compiled: CompiledQuiz
    proof: Proof

    @property
    def quiz(self) -> AnyQuiz:
        """The quiz as it was written."""
        return self.compiled.quiz


def prove_quizzes(
    loaded: Loaded, spoiled: set[str], cache: Path | None = None
) -> tuple[dict[str, ProvenQuiz], list[Diagnostic]]:
    """Prove every quiz of a loaded library, except those whose shape is already known
    to be wrong (``spoiled``, by id).
    """
    proven: dict[str, ProvenQuiz] = {}
    problems: list[Diagnostic] = []
    library = loaded.library
    for quiz in library.quizzes if library else ():
        if quiz.id in spoiled:
            continue
        compiled = compile_quiz(quiz)
        origin = loaded.origins[quiz.id]
        try:
            proof = prove(compiled.program, cache)
        except TooManyCombinations:
            problems.append(_too_large(origin))
            continue
        found = [*_proof_problems(compiled, proof, origin), *_vector_problems(compiled, origin)]
        problems += found
        if not found:
            proven[quiz.id] = ProvenQuiz(compiled, proof)
    return proven, sorted(problems, key=lambda d: d.sort_key)


def _error(
    rule: str, place: Place, message: str, hint: str, related: tuple[RelatedPlace, ...] = ()
) -> Diagnostic:
    return Diagnostic(rule, "error", place, message, hint, related)


def _too_large(origin: Origin) -> Diagnostic:
    message = "This quiz has too many combinations of scale totals to be proven."
    return _error("quiz-size", origin.place(), message, "Use fewer scales, or fewer items a scale.")


def _proof_problems(compiled: CompiledQuiz, proof: Proof, origin: Origin) -> Iterator[Diagnostic]:
    speaks: dict[Outcome, int] = {}
    missing = _missing(compiled, proof)
    lost = 0
    for position, result in enumerate(compiled.quiz.results):
        where = ("results", position, "when")
        meant = compiled.means(result.when)
        known = {o for o in meant if o in compiled.needs_result}
        if not known:
            lost += 1
            yield _cannot_be_meant(compiled, result.when, origin.place(*where), missing)
        for outcome in sorted(known):
            if outcome in speaks:
                lost += 1
                other = origin.place("results", speaks[outcome], "when")
                yield _error(
                    "quiz-result-twice",
                    origin.place(*where),
                    f"Two results speak to the same answers ({words(outcome)}).",
                    f"Keep one of them, or change its “when”.{_still(missing)}",
                    (RelatedPlace(other, "the other one"),),
                )
                break
            speaks[outcome] = position
        if known and not any(proof.count(*outcome) for outcome in known):
            yield _error(
                "quiz-result-unreachable",
                origin.place(*where),
                f"The result “{result.id}” can never come up: no answers lead to it.",
                "Change the cut-points or the items, or remove the result.",
            )
        yield from _addition_problems(compiled, proof, origin, position)
    yield from _band_problems(compiled, proof, origin)
    if len(missing) > lost:  # else it is those results, told of above, that are missed
        yield from _gaps(missing, origin)
    yield from _faults(compiled, proof, origin)


def _addition_problems(
    compiled: CompiledQuiz, proof: Proof, origin: Origin, position: int
) -> Iterator[Diagnostic]:
    for number, addition in enumerate(compiled.quiz.results[position].additions):
        place = origin.place("results", position, "additions", number, "when")
        meant = compiled.means(addition.when)
        decided = {d.name: d.outcomes for d in compiled.program.decisions}
        if not any(o in decided.get(d, ()) for d, o in meant):
            yield _cannot_be_meant(compiled, addition.when, place, {})
        elif not any(proof.count(*outcome) for outcome in meant if outcome[0] in decided):
            yield _error(
                "quiz-result-unreachable",
                place,
                "This addition can never come up: no answers lead to it.",
                "Change the cut-points, or remove it.",
            )


def _band_problems(compiled: CompiledQuiz, proof: Proof, origin: Origin) -> Iterator[Diagnostic]:
    """Bands that no sheet reaches on some scale, once a band. What a result or an addition
    speaks to is left out: the mistake is told there.
    """
    quiz = compiled.quiz
    if not isinstance(quiz, ProfileQuiz | AuditQuiz):
        return
    whens = [r.when for r in quiz.results] + [a.when for r in quiz.results for a in r.additions]
    told = set().union(*map(compiled.means, whens))
    for position, band in enumerate(quiz.bands):
        outcomes = {s.id: (f"band:{s.id}", band.id) for s in quiz.scales}
        empty = [s for s, o in outcomes.items() if o not in told and not proof.count(*o)]
        if empty:
            scales = ", ".join(f"“{s}”" for s in empty)
            yield _error(
                "quiz-result-unreachable",
                origin.place("bands", position),
                f"The band “{band.id}” can never come up on {scales}: no answers lead to it.",
                "Change where the bands begin and end, or add items or answers.",
            )


def _cannot_be_meant(
    compiled: CompiledQuiz, when: When, place: Place, missing: Mapping[str, int]
) -> Diagnostic:
    written = ", ".join(f"{k}: {v}" for k, v in when.model_dump(by_alias=True).items() if v)
    message = f"This “when” ({written}) fits nothing that this quiz decides."
    if not stated(when):
        message = "This “when” is empty."
    possible = "; ".join(dict.fromkeys(words(o) for o in compiled.needs_result))
    return _error("quiz-when", place, message, f"It can be: {possible}.{_still(missing)}")


def _missing(compiled: CompiledQuiz, proof: Proof) -> dict[str, int]:
    """Outcomes that answers lead to and no result speaks to, as authors write them, with
    the number of sheets.
    """
    spoken = set().union(*(compiled.means(r.when) for r in compiled.quiz.results))
    missing: dict[str, int] = {}
    for outcome in compiled.needs_result:
        count = proof.count(*outcome)
        if count and outcome not in spoken:
            missing[words(outcome)] = max(count, missing.get(words(outcome), 0))
    return missing


def _still(missing: Mapping[str, int]) -> str:
    return f" Still without a result: {'; '.join(missing)}." if missing else ""


def _gaps(missing: Mapping[str, int], origin: Origin) -> Iterator[Diagnostic]:
    for outcome, count in missing.items():
        sheets = "1 answer sheet leads" if count == 1 else f"{count:,} answer sheets lead"
        yield _error(
            "quiz-result-missing",
            origin.key("results"),
            f"No result speaks to “{outcome}”, and {sheets} there.",
            f"Add a result with “when: {{{outcome}}}”.",
        )


def _faults(compiled: CompiledQuiz, proof: Proof, origin: Origin) -> Iterator[Diagnostic]:
    for decision in compiled.program.decisions:
        if proof.without_rule(decision.name):
            yield _error(
                "quiz-no-rule",
                origin.place(),
                f"Some answer sheets get no {decision.name} at all.",
                "This is a fault of Rapport: please report it with the quiz.",
            )
    names = [*getattr(compiled.quiz, "items", ()), *getattr(compiled.quiz, "questions", ())]
    for position, item in enumerate(names):
        if item.id in proof.unused:
            key = "questions" if hasattr(compiled.quiz, "questions") else "items"
            yield _error(
                "quiz-item-unused",
                origin.place(key, position),
                f"“{item.id}” changes no result.",
                "Let it count for a scale, or remove it.",
            )


def _vector_problems(compiled: CompiledQuiz, origin: Origin) -> Iterator[Diagnostic]:
    for position, vector in enumerate(compiled.quiz.tests):
        found = vector_problems(compiled, vector)
        if found:
            yield _error(
                "quiz-vector",
                origin.place("tests", position),
                f"Test {position + 1} does not hold. {' '.join(found)}",
                "Work the test out again by hand, then correct the test or the quiz.",
            )
