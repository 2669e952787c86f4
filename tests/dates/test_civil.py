"""Seconds and the civil time of a zone."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from generator.dates import Moment, parse
from generator.dates.civil import (
    bounds,
    civil_time,
    day_number,
    days_in_month,
    month_in_zone,
    weekday,
    zone_offset,
)

BAGHDAD, BERLIN, ST_JOHNS = map(ZoneInfo, ("Asia/Baghdad", "Europe/Berlin", "America/St_Johns"))


@pytest.fixture
def machine_in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["Asia/Baghdad", "Pacific/Apia", "America/New_York", "Etc/UTC"])
@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2024-02-29", (2024, 2, 29)),
        ("1990-12-31", (1990, 12, 31)),
        ("1850-03-01", (1850, 3, 1)),
        ("0000-12-31", (0, 12, 31)),
        ("-0300-01-01", (-300, 1, 1)),
        ("9999-12-31", (9999, 12, 31)),
    ],
)
def test_a_day_lasts_from_its_first_to_its_last_second(
    date: str, day: tuple[int, int, int], zone: str
) -> None:
    when = parse(date, zone)
    assert civil_time(when.earliest, ZoneInfo(zone)) == (*day, 0)
    assert civil_time(when.latest, ZoneInfo(zone)) == (*day, 86_399)


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [(2023, 2, 28), (2024, 2, 29), (1900, 2, 28), (2000, 2, 29), (0, 2, 29), (2024, 4, 30)],
)
def test_february_has_a_day_more_in_leap_years(year: int, month: int, days: int) -> None:
    assert days_in_month(year, month) == days


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1900, 3, 1), dt.date(2024, 2, 29)])
def test_a_calendar_repeats_itself_after_four_hundred_years(day: dt.date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal() - 1
    assert weekday(day.year, day.month, day.day) == day.weekday()
    assert day_number(day.year - 400, day.month, day.day) == number - 146_097
    assert weekday(day.year - 400, day.month, day.day) == day.weekday()


@pytest.mark.parametrize(
    ("civil", "zone", "offset"),
    [
        ((2024, 1, 1, 12, 0), BERLIN, 60),
        ((2024, 7, 1, 12, 0), BERLIN, 120),
        ((9999, 7, 1, 12, 0), BERLIN, 120),
        # Outside the range of datetime: the last offset, and the local mean time.
        ((10000, 7, 1, 12, 0), BERLIN, 60),
        ((1, 1, 1, 0, 0), BERLIN, 53),
        ((0, 7, 1, 12, 0), BERLIN, 53),
        # In 2009 the clocks of Newfoundland went back an hour at one minute past midnight.
        ((2009, 11, 1, 0, 0), ST_JOHNS, -150),
        ((2009, 11, 1, 0, 1), ST_JOHNS, -210),
    ],
)
def test_a_zone_has_an_offset_at_each_civil_time(
    civil: tuple[int, int, int, int, int], zone: ZoneInfo, offset: int
) -> None:
    assert zone_offset(*civil, zone) == offset


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        (Moment(2024, 1, 4, 12, 34, offset=0), "2024-01-04T12:34:00", "2024-01-04T12:34:59"),
        (Moment(2024, 1, 4, 12, 34, offset=150), "2024-01-04T10:04:00", "2024-01-04T10:04:59"),
        (Moment(2024, 1, 4, 12, 34, 5, offset=0), "2024-01-04T12:34:05", "2024-01-04T12:34:05"),
        (Moment(2024, season=21), "2024-02-29T23:00:00", "2024-05-31T21:59:59"),
        (Moment(2024, season=23), "2024-08-31T22:00:00", "2024-11-30T22:59:59"),
        (Moment(2024, season=24), "2024-11-30T23:00:00", "2025-02-28T22:59:59"),
        (Moment(1900, unspecified=2), "1899-12-31T23:00:00", "1999-12-31T22:59:59"),
    ],
)
def test_a_moment_lasts_from_its_first_to_its_last_second(
    moment: Moment, first: str, last: str
) -> None:
    start = dt.datetime(1, 1, 1)
    seconds = bounds(moment, BERLIN)
    assert [(start + dt.timedelta(seconds=each)).isoformat() for each in seconds] == [first, last]


@pytest.mark.parametrize(
    ("moment", "zone", "month"),
    [
        (Moment(2024, 1, 31, 22, 30, offset=0), BAGHDAD, (2024, 2)),
        (Moment(2024, 1, 31, 20, 30, offset=0), BAGHDAD, (2024, 1)),
        (Moment(2024, 1, 31, 22, 30, offset=180), BAGHDAD, (2024, 1)),
        # The hour before this clock change is still in October.
        (Moment(2009, 11, 1, 0, 1, offset=-150), ST_JOHNS, (2009, 10)),
        (Moment(2009, 11, 1, 0, 1, offset=-210), ST_JOHNS, (2009, 11)),
        (Moment(1, 1, 1, 0, 0, offset=840), BAGHDAD, (0, 12)),
    ],
)
@pytest.mark.usefixtures("machine_in_new_york")
def test_the_month_of_a_time_is_that_of_the_sites_zone_wherever_it_is_built(
    moment: Moment, zone: ZoneInfo, month: tuple[int, int]
) -> None:
    first, _ = bounds(moment, zone)
    assert month_in_zone(moment, first, zone) == month


@pytest.mark.parametrize("moment", [Moment(2024), Moment(2024, 1), Moment(2024, 1, 4)])
def test_only_a_time_of_day_has_a_month_in_a_zone(moment: Moment) -> None:
    with pytest.raises(ValueError, match=r"\Athe moment has no time of day\Z"):
        month_in_zone(moment, 0, BAGHDAD)


@pytest.mark.usefixtures("machine_in_new_york")
def test_the_civil_time_of_a_second_is_that_of_the_zone_wherever_the_site_is_built() -> None:
    # An hour before the clocks of Berlin go forward, those of New York went forward long ago.
    second = day_number(2024, 3, 31) * 86_400
    assert civil_time(second, BERLIN) == (2024, 3, 31, 3600)
    assert civil_time(second + 3600, BERLIN) == (2024, 3, 31, 3 * 3600)


def test_a_day_whose_last_hour_occurs_twice_has_twenty_five_hours() -> None:
    first, last = bounds(Moment(2018, 2, 17), ZoneInfo("America/Sao_Paulo"))
    assert last - first == 25 * 3600 - 1


@pytest.mark.parametrize(
    ("year", "offset"),
    [
        # The local mean time before the first year, and the last standard time after 9999.
        (0, 53),
        (-400, 53),
        (10_000, 60),
        (20_000, 60),
    ],
)
def test_days_outside_the_range_of_datetime_have_the_offset_of_its_end(
    year: int, offset: int
) -> None:
    start = day_number(year, 7, 1) * 86_400 - offset * 60
    assert bounds(Moment(year, 7, 1), BERLIN) == (start, start + 86_399)
