"""Write a date in the canonical text that `parse` reads as an equal value.

That is EDTF where it says everything, and EDTF with a word where it does not: ``late 2020``,
``winter 2013/2014``, ``between 2003 and 2011``, ``1445-09 AH``, ``1402-10-14 SH``,
``1453-05-29 CE``, ``2024-03-31 = 1445-09-21 AH``.
"""

from __future__ import annotations

from msgspec.structs import replace

from generator.dates import civil, edtf
from generator.dates.calendars import find_days, is_unmarked
from generator.dates.values import CalendarDate, Moment, When


def write(when: When) -> str:
    """Write a date in its canonical text."""
    if not when.is_interval:
        assert when.start is not None
        return write_moment(when.start)
    sides = [write_moment(side) if side else ".." for side in (when.start, when.end)]
    if when.is_between:
        return f"between {sides[0]} and {sides[1]}"
    mixed = when.start and when.end and bool(when.start.original) != bool(when.end.original)
    has_slash = any("/" in side for side in sides)
    return (" to " if mixed or has_slash else "/").join(sides)


def write_moment(moment: Moment) -> str:
    """Write one moment in its canonical text."""
    qualifier = edtf.format_qualifier(moment)
    if moment.original is not None:
        text = write_original(moment.original)
        if moment.day is not None and not _is_converted(moment):
            day = edtf.format_moment(replace(moment, approximate=False, uncertain=False))
            text = f"{day} = {text}"
    elif moment.of_two_years:
        text = f"winter {moment.year:04}/{moment.year + 1:04}"
    else:
        text = edtf.format_moment(replace(moment, approximate=False, uncertain=False))
        if is_unmarked(text[:4], text[5:7]):
            text += " CE"
    return f"{moment.part.value} {text}{qualifier}" if moment.part else text + qualifier


def write_original(date: CalendarDate) -> str:
    """Write a date of another calendar in its canonical text."""
    parts = [f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)]
    return f"{'-'.join(parts)} {date.calendar.value}"


def _is_converted(moment: Moment) -> bool:
    """Whether a day of another calendar says all that is known of a moment."""
    assert moment.original is not None
    return moment.hour is None and find_days(moment.original)[0] == civil.day_of(moment)
