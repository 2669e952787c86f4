"""Long times without events, never stated longer than the known dates allow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median
from zoneinfo import ZoneInfo

from generator.chronology import ListedEvent
from generator.dates.civil import civil_time
from generator.i18n import Formatter

# In seconds.
_DAY = 86400
# A gap is mentioned if it is long in itself and long for this timeline.
_SHORTEST = 60 * _DAY
_TIMES_MEDIAN = 4
_MONTHS_PER_YEAR = 12
# From this number of months on, a gap is stated in years.
_MONTHS_STATED = 24
# Later than any event can begin.
_ENDLESS = sys.maxsize


def find_gaps(
    events: Sequence[ListedEvent], formatter: Formatter, zone: ZoneInfo
) -> tuple[str, ...]:
    """Return for each event a note about the gap before it, if the gap is long; mostly empty.

    Args:
        events: All events of a timeline, in order.
        formatter: The strings of its language.
        zone: The time zone of the site.
    """
    gaps = _measure_gaps(events)
    usual = median(end - start for start, end in gaps) if gaps else 0
    shortest = max(_SHORTEST, _TIMES_MEDIAN * usual)
    return tuple(
        _describe_gap(gap, formatter, zone) if gap[1] - gap[0] >= shortest else "" for gap in gaps
    )


def describe_gaps(
    events: Sequence[ListedEvent], formatter: Formatter, zone: ZoneInfo
) -> tuple[str, ...]:
    """Return for each event a note about the gap before it, however short; as `find_gaps`."""
    return tuple(_describe_gap(gap, formatter, zone) for gap in _measure_gaps(events))


def _measure_gaps(events: Sequence[ListedEvent]) -> list[tuple[int, int]]:
    """Return the first second of the gap before each event, and that of the event.

    A gap lasts from the latest instant that an earlier event can have lasted to, up to the
    earliest instant that the event can have begun at.
    """
    gaps = []
    covered: int | None = None
    for listed in events:
        event = listed.event
        # An event with an open start can have begun within the gap.
        start = event.earliest if covered is None or not event.has_start else covered
        gaps.append((min(start, event.earliest), event.earliest))
        # An event with an open end may still go on, so no gap after it is known.
        after = _ENDLESS if not event.has_end else event.latest + 1
        covered = after if covered is None else max(covered, after)
    return gaps


def _describe_gap(gap: tuple[int, int], formatter: Formatter, zone: ZoneInfo) -> str:
    """State a gap in full months or years of the calendar."""
    months = _count_months(*gap, zone)
    if months >= _MONTHS_STATED:
        years = months // _MONTHS_PER_YEAR
        return formatter.ngettext(
            "%(n)s year with no recorded event", "%(n)s years with no recorded event", years
        ) % {"n": formatter.number(years)}
    return formatter.ngettext(
        "%(n)s month with no recorded event", "%(n)s months with no recorded event", months
    ) % {"n": formatter.number(months)}


def _count_months(start: int, end: int, zone: ZoneInfo) -> int:
    first_year, first_month, *first_time = civil_time(start, zone)
    last_year, last_month, *last_time = civil_time(end, zone)
    months = (last_year - first_year) * _MONTHS_PER_YEAR + last_month - first_month
    return months if first_time <= last_time else months - 1
