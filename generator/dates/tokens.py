"""Split the text of a date into tokens, each of a kind that is one letter for `parsing`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from generator.dates import edtf, errors
from generator.dates.errors import DateError
from generator.dates.words import WORDS, Kind, fold_word
from generator.problem_collector import closest

_PIECE = re.compile(
    r"(?P<day_or_month>[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{2,4}(?![0-9]))"
    r"|(?P<year_first>[0-9]{4}([/.])[0-9]{1,2}\4[0-9]{1,2}(?![0-9]))"
    r"|(?P<far_year>[0-9]{5,}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![^\W_]))"
    r"|(?P<serial>[0-9]{5}\.[0-9]+(?![0-9]))"
    rf"|(?P<form>(?<![0-9])(?:{edtf.LONG.pattern})(?![^\W_]|[:+-]))"
    r"|(?P<decade>[0-9]{3}0s(?![^\W_]))"
    r"|(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))"
    r"|(?P<zone>[+-][0-9]{2}:[0-9]{2}(?![0-9:])|\+[0-9]{2}(?:[0-9]{2})?(?![0-9:]))"
    r"|(?P<number>[0-9]{1,8}(?![0-9]))"
    r"|(?P<long_number>[0-9]{9,})"
    r"|(?P<word>[^\W\d_]+(?:\.[^\W\d_]+)*(?:\.(?!\.))?)"
    r"|(?P<range> - | ?– ?|(?<=[0-9])-(?=[0-9]{4}(?![0-9])))"
    r"|(?P<open>\.\.)"
    r"|(?P<sign>[~?%,/()])"
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

# The words that a misspelled word is compared with.
_NAMES = frozenset({Kind.MONTH, Kind.WEEKDAY, Kind.SEASON})
_SPREADSHEET_EPOCH = dt.date(1899, 12, 30)
_UNIX_EPOCH = dt.datetime(1970, 1, 1)
# The number of digits of a Unix time in seconds, and in milliseconds.
_UNIX_TIME_DIGITS = frozenset({10, 13})


class Token(NamedTuple):
    """One part of a date.

    Attributes:
        kind: What the part means.
        text: Its folded spelling.
        offset: Its position in the text as written, in characters from 0.
        value: The month, season or weekday that a word names, else 0.
    """

    kind: Kind
    text: str
    offset: int
    value: int = 0


class _Piece(NamedTuple):
    """A piece of the folded text, named by its group in `_PIECE`, and the text as written."""

    name: str
    text: str
    offset: int
    written: str


def tokenize(text: str) -> tuple[Token, ...]:
    """Split a date into the parts that carry meaning.

    Raises:
        DateError: A part is unknown or ambiguous.
    """
    return tuple(_merge_month_names(list(_interpret(tuple(_split(text))))))


def _split(text: str) -> Iterator[_Piece]:
    folded, offsets = fold_word(text)
    start = 0
    while start < len(folded):
        match = _PIECE.match(folded, start)
        offset = offsets[start]
        if match is None:
            raise errors.unknown_character(text[offset], offset)
        start = match.end()
        if match.lastgroup is not None and match.lastgroup != "space":
            written = text[offset : offsets[start - 1] + 1]
            yield _Piece(match.lastgroup, match[0], offset, written)


def _interpret(pieces: tuple[_Piece, ...]) -> Iterator[Token]:
    paired = False
    for piece, following in pairwise((*pieces, None)):
        if paired or piece is None:
            paired = False
        elif piece.name == "word":
            pair = f"{piece.text} {following.text}" if following is not None else ""
            paired = pair in WORDS
            token = _interpret_word(piece, pair if paired else piece.text)
            if token.kind is not Kind.FILLER:
                yield token
        else:
            yield _interpret_number_or_sign(piece)


def _interpret_word(piece: _Piece, spelling: str) -> Token:
    word = WORDS.get(spelling) or WORDS.get(spelling.replace(".", ""))
    if word is None:
        raise _explain_word(piece)
    if word.kind is Kind.VAGUE:
        raise errors.too_vague(piece.written, piece.offset)
    if word.kind is Kind.LETTERS:
        raise errors.zone_letters(piece.written, piece.offset)
    if word.kind is Kind.HIJRI:
        raise errors.islamic_calendar(piece.offset)
    return Token(word.kind, spelling, piece.offset, word.value)


def _interpret_number_or_sign(piece: _Piece) -> Token:
    text = piece.text
    if piece.name in ("day_or_month", "year_first"):
        raise _explain_numeric_date(piece)
    if piece.name in ("far_year", "serial", "long_number"):
        raise _explain_number(piece)
    if piece.name == "decade":
        if text.endswith("00s"):
            raise errors.decade_or_century(text, piece.offset)
        return Token(Kind.FORM, f"{text[:3]}x", piece.offset)
    if piece.name == "number":
        return Token(Kind.SHORT if len(text) <= 2 else Kind.YEAR, text, piece.offset)
    if piece.name == "sign":
        return Token(Kind.QUALIFIER if text in "~?%" else Kind(text), text, piece.offset)
    return Token(_KINDS[piece.name], text, piece.offset)


def _merge_month_names(tokens: list[Token]) -> Iterator[Token]:
    """Merge two names of a month (``كانون الثاني/يناير``, ``كانون الثاني (يناير)``) into one."""
    kinds = "".join(token.kind for token in tokens)
    at = 0
    for match in re.finditer(r"M(?:/M|\(M\))", kinds):
        yield from tokens[at : match.start() + 1]
        first, second = tokens[match.start()], tokens[match.start() + 2]
        if first.value != second.value:
            raise errors.two_months(second.offset)
        at = match.end()
    yield from tokens[at:]


def _explain_number(piece: _Piece) -> DateError:
    """Return the error for a number that is not a date, with the date that it may mean."""
    if piece.name == "far_year":
        return errors.long_year(piece.text.partition("-")[0], piece.offset)
    if piece.name == "serial":
        day = date_of_serial(int(piece.text.partition(".")[0])).isoformat()
        return errors.spreadsheet_time(day, piece.offset)
    seconds = int(piece.text[:10]) if len(piece.text) in _UNIX_TIME_DIGITS else 0
    day = (_UNIX_EPOCH + dt.timedelta(seconds=seconds)).date().isoformat() if seconds else ""
    return errors.long_number(day, piece.offset)


def date_of_serial(number: int) -> dt.date:
    """Return the date that a spreadsheet stores as this number."""
    return _SPREADSHEET_EPOCH + dt.timedelta(days=number)


def _explain_word(piece: _Piece) -> DateError:
    """Return the error for an unknown word, with the name that was probably meant."""
    names = (word for word, meaning in WORDS.items() if meaning.kind in _NAMES)
    close = closest(piece.text.rstrip("."), names)
    return errors.unknown_word(piece.written, close.title() if close else None, piece.offset)


def _explain_numeric_date(piece: _Piece) -> DateError:
    parts = [int(part) for part in re.split(r"[/.-]", piece.text)]
    if piece.name == "year_first":
        year, month, day = parts
        return errors.no_hyphens(_list_days((year, month, day)), piece.offset)
    first, second, year = parts
    days = _list_days((year, second, first), (year, first, second))
    return errors.day_or_month_first(days, piece.offset)


def _list_days(*days: tuple[int, int, int]) -> tuple[str, ...]:
    """Return each of these days that exists and has a year of four digits."""
    listed: dict[str, None] = {}
    for year, month, day in days:
        if year > 99:
            try:
                listed[dt.date(year, month, day).isoformat()] = None
            except ValueError:
                continue
    return tuple(listed)
