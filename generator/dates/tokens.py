"""Split the text of a date into tokens, each of a kind that is one letter for `parsing`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from generator.dates import edtf, errors
from generator.dates.errors import DateError
from generator.dates.words import Kind, find_spelling, fold_word, load_words
from generator.lazy_patterns import lazy_compile
from generator.problem_collector import closest

_PIECE = lazy_compile(
    r"(?P<day_or_month>[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{2,4}(?![0-9])"
    r"|[0-9]{1,2} / [0-9]{1,2} / [0-9]{4}(?![0-9])"
    r"|[0-9]{1,2}\. [0-9]{1,2}\. [0-9]{4}(?![0-9]))"
    r"|(?P<year_first>[0-9]{4}([/.])[0-9]{1,2}\4[0-9]{1,2}(?![0-9])"
    r"|[0-9]{4} / [0-9]{1,2} / [0-9]{1,2}(?![0-9]))"
    r"|(?P<month_of_year>(?<![0-9/.-])(?:0?[1-9]|1[0-2])[/.][0-9]{4}(?![0-9/.-]))"
    r"|(?P<far_year>[0-9]{5,}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![^\W_]))"
    r"|(?P<half_year>h(?=[12](?![^\W_])))"
    r"|(?P<serial>[0-9]{5}\.[0-9]+(?![0-9]))"
    # An era can follow without a space: "1445-09-21هـ".
    rf"|(?P<form>(?<![0-9])(?!(?<=[^\W\d_])-)(?:{edtf.LONG.pattern})(?![0-9tx_:+-]))"
    r"|(?P<decade>[0-9]{3}0'?s(?![^\W_]))"
    r"|(?P<other_time>[0-9]{1,2}(?:h[0-9]{2}(?![0-9])|\.[0-9]{2}(?= ?[ap]\.?m(?![^\W_])))"
    # Between digits of a day and the end, a point can only be that of a time.
    r"|(?<=[0-9]{4}-[0-9]{2}-[0-9]{2} )[0-9]{1,2}\.[0-9]{2}(?![0-9.]))"
    r"|(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?![0-9:]))"
    r"|(?P<zone>[+-][0-9]{2}:[0-9]{2}(?![0-9:])|\+(?:[0-9]{2}(?:[0-9]{2})?|[0-9])(?![0-9:])"
    r"|(?<=gmt|utc)-(?:[0-9]{4}|[0-9]{1,2})(?![0-9:]))"
    r"|(?P<short_year>'[0-9]{2}(?![0-9]))"
    r"|(?P<number>[0-9]{1,8}(?![0-9]))"
    r"|(?P<long_number>[0-9]{9,})"
    r"|(?P<word>[^\W\d_]+(?:[.'][^\W\d_]+)*(?:\.(?!\.)|')?)"
    r"|(?P<range> - | ?– ?| ?-{2,3} ?|(?<=[0-9])-(?=[0-9]{4}(?![0-9])))"
    r"|(?P<open>\.\.)"
    r"|(?P<sign>[~?%,/()&=-])"
    r"|(?P<space> |(?<=[0-9])\.(?=$| [^\W\d_]))"
)

_KINDS = MappingProxyType(
    {
        "time": Kind.TIME,
        "zone": Kind.ZONE,
        "range": Kind.TO,
        "open": Kind.OPEN,
        "half_year": Kind.HALF,
    }
)

# The words that a misspelled word is compared with.
_NAMES = frozenset(
    {Kind.MONTH, Kind.ISLAMIC_MONTH, Kind.SOLAR_MONTH, Kind.WEEKDAY, Kind.SEASON, Kind.PART}
)
# Offsets have at most 15 hours.
_LATE_TIME = lazy_compile(r"-(?:1[6-9]|2[0-3]):[0-5][0-9]")
_OFFSET = lazy_compile(r"-[0-9]{4}")
_SPREADSHEET_EPOCH = dt.date(1899, 12, 30)
_UNIX_EPOCH = dt.datetime(1970, 1, 1)
# The number of digits of a Unix time in seconds, and in milliseconds.
_UNIX_TIME_DIGITS = frozenset({10, 13})
_MAX_MONTH = 12
_SHORT_PART = 3
# The order of a date in digits, as the value of its token.
DAY_FIRST, MONTH_FIRST = 1, 2


class Token(NamedTuple):
    """One part of a date.

    Attributes:
        kind: What the part means.
        text: Its folded spelling, or the digits of a day that is written as a word.
        offset: Its position in the text as written, in characters from 0.
        value: The month, season, weekday or part of a year that a word names, else 0.
        written: The word, or the year with an apostrophe, as it is written.
    """

    kind: Kind
    text: str
    offset: int
    value: int = 0
    written: str = ""


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
    tokens = list(_merge_month_names(list(_interpret(text, list(_split(text))))))
    # Who writes two dates in digits writes both in the same order.
    orders = {token.value for token in tokens if token.kind is Kind.FORM and token.value}
    if len(orders) == 1:
        return tuple(
            order_digits(token, min(orders)) if token.kind is Kind.EITHER else token
            for token in tokens
        )
    return tuple(tokens)


def order_digits(token: Token, order: int) -> Token:
    """Return the day, month and year of a token of kind `EITHER` in an order.

    A year of two digits stays as it is.
    """
    first, second, year = token.text.split("-")
    if len(year) != 4:
        return token
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return Token(Kind.FORM, f"{year}-{month}-{day}", token.offset)


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
            # One written character can be several folded ones.
            written = text[offset : max(offsets[start], offset + 1)]
            while len(written) > 1 and unicodedata.category(written[-1]) in ("Cf", "Zs", "Cc"):
                written = written[:-1]
            yield _Piece(match.lastgroup, match[0], offset, written)


def _interpret(text: str, pieces: list[_Piece]) -> Iterator[Token]:
    at = 0
    timed = False
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if piece.name == "word":
            words, spelling = _find_words(pieces, at - 1)
            if spelling not in load_words() and piece.text.startswith("و"):
                # In Arabic, "and" is written together with the next word.
                rest = piece._replace(
                    text=piece.text[1:], offset=piece.offset + 1, written=piece.written[1:]
                )
                words, spelling = _find_words([rest, *pieces[at:]], 0)
                if spelling in load_words():
                    yield Token(Kind.AND, "و", piece.offset)
                    piece = rest
            if words > 1:
                last = pieces[at + words - 2]
                end = last.offset + len(last.written)
                piece = piece._replace(written=text[piece.offset : end])
            at += words - 1
            token = _interpret_word(piece, spelling)
            if token.kind is not Kind.FILLER:
                yield token
        elif _LATE_TIME.fullmatch(piece.text) and pieces[at - 2].name == "time":
            # No clock has such an offset, so these are two times, as in 18:07-18:30.
            yield Token(Kind.TO, piece.text[0], piece.offset)
            yield Token(Kind.TIME, piece.text[1:], piece.offset + 1)
        elif timed and _OFFSET.fullmatch(piece.text):
            yield Token(Kind.ZONE, piece.text, piece.offset)
        else:
            yield _interpret_number_or_sign(piece)
        timed = timed or piece.name == "time"


@cache
def _load_several_words() -> tuple[frozenset[str], int]:
    """The first words of the meanings of several words, and how many words the longest has."""
    several = [spelling.split(" ") for spelling in load_words() if " " in spelling]
    return frozenset(words[0] for words in several), max(map(len, several))


def _find_words(pieces: Sequence[_Piece], start: int) -> tuple[int, str]:
    """Return the number of pieces of the longest known spelling from a word on, and the spelling.

    Words of one name can be joined by a hyphen, as in Rabi al-Awwal.
    """
    best = 1, _spell(pieces[start])
    first_words, most_words = _load_several_words()
    if best[1] not in first_words:
        return best
    spelling = ""
    for count, piece in enumerate(pieces[start : start + 2 * most_words], 1):
        if piece.text == "-":
            continue
        if piece.name not in ("word", "number"):
            break
        spelling = f"{spelling} {_spell(piece)}" if spelling else _spell(piece)
        if spelling in load_words():
            best = count, spelling
    return best


def _spell(piece: _Piece) -> str:
    """Return a word without what is inside of it, unless the table has it with its points."""
    text = piece.text.replace("'", "")
    return text if text in load_words() else text.replace(".", "")


def _interpret_word(piece: _Piece, spelling: str) -> Token:
    word = load_words().get(spelling)
    if word is None:
        raise _explain_word(piece)
    if word.kind is Kind.LETTERS:
        raise errors.zone_letters(piece.written, piece.offset)
    text = str(word.value) if word.kind is Kind.SHORT else spelling
    return Token(word.kind, text, piece.offset, word.value, piece.written)


def _interpret_number_or_sign(piece: _Piece) -> Token:
    text = piece.text
    match piece.name:
        case "day_or_month" | "year_first" | "month_of_year":
            return _interpret_numeric_date(piece)
        case "far_year" | "serial" | "long_number":
            raise _explain_number(piece)
        case "form":
            return Token(Kind.FORM, text, piece.offset)
        case "decade":
            if text.rstrip("'s").endswith("00"):
                raise errors.decade_or_century(text, piece.offset)
            return Token(Kind.FORM, f"{text[:3]}x", piece.offset)
        case "other_time":
            return Token(Kind.TIME, re.sub(r"[h.]", ":", text), piece.offset)
        case "short_year":
            return Token(Kind.SHORT, text[1:], piece.offset + 1, written=piece.written)
        case "number":
            return Token(Kind.SHORT if len(text) <= 2 else Kind.YEAR, text, piece.offset)
        case "sign" if text in "~?%":
            return Token(Kind.QUALIFIER, text, piece.offset)
        case "sign":
            return Token(Kind(text), text, piece.offset)
    return Token(_KINDS[piece.name], text, piece.offset)


def _interpret_numeric_date(piece: _Piece) -> Token:
    """Read a date in digits if no country reads it in another way."""
    parts = [part.strip() for part in re.split(r"[/.-]", piece.text)]
    if len(parts) == 2:
        month, year = parts
        return Token(Kind.FORM, f"{year}-{month}", piece.offset)
    if piece.name == "year_first":
        return Token(Kind.FORM, "-".join(parts), piece.offset)
    first, second, year = parts
    if (
        len(year) == 4
        and int(first) <= _MAX_MONTH
        and int(second) <= _MAX_MONTH
        and first != second
    ):
        return Token(Kind.EITHER, "-".join(parts), piece.offset)
    if len(year) != 4:
        return Token(Kind.EITHER, "-".join(parts), piece.offset)
    if int(second) > _MAX_MONTH:
        return Token(Kind.FORM, f"{year}-{first}-{second}", piece.offset, MONTH_FIRST)
    order = 0 if first == second else DAY_FIRST
    return Token(Kind.FORM, f"{year}-{second}-{first}", piece.offset, order)


def _merge_month_names(tokens: list[Token]) -> Iterator[Token]:
    """Merge two names of a month (``كانون الثاني/يناير``, ``كانون الثاني (يناير)``) into one.

    With a dash between them, names of different months are an interval.
    """
    kinds = "".join(token.kind for token in tokens)
    at = 0
    for match in re.finditer(r"M(?:[/I-]?M|\(M\))", kinds):
        first = tokens[match.start()]
        second = next(token for token in tokens[match.start() + 1 :] if token.kind is Kind.MONTH)
        if first.value != second.value:
            if kinds[match.start() + 1] in "I-":
                continue
            year = tokens[match.end()].text if kinds[match.end() :] == "Y" else ""
            months = f"{year}-{first.value:02}/{year}-{second.value:02}"
            raise errors.two_months(months if year and match.start() == 0 else "", second.offset)
        yield from tokens[at : match.start() + 1]
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
    # "Eid" is not a misspelling of "end", nor "did" of "mid".
    names = (
        name
        for name, meaning in load_words().items()
        if meaning.kind in _NAMES and (meaning.kind is not Kind.PART or len(name) > _SHORT_PART)
    )
    word = piece.text.rstrip(".")
    # One edit turns most words of three letters into an abbreviation: "see" into "Sep".
    is_name = len(word) > _SHORT_PART or piece.written[:1].isupper()
    close = closest(word, names) if is_name else ""
    return errors.unknown_word(piece.written, find_spelling(close) if close else None, piece.offset)
