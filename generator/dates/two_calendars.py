"""One day that is given in the Gregorian and in another calendar.

The Gregorian day holds, and the other one is kept as what was written. In the Islamic calendar, it
can be a day or two off, where the month began when the new moon was seen.
"""

from __future__ import annotations

from msgspec.structs import replace

from generator.dates import civil, edtf, errors, notation
from generator.dates.errors import DateError
from generator.dates.tokens import Token
from generator.dates.values import Calendar, Moment, When

_SIGHTING = 2


def names_one_day(first: Moment, second: Moment, separator: Token) -> bool:
    """Whether two sides are one day in two calendars, as in 1445/9/21هـ - 2024/3/31م.

    Raises:
        DateError: The calendars differ, but no word says that this is an interval.
    """
    if (first.original is None) == (second.original is None):
        return False
    if _is_same_day(first, second):
        return True
    if separator.text[0].isalpha():
        return False
    raise errors.not_two_days(separator.offset)


def combine(first: Moment, second: Moment, at: int) -> Moment:
    """Return the Gregorian day of a date in two calendars, with the original of the other.

    Raises:
        DateError: They are not one day in two calendars.
    """
    if (first.original is None) == (second.original is None):
        raise errors.not_two_days(at)
    day, other = (second, first) if second.original is None else (first, second)
    if day.day is None or other.day is None or other.hour is not None:
        raise errors.not_two_days(at)
    if not _is_same_day(day, other):
        assert other.original is not None
        converted = edtf.format_moment(Moment(other.year, other.month, other.day))
        written = notation.write_original(other.original)
        raise errors.different_days(written, converted, edtf.format_moment(day), at)
    return replace(
        day,
        approximate=day.approximate or other.approximate,
        uncertain=day.uncertain or other.uncertain,
        original=other.original,
    )


def reconcile(first: When, second: When) -> When | None:
    """Return the date that two texts share, the second of which may be in another calendar.

    Returns:
        ``None`` if they are not one date.
    """
    if first == second or _without_second_year(second) == first:
        return second
    if _without_second_year(first) == second:
        return first
    start, other = first.start, second.start
    if start is not first.end or other is not second.end or start is None or other is None:
        return None
    gregorian = first if start.original is None else second
    try:
        moment = combine(start, other, 0)
    except DateError:
        return None
    return replace(gregorian, start=moment, end=moment, edtf=edtf.format_moment(moment))


def _without_second_year(when: When) -> When:
    """Return a winter that was written with both of its years as one with the first."""
    sides = (side and replace(side, of_two_years=False) for side in (when.start, when.end))
    start, end = sides
    return replace(when, start=start, end=end)


def _is_same_day(first: Moment, second: Moment) -> bool:
    if first.day is None or second.day is None:
        return False
    original = first.original or second.original
    sighted = original is not None and original.calendar is Calendar.ISLAMIC
    return abs(civil.day_of(first) - civil.day_of(second)) <= (_SIGHTING if sighted else 0)
