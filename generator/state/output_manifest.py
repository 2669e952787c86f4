"""The list of what a build wrote into its output, kept there with it.

It is the licence to replace and remove: a file that the list does not name belongs to somebody
else. It lies in the output and not with the build's state, which may be deleted at any time. It
begins with what the site is known by, so that no other site takes the folder for its own::

    # Written by tarikh: the files of this folder that the next build may replace or remove.
    # title: Iraq in the news
    # address: https://example.org/iraq/

    404.html
    …
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.model import Site

NAME = ".tarikh"
_HEADER = "# Written by tarikh: the files of this folder that the next build may replace or remove."
_MARK = "# "
_TITLE = "title: "


@dataclass(frozen=True, slots=True)
class OutputManifest:
    """A list as it was read.

    Attributes:
        files: The paths, relative to the output, that earlier builds wrote.
        marks: What the site of those builds was known by; lists of old have none.
        data: The bytes of the list; empty when there is none.
    """

    files: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    data: bytes = b""

    @property
    def title(self) -> str:
        """The name of the site whose list it is; may be empty."""
        titles = (mark for mark in self.marks if mark.startswith(_TITLE))
        return next(titles, "").removeprefix(_TITLE)


def load(output: Path) -> OutputManifest:
    """Read the list of an output folder; it is empty if there is none.

    Raises:
        OSError: There is one that cannot be read.
    """
    try:
        data = (output / NAME).read_bytes()
        lines = data.decode().split("\n")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, UnicodeDecodeError):
        return OutputManifest()
    end = next((n for n, line in enumerate(lines) if n and not line.startswith(_MARK)), 0)
    if lines[0] != _HEADER or not end:
        return OutputManifest()
    # Lists of old have no marks, nor the empty line that ends them.
    files, known = (lines[end:], lines[1:end]) if not lines[end] else (lines[1:], [])
    marks = tuple(line.removeprefix(_MARK) for line in known)
    return OutputManifest(frozenset(filter(is_within, files)), marks, data)


def is_within(path: str) -> bool:
    """Whether a path stays in the folder that it is relative to, whatever wrote it down."""
    return bool(path) and not any(step in {"", ".", ".."} for step in path.split("/"))


def site_marks(site: Site) -> tuple[str, ...]:
    """What a site is known by: two sites that have none of these in common are not the same."""
    known = [f"{_TITLE}{text.value}" for text in site.title.texts]
    known += [f"id: {site.id}"] if site.id else []
    known += [f"address: {site.base_url}"] if site.base_url else []
    return tuple(" ".join(mark.split()) for mark in known)


def dump(paths: Iterable[str], marks: Iterable[str]) -> bytes:
    """The list as the bytes of its file; it does not name itself."""
    files = sorted(set(paths) - {NAME})
    return "\n".join((_HEADER, *(f"{_MARK}{mark}" for mark in marks), "", *files, "")).encode()
