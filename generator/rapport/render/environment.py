"""The Jinja2 environment that all pages and fragments are made in.

Every template escapes by default. Text from YAML reaches a template as plain text, as
HTML made by :class:`~rapport.render.prose.Prose` (filters ``prose``, ``inline``, ``body``), or as
literal Markdown words (filter ``words``).
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rapport.catalogue.words import REFERENCE, Language, catalogue
from rapport.model.drawing import SIDE_BY_SIDE
from rapport.render.figures import BODY, HEIGHT, WIDTH, figures
from rapport.render.prose import markdown_words

TEMPLATES: Final = Path(__file__).with_name("templates")
_TRUNK: Final = re.compile(r"^(\+[0-9]{1,3})[ .-]*\(0\)")
_PHONE: Final = re.compile(r"\+?(?:\([0-9][0-9 .-]*\)|[0-9 .\-\u00a0\u2010\u2011])+")
_ODD_ZERO: Final = re.compile(r"^\+[^0-9]*0|[0-9].*\(0")
MOST_DIGITS: Final = 15
"""The longest number that telephone networks take (ITU-T E.164)."""
_NOT_IN_YAML: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
WORDS: Final[dict[str, Any]] = {
    "STRENGTH": {
        "strong": "Strong evidence",
        "moderate": "Moderate evidence",
        "limited": "Limited evidence",
        "disputed": "Disputed",
        "guideline": "Guideline",
        "practice-wisdom": "Practice wisdom",
    },
    "RELATION": {
        "supports": "in line with the source",
        "qualifies": "qualifies the source",
        "contradicts": "goes against the source",
        "background": "background",
    },
    "VERDICT": {
        "helpful": "Likely to help",
        "mixed": "Could go either way",
        "unhelpful": "Unlikely to help",
    },
    "USE": {
        "alone": "alone",
        "pair": "with a colleague",
        "group": "in a group",
        "supervision": "in supervision",
    },
    "MODE": {"read": "Read", "do": "Do", "discuss": "Discuss", "note": "Note down"},
    "SETTINGS": {
        "online": "Online",
        "group": "In a group",
        "mandated": "When someone was sent",
        "interpreter": "With an interpreter",
        "young_people": "With young people",
    },
    "PROCEDURES": {
        "safeguarding": "safeguarding",
        "crisis": "in a crisis",
        "supervision": "supervision",
        "complaints": "complaints",
        "staff_support": "support for staff",
    },
    "MONTHS": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
"""The fixed words that templates put beside an author's values."""


@cache
def environment(language: Language = REFERENCE) -> Environment:
    """The environment of a language; templates are compiled once a process.

    In templates ``say`` gives the catalogue's messages.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.globals.update(WORDS)
    made.globals.update(
        say=catalogue(language),
        SIDE_BY_SIDE=SIDE_BY_SIDE,
        figures=figures,
        FIGURES_WIDTH=WIDTH,
        FIGURES_HEIGHT=HEIGHT,
        FIGURES_BODY=BODY,
    )
    made.filters["words"] = markdown_words
    made.filters["dial"] = dial
    made.filters["json_data"] = json_data
    made.filters["front_matter"] = front_matter_value
    return made


def dial(phone: str) -> str:
    """What a ``tel:`` link dials for a phone number as people write it, or ``""`` for no link.

    ``+49 (0)800 111`` gives ``+49800111``: the zero in brackets is for calls inside the
    country. A number is only dialled where nothing is left to guess, so words, slashes,
    extensions, a bracketed zero elsewhere, and more than :data:`MOST_DIGITS` digits
    (two numbers, say) give no link.
    """
    number = _TRUNK.sub(r"\1 ", phone.strip())
    digits = "".join(re.findall("[0-9]", number))
    fits = 0 < len(digits) <= MOST_DIGITS and _PHONE.fullmatch(number)
    if not fits or _ODD_ZERO.search(number):
        return ""
    return f"+{digits}" if number.startswith("+") else digits


def json_data(data: Any) -> Markup:
    """JSON that may stand inside a ``<script type="application/json">`` element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def front_matter_value(value: Any) -> Markup:
    """A value for a page's front matter. JSON is YAML, and quotes everything.

    What JSON lets stand and YAML does not (line ends of its own, controls) is escaped.
    """
    written = json.dumps(value, ensure_ascii=False)
    return Markup(_NOT_IN_YAML.sub(lambda odd: f"\\u{ord(odd[0]):04x}", written))
