"""The content brief's scoring rules (section 5), written straight from its text.

Nothing here knows of instrument programs: these are the formulas that the interpreter is
held against.
"""

from __future__ import annotations

from fractions import Fraction

from rapport.model.quiz import AuditQuiz, BipolarQuiz, DualQuiz, KnowledgeQuiz, ProfileQuiz

Answers = dict[str, int]


def _mean_of_scale(quiz: ProfileQuiz | AuditQuiz, scale: str, answers: Answers) -> Fraction | None:
    """The mean of the answered items of a scale, reversed where marked; none if too few."""
    values = [p.value for p in quiz.response_scale]
    mine = [i for i in quiz.items if i.scale == scale]
    given = [
        min(values) + max(values) - answers[i.id] if i.reverse else answers[i.id]
        for i in mine
        if i.id in answers
    ]
    needed = quiz.min_answered if quiz.min_answered is not None else len(mine)
    if len(given) < needed:
        return None
    return Fraction(sum(given), len(given))


def _share(quiz: ProfileQuiz | AuditQuiz, mean: Fraction) -> Fraction:
    values = [p.value for p in quiz.response_scale]
    return (mean - min(values)) / (max(values) - min(values))


def _band(quiz: ProfileQuiz | AuditQuiz, score: Fraction) -> str:
    """The band that holds a score; the last one also holds its upper end."""
    last = quiz.bands[-1]
    if score == last.end:
        return last.id
    (band,) = [b for b in quiz.bands if b.start <= score < b.end]
    return band.id


def profile(quiz: ProfileQuiz, answers: Answers) -> dict[str, str]:
    """Section 5.1: its six rules, and a word for each scale."""
    means = {s.id: _mean_of_scale(quiz, s.id, answers) for s in quiz.scales}
    percent = {s: _share(quiz, m) * 100 for s, m in means.items() if m is not None}
    said = {f"band:{s}": _band(quiz, percent[s]) if s in percent else "not-scored" for s in means}
    order = list(means)
    if len(percent) < len(order):
        return said | {"result": "incomplete"}
    if len(set(answers.values())) == 1:
        return said | {"result": "flat"}
    ranked = sorted(order, key=lambda s: (-percent[s], order.index(s)))
    top = [percent[s] for s in ranked]
    if top[0] < quiz.cut_points.floor:
        return said | {"result": "unclear"}
    if top[0] - top[1] >= quiz.cut_points.lead:
        return said | {"result": f"leader:{ranked[0]}"}
    if len(top) > 2 and top[0] - top[2] < quiz.cut_points.lead:
        return said | {"result": "unclear"}
    return said | {"result": f"pair:{'+'.join(sorted(ranked[:2], key=order.index))}"}


def bipolar(quiz: BipolarQuiz, answers: Answers) -> dict[str, str]:
    """Section 5.2: sum, and sum of absolute values."""
    cuts, poles = quiz.cut_points, quiz.poles
    total = sum(answers.values())
    pull = sum(abs(a) for a in answers.values())
    lean = "none"
    if pull <= cuts.balanced:
        if abs(total) >= cuts.slight:
            lean = poles.left.id if total < 0 else poles.right.id
        return {"result": f"class:{poles.middle.id}", "lean": lean}
    if total <= -cuts.lean:
        return {"result": f"class:{poles.left.id}", "lean": lean}
    if total >= cuts.lean:
        return {"result": f"class:{poles.right.id}", "lean": lean}
    return {"result": f"class:{poles.mixed.id}", "lean": lean}


def audit(quiz: AuditQuiz, answers: Answers) -> dict[str, str]:
    """Section 5.3: a band and perhaps a suggestion for each scale."""
    scores: dict[str, Fraction] = {}
    for scale in quiz.scales:
        mean = _mean_of_scale(quiz, scale.id, answers)
        if mean is not None:
            scores[scale.id] = _share(quiz, mean) * quiz.cut_points.top
    flat = len(set(answers.values())) == 1 and bool(scores)
    said: dict[str, str] = {}
    for scale in quiz.scales:
        name = scale.id
        if name not in scores:
            said |= {f"band:{name}": "not-scored", f"suggest:{name}": "no"}
            continue
        near = scores[name] - min(scores.values()) <= quiz.cut_points.together
        said[f"band:{name}"] = "flat" if flat else _band(quiz, scores[name])
        said[f"suggest:{name}"] = "yes" if near and not flat else "no"
    return said


def knowledge(quiz: KnowledgeQuiz, chosen: dict[str, set[str]]) -> dict[str, str]:
    """Section 5.4: one mark for exactly the right set."""
    right = {
        q.id: chosen.get(q.id) == {o.id for o in q.options if o.correct} for q in quiz.questions
    }
    passed = Fraction(sum(right.values()), len(right)) * 100 >= quiz.pass_mark
    each = {f"right:{q}": "yes" if r else "no" for q, r in right.items()}
    return each | {"result": "class:passed" if passed else "class:not-yet"}


def dual(quiz: DualQuiz, pairs: dict[str, tuple[int, int]]) -> dict[str, str]:
    """Section 5.5: reserve, draw, and hot spots."""
    cuts = quiz.cut_points
    reserve = sum(first for first, _ in pairs.values())
    draw = sum(second for _, second in pairs.values())
    hot = {
        n: a <= cuts.hot_spot.first_at_most and b >= cuts.hot_spot.second_at_least
        for n, (a, b) in pairs.items()
    }
    said = {f"hot:{n}": "yes" if h else "no" for n, h in hot.items()}
    for name, limit in (("act", cuts.act), ("watch", cuts.watch)):
        if (
            reserve <= limit.reserve_at_most
            or draw >= limit.draw_at_least
            or sum(hot.values()) >= limit.hot_spots_at_least
        ):
            return said | {"result": f"class:{name}"}
    return said | {"result": "class:spare-capacity"}
