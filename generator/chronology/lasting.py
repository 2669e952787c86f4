"""What lasts: which events are under way in a year or a month, and the years that only have those.

An event lasts from a known start to an end. One with an open end lasts as long as is known, unless
it is only expected.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.chronology.calendar import YearRun
from generator.chronology.model import EventOutline, LanguageTimeline
from generator.dates import Moment
from generator.dates.civil import bounds, civil_time

# Of more years in a row without events of their own, none has a page: what ruled for centuries
# would have one for each year.
MOST_QUIET_YEARS = 50
_MONTHS = 12


def find_lasting(timeline: LanguageTimeline) -> tuple[EventOutline, ...]:
    """Return the events of a language that last, in order."""
    return tuple(
        [
            each.event
            for each in timeline.events
            if "/" in each.event.edtf and each.event.has_start and not each.event.is_within
        ]
    )


def find_under_way(
    lasting: Sequence[EventOutline], year: int, month: int, zone: ZoneInfo
) -> tuple[EventOutline, ...]:
    """Return the events that began before a month, or a year if it is 0, and last into it."""
    start = bounds(Moment(year, month or None), zone)[0]
    return tuple(
        [
            event
            for event in lasting
            if event.earliest < start
            and (event.year, event.month or 1) < (year, month or 1)
            and (event.latest >= start or not (event.has_end or event.is_expected))
        ]
    )


class QuietTimes(Struct, frozen=True):
    """The years and months of a language without events of their own in which some event lasts.

    Attributes:
        years: The years, in order.
        until: The year and the month of the last event or known end.
        lasting: The events that last.
        zone: The time zone of the site.
    """

    years: tuple[int, ...]
    until: tuple[int, int]
    lasting: tuple[EventOutline, ...]
    zone: ZoneInfo

    def find_months(self, year: YearRun) -> tuple[int, ...]:
        """Return the months of a year with events in which only others are under way."""
        listed = {part.month for part in year.months}
        return tuple(
            [
                month
                for month in range(1, _MONTHS + 1)
                if month not in listed
                and (year.year, month) <= self.until
                and find_under_way(self.lasting, year.year, month, self.zone)
            ]
        )


def find_quiet_times(
    timeline: LanguageTimeline, years: Sequence[YearRun], zone: ZoneInfo
) -> QuietTimes:
    """Find the years without events of their own in which some event is under way.

    Args:
        timeline: The events of a language.
        years: Its years with events.
        zone: The time zone of the site.
    """
    lasting = find_lasting(timeline)
    ends = [civil_time(event.latest, zone)[:2] for event in lasting if event.has_end]
    begun = [(run.year, part.month or 1) for run in years[-1:] for part in run.months]
    until = max([*ends, *begun], default=(0, 0))
    quiet: list[int] = []
    if lasting:
        for before, after in pairwise([*[run.year for run in years], until[0] + 1]):
            found = [
                year
                for year in range(before + 1, min(after, before + 2 + MOST_QUIET_YEARS))
                if find_under_way(lasting, year, 0, zone)
            ]
            if len(found) <= MOST_QUIET_YEARS:
                quiet += found
    return QuietTimes(tuple(quiet), until, lasting, zone)
