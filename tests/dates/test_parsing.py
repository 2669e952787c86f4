"""Every text is a date, or an error that says why and where."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.chronology.order import date_order
from generator.dates import DateError, parse, write
from tests.dates.helpers import (
    BAGHDAD,
    days,
    decades,
    long_years,
    parse_or_none,
    texts,
    unqualified,
)

CODES = ("date-invalid", "date-ambiguous", "date-weekday", "date-order", "date-unknown")


untimed = st.builds(
    "{}{}".format, st.one_of(unqualified, decades, long_years), st.sampled_from(["", "~", "?", "%"])
)


times = st.builds(
    "{}T{:02}:{:02}{}{}".format,
    days,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", ":00", ":59"]),
    st.sampled_from(["", "Z", "+03:00", "-11:30", "+14:00"]),
)


moments = st.one_of(untimed, times)


forms = st.one_of(
    moments,
    moments.map("../{}".format),
    moments.map("{}/..".format),
    st.builds("{}/{}".format, moments, moments),
)


zones = st.sampled_from(
    ["Asia/Baghdad", "UTC", "America/Havana", "Pacific/Apia", "Asia/Manila", "Africa/Monrovia"]
)


def error_or_none(text: str) -> DateError | None:
    try:
        parse(text, BAGHDAD)
    except DateError as error:
        return error
    return None


@given(st.one_of(forms, texts), zones)
@example("1880-01-01T00:00", "Africa/Monrovia")
@example("1800-01-01T00:00", "Asia/Manila")
@example("2011-12-30/2011-12-30", "Pacific/Apia")
@example("1445-09 AH to 2024-05", "UTC")
@example("late winter 2024", "Asia/Manila")
@example("in the early 9990s", "UTC")
def test_the_canonical_text_of_a_date_is_parsed_as_an_equal_date(text: str, zone: str) -> None:
    when = parse_or_none(text, zone)
    if when is not None:
        assert parse(write(when), zone) == when
        assert when.earliest <= when.latest


@given(texts)
@example("2" * 1000)
@example("((((((" * 30)
@example("2حوالحوﷺ")
@example("2024 0ص 3ص")
def test_every_error_says_why_and_where(text: str) -> None:
    error = error_or_none(text)
    if error is not None:
        assert error.code in CODES
        assert error.message
        assert error.hint
        assert 0 <= error.offset <= len(text)


@given(moments, zones)
def test_every_generated_moment_is_parsed_or_its_calendar_must_be_named(
    text: str, zone: str
) -> None:
    needs_calendar = "1300" <= text[:4] <= "1500" and text[2:4].isdecimal() and text[5:6] != "2"
    if needs_calendar:
        with pytest.raises(DateError, match="can be of the Islamic"):
            parse(text, zone)
    else:
        assert parse(text, zone).edtf


@given(
    st.lists(forms, min_size=2, max_size=8),
    st.sampled_from(["UTC", BAGHDAD, "America/Havana"]),
)
def test_years_and_months_agree_with_the_order(texts: list[str], zone: str) -> None:
    dates = [when for text in texts if (when := parse_or_none(text, zone))]
    ordered = sorted(dates, key=date_order)
    years = [when.year for when in ordered]
    months = [(when.year, when.month) for when in ordered if when.month is not None]
    assert years == sorted(years)
    assert months == sorted(months)


def test_an_unknown_time_zone_is_not_a_date_error() -> None:
    with pytest.raises(KeyError):
        parse("2024", "Asia/Nowhere")


def test_importing_the_package_imports_no_third_party_package() -> None:
    code = (
        "import sys, generator.dates;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'edtf', 'babel', 'hijridate', 'dateutil'}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"
