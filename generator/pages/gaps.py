"""Long silences in a chronology: never longer than what is known allows."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from generator.chronology import LocalizedEvent
from generator.i18n import Formatter

_DAY = 86400
_MONTH = 30.4375 * _DAY
# A silence is told when it is both long in itself and long for this chronology.
_SHORTEST = 60 * _DAY
_TIMES_MEDIAN = 4
# From two years on, a silence is told in years.
_MONTHS_TO_SAY = 24


def find_gaps(tellings: Sequence[LocalizedEvent], formatter: Formatter) -> tuple[str, ...]:
    """What to say before each event of the time that nothing is recorded of; mostly nothing.

    A silence lasts from the last instant that an earlier event can have lasted to, up to the
    first that the next can have begun at. It holds for a whole chronology or not at all, so a
    page that shows some of the events says before them what is said here.

    Args:
        tellings: All events of an edition, in order.
        formatter: How its language says it.
    """
    silences = []
    covered: int | None = None
    for telling in tellings:
        when = telling.event.when
        # What is known only to have ended can have begun in what would be the silence.
        known = when.earliest if covered is None or when.start is None else covered
        silences.append(max(0, when.earliest - known))
        covered = when.latest if covered is None else max(covered, when.latest)
    usual = median(silences) if silences else 0
    shortest = max(_SHORTEST, _TIMES_MEDIAN * usual)
    return tuple(_words(silence, formatter) if silence >= shortest else "" for silence in silences)


def describe_silent_years(years: int, formatter: Formatter) -> str:
    """How to say that so many years are empty."""
    return formatter.ngettext(
        "%(n)s year with no recorded event", "%(n)s years with no recorded event", years
    ) % {"n": formatter.number(years)}


def _words(silence: int, formatter: Formatter) -> str:
    months = int(silence // _MONTH)
    if months >= _MONTHS_TO_SAY:
        return describe_silent_years(months // 12, formatter)
    return formatter.ngettext(
        "%(n)s month with no recorded event", "%(n)s months with no recorded event", months
    ) % {"n": formatter.number(months)}
