"""The list of the files that a build wrote, stored in the output folder as ``.tarikh``.

A build replaces and removes only files on this list; any other file belongs to somebody else. The
list is in the output folder and not in the site's state, which may be deleted at any time. It
begins with the marks of the site, so that no other site is published into the same folder::

    # Written by tarikh: the files of this folder that the next build may replace or remove.
    # title: Iraq in the news
    # address: https://example.org/iraq/
    # kept until 2026-12-02T09:30:00+00:00: assets/style.1f2e3d4c5b.css

    404.html
    …

Assets of earlier builds that are kept for a while (`generator.build.kept_assets`) are named there
as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from generator.lazy_patterns import lazy_compile
from generator.model import Site

NAME = ".tarikh"
KEPT_SECONDS = 86_400
"""How long an asset is kept after the build that replaced it."""
_HEADER = "# Written by tarikh: the files of this folder that the next build may replace or remove."
_MARK = "# "
_TITLE = "title: "
_KEPT = lazy_compile(r"kept until (?P<time>\S+): (?P<file>.+)")
_FIRST_INSTANT = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class OutputManifest(Struct, frozen=True):
    """The list of an output folder.

    Attributes:
        files: The paths, relative to the output, that earlier builds wrote.
        marks: What identifies the site of those builds; lists of early versions have none.
        data: The bytes of the list; empty if there is none.
        kept: The assets of earlier builds among the files, each with the instant until which it is
            kept, in seconds since 0001-01-01T00:00:00Z.
    """

    files: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    data: bytes = b""
    kept: Mapping[str, int] = MappingProxyType({})

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
    named = [line.removeprefix(_MARK) for line in mark_lines]
    kept = dict(_read_kept(named))
    marks = tuple(mark for mark in named if not _KEPT.fullmatch(mark))
    return OutputManifest(frozenset(filter(is_within, files)), marks, data, kept)


def _read_kept(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield the assets that are kept, as the lines at the beginning of the list name them."""
    for line in lines:
        if (match := _KEPT.fullmatch(line)) is not None:
            with suppress(ValueError, TypeError):
                time = dt.datetime.fromisoformat(match["time"]) - _FIRST_INSTANT
                yield match["file"], round(time.total_seconds())


def is_within(path: str) -> bool:
    """Whether a relative path stays inside its folder."""
    return bool(path) and not any(step in {"", ".", ".."} for step in path.split("/"))


def site_marks(site: Site) -> tuple[str, ...]:
    """What identifies a site: two sites without a mark in common are different sites."""
    marks = [f"{_TITLE}{text.value}" for text in site.title.texts]
    marks += [f"id: {site.id}"] if site.id else []
    marks += [f"address: {site.base_url}"] if site.base_url else []
    return tuple(" ".join(mark.split()) for mark in marks)


def dump(paths: Iterable[str], marks: Iterable[str], kept: Mapping[str, int]) -> bytes:
    """The bytes of the list; it does not name itself.

    Args:
        paths: The files of the output.
        marks: What identifies the site.
        kept: Those of the files that are kept from earlier builds, and until when.
    """
    files = sorted(set(paths) - {NAME})
    lines = [f"{_MARK}{mark}" for mark in marks]
    for file, instant in sorted(kept.items()):
        time = _FIRST_INSTANT + dt.timedelta(seconds=instant)
        lines.append(f"{_MARK}kept until {time.isoformat()}: {file}")
    return "\n".join((_HEADER, *lines, "", *files, "")).encode()
