"""Long times without events, never stated longer than the known dates allow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
# From this number of full years on, a gap is named by them and not by its months.
_YEARS_NAMED = 5
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
    # The median: to import `statistics` for it takes longer than all else here.
    lengths = sorted(end - start for start, end in gaps)
    middle = len(lengths) // 2
    usual = (lengths[middle] + lengths[~middle]) / 2 if lengths else 0
    shortest = max(_SHORTEST, _TIMES_MEDIAN * usual)
    return tuple(
        describe_silence(*gap, formatter, zone) if gap[1] - gap[0] >= shortest else ""
        for gap in gaps
    )


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


def describe_silence(start: int, stop: int, formatter: Formatter, zone: ZoneInfo) -> str:
    """Name the full months or years of a time without events; empty if there is none.

    Args:
        start: Its first second.
        stop: The second after its last.
        formatter: The strings of the language.
        zone: The time zone of the site.
    """
    first, last = _find_full_months(start, stop, zone)
    if first > last:
        return ""
    period = _name_period(first, last, formatter)
    return formatter.gettext("%(period)s: no recorded events") % {"period": period}


def count_months(start: int, stop: int, zone: ZoneInfo) -> int:
    """Return how many months have passed from one second to another, as on a calendar."""
    first_year, first_month, *first_time = civil_time(start, zone)
    last_year, last_month, *last_time = civil_time(stop, zone)
    months = (last_year - first_year) * _MONTHS_PER_YEAR + last_month - first_month
    return months if first_time <= last_time else months - 1


def _find_full_months(
    start: int, stop: int, zone: ZoneInfo
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the year and month of the first and of the last month that a time contains."""
    year, month, *time = civil_time(start, zone)
    first = (year, month) if time == [1, 0] else _add_month(year, month, 1)
    last_year, last_month, *_ = civil_time(stop, zone)
    return first, _add_month(last_year, last_month, -1)


def _add_month(year: int, month: int, number: int) -> tuple[int, int]:
    years, index = divmod(month - 1 + number, _MONTHS_PER_YEAR)
    return year + years, index + 1


def _name_period(first: tuple[int, int], last: tuple[int, int], formatter: Formatter) -> str:
    """Name a period of full months, or of its full years if there are many."""
    first_year = first[0] + (first[1] > 1)
    last_year = last[0] - (last[1] < _MONTHS_PER_YEAR)
    is_whole = first[1] == 1 and last[1] == _MONTHS_PER_YEAR
    if is_whole or last_year - first_year + 1 >= _YEARS_NAMED:
        start, end = formatter.year_label(first_year), formatter.year_label(last_year)
    else:
        end = formatter.month_year(*last)
        is_one_year = first[0] == last[0] and first != last
        start = formatter.month_name(first[1]) if is_one_year else formatter.month_year(*first)
    if start == end:
        return end
    return formatter.pgettext("period", "%(start)s to %(end)s") % {"start": start, "end": end}
