"""The years and months that a run of events falls into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.chronology.model import LocalizedEvent


@dataclass(frozen=True, slots=True)
class MonthRun:
    """Neighbouring events of one month; ``month`` is ``None`` where only the year is known."""

    month: int | None
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearRun:
    """The events of one year (astronomical numbering), in order."""

    year: int
    positions: tuple[int, ...]
    months: tuple[MonthRun, ...]


def group_by_month(
    tellings: Sequence[LocalizedEvent], positions: Iterable[int]
) -> tuple[YearRun, ...]:
    """Cut a run of events where the year or the month changes.

    Args:
        tellings: All events of an edition.
        positions: Those to be cut, ascending: the order of time, so that each year is one run.
    """
    years = []
    for year, run in groupby(positions, key=lambda place: tellings[place].event.when.year):
        places = tuple(run)
        months = tuple(
            MonthRun(month, tuple(inner))
            for month, inner in groupby(places, key=lambda p: tellings[p].event.when.month)
        )
        years.append(YearRun(year, places, months))
    return tuple(years)
