"""``rapport explain`` for a person to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text


def print_explanation(console: Console, data: Mapping[str, Any]) -> None:
    """Print the data of :func:`rapport.score.explain.explain` as tables and sentences."""
    console.print(
        Text(f"{data['title']} ({data['quiz']}, version {data['version']})", style="bold")
    )
    asked, tests = (_count(*n) for n in ((len(data["items"]), "question"), (data["tests"], "test")))
    console.print(Text(f"Kind {data['kind']}, {asked}, {tests}."))
    console.print(Text(f"{data['sheets']:,} answer sheets. {data['how_counted']}"))
    console.print()
    ways = {item.get("pulls", "") for item in data["items"]}
    if len(ways) == 1 and (same := ways.pop()):
        console.print(Text(f"Each item pulls alike: {same}."))
        console.print()
    console.print(_items(data["items"], pulls=len(ways) > 1))
    _print_scoring(console, data)
    _print_rules(console, data["decisions"])
    for decision in data["decisions"]:
        if _is_yes_or_no(decision):
            continue
        console.print()
        console.print(_outcomes(decision))
    yes_or_no = [d for d in data["decisions"] if _is_yes_or_no(d)]
    if yes_or_no:
        console.print()
        console.print(_yes_share(yes_or_no))
    _print_second_looks(console, data["second_looks"])


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _print_scoring(console: Console, data: Mapping[str, Any]) -> None:
    """How scores are worked out, what bands they fall into, and what the cut-points are."""
    console.print()
    console.print(_scores(data["scores"]))
    for key, headings in (
        ("bands", ("Band", "Label", "Range")),
        ("cut_points", ("Cut-point", "Value", "Means")),
    ):
        if data[key]:
            table = _table(*headings)
            for row in data[key]:
                table.add_row(*(Text(cell) for cell in row.values()))
            console.print()
            console.print(table)


def _scores(scores: list[Mapping[str, Any]]) -> Table:
    table = _table("Score", "Words", "Lies between", "Worked out as")
    for score in scores:
        formula, needed = score["formula"], score["answers_needed"]
        if needed and score["answers"] > 1:
            part = f"at least {needed} of" if needed < score["answers"] else "all"
            formula += f", from {part} {score['answers']} answers"
        between = f"{score['from']} and {score['to']}"
        table.add_row(*(Text(c) for c in (score["score"], score["label"], between, formula)))
    return table


def _print_rules(console: Console, decisions: list[Mapping[str, Any]]) -> None:
    """The rules of each decision as a numbered list; those that are alike only once."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for decision in decisions:
        if decision["rules"]:
            alike.setdefault(tuple(map(_rule, decision["rules"])), []).append(decision["decides"])
    for lines, names in alike.items():
        console.print()
        heading = Text(", ".join(names), style="bold")
        console.print(heading.append(": the first line that is true counts", style="not bold"))
        for number, line in enumerate(lines, 1):
            console.print(Text(f"{number:>2}. {line}"))


def _rule(rule: Mapping[str, Any]) -> str:
    condition = f"If {'; or if '.join(rule['if'])}" if rule["if"] else "Otherwise"
    return f"{condition}: {rule['then']}"


def _is_yes_or_no(decision: Mapping[str, Any]) -> bool:
    return {o["outcome"] for o in decision["outcomes"]} == {"yes", "no"}


def _table(*headings: str) -> Table:
    return Table(*headings, box=None, pad_edge=False, header_style="bold")


def _print_second_looks(console: Console, looks: list[Mapping[str, Any]]) -> None:
    if looks:
        console.print()
        console.print(Text("Worth a second look", style="bold"))
    for look in looks:
        console.print(Text(f"- {look['words']}"))


def _items(items: list[Mapping[str, Any]], *, pulls: bool) -> Table:
    table = _table("Item", "Scale", "Key", *(["Pulls"] if pulls else []), "Ways", "Words")
    for item in items:
        key = item.get("key", "")
        shown = ", ".join(key) if isinstance(key, list) else key
        words = " ".join(str(item["text"]).split())
        way = [item["pulls"]] if pulls else []
        cells = (item["item"], item.get("scale", ""), shown, *way, str(item["ways"]), words)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _outcomes(decision: Mapping[str, Any]) -> Table:
    table = _table(decision["decides"], "Result", "Answer sheets", "Share")
    table.columns[2].justify = table.columns[3].justify = "right"
    for outcome in decision["outcomes"]:
        table.add_row(
            Text(outcome["outcome"]),
            Text(outcome["result"] or "-"),
            Text(f"{outcome['sheets']:,}"),
            Text(f"{outcome['share']:.2%}"),
        )
    total = sum(outcome["sheets"] for outcome in decision["outcomes"])
    table.add_row(Text("together"), Text(""), Text(f"{total:,}"), Text("100.00%"), style="bold")
    return table


def _yes_share(decisions: list[Mapping[str, Any]]) -> Table:
    table = _table("Also", "Answer sheets with yes", "Share")
    table.columns[1].justify = table.columns[2].justify = "right"
    for decision in decisions:
        for outcome in decision["outcomes"]:
            if outcome["outcome"] == "yes":
                table.add_row(
                    Text(decision["decides"]),
                    Text(f"{outcome['sheets']:,}"),
                    Text(f"{outcome['share']:.2%}"),
                )
    return table
