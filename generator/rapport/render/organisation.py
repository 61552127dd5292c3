"""An organisation's colours and logo as files of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from rapport.model.site import Colours, SiteSettings
from rapport.render.environment import environment

STYLE_FILE: Final = "assets/rapport/organisation.css"


@dataclass(frozen=True)
class OrganisationFiles:
    """Generated files, the style sheets among them, and the logo's path or nothing."""

    files: Mapping[str, bytes]
    extra_css: tuple[str, ...]
    logo: str


def organisation_files(settings: SiteSettings, logo: bytes | None) -> OrganisationFiles:
    """The style sheet with the organisation's colours where it chose any, and its logo.

    ``logo`` is what the file named by the settings holds.
    """
    files: dict[str, bytes] = {}
    extra_css: tuple[str, ...] = ()
    if settings.colours != Colours():
        made = environment().get_template("organisation.css.j2").render(colours=settings.colours)
        files[STYLE_FILE] = f"{made}\n".encode()
        extra_css = (STYLE_FILE,)
    logo_file = ""
    ending = PurePosixPath(settings.logo or "").suffix.lower()
    if logo is not None:
        logo_file = f"assets/rapport/logo{ending}"
        files[logo_file] = logo
    return OrganisationFiles(files, extra_css, logo_file)
