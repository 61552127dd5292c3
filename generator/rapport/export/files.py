"""The files that readers can take away from the page of references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from rapport.export.bibtex import as_bibtex
from rapport.export.csl_json import as_csl_json
from rapport.model.evidence import Reference

FOLDER: Final = "reference"


def reference_files(references: Sequence[Reference]) -> Mapping[str, bytes]:
    """Each file by its path in the docs folder; none where there are no references."""
    if not references:
        return {}
    return {
        f"{FOLDER}/references.bib": as_bibtex(references).encode(),
        f"{FOLDER}/references.json": as_csl_json(references).encode(),
    }
