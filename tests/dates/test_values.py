"""Dates as values: bounds, order, and how they appear in HTML."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.chronology.order import date_order
from generator.dates import parse
from tests.dates.helpers import (
    BAGHDAD,
    canonical_edtf,
)

EPOCH = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


def span(text: str, timezone: str = BAGHDAD) -> tuple[str, str]:
    """Return the bounds in UTC, for dates in the range of `datetime`."""
    when = parse(text, timezone)
    first, last = (EPOCH + dt.timedelta(seconds=s) for s in (when.earliest, when.latest))
    return f"{first:%Y-%m-%dT%H:%M:%S}", f"{last:%Y-%m-%dT%H:%M:%S}"


class TestBounds:
    @pytest.mark.parametrize(
        ("text", "first", "last"),
        [
            ("2024", "2023-12-31T21:00:00", "2024-12-31T20:59:59"),
            ("2024-02", "2024-01-31T21:00:00", "2024-02-29T20:59:59"),
            ("2024-01-04", "2024-01-03T21:00:00", "2024-01-04T20:59:59"),
            ("2024-01-04T12:00", "2024-01-04T09:00:00", "2024-01-04T09:00:59"),
            ("2024-01-04T12:00:30", "2024-01-04T09:00:30", "2024-01-04T09:00:30"),
            ("2024-01-04T12:00-05:00", "2024-01-04T17:00:00", "2024-01-04T17:00:59"),
            ("2024-09/2025-09", "2024-08-31T21:00:00", "2025-09-30T20:59:59"),
            ("../2026", "2025-12-31T21:00:00", "2026-12-31T20:59:59"),
            ("2024/..", "2023-12-31T21:00:00", "2024-12-31T20:59:59"),
            ("194X", "1939-12-31T21:00:00", "1949-12-31T20:59:59"),
            ("2024-24", "2024-11-30T21:00:00", "2025-02-28T20:59:59"),
            ("early 2023", "2022-12-31T21:00:00", "2023-07-02T20:59:59"),
            ("mid 2023", "2023-04-01T21:00:00", "2023-10-01T20:59:59"),
            ("late 2023", "2023-07-01T21:00:00", "2023-12-31T20:59:59"),
            ("early 2023-09", "2023-08-31T21:00:00", "2023-09-15T20:59:59"),
            ("mid 2023-09", "2023-09-07T21:00:00", "2023-09-23T20:59:59"),
            ("late 2023-09", "2023-09-15T21:00:00", "2023-09-30T20:59:59"),
            ("late 199X", "1994-12-31T21:00:00", "1999-12-31T20:59:59"),
            ("1445-09 AH", "2024-03-10T21:00:00", "2024-04-09T20:59:59"),
            ("late 1445-09 AH", "2024-03-25T21:00:00", "2024-04-09T20:59:59"),
            ("1402 SH", "2023-03-20T21:00:00", "2024-03-19T20:59:59"),
            ("1445-09 AH/..", "2024-03-10T21:00:00", "2024-04-09T20:59:59"),
        ],
    )
    def test_are_in_the_time_zone_of_the_site(self, text: str, first: str, last: str) -> None:
        assert span(text) == (first, last)

    def test_follow_the_clock_changes_of_the_zone(self) -> None:
        # Beirut's clocks skip from 00:00 to 01:00 on 31 March 2024, so that day has 23 hours.
        assert span("2024-03-31", "Asia/Beirut") == ("2024-03-30T22:00:00", "2024-03-31T20:59:59")
        # Havana's go back from 01:00 to 00:00 on 3 November 2024: 25 hours.
        day = parse("2024-11-03", "America/Havana")
        assert day.latest - day.earliest == 25 * 3600 - 1

    def test_a_day_that_a_zone_skipped_has_no_negative_length(self) -> None:
        skipped = parse("2011-12-30", "Pacific/Apia")
        assert skipped.earliest <= skipped.latest

    def test_a_time_that_clocks_show_twice_is_the_first(self) -> None:
        assert canonical_edtf("2024-10-27T02:30", "Europe/Berlin") == "2024-10-27T02:30+02:00"

    def test_years_outside_the_range_of_datetime_continue_the_count(self) -> None:
        year_zero, year_one = parse("0000", "UTC"), parse("0001", "UTC")
        assert (year_zero.latest, year_one.earliest) == (-1, 0)
        assert parse("9999", BAGHDAD).latest + 1 == parse("Y10000", BAGHDAD).earliest

    def test_local_mean_time_is_rounded_to_minutes(self) -> None:
        # Baghdad was 2 h 57 min 36 s ahead of Greenwich until 1918.
        midnight, day = parse("1880-01-01T00:00", BAGHDAD), parse("1880-01-01", BAGHDAD)
        assert midnight.edtf == "1880-01-01T00:00+02:58"
        assert midnight.earliest == day.earliest
        assert (midnight.year, midnight.month) == (1880, 1)


class TestYearAndMonth:
    @pytest.mark.parametrize(
        ("text", "year", "month"),
        [
            ("2024", 2024, None),
            ("2024-23", 2024, None),
            ("194X", 1940, None),
            ("2024-05", 2024, 5),
            ("2024-05-06/2025", 2024, 5),
            ("../2026-03", 2026, 3),
            ("2024-01-01T01:00+14:00", 2023, 12),
            ("2023-12-31T22:00Z", 2024, 1),
            ("late 2024", 2024, None),
            ("late 2024-05", 2024, 5),
            ("late 199X", 1995, None),
            ("late 2024-24", 2025, None),
            ("1445-09-21 AH", 2024, 3),
            ("1445-09 AH", 2024, None),
            ("1445 AH", 2023, None),
            ("../1445 AH", 2023, None),
            ("0001-01-01T00:00+14:00", 0, 12),
            ("9999-12-31T23:59-12:00", 10000, 1),
        ],
    )
    def test_are_those_of_the_first_known_moment_in_the_sites_zone(
        self, text: str, year: int, month: int | None
    ) -> None:
        when = parse(text, BAGHDAD)
        assert (when.year, when.month) == (year, month)


class TestOrder:
    def test_is_by_earliest_second_then_the_less_precise_first(self) -> None:
        texts = [
            "-0300", "0000", "19XX", "190X", "1900", "1900-01", "1900-01-01",
            "1900-01-01T00:00", "1900-01-01T00:00:00", "2023-12-31T23:59", "2024", "2024-01",
            "early 2024-01", "2024-21", "2024-03", "mid 2024", "2024-22", "late 2024", "2024-23",
            "late 2024-09", "2024-24",
        ]  # fmt: skip
        keys = [date_order(parse(text, BAGHDAD)) for text in texts]
        assert keys == sorted(keys)
        assert len(set(keys)) == len(keys)


class TestHtml:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("2024", "2024"),
            ("0079", "0079"),
            ("2024-01~", "2024-01"),
            ("2024-01-04?", "2024-01-04"),
            ("2024-01-04 12:00", "2024-01-04T12:00+03:00"),
            ("2024-01-04T12:00:05Z", "2024-01-04T12:00:05Z"),
            ("2024/2025", None),
            ("../2026", None),
            ("2024-21", None),
            ("late 2024", "2024"),
            ("1445-09-21 AH", "2024-03-31"),
            ("1445-09 AH", None),
            ("194X", None),
            ("0000", None),
            ("-0300-01", None),
            ("Y12000", None),
        ],
    )
    def test_datetime_is_none_without_an_html_form(self, text: str, value: str | None) -> None:
        assert parse(text, BAGHDAD).datetime == value
