"""Parse the text of a date into its value.

The most common form of a date is matched by one regular expression. Any other text is split into
tokens, each of a kind that is one letter: ``الجمعة، 5 كانون الثاني 2024`` becomes ``W,NMY``,
and a regular expression over these letters decides what the date means.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from zoneinfo import ZoneInfo

from generator.dates import civil, edtf, errors
from generator.dates.errors import DateError
from generator.dates.tokens import Token, date_of_serial, tokenize
from generator.dates.values import Moment, When
from generator.dates.words import Kind

_MAX_LENGTH = 200

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
_NUMERIC_MONTH = re.compile(r"N[I/]?Y|Y[I/]?N")
_MONTH_OF_YEAR = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_NO_YEAR = re.compile(r"Q?(?:W,?)?(?:NB?,?M|M|S)?(?:,?[TN][APHK]?Z?)?Q?X?")

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_Tokens = tuple[Token, ...]


def parse(text: str, timezone: str) -> When:
    """Parse a date, keeping the precision with which it is written.

    Accepts EDTF (ISO 8601-2:2019, levels 0 and 1) and the common ways to write dates in Arabic
    and English.

    Args:
        text: The date as the author wrote it.
        timezone: The IANA time zone of the site: of civil days, and of times without an offset.

    Raises:
        DateError: The text is not a date, or is ambiguous.
        zoneinfo.ZoneInfoNotFoundError: The time zone is unknown.
    """
    zone = ZoneInfo(timezone)
    match = edtf.COMMON.fullmatch(text)
    if match is not None:
        moment = edtf.parse_common(match.groups(), zone, 0)
        return _build_when(moment, moment, zone, 0)
    if len(text) > _MAX_LENGTH:
        raise errors.too_long(_MAX_LENGTH)
    tokens = tokenize(text)
    _reject_numeric_month(tokens)
    first, last = _split_interval(tokens)
    start = _parse_moment(first, zone) if first else None
    if last is first:
        return _build_when(start, start, zone, 0)
    end = _parse_moment(last, zone) if last else None
    return _build_when(start, end, zone, last[0].offset if last else 0)


def _build_when(start: Moment | None, end: Moment | None, zone: ZoneInfo, end_offset: int) -> When:
    first = start or end
    if first is None:
        raise errors.no_side()
    earliest, latest = civil.bounds(first, zone)
    text = edtf.format_moment(start) if start else ".."
    if end is not start:
        end_text = edtf.format_moment(end) if end else ".."
        if start and end:
            latest = civil.bounds(end, zone)[1]
        if latest < earliest:
            raise errors.end_before_start(text, end_text, end_offset)
        text = f"{text}/{end_text}"
    year, month = first.year, first.month
    if first.hour is not None:
        year, month = civil.month_in_zone(first, earliest, zone)
    return When(start, end, earliest, latest, year, month, text)


def _reject_numeric_month(tokens: _Tokens) -> None:
    """Reject a month and a year in digits, such as 09/2024: the sign can mean an interval."""
    if not _NUMERIC_MONTH.fullmatch("".join(token.kind for token in tokens)):
        return
    month, year = sorted((tokens[0], tokens[-1]), key=lambda token: len(token.text))
    meant = f"{year.text}-{month.text:0>2}"
    if _MONTH_OF_YEAR.fullmatch(meant) and not any(token.text[0].isalpha() for token in tokens):
        raise errors.month_or_interval(month.text, meant, month.offset)


def _split_interval(tokens: _Tokens) -> tuple[_Tokens, _Tokens]:
    """Split the tokens into those of the start and of the end; empty for an open side.

    A date that is not an interval is returned as both: the same object twice.
    """
    since = len(tokens) > 0 and tokens[0].kind is Kind.FROM
    separators = [at for at, token in enumerate(tokens) if token.kind in (Kind.TO, Kind.SLASH)]
    if not separators:
        moment = tokens[since:]
        if not moment:
            raise errors.no_date()
        return moment, () if since else moment
    if len(separators) > 1:
        raise errors.third_side(tokens[separators[1]].offset)
    separator = tokens[separators[0]]
    first, last = tokens[since : separators[0]], tokens[separators[0] + 1 :]
    # "/2026" and "until 2026" have an open start, "2024/" an open end; a dash joins two dates.
    until = separator.kind is Kind.TO and separator.text[0].isalpha()
    if (not first and (since or not (until or separator.kind is Kind.SLASH))) or (
        not last and separator.kind is not Kind.SLASH
    ):
        raise errors.missing_side(separator.offset)
    return _drop_open(first), _drop_open(last)


def _drop_open(tokens: _Tokens) -> _Tokens:
    """Return nothing for the sign or word of an open side (``..``, "now"), else the tokens."""
    return () if len(tokens) == 1 and tokens[0].kind is Kind.OPEN else tokens


def _parse_moment(tokens: _Tokens, zone: ZoneInfo) -> Moment:
    kinds = "".join(token.kind for token in tokens)
    match = _MOMENT.fullmatch(kinds)
    if match is None:
        raise _explain_mismatch(kinds, tokens)
    groups = {name: tokens[at] for name in match.groupdict() if (at := match.start(name)) >= 0}
    offset = tokens[0].offset
    form = groups.get("form")
    if form:
        moment = edtf.parse_long(form.text, zone, offset)
    else:
        moment = _parse_words(groups, zone, offset)
    if "time" in groups:
        moment = _add_time(moment, groups, zone)
    if "weekday" in groups:
        _check_weekday(moment, groups["weekday"])
    qualifier = groups["qualifier"].text if "qualifier" in groups else ""
    approximate = qualifier in ("~", "%") or Kind.ABOUT in kinds
    uncertain = qualifier in ("?", "%")
    if not (approximate or uncertain):
        return moment
    if moment.hour is not None:
        day = Moment(
            moment.year, moment.month, moment.day, approximate=approximate, uncertain=uncertain
        )
        raise errors.qualified_time(edtf.format_moment(day), offset)
    return replace(moment, approximate=approximate, uncertain=uncertain)


def _parse_words(groups: Mapping[str, Token], zone: ZoneInfo, offset: int) -> Moment:
    """Build the moment of a date that is written in words, without its time."""
    month = groups.get("month") or groups.get("month_first") or groups.get("month_alone")
    day = groups.get("day") or groups.get("day_second")
    month = month or groups.get("season")
    return edtf.build_moment(
        _parse_year(groups["year"], groups.get("era")),
        month.value if month else None,
        int(day.text) if day else None,
        None,
        zone,
        offset,
    )


def _parse_year(token: Token, era: Token | None) -> int:
    """Return the astronomical year: 0 for 1 BC."""
    number = int(token.text)
    if era is not None:
        if number == 0:
            raise errors.zero_of_era(token.offset)
        return 1 - number if era.kind is Kind.BEFORE_ERA else number
    if len(token.text) == 4:
        return number
    if len(token.text) == 5 and number >= 10_000:
        day = date_of_serial(number).isoformat()
        raise errors.spreadsheet_date_or_year(number, day, token.offset)
    meant = f"{number:04}" if len(token.text) == 3 else ""
    if len(token.text) == 8:
        # ISO 8601's basic form (20240104), if that day exists.
        year, month, day = token.text[:4], token.text[4:6], token.text[6:]
        with suppress(ValueError):
            meant = dt.date(int(year), int(month), int(day)).isoformat()
    raise errors.not_four_digits(token.text, meant, token.offset)


def _add_time(day: Moment, groups: Mapping[str, Token], zone: ZoneInfo) -> Moment:
    """Return the moment of a day with the time of day that follows it."""
    time, half = groups["time"], groups.get("half")
    if day.day is None:
        raise errors.no_full_date_for_time(time.offset)
    if day.hour is not None:
        raise errors.second_time(time.offset)
    numbers = [int(number) for number in time.text.split(":")]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    second = numbers[2] if len(numbers) > 2 else None
    if half is not None:
        hour = _to_24_hours(hour, half.kind, time)
    token = groups.get("zone")
    offset = None
    if token is not None:
        offset = edtf.parse_offset("Z" if token.text[0].isalpha() else token.text, token.offset)
    clock = edtf.Clock(hour, minute, second, offset)
    return edtf.build_moment(day.year, day.month, day.day, clock, zone, time.offset)


def _to_24_hours(hour: int, half: Kind, time: Token) -> int:
    """Convert an hour of the 12-hour clock (1 to 12) to one of the 24-hour clock (0 to 23)."""
    noon = half is Kind.NOON
    if not 1 <= hour <= 12 or (noon and hour not in (11, 12, 1, 2, 3)):
        raise errors.not_on_12_hour_clock(time.text, time.offset, noon=noon)
    morning = half is Kind.MORNING or (noon and hour == 11)
    return hour % 12 + (0 if morning else 12)


def _check_weekday(moment: Moment, token: Token) -> None:
    if moment.month is None or moment.day is None:
        raise errors.weekday_without_day(token.offset)
    actual = civil.weekday(moment.year, moment.month, moment.day)
    if actual != token.value:
        day = edtf.format_moment(Moment(moment.year, moment.month, moment.day))
        raise errors.other_weekday(day, _WEEKDAYS[actual], _WEEKDAYS[token.value], token.offset)


def _explain_mismatch(kinds: str, tokens: _Tokens) -> DateError:
    """Return the error that explains why these tokens are not a date."""
    short = _SHORT_YEAR.fullmatch(kinds)
    if short is not None:
        year = tokens[short.start("year")]
        if short.start("day") < 0 and short.start("day_second") < 0:
            return errors.day_or_year(year.text, year.offset)
        return errors.no_century(year.text, year.offset)
    offset = tokens[0].offset if tokens else 0
    if _NO_YEAR.fullmatch(kinds):
        time_alone = Kind.TIME in kinds and Kind.MONTH not in kinds
        return errors.no_day_for_time(offset) if time_alone else errors.no_year(offset)
    return errors.unknown_format(offset)
