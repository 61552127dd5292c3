"""What Rapport itself says to readers, in the language of the site.

A language is one YAML file beside this module: sections of messages. A message is a line of
text, or the plural forms that the language has (Unicode CLDR names them: ``one``, ``other``
…), of which ``count`` chooses. ``{name}`` in a message is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml
from babel import Locale
from babel.dates import format_date
from markupsafe import Markup, escape

Language = Literal["en", "fr"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
REFERENCE: Final[Language] = "en"
"""The language that all others must say as much as."""

Message = str | Mapping[str, str]
_PLACE: Final = re.compile(r"\{(\w+)\}")


class Catalogue:
    """All messages of one language.

    ``name`` is what the language calls itself; ``locale`` the BCP 47 tag by which dates and
    numbers are written; ``reviewed`` whether a person who works in it
    has read the translation.
    """

    def __init__(self, language: Language, data: Mapping[str, Any]) -> None:
        self.language: Language = language
        self.name: str = data["language"]
        self.reviewed: bool = data["reviewed"]
        self.sections: Mapping[str, Mapping[str, Message]] = {
            name: part for name, part in data.items() if isinstance(part, Mapping)
        }
        self.locale: str = data["locale"]
        locale = Locale.parse(self.locale, sep="-")
        self._locale = locale
        self._plural = locale.plural_form
        self.decimal_point: str = locale.number_symbols["latn"]["decimal"]

    @property
    def messages(self) -> Iterator[tuple[str, Message]]:
        """Every message with its key, ``section.name``."""
        for section, part in self.sections.items():
            for name, message in part.items():
                yield f"{section}.{name}", message

    def __call__(self, key: str, /, **values: object) -> str:
        """A message, filled in: plain text, or :class:`~markupsafe.Markup` where a value is.

        Raises ``KeyError`` for an unknown key or a value that is missing.
        """
        section, _, name = key.partition(".")
        message = self.sections[section][name]
        if not isinstance(message, str):
            count = values["count"]
            assert isinstance(count, int)
            message = message.get(self._plural(count)) or message["other"]
        if any(hasattr(value, "__html__") for value in values.values()):
            filled = _PLACE.sub(lambda place: str(escape(values[place[1]])), str(escape(message)))
            return Markup(filled)
        return _PLACE.sub(lambda place: str(values[place[1]]), message)

    def date(self, day: date) -> str:
        """A day in words: ``22 November 2026``."""
        return format_date(day, "long", self._locale)

    def part(self, *sections: str) -> dict[str, Message]:
        """The messages of some sections by their names alone, for a script in the browser."""
        return {name: m for section in sections for name, m in self.sections[section].items()}


@cache
def catalogue(language: Language = REFERENCE) -> Catalogue:
    """The catalogue of a language."""
    text = Path(__file__).with_name(f"{language}.yml").read_text(encoding="utf-8")
    return Catalogue(language, yaml.safe_load(text))


def shortcomings(other: Catalogue, reference: Catalogue) -> Iterator[str]:
    """What a translation lacks, has too much, or fills in otherwise than the reference."""
    ours, theirs = dict(reference.messages), dict(other.messages)
    for key in ours.keys() - theirs.keys():
        yield f"{key}: is missing"
    for key in theirs.keys() - ours.keys():
        yield f"{key}: is not in the {reference.name} catalogue"
    for key in sorted(ours.keys() & theirs.keys()):
        yield from (f"{key}: {fault}" for fault in _faults(ours[key], theirs[key], other.language))


def _faults(ours: Message, theirs: Message, language: Language) -> Iterator[str]:
    if isinstance(ours, str) != isinstance(theirs, str):
        yield "one has plural forms and the other has not"
        return
    if not isinstance(theirs, str):
        wanted = set(Locale.parse(language).plural_form.tags) | {"other"}
        if wanted - {"many"} != set(theirs) - {"many"}:
            yield f"needs the plural forms {', '.join(sorted(wanted - {'many'}))}"
        zero = theirs.get(Locale.parse(language).plural_form(0), theirs["other"])
        if "{count}" in theirs["other"] and "{count}" not in zero:
            yield "“one” is said of 0 too, so it needs {count}"
    if _places(ours) != _places(theirs):
        yield f"fills in {sorted(_places(theirs))}, not {sorted(_places(ours))}"


def _places(message: Message) -> set[str]:
    """What a message fills in. A form for one may leave the number out."""
    texts = [message] if isinstance(message, str) else [message["other"]]
    return {name for text in texts for name in _PLACE.findall(text)}
