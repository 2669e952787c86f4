"""Where the compiled templates of a site are kept, and what they depend on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from generator.content.scan import SiteLayout, SiteListing
from generator.engine.fingerprint import Fingerprinter
from generator.hashing import hash_bytes
from generator.model import Site, Theme
from generator.theme.template_cache import TemplateCache


def is_packaged(layout: SiteLayout, listing: SiteListing) -> bool:
    """Whether a site uses the packaged theme as it is."""
    packaged = f"{layout.theme}{os.sep}"
    return all(path.startswith(packaged) for path, _ in listing.theme.values())


def find_cache_folder(layout: SiteLayout, listing: SiteListing, shared: Path | None) -> Path:
    """Return the folder of compiled templates.

    All sites share those of the packaged theme. Those of a theme with files of the site are in
    its own state.

    Args:
        layout: The folders of the site.
        listing: Its files.
        shared: The folder of what all sites share; ``None`` to share nothing.
    """
    folder = shared if is_packaged(layout, listing) else None
    return folder or layout.state / "templates"


def hash_strings(site: Site, theme: Theme) -> dict[str, bytes]:
    """Hash, for each language, its settings and the theme's strings."""
    catalogues = {file.path.removesuffix(".po"): file.data for file in theme.catalogues}
    fingerprinter = Fingerprinter()
    return {
        language.code: fingerprinter.of(language, catalogues.get(language.code, b""))
        for language in site.languages
    }


def open_template_caches(
    folder: Path, code: bytes, strings: Mapping[str, bytes]
) -> dict[str, TemplateCache]:
    """Open the compiled templates of each language.

    Args:
        folder: The folder of the files.
        code: The hash of this program.
        strings: The hash of the strings of each language.
    """
    return {
        language: TemplateCache(folder, hash_bytes(code + digest))
        for language, digest in strings.items()
    }
