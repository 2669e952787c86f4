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
KNOWN = (
    "write what is known, as in 199X, ../2003 or between 1990 and 2003; if the text is not an"
    " event, move it to content/pages/"
)
ENDS = "write ../2026 if the start is open, 2024/.. if the end is open"
TWO_CALENDARS = "the month and the era are of different calendars"
ONE_CALENDAR = "delete the one that is wrong, or write both dates, as in 2024-03-31 = 1445-09-21 AH"
NO_CENTURY = "the century of the year '24' is missing"
THIS_CENTURY = "write 2024-01-05 if the year is 2024"
MONTH_OR_YEAR = "write 2010-11 for the month, 2010/2011 for the interval"
UNMARKED = "the year 1445 can be of the Islamic, the Solar Hijri or the Gregorian calendar"
UNMARKED_HINT = (
    "write 1445-06-22 AH for 2024-01-04, 1445-06-22 SH for 2066-09-12,"
    " 1445-06-22 CE for that Gregorian year"
)
UNMARKED_FIGURES = (
    "write 1445-07-05 AH or 1445-05-07 AH; with SH for the Solar Hijri calendar, with CE for the"
    " Gregorian one"
)
CENTURIES = "a century is written with its first two digits"
DAY_ONLY = "write only 2024-01-05"
SECOND_HALF = "write between 2020-07 and 2020-12, or 2020-07/2020-12 if it lasted that long"
ONE_DATE = "an event has one date"
LASTED = " if it lasted that long"
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
        (
            "2024-00",
            0,
            "there is no month 00",
            "if the month is unknown, write only the year: 2024",
        ),
        ("2024-20", 0, "there is no month 20", MONTHS),
        ("2024-25", 0, "there is no month 25", "write 2024/2025 if these are two years"),
        ("1990-95", 0, "there is no month 95", "write 1990/1995 if these are two years"),
        ("30/30/2024", 0, "there is no month 30", MONTHS),
        ("before 2024-13", 7, "there is no month 13", MONTHS),
        ("2024.13.04", 0, "there is no month 13", "write 2024-04-13 if 13 is the day"),
        ("2024-31-02", 0, "there is no month 31", MONTHS),
        ("30 شوال 1445", 0, "Shawwal 1445 has 29 days", MONTH_ONLY + "1445-10 AH"),
        ("30 اسفند 1402", 0, "Esfand 1402 has 29 days", MONTH_ONLY + "1402-12 SH"),
        ("1445-13-01 AH", 0, "there is no month 13", MONTHS),
        (
            "1445-09-00 AH",
            0,
            "there is no day 00",
            "if the day is unknown, write only the month: 1445-09 AH",
        ),
        ("January 1445 AH", 13, TWO_CALENDARS, ONE_CALENDAR),
        ("رمضان 1445 م", 11, TWO_CALENDARS, ONE_CALENDAR),
        (
            "21 رمضان 1445 هـ الموافق 5 مارس 2024 م",
            25,
            "1445-09-21 AH is 2024-03-31, not 2024-03-05",
            "correct one of them, or write only 2024-03-05",
        ),
        ("2024-21-01", 0, "there is no month 21", "write 2024-01-21 if 21 is the day"),
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
        (
            "أول أيار 2020",
            0,
            "'أول' can be the first day or the early part of the month",
            "write 2020-05-01 for the day, early 2020-05 for the part",
        ),
        ("٣/٤/٢٠٢٤", 0, FIGURES, "write 2024-04-03 or 2024-03-04"),
        ("03.04.2024", 0, FIGURES, "write 2024-04-03 or 2024-03-04"),
        ("5/7/1445 هـ", 0, FIGURES, "write 1445-07-05 AH or 1445-05-07 AH"),
        ("5/7/1445", 0, FIGURES, UNMARKED_FIGURES),
        ("1/1/099", 0, FIGURES, "write 0099-01-01"),
        ("40/40/099", 0, FIGURES, NO_FIGURES),
        ("03/04/24", 0, NO_CENTURY, "write 2024-04-03 or 2024-03-04 if the year is 2024"),
        ("25/12/24", 0, NO_CENTURY, "write 2024-12-25 if the year is 2024"),
        ("30/30/24", 0, NO_CENTURY, CENTURY),
        ("1445-06-22", 0, UNMARKED, UNMARKED_HINT),
        (
            "2024/1300",
            5,
            "the year 1300 can be of the Islamic, the Solar Hijri or the Gregorian calendar",
            "write 1300 SH for 1921-03-21/1922-03-21, 1300 CE for that Gregorian year",
        ),
        (
            "تشرين 2024",
            0,
            "two months are called 'تشرين'",
            "write 2024-10 or 2024-11",
        ),
        (
            "5 كانون 2024",
            2,
            "two months are called 'كانون'",
            "write 2024-12-05 or 2024-01-05",
        ),
        (
            "5 January 2024 10:00-12:00",
            15,
            "'10:00-12:00' can be two times of day, or one with its UTC offset",
            "write 2024-01-05T10:00/2024-01-05T12:00 for two times,"
            " 2024-01-05T10:00-12:00 for the offset",
        ),
        (
            "summer 2019–2020",
            7,
            "only a winter can have two years, and they follow one another",
            "write 2019-22/2020-22 for the seasons",
        ),
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
        ("2024/5 Jan 24", 11, "the century of the year '24' is missing", THIS_CENTURY),
        ("5 ينايرُ 24", 9, "the century of the year '24' is missing", THIS_CENTURY),
        ("January 5, 24", 11, "the century of the year '24' is missing", THIS_CENTURY),
        ("2010–11", 5, "'11' can be a month, a day or a year", MONTH_OR_YEAR),
        ("2010/15", 5, "'15' can be a day or a year", "write 2010/2015"),
        ("2024-01-05/07", 11, "'07' can be a day or a year", "write 2024-01-05/2024-01-07"),
        ("2024/9", 5, "'9' can be a month, a day or a year", MONTH),
        ("٩ – ٢٠٢٤", 0, "'9' can be a month, a day or a year", MONTH),
        ("2024 09", 5, "'09' can be a month, a day or a year", MONTH),
        ("9 to 2024", 0, "'9' can be a day or a year", WHOLE),
        ("13/2024", 0, "'13' can be a day or a year", WHOLE),
        ("2024/24", 5, "'24' can be a day or a year", WHOLE),
        ("on Sunday 24", 10, "'24' can be a day or a year", WHOLE),
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
            "the end (Y-11999) is before the start (-2023)",
            "write the earlier date first: Y-11999/-2023",
        ),
        (
            "late 2020/early 2020",
            10,
            "the end (early 2020) is before the start (late 2020)",
            "write the earlier date first: early 2020/late 2020",
        ),
        (
            "28 December – 3 January 2020",
            14,
            "the end (2020-01-03) is before the start (2020-12-28)",
            "write 2019-12-28/2020-01-03 if it started a year earlier",
        ),
        (
            "28 رمضان – 3 شعبان 1445",
            11,
            "the end (1445-08-03 AH) is before the start (1445-09-28 AH)",
            "write the earlier date first: 1445-08-03 AH/1445-09-28 AH",
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
        (
            "January 24",
            8,
            "the year is missing",
            "write 2024-01 if 24 is the year; else write the year, too",
        ),
        ("TBD", 0, "a timeline cannot show an event without any date", KNOWN),
        ("غير معروف", 0, "a timeline cannot show an event without any date", KNOWN),
        ("today", 0, "what 'today' means depends on the day of writing", FORMS),
        ("+3", 0, "an offset from UTC needs a date and a time", FORMS),
        ("XXXX-06-05", 0, "the year is missing", FORMS),
        (
            "2024 –",
            4,
            "the end of the interval is missing",
            "write 2024/.. if the end is open, 2024 if it is a single date",
        ),
        (
            "– 2024",
            0,
            "the start of the interval is missing",
            "write ../2024 if the start is open, 2024 if it is a single date",
        ),
        (
            "2024 to",
            5,
            "the end of the interval is missing",
            "write 2024/.. if the end is open, 2024 if it is a single date",
        ),
        ("until", 0, "the start or the end of the interval is missing", ENDS),
        (
            "since until 2024",
            6,
            "the start of the interval is missing",
            "write ../2024 if the start is open, 2024 if it is a single date",
        ),
        (
            "since /2024",
            6,
            "the start of the interval is missing",
            "write ../2024 if the start is open, 2024 if it is a single date",
        ),
        (
            "2020/2021/2022",
            9,
            "it has more than one start and one end",
            "write an interval as in 2024-01/2024-02",
        ),
        ("10:04", 0, "a time of day needs a full date", FORMS),
        ("2024/5 January", 5, "the year is missing", "write it with its year, as in 2024-01-05"),
        ("تشرين 2", 0, "the year is missing", "write it with its year, as in 2024-11"),
        (
            "الجمعة 29 شباط",
            0,
            "the year is missing",
            "write it with its year, as in 2024-02-29",
        ),
        ("31 February", 0, "the year is missing", FORMS),
        ("الجمعة", 0, "the year is missing", FORMS),
        ("5 January 10:04", 0, "the year is missing", FORMS),
        ("2024/2024 2025", 5, "unknown date format", FORMS),
        ("10:04 January", 6, "the year is missing", FORMS),
        ("2024/(", 5, "unknown date format", FORMS),
        ("early 2024-01-05", 0, "'early' needs a decade, a year, a season or a month", DAY_ONLY),
        ("أواخر 19XX", 0, "'أواخر' needs a decade, a year, a season or a month", "write only 19XX"),
        (
            "before 2026",
            0,
            "'before' has no limit on its other side",
            "write ../2026 if it lasted, 2026~ if it was about then",
        ),
        (
            "بعد آذار 2024",
            0,
            "'بعد' has no limit on its other side",
            "write 2024-03/.. if it lasted, 2024-03~ if it was about then",
        ),
        ("on Yesterday", 3, "what 'Yesterday' means depends on the day of writing", FORMS),
        ("19th century", 5, CENTURIES, "write 18XX"),
        ("القرن التاسع عشر", 0, CENTURIES, "write 18XX"),
        ("the last century", 9, CENTURIES, "write it like 18XX, the years from 1800 to 1899"),
        ("القرن الأول ق.م", 0, CENTURIES, "write it like 18XX, the years from 1800 to 1899"),
        ("the nineties", 4, "the century of 'nineties' is missing", "write 199X for 1990 to 1999"),
        ("تسعينيات القرن العشرين", 0, "the century of 'تسعينيات' is missing", "write 199X"),
        (
            "Q3 2020",
            0,
            "quarters and halves are written as months",
            "write between 2020-07 and 2020-09, or 2020-07/2020-09" + LASTED,
        ),
        ("النصف الثاني من 2020", 0, "quarters and halves are written as months", SECOND_HALF),
        ("a half of 2020", 0, "unknown word 'a'", FORMS),
        # Invisible marks after a word are not quoted.
        ("Foo\u200f 2020", 0, "unknown word 'Foo'", FORMS),
        ("Foo\u200f\u200e 2020", 0, "unknown word 'Foo'", FORMS),
        (
            "{2024,2025}",
            0,
            "this is EDTF level 2; levels 0 and 1 are supported",
            "write 2024/2025 if it lasted that long, or an article each",
        ),
        (
            "صباح 4 آب 2020",
            0,
            "'صباح' needs the hour, as in 2024-01-04T06:00",
            "write 2020-08-04 if the hour is unknown",
        ),
        (
            "4 August 2020 at noon",
            17,
            "'noon' needs the hour, as in 2024-01-04T06:00",
            "write 2020-08-04 if the hour is unknown",
        ),
        (
            "15 and 20 May 2020",
            3,
            ONE_DATE,
            "write between 2020-05-15 and 2020-05-20, or 2020-05-15/2020-05-20" + LASTED,
        ),
        ("2020 or 2021", 5, ONE_DATE, "write between 2020 and 2021, or 2020/2021" + LASTED),
        (
            "رمضان 2024",
            0,
            "the month and the year are of different calendars",
            "write 1445-09 AH",
        ),
        (
            "Ramadan 2030",
            0,
            "the month and the year are of different calendars",
            "write 1451-09 AH or 1452-09 AH",
        ),
        (
            "680 هـ",
            0,
            "only the years 1343 to 1500 of this calendar can be converted",
            "write the Gregorian date, which is about 1281~/1282~",
        ),
        (
            "10 محرم 61 هـ",
            0,
            "only the years 1343 to 1500 of this calendar can be converted",
            "write the Gregorian date, which is about 0680-10~",
        ),
        (
            "1250-05-01 SH",
            0,
            "only the years 1277 to 1502 of this calendar can be converted",
            "write the Gregorian date, which is about 1871-07~",
        ),
        (
            "99999 AH",
            0,
            "only the years 1343 to 1500 of this calendar can be converted",
            "write the Gregorian date",
        ),
        (
            "رمضان 1445 الموافق مارس 2024",
            19,
            "a date in two calendars must be one day in both",
            "write it in one calendar only",
        ),
        (
            "1445 AH / 2024 CE",
            8,
            "a date in two calendars must be one day in both",
            "write it in one calendar only",
        ),
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
