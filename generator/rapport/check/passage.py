"""Where words inside a text stand in the file that the text is from."""

from __future__ import annotations

from dataclasses import dataclass

from rapport.check.rule import Subject
from rapport.load.source_lines import source_lines
from rapport.model.diagnostic import Place
from rapport.model.walk import Path


@dataclass(frozen=True)
class Passage:
    """Some words of a text, how far into it they start, and where that text belongs."""

    subject: Subject
    entity_id: str | None
    path: Path
    text: str
    words: str
    offset: int

    @property
    def start(self) -> Place:
        """Where the text starts; without an entity it is one of the settings'."""
        if self.entity_id is None:
            return self.subject.site_place(*self.path)
        return self.subject.place(self.entity_id, *self.path)

    @property
    def place(self) -> Place:
        """Where the words stand in their file: looked for from the value's start, as the
        value itself may be folded or indented.
        """
        subject, start = self.subject, self.start
        lines = source_lines(subject.loaded.texts[start.path])
        last = _last_line(subject, start, len(lines))
        # Words that were folded over two lines are found by the first of them.
        for wanted in (self.words, (self.words.split() or [""])[0]):
            earlier = self.text[: self.offset].count(wanted) if wanted else -1
            for number in range(start.line - 1, last if earlier >= 0 else 0):
                begin = start.column - 1 if number == start.line - 1 else 0
                column = lines[number].find(wanted, begin)
                while column >= 0:
                    if earlier == 0:
                        return Place(start.path, number + 1, column + 1)
                    earlier -= 1
                    column = lines[number].find(wanted, column + 1)
        return start


def _last_line(subject: Subject, start: Place, count: int) -> int:
    """The line up to which a value can reach: that of the next key in its file."""
    trees = [o.tree for o in subject.loaded.origins.values() if o.tree.path == start.path]
    if subject.loaded.site_origin and subject.loaded.site_origin.tree.path == start.path:
        trees.append(subject.loaded.site_origin.tree)
    here = (start.line, start.column)
    return min((m[0] for t in trees[:1] for m in t.marks.keys.values() if m > here), default=count)
