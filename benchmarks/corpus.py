"""A synthetic library, always the same for the same size: what the measurements build.

``python -m benchmarks.corpus FOLDER [--pages 200] [--quizzes 20]`` writes one to look at.
Seven concepts to two tips, about 650 words a concept; quizzes of all kinds in turn; and the
references, terms and settings that they need. It passes ``rapport check --strict``.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

from benchmarks.corpus_quizzes import quiz
from benchmarks.words import NOUNS, line, paragraph, short, topic

ROOT: Final = Path(__file__).resolve().parent.parent
REFERENCES: Final = 24
FIRST_CONCEPT: Final = "ask-the-other-half"
"""The page that every quiz leads to; it is the first concept here."""

Data = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How many reading pages (concepts and tips) and how many quizzes."""

    pages: int
    quizzes: int

    @property
    def tips(self) -> int:
        """Two reading pages in nine are tips."""
        return self.pages * 2 // 9

    @property
    def total(self) -> int:
        """All pages, quizzes included."""
        return self.pages + self.quizzes

    @classmethod
    def of(cls, total: int) -> Size:
        """So many pages in all: 70 % concepts, 20 % tips, 10 % quizzes."""
        return cls(total - total // 10, total // 10)


def write_corpus(folder: Path, size: Size) -> None:
    """Write a whole project: content, theme and ``mkdocs.yml``. Replaces the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in corpus(size).items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=88)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(ROOT / "theme_overrides", folder / "theme_overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "build" / "docs").mkdir(parents=True)


def corpus(size: Size) -> Mapping[str, Data | list[Data]]:
    """Every content file by its path. Each page has a seed of its own."""
    files: dict[str, Data | list[Data]] = {
        "site.yml": _settings(),
        "sources.yml": [_source(), *_points()],
        "references.yml": [_reference(n) for n in range(REFERENCES)],
        "glossary.yml": [_term(n) for n in range(len(NOUNS))],
    }
    concepts = [FIRST_CONCEPT, *(f"concept-{n:04}" for n in range(1, size.pages - size.tips))]
    for number, name in enumerate(concepts):
        rng = Random(f"concept {number}")
        files[f"concepts/{name}.yml"] = _page(rng, "concept", name, number, concepts) | _concept(
            rng, concepts
        )
    for number in range(size.tips):
        rng, name = Random(f"tip {number}"), f"tip-{number:04}"
        files[f"tips/{name}.yml"] = _page(rng, "tip", name, number, concepts) | _tip(
            rng, number, concepts
        )
    for number in range(size.quizzes):
        rng, name = Random(f"quiz {number}"), f"quiz-{number:04}"
        files[f"quizzes/{name}.yml"] = _page(rng, "quiz", name, number, concepts) | quiz(
            rng, number
        )
    return files


def _page(rng: Random, kind: str, name: str, number: int, concepts: list[str]) -> Data:
    claims: list[Data] = [
        {
            "claim": line(rng),
            "cites": [_reference_id(rng)],
            "strength": "moderate",
            "note": line(rng),
        }
        for _ in range(2)
    ]
    return {
        "id": name,
        "type": kind,
        "title": topic(rng, number),
        "summary": line(rng),
        "status": "reviewed",
        "version": "1.0",
        "last_reviewed": "2026-01-31",
        "authors": ["editors"],
        "minutes": rng.randint(2, 12),
        "tags": rng.sample(NOUNS, 3),
        "sources": ["an-article"],
        "covers": [f"A1.{rng.randint(1, 9)}"],
        "evidence": [*claims, {"claim": line(rng), "strength": "practice-wisdom"}],
        "related": _some(rng, concepts, 3),
    }


def _concept(rng: Random, concepts: list[str]) -> Data:
    myths = [{"myth": short(rng).rstrip("."), "better": line(rng)} for _ in range(2)]
    return {
        "body": _body(rng, concepts),
        "key_points": [short(rng) for _ in range(3)],
        "myths": myths,
        "terms": [f"term-{n}" for n in rng.sample(NOUNS, 3)],
    }


def _body(rng: Random, concepts: list[str]) -> str:
    parts = [paragraph(rng, 2)]
    for number in range(3):
        cite, link = (
            f"({line(rng)} [@{_reference_id(rng)}])",
            f"See [{rng.choice(NOUNS)}]({rng.choice(concepts)}).",
        )
        parts += [f"## {topic(rng, number)}", paragraph(rng, 2, cite if number % 2 else link)]
        if number == 1:
            parts.append("\n".join(f"- {short(rng)}" for _ in range(3)))
        if number == 2:
            parts.append(
                "\n".join(f"{n}. **{rng.choice(NOUNS)}** – {short(rng)}" for n in range(1, 4))
            )
    return "\n\n".join([*parts, paragraph(rng, 2)]) + "\n"


def _tip(rng: Random, number: int, concepts: list[str]) -> Data:
    pairs = [
        {"do": short(rng), "dont": short(rng), "because": line(rng), "cites": [_reference_id(rng)]}
        for _ in range(4)
    ]
    link = f"See [{rng.choice(NOUNS)}]({rng.choice(concepts)})."
    return {
        "number": number + 1,
        "one_line": short(rng),
        "why": "\n\n".join(paragraph(rng, 2, link) for _ in range(3)) + "\n",
        "do_dont": pairs,
        "try_this": [{"minutes": rng.randint(1, 10), "text": line(rng)} for _ in range(3)],
        "phrases": [short(rng) for _ in range(3)],
        "pitfalls": [line(rng) for _ in range(2)],
        "adaptations": {key: line(rng) for key in ("online", "group", "mandated")},
    }


def _some(rng: Random, names: list[str], count: int) -> list[str]:
    return rng.sample(names, min(count, len(names)))


def _reference_id(rng: Random) -> str:
    return f"author-{2000 + rng.randrange(REFERENCES)}"


def _reference(number: int) -> Data:
    rng, year = Random(f"reference {number}"), 2000 + number
    authors = [f"Author{letter}, A." for letter in "ABCDE"[: number % 5 + 1]]
    return {
        "id": f"author-{year}",
        "type": "reference",
        "title": topic(rng, number),
        "kind": "cohort",
        "year": year,
        "authors": authors,
        "citation": f"{', '.join(authors)} ({year}). {topic(rng, number)}. A Journal, {number}(1), 1–9.",
        "doi": f"10.1000/example.{number}",
        "finding": line(rng),
        "caveat": line(rng),
        "verified": {"status": "confirmed", "on": "2026-01-31", "by": "editors"},
    }


def _term(number: int) -> Data:
    rng, noun = Random(f"term {number}"), NOUNS[number]
    return {
        "id": f"term-{noun}",
        "type": "glossary",
        "title": noun.capitalize(),
        "summary": short(rng),
        "definition": f"{line(rng)} [@{_reference_id(rng)}] {line(rng)}",
    }


def _source() -> Data:
    return {
        "id": "an-article",
        "type": "source",
        "title": "An article on helping",
        "publisher": "A training institute",
        "url": "https://example.org/article",
        "used_for": "Everything here",
        "rights": "Ideas only",
        "attribution": "After an article by a training institute",
    }


def _points() -> list[Data]:
    return [
        {
            "id": f"A1.{n}",
            "type": "source_point",
            "source": "an-article",
            "text": line(Random(f"point {n}")),
            "stance": "adopt",
        }
        for n in range(1, 10)
    ]


def _settings() -> Data:
    notes = ("suicide", "self-harm", "abuse", "trauma")
    return {
        "type": "site",
        "organisation": "A synthetic library",
        "people": [{"id": "editors", "name": "The editors"}],
        "audiences": [{"id": "volunteers", "label": "Volunteers"}],
        "directory": {
            "name": "Find a help line",
            "url": "https://example.org/help",
            "last_checked": "2026-01-31",
        },
        "helpline_check_days": 730,
        "emergency": "If a life is in danger now, call your local emergency number.",
        "help_panel": "Talk to a person you trust, or to one of the services below.",
        "quiz_notice": "This is an aid to reflection. It cannot diagnose anyone.",
        "content_notes": {note: f"This page talks about {note}." for note in notes},
        "licence": "MIT",
    }


class _Dumper(yaml.SafeDumper):
    """Long texts as authors write them: in blocks; and nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write a value out wherever it stands."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else ">" if len(text) > 88 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def main() -> None:
    """Write a library to look at."""
    parser = argparse.ArgumentParser(description="Write the synthetic library to a new folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=180)
    parser.add_argument("--quizzes", type=int, default=20)
    options = parser.parse_args()
    if options.folder.exists():
        parser.error(f"{options.folder} exists already")
    write_corpus(options.folder, Size(options.pages, options.quizzes))


if __name__ == "__main__":
    main()
