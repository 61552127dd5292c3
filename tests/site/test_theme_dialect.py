"""The theme keeps to the dialect that Jinja2 and MiniJinja, Zensical's engine, share.

What MiniJinja lacks was measured by probing both; some of it stops the whole build there,
some of it silently prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from tests.site.projects import ROOT

OVERRIDES = ROOT / "theme_overrides"
TEMPLATES = sorted(OVERRIDES.rglob("*.html"))
METHODS = frozenset({"t"})
"""What may be called on a value: a macro of Material's imported module ``lang``."""
FILTERS = frozenset(
    {
        *("abs", "attr", "batch", "bool", "capitalize", "d", "default", "dictsort", "e", "escape"),
        *("first", "float", "format", "groupby", "indent", "int", "items", "join", "last"),
        *("length", "count", "list", "lower", "map", "max", "min", "reject", "rejectattr"),
        *("replace", "reverse", "round", "safe", "select", "selectattr", "slice", "sort"),
        *("string", "striptags", "sum", "title", "tojson", "trim", "unique", "upper", "url"),
        *("urlencode", "script_tag"),
    }
)
"""Filters that both have, and MkDocs' own two, which Zensical has too."""
NO_GLOBALS = frozenset({"cycler", "joiner", "lipsum", "varargs", "kwargs", "caller"})
NO_VALUES = {
    ("page", "file"),
    ("page", "parent"),
    ("page", "ancestors"),
}
NO_NAMES = frozenset({"build_date_utc", "mkdocs_version"})


def faults(source: str) -> list[str]:
    """What MiniJinja would not understand in a template, by line."""
    environment = Environment(
        autoescape=True, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]
    )
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        return [f"line {error.lineno}: {error.message}"]
    return [f"line {line}: {fault}" for line, fault in sorted(_faults(tree))]


def _faults(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and not _is_ours(call.node):
            yield call.lineno, f"the method .{call.node.attr}()"
        if call.dyn_args is not None or call.dyn_kwargs is not None:
            yield call.lineno, "* or ** in a call"
    for operation in tree.find_all(nodes.Mod):
        if isinstance(operation.left, nodes.Const) and isinstance(operation.left.value, str):
            yield operation.lineno, "formatting by %"
    for used in tree.find_all(nodes.Filter):
        if used.name not in FILTERS:
            yield used.lineno, f"the filter {used.name}"
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in NO_GLOBALS | NO_NAMES:
            yield name.lineno, f"the name {name.name}"
    for attribute in tree.find_all(nodes.Getattr):
        if isinstance(attribute.node, nodes.Name):
            path = (attribute.node.name, attribute.attr)
            if path in NO_VALUES:
                yield attribute.lineno, f"the value {'.'.join(path)}"


def _is_ours(method: nodes.Getattr) -> bool:
    """Macros of an imported module, and blocks, may be called."""
    owner = method.node.name if isinstance(method.node, nodes.Name) else ""
    return owner == "self" or (owner == "lang" and method.attr in METHODS)


def test_there_are_templates() -> None:
    assert {"main.html", "quiz.html"} <= {t.name for t in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.relative_to(OVERRIDES).as_posix())
def test_the_theme_keeps_to_the_shared_dialect(template: Path) -> None:
    assert faults(template.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ page.meta.get('x') }}", "the method .get()"),
        ("{% for k, v in page.meta.items() %}{% endfor %}", "the method .items()"),
        ("{{ page.title.upper() }}", "the method .upper()"),
        ("{{ ('a' ~ x).replace('a', 'b') }}", "the method .replace()"),
        ("{{ '{}'.format(x) }}", "the method .format()"),
        ("{% if page.url.startswith('a') %}{% endif %}", "the method .startswith()"),
        ("{% set y = xs.append(1) %}", "the method .append()"),
        ("{% do d.update({}) %}", "the method .update()"),
        ("{{ lang.split(',') }}", "the method .split()"),
        ("{{ '%s' % x }}", "formatting by %"),
        ("{{ x | truncate(9) }}", "the filter truncate"),
        ("{{ x | wordcount }}", "the filter wordcount"),
        ("{{ x | center(9) }}", "the filter center"),
        ("{{ x | filesizeformat }}", "the filter filesizeformat"),
        ("{{ x | urlize }}", "the filter urlize"),
        ("<p {{ x | xmlattr }}>", "the filter xmlattr"),
        ("{{ x | random }}", "the filter random"),
        ("{% set c = cycler('a', 'b') %}", "the name cycler"),
        ("{{ lipsum(1) }}", "the name lipsum"),
        ("{% macro m() %}{{ varargs }}{% endmacro %}", "the name varargs"),
        ("{{ m(*xs) }}", "* or ** in a call"),
        ("{{ page.file.src_uri }}", "the value page.file"),
        ("{{ page.parent.title }}", "the value page.parent"),
        ("{{ build_date_utc }}", "the name build_date_utc"),
        ("{% trans %}x{% endtrans %}", "Encountered unknown tag 'trans'"),
    ],
)
def test_the_lint_bites(source: str, fault: str) -> None:
    found = faults(f"{{# first line #}}\n{source}")
    assert [f for f in found if f.startswith("line 2: ") and fault in f], found


def test_the_lint_lets_the_shared_dialect_pass() -> None:
    assert (
        faults(
            "{% extends 'main.html' %}{% block x %}{{ super() }}{{ self.y() }}"
            "{% for k, v in d | items %}{{ k | upper ~ v | default('a') | e }}{% endfor %}"
            "{{ lang.t('search') }}{% set n = namespace(a=1) %}{{ 7 % 2 }}{{ 'a.css' | url }}"
            "{% endblock %}"
        )
        == []
    )
