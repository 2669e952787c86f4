"""What a reader asks for: words, phrases, words to leave out, and dates."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from generator.dates.civil import day_number, days_in_month
from generator.dates.words import list_months
from generator.lazy_patterns import lazy_compile
from generator.search.words import find_compounds, split_words
from generator.text.folding import fold

# A query is cut after this many words: nobody types more, and each costs a request.
MOST_WORDS: Final = 24
LONGEST: Final = 500
QUOTES: Final = '"“”„«»'
_PART: Final = lazy_compile(
    rf"""(?P<minus>(?<!\S)[-−–])?(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]|(?P<word>[^\s{QUOTES}]+))"""
)
_ISO: Final = lazy_compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
# As most of the world writes it: 27/9/2024 and 9/2024.
_DAY_FIRST: Final = lazy_compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](\d{4})")
_YEARS: Final = lazy_compile(r"(\d{4})[-\u2010-\u2015](\d{4})")
MONTHS_IN_YEAR: Final = 12
_YEAR: Final = lazy_compile(r"\d{4}")
_DAY: Final = lazy_compile(r"(\d{1,2})(?:st|nd|rd|th)?")
# The folded names of the months of the Gregorian calendar.
MONTHS: Final = MappingProxyType({fold(name): number for name, number in list_months()})
# Words between the parts of a date, or before it.
FILLERS: Final = frozenset(
    map(fold, ("في", "من", "شهر", "عام", "سنة", "لعام", "لسنة", "in", "of", "on", "the"))
)
# Words that nearly every text has, or that only ask: next to others, they are not looked for.
STOP_WORDS: Final = frozenset(
    map(
        fold,
        (
            *("في", "من", "على", "إلى", "عن", "أن", "إن", "ما", "لا", "التي", "الذي", "الذين"),
            *("هذا", "هذه", "ذلك", "تلك", "مع", "أو", "ثم", "قد", "لقد", "كان", "كانت"),
            *("كانوا", "يكون", "تكون", "بين", "بعد", "قبل", "حتى", "منذ", "عند", "عندما"),
            *("حين", "هو", "هي", "هم", "لم", "لن", "أي", "أية", "هل", "متى", "أين", "كيف"),
            *("كم", "لماذا", "ماذا", "بماذا", "لمن", "مما", "عما", "فيها", "فيه", "بها", "به"),
            *("لها", "له", "لهم", "منها", "منه", "عليها", "عليه", "إليها", "إليه", "أنه"),
            *("أنها", "بأن", "لأن", "كما", "كل", "تم", "أم", "the", "a", "an", "of", "in"),
            *("to", "and", "for", "on", "at", "by", "is", "was", "were", "are", "be", "been"),
            *("with", "as", "from", "that", "this", "these", "those", "it", "its", "or"),
            *("but", "than", "into", "there", "their", "they", "his", "her", "he", "she"),
            *("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "did"),
            *("do", "does", "has", "have", "had", "will", "would", "can", "could", "al", "el"),
        ),
    )
)
# Conjunctions that are written in one word with a stop word.
CONJUNCTIONS: Final = "وف"


class Item(Struct, frozen=True):
    """One thing that is asked for.

    Attributes:
        words: Its words, unified: one, several of a phrase, or those of a date.
        compound: The whole word, without hyphens, if its one word is a part of it; else empty.
        is_phrase: Whether the words must occur next to each other, in this order.
        is_excluded: Whether events with it are left out.
        first: The first day of a date, in days since 0001-01-01; ``None`` if it is no date.
        last: The last day of it.
    """

    words: tuple[str, ...]
    compound: str = ""
    is_phrase: bool = False
    is_excluded: bool = False
    first: int | None = None
    last: int | None = None


class Query(Struct, frozen=True):
    """A query.

    Attributes:
        items: What is asked for, in order.
        is_open: Whether the last word may be the beginning of a longer one.
    """

    items: tuple[Item, ...]
    is_open: bool = False


def parse_query(text: str) -> Query:
    """Parse what a reader has typed: any text at all is a query."""
    items: list[Item] = []
    plain: list[str] = []
    budget = MOST_WORDS
    text = text[:LONGEST]
    for part in _PART.finditer(text):
        typed = part["phrase"] if part["phrase"] is not None else part["word"]
        is_phrase, is_excluded = part["phrase"] is not None, part["minus"] is not None
        if not is_phrase and not is_excluded:
            plain.append(typed)
            continue
        items += _read_plain(plain)
        plain = []
        words = tuple(split_words(typed))
        if words:
            # A word that is written with a hyphen or the like is a phrase of its parts.
            items.append(
                Item(words, is_phrase=is_phrase or len(words) > 1, is_excluded=is_excluded)
            )
    items += _read_plain(plain)
    if any(not _is_stop_word(item) and not item.is_excluded for item in items):
        items = [item for item in items if not _is_stop_word(item)]
    kept: list[Item] = []
    for item in items:
        if budget < len(item.words):
            break
        budget -= len(item.words)
        kept.append(item)
    is_open = bool(plain) and bool(kept) and kept[-1].first is None and text[-1:].isalnum()
    return Query(tuple(kept), is_open)


def _is_stop_word(item: Item) -> bool:
    if item.is_phrase or item.first is not None:
        return False
    word = fold(item.words[0])
    return word in STOP_WORDS or (word[0] in CONJUNCTIONS and word[1:] in STOP_WORDS)


def _read_plain(typed: list[str]) -> list[Item]:
    """Read words without signs, some of which may be dates."""
    items: list[Item] = []
    index = 0
    while index < len(typed):
        length, first, last = _read_date(typed[index : index + 6])
        if length:
            words = [word for each in typed[index : index + length] for word in split_words(each)]
            kept = [word for word in words if fold(word) not in FILLERS]
            items.append(Item(tuple(kept), first=first, last=last))
            index += length
            continue
        compound = "".join(find_compounds(typed[index]))
        items += (Item((word,), compound) for word in split_words(typed[index]))
        index += 1
    return items


def _read_date(typed: list[str]) -> tuple[int, int, int]:
    """Read a date at the beginning of some words.

    Returns:
        How many words it has, and its first and last day; zeros if there is none.
    """
    words = [fold(each.strip("،,.؛;:()؟?!")) for each in typed]
    days = _read_digits(words[0].replace(" ", "-"))
    if days is not None:
        return 1, *days
    start = 0
    while start < len(words) - 1 and words[start] in FILLERS:
        start += 1
    if start and _YEAR.fullmatch(words[start]):
        days = _days(words[start], None, None)
        return (start + 1, *days) if days is not None else (0, 0, 0)
    position, day = start, None
    if (match := _DAY.fullmatch(words[position])) and position + 1 < len(words):
        day = match[1]
        position += 1
        if words[position] in FILLERS and position + 1 < len(words):
            position += 1
    month, length = _read_month(words[position:])
    if not month:
        return 0, 0, 0
    position += length
    # The American order: "September 27, 2024".
    if day is None and position + 1 < len(words) and (match := _DAY.fullmatch(words[position])):
        day = match[1]
        position += 1
    while position < len(words) - 1 and words[position] in FILLERS:
        position += 1
    if position < len(words) and _YEAR.fullmatch(words[position]):
        days = _days(words[position], str(month), day)
        if days is not None:
            return position + 1, *days
    return 0, 0, 0


def _read_digits(word: str) -> tuple[int, int] | None:
    """Return the first and the last day of a date in digits; ``None`` if the word is none."""
    if (iso := _ISO.fullmatch(word)) is not None:
        return _days(*iso.groups())
    if (years := _YEARS.fullmatch(word)) is not None:
        first, last = _days(years[1], None, None), _days(years[2], None, None)
        return (first[0], last[1]) if first and last and first <= last else None
    if (match := _DAY_FIRST.fullmatch(word)) is not None:
        day, month, year = match.groups()
        # 5/6/2024 is another day in America: it has two meanings, 27/9/2024 has one.
        if day and int(day) <= MONTHS_IN_YEAR and int(day) != int(month):
            return None
        return _days(year, month, day)
    return None


def _read_month(words: list[str]) -> tuple[int, int]:
    """Return the month that some words begin with, and how many words name it; zeros without."""
    for length in (2, 1):
        month = MONTHS.get(" ".join(words[:length]), 0)
        if month and len(words) >= length:
            return month, length
    return 0, 0


def _days(year: str, month: str | None, day: str | None) -> tuple[int, int] | None:
    """Return the first and the last day of a date; ``None`` if there is no such date."""
    first_month, last_month = int(month or 1), int(month or 12)
    if not int(year) or not 1 <= first_month <= MONTHS_IN_YEAR:
        return None
    length = days_in_month(int(year), last_month)
    first_day, last_day = int(day or 1), int(day or length)
    if not 1 <= first_day <= days_in_month(int(year), first_month):
        return None
    return (
        day_number(int(year), first_month, first_day),
        day_number(int(year), last_month, last_day),
    )


def has_phrase(text: str, words: tuple[str, ...]) -> bool:
    """Return whether words occur next to each other in a text, in any spelling."""
    wanted = [fold(word) for word in words]
    found = [fold(word) for word in split_words(text)]
    if len(wanted) == 1:
        return wanted[0] in found
    starts = (index for index, word in enumerate(found) if word == wanted[0])
    return any(found[start : start + len(wanted)] == wanted for start in starts)


def adjacent_pairs(items: tuple[Item, ...]) -> list[tuple[int, int]]:
    """Return the positions of items that stand next to each other and are not excluded."""
    kept = [index for index, item in enumerate(items) if not item.is_excluded]
    return list(pairwise(kept))
