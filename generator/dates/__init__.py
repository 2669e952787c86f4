"""Dates of any precision: parsed from text, with bounds and an order."""

from generator.dates.errors import DateError
from generator.dates.notation import write
from generator.dates.parsing import parse
from generator.dates.two_calendars import reconcile
from generator.dates.values import Calendar, CalendarDate, Moment, Part, Precision, When

__all__ = [
    "Calendar",
    "CalendarDate",
    "DateError",
    "Moment",
    "Part",
    "Precision",
    "When",
    "parse",
    "reconcile",
    "write",
]
