"""A date's text, cut into tokens whose kinds are the letters that `reading` matches."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from generator.dates import edtf
from generator.dates.values import DateError
from generator.dates.words import WORDS, Kind, fold_word

FORMS = "write it as in 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024"

_TOKEN = re.compile(
    r"(?P<figures>[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{2,4}(?![0-9]))"
    r"|(?P<reversed>[0-9]{4}([/.])[0-9]{1,2}\4[0-9]{1,2}(?![0-9]))"
    r"|(?P<far>[0-9]{5,}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![^\W_]))"
    r"|(?P<serial>[0-9]{5}\.[0-9]+(?![0-9]))"
    rf"|(?P<form>(?<![0-9])(?:{edtf.LONG.pattern})(?![^\W_]|[:+-]))"
    r"|(?P<decade>[0-9]{3}0s(?![^\W_]))"
    r"|(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))"
    r"|(?P<zone>[+-][0-9]{2}:[0-9]{2}(?![0-9:])|\+[0-9]{2}(?:[0-9]{2})?(?![0-9:]))"
    r"|(?P<number>[0-9]{1,8}(?![0-9]))"
    r"|(?P<count>[0-9]{9,})"
    r"|(?P<word>[^\W\d_]+(?:\.[^\W\d_]+)*(?:\.(?!\.))?)"
    r"|(?P<range> - | ?– ?|(?<=[0-9])-(?=[0-9]{4}(?![0-9])))"
    r"|(?P<open>\.\.)"
    r"|(?P<mark>[~?%,/()])"
    r"|(?P<space> )"
)

_KINDS = MappingProxyType(
    {
        "form": Kind.FORM,
        "time": Kind.TIME,
        "zone": Kind.ZONE,
        "range": Kind.TO,
        "open": Kind.OPEN,
    }
)


# Names in which a slip is guessed at, and how alike a word must be to one of them.
_NAMES = frozenset({Kind.MONTH, Kind.WEEKDAY, Kind.SEASON})
_CLOSE = 0.75
_SPREADSHEET_EPOCH = dt.date(1899, 12, 30)
_UNIX_EPOCH = dt.datetime(1970, 1, 1)
# How many digits a count of seconds since 1970 has, or of thousandths.
_SECONDS = frozenset({10, 13})


class Token(NamedTuple):
    """One part of a date.

    Attributes:
        kind: The part it plays.
        text: How it is spelled, folded.
        offset: Where it stands in the text as written, in characters from 0.
        value: The month, season or weekday that a word names, else 0.
    """

    kind: Kind
    text: str
    offset: int
    value: int = 0


class _Cut(NamedTuple):
    """A piece of the folded text, and the same piece as written."""

    name: str
    text: str
    offset: int
    written: str


def tokens_of(text: str) -> tuple[Token, ...]:
    """The parts of a date that carry meaning.

    Raises DateError for a part that is not known, or that can mean two things.
    """
    return tuple(_one_month_each(list(_meanings(tuple(_cut(text))))))


def _cut(text: str) -> Iterator[_Cut]:
    line, places = fold_word(text)
    start = 0
    while start < len(line):
        match = _TOKEN.match(line, start)
        offset = places[start]
        if match is None:
            raise _unknown(text[offset], offset)
        start = match.end()
        if match.lastgroup is not None and match.lastgroup != "space":
            written = text[offset : places[start - 1] + 1]
            yield _Cut(match.lastgroup, match[0], offset, written)


def _meanings(cuts: tuple[_Cut, ...]) -> Iterator[Token]:
    paired = False
    for cut, following in pairwise((*cuts, None)):
        if paired or cut is None:
            paired = False
        elif cut.name == "word":
            pair = f"{cut.text} {following.text}" if following is not None else ""
            paired = pair in WORDS
            token = _word(cut, pair if paired else cut.text)
            if token.kind is not Kind.FILLER:
                yield token
        else:
            yield _sign(cut)


def _word(cut: _Cut, spelling: str) -> Token:
    word = WORDS.get(spelling) or WORDS.get(spelling.replace(".", ""))
    if word is None:
        raise _misspelt(cut)
    if word.kind is Kind.VAGUE:
        raise DateError(
            "date-unknown",
            f"'{cut.written}' tells no time that can be put in order",
            "write what is known: a season, a month or a year, as in 2024-21, 2023-12~"
            " (approximate), ../2026 (until) or 2024/.. (since)",
            cut.offset,
        )
    if word.kind is Kind.LETTERS:
        raise DateError(
            "date-ambiguous",
            f"the letters '{cut.written}' stand for more than one time zone, or for none",
            "write how far the clock was from UTC, as in 2024-01-04T12:00+03:00",
            cut.offset,
        )
    if word.kind is Kind.HIJRI:
        raise DateError(
            "date-unknown",
            "dates of the Islamic calendar are not read",
            "write the Gregorian date; the site can show the other beside it",
            cut.offset,
        )
    return Token(word.kind, spelling, cut.offset, word.value)


def _sign(cut: _Cut) -> Token:
    text = cut.text
    if cut.name in ("figures", "reversed"):
        raise _figures(cut)
    if cut.name in ("far", "serial", "count"):
        raise _number(cut)
    if cut.name == "decade":
        if text.endswith("00s"):
            raise DateError(
                "date-ambiguous",
                f"'{text}' can be ten years or a hundred",
                f"write {text[:3]}X for the decade, {text[:2]}XX for the century",
                cut.offset,
            )
        return Token(Kind.FORM, f"{text[:3]}x", cut.offset)
    if cut.name == "number":
        return Token(Kind.SHORT if len(text) <= 2 else Kind.YEAR, text, cut.offset)
    if cut.name == "mark":
        return Token(Kind.QUALIFIER if text in "~?%" else Kind(text), text, cut.offset)
    return Token(_KINDS[cut.name], text, cut.offset)


def _one_month_each(tokens: list[Token]) -> Iterator[Token]:
    """A month under two names (``كانون الثاني/يناير`` or ``كانون الثاني (يناير)``) is one."""
    kinds = "".join(token.kind for token in tokens)
    at = 0
    for match in re.finditer(r"M(?:/M|\(M\))", kinds):
        yield from tokens[at : match.start() + 1]
        first, second = tokens[match.start()], tokens[match.start() + 2]
        if first.value != second.value:
            raise DateError(
                "date-invalid",
                "its two names are of different months",
                "write the number of the month, or an interval as in 2024-01/2024-02",
                second.offset,
            )
        at = match.end()
    yield from tokens[at:]


def _number(cut: _Cut) -> DateError:
    """Why a number is no date, and which one it may stand for."""
    if cut.name == "far":
        year = cut.text.partition("-")[0]
        hint = f"write a year of four digits, or Y{year.lstrip('0')} alone for one so far away"
        message = f"the year {year} has more than four digits"
        return DateError("date-invalid", message, hint, cut.offset)
    if cut.name == "serial":
        day = spreadsheet_day(int(cut.text.partition(".")[0])).isoformat()
        message = "a number with a point can be a spreadsheet's day"
        return DateError("date-ambiguous", message, f"write {day} for that day", cut.offset)
    message = "a number this long is not a date"
    seconds = int(cut.text[:10]) if len(cut.text) in _SECONDS else 0
    if not seconds:
        return DateError("date-unknown", message, FORMS, cut.offset)
    day = (_UNIX_EPOCH + dt.timedelta(seconds=seconds)).date().isoformat()
    hint = f"write {day} if it counts the seconds since 1970"
    return DateError("date-unknown", message, hint, cut.offset)


def spreadsheet_day(number: int) -> dt.date:
    """The day that a spreadsheet stores as this number."""
    return _SPREADSHEET_EPOCH + dt.timedelta(days=number)


def _misspelt(cut: _Cut) -> DateError:
    """A word that is not known, with the name that was probably meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    names = (word for word, meant in WORDS.items() if meant.kind in _NAMES)
    close = get_close_matches(cut.text.rstrip("."), names, n=1, cutoff=_CLOSE)
    if not close:
        return _unknown(cut.written, cut.offset)
    message = f"'{cut.written}' is not understood"
    return DateError("date-unknown", message, f"did you mean '{close[0].title()}'?", cut.offset)


def _figures(cut: _Cut) -> DateError:
    parts = [int(part) for part in re.split(r"[/.-]", cut.text)]
    if cut.name == "reversed":
        year, first, second = parts
        hint = _either((year, first, second))
        return DateError("date-unknown", "a date in figures has hyphens", hint, cut.offset)
    first, second, year = parts
    return DateError(
        "date-ambiguous",
        "which figure is the day and which the month differs from country to country",
        _either((year, second, first), (year, first, second)),
        cut.offset,
    )


def _either(*days: tuple[int, int, int]) -> str:
    """A hint that offers each of these days that there is, in a year of four digits."""
    known: dict[str, None] = {}
    for year, month, day in days:
        if year > 99:
            try:
                known[dt.date(year, month, day).isoformat()] = None
            except ValueError:
                continue
    return f"write {' or '.join(known)}" if known else "write year, month, day, as in 2024-01-04"


def _unknown(written: str, offset: int) -> DateError:
    return DateError("date-unknown", f"'{written}' is not understood", FORMS, offset)
