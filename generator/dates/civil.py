"""Calendar arithmetic: days, weekdays, and the first and last second of a moment.

Seconds are counted from 0001-01-01T00:00:00Z in the proleptic Gregorian calendar. The offset of a
time zone is rounded to whole minutes, the precision of EDTF, so that a date that is formatted and
parsed again is the same second.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

from generator.dates.calendars import find_days
from generator.dates.values import Moment, Part

UNIX_EPOCH = 62_135_596_800
"""The second at which Unix times start: 1970-01-01T00:00:00Z."""

_DAY = 86_400
_CYCLE_DAYS = 146_097
"""The number of days in 400 years, after which the Gregorian calendar repeats itself."""
_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
NO_ZONE = ZoneInfo.no_cache("UTC")
"""The zone of a site without one: its days are those of UTC, its times have no offset."""

_FIRST = dt.datetime(1, 1, 1)
_LAST = dt.datetime(9999, 12, 31, 23, 59, 59)
_LAST_SECOND = 315_537_897_599

_SEASONS = ((3, 5), (6, 8), (9, 11), (12, 14))
"""The first and last month of EDTF's seasons 21 to 24, in the northern hemisphere.

The winter of a year begins in December of that year and ends in February (month 14) of the next,
so that the seasons of a year follow one another in the order of EDTF.
"""


def days_in_month(year: int, month: int) -> int:
    """Return the number of days in a month."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS_IN_MONTH[month]


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of days since 0001-01-01, negative before it; any year."""
    cycles, year_of_cycle = divmod(year - 1, 400)
    return cycles * _CYCLE_DAYS + dt.date(year_of_cycle + 1, month, day).toordinal() - 1


def day_of(moment: Moment) -> int:
    """Return the number of the day of a moment that is known to the day."""
    if moment.month is None or moment.day is None:
        raise ValueError("the moment has no day")
    return day_number(moment.year, moment.month, moment.day)


def weekday(year: int, month: int, day: int) -> int:
    """Return 0 for Monday to 6 for Sunday (0001-01-01 was a Monday)."""
    return day_number(year, month, day) % 7


def zone_offset(  # noqa: PLR0917 - a civil time
    year: int, month: int, day: int, hour: int, minute: int, zone: ZoneInfo
) -> int:
    """Return the offset of a time zone at a civil time, in minutes east of UTC.

    If clocks show the time twice, the first is used; if they skip it, the offset before the
    change is used. Before year 1 and after year 9999, the zone's first and last offset is used.
    """
    if 1 <= year <= dt.MAXYEAR:
        return _utc_offset(dt.datetime(year, month, day, hour, minute), zone)
    return _utc_offset(_FIRST if year < 1 else _LAST, zone)


def find_zone(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; `NO_ZONE` for an empty name.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """
    return ZoneInfo(name) if name else NO_ZONE


def bounds(moment: Moment, zone: ZoneInfo) -> tuple[int, int]:
    """Return the first and the last second that a moment can mean.

    A time of day uses its own offset; anything less precise uses the civil days of the zone. The
    early and the late part are the first and the second half of the days, the middle is the half
    between them: wide enough for what people mean by these words.
    """
    year, month, day = moment.year, moment.month, moment.day
    if month is not None and day is not None:
        if moment.hour is None:
            return _start_of_day(year, month, day, zone), _end_of_day(year, month, day, zone)
        minutes = moment.hour * 60 + (moment.minute or 0) - (moment.offset or 0)
        first = day_number(year, month, day) * _DAY + minutes * 60
        if moment.second is not None:
            return first + moment.second, first + moment.second
        return first, first + 59
    if moment.part is not None or moment.spans is not None:
        first_day, last_day = days_of_part(moment)
        return (
            _start_of_day(*date_of_day(first_day), zone),
            _end_of_day(*date_of_day(last_day), zone),
        )
    first_month, last_year, last_month = _find_months(moment)
    last_day_of_month = days_in_month(last_year, last_month)
    first = _start_of_day(year, first_month, 1, zone)
    return first, _end_of_day(last_year, last_month, last_day_of_month, zone)


def _find_months(moment: Moment) -> tuple[int, int, int]:
    """Return the first month of a moment without a day, and the year and month of its last."""
    year, month = moment.year, moment.month
    if month is not None:
        return month, year, month
    if moment.season is None:
        return 1, year + 10**moment.unspecified - 1, 12
    first_month, last_month = _SEASONS[moment.season - 21]
    return (
        (first_month, year + 1, last_month - 12)
        if last_month > 12
        else (first_month, year, last_month)
    )


def days_of_part(moment: Moment) -> tuple[int, int]:
    """Return the first and the last day, by number, of a moment without a day of its own."""
    if moment.spans is not None:
        first, last = find_days(moment.spans)
    else:
        first_month, last_year, last_month = _find_months(moment)
        first = day_number(moment.year, first_month, 1)
        last = day_number(last_year, last_month, days_in_month(last_year, last_month))
    days = last - first + 1
    match moment.part:
        case Part.EARLY:
            last -= days // 2
        case Part.MIDDLE:
            first, last = first + days // 4, last - days // 4
        case Part.LATE:
            first += days // 2
    return first, last


def month_in_zone(moment: Moment, second: int, zone: ZoneInfo) -> tuple[int, int]:
    """Return the year and the month of a time of day in a time zone.

    Args:
        moment: The time of day, with its own offset.
        second: The same time, in seconds since 0001-01-01T00:00:00Z.
        zone: The time zone.
    """
    year, month, day, hour = moment.year, moment.month, moment.day, moment.hour
    if month is None or day is None or hour is None:
        raise ValueError("the moment has no time of day")
    if moment.offset == zone_offset(year, month, day, hour, moment.minute or 0, zone):
        return year, month
    year, month, _, _ = civil_time(second, zone)
    return year, month


# Timelines, lists of days and the search index ask for the same times.
@lru_cache(maxsize=1 << 16)
def civil_time(second: int, zone: ZoneInfo) -> tuple[int, int, int, int]:
    """Return the year, the month, the day and the second of the day in a time zone.

    Args:
        second: A time, in seconds since 0001-01-01T00:00:00Z.
        zone: The time zone.
    """
    # Within a day of either end, the zone's arithmetic would leave the range of datetime.
    clamped = min(max(second, _DAY), _LAST_SECOND - _DAY)
    utc = (_FIRST + dt.timedelta(seconds=clamped)).replace(tzinfo=dt.UTC)
    offset = utc.astimezone(zone).utcoffset()
    assert offset is not None
    day, second_of_day = divmod(second + _round_to_minutes(offset) * 60, _DAY)
    return *date_of_day(day), second_of_day


def date_of_day(number: int) -> tuple[int, int, int]:
    """Return the year, the month and the day of a day by its number since 0001-01-01."""
    cycles, day_of_cycle = divmod(number, _CYCLE_DAYS)
    date = dt.date.fromordinal(day_of_cycle + 1)
    return date.year + cycles * 400, date.month, date.day


def _start_of_day(year: int, month: int, day: int, zone: ZoneInfo) -> int:
    """Return the first second of a civil day."""
    if 1 <= year <= dt.MAXYEAR:
        local = dt.datetime(year, month, day)
        offset = _utc_offset(local, zone)
        return (local.toordinal() - 1) * _DAY - offset * 60
    offset = _utc_offset(_FIRST if year < 1 else _LAST, zone)
    return day_number(year, month, day) * _DAY - offset * 60


def _end_of_day(year: int, month: int, day: int, zone: ZoneInfo) -> int:
    """Return the last second of a civil day."""
    if 1 <= year <= dt.MAXYEAR:
        local = dt.datetime(year, month, day, 23, 59, 59)
        # If clocks go back over midnight, the last second occurs twice, and the later one is used.
        # If they skip it, neither of the two offsets is real, and the one with the longer day is
        # used.
        second_time = dt.datetime(year, month, day, 23, 59, 59, fold=1)
        offset = min(_utc_offset(local, zone), _utc_offset(second_time, zone))
        return local.toordinal() * _DAY - 1 - offset * 60
    offset = _utc_offset(_FIRST if year < 1 else _LAST, zone)
    return (day_number(year, month, day) + 1) * _DAY - 1 - offset * 60


def _utc_offset(local: dt.datetime, zone: ZoneInfo) -> int:
    offset = zone.utcoffset(local)
    assert offset is not None
    return _round_to_minutes(offset)


def _round_to_minutes(offset: dt.timedelta) -> int:
    """Round an offset to minutes: local mean times, before standard times, have seconds too."""
    return (offset.days * _DAY + offset.seconds + 30) // 60
