"""The one date type: what is read, what it covers, how it is ordered, what is refused."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterable

import babel
import edtf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.dates import DateError, Moment, Precision, When, parse
from generator.i18n.cldr import load_conventions

BAGHDAD = "Asia/Baghdad"
CODES = ("date-invalid", "date-ambiguous", "date-weekday", "date-order", "date-unknown")
EPOCH = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


def read(text: str, timezone: str = BAGHDAD) -> str:
    return parse(text, timezone).edtf


def span(text: str, timezone: str = BAGHDAD) -> tuple[str, str]:
    """The bounds as UTC, for dates of the years that datetime knows."""
    when = parse(text, timezone)
    first, last = (EPOCH + dt.timedelta(seconds=s) for s in (when.earliest, when.latest))
    return f"{first:%Y-%m-%dT%H:%M:%S}", f"{last:%Y-%m-%dT%H:%M:%S}"


def refusal(text: str) -> DateError:
    with pytest.raises(DateError) as caught:
        parse(text, BAGHDAD)
    return caught.value


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
    def test_canonical_text_is_kept(self, text: str) -> None:
        assert read(text) == text

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
    def test_other_writings_become_canonical(self, text: str, canonical: str) -> None:
        assert read(text) == canonical

    def test_parts_are_told_apart(self) -> None:
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
    def test_precision_is_that_of_the_text(self, text: str, precision: Precision) -> None:
        start = parse(text, BAGHDAD).start
        assert start is not None
        assert start.precision is precision


class TestWords:
    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("٢٠٢٤-٠١-٠٤", "2024-01-04"),
            ("۲۰۲۴-۰۱", "2024-01"),
            ("5 كانون الثاني 2024", "2024-01-05"),
            ("٥ كانون الثاني ٢٠٢٤", "2024-01-05"),
            ("5 كانون الثاني/يناير 2024", "2024-01-05"),
            ("5 كانون الثاني (يناير) 2024", "2024-01-05"),
            ("كانون الثاني / يناير 2024", "2024-01"),
            ("كانون الثانی 2024", "2024-01"),
            ("كـانونُ الثّاني 2024", "2024-01"),
            ("تشرين اول 2024", "2024-10"),
            ("جانفي 2024", "2024-01"),
            ("1 غشت 2024", "2024-08-01"),
            ("5 من يناير عام 2024 م", "2024-01-05"),
            ("2024م", "2024"),
            ("300 ق.م", "-0299"),
            ("300 ق.م.", "-0299"),
            ("300 قبل الميلاد", "-0299"),
            ("الجمعة، 5 كانون الثاني 2024", "2024-01-05"),
            ("يوم جمعة 5 يناير 2024", "2024-01-05"),
            ("نحو تشرين الثاني 2024", "2024-11~"),
            ("حوالي 2014", "2014~"),
            ("2014 تقريباً", "2014~"),
            ("2014؟", "2014?"),
            ("ربيع 2024", "2024-21"),
            ("شتاء عام ٢٠٢٤", "2024-24"),
            ("حتى 2026", "../2026"),
            ("منذ أيلول 2024", "2024-09/.."),
            ("منذ 2014 حتى الآن", "2014/.."),
            ("من أيلول 2024 إلى أيلول 2025", "2024-09/2025-09"),
            ("من أيلول 2024 حتى أيلول 2025", "2024-09/2025-09"),
            ("أيلول 2024 – أيلول 2025", "2024-09/2025-09"),
        ],
    )
    def test_arabic(self, text: str, canonical: str) -> None:
        assert read(text) == canonical

    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("5 January 2024", "2024-01-05"),
            ("5th of January, 2024", "2024-01-05"),
            ("January 5, 2024", "2024-01-05"),
            ("JAN 2024", "2024-01"),
            ("Sept. 2024", "2024-09"),
            ("Friday, January 5, 2024", "2024-01-05"),
            ("Fri 2024-01-05", "2024-01-05"),
            ("circa 2014", "2014~"),
            ("c. 2014", "2014~"),
            ("about November 2024", "2024-11~"),
            ("spring 2024", "2024-21"),
            ("44 BC", "-0043"),
            ("1 BCE", "0000"),
            ("15 March 44 B.C.", "-0043-03-15"),
            ("79 AD", "0079"),
            ("12000 BC", "Y-11999"),
            ("until 2026", "../2026"),
            ("since September 2024", "2024-09/.."),
            ("from 2024-09", "2024-09/.."),
            ("from September 2024 to September 2025", "2024-09/2025-09"),
            ("Sep 2024 - Sep 2025", "2024-09/2025-09"),
            ("2014–2017", "2014/2017"),
            ("2014-2017", "2014/2017"),
            ("circa 300 BC — 200 BC", "-0299~/-0199"),
            ("2014 – present", "2014/.."),
        ],
    )
    def test_english(self, text: str, canonical: str) -> None:
        assert read(text) == canonical

    @pytest.mark.parametrize(
        ("text", "canonical"),
        [
            ("5 كانون الثاني 2024، 10:04 ص", "2024-01-05T10:04+03:00"),
            ("الجمعة، 5 كانون الثاني 2024، 10:04 م", "2024-01-05T22:04+03:00"),
            ("5 يناير 2024م، 10:04 م", "2024-01-05T22:04+03:00"),
            ("5 يناير 2024 الساعة 10:04 صباحًا", "2024-01-05T10:04+03:00"),
            ("5 يناير 2024 الساعة ١٠ مساءً", "2024-01-05T22:00+03:00"),
            ("5 يناير 2024 3:30 بعد الظهر", "2024-01-05T15:30+03:00"),
            ("5 يناير 2024 11:30 ظهرا", "2024-01-05T11:30+03:00"),
            ("5 يناير 2024 1:30 ظهرا", "2024-01-05T13:30+03:00"),
            ("January 5, 2024 at 3 p.m.", "2024-01-05T15:00+03:00"),
            ("Friday 2024-01-05 10:04 PM", "2024-01-05T22:04+03:00"),
            ("5 January 2024, 12:00 AM", "2024-01-05T00:00+03:00"),
            ("5 January 2024, 12:00 PM", "2024-01-05T12:00+03:00"),
            ("5 January 2024 22:04:05 UTC", "2024-01-05T22:04:05Z"),
            ("5 January 2024 22:04 +01:00", "2024-01-05T22:04+01:00"),
        ],
    )
    def test_times_of_day(self, text: str, canonical: str) -> None:
        assert read(text) == canonical

    @pytest.mark.parametrize(
        "locale",
        [locale for locale in babel.localedata.locale_identifiers() if f"{locale}_"[:3] == "ar_"],
    )
    def test_the_month_names_of_every_arab_country(self, locale: str) -> None:
        # Babel's own functions would note what they look up, and change the names of other tests.
        months, _ = load_conventions(locale, "latn").months
        read_back = [read(f"{month} 2024") for month in months]
        assert read_back == [f"2024-{number:02}" for number in range(1, 13)]


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
        ],
    )
    def test_are_those_of_the_sites_zone(self, text: str, first: str, last: str) -> None:
        assert span(text) == (first, last)

    def test_follow_the_clocks_of_the_zone(self) -> None:
        # Beirut's clocks skip from 00:00 to 01:00 on 31 March 2024, so that day has 23 hours.
        assert span("2024-03-31", "Asia/Beirut") == ("2024-03-30T22:00:00", "2024-03-31T20:59:59")
        # Havana's go back from 01:00 to 00:00 on 3 November 2024: 25 hours.
        day = parse("2024-11-03", "America/Havana")
        assert day.latest - day.earliest == 25 * 3600 - 1

    def test_a_day_that_a_zone_skipped_is_still_no_shorter_than_nothing(self) -> None:
        skipped = parse("2011-12-30", "Pacific/Apia")
        assert skipped.earliest <= skipped.latest

    def test_a_time_shown_twice_is_the_first(self) -> None:
        assert read("2024-10-27T02:30", "Europe/Berlin") == "2024-10-27T02:30+02:00"

    def test_years_that_datetime_does_not_know_follow_on(self) -> None:
        year_zero, year_one = parse("0000", "UTC"), parse("0001", "UTC")
        assert (year_zero.latest, year_one.earliest) == (-1, 0)
        assert parse("9999", BAGHDAD).latest + 1 == parse("Y10000", BAGHDAD).earliest

    def test_local_mean_time_counts_in_whole_minutes(self) -> None:
        # Baghdad was 2 h 57 min 36 s ahead of Greenwich until 1918.
        midnight, day = parse("1880-01-01T00:00", BAGHDAD), parse("1880-01-01", BAGHDAD)
        assert midnight.edtf == "1880-01-01T00:00+02:58"
        assert midnight.earliest == day.earliest
        assert (midnight.year, midnight.month) == (1880, 1)


class TestPlace:
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
            ("0001-01-01T00:00+14:00", 0, 12),
            ("9999-12-31T23:59-12:00", 10000, 1),
        ],
    )
    def test_is_that_of_the_first_known_moment_in_the_sites_zone(
        self, text: str, year: int, month: int | None
    ) -> None:
        when = parse(text, BAGHDAD)
        assert (when.year, when.month) == (year, month)


class TestOrder:
    def test_is_by_earliest_instant_then_the_coarser_first(self) -> None:
        texts = [
            "-0300", "0000", "19XX", "190X", "1900", "1900-01", "1900-01-01",
            "1900-01-01T00:00", "1900-01-01T00:00:00", "2023-12-31T23:59", "2024", "2024-01",
            "2024-21", "2024-03", "2024-22", "2024-23", "2024-24",
        ]  # fmt: skip
        keys = [parse(text, BAGHDAD).sort_key for text in texts]
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
            ("194X", None),
            ("0000", None),
            ("-0300-01", None),
            ("Y12000", None),
        ],
    )
    def test_datetime_tells_what_html_can(self, text: str, value: str | None) -> None:
        assert parse(text, BAGHDAD).datetime == value


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
            ("300", "'300' is no year of four digits"),
            ("20240104", "'20240104' is no year of four digits"),
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
                *("20240104", "date-unknown", "'20240104' is no year of four digits"),
                "write 2024-01-04",
            ),
            (
                *("1704326400", "date-unknown", "so long a number is no date"),
                "write 2024-01-04 if it counts the seconds since 1970",
            ),
            (
                *("1704326400000", "date-unknown", "so long a number is no date"),
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


# Hypothesis: dates of every form, and text of none.

years = st.one_of(st.integers(1800, 2200), st.integers(-9999, 9999)).map(
    lambda year: f"{year:04}" if year >= 0 else f"{year:05}"
)
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(dt.date.isoformat)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
seasons = st.builds("{}-{}".format, years, st.integers(21, 24))
decades = st.builds(
    "{}{}".format, years.map(lambda year: year[:-2]), st.sampled_from(["XX", "0X", "9X"])
)
long_years = st.integers(10_000, 99_999_999).flatmap(
    lambda year: st.sampled_from([f"Y{year}", f"Y-{year}"])
)
plain = st.one_of(years, days, months, seasons)
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
WORDS = (
    "5 24 2024 ٢٠٢٤ 45295 10:04 January may كانون الثاني تشرين يناير / - – ( ) ، , . .. ~ ? %"
    " الجمعة Fri ص م pm ظهرا ق.م BC ad م. من منذ حتى until to نحو c. spring ربيع الآن"
    " 2024-01-04 2024-13 -0300 194X T Z +03:00 XX Y12000 أواخر 1445 هـ 03/04/2024 \u200f"
)
words = st.sampled_from(WORDS.split(" "))
texts = st.one_of(
    st.text(max_size=40),
    st.text("0123456789-/T:Z+~?%X. ٤", max_size=30),
    st.lists(words, max_size=8).map(" ".join),
    st.lists(words, max_size=8).map("".join),
)


def error_of(text: str) -> DateError | None:
    try:
        parse(text, BAGHDAD)
    except DateError as error:
        return error
    return None


def parsed(text: str, timezone: str) -> When | None:
    try:
        return parse(text, timezone)
    except DateError:
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


def strict(value: Iterable[int]) -> tuple[int, ...]:
    return tuple(value)[:3]


@given(
    st.one_of(
        plain,
        # The library knows no qualified season.
        st.builds("{}{}".format, st.one_of(years, months, days), st.sampled_from("~?%")),
        decades,
        long_years,
        days.map("{}T12:00:00Z".format),
        st.builds("{}/{}".format, plain, plain),
    )
)
def test_bounds_are_those_of_the_edtf_library(text: str) -> None:
    when = parsed(text, "UTC")
    if when is None:
        return
    oracle = edtf.parse_edtf(text)
    lower, upper = oracle.lower_strict(), oracle.upper_strict()
    assert when.earliest // 86_400 == day_number(*strict(lower))
    # The library ends winter with December "for simplicity"; here it lasts into February.
    winter = when.end is not None and when.end.season == 24
    expected = day_number(upper[0] + 1, 3, 1) - 1 if winter else day_number(*strict(upper))
    assert when.latest // 86_400 == expected


def leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_number(year: int, month: int, day: int) -> int:
    """Days from 0001-01-01, counted the long way round: by the years before."""
    before = year - 1
    lengths = (31, 29 if leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    leaps = before // 4 - before // 100 + before // 400
    return before * 365 + leaps + sum(lengths[: month - 1]) + day - 1


def test_every_form_is_valid_for_the_edtf_library() -> None:
    for text in ("نحو 300 ق.م – 200 ق.م", "1990s", "12000 BC", "spring 2024", "حتى 2026"):
        assert str(edtf.parse_edtf(read(text))) == read(text)


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
