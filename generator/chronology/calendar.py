"""The years and months of a sequence of events."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Protocol

from msgspec import Struct


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
