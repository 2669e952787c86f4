"""Dates of the Islamic and the Solar Hijri calendar, and years that may be theirs."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from generator.dates import calendars, civil, edtf, errors, notation
from generator.dates.errors import DateError
from generator.dates.tokens import Token
from generator.dates.values import Calendar, CalendarDate, Moment
from generator.dates.words import Kind
from generator.messages import say

_CALENDARS: Final = MappingProxyType(
    {
        Kind.ISLAMIC_MONTH: Calendar.ISLAMIC,
        Kind.ISLAMIC_ERA: Calendar.ISLAMIC,
        Kind.SOLAR_MONTH: Calendar.SOLAR_HIJRI,
        Kind.SOLAR_ERA: Calendar.SOLAR_HIJRI,
    }
)
# A month of another calendar with a year from this one on, as in "Ramadan 2024", has the Gregorian
# year.
_FIRST_GREGORIAN = 1700
_LAST_ESTIMATED = 3000
# Of two digits, the first year that is likely to be of the last century.
_FIRST_PAST_YEAR = 40
_RABI = frozenset({"ربيع", "الربيع"})


def find_calendar(month: Token | None, era: Token | None) -> Calendar | None:
    """Return the calendar that a month and an era are of; ``None`` for the Gregorian one."""
    of_month = _CALENDARS.get(month.kind) if month is not None else None
    of_era = _CALENDARS.get(era.kind) if era is not None else None
    if month is not None and era is not None and of_month is not of_era:
        raise errors.two_calendars(era.offset)
    return of_month or of_era


def parse_form(form: Token, calendar: Calendar) -> Moment:
    """Parse a year, month and day in digits as a date of a calendar."""
    match = edtf.LONG.fullmatch(form.text)
    if match is None or match[1] is None or match[4] is not None:
        raise errors.unknown_format(form.offset)
    month, day = (None if part in (None, "xx") else int(part) for part in match.group(2, 3))
    return build_moment(CalendarDate(calendar, int(match[1]), month, day), form.offset)


def build_moment(date: CalendarDate, at: int) -> Moment:
    """Build the moment of a date of another calendar.

    Raises:
        DateError: There is no such month or day, or the days of the year are not known.
    """
    calendar, year, month, day = date.calendar, date.year, date.month, date.day
    if month is not None and not 1 <= month <= 12:
        raise errors.no_such_month(month, "", "", at)
    if not calendars.has_year(calendar, year):
        raise _explain_year(date, at)
    first, last = calendars.find_days(CalendarDate(calendar, year, month))
    if day is None:
        return Moment(civil.date_of_day(first)[0], original=date)
    assert month is not None
    whole = notation.write_original(CalendarDate(calendar, year, month))
    if day == 0:
        raise errors.day_zero(whole, at)
    if first + day - 1 > last:
        name = say(
            "%(month)s %(year)s", month=say(calendars.MONTHS[calendar][month - 1]), year=year
        )
        raise errors.no_such_day(name, last - first + 1, whole, at)
    return Moment(*civil.date_of_day(first + day - 1), original=date)


def _explain_year(date: CalendarDate, at: int) -> DateError:
    """Return the error for a year whose days are not known."""
    calendar, year, month = date.calendar, date.year, date.month
    if month is not None and _FIRST_GREGORIAN <= year < _LAST_ESTIMATED:
        dates = [
            notation.write_original(CalendarDate(calendar, each, month, date.day))
            for each in _find_years(calendar, year, month)
        ]
        return errors.gregorian_year_of_other_month(dates, at)
    known = calendars.YEARS[calendar]
    estimate = ""
    if 1 <= year < _LAST_ESTIMATED:
        days = (
            calendars.estimate_day(date),
            calendars.estimate_day(CalendarDate(calendar, year + 1)) - 1,
        )
        (first, in_month, _), (last, _, _) = map(civil.date_of_day, days)
        estimate = f"{first:04}-{in_month:02}~" if month else f"{first:04}~/{last:04}~"
    return errors.outside_of_tables(f"{known[0]} to {known[-1]}", estimate, at)


def _find_years(calendar: Calendar, gregorian: int, month: int) -> list[int]:
    """Return the years whose month is partly in a Gregorian year."""
    around = (gregorian - 622) * 33 // 32 if calendar is Calendar.ISLAMIC else gregorian - 621
    return [
        year
        for year in range(around - 2, around + 3)
        if calendars.has_year(calendar, year)
        and any(
            civil.date_of_day(day)[0] == gregorian
            for day in calendars.find_days(CalendarDate(calendar, year, month))
        )
    ]


def explain_order(form: Token, calendar: Calendar | None, era: Token | None) -> DateError:
    """Return the error for day, month and year in digits whose order is not known."""
    first, second, year = (int(part) for part in form.text.split("-"))
    digits = form.text.rpartition("-")[2]
    short = len(digits) < 4
    full = year
    if short and len(digits) == 2 and calendar is None:
        full += 1900 if year >= _FIRST_PAST_YEAR else 2000
    orders = dict.fromkeys([(full, second, first), (full, first, second)])
    mark = f" {calendar.value}" if calendar is not None else ""
    unmarked = calendar is None and era is None and calendars.is_unmarked(digits, None)
    if unmarked:
        mark = " AH"
    dates = [
        f"{y:04}-{m:02}-{d:02}{mark}" for y, m, d in orders if _is_day(calendar, unmarked, y, m, d)
    ]
    if short and len(digits) == 2:
        meant = errors.join_alternatives(dates) if dates else ""
        return errors.no_century(digits, str(full), meant, form.offset)
    return errors.day_or_month_first(dates, form.offset, unmarked=unmarked)


def _is_day(calendar: Calendar | None, unmarked: bool, year: int, month: int, day: int) -> bool:
    if not 1 <= month <= 12:
        return False
    if calendar is None and not unmarked:
        return 1 <= day <= civil.days_in_month(year, month)
    return 1 <= day <= 31


def explain_season(season: Token, year: Token, calendar: Calendar | None) -> DateError:
    """Return the error for a season of a year that is not Gregorian, or may not be.

    ربيع is spring and the start of the names of two Islamic months; the seasons of the Solar Hijri
    calendar are three months each.
    """
    number, dates = int(year.text), []
    if season.text in _RABI and calendar is not Calendar.SOLAR_HIJRI:
        dates += [f"{number:04}-{month:02} AH" for month in (3, 4)]
    if calendar is not Calendar.ISLAMIC:
        first = (season.value - 21) * 3 + 1
        dates.append(f"{number:04}-{first:02} SH/{number:04}-{first + 2:02} SH")
    if calendar is None:
        dates.append(f"{number:04}-{season.value} CE")
    return errors.season_of_calendar(dates or [f"{number:04} AH"], season.offset)


def explain_unmarked(token: Token) -> DateError:
    """Return the error for a date in digits whose calendar is not known."""
    readings = {}
    for calendar in Calendar:
        try:
            form = token.text.partition("t")[0]
            moment = (
                parse_form(token._replace(text=form), calendar)
                if "-" in form
                else build_moment(CalendarDate(calendar, int(form)), 0)
            )
        except DateError:
            continue
        assert moment.original is not None
        readings[notation.write_original(moment.original)] = edtf.format_moment(moment)
    text = "-".join(f"{part:0>2}" for part in token.text.upper().split("-"))
    return errors.unmarked_calendar(token.text[:4], readings, f"{text} CE", token.offset)
