"""The conventions of a locale (Unicode CLDR), as plain values.

The data is part of Babel. It is copied before use for two reasons. Babel caches resolved aliases
in tables that its locales share, so that the month names of one locale can appear in another,
depending on the order in which they are loaded (python-babel issue 1234). And plain tuples format
a date many times faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from generator.i18n.languages import is_known_locale

Pattern = tuple[tuple[str, int], ...]
"""The pieces of a CLDR date pattern (UTS 35): (text, 0) is literal, (letter, count) a field."""

NUMBERING_SYSTEMS = MappingProxyType(
    {
        "adlm": 0x1E950,
        "arab": 0x0660,
        "arabext": 0x06F0,
        "beng": 0x09E6,
        "deva": 0x0966,
        "gujr": 0x0AE6,
        "guru": 0x0A66,
        "khmr": 0x17E0,
        "knda": 0x0CE6,
        "laoo": 0x0ED0,
        "latn": 0x0030,
        "mlym": 0x0D66,
        "mymr": 0x1040,
        "nkoo": 0x07C0,
        "olck": 0x1C50,
        "orya": 0x0B66,
        "rohg": 0x10D30,
        "tamldec": 0x0BE6,
        "telu": 0x0C66,
        "thai": 0x0E50,
        "tibt": 0x0F20,
    }
)
"""The supported CLDR numbering systems, each with the code point of its zero."""

_FIELDS = frozenset("GyMLdEchHmsaB")
_TABLES = (
    "date_formats",
    "datetime_formats",
    "datetime_skeletons",
    "day_periods",
    "days",
    "decimal_formats",
    "eras",
    "months",
    "number_symbols",
    "time_formats",
)
# Directional marks would be wrong in pages, which isolate dates; few fonts have the narrow no-break
# space. A reader who searches a page can type neither.
_REPLACED = MappingProxyType(str.maketrans({0x200E: "", 0x200F: "", 0x061C: "", 0x202F: " "}))


class Conventions(Struct, frozen=True):
    """The conventions of a locale for dates and numbers, and its names of languages.

    Each tuple of month or weekday names is a pair: the full names and the abbreviated names.

    Attributes:
        months: Month names in a date, from January.
        months_alone: Month names without a day and a year.
        weekdays: Weekday names, from Monday.
        eras: The era before year 1, and the era from year 1.
        day_periods: The words for AM and PM.
        full: The pattern of a day with its weekday.
        long: The pattern of a day.
        month_year: The pattern of a month with its year.
        month_day: The pattern of a day without its year.
        time: The pattern of hour and minute.
        time_seconds: The pattern of hour, minute and second.
        date_time: The format of a date (``{1}``) with a time (``{0}``).
        group: The separator between groups of digits.
        minus: The sign of a negative number.
        grouping: The number of digits in the last group, and in each group before it.
        digits: The table that replaces ASCII digits, for ``str.translate``.
        language_names: The names of languages by their codes.
    """

    months: tuple[tuple[str, ...], tuple[str, ...]]
    months_alone: tuple[tuple[str, ...], tuple[str, ...]]
    weekdays: tuple[tuple[str, ...], tuple[str, ...]]
    eras: tuple[str, str]
    day_periods: tuple[str, str]
    full: Pattern
    long: Pattern
    month_year: Pattern
    month_day: Pattern
    time: Pattern
    time_seconds: Pattern
    date_time: str
    group: str
    minus: str
    grouping: tuple[int, int]
    digits: str
    language_names: Mapping[str, str]


@lru_cache(maxsize=64)
def load_conventions(locale: str, digits: str) -> Conventions:
    """Load the conventions of a CLDR locale.

    Args:
        locale: The name of the locale, such as ``ar_IQ``.
        digits: The numbering system of the result; one of ``NUMBERING_SYSTEMS``.

    Raises:
        ValueError: The locale or the numbering system is unknown.
    """
    from babel import localedata  # noqa: PLC0415 - slow to import, not needed by cached builds

    if digits not in NUMBERING_SYSTEMS:
        raise ValueError(f"unknown numbering system '{digits}'")
    if not is_known_locale(locale):
        raise ValueError(f"unknown locale '{locale}'")
    loaded = localedata.load(locale)
    # The aliases in these tables only refer to these tables.
    data = localedata.LocaleDataDict(deepcopy({table: loaded[table] for table in _TABLES}))
    formats, periods = data["date_formats"], data["day_periods"]["format"]["abbreviated"]
    skeletons, times = data["datetime_skeletons"], data["time_formats"]
    # A locale has symbols only for the numbering systems in use there.
    symbols = {**data["number_symbols"]["latn"], **data["number_symbols"].get(digits, {})}
    grouping = data["decimal_formats"][None].grouping
    return Conventions(
        months=_get_names(data["months"]["format"], 1, 12),
        months_alone=_get_names(data["months"]["stand-alone"], 1, 12),
        weekdays=_get_names(data["days"]["format"], 0, 6),
        eras=(data["eras"]["abbreviated"][0], data["eras"]["abbreviated"][1]),
        day_periods=(periods["am"], periods["pm"]),
        full=_parse_pattern(formats["full"].pattern),
        long=_parse_pattern(formats["long"].pattern),
        month_year=_parse_pattern(skeletons["yMMMM"].pattern),
        month_day=_parse_pattern(skeletons["MMMMd"].pattern),
        time=_parse_pattern(times["short"].pattern),
        time_seconds=_parse_pattern(times["medium"].pattern),
        date_time=_replace_characters(data["datetime_formats"]["full"].replace("'", "")),
        group=symbols["group"],
        minus=_replace_characters(symbols["minusSign"]),
        grouping=(grouping[0], grouping[1]),
        digits=_build_digit_table(digits),
        language_names=dict(loaded["languages"]),
    )


def _get_names(
    widths: Mapping[str, Any], first: int, last: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    numbers = range(first, last + 1)
    wide, abbreviated = widths["wide"], widths["abbreviated"]
    return tuple(wide[n] for n in numbers), tuple(abbreviated[n] for n in numbers)


def _replace_characters(text: str) -> str:
    return text.translate(_REPLACED)


def _parse_pattern(text: str) -> Pattern:
    """Split a date pattern into pieces (UTS 35, Date Format Patterns)."""
    from babel.dates import tokenize_pattern  # noqa: PLC0415

    pieces: list[tuple[str, int]] = []
    for _, value in tokenize_pattern(_replace_characters(text)):
        if isinstance(value, str):
            pieces.append((value, 0))
        elif value[0] in _FIELDS:
            pieces.append(value)
        else:
            raise ValueError(f"unsupported field '{value[0]}' in date pattern '{text}'")
    return tuple(pieces)


def _build_digit_table(system: str) -> str:
    """Return the first 58 code points, with the ASCII digits replaced."""
    zero = NUMBERING_SYSTEMS[system]
    return "".join(map(chr, range(ord("0")))) + "".join(chr(zero + n) for n in range(10))
