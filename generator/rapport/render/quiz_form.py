"""A quiz as one piece of HTML: complete without a script, enhanced with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from jinja2 import Template
from markupsafe import Markup

from rapport.model.drawing import Drawing
from rapport.model.quiz import (
    AnyQuiz,
    AuditQuiz,
    BipolarQuiz,
    DualQuiz,
    KnowledgeQuiz,
    ProfileQuiz,
    Result,
)
from rapport.model.site import SiteSettings
from rapport.render.environment import environment
from rapport.render.prose import Prose
from rapport.render.quiz_data import quiz_data
from rapport.score.compiled import CompiledQuiz
from rapport.score.program import Term, Total
from rapport.score.quiz_words import (
    audit_decision,
    band_words,
    marks_needed,
    number_words,
    rule_words,
    scaling_words,
    when_words,
)

OTHER_HALF: Final = "ask-the-other-half"
"""The page that every result leads to; it has its own line, so lists of links leave it out."""

_KEPT: Final = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_INDENTS: Final = re.compile(r"\n\s*")
_FILL: Final = "{hot_spots}"
_MARKS: Final = ("\ue000", "\ue001", "\ue002")
"""Characters of no language that stand for: the sentence begins, it ends, fill in here."""
_SENTENCE: Final = re.compile(
    r"(?P<lead>(?:^|\n[ \t]*\n|(?<=[.!?])\s+)(?:[ \t]*(?:[-+*>]|\d+[.)])[ \t]+)?)"
    r"(?P<sentence>[^\s](?:(?!\n[ \t]*\n|[.!?]\s).)*?\{hot_spots\}(?:(?!\n[ \t]*\n).)*?[.!?](?=\s|$))",
    re.DOTALL,
)


def quiz_form(
    compiled: CompiledQuiz,
    settings: SiteSettings,
    prose: Prose,
    href: Callable[[str], str | None],
    titles: Callable[[str], str],
    drawing: Callable[[str], Drawing | None] = lambda _: None,
) -> Markup:
    """The form of a quiz as one ``<section>`` that Markdown engines leave as it is.

    ``href`` gives an entity's address from the page it will stand on, or ``None`` when
    it has none in this build; ``titles`` gives what readers call it, and ``drawing`` the
    signature drawing of a pattern, which a result that says this pattern shows too.
    """
    quiz = compiled.quiz

    def links(ids: tuple[str, ...]) -> list[tuple[str, str]]:
        found = ((titles(i), href(i)) for i in ids if i != OTHER_HALF)
        return [(title, address) for title, address in found if address is not None]

    made = (
        environment()
        .get_template("quiz/form.html.j2")
        .render(
            quiz=quiz,
            settings=settings,
            prose=prose,
            uid=f"quiz-{quiz.id}",
            data=quiz_data(compiled, settings),
            links=links,
            pictures={r.id: drawing(_described(quiz, r) or "") for r in quiz.results},
            other_half=href(OTHER_HALF),
            other_half_title=titles(OTHER_HALF),
            filled=_filled(prose),
            when_words=when_words,
            worksheet=_worksheet(compiled),
        )
    )
    return _on_few_lines(made)


def _described(quiz: AnyQuiz, result: Result) -> str | None:
    """The pattern that a result is about, where the quiz says which one it is."""
    match quiz:
        case ProfileQuiz():
            found = (s.describes for s in quiz.scales if s.id == result.when.leader)
        case BipolarQuiz(poles=poles):
            ends = (poles.left, poles.middle, poles.right)
            found = (p.describes for p in ends if p.id == result.when.outcome)
        case _:
            return None
    return next(found, None)


def _on_few_lines(html: str) -> Markup:
    """No blank lines and no indentation, which Markdown might take for its own."""
    parts = _KEPT.split(html.strip())
    parts[::2] = [_INDENTS.sub("\n", part) for part in parts[::2]]
    return Markup("".join(parts))


def _filled(prose: Prose) -> Callable[[str], Markup]:
    """Renders a result text; the place of the hot spots, and its sentence, get elements
    of their own, so that the runtime can fill the one or drop the other.
    """
    template: Template = environment().get_template("quiz/fill.html.j2")
    begin, end, fill = _MARKS

    def rendered(text: str) -> Markup:
        if _FILL not in text:
            return prose.block(text)
        marked = _SENTENCE.sub(rf"\g<lead>{begin}\g<sentence>{end}", text).replace(_FILL, fill)
        html = str(prose.block(marked))
        for mark, part in zip(_MARKS, ("begin", "end", "fill"), strict=True):
            html = html.replace(mark, template.render(part=part).strip())
        return Markup(html)

    return rendered


def _worksheet(compiled: CompiledQuiz) -> dict[str, Any]:
    """Everything that the worksheet's template says in numbers."""
    match compiled.quiz:
        case ProfileQuiz() | AuditQuiz():
            return _scaled_worksheet(compiled, compiled.quiz)
        case BipolarQuiz():
            return {
                "key": [(p.label, max(0, -p.value), max(0, p.value)) for p in _points(compiled)],
                "rules": rule_words(compiled, "result"),
                "leans": rule_words(compiled, "lean"),
            }
        case DualQuiz() as quiz:
            spot = quiz.cut_points.hot_spot
            return {
                "rules": rule_words(compiled, "result"),
                "spot": spot,
                "met": [
                    p.label for p in quiz.first.response_scale if p.value <= spot.first_at_most
                ],
                "drawn": [
                    p.label for p in quiz.second.response_scale if p.value >= spot.second_at_least
                ],
            }
        case KnowledgeQuiz() as quiz:
            return {"needed": marks_needed(compiled), "questions": len(quiz.questions)}


def _points(compiled: CompiledQuiz) -> tuple[Any, ...]:
    quiz = compiled.quiz
    assert isinstance(quiz, ProfileQuiz | AuditQuiz | BipolarQuiz)
    return quiz.response_scale


def _scaled_worksheet(compiled: CompiledQuiz, quiz: ProfileQuiz | AuditQuiz) -> dict[str, Any]:
    totals = {q.name: q for q in compiled.program.quantities if isinstance(q, Total)}
    numbers = {item.id: n for n, item in enumerate(quiz.items, 1)}
    texts = {item.id: item.text for item in quiz.items}
    turns = {t.plus for total in totals.values() for t in total.terms if t.times < 0}
    reverse = Term("", -1, turns.pop()) if turns else None
    first = totals[quiz.scales[0].id]
    audit = isinstance(quiz, AuditQuiz)
    return {
        "key": [
            (p.label, p.value, reverse.keyed(p.value) if reverse else None)
            for p in _points(compiled)
        ],
        "scales": [
            {
                "label": scale.label,
                "rows": [
                    (numbers[t.slot], texts[t.slot], t.times < 0) for t in totals[scale.id].terms
                ],
                "least": totals[scale.id].at_least,
            }
            for scale in quiz.scales
        ],
        "scaling": scaling_words(first),
        "top": number_words(quiz.cut_points.top) if isinstance(quiz, AuditQuiz) else "100",
        "measure": "Score" if audit else "Percent",
        "bands": band_words(quiz.bands),
        "rules": rule_words(compiled, audit_decision(compiled).name if audit else "result"),
        "together": number_words(quiz.cut_points.together) if isinstance(quiz, AuditQuiz) else "",
    }
