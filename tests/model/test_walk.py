"""Every Markdown text and reference of an entity is visited, with the author's path to it."""

from __future__ import annotations

from rapport.load.content import load_content
from rapport.model.text import MarkdownText, Refers
from rapport.model.walk import marked_texts
from tests.content_cases import VALID


def test_paths_lead_to_the_text_in_the_file() -> None:
    loaded = load_content(VALID)
    visited = 0
    for entity_id, entity in loaded.entities.items():
        for path, text, _ in marked_texts(entity):
            data = loaded.origins[entity_id].data
            for part in path:
                data = data[part]  # type: ignore[index]
            same = isinstance(data, str) and data.strip() == text
            assert same or path[-1] == text, "the text itself, or the key of that name"
            visited += 1
    assert visited > 50


def test_texts_of_a_tip() -> None:
    tip = load_content(VALID).entities["first-hour"]
    found = [(path, marker) for path, _, marker in marked_texts(tip)]
    prose = {path for path, marker in found if isinstance(marker, MarkdownText)}
    kinds = {path: marker.kinds for path, marker in found if isinstance(marker, Refers)}
    assert prose == {("why",), ("do_dont", 0, "because")}
    assert kinds[("dynamics", "leaning")] == {"dynamic"}
    assert kinds[("self_audit_scale",)] == {"scale"}
    assert kinds[("authors", 0)] == {"person"}
