"""Which program this is: its own code, its libraries and its Python, as one hash."""

from __future__ import annotations

import os
import sys
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

# The libraries whose versions bear on what is published, as their distributions are named.
_LIBRARIES = (
    "babel",
    "hijridate",
    "imagesize",
    "jinja2",
    "markdown",
    "markupsafe",
    "msgpack",
    "nh3",
    "python_frontmatter",
    "pyuca",
    "pyyaml",
    "tzdata",
)


def code_fingerprint() -> bytes:
    """The hash of everything that a page's bytes depend on besides the site: 16 bytes."""
    digest = blake2b(digest_size=16)
    digest.update(sys.version.encode())
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode())
        digest.update(path.read_bytes())
    for name in _versions():
        digest.update(name.encode())
    return digest.digest()


def _versions() -> list[str]:
    """The folders that installed libraries keep their names and versions in.

    They are listed, not opened: asking the standard library's `importlib.metadata` for a dozen
    versions takes longer than all else that an unchanged build does.
    """
    found = []
    for module in ("jinja2", "markdown"):
        spec = find_spec(module)
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent.parent
            found += [
                name
                for name in os.listdir(folder)  # noqa: PTH208 - names alone are wanted
                if name.endswith((".dist-info", ".egg-info"))
                and name.partition("-")[0].lower() in _LIBRARIES
            ]
    return sorted(set(found))
