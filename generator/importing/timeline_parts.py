"""Dates in parts, as in the sheets and files of TimelineJS."""

from __future__ import annotations

from collections.abc import Iterator

from generator.lazy_patterns import lazy_compile
from generator.messages import say

_NUMBER = lazy_compile(r"-?[0-9]+")
_TIME = lazy_compile(r"\d{1,2}:\d{2}(:\d{2})?")
_MOST_DIGITS = 4


def compose_timeline_date(year: str, month: str, day: str, time: str) -> str:
    """Write the parts of a date as one text, no more precise than they are.

    Parts that are not numbers are kept as they are, so that they are read as a date or reported.
    """
    year, month, day, time = (part.strip().removesuffix(".0") for part in (year, month, day, time))
    if not year:
        return " ".join(filter(None, (day, month, time)))
    if not all(_NUMBER.fullmatch(part) for part in (year, month, day) if part) or (
        day and not month
    ):
        return " ".join(filter(None, (day, month, year, time)))
    sign = "-" if year.startswith("-") else ""
    digits = year.lstrip("-")
    text = f"{sign}{digits:0>4}"
    if len(digits) > _MOST_DIGITS:
        text = f"Y{year}"
    for part in (month, day):
        if part:
            text += f"-{part:0>2}"
    if not time or not day:
        return f"{text} {time}".strip()
    if _TIME.fullmatch(time):
        hour, _, rest = time.partition(":")
        return f"{text}T{hour:0>2}:{rest}"
    return f"{text} {time}"


def ask_for_early_year(year: str) -> Iterator[str]:
    """Yield the question whether a negative year counts a year 0, as dates do here."""
    number = year.strip().removesuffix(".0").removeprefix("-")
    if year.strip().startswith("-") and number.isdecimal() and int(number):
        yield (
            say(
                "date: the year -%(number)s is read as %(year)s BCE, since there is"
                " a year 0; TimelineJS shows it as %(year2)s BCE, which is %(value)s",
                number=number,
                year=int(number) + 1,
                year2=int(number),
                value=f"{1 - int(number):05}",
            )
        )
