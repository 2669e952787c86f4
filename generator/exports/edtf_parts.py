"""The parts of canonical EDTF dates, for formats with dates of their own."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from generator.lazy_patterns import lazy_compile

_PART = lazy_compile(
    r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d)(T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?"
)
_APPROXIMATE = ("~", "%")
_YEAR = lazy_compile(r"(-?\d{4}|-?\d{2}[\dX]X|Y-?\d+)(?:-2[1-4])?")


class EdtfMoment(Struct, frozen=True):
    """A plain date or time.

    Attributes:
        year: The year.
        month: The month, if known.
        day: The day, if known.
        time: The date and time, if a time is known; without a zone if that is unknown.
    """

    year: int
    month: int | None
    day: int | None
    time: dt.datetime | None


def parse_moment(part: str) -> EdtfMoment | None:
    """Parse one side of an EDTF date: a plain date of the years 0001 to 9999.

    Returns:
        ``None`` for a date that is approximate, uncertain, a season, a decade or of another year.
    """
    match = _PART.fullmatch(part)
    if match is None or match[1] == "0000":
        return None
    return EdtfMoment(
        int(match[1]),
        int(match[2]) if match[2] else None,
        int(match[3]) if match[3] else None,
        dt.datetime.fromisoformat(part) if match[4] else None,
    )


def split_interval(edtf: str) -> tuple[str, str]:
    """Return the start and end of a date; equal for a single date, empty where open."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return start, start
    return ("" if start == ".." else start), ("" if end == ".." else end)


def find_approximate_ends(edtf: str) -> tuple[bool, bool]:
    """Return whether the start and the end of a date are approximate."""
    start, end = split_interval(edtf)
    return start.endswith(_APPROXIMATE), end.endswith(_APPROXIMATE)


def without_qualifier(part: str) -> str:
    """Remove the qualifiers "approximate" and "uncertain" from one side of a date."""
    return part.rstrip("~?%")


def year_range(part: str) -> tuple[int, int] | None:
    """Return the first and last year that one side of a date can be in."""
    match = _YEAR.match(without_qualifier(part))
    if match is None:
        return None
    text = match[1].removeprefix("Y")
    if "X" not in text:
        return int(text), int(text)
    bounds = int(text.replace("X", "0")), int(text.replace("X", "9"))
    return min(bounds), max(bounds)
