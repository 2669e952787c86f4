"""Split the text of a date into tokens, each of a kind that is one letter for `parsing`."""

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
from generator.problem_collector import closest

FORMS = "write it like 2024, 2024-01, 2024-01-04, 2024-01-04T12:00+03:00 or 5 January 2024"

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
            message = f"unknown character '{text[offset]}'"
            raise DateError("date-unknown", message, FORMS, offset)
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
        raise DateError(
            "date-unknown",
            f"'{piece.written}' is too vague for a timeline",
            "write what is known: a season, a month or a year, as in 2024-21, 2023-12~"
            " (approximate), ../2026 (until) or 2024/.. (since)",
            piece.offset,
        )
    if word.kind is Kind.LETTERS:
        raise DateError(
            "date-ambiguous",
            f"'{piece.written}' does not name one time zone",
            "write the offset from UTC, as in 2024-01-04T12:00+03:00",
            piece.offset,
        )
    if word.kind is Kind.HIJRI:
        raise DateError(
            "date-unknown",
            "dates in the Islamic calendar are not supported",
            "write the Gregorian date; with hijri = true in site.toml the page shows both",
            piece.offset,
        )
    return Token(word.kind, spelling, piece.offset, word.value)


def _interpret_number_or_sign(piece: _Piece) -> Token:
    text = piece.text
    if piece.name in ("day_or_month", "year_first"):
        raise _explain_numeric_date(piece)
    if piece.name in ("far_year", "serial", "long_number"):
        raise _explain_number(piece)
    if piece.name == "decade":
        if text.endswith("00s"):
            raise DateError(
                "date-ambiguous",
                f"'{text}' can be a decade or a century",
                f"write {text[:3]}X for the decade, {text[:2]}XX for the century",
                piece.offset,
            )
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
            raise DateError(
                "date-invalid",
                "the two names are of different months",
                "write one month, or an interval as in 2024-01/2024-02",
                second.offset,
            )
        at = match.end()
    yield from tokens[at:]


def _explain_number(piece: _Piece) -> DateError:
    """Return the error for a number that is not a date, with the date that it may mean."""
    if piece.name == "far_year":
        year = piece.text.partition("-")[0]
        hint = f"write a four-digit year, or only the year: Y{year.lstrip('0')}"
        message = f"the year {year} has more than four digits"
        return DateError("date-invalid", message, hint, piece.offset)
    if piece.name == "serial":
        day = date_of_serial(int(piece.text.partition(".")[0])).isoformat()
        message = "a decimal number can be a spreadsheet date"
        return DateError("date-ambiguous", message, f"write {day} for that date", piece.offset)
    message = "a number this long is not a date"
    seconds = int(piece.text[:10]) if len(piece.text) in _UNIX_TIME_DIGITS else 0
    if not seconds:
        return DateError("date-unknown", message, FORMS, piece.offset)
    day = (_UNIX_EPOCH + dt.timedelta(seconds=seconds)).date().isoformat()
    hint = f"write {day} if the number is a Unix time"
    return DateError("date-unknown", message, hint, piece.offset)


def date_of_serial(number: int) -> dt.date:
    """Return the date that a spreadsheet stores as this number."""
    return _SPREADSHEET_EPOCH + dt.timedelta(days=number)


def _explain_word(piece: _Piece) -> DateError:
    """Return the error for an unknown word, with the name that was probably meant."""
    names = (word for word, meaning in WORDS.items() if meaning.kind in _NAMES)
    close = closest(piece.text.rstrip("."), names)
    hint = f"did you mean '{close.title()}'?" if close else FORMS
    kind = "word" if piece.text[0].isalpha() else "character"
    return DateError("date-unknown", f"unknown {kind} '{piece.written}'", hint, piece.offset)


def _explain_numeric_date(piece: _Piece) -> DateError:
    parts = [int(part) for part in re.split(r"[/.-]", piece.text)]
    if piece.name == "year_first":
        year, month, day = parts
        hint = _suggest_dates((year, month, day))
        return DateError("date-unknown", "a numeric date needs hyphens", hint, piece.offset)
    first, second, year = parts
    return DateError(
        "date-ambiguous",
        "the order of day and month differs between countries",
        _suggest_dates((year, second, first), (year, first, second)),
        piece.offset,
    )


def _suggest_dates(*days: tuple[int, int, int]) -> str:
    """Return a hint with each of these days that exists and has a year of four digits."""
    suggested: dict[str, None] = {}
    for year, month, day in days:
        if year > 99:
            try:
                suggested[dt.date(year, month, day).isoformat()] = None
            except ValueError:
                continue
    if not suggested:
        return "write year, month, day, as in 2024-01-04"
    return f"write {' or '.join(suggested)}"
