"""The Islamic and the Solar Hijri calendar: the Gregorian days of their years, months and days.

Days are counted from 0001-01-01 in the proleptic Gregorian calendar.

A day of the Islamic calendar begins at sunset. It is taken as the civil day that it mostly covers.
Its months are those of Umm al-Qura; where a month begins when the new moon is seen, a date can
differ by a day or two.
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

from generator.dates.values import Calendar, CalendarDate

YEARS = MappingProxyType(
    {Calendar.ISLAMIC: range(1343, 1501), Calendar.SOLAR_HIJRI: range(1277, 1503)}
)
"""The years whose days are known: of the tables of Umm al-Qura; and those whose leap years, by the
equinox in Tehran, follow the cycle of 33 years."""

_FIRST_UNMARKED, _LAST_UNMARKED = "1300", "1500"
_SEASONS = frozenset({"21", "22", "23", "24"})

_SOLAR_EPOCH = 226_894
"""The first day of the year 1, if the cycle of 33 years is continued to it."""
_TABULAR_EPOCH = 227_013
"""The day before the year 1 of the Islamic calendar, by the cycle of 30 years."""

_ISLAMIC_MONTHS = (
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qada",
    "Dhu al-Hijja",
)
_SOLAR_HIJRI_MONTHS = (
    "Farvardin",
    "Ordibehesht",
    "Khordad",
    "Tir",
    "Mordad",
    "Shahrivar",
    "Mehr",
    "Aban",
    "Azar",
    "Dey",
    "Bahman",
    "Esfand",
)
MONTHS = MappingProxyType(
    {Calendar.ISLAMIC: _ISLAMIC_MONTHS, Calendar.SOLAR_HIJRI: _SOLAR_HIJRI_MONTHS}
)
"""The names of the months in English."""


def is_unmarked(year: str, month: str | None) -> bool:
    """Whether a date in digits can be of any of the three calendars.

    The years from 1300 to 1500 are those of recent dates in the Islamic and the Solar Hijri
    calendar, and of the late Middle Ages.

    Args:
        year: The year, in digits.
        month: The month, in digits; a season is only in EDTF.
    """
    return _FIRST_UNMARKED <= year <= _LAST_UNMARKED and year.isdecimal() and month not in _SEASONS


def has_year(calendar: Calendar, year: int) -> bool:
    """Whether the days of a year are known."""
    return year in YEARS[calendar]


def find_days(date: CalendarDate) -> tuple[int, int]:
    """Return the first and the last day of a day, a month or a year of a known year."""
    calendar, year, month, day = date.calendar, date.year, date.month, date.day
    if month is None:
        return _first_day(calendar, year, 1), _first_day(calendar, year + 1, 1) - 1
    first = _first_day(calendar, year, month)
    if day is not None:
        return first + day - 1, first + day - 1
    return first, _first_day(calendar, *_next_month(year, month)) - 1


def estimate_day(date: CalendarDate) -> int:
    """Return the first day of a date of any year, which can be two days wrong.

    The leap years of the Islamic calendar follow a cycle of 30 years.
    """
    year, month, day = date.year, date.month or 1, date.day or 1
    if date.calendar is Calendar.SOLAR_HIJRI:
        return _first_day(date.calendar, year, month) + day - 1
    days_of_years = 354 * (year - 1) + (11 * year + 3) // 30
    return _TABULAR_EPOCH + days_of_years + 29 * (month - 1) + month // 2 + day


def to_gregorian(day: int) -> dt.date:
    """Return the date of a day of the years 1 to 9999."""
    return dt.date.fromordinal(day + 1)


def _next_month(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < 12 else (year + 1, 1)


def _first_day(calendar: Calendar, year: int, month: int) -> int:
    if calendar is Calendar.SOLAR_HIJRI:
        first = _SOLAR_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33
        return first + (month - 1) * 30 + min(month - 1, 6)
    from hijridate import Hijri, ummalqura  # noqa: PLC0415 - few sites have such dates

    if year not in YEARS[calendar]:
        return dt.date(*ummalqura.GREGORIAN_RANGE[1]).toordinal()
    return Hijri(year, month, 1).to_gregorian().toordinal() - 1
