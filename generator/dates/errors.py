"""The wording of every error in a date: one function for each, which returns the error to raise.

In every function, ``at`` is the position of the error in the text of the date, in characters
from 0.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.problems import Code

FORMS = "write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024"
"""The hint for a text that may mean anything."""

_INTERVAL = "an interval as in 2024-01/2024-02"


class DateError(ValueError):
    """A text that is not a valid date.

    Attributes:
        code: The problem code: ``date-invalid`` (no such day, month or time), ``date-ambiguous``
            (more than one possible meaning), ``date-weekday`` (the day is another weekday),
            ``date-order`` (an interval that ends before it starts) or ``date-unknown`` (not a
            known way to write a date).
        message: What is wrong, without the name of the field and its value.
        hint: What to write instead.
        offset: The position of the error in the text, in characters from 0.
    """

    def __init__(self, code: Code, message: str, hint: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.offset = offset


# --- Not a known way to write a date ------------------------------------------------------------


def no_date() -> DateError:
    """The text is empty, or has nothing but words such as "on"."""
    return DateError("date-unknown", "it contains no date", FORMS)


def unknown_format(at: int) -> DateError:
    """Each part is known, but not their order."""
    return DateError("date-unknown", "unknown date format", FORMS, at)


def too_long(limit: int) -> DateError:
    """The text has more characters than any date."""
    return DateError("date-unknown", f"it is longer than {limit} characters", FORMS)


def unknown_character(character: str, at: int) -> DateError:
    """A character that no date has."""
    return DateError("date-unknown", f"unknown character '{character}'", FORMS, at)


def unknown_word(word: str, meant: str | None, at: int) -> DateError:
    """A word that no date has; ``meant`` is the name that was probably meant."""
    hint = f"did you mean '{meant}'?" if meant else FORMS
    kind = "word" if word[0].isalpha() else "character"
    return DateError("date-unknown", f"unknown {kind} '{word}'", hint, at)


def too_vague(word: str, at: int) -> DateError:
    """A word such as "late" or "before"."""
    return DateError(
        "date-unknown",
        f"'{word}' is too vague for a timeline",
        "write what is known: a season, a month or a year, as in 2024-21, 2023-12~"
        " (approximate), ../2026 (until) or 2024/.. (since)",
        at,
    )


def islamic_calendar(at: int) -> DateError:
    """A month or an era of the Islamic calendar."""
    return DateError(
        "date-unknown",
        "dates in the Islamic calendar are not supported",
        "write the Gregorian date; with hijri = true in site.toml the page shows both",
        at,
    )


def no_hyphens(days: Collection[str], at: int) -> DateError:
    """Year, month and day with another sign between them; ``days`` is what they can mean."""
    return DateError("date-unknown", "a numeric date needs hyphens", _suggest_days(days), at)


def long_number(unix_day: str, at: int) -> DateError:
    """A number of nine digits or more; ``unix_day`` is its day, if it can be a Unix time."""
    hint = f"write {unix_day} if the number is a Unix time" if unix_day else FORMS
    return DateError("date-unknown", "a number this long is not a date", hint, at)


def not_four_digits(year: str, meant: str, at: int) -> DateError:
    """A year of three digits, or of six or more; ``meant`` is the date that it may mean."""
    hint = f"write {meant}" if meant else FORMS
    return DateError("date-unknown", f"'{year}' is not a four-digit year", hint, at)


def no_year(at: int) -> DateError:
    """A date without a year."""
    return DateError("date-unknown", "the year is missing", FORMS, at)


def no_day_for_time(at: int) -> DateError:
    """A time of day, and nothing else."""
    return DateError("date-unknown", "a time of day needs a full date", FORMS, at)


def gap(part: str, missing: str, known: str, at: int) -> DateError:
    """A ``part`` is given, but the one before it is unknown, as in 2024-XX-04."""
    return DateError("date-unknown", f"it has a {part} but no {missing}", f"write only {known}", at)


def no_side() -> DateError:
    """An interval that is open on both sides."""
    return DateError(
        "date-unknown",
        "an interval needs a start or an end",
        "write the one that is known, as in ../2026 or 2024/..",
    )


def missing_side(at: int) -> DateError:
    """An interval that does not say whether its other side is open."""
    return DateError(
        "date-unknown",
        "the start or the end of the interval is missing",
        "write ../2026 if the start is open, 2024/.. if the end is open",
        at,
    )


def third_side(at: int) -> DateError:
    """An interval of three dates."""
    return DateError(
        "date-unknown", "it has more than one start and one end", f"write {_INTERVAL}", at
    )


# --- More than one possible meaning -------------------------------------------------------------


def day_or_month_first(days: Collection[str], at: int) -> DateError:
    """Digits such as 03/04/2024; ``days`` is what they can mean."""
    message = "the order of day and month differs between countries"
    return DateError("date-ambiguous", message, _suggest_days(days), at)


def _suggest_days(days: Collection[str]) -> str:
    return f"write {' or '.join(days)}" if days else "write year, month, day, as in 2024-01-04"


def month_or_interval(month: str, meant: str, at: int) -> DateError:
    """A month and a year in digits, as in 09/2024."""
    return DateError(
        "date-ambiguous",
        f"'{month}' can be a month, a day or a year",
        f"write {meant} for the month; for an interval, write both dates in full",
        at,
    )


def day_or_year(number: str, at: int) -> DateError:
    """A number of one or two digits, alone or after a month."""
    return DateError(
        "date-ambiguous",
        f"'{number}' can be a day or a year",
        "write full dates, as in 2024-01-05 or 2024-01-05/2024-01-07",
        at,
    )


def no_century(year: str, at: int) -> DateError:
    """A year of two digits after a day and a month."""
    return DateError(
        "date-ambiguous",
        f"the century of the year '{year}' is missing",
        "write all four digits of the year, as in 2024",
        at,
    )


def decade_or_century(text: str, at: int) -> DateError:
    """The first decade of a century, as in 1900s."""
    return DateError(
        "date-ambiguous",
        f"'{text}' can be a decade or a century",
        f"write {text[:3]}X for the decade, {text[:2]}XX for the century",
        at,
    )


def spreadsheet_date_or_year(number: int, day: str, at: int) -> DateError:
    """A number of five digits; ``day`` is the date that a spreadsheet stores as this number."""
    return DateError(
        "date-ambiguous",
        "a five-digit number can be a spreadsheet date or a year",
        f"write {day} for the date, Y{number} for the year",
        at,
    )


def spreadsheet_time(day: str, at: int) -> DateError:
    """A decimal number; ``day`` is the date that a spreadsheet stores as this number."""
    message = "a decimal number can be a spreadsheet date"
    return DateError("date-ambiguous", message, f"write {day} for that date", at)


def zone_letters(letters: str, at: int) -> DateError:
    """An abbreviation that several time zones share."""
    return DateError(
        "date-ambiguous",
        f"'{letters}' does not name one time zone",
        "write the offset from UTC, as in 2024-01-04T12:00+03:00",
        at,
    )


# --- No such day, month or time -----------------------------------------------------------------


def no_such_month(month: int, at: int) -> DateError:
    """A month that is not 01 to 12, nor a season."""
    return DateError(
        "date-invalid",
        f"there is no month {month:02}",
        "months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter",
        at,
    )


def day_zero(month: str, at: int) -> DateError:
    """The day 00 of a month, which is given in EDTF."""
    hint = f"if the day is unknown, write only the month: {month}"
    return DateError("date-invalid", "there is no day 00", hint, at)


def no_such_day(name: str, last: int, month: str, at: int) -> DateError:
    """A day after the ``last`` one of a month, which is given by its name and in EDTF."""
    return DateError(
        "date-invalid",
        f"{name} has {last} days",
        f"write the last day that is known, or only the month: {month}",
        at,
    )


def no_such_time(time: str, at: int) -> DateError:
    """A time of day after 23:59."""
    return DateError(
        "date-invalid",
        f"there is no time {time}",
        "a day runs from 00:00 to 23:59; for midnight write 00:00 of the next day",
        at,
    )


def not_on_12_hour_clock(time: str, at: int, *, noon: bool) -> DateError:
    """A time that no morning, noon or evening has, as in 14:30 PM."""
    clock = "around noon" if noon else "on the 12-hour clock"
    message = f"'{time}' is not a time {clock}"
    return DateError("date-invalid", message, "write the time as in 2:30 PM or 14:30", at)


def leap_second(at: int) -> DateError:
    """The second 60."""
    return DateError(
        "date-invalid", "leap seconds are not supported", "write 59 for the second", at
    )


def no_such_offset(offset: str, at: int) -> DateError:
    """An offset from UTC that no clock has."""
    message = f"invalid UTC offset '{offset}'"
    return DateError("date-invalid", message, "write an offset such as +03:00", at)


def no_full_date_for_time(at: int) -> DateError:
    """A time of day after a month or a year."""
    return DateError("date-invalid", "a time of day needs a full date", FORMS, at)


def second_time(at: int) -> DateError:
    """A time of day after another one."""
    return DateError("date-invalid", "it has two times of day", FORMS, at)


def qualified_time(day: str, at: int) -> DateError:
    """A time of day that is approximate or uncertain; ``day`` is the date without the time."""
    return DateError(
        "date-invalid",
        "a date with a time of day cannot be approximate or uncertain",
        f"write the date without the time: {day}",
        at,
    )


def negative_zero(at: int) -> DateError:
    """The year -0000."""
    message = "there is no year -0000"
    return DateError("date-invalid", message, "write 0000 for the year 1 BC", at)


def zero_of_era(at: int) -> DateError:
    """The year 0 BC or AD."""
    message = "years BC and AD start at 1"
    return DateError("date-invalid", message, "write 1 BC or 1 AD", at)


def month_of_long_year(year: int, at: int) -> DateError:
    """A month or a day in a year of more than four digits."""
    return DateError(
        "date-invalid",
        "only a four-digit year can have a month or a day",
        f"write only the year: Y{year}",
        at,
    )


def long_year(year: str, at: int) -> DateError:
    """A date such as 12024-01-04."""
    return DateError(
        "date-invalid",
        f"the year {year} has more than four digits",
        f"write a four-digit year, or only the year: Y{year.lstrip('0')}",
        at,
    )


def two_months(at: int) -> DateError:
    """Two names that are not of one month, as in كانون الثاني/فبراير."""
    message = "the two names are of different months"
    return DateError("date-invalid", message, f"write one month, or {_INTERVAL}", at)


# --- Parts that contradict one another ----------------------------------------------------------


def end_before_start(start: str, end: str, at: int) -> DateError:
    """An interval that ends before it starts; both sides are given in EDTF."""
    return DateError(
        "date-order",
        f"the end ({end}) is before the start ({start})",
        f"write the earlier date first: {end}/{start}",
        at,
    )


def other_weekday(day: str, actual: str, written: str, at: int) -> DateError:
    """A weekday that is not the one of the day."""
    return DateError(
        "date-weekday",
        f"{day} is a {actual}, not a {written}",
        "correct the day or the weekday, or remove the weekday",
        at,
    )


def weekday_without_day(at: int) -> DateError:
    """A weekday with a month or a year."""
    return DateError(
        "date-weekday",
        "a weekday needs a full date",
        "remove the weekday, or write the full date, as in 2024-01-04",
        at,
    )
