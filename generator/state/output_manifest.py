"""The list of the files that a build wrote, stored in the output folder as ``.tarikh``.

A build replaces and removes only files on this list; any other file belongs to somebody else. The
list is in the output folder and not in the site's state, which may be deleted at any time. It
begins with the marks of the site, so that no other site is published into the same folder::

    # Written by tarikh: the files of this folder that the next build may replace or remove.
    # title: Iraq in the news
    # address: https://example.org/iraq/

    404.html
    …
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from generator.model import Site

NAME = ".tarikh"
_HEADER = "# Written by tarikh: the files of this folder that the next build may replace or remove."
_MARK = "# "
_TITLE = "title: "


class OutputManifest(Struct, frozen=True):
    """The list of an output folder.

    Attributes:
        files: The paths, relative to the output, that earlier builds wrote.
        marks: What identifies the site of those builds; lists of early versions have none.
        data: The bytes of the list; empty if there is none.
    """

    files: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    data: bytes = b""

    @property
    def title(self) -> str:
        """The title of the site that wrote the list; may be empty."""
        titles = (mark for mark in self.marks if mark.startswith(_TITLE))
        return next(titles, "").removeprefix(_TITLE)


def load(output: Path) -> OutputManifest:
    """Read the list of an output folder; an empty list if there is none.

    Raises:
        OSError: The file exists and cannot be read.
    """
    try:
        data = (output / NAME).read_bytes()
        lines = data.decode().split("\n")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, UnicodeDecodeError):
        return OutputManifest()
    end = next((n for n, line in enumerate(lines) if n and not line.startswith(_MARK)), 0)
    if lines[0] != _HEADER or not end:
        return OutputManifest()
    # Lists of early versions have no marks, and no empty line after them.
    files, mark_lines = (lines[end:], lines[1:end]) if not lines[end] else (lines[1:], [])
    marks = tuple(line.removeprefix(_MARK) for line in mark_lines)
    return OutputManifest(frozenset(filter(is_within, files)), marks, data)


def is_within(path: str) -> bool:
    """Whether a relative path stays inside its folder."""
    return bool(path) and not any(step in {"", ".", ".."} for step in path.split("/"))


def site_marks(site: Site) -> tuple[str, ...]:
    """What identifies a site: two sites without a mark in common are different sites."""
    marks = [f"{_TITLE}{text.value}" for text in site.title.texts]
    marks += [f"id: {site.id}"] if site.id else []
    marks += [f"address: {site.base_url}"] if site.base_url else []
    return tuple(" ".join(mark.split()) for mark in marks)


def dump(paths: Iterable[str], marks: Iterable[str]) -> bytes:
    """The bytes of the list; it does not name itself."""
    files = sorted(set(paths) - {NAME})
    return "\n".join((_HEADER, *(f"{_MARK}{mark}" for mark in marks), "", *files, "")).encode()
