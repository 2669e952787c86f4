"""A text that is not a date is an error with a code, its position, a reason and a hint."""

from __future__ import annotations

import pytest

from generator.dates import DateError, parse
from tests.dates.helpers import BAGHDAD

FORMS = "write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024"
MONTHS = "months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter"
MONTH_ONLY = "write the last day that is known, or only the month: "
CLOCK = "a day runs from 00:00 to 23:59; for midnight write 00:00 of the next day"
HALVES = "write the time as in 2:30 PM or 14:30"
UNTIMED = "a date with a time of day cannot be approximate or uncertain"
YEAR_ALONE = "write only the year: Y-11999"
FAR = "write a four-digit year, or only the year: Y12024"
FIGURES = "the order of day and month differs between countries"
NO_FIGURES = "write year, month, day, as in 2024-01-04"
CENTURY = "write all four digits of the year, as in 2024"
MONTH = "write 2024-09 for the month; for an interval, write both dates in full"
WHOLE = "write full dates, as in 2024-01-05 or 2024-01-05/2024-01-07"
WEEKDAY = "correct the day or the weekday, or remove the weekday"
NO_DAY = "remove the weekday, or write the full date, as in 2024-01-04"
ENDS = "write ../2026 if the start is open, 2024/.. if the end is open"
VAGUE = (
    "write what is known: a season, a month or a year, as in 2024-21, 2023-12~ (approximate),"
    " ../2026 (until) or 2024/.. (since)"
)
HIJRI = "write the Gregorian date; with hijri = true in site.toml the page shows both"
LONG = "a number this long is not a date"
EPOCH = "write 2024-01-04 if the number is a Unix time"


def refusal(text: str) -> tuple[str, int, str, str]:
    with pytest.raises(DateError) as caught:
        parse(text, BAGHDAD)
    error = caught.value
    assert str(error) == error.message
    return error.code, error.offset, error.message, error.hint


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("2024/2024-02-30", 5, "February 2024 has 29 days", MONTH_ONLY + "2024-02"),
        ("  2023-02-29", 2, "February 2023 has 28 days", MONTH_ONLY + "2023-02"),
        ("1900-02-29", 0, "February 1900 has 28 days", MONTH_ONLY + "1900-02"),
        ("31 أبريل 2024", 0, "April 2024 has 30 days", MONTH_ONLY + "2024-04"),
        ("-0001-02-29", 0, "February -0001 has 28 days", MONTH_ONLY + "-0001-02"),
        ("2024-01-32", 0, "January 2024 has 31 days", MONTH_ONLY + "2024-01"),
        (
            "2024/2024-01-00",
            5,
            "there is no day 00",
            "if the day is unknown, write only the month: 2024-01",
        ),
        ("2024/2024-13", 5, "there is no month 13", MONTHS),
        ("2024-00", 0, "there is no month 00", MONTHS),
        ("2024-20", 0, "there is no month 20", MONTHS),
        ("2024-25", 0, "there is no month 25", MONTHS),
        ("2024-21-01", 0, "there is no month 21", MONTHS),
        ("2024/2024-01-04T24:00", 5, "there is no time 24:00", CLOCK),
        ("2024-01-04T12:60", 0, "there is no time 12:60", CLOCK),
        ("2024-01-04T12:00:60", 0, "there is no time 12:00:60", CLOCK),
        (
            "2024/2016-12-31T23:59:60Z",
            5,
            "leap seconds are not supported",
            "write 59 for the second",
        ),
        (
            "2024-01-04T12:00+16:00",
            0,
            "invalid UTC offset '+16:00'",
            "write an offset such as +03:00",
        ),
        (
            "2024/2024-01-04T12:00+15:60",
            5,
            "invalid UTC offset '+15:60'",
            "write an offset such as +03:00",
        ),
        (
            "2024-01-04 12:00 -16:00",
            17,
            "invalid UTC offset '-16:00'",
            "write an offset such as +03:00",
        ),
        ("2024-01-04 14:30 م", 11, "'14:30' is not a time on the 12-hour clock", HALVES),
        ("2024-01-04 0:30 AM", 11, "'0:30' is not a time on the 12-hour clock", HALVES),
        ("2024-01-04 13 pm", 11, "'13' is not a time on the 12-hour clock", HALVES),
        ("2024-01-04 4:00 ظهرا", 11, "'4:00' is not a time around noon", HALVES),
        ("2024-01-04 10 ظهرا", 11, "'10' is not a time around noon", HALVES),
        ("2024/-0000", 5, "there is no year -0000", "write 0000 for the year 1 BC"),
        ("2024/-0000-01", 5, "there is no year -0000", "write 0000 for the year 1 BC"),
        ("2024/0 BC", 5, "years BC and AD start at 1", "write 1 BC or 1 AD"),
        ("5 May 12000 BC", 0, "only a four-digit year can have a month or a day", YEAR_ALONE),
        ("2024/spring 12000 BC", 5, "only a four-digit year can have a month or a day", YEAR_ALONE),
        ("on 12024-01-04", 3, "the year 12024 has more than four digits", FAR),
        ("0012024-01", 0, "the year 0012024 has more than four digits", FAR),
        ("January 2024 10:04", 13, "a time of day needs a full date", FORMS),
        ("2024-01-04T10:04 11:04", 17, "it has two times of day", FORMS),
        ("2024/about 2024-01-04 12:00", 5, UNTIMED, "write the date without the time: 2024-01-04~"),
        ("2024-01-04 12:00?", 0, UNTIMED, "write the date without the time: 2024-01-04?"),
        ("about 2024-01-04 12:00?", 0, UNTIMED, "write the date without the time: 2024-01-04%"),
        (
            "5 كانون الثاني/شباط 2024",
            15,
            "the two names are of different months",
            "write one month, or an interval as in 2024-01/2024-02",
        ),
    ],
)
def test_an_impossible_date_is_invalid(text: str, offset: int, message: str, hint: str) -> None:
    assert refusal(text) == ("date-invalid", offset, message, hint)


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("on 03/04/2024", 3, FIGURES, "write 2024-04-03 or 2024-03-04"),
        ("٣/٤/٢٠٢٤", 0, FIGURES, "write 2024-04-03 or 2024-03-04"),
        ("03.04.2024", 0, FIGURES, "write 2024-04-03 or 2024-03-04"),
        ("25-12-2024", 0, FIGURES, "write 2024-12-25"),
        ("12-25-2024", 0, FIGURES, "write 2024-12-25"),
        ("5/5/2024", 0, FIGURES, "write 2024-05-05"),
        ("1/1/0100", 0, FIGURES, "write 0100-01-01"),
        ("1/1/099", 0, FIGURES, NO_FIGURES),
        ("03/04/24", 0, FIGURES, NO_FIGURES),
        ("30/30/2024", 0, FIGURES, NO_FIGURES),
        (
            "2024/45295",
            5,
            "a five-digit number can be a spreadsheet date or a year",
            "write 2024-01-04 for the date, Y45295 for the year",
        ),
        (
            "10000",
            0,
            "a five-digit number can be a spreadsheet date or a year",
            "write 1927-05-18 for the date, Y10000 for the year",
        ),
        (
            "2024/45321.5",
            5,
            "a decimal number can be a spreadsheet date",
            "write 2024-01-30 for that date",
        ),
        (
            "2024/1900s",
            5,
            "'1900s' can be a decade or a century",
            "write 190X for the decade, 19XX for the century",
        ),
        ("2024/5 Jan 24", 11, "the century of the year '24' is missing", CENTURY),
        ("5 ينايرُ 24", 9, "the century of the year '24' is missing", CENTURY),
        ("January 5, 24", 11, "the century of the year '24' is missing", CENTURY),
        ("09/2024", 0, "'09' can be a month, a day or a year", MONTH),
        ("2024/9", 5, "'9' can be a month, a day or a year", MONTH),
        ("٩ – ٢٠٢٤", 0, "'9' can be a month, a day or a year", MONTH),
        ("2024 09", 5, "'09' can be a month, a day or a year", MONTH),
        ("9 to 2024", 0, "'9' can be a day or a year", WHOLE),
        ("13/2024", 0, "'13' can be a day or a year", WHOLE),
        ("2024/24", 5, "'24' can be a day or a year", WHOLE),
        ("January 24", 8, "'24' can be a day or a year", WHOLE),
        ("on Sunday 24", 10, "'24' can be a day or a year", WHOLE),
        ("5 – 7 May 2024", 0, "'5' can be a day or a year", WHOLE),
        (
            "2024-01-04 12:00 EST",
            17,
            "'EST' does not name one time zone",
            "write the offset from UTC, as in 2024-01-04T12:00+03:00",
        ),
    ],
)
def test_a_date_with_two_readings_is_ambiguous(
    text: str, offset: int, message: str, hint: str
) -> None:
    assert refusal(text) == ("date-ambiguous", offset, message, hint)


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("الخميس، 5 كانون الثاني 2024", 0, "2024-01-05 is a Friday, not a Thursday", WEEKDAY),
        ("2024/Sat 2024-01-05 10:04", 5, "2024-01-05 is a Friday, not a Saturday", WEEKDAY),
        ("Sunday 15 March 44 BC", 0, "-0043-03-15 is a Friday, not a Sunday", WEEKDAY),
        ("2024/Friday, January 2024", 5, "a weekday needs a full date", NO_DAY),
        ("Friday 2024", 0, "a weekday needs a full date", NO_DAY),
    ],
)
def test_a_weekday_must_be_that_of_the_day(text: str, offset: int, message: str, hint: str) -> None:
    assert refusal(text) == ("date-weekday", offset, message, hint)


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        (
            "2025-09/2024-09",
            8,
            "the end (2024-09) is before the start (2025-09)",
            "write the earlier date first: 2024-09/2025-09",
        ),
        (
            "2024~/2023?",
            6,
            "the end (2023?) is before the start (2024~)",
            "write the earlier date first: 2023?/2024~",
        ),
        (
            "2024-01-04T12:00/2024-01-04T11:59",
            17,
            "the end (2024-01-04T11:59+03:00) is before the start (2024-01-04T12:00+03:00)",
            "write the earlier date first: 2024-01-04T11:59+03:00/2024-01-04T12:00+03:00",
        ),
        (
            "2024/12000 BC",
            5,
            "the end (Y-11999) is before the start (2024)",
            "write the earlier date first: Y-11999/2024",
        ),
    ],
)
def test_an_interval_must_not_end_before_it_starts(
    text: str, offset: int, message: str, hint: str
) -> None:
    assert refusal(text) == ("date-order", offset, message, hint)


@pytest.mark.parametrize(
    ("text", "offset", "message", "hint"),
    [
        ("", 0, "it contains no date", FORMS),
        (" \u200f", 0, "it contains no date", FORMS),
        ("since", 0, "it contains no date", FORMS),
        (
            "../..",
            0,
            "an interval needs a start or an end",
            "write the one that is known, as in ../2026 or 2024/..",
        ),
        (
            "/",
            0,
            "an interval needs a start or an end",
            "write the one that is known, as in ../2026 or 2024/..",
        ),
        ("2024 –", 4, "the start or the end of the interval is missing", ENDS),
        ("– 2024", 0, "the start or the end of the interval is missing", ENDS),
        ("2024 to", 5, "the start or the end of the interval is missing", ENDS),
        ("until", 0, "the start or the end of the interval is missing", ENDS),
        ("since until 2024", 6, "the start or the end of the interval is missing", ENDS),
        ("since /2024", 6, "the start or the end of the interval is missing", ENDS),
        (
            "2020/2021/2022",
            9,
            "it has more than one start and one end",
            "write an interval as in 2024-01/2024-02",
        ),
        ("10:04", 0, "a time of day needs a full date", FORMS),
        ("2024/5 January", 5, "the year is missing", FORMS),
        ("الجمعة", 0, "the year is missing", FORMS),
        ("5 January 10:04", 0, "the year is missing", FORMS),
        ("2024/2024 2025", 5, "unknown date format", FORMS),
        ("10:04 January", 0, "unknown date format", FORMS),
        ("2024/(", 5, "unknown date format", FORMS),
        ("in Late 2023", 3, "'Late' is too vague for a timeline", VAGUE),
        ("مطلع 2023", 0, "'مطلع' is too vague for a timeline", VAGUE),
        ("before 2026", 0, "'before' is too vague for a timeline", VAGUE),
        ("5 رمضان 1445 هـ", 2, "dates in the Islamic calendar are not supported", HIJRI),
        ("ربيع الأول 1445", 0, "dates in the Islamic calendar are not supported", HIJRI),
        ("on Yesterday", 3, "unknown word 'Yesterday'", FORMS),
        ("4 Jxn 2024", 2, "unknown word 'Jxn'", "did you mean 'Jan'?"),
        ("2024²", 4, "unknown character '²'", FORMS),
        ("Y2024", 0, "unknown word 'Y'", FORMS),
        ("2024-01-05 #", 11, "unknown character '#'", FORMS),
        ("5 ينايرُ 24x", 11, "unknown word 'x'", FORMS),
        ("on 4 Januray 2024", 5, "unknown word 'Januray'", "did you mean 'January'?"),
        ("on 4 janu. 2024", 5, "unknown word 'janu.'", "did you mean 'Jan'?"),
        ("٤ سبتمير ٢٠٢٤", 2, "unknown word 'سبتمير'", "did you mean 'سبتمبر'?"),
        ("2024/300", 5, "'300' is not a four-digit year", "write 0300"),
        ("20240104", 0, "'20240104' is not a four-digit year", "write 2024-01-04"),
        ("2024/20241304", 5, "'20241304' is not a four-digit year", FORMS),
        ("09999", 0, "'09999' is not a four-digit year", FORMS),
        ("2024/123456", 5, "'123456' is not a four-digit year", FORMS),
        ("2024/1704326400", 5, LONG, EPOCH),
        ("1704326400000", 0, LONG, EPOCH),
        ("9999999999", 0, LONG, "write 2286-11-20 if the number is a Unix time"),
        ("0000000000", 0, LONG, FORMS),
        ("999999999", 0, LONG, FORMS),
        ("17043264000", 0, LONG, FORMS),
        ("2024/01/04", 0, "a numeric date needs hyphens", "write 2024-01-04"),
        ("2024.13.04", 0, "a numeric date needs hyphens", NO_FIGURES),
        (
            "2024/2024-XX-05",
            5,
            "it has a day but no month",
            "write only 2024",
        ),
        (
            "2024/2024-05-XXT12:00",
            5,
            "it has a time but no day",
            "write only 2024-05",
        ),
    ],
)
def test_an_unrecognized_date_is_unknown(text: str, offset: int, message: str, hint: str) -> None:
    assert refusal(text) == ("date-unknown", offset, message, hint)


def test_a_text_of_more_than_200_characters_is_not_a_date() -> None:
    spaces = " " * 196
    assert parse(f"{spaces}2024", BAGHDAD).edtf == "2024"
    assert refusal(f"{spaces} 2024") == (
        "date-unknown",
        0,
        "it is longer than 200 characters",
        FORMS,
    )
