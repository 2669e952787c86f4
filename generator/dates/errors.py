"""The wording of every error in the text of a date: one function for each, which returns the error.

Dates that contradict others are reported by `content/values.py` and `chronology/checks.py`, and an
event without a date by `chronology/assemble.py`.

In every function, ``at`` is the position of the error in the text of the date, in characters
from 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.fixes import Replacement
from generator.messages import propose, say
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

    def describe(self) -> str:
        """Return what is wrong and, if there is a hint, what to write instead."""
        if not self.hint:
            return self.message
        return say("%(message)s; %(hint)s", message=self.message, hint=self.hint)


def write_date(date: str) -> str:
    """Return a hint that proposes a date in place of the text; the text is filled in later."""
    return propose(Replacement("", date), "write %(date)s", date=date)


# --- Not a known way to write a date ------------------------------------------------------------


def no_date() -> DateError:
    """The text is empty, or has nothing but words such as "on"."""
    return DateError("date-unknown", "it contains no date", FORMS)


def template(at: int) -> DateError:
    """A tag or a variable of a template."""
    message = "it is a tag of a template, which another program replaces with a date"
    return DateError("date-unknown", message, "write the date itself, such as 2024-01-04", at)


def unknown_format(at: int) -> DateError:
    """Each part is known, but not their order."""
    return DateError("date-unknown", "unknown date format", FORMS, at)


def too_long(limit: int) -> DateError:
    """The text has more characters than any date."""
    return DateError(
        "date-unknown", say("it is longer than %(limit)s characters", limit=limit), FORMS
    )


def unknown_character(character: str, at: int) -> DateError:
    """A character that no date has."""
    return DateError(
        "date-unknown", say("unknown character '%(character)s'", character=character), FORMS, at
    )


def unknown_word(word: str, meant: str | None, at: int) -> DateError:
    """A word that no date has; ``meant`` is the name that was probably meant."""
    hint = say("did you mean '%(meant)s'?", meant=meant) if meant else FORMS
    kind = say("word") if word[0].isalpha() else say("character")
    return DateError(
        "date-unknown", say("unknown %(kind)s '%(word)s'", kind=kind, word=word), hint, at
    )


def before_or_after(word: str, interval: str, about: str, at: int) -> DateError:
    """ "before 2026" or "after 2026", which can be any time; both dates are in EDTF."""
    message = say("'%(word)s' has no limit on its other side", word=word)
    hint = say(
        "write %(interval)s if it lasted, %(about)s if it was about then",
        interval=interval,
        about=about,
    )
    return DateError("date-unknown", message, hint, at)


def relative(word: str, at: int) -> DateError:
    """A word such as "yesterday"."""
    message = say("what '%(word)s' means depends on the day of writing", word=word)
    return DateError("date-unknown", message, FORMS, at)


def part_of_day(part: str, day: str, at: int) -> DateError:
    """ "early" or "late" with a day, or with what has no parts that a timeline can show."""
    message = say("'%(part)s' needs a decade, a year, a season or a month", part=part)
    return DateError("date-unknown", message, say("write only %(day)s", day=day), at)


def outside_of_tables(years: str, about: str, at: int) -> DateError:
    """A year of another calendar whose days are not known; ``about`` is an estimate in EDTF."""
    return DateError(
        "date-unknown",
        say("only the years %(years)s of this calendar can be converted", years=years),
        say(
            "write the Gregorian date%(value)s",
            value=say(", which is about %(about)s", about=about) if about else "",
        ),
        at,
    )


def gregorian_year_of_other_month(dates: Collection[str], at: int) -> DateError:
    """A month of another calendar with a Gregorian year; ``dates`` is what it can mean."""
    message = "the month and the year are of different calendars"
    hint = (
        say("write %(dates)s", dates=join_alternatives(dates))
        if dates
        else "write the year of the calendar of the month"
    )
    return DateError("date-unknown", message, hint, at)


def two_calendars(at: int) -> DateError:
    """A month of one calendar with the era of another."""
    message = "the month and the era are of different calendars"
    hint = "delete the one that is wrong, or write both dates, as in 2024-03-31 = 1445-09-21 AH"
    return DateError("date-invalid", message, hint, at)


def different_days(other: str, other_day: str, day: str, at: int) -> DateError:
    """A date in two calendars, of which the second is another day."""
    message = say(
        "%(other)s is %(other_day)s, not %(day)s", other=other, other_day=other_day, day=day
    )
    return DateError(
        "date-invalid", message, say("correct one of them, or write only %(day)s", day=day), at
    )


def not_two_days(at: int) -> DateError:
    """A date in two calendars that is not one day in both."""
    message = "a date in two calendars must be one day in both"
    return DateError("date-unknown", message, "write it in one calendar only", at)


def two_dates(start: str, end: str, at: int) -> DateError:
    """Two dates that do not follow one another, as in "15 and 20 May 2020"."""
    hint = say("write %(choice)s", choice=write_choice(start, end))
    return DateError("date-unknown", "an event has one date", hint, at)


def write_choice(start: str, end: str) -> str:
    """Return what to write for two dates: that it was between them, or that it lasted."""
    return say(
        "between %(start)s and %(end)s, or %(start)s/%(end)s if it lasted that long",
        start=start,
        end=end,
    )


def join_alternatives(texts: Collection[str]) -> str:
    """Return several texts to write, one of which is right."""
    first, *others = texts
    for each in others:
        first = say("%(texts)s or %(text)s", texts=first, text=each)
    return first


def _join_list(texts: Collection[str]) -> str:
    first, *others = texts
    for each in others:
        first = say("%(texts)s, %(text)s", texts=first, text=each)
    return first


def reading(text: str, meant: str) -> str:
    """Return what to write for one meaning; ``meant`` is that in EDTF."""
    return say("%(text)s for %(meant)s", text=text, meant=meant)


def open_between(at: int) -> DateError:
    """ "between 2003 and now", with one date only."""
    message = "'between' needs two dates"
    return DateError("date-unknown", message, "write it like between 2003 and 2011", at)


def day_of_year(number: int, day: str) -> DateError:
    """A day of the year, as in 2020-217; ``day`` is the date."""
    return DateError(
        "date-unknown",
        say("it has no month: day %(number)s of a year", number=number),
        write_date(day),
    )


def empty_date(known: str) -> DateError:
    """A date whose last parts are signs for unknown ones; ``known`` is the rest, if any."""
    hint = say("write only what is known: %(known)s", known=known) if known else FORMS
    return DateError("date-unknown", "a part of the date is left open", hint)


def no_known_date() -> DateError:
    """A word that says that the date is not known."""
    return DateError(
        "date-unknown",
        "a timeline cannot show an event without any date",
        "write what is known, as in 199X, ../2003 or between 1990 and 2003; if the text is not an"
        " event, move it to content/pages/",
    )


def other_notation(date: str) -> DateError:
    """A date in another notation of ISO 8601; ``date`` is the same in EDTF."""
    return DateError("date-unknown", "this notation is not supported", write_date(date))


def named_zone(zone: str, date: str, at: int) -> DateError:
    """A time with the name of its time zone; ``date`` is the same with the offset."""
    message = say("the time zone '%(zone)s' must be written as an offset", zone=zone)
    return DateError("date-unknown", message, write_date(date), at)


def time_in_words(at: int) -> DateError:
    """A time such as "half past six" in Arabic."""
    message = "a time that is not a full hour must be in digits"
    return DateError("date-unknown", message, "write it as in 6:30 مساءً or 18:30", at)


def first_of_month(day: str, part: str, at: int) -> DateError:
    """أول before a month, which can be its first day or its early part."""
    message = "'أول' can be the first day or the early part of the month"
    return DateError(
        "date-ambiguous",
        message,
        say("write %(day)s for the day, %(part)s for the part", day=day, part=part),
        at,
    )


def level_2(hint: str) -> DateError:
    """A form of EDTF level 2; ``hint`` is what to write instead."""
    return DateError("date-unknown", "this is EDTF level 2; levels 0 and 1 are supported", hint)


def offset_alone(at: int) -> DateError:
    """An offset from UTC, and nothing else, as in +3."""
    return DateError("date-unknown", "an offset from UTC needs a date and a time", FORMS, at)


def long_number(unix_day: str, at: int) -> DateError:
    """A number of nine digits or more; ``unix_day`` is its day, if it can be a Unix time."""
    hint = (
        say("write %(unix_day)s if the number is a Unix time", unix_day=unix_day)
        if unix_day
        else FORMS
    )
    return DateError("date-unknown", "a number this long is not a date", hint, at)


def two_months_of_name(name: str, dates: Collection[str], at: int) -> DateError:
    """A name that two months share, as in تشرين 2024; ``dates`` is what it can mean."""
    hint = say("write %(dates)s", dates=join_alternatives(dates)) if dates else FORMS
    return DateError("date-ambiguous", say("two months are called '%(name)s'", name=name), hint, at)


def season_of_years(interval: str, at: int) -> DateError:
    """A season with two years, unless it is a winter; ``interval`` is what it can mean."""
    message = "only a winter can have two years, and they follow one another"
    return DateError(
        "date-ambiguous", message, say("write %(interval)s for the seasons", interval=interval), at
    )


def part_of_year(first: str, last: str, at: int) -> DateError:
    """A quarter or a half of a year, with its first and last month; both empty if unknown."""
    choice = write_choice(first or "2024-07", last or "2024-09")
    hint = say("write %(choice)s", choice=choice)
    if not first:
        hint = say("write its months, as in %(choice)s", choice=choice)
    return DateError("date-unknown", "quarters and halves are written as months", hint, at)


def season_of_calendar(dates: Collection[str], at: int) -> DateError:
    """A season with a year that is not Gregorian, or may not be; ``dates`` is what it can mean."""
    message = "a season needs a Gregorian year"
    return DateError(
        "date-ambiguous", message, say("write %(dates)s", dates=join_alternatives(dates)), at
    )


def week(meant: str, at: int, *, day: str = "") -> DateError:
    """A week, or a day of one; ``meant`` is the date that it may mean, if it is known."""
    others = meant or "its days, as in between 2024-07-01 and 2024-07-07"
    hint = write_date(day) if day else say("write %(value)s", value=others)
    return DateError("date-unknown", "weeks are not supported", hint, at)


def half_of_month(meant: str, at: int) -> DateError:
    """A half of a month; ``meant`` is the part of it that comes near, if it is known."""
    hint = say(
        "write %(value)s", value=meant or "its days, as in between 2024-07-01 and 2024-07-15"
    )
    return DateError("date-unknown", "halves of a month are not supported", hint, at)


def no_hour(word: str, day: str, at: int) -> DateError:
    """A part of a day without the hour, as in "the morning of 4 August 2020"."""
    message = say("'%(word)s' needs the hour, as in 2024-01-04T06:00", word=word)
    return DateError(
        "date-unknown", message, say("write %(day)s if the hour is unknown", day=day), at
    )


def century(edtf: str, at: int) -> DateError:
    """A century in words; ``edtf`` is the years that begin with the same two digits, if known."""
    hint = (
        say("write %(edtf)s", edtf=edtf)
        if edtf
        else "write it like 18XX, the years from 1800 to 1899"
    )
    return DateError("date-unknown", "a century is written with its first two digits", hint, at)


def decade(word: str, last_digits: int, edtf: str, at: int) -> DateError:
    """A decade in words, such as "the nineties"; ``edtf`` is it, if its century is known."""
    digit = last_digits // 10
    hint = (
        say("write %(edtf)s", edtf=edtf)
        if edtf
        else say("write 19%(digit)sX for 19%(digit)s0 to 19%(digit)s9", digit=digit)
    )
    return DateError(
        "date-unknown", say("the century of '%(word)s' is missing", word=word), hint, at
    )


def not_four_digits(year: str, meant: str, at: int) -> DateError:
    """A year of three digits, or of six or more; ``meant`` is the date that it may mean."""
    fix = Replacement(year, meant)
    hint = propose(fix, "write %(date)s", date=meant) if meant else FORMS
    return DateError(
        "date-unknown", say("'%(year)s' is not a four-digit year", year=year), hint, at
    )


def no_year(at: int, *, month: str = "", number: str = "", example: str = "") -> DateError:
    """A date without a year; ``month`` is what it means if its ``number`` is the year.

    ``example`` is the date in some year.
    """
    hint = say("write it with its year, as in %(example)s", example=example) if example else FORMS
    if month:
        hint = say(
            "write %(month)s if %(number)s is the year; else write the year, too",
            month=month,
            number=number,
        )
    return DateError("date-unknown", "the year is missing", hint, at)


def no_day_for_time(at: int) -> DateError:
    """A time of day, and nothing else."""
    return DateError("date-unknown", "a time of day needs a full date", FORMS, at)


def gap(part: str, missing: str, known: str, at: int) -> DateError:
    """A ``part`` is given, but the one before it is unknown, as in 2024-XX-04."""
    return DateError(
        "date-unknown",
        say("it has a %(part)s but no %(missing)s", part=say(part), missing=say(missing)),
        say("write only %(known)s", known=known),
        at,
    )


def no_side() -> DateError:
    """An interval that is open on both sides."""
    return DateError(
        "date-unknown",
        "an interval needs a start or an end",
        "write the one that is known, as in ../2026 or 2024/..",
    )


def missing_side(known: str, at: int, *, is_start: bool) -> DateError:
    """An interval that does not say whether its other side is open.

    Args:
        known: The side that is there; empty if there is none.
        at: The position of the sign or word between the sides.
        is_start: Whether the start is missing, and not the end.
    """
    if not known:
        message = "the start or the end of the interval is missing"
        hint = "write ../2026 if the start is open, 2024/.. if the end is open"
        return DateError("date-unknown", message, hint, at)
    side = say("start") if is_start else say("end")
    open_side = f"../{known}" if is_start else f"{known}/.."
    hint = say(
        "write %(open_side)s if the %(side)s is open, %(known)s if it is a single date",
        open_side=open_side,
        side=side,
        known=known,
    )
    return DateError(
        "date-unknown", say("the %(side)s of the interval is missing", side=side), hint, at
    )


def third_side(at: int) -> DateError:
    """An interval of three dates."""
    return DateError(
        "date-unknown",
        "it has more than one start and one end",
        say("write %(interval)s", interval=_INTERVAL),
        at,
    )


# --- More than one possible meaning -------------------------------------------------------------


def day_or_month_first(days: Collection[str], at: int, *, unmarked: bool = False) -> DateError:
    """Digits such as 03/04/2024; ``days`` is what they can mean.

    If the calendar is not known either, it is ``unmarked``, and the days are of the Islamic one.
    """
    message = "the order of day and month differs between countries"
    hint = (
        say("write %(days)s", days=join_alternatives(days))
        if days
        else "write year, month, day, as in 2024-01-04"
    )
    if unmarked:
        hint = say(
            "%(hint)s; with SH for the Solar Hijri calendar, with CE for the Gregorian one",
            hint=hint,
        )
    return DateError("date-ambiguous", message, hint, at)


def unmarked_interval(readings: Collection[str], gregorian: str, at: int) -> DateError:
    """Years of an interval that can be of three calendars; the readings are what to write."""
    message = "the years can be of the Islamic, the Solar Hijri or the Gregorian calendar"
    hint = say(
        "write %(value)s",
        value=_join_list(
            [*readings, say("%(gregorian)s for Gregorian years", gregorian=gregorian)]
        ),
    )
    return DateError("date-ambiguous", message, hint, at)


def unmarked_calendar(year: str, readings: Mapping[str, str], gregorian: str, at: int) -> DateError:
    """A year that can be one of three calendars.

    Args:
        year: The year.
        readings: What to write for each of the other calendars, with the date in EDTF.
        gregorian: What to write for the Gregorian calendar.
        at: The position of the error.
    """
    choices = [reading(text, meant) for text, meant in readings.items()]
    return DateError(
        "date-ambiguous",
        say(
            "the year %(year)s can be of the Islamic, the Solar Hijri or the Gregorian calendar",
            year=year,
        ),
        say(
            "write %(value)s",
            value=_join_list(
                [*choices, say("%(gregorian)s for that Gregorian year", gregorian=gregorian)]
            ),
        ),
        at,
    )


def month_or_interval(month: str, meant: str, interval: str, at: int) -> DateError:
    """A month and a year in digits, as in 2024 – 09; ``interval`` is the other meaning, if any."""
    other = (
        say("%(interval)s for the interval", interval=interval)
        if interval
        else "for an interval, write both dates in full"
    )
    return DateError(
        "date-ambiguous",
        say("'%(month)s' can be a month, a day or a year", month=month),
        say(
            "write %(meant)s for the month%(value)s%(other)s",
            meant=meant,
            value=", " if interval else "; ",
            other=other,
        ),
        at,
    )


def day_or_year(number: str, meant: str, at: int) -> DateError:
    """A number of one or two digits; ``meant`` is the date if it is a day."""
    hint = meant or "full dates, as in 2024-01-05 or 2024-01-05/2024-01-07"
    return DateError(
        "date-ambiguous",
        say("'%(number)s' can be a day or a year", number=number),
        say("write %(hint)s", hint=hint),
        at,
    )


def no_century(year: str, full: str, meant: str, at: int) -> DateError:
    """A year of two digits; ``meant`` is the date if the ``full`` year is the recent one."""
    hint = "write all four digits of the year, as in 2024"
    if meant:
        hint = say("write %(meant)s if the year is %(full)s", meant=meant, full=full)
    message = say("the century of the year '%(year)s' is missing", year=year)
    return DateError("date-ambiguous", message, hint, at)


def decade_or_century(text: str, at: int) -> DateError:
    """The first decade of a century, as in 1900s."""
    return DateError(
        "date-ambiguous",
        say("'%(text)s' can be a decade or a century", text=text),
        say(
            "write %(text)sX for the decade, %(text2)sXX for the century",
            text=text[:3],
            text2=text[:2],
        ),
        at,
    )


def spreadsheet_date_or_year(number: int, day: str, at: int) -> DateError:
    """A number of five digits; ``day`` is the date that a spreadsheet stores as this number."""
    return DateError(
        "date-ambiguous",
        "a five-digit number can be a spreadsheet date or a year",
        say("write %(day)s for the date, Y%(number)s for the year", day=day, number=number),
        at,
    )


def spreadsheet_time(day: str, at: int) -> DateError:
    """A decimal number; ``day`` is the date that a spreadsheet stores as this number."""
    message = "a decimal number can be a spreadsheet date"
    return DateError("date-ambiguous", message, say("write %(day)s for that date", day=day), at)


def hours_or_offset(time: str, offset: str, interval: str, at: int) -> DateError:
    """A time such as 10:00-12:00; ``offset`` and ``interval`` are what it can mean."""
    return DateError(
        "date-ambiguous",
        say("'%(time)s' can be two times of day, or one with its UTC offset", time=time),
        say(
            "write %(interval)s for two times, %(offset)s for the offset",
            interval=interval,
            offset=offset,
        ),
        at,
    )


def zone_letters(letters: str, at: int) -> DateError:
    """An abbreviation that several time zones share."""
    return DateError(
        "date-ambiguous",
        say("'%(letters)s' does not name one time zone", letters=letters),
        "write the offset from UTC, as in 2024-01-04T12:00+03:00",
        at,
    )


# --- No such day, month or time -----------------------------------------------------------------


def no_such_month(month: int, interval: str, day: str, at: int) -> DateError:
    """A month that is not 01 to 12, nor a season.

    Args:
        month: The month.
        interval: The interval that it means if these are two years, if it can mean one.
        day: The date that it means if this is the day, if it can mean one.
        at: The position of the error.
    """
    hint = "months run from 01 to 12; 21 to 24 are spring, summer, autumn and winter"
    if interval or day:
        condition = "these are two years" if interval else say("%(month)s is the day", month=month)
        hint = say("write %(value)s if %(condition)s", value=interval or day, condition=condition)
    return DateError(
        "date-invalid", say("there is no month %(month)s", month=f"{month:02}"), hint, at
    )


def month_zero(year: str, at: int) -> DateError:
    """The month 00 of a year, which is given in EDTF."""
    hint = say("if the month is unknown, write only the year: %(year)s", year=year)
    if year == "0000":
        hint = "write the date; 0000-00-00 is an empty one of a database"
    return DateError("date-invalid", "there is no month 00", hint, at)


def day_zero(month: str, at: int) -> DateError:
    """The day 00 of a month, which is given in EDTF."""
    hint = say("if the day is unknown, write only the month: %(month)s", month=month)
    return DateError("date-invalid", "there is no day 00", hint, at)


def no_such_day(name: str, last: int, month: str, at: int) -> DateError:
    """A day after the ``last`` one of a month, which is given by its name and in EDTF."""
    return DateError(
        "date-invalid",
        say("%(name)s has %(last)s days", name=name, last=last),
        say("write the last day that is known, or only the month: %(month)s", month=month),
        at,
    )


def no_such_time(time: str, at: int) -> DateError:
    """A time of day after 23:59."""
    return DateError(
        "date-invalid",
        say("there is no time %(time)s", time=time),
        "a day runs from 00:00 to 23:59; for midnight write 00:00 of the next day",
        at,
    )


def not_on_12_hour_clock(time: str, at: int, *, noon: bool) -> DateError:
    """A time that no morning, noon or evening has, as in 14:30 PM."""
    clock = "around noon" if noon else "on the 12-hour clock"
    message = say("'%(time)s' is not a time %(clock)s", time=time, clock=clock)
    return DateError("date-invalid", message, "write the time as in 2:30 PM or 14:30", at)


def leap_second(at: int) -> DateError:
    """The second 60."""
    return DateError(
        "date-invalid", "leap seconds are not supported", "write 59 for the second", at
    )


def no_such_offset(offset: str, at: int, *, interval: str = "") -> DateError:
    """An offset from UTC that no clock has; ``interval`` is what it means if it is a time."""
    message = say("invalid UTC offset '%(offset)s'", offset=offset)
    hint = (
        say("write %(interval)s for two times", interval=interval)
        if interval
        else "write an offset such as +03:00"
    )
    return DateError("date-invalid", message, hint, at)


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
        say("write the date without the time: %(day)s", day=day),
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
        say("write only the year: Y%(year)s", year=year),
        at,
    )


def long_year(year: str, at: int) -> DateError:
    """A date such as 12024-01-04."""
    return DateError(
        "date-invalid",
        say("the year %(year)s has more than four digits", year=year),
        say("write a four-digit year, or only the year: Y%(year)s", year=year.lstrip("0")),
        at,
    )


def two_months(interval: str, at: int) -> DateError:
    """Two names that are not of one month; ``interval`` is what they mean if they are two."""
    message = "the two names are of different months"
    hint = (
        say("write %(interval)s for both months", interval=interval)
        if interval
        else say("write one month, or %(interval)s", interval=_INTERVAL)
    )
    return DateError("date-invalid", message, hint, at)


# --- Parts that contradict one another ----------------------------------------------------------


def end_before_start(start: str, end: str, earlier: str, at: int) -> DateError:
    """An interval that ends before it starts.

    Args:
        start: The start.
        end: The end.
        earlier: The start a year earlier, if its year is that of the end because it had none.
        at: The position of the end.
    """
    hint = say("write the earlier date first: %(end)s/%(start)s", end=end, start=start)
    if earlier:
        hint = say(
            "write %(earlier)s/%(end)s if it started a year earlier", earlier=earlier, end=end
        )
    return DateError(
        "date-order",
        say("the end (%(end)s) is before the start (%(start)s)", end=end, start=start),
        hint,
        at,
    )


def other_weekday(day: str, actual: str, written: str, at: int) -> DateError:
    """A weekday that is not the one of the day."""
    return DateError(
        "date-weekday",
        say(
            "%(day)s is a %(actual)s, not a %(written)s",
            day=day,
            actual=say(actual),
            written=say(written),
        ),
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
