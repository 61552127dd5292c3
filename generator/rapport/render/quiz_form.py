"""A quiz as one piece of HTML: complete without a script, enhanced with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from jinja2 import Template
from markupsafe import Markup

from rapport.catalogue.words import Catalogue, catalogue
from rapport.model.concept import Concept
from rapport.model.dynamic import Strategy
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
from rapport.render.kept_by_readers import may_be_kept
from rapport.render.prose import Prose
from rapport.render.quiz_data import quiz_data
from rapport.render.view import View
from rapport.score.compiled import CompiledQuiz
from rapport.score.program import Total
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


def quiz_form(compiled: CompiledQuiz, view: View) -> Markup:
    """The form of a quiz as one ``<section>`` that Markdown engines leave as it is.

    ``view`` is that of the page it will stand on. Only what has an address in this build
    is linked to.
    """
    quiz, settings, prose = compiled.quiz, view.settings, view.plain_prose
    say = catalogue(settings.language)

    def links(ids: tuple[str, ...]) -> list[tuple[str, str, str]]:
        found = ((i, view.title(i), view.href(i)) for i in ids if i != OTHER_HALF)
        return [(i, title, address) for i, title, address in found if address is not None]

    other_half = view.library.entities.get(OTHER_HALF)
    made = (
        environment(settings.language)
        .get_template("quiz/form.html.j2")
        .render(
            quiz=quiz,
            settings=settings,
            prose=prose,
            uid=f"quiz-{quiz.id}",
            data=quiz_data(compiled, view),
            kept=may_be_kept(quiz, settings),
            links=links,
            strategies=_strategies(quiz, view, links),
            questions=other_half.ask if isinstance(other_half, Concept) else (),
            pictures={r.id: view.drawing(_described(quiz, r) or "") for r in quiz.results},
            other_half=view.href(OTHER_HALF),
            other_half_title=view.title(OTHER_HALF),
            filled=_filled(prose, settings),
            when_words=partial(when_words, say=say),
            worksheet=_worksheet(compiled, say),
        )
    )
    return _on_few_lines(made)


def _strategies(
    quiz: AnyQuiz, view: View, links: Callable[[tuple[str, ...]], list[tuple[str, str, str]]]
) -> list[tuple[Strategy, str, str]]:
    """The strategies that results recommend, once each, with their titles and addresses."""
    named = tuple(dict.fromkeys(i for r in quiz.results for i in r.recommend))
    known = view.library.strategies
    return [(known[i][0], title, to) for i, title, to in links(named) if i in known]


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


def _filled(prose: Prose, settings: SiteSettings) -> Callable[[str], Markup]:
    """Renders a result text; the place of the hot spots, and its sentence, get elements
    of their own, so that the runtime can fill the one or drop the other.
    """
    template: Template = environment(settings.language).get_template("quiz/fill.html.j2")
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


def _worksheet(compiled: CompiledQuiz, say: Catalogue) -> dict[str, Any]:
    """Everything that the worksheet's template says in numbers."""
    match compiled.quiz:
        case ProfileQuiz() | AuditQuiz():
            return _scaled_worksheet(compiled, compiled.quiz, say)
        case BipolarQuiz():
            return {
                "key": [(p.label, max(0, -p.value), max(0, p.value)) for p in _points(compiled)],
                "rules": rule_words(compiled, "result", say),
                "leans": rule_words(compiled, "lean", say),
            }
        case DualQuiz() as quiz:
            spot = quiz.cut_points.hot_spot
            return {
                "rules": rule_words(compiled, "result", say),
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


def _scaled_worksheet(
    compiled: CompiledQuiz, quiz: ProfileQuiz | AuditQuiz, say: Catalogue
) -> dict[str, Any]:
    totals = {q.name: q for q in compiled.program.quantities if isinstance(q, Total)}
    numbers = {item.id: n for n, item in enumerate(quiz.items, 1)}
    texts = {item.id: item.text for item in quiz.items}
    audit = isinstance(quiz, AuditQuiz)
    return {
        "labels": [p.label for p in quiz.response_scale],
        "turned": any(item.reverse for item in quiz.items),
        "scales": [
            {
                "label": scale.label,
                "rows": [
                    (
                        numbers[t.slot],
                        texts[t.slot],
                        t.times < 0,
                        [t.keyed(p.value) for p in quiz.response_scale],
                    )
                    for t in totals[scale.id].terms
                ],
                "least": totals[scale.id].at_least,
            }
            for scale in quiz.scales
        ],
        "scaling": scaling_words(totals[quiz.scales[0].id], say),
        "top": number_words(quiz.cut_points.top, say) if isinstance(quiz, AuditQuiz) else "100",
        "bands": band_words(quiz.bands, say),
        "rules": rule_words(compiled, audit_decision(compiled).name if audit else "result", say),
        "together": number_words(quiz.cut_points.together, say)
        if isinstance(quiz, AuditQuiz)
        else "",
    }
