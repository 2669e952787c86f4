"""Split the tokens of a date into those of its start and its end.

What one side leaves out because the other has it, such as the month and the year of the first day
in "10-12 September 2020", is added to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final, NamedTuple

from generator.dates import errors
from generator.dates.tokens import Token
from generator.dates.words import Kind
from generator.lazy_patterns import lazy_compile

Tokens = tuple[Token, ...]

_SEPARATORS = frozenset({Kind.TO, Kind.SLASH, Kind.AND})
# Hyphens that join the parts of one date, as in mid-2020, 5-Jan-2024 and Jan-2024.
_JOINING = lazy_compile(
    r"(?<=V)-|(?<=Y)-(?=[hqk])|(?<=N)-(?=[Mijm])|(?<=[MijS])-(?=[Y])|(?<![N-][Mij])(?<=[Mij])-(?=N[I,]*Y)"
)
_UNRESOLVED = lazy_compile(r"[-/IO=]")
_WINTER_YEARS = lazy_compile(r"S([,B]*)Y([I/])([YN])")
_DATE_JOINS = lazy_compile(r"Y(-)[Mij](-)N|N-[Mij](-)|[Mij]-N(I)Y|N(/)[Mij](?=/Y)|(?<=N/[Mij])(/)Y")
_SIDE = lazy_compile(
    r"(?P<head>[QV]*(?:W,?)?)"
    r"(?P<date>(?P<day>N)B?,?(?P<month>[Mij])|(?P<month_first>[Mij])(?P<day_second>N)?"
    r"|S|(?P<day_alone>N))?"
    r"[,B]*(?P<year>Y(?P<era>[EGKas])?)?"
    r"(?P<time>(?:,?T[APHK]?Z*)?)(?P<tail>,?Q?X?)"
)
_WINTER = 24
# What is written after a year of an era.
_MARKS: Final = MappingProxyType(
    {Kind.ISLAMIC_ERA: " AH", Kind.SOLAR_ERA: " SH", Kind.COMMON_ERA: " CE", Kind.MEEM: " CE"}
)
_LATE_OPENING = lazy_compile(r"(?P<date>[^bBI&]+?),?(?P<opening>[bB])(?:T|N[APHK]).*")
# Times before their date, as in "from 10:00 to 12:00 on 4 August 2020".
_TIME = r"(?:T|N(?=[APHK]))[APHK]?Z*"
_TIME_ALONE = lazy_compile(_TIME)
_TIME_FIRST = lazy_compile(rf"(?P<time>{_TIME})[,B]*(?P<date>[^T]+)")
_DAY = lazy_compile(r"([0-9]{4})-([0-9]{1,2})-[0-9]{1,2}")


class Sides(NamedTuple):
    """The tokens of the start and of the end of a date; empty for an open side.

    A date that is not an interval has the same tuple twice.

    Attributes:
        start: The tokens of the start.
        end: The tokens of the end.
        separator: What is between them; ``None`` if this is not an interval.
        is_between: Whether it is some time between the start and the end.
        is_incomplete: Whether a side is missing, though the date does not say that it is open.
        joins: Whether the separator is a word such as "and", which does not say that the event
            lasted from the start to the end, as in "15 and 16 May 2020".
        has_own_year: Whether the start has a year of its own.
    """

    start: Tokens
    end: Tokens
    separator: Token | None = None
    is_between: bool = False
    joins: bool = False
    has_own_year: bool = True
    is_incomplete: bool = False


def split(tokens: Tokens) -> Sides:
    """Split the tokens of a date.

    Raises:
        DateError: There are more than two sides.
    """
    # Most dates have nothing to resolve.
    kinds = "".join([token.kind for token in tokens])
    if _UNRESOLVED.search(kinds):
        tokens = _merge_winter(_resolve_dots(tuple(_resolve_hyphens(tokens))))
    if Kind.BETWEEN in kinds or Kind.FROM in kinds:
        tokens = _put_opening_first(tokens)
    opening = tokens[0].kind if tokens else None
    between, since = opening is Kind.BETWEEN, opening is Kind.FROM
    separators = [at for at, token in enumerate(tokens) if token.kind in _SEPARATORS]
    if not separators:
        moment = tokens[since:]
        if not moment:
            raise errors.no_date()
        return Sides(moment, () if since else moment)
    if len(separators) > 1:
        raise errors.third_side(tokens[separators[1]].offset)
    separator = tokens[separators[0]]
    first, last = tokens[since or between : separators[0]], tokens[separators[0] + 1 :]
    # "/2026" and "until 2026" have an open start, "2024/" an open end; a dash joins two dates.
    until = separator.kind is Kind.TO and separator.text[0].isalpha()
    if (not first and (since or between or not (until or separator.kind is Kind.SLASH))) or (
        not last and separator.kind is not Kind.SLASH
    ):
        return Sides(first, last, separator, is_incomplete=True)
    joins = separator.kind is Kind.AND and not between
    first, last = _drop_open(first), _drop_open(last)
    if not (first and last):
        if between:
            raise errors.open_between(separator.offset)
        return Sides(first, last, separator)
    _reject_short_end(first, last)
    shared_first, shared_last = _share(first, last)
    has_own_year = any(token.kind in (Kind.YEAR, Kind.FORM) for token in first)
    return Sides(shared_first, shared_last, separator, between, joins, has_own_year)


def _put_opening_first(tokens: Tokens) -> Tokens:
    """Return the tokens of "4 August 2020, from 10:00 to 12:00" as "from 4 August 2020, …"."""
    match = _LATE_OPENING.fullmatch("".join(token.kind for token in tokens))
    if match is None:
        return tokens
    at = match.start("opening")
    return (tokens[at], *tokens[: match.end("date")], *tokens[at + 1 :])


def _resolve_hyphens(tokens: Tokens) -> Iterator[Token]:
    """Drop the hyphens that join the parts of one date; any other one is between two dates."""
    kinds = "".join(token.kind for token in tokens)
    joining = {match.start() for match in _JOINING.finditer(kinds)}
    for match in _DATE_JOINS.finditer(kinds):
        joining.update(match.start(group) for group in range(1, 7) if match[group])
    for at, token in enumerate(tokens):
        if at not in joining:
            yield token._replace(kind=Kind.TO) if token.kind is Kind.HYPHEN else token


def _resolve_dots(tokens: Tokens) -> Tokens:
    """Return two points between two dates as a dash, and no dash before "corresponding to"."""
    kinds = "".join(token.kind for token in tokens)
    middle = {match.start() for match in re.finditer(r"(?<=[YDUN])O(?=[YDUNMWij])", kinds)}
    superfluous = {match.start() for match in re.finditer(r"I(?==)", kinds)}
    return tuple(
        token._replace(kind=Kind.TO) if at in middle else token
        for at, token in enumerate(tokens)
        if at not in superfluous
    )


def _merge_winter(tokens: Tokens) -> Tokens:
    """Return a winter of two years, as in "winter 2020/21", with one token for both."""
    kinds = "".join(token.kind for token in tokens)
    match = _WINTER_YEARS.search(kinds)
    if match is None:
        return tokens
    year, end = tokens[match.start(2) - 1], tokens[match.start(3)]
    following = str(int(year.text) + 1)
    winter = tokens[match.start()].value == _WINTER and end.text in (following, following[-2:])
    if not winter:
        full = end.text if end.kind is Kind.YEAR else year.text[:-2] + end.text
        season = tokens[match.start()].value
        raise errors.season_of_years(f"{year.text}-{season}/{full}-{season}", year.offset)
    both = year._replace(text=f"{year.text}/{following}")
    return (*tokens[: match.start(2) - 1], both, *_merge_winter(tokens[match.end() :]))


def _reject_short_end(first: Tokens, last: Tokens) -> None:
    """Refuse an end of two digits, as in 2010/15 and 2024-01-05/07, with the interval it means."""
    start, number = first[-1], last[0]
    era = last[1].kind if len(last) == 2 else None
    if number.kind is not Kind.SHORT or len(number.text) != 2 or len(last) > 2:
        return
    mark = _MARKS.get(era) if era is not None else ""
    if mark is None:
        return
    day, meant = _DAY.fullmatch(start.text), ""
    if start.kind is Kind.YEAR and len(first) == 1 and number.text > start.text[-2:]:
        sides = start.text, start.text[:-2] + number.text
        meant = "/".join([side + mark for side in sides])
    elif day is not None:
        meant = f"{start.text}/{day[1]}-{day[2]:0>2}-{number.text}"
    if meant:
        raise errors.day_or_year(number.text, meant, number.offset)


def _drop_open(tokens: Tokens) -> Tokens:
    """Return nothing for the sign or word of an open side (``..``, "now"), else the tokens."""
    return () if len(tokens) == 1 and tokens[0].kind is Kind.OPEN else tokens


def _share(first: Tokens, last: Tokens) -> tuple[Tokens, Tokens]:
    """Give each side of an interval what it leaves out because the other side has it."""
    full_day = _DAY.fullmatch(last[0].text)
    if len(first) == 1 and first[0].kind is Kind.SHORT and last[0].kind is Kind.FORM and full_day:
        day = Token(Kind.FORM, f"{full_day[1]}-{full_day[2]}-{first[0].text}", first[0].offset)
        return _share_era((day,), last), last
    kinds = ["".join(token.kind for token in side) for side in (first, last)]
    timed = _TIME_FIRST.fullmatch(kinds[1])
    if timed is not None and _TIME_ALONE.fullmatch(kinds[0]):
        date = last[timed.start("date") :]
        return (*date, *first), (*date, *last[: timed.end("time")])
    start, end = _match(first), _match(last)
    if end is not None and _is_time(end) and first[0].kind is Kind.FORM:
        return first, (first[0]._replace(text=first[0].text.partition("t")[0]), *last)
    if start is None or end is None:
        return _share_era(first, last), last
    zone = tuple(token for token in last if token.kind is Kind.ZONE)
    shared_zone = (
        zone if start["time"] and not any(each.kind is Kind.ZONE for each in first) else ()
    )
    if _is_time(end) and start["year"]:
        return first + shared_zone, _replace_time(first, start, last)
    year = _pick(first, start, "year") if start["date"] else ()
    year = year or _pick(last, end, "year")
    month = _find_month(first, start), _find_month(last, end)
    shared_first = _complete(first, start, month[0] or month[1], year) + shared_zone
    shared_last = _complete(last, end, month[1] or month[0], year)
    return _share_era(shared_first, shared_last), shared_last


def _match(tokens: Tokens) -> re.Match[str] | None:
    return _SIDE.fullmatch("".join(token.kind for token in tokens))


def _is_time(match: re.Match[str]) -> bool:
    return bool(match["time"]) and not (match["head"] or match["date"] or match["year"])


def _pick(tokens: Tokens, match: re.Match[str], group: str) -> Tokens:
    return tokens[match.start(group) : match.end(group)] if match[group] else ()


def _find_month(tokens: Tokens, match: re.Match[str]) -> Tokens:
    return _pick(tokens, match, "month") or _pick(tokens, match, "month_first")


def _complete(tokens: Tokens, match: re.Match[str], month: Tokens, year: Tokens) -> Tokens:
    """Return a side with the month of a lone day and with a year."""
    date = _pick(tokens, match, "date")
    if not date:
        return tokens
    if match["day_alone"] and not month:
        return tokens
    if match["day_alone"]:
        date = (*date, *month)
    own = _pick(tokens, match, "year") or year
    head, time, tail = (_pick(tokens, match, group) for group in ("head", "time", "tail"))
    return (*head, *date, *own, *time, *tail)


def _replace_time(first: Tokens, start: re.Match[str], last: Tokens) -> Tokens:
    """Return a time of day with the date of the other side."""
    return (*_pick(first, start, "date"), *_pick(first, start, "year"), *last)


def _share_era(first: Tokens, last: Tokens) -> Tokens:
    """Return the start with the era of the end, as in 1440-1445 AH, unless it has its own."""
    kinds = ["".join(token.kind for token in side) for side in (first, last)]
    era = re.search(r"(?<=[YDU])[EGKas]|(?<=^N)[Eas]", kinds[1])
    year = re.search(r"[YDU](?![EGKas])|^N$", kinds[0])
    # A month of one calendar never has a year of another.
    if era is None or year is None or (re.search(r"M", kinds[0]) and era[0] in "as"):
        return first
    return (*first[: year.end()], last[era.start()], *first[year.end() :])
