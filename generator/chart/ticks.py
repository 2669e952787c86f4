"""The ticks of the axis: round times, as many as have room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import count
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.chart.scale import Panel, Scale
from generator.dates import Moment
from generator.dates.civil import bounds, civil_time, days_in_month


class Unit(StrEnum):
    """What the ticks of an axis are."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"


class Tick(NamedTuple):
    """A round time on the axis.

    Attributes:
        x: Where it is.
        year: Its year (astronomical numbering).
        month: Its month.
        day: Its day.
        hour: Its hour.
    """

    x: float
    year: int
    month: int
    day: int
    hour: int


class Axis(Struct, frozen=True):
    """The ticks of a scale.

    Attributes:
        unit: What they are.
        ticks: The ticks, from left to right.
        contexts: Where each panel and each longer unit begins: the year of months, the month of
            days, the day of hours; where there is no room, some are left out.
    """

    unit: Unit
    ticks: tuple[Tick, ...]
    contexts: tuple[Tick, ...]


_DAY = 86400
_YEAR = 31556952
# The room that the label of a tick needs.
_ROOM: Mapping[Unit, float] = MappingProxyType(
    {Unit.YEAR: 58.0, Unit.MONTH: 92.0, Unit.DAY: 40.0, Unit.HOUR: 56.0}
)
_LONGER: Mapping[Unit, Unit] = MappingProxyType(
    {Unit.MONTH: Unit.YEAR, Unit.DAY: Unit.MONTH, Unit.HOUR: Unit.DAY}
)
_CONTEXT_ROOM = 120.0
# Each unit with its steps, and how long about one of it is.
_STEPS = (
    (Unit.HOUR, 3600, (1, 3, 6, 12)),
    (Unit.DAY, _DAY, (1, 2, 5, 10)),
    (Unit.MONTH, _YEAR / 12, (1, 3, 6)),
)


def choose_unit(per_second: float) -> tuple[Unit, int]:
    """Return the unit of the ticks and their step, by the width of a second."""
    for unit, length, steps in _STEPS:
        for step in steps:
            if step * length * per_second >= _ROOM[unit]:
                return unit, step
    rounded = (digit * 10**power for power in count() for digit in (1, 2, 5))
    return Unit.YEAR, next(
        step for step in rounded if step * _YEAR * per_second >= _ROOM[Unit.YEAR]
    )


def find_axis(scale: Scale, zone: ZoneInfo) -> Axis:
    """Return the ticks of a scale in the civil time of a zone."""
    unit, step = choose_unit(scale.per_second)
    ticks: list[Tick] = []
    contexts: list[Tick] = []
    for panel in scale.panels:
        inner = [
            tick
            for tick in _find_ticks(scale, panel, unit, step, zone)
            if panel.x <= tick.x <= panel.end
        ]
        ticks += inner
        if unit is not Unit.YEAR:
            contexts += _find_contexts(scale, panel, unit, zone)
    return Axis(unit, tuple(ticks), tuple(contexts))


def _find_ticks(
    scale: Scale, panel: Panel, unit: Unit, step: int, zone: ZoneInfo
) -> Iterator[Tick]:
    first_year, first_month, _, _ = civil_time(int(panel.start), zone)
    last_year, last_month, _, _ = civil_time(int(panel.stop), zone)
    if unit is Unit.YEAR:
        for year in range(first_year - first_year % step, last_year + 1, step):
            yield _tick(scale, zone, year)
        return
    for year in range(first_year, last_year + 1):
        for month in range(1, 13):
            if not (first_year, first_month) <= (year, month) <= (last_year, last_month):
                continue
            if unit is Unit.MONTH:
                if (month - 1) % step == 0:
                    yield _tick(scale, zone, year, month)
                continue
            for day in range(1, days_in_month(year, month) + 1):
                if unit is Unit.DAY:
                    # Of 1, 5, 10 … 30, the last is too near to the first of the next month.
                    is_last = step > 1 and day + step // 2 > days_in_month(year, month)
                    if day == 1 or (day % step == 0 and day >= step and not is_last):
                        yield _tick(scale, zone, year, month, day)
                    continue
                start = bounds(Moment(year, month, day), zone)[0]
                if panel.start - _DAY <= start <= panel.stop:
                    for hour in range(0, 24, step):
                        yield Tick(scale.x(start + hour * 3600), year, month, day, hour)


def _tick(scale: Scale, zone: ZoneInfo, year: int, month: int = 1, day: int = 1) -> Tick:
    return Tick(scale.x(bounds(Moment(year, month, day), zone)[0]), year, month, day, 0)


def _find_contexts(scale: Scale, panel: Panel, unit: Unit, zone: ZoneInfo) -> list[Tick]:
    """Return the left edge of a panel and where each longer unit begins in it."""
    year, month, day, _ = civil_time(int(panel.start), zone)
    first = Tick(panel.x, year, month, day, 0)
    found = [first]
    for tick in _find_ticks(scale, panel, _LONGER[unit], 1, zone):
        if panel.x < tick.x <= panel.end - _CONTEXT_ROOM / 2:
            if tick.x - found[-1].x < _CONTEXT_ROOM and len(found) == 1:
                # The edge of a panel gives way to the year that begins next to it.
                found.pop()
            if not found or tick.x - found[-1].x >= _CONTEXT_ROOM:
                found.append(tick)
    return found
