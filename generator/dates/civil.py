"""From the calendar to the time line: days, weekdays, and the seconds a moment can cover.

Seconds count from 0001-01-01T00:00:00Z in the proleptic Gregorian calendar. A zone's offset is
taken in whole minutes, as EDTF writes it, so that what is written reads back as the same second.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from generator.dates.values import Moment

_DAY = 86_400
_ERA_DAYS = 146_097
"""The days of 400 years, after which the calendar repeats itself."""
_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST = dt.datetime(1, 1, 1)
_LAST = dt.datetime(9999, 12, 31, 23, 59, 59)
_LAST_SECOND = 315_537_897_599

_SEASONS = ((3, 5), (6, 8), (9, 11), (12, 14))
"""The first and last month of EDTF's seasons 21 to 24, of the northern hemisphere.

Winter begins in December of the year it is named by, so that the seasons of a year follow one
another as EDTF orders them, and lasts into February (month 14) of the next.
"""


def days_in_month(year: int, month: int) -> int:
    """How many days that month has; 29 for February where the year is a leap year."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS_IN_MONTH[month]


def day_number(year: int, month: int, day: int) -> int:
    """Days from 0001-01-01, negative before it; any year."""
    eras, year_of_era = divmod(year - 1, 400)
    return eras * _ERA_DAYS + dt.date(year_of_era + 1, month, day).toordinal() - 1


def weekday(year: int, month: int, day: int) -> int:
    """0 for Monday to 6 for Sunday (0001-01-01 was a Monday)."""
    return day_number(year, month, day) % 7


def zone_offset(  # noqa: PLR0917 - a civil time
    year: int, month: int, day: int, hour: int, minute: int, zone: ZoneInfo
) -> int:
    """The zone's offset at a civil time, in minutes east of UTC.

    A time that the clocks show twice is taken as the first, one that they skip as if they had
    not been moved. Before year 1 and after 9999 the zone's first and last offset hold.
    """
    if 1 <= year <= dt.MAXYEAR:
        return _minutes(dt.datetime(year, month, day, hour, minute), zone)
    return _minutes(_FIRST if year < 1 else _LAST, zone)


def bounds(moment: Moment, zone: ZoneInfo) -> tuple[int, int]:
    """The first and the last second that the moment can mean.

    A time counts by its own offset, everything coarser by the zone's civil days.
    """
    year, month, day = moment.year, moment.month, moment.day
    if month is not None and day is not None:
        if moment.hour is None:
            return _start(year, month, day, zone), _end(year, month, day, zone)
        minutes = moment.hour * 60 + (moment.minute or 0) - (moment.offset or 0)
        first = day_number(year, month, day) * _DAY + minutes * 60
        if moment.second is not None:
            return first + moment.second, first + moment.second
        return first, first + 59
    if month is not None:
        last_year, first_month, last_month = year, month, month
    elif moment.season is not None:
        first_month, last_month = _SEASONS[moment.season - 21]
        last_year = year
        if last_month > 12:
            last_year, last_month = year + 1, last_month - 12
    else:
        last_year, first_month, last_month = year + 10**moment.unspecified - 1, 1, 12
    last_day = days_in_month(last_year, last_month)
    return _start(year, first_month, 1, zone), _end(last_year, last_month, last_day, zone)


def month_in_zone(moment: Moment, second: int, zone: ZoneInfo) -> tuple[int, int]:
    """The year and the month that the zone's calendar shows at a time of day.

    Args:
        moment: The time as written, by its own offset.
        second: The same on the time line.
        zone: Whose calendar.
    """
    year, month, day, hour = moment.year, moment.month, moment.day, moment.hour
    if month is None or day is None or hour is None:
        raise ValueError("a moment without a time of day has no zone but the site's")
    if moment.offset == zone_offset(year, month, day, hour, moment.minute or 0, zone):
        return year, month
    # A day from either end of the range the zone's own arithmetic would leave it.
    near = min(max(second, _DAY), _LAST_SECOND - _DAY)
    utc = (_FIRST + dt.timedelta(seconds=near)).replace(tzinfo=dt.UTC)
    offset = utc.astimezone(zone).utcoffset()
    assert offset is not None
    eras, day_of_era = divmod((second + _rounded(offset) * 60) // _DAY, _ERA_DAYS)
    date = dt.date.fromordinal(day_of_era + 1)
    return date.year + eras * 400, date.month


def _start(year: int, month: int, day: int, zone: ZoneInfo) -> int:
    """The first second of a civil day."""
    if 1 <= year <= dt.MAXYEAR:
        local = dt.datetime(year, month, day)
        offset = _minutes(local, zone)
        return (local.toordinal() - 1) * _DAY - offset * 60
    offset = _minutes(_FIRST if year < 1 else _LAST, zone)
    return day_number(year, month, day) * _DAY - offset * 60


def _end(year: int, month: int, day: int, zone: ZoneInfo) -> int:
    """The last second of a civil day."""
    if 1 <= year <= dt.MAXYEAR:
        local = dt.datetime(year, month, day, 23, 59, 59)
        # Where clocks go back over midnight the last second comes twice: the later one counts.
        # Where they skip it, both readings are no real time, and the wider is taken.
        again = dt.datetime(year, month, day, 23, 59, 59, fold=1)
        offset = min(_minutes(local, zone), _minutes(again, zone))
        return local.toordinal() * _DAY - 1 - offset * 60
    offset = _minutes(_FIRST if year < 1 else _LAST, zone)
    return (day_number(year, month, day) + 1) * _DAY - 1 - offset * 60


def _minutes(local: dt.datetime, zone: ZoneInfo) -> int:
    offset = zone.utcoffset(local)
    assert offset is not None
    return _rounded(offset)


def _rounded(offset: dt.timedelta) -> int:
    """An offset in whole minutes: local mean times, before standard ones, have seconds too."""
    return (offset.days * _DAY + offset.seconds + 30) // 60
