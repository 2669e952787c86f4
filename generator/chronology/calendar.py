"""The years, months and days of the year of a sequence of events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Protocol, TypeAlias
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.chronology.model import Chronicle
from generator.dates.civil import civil_time

# The keys of events by the day of the year, a month and a day of it.
EventsByDay: TypeAlias = Mapping[tuple[int, int], tuple[str, ...]]

# The longest that a day can be, in seconds: one hour is repeated when summer time ends.
_LONGEST_DAY = 25 * 3600
# What the EDTF of an approximate or uncertain date has.
_QUALIFIERS = frozenset("?~%")


class Dated(Protocol):
    """A date, or an event, with the year and month of the timeline that lists it."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def month(self) -> int | None:
        """The month, if it is known."""


class MonthRun(Struct, frozen=True):
    """Consecutive events of one month; ``month`` is ``None`` when only the year is known."""

    month: int | None
    positions: tuple[int, ...]


class YearRun(Struct, frozen=True):
    """The events of one year (astronomical numbering), in order."""

    year: int
    positions: tuple[int, ...]
    months: tuple[MonthRun, ...]


def group_by_month(dates: Iterable[tuple[int, Dated]]) -> tuple[YearRun, ...]:
    """Group events by year and month.

    Args:
        dates: The position and the date of each event, in the order of their timeline. That is the
            order of time, so each year is one run.
    """
    years = []
    for year, run in groupby(dates, key=lambda each: each[1].year):
        of_year = tuple(run)
        months = tuple(
            MonthRun(month, tuple([position for position, _ in inner]))
            for month, inner in groupby(of_year, key=lambda each: each[1].month)
        )
        years.append(YearRun(year, tuple([position for position, _ in of_year]), months))
    return tuple(years)


def group_by_day(chronicle: Chronicle, zone: ZoneInfo) -> dict[str, EventsByDay]:
    """Group the events of each language by the day of the year that they were on.

    The day of an event must be known: not about some day, and not still to come.

    Args:
        chronicle: The events.
        zone: The time zone of their days.
    """
    of_event: dict[str, tuple[int, int]] = {}
    for event in chronicle.events.values():
        is_short = event.latest - event.earliest <= _LONGEST_DAY
        has_day = is_short and event.has_start and event.has_end
        if has_day and not event.is_expected and not _QUALIFIERS.intersection(event.edtf):
            year, month, day, _ = civil_time(event.earliest, zone)
            if civil_time(event.latest, zone)[:3] == (year, month, day):
                of_event[event.key] = month, day
    grouped: dict[str, EventsByDay] = {}
    for code, timeline in chronicle.timelines.items():
        days: dict[tuple[int, int], list[str]] = {}
        for listed in timeline.events:
            if listed.event.key in of_event:
                days.setdefault(of_event[listed.event.key], []).append(listed.event.key)
        grouped[code] = MappingProxyType({day: tuple(days[day]) for day in sorted(days)})
    return grouped
