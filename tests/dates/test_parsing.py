"""Any text is a date or an error that says why and where."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.dates import DateError, parse
from tests.dates.helpers import (
    BAGHDAD,
    days,
    decades,
    long_years,
    parsed,
    plain,
    texts,
)

CODES = ("date-invalid", "date-ambiguous", "date-weekday", "date-order", "date-unknown")


def refusal(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse(text, BAGHDAD)
    return caught.value


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("2024-02-30", "February 2024 has 29 days"),
            ("2023-02-29", "February 2023 has 28 days"),
            ("1900-02-29", "February 1900 has 28 days"),
            ("31 أبريل 2024", "April 2024 has 30 days"),
            ("2024-01-00", "there is no day 00"),
            ("-0001-02-29", "February -0001 has 28 days"),
            ("2024-13", "there is no month 13"),
            ("2024-21-01", "there is no month 21"),
            ("2024-01-04T24:00", "no clock shows 24:00"),
            ("2024-01-04T12:60", "no clock shows 12:60"),
            ("2024-01-04T12:00:60", "no clock shows 12:00:60"),
            ("2024-01-04T12:00+16:00", "no clock is +16:00 from UTC"),
            ("2024-01-04 14:30 م", "no clock of twelve hours shows '14:30' then"),
            ("2024-01-04 0:30 AM", "no clock of twelve hours shows '0:30' then"),
            ("2024-01-04 6:00 ظهرا", "no clock of twelve hours shows '6:00' then"),
            ("-0000", "there is no year -0000"),
            ("-0000-01", "there is no year -0000"),
            ("0 BC", "no era has a year 0"),
            ("5 May 12000 BC", "the year -11999 is known alone"),
            ("spring 12000 BC", "the year -11999 is known alone"),
            ("January 2024 10:04", "a time of day needs a day"),
            ("2024-01-04T10:04 11:04", "it has two times of day"),
            (
                "about 2024-01-04 12:00",
                "a date with a time of day cannot be approximate or uncertain",
            ),
            ("كانون الثاني/شباط 2024", "its two names are of different months"),
        ],
    )
    def test_what_cannot_be_is_invalid(self, text: str, message: str) -> None:
        error = refusal(text)
        assert (error.code, error.message) == ("date-invalid", message)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("03/04/2024", "write 2024-04-03 or 2024-03-04"),
            ("٣/٤/٢٠٢٤", "write 2024-04-03 or 2024-03-04"),
            ("03.04.2024", "write 2024-04-03 or 2024-03-04"),
            ("25-12-2024", "write 2024-12-25"),
            ("5/5/2024", "write 2024-05-05"),
            ("03/04/24", "write year, month, day, as in 2024-01-04"),
            ("45295", "write 2024-01-04 for the day, Y45295 for the year"),
            ("1900s", "write 190X for the decade, 19XX for the century"),
            ("5 Jan 24", "write all four digits of the year, as in 2024"),
            ("24", "write the whole date, and each end of an interval: 2024-01-05/2024-01-07"),
            (
                "January 24",
                "write the whole date, and each end of an interval: 2024-01-05/2024-01-07",
            ),
            (
                "5 – 7 May 2024",
                "write the whole date, and each end of an interval: 2024-01-05/2024-01-07",
            ),
        ],
    )
    def test_what_can_be_two_things_is_ambiguous(self, text: str, hint: str) -> None:
        error = refusal(text)
        assert (error.code, error.hint) == ("date-ambiguous", hint)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("الخميس، 5 كانون الثاني 2024", "2024-01-05 is a Friday, not a Thursday"),
            ("Sat 2024-01-05 10:04", "2024-01-05 is a Friday, not a Saturday"),
            ("Sunday 15 March 44 BC", "-0043-03-15 is a Friday, not a Sunday"),
            ("Friday, January 2024", "a weekday needs a day"),
        ],
    )
    def test_a_weekday_must_be_that_of_the_day(self, text: str, message: str) -> None:
        error = refusal(text)
        assert (error.code, error.message) == ("date-weekday", message)

    def test_an_interval_must_not_end_before_it_starts(self) -> None:
        error = refusal("2025-09/2024-09")
        assert error.code == "date-order"
        assert error.message == "it ends (2024-09) before it starts (2025-09)"
        assert error.hint == "write the earlier end first: 2024-09/2025-09"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "there is no date in it"),
            (" \u200f", "there is no date in it"),
            ("since", "there is no date in it"),
            ("10:04", "a time of day needs a day"),
            ("5 January", "it has no year"),
            ("الجمعة", "it has no year"),
            ("late 2023", "'late' tells no time that can be put in order"),
            ("مطلع 2023", "'مطلع' tells no time that can be put in order"),
            ("before 2026", "'before' tells no time that can be put in order"),
            ("5 رمضان 1445 هـ", "dates of the Islamic calendar are not read"),
            ("ربيع الأول 1445", "dates of the Islamic calendar are not read"),
            ("yesterday", "'yesterday' is not understood"),
            ("2024²", "'²' is not understood"),
            ("Y2024", "'Y' is not understood"),
            ("300", "'300' is not a four-digit year"),
            ("20240104", "'20240104' is not a four-digit year"),
            ("2024/01/04", "a date in figures has hyphens"),
            ("2024-XX-05", "it tells the day and not the month"),
            ("../..", "neither of its ends is known"),
            ("/", "neither of its ends is known"),
            ("2024 –", "one of its ends is missing"),
            ("– 2024", "one of its ends is missing"),
            ("since until 2024", "one of its ends is missing"),
            ("2020/2021/2022", "it has more than two ends"),
            ("2024 2025", "it is not understood as a date"),
            ("2" * 201, "it is longer than 200 characters"),
        ],
    )
    def test_what_is_not_understood_is_unknown(self, text: str, message: str) -> None:
        error = refusal(text)
        assert (error.code, error.message) == ("date-unknown", message)

    @pytest.mark.parametrize(
        ("text", "offset"),
        [
            ("2024-02-30", 0),
            ("  2024-02-30", 2),
            ("2024-01/2024-02-30", 8),
            ("2025/2024", 5),
            ("5 ينايرُ 24", 9),
            ("2024-01-05 yesterday", 11),
            ("2024-01-05 #", 11),
        ],
    )
    def test_the_offset_is_where_the_mistake_stands(self, text: str, offset: int) -> None:
        assert refusal(text).offset == offset

    @pytest.mark.parametrize(
        ("text", "code", "message", "hint"),
        [
            (
                *("20240104", "date-unknown", "'20240104' is not a four-digit year"),
                "write 2024-01-04",
            ),
            (
                *("1704326400", "date-unknown", "a number this long is not a date"),
                "write 2024-01-04 if it counts the seconds since 1970",
            ),
            (
                *("1704326400000", "date-unknown", "a number this long is not a date"),
                "write 2024-01-04 if it counts the seconds since 1970",
            ),
            (
                *("45321.5", "date-ambiguous", "a number with a point can be a spreadsheet's day"),
                "write 2024-01-30 for that day",
            ),
            (
                *("12024-01-04", "date-invalid", "the year 12024 has more than four digits"),
                "write a year of four digits, or Y12024 alone for one so far away",
            ),
            (
                *("2016-12-31T23:59:60Z", "date-invalid", "leap seconds are not read"),
                "write 59 for the second",
            ),
            (
                "4 Januray 2024",
                "date-unknown",
                "'Januray' is not understood",
                "did you mean 'January'?",
            ),
            (
                *("٤ سبتمير ٢٠٢٤", "date-unknown", "'سبتمير' is not understood"),
                "did you mean 'سبتمبر'?",
            ),
            (
                *("2024-01-04 12:00 EST", "date-ambiguous"),
                "the letters 'EST' stand for more than one time zone, or for none",
                "write how far the clock was from UTC, as in 2024-01-04T12:00+03:00",
            ),
        ],
    )
    def test_what_was_probably_meant_is_offered(
        self, text: str, code: str, message: str, hint: str
    ) -> None:
        error = refusal(text)
        assert (error.code, error.message, error.hint) == (code, message, hint)

    def test_the_hint_for_a_day_offers_the_month(self) -> None:
        hint = "write the last day that is known, or only the month: 2024-02"
        assert refusal("2024-02-30").hint == hint


untimed = st.builds(
    "{}{}".format, st.one_of(plain, decades, long_years), st.sampled_from(["", "~", "?", "%"])
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


def error_of(text: str) -> DateError | None:
    try:
        parse(text, BAGHDAD)
    except DateError as error:
        return error
    return None


@given(st.one_of(forms, texts), zones)
@example("1880-01-01T00:00", "Africa/Monrovia")
@example("1800-01-01T00:00", "Asia/Manila")
@example("2011-12-30/2011-12-30", "Pacific/Apia")
def test_whatever_is_read_reads_back_equal_and_ends_after_it_starts(text: str, zone: str) -> None:
    when = parsed(text, zone)
    if when is not None:
        assert parse(when.edtf, zone) == when
        assert when.earliest <= when.latest
        assert when.sort_key == (when.earliest, when.earliest - when.latest)


@given(texts)
@example("2" * 1000)
@example("((((((" * 30)
def test_what_is_refused_says_why_and_where(text: str) -> None:
    error = error_of(text)
    if error is not None:
        assert error.code in CODES
        assert error.message
        assert error.hint
        assert 0 <= error.offset <= len(text)


@given(moments, zones)
def test_every_moment_is_read(text: str, zone: str) -> None:
    assert parse(text, zone).edtf


@given(
    st.lists(forms, min_size=2, max_size=8),
    st.sampled_from(["UTC", BAGHDAD, "America/Havana"]),
)
def test_year_and_month_never_contradict_the_order(texts: list[str], zone: str) -> None:
    dates = [when for text in texts if (when := parsed(text, zone))]
    in_order = sorted(dates, key=lambda when: when.sort_key)
    years = [when.year for when in in_order]
    months = [(when.year, when.month) for when in in_order if when.month is not None]
    assert years == sorted(years)
    assert months == sorted(months)


def test_a_zone_that_does_not_exist_is_no_mistake_of_the_date() -> None:
    with pytest.raises(KeyError):
        parse("2024", "Asia/Nowhere")


def test_importing_the_module_imports_no_third_party() -> None:
    code = (
        "import sys, generator.dates;"
        "print(sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'edtf', 'babel', 'hijridate', 'dateutil'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
