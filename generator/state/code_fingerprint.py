"""One hash of the program itself: its code, its libraries and its Python."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

# The distributions whose versions can change what is published.
_LIBRARIES = (
    "babel",
    "fontpkg_ibm_plex_sans_arabic",
    "fontpkg_ibm_plex_serif",
    "hijridate",
    "imagesize",
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pillow",
    "python_frontmatter",
    "pyyaml",
    "typst",
    "tzdata",
)


def code_fingerprint() -> bytes:
    """Hash everything except the site that the bytes of a page depend on: 16 bytes."""
    digest = blake2b(digest_size=16)
    digest.update(sys.version.encode())
    package = Path(__file__).resolve().parent.parent
    endings = ("*.py", "*.txt", "*.typ")
    for path in sorted(path for ending in endings for path in package.rglob(ending)):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    for name in _installed_versions():
        digest.update(name.encode())
    return digest.digest()


def _installed_versions() -> list[str]:
    """The names of the metadata folders of the libraries; each contains a name and a version.

    They are listed, not opened: asking `importlib.metadata` of the standard library for a dozen
    versions takes longer than the rest of an unchanged build.
    """
    names = []
    for module in ("jinja2", "markdown"):
        spec = find_spec(module)
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent.parent
            names += [
                name
                for name in os.listdir(folder)  # noqa: PTH208 - only the names are needed
                if name.endswith((".dist-info", ".egg-info"))
                and name.partition("-")[0].lower() in _LIBRARIES
            ]
    return sorted(set(names))
