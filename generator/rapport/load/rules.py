"""The rules of loading, with what each asks for.

They have no functions of their own: a file that breaks one of them cannot be taken in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LOAD_RULES: Final[Mapping[str, str]] = {
    "file-unreadable": "Every content file can be opened.",
    "file-size": "No content file is larger than 2 MB.",
    "file-name": "Every content file has a name that ends in “.yml”.",
    "file-encoding": "Every content file is saved as UTF-8.",
    "file-empty": "Every content file holds an entry.",
    "yaml-syntax": "Every content file is well-formed YAML.",
    "yaml-documents": "A file holds one document: no second part after “---”.",
    "yaml-depth": "Lists and groups do not stand inside each other without end.",
    "yaml-alias": "No value repeats another part of the file with “*”.",
    "yaml-anchor": "No value is named for reuse with “&”.",
    "yaml-tag": "No value carries a YAML tag, which starts with “!”.",
    "yaml-key": "A key is a word.",
    "yaml-duplicate-key": "A key stands once in its group.",
    "unknown-type": "An entry's type, and a quiz's kind, is one that Rapport knows.",
    "unknown-key": "Every key is one that its entry has.",
    "missing-key": "Every key that an entry needs is there.",
    "wrong-type": "A value is of the sort its key asks for: text, number, date, list or group.",
    "empty-value": "A key has a value.",
    "bad-id": "Ids are lower-case words joined by hyphens.",
    "bad-value": "A value is one of those that its key allows.",
    "text-length": "A text is no longer than its place on the page allows.",
    "list-length": "A list has as many entries as its key allows.",
    "duplicate-id": "An id belongs to one entry only.",
    "site-missing": "There are site settings.",
    "site-twice": "There is one set of site settings.",
    "logo-missing": "The logo is a picture in the content folder.",
    "unknown-word": "A word with a “$” is one of the organisation's.",
    "base-missing": "The folder of the base library exists.",
    "base-unknown": "What is hidden or changed is an entry of the base library.",
    "base-hidden": "Only pages, quizzes and glossary terms of the base library are hidden.",
    "base-twice": "An entry of the base library is hidden or changed once.",
    "base-moved": "Changes are up to date with the page of the base library that they change.",
}
"""Each has a section in ``docs/rules.md``."""
