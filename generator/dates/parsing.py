"""From the text of a date to its value.

What most articles have is read at once. Everything else is cut into tokens, of which each is
one letter of a short pattern: ``الجمعة، 5 كانون الثاني 2024`` is ``W,NMY``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from zoneinfo import ZoneInfo

from generator.dates import civil, edtf
from generator.dates.tokens import FORMS, Token, spreadsheet_day, tokens_of
from generator.dates.values import DateError, Moment, When
from generator.dates.words import Kind

_LONGEST = 200

_PATTERN = (
    r"Q?"
    r"(?:(?P<weekday>W),?)?"
    r"(?:(?P<form>D)"
    r"|(?:(?P<day>N)B?,?(?P<month>M)|(?P<month_first>M)(?P<day_second>N)"
    r"|(?P<month_alone>M)|(?P<season>S))?"
    r",?(?P<year>{year})(?P<era>[EGK])?)"
    r"(?:,?(?P<time>T|N(?=[APHK]))(?P<half>[APHK])?(?P<zone>Z)?)?"
    r",?Q?(?P<qualifier>X)?"
)
_MOMENT = re.compile(_PATTERN.format(year="Y|N(?=[EG])"))
_SHORT_YEAR = re.compile(_PATTERN.format(year="N"))
_NO_YEAR = re.compile(r"Q?(?:W,?)?(?:NB?,?M|M|S)?(?:,?[TN][APHK]?Z?)?Q?X?")

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_Part = tuple[Token, ...]


def parse(text: str, timezone: str) -> When:
    """What a date says, no more precise than it is written.

    Reads EDTF (ISO 8601-2:2019, levels 0 and 1) and what people write in Arabic and English.

    Args:
        text: The date as the author wrote it.
        timezone: The IANA zone of civil days, and of times that name none.

    Raises:
        DateError: The text is no date, or could be more than one.
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """
    zone = ZoneInfo(timezone)
    match = edtf.COMMON.fullmatch(text)
    if match is not None:
        moment = edtf.from_digits(match.groups(), zone, 0)
        return _when(moment, moment, zone, 0)
    if len(text) > _LONGEST:
        raise DateError("date-unknown", f"it is longer than {_LONGEST} characters", FORMS)
    first, last = _ends(tokens_of(text))
    start = _moment(first, zone) if first else None
    if last is first:
        return _when(start, start, zone, 0)
    end = _moment(last, zone) if last else None
    return _when(start, end, zone, last[0].offset if last else 0)


def _when(start: Moment | None, end: Moment | None, zone: ZoneInfo, end_offset: int) -> When:
    known = start or end
    if known is None:
        raise DateError("date-unknown", "neither of its ends is known", "write one: ../2026")
    earliest, latest = civil.bounds(known, zone)
    text = edtf.to_text(start) if start else ".."
    if end is not start:
        end_text = edtf.to_text(end) if end else ".."
        if start and end:
            latest = civil.bounds(end, zone)[1]
        if latest < earliest:
            raise DateError(
                "date-order",
                f"it ends ({end_text}) before it starts ({text})",
                f"write the earlier end first: {end_text}/{text}",
                end_offset,
            )
        text = f"{text}/{end_text}"
    year, month = known.year, known.month
    if known.hour is not None:
        year, month = civil.month_in_zone(known, earliest, zone)
    return When(start, end, earliest, latest, year, month, text)


def _ends(tokens: _Part) -> tuple[_Part, _Part]:
    """The parts of the first and the last moment; nothing where an end is open.

    One moment alone is both: the same object twice.
    """
    since = len(tokens) > 0 and tokens[0].kind is Kind.FROM
    marks = [at for at, token in enumerate(tokens) if token.kind in (Kind.TO, Kind.SLASH)]
    if not marks:
        moment = tokens[since:]
        if not moment:
            raise DateError("date-unknown", "there is no date in it", FORMS)
        return moment, () if since else moment
    if len(marks) > 1:
        raise DateError("date-unknown", "it has more than two ends", FORMS, tokens[marks[1]].offset)
    mark = tokens[marks[0]]
    first, last = tokens[since : marks[0]], tokens[marks[0] + 1 :]
    # "/2026" and "until 2026" have an open start, "2024/" an open end; a dash joins two dates.
    until = mark.kind is Kind.TO and mark.text[0].isalpha()
    if (not first and (since or not (until or mark.kind is Kind.SLASH))) or (
        not last and mark.kind is not Kind.SLASH
    ):
        raise DateError(
            "date-unknown",
            "one of its ends is missing",
            "write ../2026 where the start is open, 2024/.. where the end is",
            mark.offset,
        )
    return _unless_open(first), _unless_open(last)


def _unless_open(part: _Part) -> _Part:
    return () if len(part) == 1 and part[0].kind is Kind.OPEN else part


def _moment(part: _Part, zone: ZoneInfo) -> Moment:
    kinds = "".join(token.kind for token in part)
    match = _MOMENT.fullmatch(kinds)
    if match is None:
        raise _unread(kinds, part)
    named = {name: part[at] for name in match.groupdict() if (at := match.start(name)) >= 0}
    offset = part[0].offset
    form = named.get("form")
    moment = edtf.from_long(form.text, zone, offset) if form else _worded(named, zone, offset)
    if "time" in named:
        moment = _timed(moment, named, zone)
    if "weekday" in named:
        _check_weekday(moment, named["weekday"])
    mark = named["qualifier"].text if "qualifier" in named else ""
    approximate = mark in ("~", "%") or Kind.ABOUT in kinds
    uncertain = mark in ("?", "%")
    if not (approximate or uncertain):
        return moment
    if moment.hour is not None:
        raise DateError(
            "date-invalid",
            "a date with a time of day cannot be approximate or uncertain",
            "leave out the mark, or the time: "
            + edtf.to_text(
                Moment(
                    moment.year,
                    moment.month,
                    moment.day,
                    approximate=approximate,
                    uncertain=uncertain,
                )
            ),
            offset,
        )
    return replace(moment, approximate=approximate, uncertain=uncertain)


def _worded(named: Mapping[str, Token], zone: ZoneInfo, offset: int) -> Moment:
    month = named.get("month") or named.get("month_first") or named.get("month_alone")
    day = named.get("day") or named.get("day_second")
    month = month or named.get("season")
    return edtf.checked(
        _year(named["year"], named.get("era")),
        month.value if month else None,
        int(day.text) if day else None,
        None,
        zone,
        offset,
    )


def _year(token: Token, era: Token | None) -> int:
    number = int(token.text)
    if era is not None:
        if number == 0:
            raise DateError(
                "date-invalid", "no era has a year 0", "write 1 BC, or 0000", token.offset
            )
        return 1 - number if era.kind is Kind.BEFORE_ERA else number
    if len(token.text) == 4:
        return number
    if len(token.text) == 5 and number >= 10_000:
        counted = spreadsheet_day(number)
        raise DateError(
            "date-ambiguous",
            "a number of five digits can be a spreadsheet's day or a far year",
            f"write {counted.isoformat()} for the day, Y{number} for the year",
            token.offset,
        )
    hint = f"write {number:04}" if len(token.text) == 3 else FORMS
    if len(token.text) == 8:
        # ISO 8601's basic form, when there is such a day.
        year, month, day = token.text[:4], token.text[4:6], token.text[6:]
        with suppress(ValueError):
            hint = f"write {dt.date(int(year), int(month), int(day)).isoformat()}"
    message = f"'{token.text}' is not a four-digit year"
    raise DateError("date-unknown", message, hint, token.offset)


def _timed(day: Moment, named: Mapping[str, Token], zone: ZoneInfo) -> Moment:
    """The day with the time that stands beside it."""
    time, half = named["time"], named.get("half")
    if day.day is None or day.hour is not None:
        message = "a time of day needs a day" if day.day is None else "it has two times of day"
        raise DateError("date-invalid", message, FORMS, time.offset)
    figures = [int(figure) for figure in time.text.split(":")]
    hour, minute = figures[0], figures[1] if len(figures) > 1 else 0
    second = figures[2] if len(figures) > 2 else None
    if half is not None:
        hour = _hour_of_day(hour, half.kind, time)
    token = named.get("zone")
    offset = None
    if token is not None:
        offset = edtf.minutes_of("Z" if token.text[0].isalpha() else token.text, token.offset)
    clock = edtf.Clock(hour, minute, second, offset)
    return edtf.checked(day.year, day.month, day.day, clock, zone, time.offset)


def _hour_of_day(hour: int, half: Kind, time: Token) -> int:
    """The hour from 0 to 23 of a clock of twelve hours."""
    noon = half is Kind.NOON
    if not 1 <= hour <= 12 or (noon and hour not in (11, 12, 1, 2, 3)):
        raise DateError(
            "date-invalid",
            f"no clock of twelve hours shows '{time.text}' then",
            "write it as in 2:30 PM or 14:30",
            time.offset,
        )
    morning = half is Kind.MORNING or (noon and hour == 11)
    return hour % 12 + (0 if morning else 12)


def _check_weekday(moment: Moment, token: Token) -> None:
    if moment.month is None or moment.day is None:
        raise DateError(
            "date-weekday",
            "a weekday needs a day",
            "leave the weekday out, or write the whole date, as in 2024-01-04",
            token.offset,
        )
    actual = civil.weekday(moment.year, moment.month, moment.day)
    if actual != token.value:
        day = edtf.to_text(Moment(moment.year, moment.month, moment.day))
        raise DateError(
            "date-weekday",
            f"{day} is a {_WEEKDAYS[actual]}, not a {_WEEKDAYS[token.value]}",
            "correct the day or the weekday, or leave the weekday out",
            token.offset,
        )


def _unread(kinds: str, part: _Part) -> DateError:
    """Why these tokens are no moment."""
    short = _SHORT_YEAR.fullmatch(kinds)
    if short is not None:
        year = part[short.start("year")]
        if short.start("day") < 0 and short.start("day_second") < 0:
            return DateError(
                "date-ambiguous",
                f"'{year.text}' can be a day or a year",
                "write the whole date, and each end of an interval: 2024-01-05/2024-01-07",
                year.offset,
            )
        return DateError(
            "date-ambiguous",
            f"'{year.text}' can be a year of any century",
            "write all four digits of the year, as in 2024",
            year.offset,
        )
    offset = part[0].offset if part else 0
    if _NO_YEAR.fullmatch(kinds):
        timed = Kind.TIME in kinds and Kind.MONTH not in kinds
        message = "a time of day needs a day" if timed else "it has no year"
        return DateError("date-unknown", message, FORMS, offset)
    return DateError("date-unknown", "it is not understood as a date", FORMS, offset)
