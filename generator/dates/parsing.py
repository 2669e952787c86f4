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
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace

from generator.dates import (
    civil,
    edtf,
    errors,
    intervals,
    notation,
    other_calendars,
    two_calendars,
    unsupported,
)
from generator.dates.calendars import is_unmarked
from generator.dates.errors import DateError
from generator.dates.intervals import Tokens
from generator.dates.part_order import rearrange
from generator.dates.tokens import (
    DAY_FIRST,
    MONTH_FIRST,
    Token,
    date_of_serial,
    order_digits,
    tokenize,
)
from generator.dates.values import CalendarDate, Moment, Part, When
from generator.dates.words import Kind
from generator.lazy_patterns import lazy_compile

_MAX_LENGTH = 200

_PATTERN = (
    r"Q?(?:(?P<part>V)Q?)?"
    r"(?:(?P<weekday>W),?)?"
    r"(?:(?P<form>[DU])"
    r"|(?:(?P<day>N)B?,?(?P<month>[Mij])|(?P<month_first>[Mij]),?(?P<day_second>N)"
    r"|(?P<month_alone>[Mij])|(?P<season>S))?"
    r"[,B]*(?P<era_before>[EGas])?(?P<year>{year}))"
    r",?(?P<era>[EGKas])?"
    r"(?:,?(?P<time>T|N(?=[APHK]))(?P<half>[APHK])?"
    r"(?P<bracket>\((?=Z))?(?P<utc>Z(?=Z))?(?P<zone>Z)?(?(bracket)\)))?"
    r",?Q?(?P<qualifier>X)?"
)
_MOMENT = lazy_compile(_PATTERN.format(year="Y|N(?=[EGas])|(?<=[EGas])N"))
_SHORT_YEAR = lazy_compile(_PATTERN.format(year="N"))
# A leap year, in which each day of a month exists.
_EXAMPLE_YEAR = "2024"
_DAY_OR_MONTH = lazy_compile(r"W?(?:N?M|MN)")
_NO_YEAR = lazy_compile(r"Q?V?(?:W,?)?(?:NB?,?[Mij]|[Mij]N?|S)?(?:,?[TN][APHK]?Z*)?Q?X?")
# A time zone of the IANA database, as RFC 9557 and people write it after a time.
_NAMED_ZONE = lazy_compile(r"(?P<time>.*[0-9].*?) ?\[?(?P<zone>[A-Z][A-Za-z]+/[A-Za-z_/]{3,})\]?")
# The name of a zone that JavaScript writes after its offset.
_NAME_AFTER_OFFSET = lazy_compile(r"(?<=[+-][0-9]{4}) \([A-Z][A-Za-z ]+\)\Z")
_NUMERIC_MONTH = lazy_compile(r"N[I/]?Y|Y[I/]?N")
_MONTH_OF_YEAR = lazy_compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_UNSUPPORTED = (lazy_compile(r"[dc]"), lazy_compile(r"[fgvmqhk]|(?<![TN])[APH]"))

# The century that is not over, and the first two digits that are likely to be a year of the one
# before it, by the kind of the month.
_CENTURIES = MappingProxyType({"": (20, 40), "i": (14, 60), "j": (14, 20)})

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = frozenset({Kind.MONTH, Kind.ISLAMIC_MONTH, Kind.SOLAR_MONTH})
# The part of a month in which its weeks are; no days are, as a week can begin on three of them.
_PART_OF_WEEK = MappingProxyType({1: Part.EARLY, 2: Part.MIDDLE, 3: Part.MIDDLE, 4: Part.LATE})
_PARTS = (Part.EARLY, Part.MIDDLE, Part.LATE)
_FIRST = "اول"
_OR = frozenset({"or", "او"})


def parse(text: str, timezone: str) -> When:
    """Parse a date, keeping the precision with which it is written.

    Accepts EDTF (ISO 8601-2:2019, levels 0 and 1) and the common ways to write dates in Arabic
    and English, in the Gregorian, the Islamic and the Solar Hijri calendar.

    Args:
        text: The date as the author wrote it.
        timezone: The IANA time zone of the site: of civil days, and of times without an offset. If
            it is empty, days are those of UTC, and times without an offset stay without.

    Raises:
        DateError: The text is not a date, or is ambiguous.
        zoneinfo.ZoneInfoNotFoundError: The time zone is unknown.
    """
    zone = civil.find_zone(timezone)
    match = edtf.COMMON.fullmatch(text)
    # A space before the time and no seconds: "10:00-12:00" can be two times.
    hours = match is not None and match[7] is not None and match[6] is None and text[10] == " "
    if match is not None and not hours and not is_unmarked(match[1], match[2]):
        moment = edtf.parse_common(match.groups(), zone, 0)
        return _build_when(moment, moment, zone, 0)
    if len(text) > _MAX_LENGTH:
        raise errors.too_long(_MAX_LENGTH)
    if "/" in text and (named := _NAMED_ZONE.fullmatch(text)):
        raise _explain_named_zone(named)
    try:
        return _parse_words(_NAME_AFTER_OFFSET.sub("", text), zone)
    except DateError:
        unsupported_form = unsupported.explain(text)
        if unsupported_form is None:
            raise
        raise unsupported_form from None


def _explain_named_zone(match: re.Match[str]) -> DateError:
    """Return the error for a time with the name of its zone."""
    zone = match["zone"]
    try:
        when = parse(match["time"], zone)
    except DateError as error:
        return error
    except (ZoneInfoNotFoundError, ValueError):
        return errors.zone_letters(zone, match.start("zone"))
    return errors.named_zone(zone, notation.write(when), match.start("zone"))


def _parse_words(text: str, zone: ZoneInfo) -> When:
    tokens = tokenize(text)
    kinds = "".join(token.kind for token in tokens)
    if kinds in ("MN", "M-N") and len(tokens[-1].text) == 2:
        month = f"{_add_century(tokens[-1].text, kinds)}-{tokens[0].value:02}"
        raise errors.no_year(tokens[-1].offset, month=month, number=tokens[-1].text)
    if Kind.AND in kinds:
        if spoken := re.search(r"N&[hq]", kinds):
            raise errors.time_in_words(tokens[spoken.start()].offset)
        # "3, 4 and 5 May 2020" is a list, as "3, 4, 5 May 2020" is.
        if listed := re.search(r"N(?:,N)+(&)N", kinds):
            at = listed.start(1)
            tokens = (*tokens[:at], tokens[at]._replace(kind=Kind.COMMA), *tokens[at + 1 :])
    _reject_numeric_month(tokens)
    daytime = next((token for token in tokens if token.kind is Kind.DAYTIME), None)
    if daytime is not None:
        when = _parse_tokens(tuple(token for token in tokens if token is not daytime), zone)
        raise errors.no_hour(daytime.written, notation.write(when), daytime.offset)
    return _parse_tokens(tokens, zone)


def _parse_tokens(tokens: Tokens, zone: ZoneInfo) -> When:
    sides = intervals.split(tokens)
    if sides.is_incomplete:
        raise _explain_missing_side(sides, zone)
    if _is_unmarked_interval(sides):
        raise _explain_unmarked_interval(sides, zone)
    start = _parse_side(sides.start, zone) if sides.start else None
    if sides.end is sides.start:
        return _build_when(start, start, zone, 0)
    end = _parse_side(sides.end, zone) if sides.end else None
    at = sides.end[0].offset if sides.end else 0
    separator = sides.separator
    if start is not None and end is not None and separator is not None:
        if two_calendars.names_one_day(start, end, separator):
            both = two_calendars.combine(start, end, at)
            return _build_when(both, both, zone, at)
        if sides.joins and (separator.text in _OR or not _is_next_day(start, end)):
            written = notation.write_moment(start), notation.write_moment(end)
            raise errors.two_dates(*written, separator.offset)
    if start is not None and not sides.has_own_year:
        _check_shared_year(start, end, zone, at)
    when = _build_when(start, end, zone, at)
    return replace(when, is_between=sides.is_between and start != end)


def _check_shared_year(start: Moment, end: Moment | None, zone: ZoneInfo, at: int) -> None:
    """Refuse "28 December – 3 January 2020": it may have started a year earlier."""
    if end is None or civil.bounds(start, zone)[0] <= civil.bounds(end, zone)[1]:
        return
    sides = [notation.write_moment(side) for side in (start, end)]
    earlier = ""
    if start.original is None:
        earlier = notation.write_moment(replace(start, year=start.year - 1))
    raise errors.end_before_start(sides[0], sides[1], earlier, at)


def _build_when(start: Moment | None, end: Moment | None, zone: ZoneInfo, end_offset: int) -> When:
    first = start or end
    if first is None:
        raise errors.no_side()
    earliest, latest = civil.bounds(first, zone)
    if end is start:
        text = edtf.format_moment(first)
    else:
        text = edtf.format_side(start, is_end=False) if start else ".."
        end_text = edtf.format_side(end, is_end=True) if end else ".."
        if start and end:
            latest = civil.bounds(end, zone)[1]
        if latest < earliest:
            assert start is not None
            assert end is not None
            written = notation.write_moment(start), notation.write_moment(end)
            raise errors.end_before_start(*written, "", end_offset)
        text = f"{text}/{end_text}"
    year, month = first.year, first.month
    if first.hour is not None:
        year, month = civil.month_in_zone(first, earliest, zone)
    elif first.part is not None:
        year = civil.date_of_day(civil.days_of_part(first)[0])[0]
    return When(start, end, earliest, latest, year, month, text)


def _reject_numeric_month(tokens: Tokens) -> None:
    """Reject a month and a year in digits, such as 2024 09: the sign can mean an interval."""
    if not _NUMERIC_MONTH.fullmatch("".join(token.kind for token in tokens)):
        return
    month, year = sorted((tokens[0], tokens[-1]), key=lambda token: len(token.text))
    meant = f"{year.text}-{month.text:0>2}"
    if _MONTH_OF_YEAR.fullmatch(meant) and not any(token.text[0].isalpha() for token in tokens):
        last = year.text[:2] + month.text
        is_interval = month is tokens[-1] and len(month.text) == 2 and last > year.text
        interval = f"{year.text}/{last}" if is_interval else ""
        raise errors.month_or_interval(month.text, meant, interval, month.offset)


# --- One side, in one or two calendars ------------------------------------------------------------


def _parse_side(tokens: Tokens, zone: ZoneInfo) -> Moment:
    """Parse a date that can be given in two calendars."""
    kinds = "".join(token.kind for token in tokens)
    leading = re.match(r"([APH]?(?:W,?)?)=", kinds)
    if leading is not None:
        # "Friday, corresponding to 14 January 2011".
        return _parse_moment(tokens[: leading.end(1)] + tokens[leading.end() :], zone)
    second = re.fullmatch(r"(.+?),?(?:=(.+)|\((.*[YDU].*)\))", kinds)
    if second is None:
        return _parse_moment(tokens, zone)
    group = 2 if second[2] else 3
    first = _parse_moment(tokens[: second.end(1)], zone)
    other = _parse_moment(tokens[second.start(group) : second.end(group)], zone)
    return two_calendars.combine(first, other, tokens[second.start(group)].offset)


def _is_next_day(first: Moment, second: Moment) -> bool:
    known = first.day is not None and second.day is not None and first.hour is None
    return known and civil.day_of(second) == civil.day_of(first) + 1


# --- One date in one calendar ---------------------------------------------------------------------


def _parse_moment(tokens: Tokens, zone: ZoneInfo) -> Moment:
    kinds = "".join(token.kind for token in tokens)
    match = _MOMENT.fullmatch(kinds)
    if match is None:
        tokens = rearrange(tokens)
        kinds = "".join(token.kind for token in tokens)
        match = _MOMENT.fullmatch(kinds)
    if match is None:
        raise _explain_mismatch(kinds, tokens, zone)
    groups = {name: tokens[at] for name in match.groupdict() if (at := match.start(name)) >= 0}
    offset = tokens[0].offset
    moment = _parse_date(groups, zone, offset)
    if "time" in groups:
        moment = _add_time(moment, groups, zone)
    if "weekday" in groups:
        _check_weekday(moment, groups["weekday"])
    if "part" in groups:
        moment = _add_part(moment, groups["part"])
        if groups["part"].text == _FIRST and moment.month is not None:
            first = notation.write_moment(replace(moment, part=None, day=1))
            raise errors.first_of_month(first, notation.write_moment(moment), offset)
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


def _parse_date(groups: Mapping[str, Token], zone: ZoneInfo, offset: int) -> Moment:
    """Build the moment of a date without its time."""
    month = groups.get("month") or groups.get("month_first") or groups.get("month_alone")
    day = groups.get("day") or groups.get("day_second")
    era = groups.get("era") or groups.get("era_before")
    form, year = groups.get("form"), groups.get("year")
    calendar = other_calendars.find_calendar(month, era)
    if form is not None and form.kind is Kind.EITHER:
        if "weekday" in groups and (ordered := _order_by_weekday(groups, form, zone)):
            return ordered
        raise other_calendars.explain_order(form, calendar, era)
    if form is not None:
        if calendar is not None:
            return other_calendars.parse_form(form, calendar)
        moment = edtf.parse_long(form.text, zone, offset)
        if era is None and is_unmarked(form.text[:4], form.text[5:7]):
            raise other_calendars.explain_unmarked(form)
        return moment if era is None else _apply_era(moment, era, form)
    assert year is not None
    season = groups.get("season")
    first_year, _, second_year = year.text.partition("/")
    year = year._replace(text=first_year)
    unmarked = era is None and is_unmarked(year.text, None)
    if season is not None and (calendar is not None or unmarked):
        raise other_calendars.explain_season(season, year, calendar)
    if calendar is not None:
        month_of_year = month.value if month else None
        date = CalendarDate(calendar, int(year.text), month_of_year, int(day.text) if day else None)
        return other_calendars.build_moment(date, offset)
    month = month or season
    if month is None and unmarked:
        raise other_calendars.explain_unmarked(year)
    moment = edtf.build_moment(
        _parse_year(year, era),
        month.value if month else None,
        int(day.text) if day else None,
        None,
        zone,
        offset,
    )
    return replace(moment, of_two_years=True) if second_year else moment


def _order_by_weekday(groups: Mapping[str, Token], form: Token, zone: ZoneInfo) -> Moment | None:
    """Return the date in digits if its weekday is right for one order of day and month only."""
    found = []
    for order in (DAY_FIRST, MONTH_FIRST):
        ordered = order_digits(form, order)
        if ordered.kind is Kind.FORM:
            with suppress(DateError):
                moment = _parse_date({**groups, "form": ordered}, zone, form.offset)
                _check_weekday(moment, groups["weekday"])
                found.append(moment)
    return found[0] if len(found) == 1 else None


def _apply_era(moment: Moment, era: Token, form: Token) -> Moment:
    """Return a date in digits with its era, which cannot be another one than its year has."""
    if era.kind is Kind.BEFORE_ERA or moment.year < 1:
        raise errors.unknown_format(form.offset)
    return moment


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


def _add_part(moment: Moment, token: Token) -> Moment:
    """Return a year, a season, a month or a decade with the part of it that is named."""
    if moment.day is not None or moment.unspecified > 1 or moment.year < 1:
        raise errors.part_of_day(token.written, notation.write_moment(moment), token.offset)
    return replace(moment, part=_PARTS[token.value - 1])


def _add_time(day: Moment, groups: Mapping[str, Token], zone: ZoneInfo) -> Moment:
    """Return the moment of a day with the time of day that follows it."""
    time, half = groups["time"], groups.get("half")
    if day.day is None:
        raise errors.no_full_date_for_time(time.offset)
    if day.hour is not None:
        raise errors.second_time(time.offset)
    numbers = [int(number) for number in re.split(r"[.,]", time.text)[0].split(":")]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    second = numbers[2] if len(numbers) > 2 else None
    if half is not None:
        hour = _to_24_hours(hour, half.kind, time)
    token, utc = groups.get("zone"), groups.get("utc")
    if utc is not None and not utc.text[0].isalpha():
        _reject_hours(day, time, utc)
        raise errors.unknown_format(utc.offset)
    offset = None
    if token is not None:
        _reject_hours(day, time, token)
        offset = edtf.parse_offset("Z" if token.text[0].isalpha() else token.text, token.offset)
    clock = edtf.Clock(hour, minute, second, offset)
    timed = edtf.build_moment(day.year, day.month, day.day, clock, zone, time.offset)
    return timed if day.original is None else replace(timed, original=day.original)


def _reject_hours(day: Moment, time: Token, zone: Token) -> None:
    """Refuse a time such as 10:00-12:00 after a day, unless the second is before the first."""
    joined = zone.offset == time.offset + len(time.text) and zone.text[0] == "-"
    if joined and len(time.text) == len(zone.text) - 1 and time.text < zone.text[1:]:
        date = edtf.format_moment(Moment(day.year, day.month, day.day))
        raise errors.hours_or_offset(
            time.text + zone.text,
            f"{date}T{time.text}{zone.text}",
            f"{date}T{time.text}/{date}T{zone.text[1:]}",
            time.offset,
        )


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


# --- What is wrong -------------------------------------------------------------------------------


def _add_year(kinds: str, tokens: Tokens, zone: ZoneInfo) -> str:
    """Return a day or a month without a year with one, as an example; empty for other dates."""
    if _DAY_OR_MONTH.fullmatch(kinds) is None:
        return ""
    dated = tuple(token for token in tokens if token.kind is not Kind.WEEKDAY)
    year = tokens[-1]._replace(kind=Kind.YEAR, text=_EXAMPLE_YEAR)
    with suppress(DateError):
        return notation.write_moment(_parse_moment((*dated, year), zone))
    return ""


def _add_century(year: str, kinds: str) -> str:
    """Return a year of two digits with the century in which it is likely to be."""
    century, coming = _CENTURIES[next((kind for kind in "ij" if kind in kinds), "")]
    return f"{century - (int(year) >= coming)}{year:0>2}"


def _explain_mismatch(kinds: str, tokens: Tokens, zone: ZoneInfo) -> DateError:
    """Return the error that explains why these tokens are not a date."""
    for pattern in _UNSUPPORTED:
        if word := pattern.search(kinds):
            return _explain_word(word.start(), kinds, tokens, zone)
    short = _SHORT_YEAR.fullmatch(kinds)
    if short is not None:
        year = tokens[short.start("year")]
        dated = [name for name in ("day", "day_second", "season") if short[name]]
        if not dated and not year.written:
            return errors.day_or_year(year.text, "", year.offset)
        long_year = year._replace(kind=Kind.YEAR, text=_add_century(year.text, kinds))
        full = (*tokens[: short.start("year")], long_year)
        meant = ""
        with suppress(DateError):
            meant = notation.write_moment(_parse_moment((*full, *tokens[len(full) :]), zone))
        return errors.no_century(year.text, long_year.text, meant, year.offset)
    offset = tokens[0].offset if tokens else 0
    if kinds == Kind.ZONE:
        return errors.offset_alone(offset)
    if kinds == Kind.OPEN and tokens[0].written:
        return errors.relative(tokens[0].written, offset)
    if listed := re.search(r"[DU](?:,[DU])+|N(?:,N)+", kinds):
        return _explain_list(tokens, listed, zone)
    if _NO_YEAR.fullmatch(kinds):
        time_alone = Kind.TIME in kinds and Kind.MONTH not in kinds
        if time_alone:
            return errors.no_day_for_time(offset)
        return errors.no_year(offset, example=_add_year(kinds, tokens, zone))
    return errors.unknown_format(offset)


def _explain_list(tokens: Tokens, listed: re.Match[str], zone: ZoneInfo) -> DateError:
    """Return the error for days with commas between them, as in "3, 4, 5 May 2020"."""
    sides = []
    for at in (listed.start(), listed.end() - 1):
        only = (*tokens[: listed.start()], tokens[at], *tokens[listed.end() :])
        try:
            sides.append(notation.write_moment(_parse_moment(only, zone)))
        except DateError as error:
            return error
    return errors.two_dates(sides[0], sides[1], tokens[listed.start()].offset)


def _explain_missing_side(sides: intervals.Sides, zone: ZoneInfo) -> DateError:
    """Return the error for an interval of which one side is missing, as in 2003–."""
    assert sides.separator is not None
    known = ""
    if side := sides.start or sides.end:
        try:
            known = notation.write_moment(_parse_side(side, zone))
        except DateError as error:
            return error
    return errors.missing_side(known, sides.separator.offset, is_start=not sides.start)


def _is_unmarked_interval(sides: intervals.Sides) -> bool:
    """Whether both sides are years that can be of three calendars, as in 1445-1446."""
    return sides.separator is not None and all(
        len(side) == 1 and side[0].kind is Kind.YEAR and is_unmarked(side[0].text, None)
        for side in (sides.start, sides.end)
    )


def _explain_unmarked_interval(sides: intervals.Sides, zone: ZoneInfo) -> DateError:
    """Return the error for an interval whose years can be of three calendars."""
    readings = []
    (start,), (end,) = sides.start, sides.end
    written = f"{start.text}/{end.text}"
    if sides.is_between:
        written = f"between {start.text} and {end.text}"
    for mark in ("AH", "SH"):
        with suppress(DateError):
            when = parse(f"{written} {mark}", zone.key)
            readings.append(errors.reading(notation.write(when), when.edtf))
    return errors.unmarked_interval(readings, f"{written} CE", start.offset)


def _explain_word(at: int, kinds: str, tokens: Tokens, zone: ZoneInfo) -> DateError:
    """Return the error for a word whose meaning a timeline cannot show."""
    word = tokens[at]
    number = next((int(token.text) for token in tokens if token.kind is Kind.SHORT), 0)
    dated = Kind.CENTURY in kinds and not re.search(r"[Ea]", kinds)
    century = f"{number - 1:02}" if dated and number else ""
    match word.kind:
        case Kind.CENTURY if Kind.DECADE not in kinds:
            return errors.century(f"{century}XX" if century else "", word.offset)
        case Kind.DECADE | Kind.CENTURY:
            decade = next(token for token in tokens if token.kind is Kind.DECADE)
            edtf_text = f"{century}{decade.value}X" if century else ""
            return errors.decade(decade.written, decade.value * 10, edtf_text, decade.offset)
        case Kind.HALF if re.search(r"[Mij]", kinds):
            return _explain_half(word, number, tokens, zone)
        case Kind.QUARTER | Kind.HALF:
            year = next((token.text for token in tokens if token.kind is Kind.YEAR), "")
            months = 3 if word.kind is Kind.QUARTER else 6
            return errors.part_of_year(*_write_months(year, months, number), word.offset)
        case Kind.WEEK:
            return _explain_week(word, tokens, zone)
        case Kind.MORNING | Kind.EVENING | Kind.NOON:
            return _explain_daytime(word, tokens, zone)
        case Kind.TWO_MONTHS:
            return _explain_two_months(word, tokens)
        case Kind.BEFORE | Kind.AFTER:
            return _explain_limit(word, tokens[at + 1 :], zone)
    return errors.relative(word.written, word.offset)


def _explain_half(word: Token, number: int, tokens: Tokens, zone: ZoneInfo) -> DateError:
    """Return the error for "the first half of March 2020"."""
    hint = ""
    with suppress(DateError):
        month = next(at for at, token in enumerate(tokens) if token.kind in _MONTHS)
        whole = _parse_moment(tokens[month:], zone)
        if number in (1, 2) and whole.day is None:
            part = Part.EARLY if number == 1 else Part.LATE
            hint = notation.write_moment(replace(whole, part=part))
    return errors.half_of_month(hint, word.offset)


def _write_months(year: str, months: int, number: int) -> tuple[str, str]:
    """Write the first and last month of a part of a year; both empty if it has no such one."""
    if not year or not 1 <= number <= 12 // months:
        return "", ""
    return f"{year}-{(number - 1) * months + 1:02}", f"{year}-{number * months:02}"


def _explain_week(word: Token, tokens: Tokens, zone: ZoneInfo) -> DateError:
    """Return the error for "the first week of July 2024" and "the week of 4 July 2024"."""
    at = tokens.index(word)
    numbered = re.fullmatch(r"Y?kNB?Y?", "".join(token.kind for token in tokens))
    years = [each for each in tokens if each.kind is Kind.YEAR]
    # "week 31 of 2020", but not "الأسبوع الأول من 2020", which begins on 1 January for some.
    if numbered is not None and len(years) == 1 and not tokens[at + 1].written:
        return unsupported.explain_week(int(years[0].text), int(tokens[at + 1].text))
    # "the first week of July", "الأسبوع الأول من تموز"; but "the week of 4 July".
    week = re.fullmatch(r"(?:(N)k|k(N)B)B?([Mij]Y.*)", "".join(token.kind for token in tokens))
    hint = ""
    with suppress(DateError):
        if week is None:
            day = _parse_moment(tokens[:at] + tokens[at + 1 :], zone)
            hint = notation.write_moment(replace(day, approximate=True))
        else:
            number = int(tokens[0 if week[1] else at + 1].text)
            month = _parse_moment(tokens[week.start(3) :], zone)
            part = _PART_OF_WEEK.get(number)
            if part is not None:
                hint = notation.write_moment(replace(month, part=part))
    return errors.week(hint, word.offset)


def _explain_daytime(word: Token, tokens: Tokens, zone: ZoneInfo) -> DateError:
    rest = tuple(token for token in tokens if token is not word)
    try:
        day = notation.write_moment(_parse_moment(rest, zone))
    except DateError as error:
        return error
    return errors.no_hour(word.written, day, word.offset)


def _explain_two_months(word: Token, tokens: Tokens) -> DateError:
    year = next((token.text for token in tokens if token.kind is Kind.YEAR), "")
    day = next((f"-{int(token.text):02}" for token in tokens if token.kind is Kind.SHORT), "")
    months = (word.value, word.value % 12 + 1)
    dates = [f"{year}-{month:02}{day}" for month in months] if year else []
    return errors.two_months_of_name(word.written, dates, word.offset)


def _explain_limit(word: Token, rest: Tokens, zone: ZoneInfo) -> DateError:
    try:
        date = notation.write_moment(_parse_moment(rest, zone))
    except DateError as error:
        return error
    interval = f"../{date}" if word.kind is Kind.BEFORE else f"{date}/.."
    return errors.before_or_after(word.written, interval, f"{date}~", word.offset)
