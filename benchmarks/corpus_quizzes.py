"""Synthetic quizzes of all five kinds, as large as real ones and keyed differently.

Every test vector is right by construction, so that the library needs no scorer to be made.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final

from benchmarks.words import line, short

Data = dict[str, Any]

_FIVE: Final = ("Not at all", "A little", "Partly", "Mostly", "Very much")


def quiz(rng: Random, number: int) -> Data:
    """What is particular to the quiz of that number; kinds take turns."""
    made = KINDS[number % len(KINDS)](rng)
    return {"instructions": line(rng), "validated": False, **made}


def _result(rng: Random, result_id: str, when: Data) -> Data:
    text = " ".join(line(rng) for _ in range(3))
    return {
        "id": result_id,
        "when": when,
        "title": result_id.replace("-", " ").capitalize(),
        "text": text,
    }


def _points(lowest: int) -> list[Data]:
    return [{"value": lowest + n, "label": label} for n, label in enumerate(_FIVE)]


def _statements(rng: Random, scales: list[str], each: int) -> list[Data]:
    """Items in turn over the scales; in every scale some are reverse-keyed."""
    turned = {s: set(rng.sample(range(each), rng.randint(1, each // 2))) for s in scales}
    return [
        {"id": f"{scale[0]}{n + 1}", "scale": scale, "text": short(rng)}
        | ({"reverse": True} if n in turned[scale] else {})
        for n in range(each)
        for scale in scales
    ]


def _sheet(items: list[Data], strong: set[str], lowest: int) -> str:
    """The answers that bring some scales to their top and all others to their bottom."""
    high = [(i["scale"] in strong) != i.get("reverse", False) for i in items]
    return "".join(str(lowest + 4 if h else lowest) for h in high)


def _profile(rng: Random) -> Data:
    scales = ["left", "middle", "right"]
    items = _statements(rng, scales, 6)
    pairs = [(a, b) for n, a in enumerate(scales) for b in scales[n + 1 :]]
    results = [_result(rng, f"led-by-{s}", {"leader": s}) for s in scales]
    results += [_result(rng, f"{a}-with-{b}", {"pair": [a, b]}) for a, b in pairs]
    states = ("unclear", "flat", "incomplete")
    results += [_result(rng, f"{s}-answers", {"state": s}) for s in states]
    tests = [
        {"answers": _sheet(items, {s}, 1), "expect": {"leader": s, "scores": {s: 100}}}
        for s in scales
    ]
    tests.append({"answers": "3" * len(items), "expect": {"state": "flat"}})
    return {
        "kind": "profile",
        "save": "never",
        "allow_skip": True,
        "min_answered": 4,
        "response_scale": _points(1),
        "scales": [{"id": s, "label": s.capitalize()} for s in scales],
        "items": items,
        "bands": _bands(("low", "some", "marked", "strong"), (0, 40, 60, 80, 100)),
        "cut_points": {"floor": rng.randint(46, 58), "lead": rng.randint(10, 20)},
        "results": results,
        "tests": tests,
    }


def _bands(names: tuple[str, ...], cuts: tuple[int, ...]) -> list[Data]:
    return [
        {"id": name, "from": start, "to": end, "label": name.capitalize()}
        for name, start, end in zip(names, cuts, cuts[1:], strict=False)
    ]


def _bipolar(rng: Random) -> Data:
    names = {"left": "near", "middle": "beside", "right": "far", "mixed": "both-ways"}
    items = [
        {"id": f"t{n + 1}", "label": f"Line {n + 1}"}
        | {side: short(rng) for side in ("left", "middle", "right")}
        for n in range(6)
    ]
    balanced = rng.randint(2, 4)
    whole = {"near": [-2] * 6, "far": [2] * 6, "beside": [0] * 6, "both-ways": [-2, 2] * 3}
    return {
        "kind": "bipolar",
        "save": "opt-in",
        "response_scale": [{"value": n - 2, "label": _FIVE[n]} for n in range(5)],
        "poles": {side: {"id": name, "label": name.capitalize()} for side, name in names.items()},
        "items": items,
        "cut_points": {
            "balanced": balanced,
            "lean": balanced + rng.randint(0, 2),
            "slight": rng.randint(1, 2),
        },
        "results": [_result(rng, f"{n}-today", {"class": n}) for n in names.values()],
        "tests": [{"answers": a, "expect": {"class": name}} for name, a in whole.items()],
    }


def _audit(rng: Random) -> Data:
    scales = ["asking", "being", "caring", "doing"]
    items = _statements(rng, scales, 5)
    bands = ("start-here", "under-way", "well-set")
    results = [_result(rng, f"{s}-{b}", {"band": b, "scale": s}) for s in scales for b in bands]
    results += [_result(rng, f"habits-{s}", {"state": s}) for s in ("flat", "not-scored")]
    tests: list[Data] = [
        {"answers": _sheet(items, {s}, 0), "expect": {"bands": {s: "well-set"}, "scores": {s: 20}}}
        for s in scales
    ]
    tests.append({"answers": "2" * len(items), "expect": {"state": "flat"}})
    return {
        "kind": "audit",
        "save": "never",
        "allow_skip": True,
        "min_answered": 4,
        "response_scale": _points(0),
        "scales": [{"id": s, "label": s.capitalize()} for s in scales],
        "items": items,
        "bands": _bands(bands, (0, rng.randint(8, 11), rng.randint(13, 16), 20)),
        "cut_points": {"top": 20, "together": rng.randint(1, 3)},
        "results": results,
        "tests": tests,
    }


def _knowledge(rng: Random) -> Data:
    questions: list[Data] = []
    for n in range(12):
        several = n % 3 == 1
        count = rng.randint(5, 6) if several else 4
        right = set(rng.sample(range(count), rng.randint(2, count - 1) if several else 1))
        options = [
            {"id": "abcdef"[o], "text": short(rng), "feedback": line(rng)}
            | ({"correct": True} if o in right else {})
            for o in range(count)
        ]
        mode = "multiple" if several else "single"
        questions.append(
            {
                "id": f"q{n + 1}",
                "stem": f"{line(rng)} {line(rng)}",
                "mode": mode,
                "options": options,
            }
        )
    key = {q["id"]: [o["id"] for o in q["options"] if o.get("correct")] for q in questions}
    first = dict(list(key.items())[:1])
    return {
        "kind": "knowledge",
        "save": "never",
        "pass_mark": rng.choice((60, 70, 75, 80, 90)),
        "shuffle_options": True,
        "questions": questions,
        "results": [_result(rng, f"check-{n}", {"class": n}) for n in ("passed", "not-yet")],
        "tests": [
            {"answers": key, "expect": {"class": "passed", "scores": {"marks": 12}}},
            {"answers": first, "expect": {"class": "not-yet", "scores": {"marks": 1}}},
            {"answers": "-" * 12, "expect": {"class": "not-yet", "scores": {"marks": 0}}},
        ],
    }


def _dual(rng: Random) -> Data:
    points = [{"value": n, "label": label} for n, label in enumerate(_FIVE[:4])]
    classes = ("act", "watch", "spare-capacity")
    return {
        "kind": "dual",
        "save": "never",
        "first": {"question": "How well is it met?", "label": "Met", "response_scale": points},
        "second": {"question": "How much is drawn?", "label": "Drawn", "response_scale": points},
        "items": [{"id": f"n{n + 1}", "text": short(rng)} for n in range(8)],
        "cut_points": {
            "hot_spot": {"first_at_most": 1, "second_at_least": 2},
            "act": {
                "reserve_at_most": rng.randint(7, 11),
                "draw_at_least": rng.randint(11, 14),
                "hot_spots_at_least": 3,
            },
            "watch": {
                "reserve_at_most": rng.randint(16, 18),
                "draw_at_least": rng.randint(6, 8),
                "hot_spots_at_least": 1,
            },
        },
        "results": [_result(rng, f"tank-{c}", {"class": c}) for c in classes],
        "tests": [
            {"answers": "33333333/00000000", "expect": {"class": "spare-capacity"}},
            {"answers": "22222222/00000000", "expect": {"class": "watch"}},
            {"answers": "00000000/33333333", "expect": {"class": "act"}},
        ],
    }


KINDS: Final[tuple[Callable[[Random], Data], ...]] = (_profile, _bipolar, _audit, _knowledge, _dual)
