"""The years and months of a sequence of events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.chronology.model import LocalizedEvent


@dataclass(frozen=True, slots=True)
class MonthRun:
    """Consecutive events of one month; ``month`` is ``None`` when only the year is known."""

    month: int | None
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearRun:
    """The events of one year (astronomical numbering), in order."""

    year: int
    positions: tuple[int, ...]
    months: tuple[MonthRun, ...]


def group_by_month(
    events: Sequence[LocalizedEvent], positions: Iterable[int]
) -> tuple[YearRun, ...]:
    """Group events by year and month.

    Args:
        events: All events of a timeline.
        positions: Those to group, ascending. That is the order of time, so each year is one run.
    """
    years = []
    for year, run in groupby(positions, key=lambda position: events[position].event.when.year):
        year_positions = tuple(run)
        months = tuple(
            MonthRun(month, tuple(inner))
            for month, inner in groupby(
                year_positions, key=lambda position: events[position].event.when.month
            )
        )
        years.append(YearRun(year, year_positions, months))
    return tuple(years)
