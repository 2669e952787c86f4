"""What the Unicode CLDR knows of a locale's dates and numbers, as plain values.

Babel carries the data. It is copied out of Babel before it is looked at, for two reasons: Babel
notes resolved aliases in tables that its locales share, so that the month names of the locale
read first can turn up in another (python-babel issue 1234), and a build must not depend on the
order of anything; and plain tuples format a date many times faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from generator.i18n.languages import known_locale

Pattern = tuple[tuple[str, int], ...]
"""A CLDR date pattern in pieces: (text, 0) is literal, (letter, count) a field (UTS 35)."""

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
"""The CLDR numbering systems that can be chosen, each with its zero."""

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
# Marks of direction would be wrong in a page that isolates its dates, and few fonts have the
# narrow no-break space; neither can be typed into a search.
_UNWANTED = MappingProxyType(str.maketrans({0x200E: "", 0x200F: "", 0x061C: "", 0x202F: " "}))


@dataclass(frozen=True, slots=True)
class Conventions:
    """How one locale writes dates and numbers.

    Names of months and weekdays come twice, in full and abbreviated; weekdays start on Monday.

    Attributes:
        months: Month names within a date, January first.
        months_alone: Month names that stand alone.
        weekdays: Weekday names.
        eras: The eras before and since year 1.
        day_periods: Before and after noon.
        full: A day with its weekday.
        long: A day.
        month_year: A month and its year.
        month_day: A day in a year that is known.
        time: Hour and minute.
        time_seconds: Hour, minute and second.
        date_time: How a date (``{1}``) and a time (``{0}``) stand together.
        group: What parts the groups of a number's digits.
        minus: The sign of a negative number.
        grouping: How many digits the last group has, and how many each before it.
        digits: What maps the code points of ASCII digits to digits, for ``str.translate``.
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


@lru_cache(maxsize=64)
def load_conventions(locale: str, digits: str) -> Conventions:
    """Read the conventions of a CLDR locale.

    Args:
        locale: Its name, such as ``ar_IQ``.
        digits: The numbering system to show numbers in; see ``NUMBERING_SYSTEMS``.

    Raises:
        ValueError: when CLDR, as Babel has it, knows no such locale, or there is no such
            numbering system.
    """
    from babel import localedata  # noqa: PLC0415 - slow to import, and cached builds need none

    if digits not in NUMBERING_SYSTEMS:
        raise ValueError(f"unknown numbering system '{digits}'")
    if not known_locale(locale):
        raise ValueError(f"unknown locale '{locale}'")
    loaded = localedata.load(locale)
    # All aliases of these tables point into these tables.
    data = localedata.LocaleDataDict(deepcopy({table: loaded[table] for table in _TABLES}))
    formats, periods = data["date_formats"], data["day_periods"]["format"]["abbreviated"]
    skeletons, times = data["datetime_skeletons"], data["time_formats"]
    # A locale has symbols for the numbering systems that it uses itself.
    symbols = {**data["number_symbols"]["latn"], **data["number_symbols"].get(digits, {})}
    grouping = data["decimal_formats"][None].grouping
    return Conventions(
        months=_names(data["months"]["format"], 1, 12),
        months_alone=_names(data["months"]["stand-alone"], 1, 12),
        weekdays=_names(data["days"]["format"], 0, 6),
        eras=(data["eras"]["abbreviated"][0], data["eras"]["abbreviated"][1]),
        day_periods=(periods["am"], periods["pm"]),
        full=_pattern(formats["full"].pattern),
        long=_pattern(formats["long"].pattern),
        month_year=_pattern(skeletons["yMMMM"].pattern),
        month_day=_pattern(skeletons["MMMMd"].pattern),
        time=_pattern(times["short"].pattern),
        time_seconds=_pattern(times["medium"].pattern),
        date_time=_plain(data["datetime_formats"]["full"].replace("'", "")),
        group=symbols["group"],
        minus=_plain(symbols["minusSign"]),
        grouping=(grouping[0], grouping[1]),
        digits=_digits(digits),
    )


@lru_cache(maxsize=256)
def language_name(locale: str, code: str) -> str:
    """What a CLDR locale calls a language, or the language's code where it has no word for it."""
    from babel import localedata  # noqa: PLC0415 - slow to import, and cached builds need none

    names = localedata.load(locale)["languages"]
    found = names.get(code) or names.get(code.partition("-")[0]) or code
    return str(found)


def _names(
    widths: Mapping[str, Any], first: int, last: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    numbers = range(first, last + 1)
    wide, abbreviated = widths["wide"], widths["abbreviated"]
    return tuple(wide[n] for n in numbers), tuple(abbreviated[n] for n in numbers)


def _plain(text: str) -> str:
    return text.translate(_UNWANTED)


def _pattern(text: str) -> Pattern:
    """Cut a date pattern into pieces (UTS 35, Date Format Patterns)."""
    from babel.dates import tokenize_pattern  # noqa: PLC0415

    pieces: list[tuple[str, int]] = []
    for _, value in tokenize_pattern(_plain(text)):
        if isinstance(value, str):
            pieces.append((value, 0))
        elif value[0] in _FIELDS:
            pieces.append(value)
        else:
            raise ValueError(f"date pattern '{text}' has a field that is not supported")
    return tuple(pieces)


def _digits(system: str) -> str:
    """The first 58 code points, those of the digits replaced."""
    zero = NUMBERING_SYSTEMS[system]
    return "".join(map(chr, range(ord("0")))) + "".join(chr(zero + n) for n in range(10))
