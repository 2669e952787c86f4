"""EDTF: dates are parsed and formatted as the standard and the edtf library do."""

from __future__ import annotations

from collections.abc import Iterable

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Moment, Precision, parse
from tests.dates.helpers import (
    BAGHDAD,
    canonical_edtf,
    days,
    decades,
    long_years,
    months,
    parse_or_none,
    unqualified,
    years,
)


class TestEdtf:
    @pytest.mark.parametrize(
        "text",
        [
            "2014", "2025-09", "2024-01-04", "2024-01-04T12:00+03:00", "2024-01-04T12:00:30Z",
            "2024-01-04T12:00-09:30", "2024-09/2025-09", "../2026", "2024/..", "2024-11~",
            "2014?", "2014%", "2024-01-04?", "2024-21", "2024-24~", "194X", "19XX", "194X~",
            "-0300", "-0300-02-01", "0000", "-01XX", "-000X", "00XX", "Y-12000", "Y170000",
            "2024-11~/2025?", "194X/2024-21", "-0300/0000", "2024/2024-05",
        ],
    )  # fmt: skip
    def test_canonical_text_is_unchanged(self, text: str) -> None:
        assert canonical_edtf(text) == text

    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            (" 2024-01-04 ", "2024-01-04"),
            ("2024-01-04t12:00z", "2024-01-04T12:00Z"),
            ("2024-01-04 12:00 +0300", "2024-01-04T12:00+03:00"),
            ("2024-01-04T12:00+00:00", "2024-01-04T12:00Z"),
            ("2024-01-04T12:00-03", "2024-01-04T12:00-03:00"),
            ("2024-1-4", "2024-01-04"),
            ("2024-05-XX", "2024-05"),
            ("2024-XX-XX", "2024"),
            ("/2026", "../2026"),
            ("2024/", "2024/.."),
            ("2024 / 2025", "2024/2025"),
            ("19xx", "19XX"),
            ("1990s", "199X"),
            ("\N{MINUS SIGN}0300", "-0300"),
        ],
    )
    def test_other_forms_become_canonical(self, text: str, canonical: str) -> None:
        assert canonical_edtf(text) == canonical

    def test_the_parts_of_a_date_are_parsed(self) -> None:
        timed = Moment(2024, 1, 4, 12, 0, None, 180)
        assert parse("2024-01-04T12:00+03:00", "UTC").start == timed
        assert parse("194X~", "UTC").start == Moment(1940, unspecified=1, approximate=True)
        assert parse("2024-21%", "UTC").start == Moment(
            2024, season=21, approximate=True, uncertain=True
        )

    def test_decades_before_year_zero_begin_with_the_greatest_number(self) -> None:
        assert parse("-01XX", "UTC").start == Moment(-199, unspecified=2)

    def test_a_single_date_has_one_moment(self) -> None:
        when = parse("2024-01", BAGHDAD)
        assert when.start is when.end
        assert not when.is_interval

    def test_an_interval_keeps_its_open_side(self) -> None:
        until, since = parse("../2026", BAGHDAD), parse("2024/..", BAGHDAD)
        assert (until.start, until.end) == (None, Moment(2026))
        assert (since.start, since.end) == (Moment(2024), None)
        assert until.is_interval
        assert parse("2024/2024", BAGHDAD).is_interval

    @pytest.mark.parametrize(
        ("text", "precision"),
        [
            ("19XX", Precision.CENTURY),
            ("194X", Precision.DECADE),
            ("1940", Precision.YEAR),
            ("1940-21", Precision.SEASON),
            ("1940-05", Precision.MONTH),
            ("1940-05-06", Precision.DAY),
            ("1940-05-06T07:08", Precision.MINUTE),
        ],
    )
    def test_the_precision_is_that_of_the_text(self, text: str, precision: Precision) -> None:
        start = parse(text, BAGHDAD).start
        assert start is not None
        assert start.precision is precision


def year_month_day(value: Iterable[int]) -> tuple[int, ...]:
    return tuple(value)[:3]


@given(
    st.one_of(
        unqualified,
        # The library does not support qualified seasons.
        st.builds("{}{}".format, st.one_of(years, months, days), st.sampled_from("~?%")),
        decades,
        long_years,
        days.map("{}T12:00:00Z".format),
        st.builds("{}/{}".format, unqualified, unqualified),
    )
)
def test_the_bounds_equal_those_of_the_edtf_library(text: str) -> None:
    when = parse_or_none(text, "UTC")
    if when is None:
        return
    reference = edtf.parse_edtf(text)
    lower, upper = reference.lower_strict(), reference.upper_strict()
    assert when.earliest // 86_400 == day_number(*year_month_day(lower))
    # The library ends winter with December "for simplicity"; here it lasts into February.
    winter = when.end is not None and when.end.season == 24
    expected = day_number(upper[0] + 1, 3, 1) - 1 if winter else day_number(*year_month_day(upper))
    assert when.latest // 86_400 == expected


def is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_number(year: int, month: int, day: int) -> int:
    """Count the days since 0001-01-01 by another method than the program: year by year."""
    before = year - 1
    lengths = (31, 29 if is_leap_year(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    leaps = before // 4 - before // 100 + before // 400
    return before * 365 + leaps + sum(lengths[: month - 1]) + day - 1


def test_every_form_is_valid_for_the_edtf_library() -> None:
    for text in ("نحو 300 ق.م – 200 ق.م", "1990s", "12000 BC", "spring 2024", "حتى 2026"):
        assert str(edtf.parse_edtf(canonical_edtf(text))) == canonical_edtf(text)
