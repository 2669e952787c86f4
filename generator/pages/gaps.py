"""Long times without events, never stated longer than the known dates allow."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from statistics import median

from generator.chronology import LocalizedEvent
from generator.i18n import Formatter

# In seconds.
_DAY = 86400
_MONTH = 30.4375 * _DAY
# A gap is mentioned if it is long in itself and long for this timeline.
_SHORTEST = 60 * _DAY
_TIMES_MEDIAN = 4
# From so many months on, a gap is stated in years.
_MONTHS_STATED = 24
# Later than any event can begin.
_ENDLESS = sys.maxsize


def find_gaps(events: Sequence[LocalizedEvent], formatter: Formatter) -> tuple[str, ...]:
    """Return for each event a note about the gap before it; mostly empty.

    A gap lasts from the latest instant that an earlier event can have lasted to, up to the
    earliest instant that the event can have begun at. The notes are those of the whole timeline,
    so every page that shows some of its events has the same notes.

    Args:
        events: All events of a timeline, in order.
        formatter: The strings of its language.
    """
    gaps = []
    covered: int | None = None
    for localized in events:
        when = localized.event.when
        # An event with an open start can have begun within the gap.
        start = when.earliest if covered is None or when.start is None else covered
        gaps.append(max(0, when.earliest - start))
        # An event with an open end may still go on, so no gap after it is known.
        latest = _ENDLESS if when.end is None else when.latest
        covered = latest if covered is None else max(covered, latest)
    usual = median(gaps) if gaps else 0
    shortest = max(_SHORTEST, _TIMES_MEDIAN * usual)
    return tuple(_describe_gap(gap, formatter) if gap >= shortest else "" for gap in gaps)


def describe_years_without_events(years: int, formatter: Formatter) -> str:
    """Return a note about a number of years without events."""
    return formatter.ngettext(
        "%(n)s year with no recorded event", "%(n)s years with no recorded event", years
    ) % {"n": formatter.number(years)}


def _describe_gap(seconds: int, formatter: Formatter) -> str:
    months = int(seconds // _MONTH)
    if months >= _MONTHS_STATED:
        return describe_years_without_events(months // 12, formatter)
    return formatter.ngettext(
        "%(n)s month with no recorded event", "%(n)s months with no recorded event", months
    ) % {"n": formatter.number(months)}
