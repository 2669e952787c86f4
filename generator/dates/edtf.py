"""Parse and format one moment in EDTF (ISO 8601-2:2019, levels 0 and 1).

`build_moment` is the only check of whether a day, a month or a time exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from generator.dates import errors
from generator.dates.calendars import find_days, to_gregorian
from generator.dates.civil import NO_ZONE, days_in_month, zone_offset
from generator.dates.errors import DateError
from generator.dates.values import Moment
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_TIME = r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
"""Fractions of a second are dropped."""
_ZONE = r"([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)"

COMMON = lazy_compile(
    rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}})(?:[Tt ]{_TIME}(?: ?{_ZONE})?)?)?)?"
)
"""The most common forms of a date; `parse_common` takes its groups."""

LONG = lazy_compile(
    r"(-?[0-9]{4})-(xx|[0-9]{1,2})(?:-(xx|[0-9]{1,2})"
    rf"(?:t{_TIME}{_ZONE}?)?)?"
    r"|-[0-9]{4}|-?[0-9]{2}(?:[0-9]x|xx)|y-?[1-9][0-9]{4,7}"
)
"""Every form except the plain year, in lower case."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_MAX_YEAR = 9999
"""The last year that can have a month; EDTF writes later (and earlier) years with a Y."""


class Clock(NamedTuple):
    """A time of day; ``offset`` is in minutes east of UTC, ``None`` for the zone of the site."""

    hour: int
    minute: int
    second: int | None
    offset: int | None


def parse_common(groups: Sequence[str | None], zone: ZoneInfo, at: int) -> Moment:
    """Parse the groups of a match of `COMMON`.

    Args:
        groups: Year, month, day, hour, minute, second and UTC offset, in digits.
        zone: The time zone of a time without an offset.
        at: The position of the moment in the text of the date, for errors.
    """
    year, month, day, hour, minute, second, offset = groups
    assert year is not None
    clock = None
    if hour is not None and minute is not None:
        clock = Clock(
            int(hour),
            int(minute),
            None if second is None else int(second),
            None if offset is None else _parse_offset_of(groups, offset, at),
        )
    return build_moment(
        int(year), None if month is None else int(month), None if day is None else int(day),
        clock, zone, at,
    )  # fmt: skip


def _parse_offset_of(groups: Sequence[str | None], offset: str, at: int) -> int:
    """Parse the offset of a moment, which can be a second time, as in 18:07-18:30."""
    year, month, day, hour, minute = groups[:5]
    try:
        return parse_offset(offset, at)
    except DateError:
        first, last = f"{hour}:{minute}", f"{offset[1:3]}:{offset[-2:]}"
        if offset[0] != "-" or not first < last < "24:00" or offset[-2:] > "59":
            raise
        date = f"{year}-{month:0>2}-{day:0>2}"
        interval = f"{date}T{first}/{date}T{last}"
        raise errors.no_such_offset(offset, at, interval=interval) from None


def parse_long(text: str, zone: ZoneInfo, at: int) -> Moment:
    """Parse a text that `LONG` matches; for ``zone`` and ``at`` see `parse_common`."""
    match = LONG.fullmatch(text)
    if match is None:
        raise ValueError(text)
    if match[1] is None:
        return _parse_year(text, at)
    if match[1] == "-0000":
        raise errors.negative_zero(at)
    parts = match.groups()
    # An unspecified month or day (2024-05-XX) is unknown.
    month, day = (None if part == "xx" else part for part in parts[1:3])
    if month is None and day is not None:
        raise errors.gap("day", "month", match[1], at)
    if day is None and parts[3] is not None:
        known = match[1] if month is None else f"{match[1]}-{month}"
        raise errors.gap("time", "day", known, at)
    return parse_common((match[1], month, day, *parts[3:]), zone, at)


def _parse_year(text: str, at: int) -> Moment:
    if text == "-0000":
        raise errors.negative_zero(at)
    unspecified = text.count("x")
    # Before year 0, the year with the greatest number is the first of its decade or century.
    first = text.replace("x", "9" if text.startswith("-") else "0")
    return Moment(int(first.removeprefix("y")), unspecified=unspecified)


def parse_offset(offset: str, at: int) -> int:
    """Parse an offset from UTC (``Z``, ``+03:00``, ``+0300`` or ``-03``) into minutes."""
    if offset in "Zz":
        return 0
    hours, minutes = int(offset[1:3]), int(offset[-2:]) if len(offset) > 3 else 0
    # The largest offset that was ever in use: Manila was 15 h 56 min behind Greenwich until 1844.
    if hours > 15 or minutes > 59:
        raise errors.no_such_offset(offset, at)
    return -(hours * 60 + minutes) if offset[0] == "-" else hours * 60 + minutes


def build_moment(  # noqa: PLR0917 - the parts of a date
    year: int, month: int | None, day: int | None, clock: Clock | None, zone: ZoneInfo, at: int
) -> Moment:
    """Build a moment from its parts.

    Args:
        year: The astronomical year.
        month: 1 to 12, or 21 to 24 for a season.
        day: The day of the month.
        clock: The time of day.
        zone: The time zone of a time without an offset.
        at: The position of the moment in the text of the date, for errors.

    Raises:
        DateError: There is no such month, day or time (``date-invalid``).
    """
    if month is None:
        return Moment(year)
    if abs(year) > _MAX_YEAR:
        raise errors.month_of_long_year(year, at)
    if month == 0:
        raise errors.month_zero(_format_year(year), at)
    if not 1 <= month <= 12:
        if 21 <= month <= 24 and day is None:
            return Moment(year, season=month)
        is_interval = day is None and year > 0 and month > max(year % 100, 12)
        interval = f"{year:04}/{year // 100:02}{month:02}" if is_interval else ""
        is_day = day is not None and 1 <= day <= 12 and 0 < month <= days_in_month(year, day)
        swapped = format_moment(Moment(year, day, month)) if is_day else ""
        raise errors.no_such_month(month, interval, swapped, at)
    if day is None:
        return Moment(year, month)
    last = days_in_month(year, month)
    if day == 0:
        raise errors.day_zero(format_moment(Moment(year, month)), at)
    if day > last:
        name = say("%(month)s %(year)s", month=say(_MONTHS[month - 1]), year=_format_year(year))
        raise errors.no_such_day(name, last, format_moment(Moment(year, month)), at)
    if clock is None:
        return Moment(year, month, day)
    hour, minute, second, offset = clock
    if (minute, second) == (59, 60):
        raise errors.leap_second(at)
    if hour > 23 or minute > 59 or (second is not None and second > 59):
        seconds = "" if second is None else f":{second:02}"
        raise errors.no_such_time(f"{hour:02}:{minute:02}{seconds}", at)
    if offset is None and zone is not NO_ZONE:
        offset = zone_offset(year, month, day, hour, minute, zone)
    return Moment(year, month, day, hour, minute, second, offset)


def format_moment(moment: Moment) -> str:
    """Format a moment as canonical EDTF, without the part of a year or month that it names.

    A month or a year of another calendar is the interval of its days.
    """
    if moment.spans is not None:
        qualifier = format_qualifier(moment)
        return "/".join([_format_day(day) + qualifier for day in find_days(moment.spans)])
    text = _format_year(moment.year)
    if moment.day is not None:
        text = f"{text}-{moment.month:02}-{moment.day:02}"
        if moment.hour is not None:
            text = f"{text}T{moment.hour:02}:{moment.minute:02}"
            if moment.second is not None:
                text = f"{text}:{moment.second:02}"
            if moment.offset is not None:
                text += _format_offset(moment.offset)
    elif moment.month is not None:
        text = f"{text}-{moment.month:02}"
    elif moment.season is not None:
        text = f"{text}-{moment.season}"
    elif moment.unspecified:
        text = text[: -moment.unspecified] + "X" * moment.unspecified
    return text + format_qualifier(moment)


def format_side(moment: Moment, *, is_end: bool) -> str:
    """Format the start or the end of an interval as canonical EDTF.

    A month or a year of another calendar is about its first or its last day.
    """
    if moment.spans is None:
        return format_moment(moment)
    qualifier = format_qualifier(replace(moment, approximate=True))
    return _format_day(find_days(moment.spans)[is_end]) + qualifier


def _format_day(number: int) -> str:
    return to_gregorian(number).isoformat()


def format_qualifier(moment: Moment) -> str:
    """Format whether a moment is approximate or uncertain."""
    if moment.approximate:
        return "%" if moment.uncertain else "~"
    return "?" if moment.uncertain else ""


def _format_year(year: int) -> str:
    if 0 <= year <= _MAX_YEAR:
        return f"{year:04}"
    return f"{year:05}" if -_MAX_YEAR <= year < 0 else f"Y{year}"


def _format_offset(minutes: int) -> str:
    if not minutes:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
