"""Seconds and the civil time of a zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from generator.dates import parse
from generator.dates.civil import civil_time


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
