"""EDTF (ISO 8601-2:2019, levels 0 and 1): its forms of one moment, in and out.

Also the one place that says whether a day, a month or a time exists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from generator.dates.civil import days_in_month, zone_offset
from generator.dates.values import DateError, Moment

_TIME = r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
_ZONE = r"([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)"

COMMON = re.compile(rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:[Tt ]{_TIME}{_ZONE}?)?)?)?")
"""What most dates are; its groups are the arguments of `from_digits`."""

LONG = re.compile(
    r"(-?[0-9]{4})-(xx|[0-9]{1,2})(?:-(xx|[0-9]{1,2})"
    rf"(?:t{_TIME}{_ZONE}?)?)?"
    r"|-[0-9]{4}|-?[0-9]{2}(?:[0-9]x|xx)|y-?[1-9][0-9]{4,7}"
)
"""Every form but the plain year, in lower case."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_YEAR_ALONE = 9999
"""Beyond it EDTF has years only, and writes them with a Y."""


class Clock(NamedTuple):
    """A time of day; ``offset`` is in minutes east of UTC, ``None`` for that of the site."""

    hour: int
    minute: int
    second: int | None
    offset: int | None


def from_digits(parts: Sequence[str | None], zone: ZoneInfo, at: int) -> Moment:
    """The moment that the groups of `COMMON` tell; ``at`` is where it stands in the text."""
    year, month, day, hour, minute, second, offset = parts
    assert year is not None
    clock = None
    if hour is not None and minute is not None:
        clock = Clock(
            int(hour),
            int(minute),
            None if second is None else int(second),
            None if offset is None else minutes_of(offset, at),
        )
    return checked(
        int(year), None if month is None else int(month), None if day is None else int(day),
        clock, zone, at,
    )  # fmt: skip


def from_long(text: str, zone: ZoneInfo, at: int) -> Moment:
    """The moment of a text that `LONG` matches."""
    match = LONG.fullmatch(text)
    if match is None:
        raise ValueError(text)
    if match[1] is None:
        return _from_year(text, at)
    if match[1] == "-0000":
        raise _no_year_zero(at)
    parts = match.groups()
    # An unspecified month or day (2024-05-XX) is one that is not known.
    month, day = (None if part == "xx" else part for part in parts[1:3])
    if month is None and day is not None:
        raise _known_alone("day", "month", match[1], at)
    if day is None and parts[3] is not None:
        raise _known_alone("time", "day", match[1], at)
    return from_digits((match[1], month, day, *parts[3:]), zone, at)


def _from_year(text: str, at: int) -> Moment:
    if text == "-0000":
        raise _no_year_zero(at)
    unspecified = text.count("x")
    # Before year 0 the greatest number is the first year of its decade or century.
    first = text.replace("x", "9" if text.startswith("-") else "0")
    return Moment(int(first.removeprefix("y")), unspecified=unspecified)


def _known_alone(part: str, missing: str, year: str, at: int) -> DateError:
    return DateError(
        "date-unknown",
        f"it tells the {part} and not the {missing}",
        f"write only what is known down to the {missing}, as in {year}",
        at,
    )


def _no_year_zero(at: int) -> DateError:
    return DateError(
        "date-invalid", "there is no year -0000", "write 0000 for the year 1 BC", offset=at
    )


def minutes_of(offset: str, at: int) -> int:
    """The minutes of an offset from UTC, such as ``Z``, ``+03:00``, ``+0300`` or ``-03``."""
    if offset in "Zz":
        return 0
    hours, minutes = int(offset[1:3]), int(offset[-2:]) if len(offset) > 3 else 0
    # The widest ever kept: Manila was 15 h 56 min behind Greenwich until 1844.
    if hours > 15 or minutes > 59:
        raise DateError(
            "date-invalid", f"no clock is {offset} from UTC", "write it as in +03:00", offset=at
        )
    return -(hours * 60 + minutes) if offset[0] == "-" else hours * 60 + minutes


def checked(  # noqa: PLR0917 - the parts of a date
    year: int, month: int | None, day: int | None, clock: Clock | None, zone: ZoneInfo, at: int
) -> Moment:
    """The moment with these parts, if the calendar and the clock have it.

    A month of 21 to 24 is a season. Raises DateError (``date-invalid``) for what cannot be.
    """
    if month is None:
        return Moment(year)
    if abs(year) > _YEAR_ALONE:
        raise DateError(
            "date-invalid",
            f"the year {year} is known alone",
            f"leave out its month, season and day: Y{year}",
            offset=at,
        )
    if not 1 <= month <= 12:
        if 21 <= month <= 24 and day is None:
            return Moment(year, season=month)
        raise DateError(
            "date-invalid",
            f"there is no month {month:02}",
            "months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter",
            offset=at,
        )
    if day is None:
        return Moment(year, month)
    last = days_in_month(year, month)
    if day == 0:
        raise DateError(
            "date-invalid",
            "there is no day 00",
            "leave the day out where it is not known: " + to_text(Moment(year, month)),
            offset=at,
        )
    if day > last:
        raise DateError(
            "date-invalid",
            f"{_MONTHS[month - 1]} {_year(year)} has {last} days",
            "write the last day that is known, or only the month: " + to_text(Moment(year, month)),
            offset=at,
        )
    if clock is None:
        return Moment(year, month, day)
    hour, minute, second, offset = clock
    if (minute, second) == (59, 60):
        raise DateError(
            "date-invalid", "leap seconds are not read", "write 59 for the second", offset=at
        )
    if hour > 23 or minute > 59 or (second is not None and second > 59):
        seconds = "" if second is None else f":{second:02}"
        raise DateError(
            "date-invalid",
            f"no clock shows {hour:02}:{minute:02}{seconds}",
            "a day runs from 00:00 to 23:59; midnight is 00:00 of the day that begins",
            offset=at,
        )
    if offset is None:
        offset = zone_offset(year, month, day, hour, minute, zone)
    return Moment(year, month, day, hour, minute, second, offset)


def to_text(moment: Moment) -> str:
    """The canonical EDTF of one moment."""
    text = _year(moment.year)
    if moment.day is not None:
        text = f"{text}-{moment.month:02}-{moment.day:02}"
        if moment.hour is not None:
            text = f"{text}T{moment.hour:02}:{moment.minute:02}"
            if moment.second is not None:
                text = f"{text}:{moment.second:02}"
            text += _offset(moment.offset or 0)
    elif moment.month is not None:
        text = f"{text}-{moment.month:02}"
    elif moment.season is not None:
        text = f"{text}-{moment.season}"
    elif moment.unspecified:
        text = text[: -moment.unspecified] + "X" * moment.unspecified
    if moment.approximate:
        return text + ("%" if moment.uncertain else "~")
    return text + "?" if moment.uncertain else text


def _year(year: int) -> str:
    if 0 <= year <= _YEAR_ALONE:
        return f"{year:04}"
    return f"{year:05}" if -_YEAR_ALONE <= year < 0 else f"Y{year}"


def _offset(minutes: int) -> str:
    if not minutes:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
