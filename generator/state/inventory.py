"""The list of what a build wrote into its output, kept there with it.

It is the licence to replace and remove: a file that the list does not name belongs to somebody
else. It lies in the output and not with the build's state, which may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

NAME = ".tarikh"
_HEADER = "# Written by tarikh: the files of this folder that the next build may replace or remove."


def load(output: Path) -> frozenset[str]:
    """The paths, relative to the output, that earlier builds wrote; none if there is no list."""
    try:
        text = (output / NAME).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return frozenset()
    lines = text.splitlines()
    if not lines or lines[0] != _HEADER:
        return frozenset()
    return frozenset(filter(is_within, lines[1:]))


def is_within(path: str) -> bool:
    """Whether a path stays in the folder that it is relative to, whatever wrote it down."""
    return bool(path) and not any(step in {"", ".", ".."} for step in path.split("/"))


def dump(paths: Iterable[str]) -> bytes:
    """The list as the bytes of its file; it does not name itself."""
    return "\n".join((_HEADER, *sorted(set(paths) - {NAME}), "")).encode()
