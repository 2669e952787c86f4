"""Dates that formats take apart: canonical EDTF read back, no finer than it was written."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_PART = re.compile(
    r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d))?)?)?"
)
_YEAR = re.compile(r"(-?\d{4}|-?\d{2}[\dX]X|Y-?\d+)(?:-2[1-4])?")


@dataclass(frozen=True, slots=True)
class EdtfMoment:
    """A year and as much of the rest as is known; ``text`` is the same as ISO 8601."""

    text: str
    year: int
    month: int | None
    day: int | None
    time: dt.datetime | None


def parse_moment(part: str) -> EdtfMoment | None:
    """One side of an EDTF date that is a plain date of the years 0001 to 9999.

    ``None`` for one that is approximate, uncertain, a season, a decade or of another year.
    """
    found = _PART.fullmatch(part)
    if found is None or found[1] == "0000":
        return None
    time = None
    if found[4]:
        text = part if found[6] else f"{part[:16]}:00{part[16:]}"
        time = dt.datetime.fromisoformat(text)
    return EdtfMoment(
        part,
        int(found[1]),
        int(found[2]) if found[2] else None,
        int(found[3]) if found[3] else None,
        time,
    )


def split_interval(edtf: str) -> tuple[str, str]:
    """The start and the end of a date, the same where it is one moment; open ones are empty."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return start, start
    return ("" if start == ".." else start), ("" if end == ".." else end)


def without_qualifier(part: str) -> str:
    """One side without the marks of doubt."""
    return part.rstrip("~?%")


def year_range(part: str) -> tuple[int, int] | None:
    """The first and the last year that one side of a date can mean, its finer parts aside."""
    found = _YEAR.match(without_qualifier(part))
    if found is None:
        return None
    text = found[1].removeprefix("Y")
    if "X" not in text:
        return int(text), int(text)
    bounds = int(text.replace("X", "0")), int(text.replace("X", "9"))
    return min(bounds), max(bounds)
