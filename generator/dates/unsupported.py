"""Forms that are not read, with what to write instead.

They are those of EDTF level 2, the days of a year, weeks, and tags of templates.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from generator.dates import errors
from generator.dates.errors import DateError
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_DAY_OF_YEAR = lazy_compile(r"(?P<year>[0-9]{4})-?(?P<day>[0-9]{3})")
_WEEK = lazy_compile(r"(?P<year>[0-9]{4})-?W(?P<week>[0-9]{2})(?:-?(?P<day>[1-7]))?", re.IGNORECASE)
_SET = lazy_compile(rf"[\[{{] *(?P<first>{_DATE})(?P<more>(?: *(?:,|\.\.) *{_DATE})*) *[\]}}]")
_NO_YEAR = lazy_compile(
    r"--[0-9]{2}-?[0-9]{2}|[xu]{4}-(?:[0-9]{2}|[xu]{2})-?(?:[0-9]{2}|[xu]{2})?", re.IGNORECASE
)
_MASKED = lazy_compile(r"(?P<known>[0-9]{0,4})[xu]+(?P<rest>-.*)?", re.IGNORECASE)
_QUALIFIED_PART = lazy_compile(r"[?~%]?[0-9]{4}[?~%]?(?:-[?~%]?[0-9]{2}[?~%]?){1,2}")
_OPEN_PARTS = lazy_compile(r"(?P<known>[0-9]{4}(?:-[0-9]{2})?)?-?(?:(?:\?{2,4}|_+|#+|-{2,})-?)+")
_UNKNOWN = lazy_compile(
    r"t\.?b\.?[adc]\.?|n\.? ?d\.?|n/?a|unknown|undated|none|غير (?:معروف|محدد)|مجهول|بلا تاريخ"
    # What Eleventy replaces with the time of the file.
    r"|(?:git )?(?:last modified|created)",
    re.IGNORECASE,
)
_BASIC = lazy_compile(
    r"(?P<date>[0-9]{8})[T ]?(?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2}))?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?",
    re.IGNORECASE,
)
# The tags of Templater, Jekyll and Hugo, the variables of Obsidian, and places for a date.
_TEMPLATE = lazy_compile(r"<%.*%>|\{\{.*\}\}|\{%.*%\}|y{4}([-/.]?)m{1,2}\1d{1,2}", re.IGNORECASE)
_DURATION = lazy_compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})/P(?P<days>[1-9][0-9]{0,2})D")
_EXPONENT = lazy_compile(r"Y?(?P<sign>-?)(?P<digits>[0-9]+)E(?P<zeros>[0-9]+)(?:S[0-9]+)?", re.I)
_SIGNIFICANT = lazy_compile(r"Y?(?P<year>-?[0-9]+)S(?P<digits>[0-9]+)", re.IGNORECASE)


def explain(text: str) -> DateError | None:
    """Return the error for a form of ISO 8601 that is not read; ``None`` for any other text."""
    text = text.strip()
    if match := _TEMPLATE.search(text):
        return errors.template(match.start())
    if match := _DAY_OF_YEAR.fullmatch(text):
        return _explain_day_of_year(int(match["year"]), int(match["day"]))
    if match := _WEEK.fullmatch(text):
        return explain_week(int(match["year"]), int(match["week"]), int(match["day"] or 0))
    if match := _SET.fullmatch(text):
        return _explain_set(text, match["first"], match["more"])
    if _NO_YEAR.fullmatch(text):
        return errors.no_year(0)
    if match := _OPEN_PARTS.fullmatch(text):
        return errors.empty_date(match["known"] or "")
    if _UNKNOWN.fullmatch(text):
        return errors.no_known_date()
    if match := _BASIC.fullmatch(text):
        return _explain_basic(match)
    if match := _DURATION.fullmatch(text):
        return _explain_duration(match["day"], int(match["days"]))
    return _explain_level_2(text)


def _explain_basic(match: re.Match[str]) -> DateError | None:
    with suppress(ValueError):
        date = dt.datetime.strptime(match["date"], "%Y%m%d").date().isoformat()
        second = f":{match['second']}" if match["second"] else ""
        time = dt.time.fromisoformat(f"{match['hour']}:{match['minute']}{second}").isoformat()
        zone = (match["zone"] or "").upper()
        if len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        return errors.other_notation(f"{date}T{time if second else time[:5]}{zone}")
    return None


def _explain_duration(first: str, days: int) -> DateError | None:
    with suppress(ValueError, OverflowError):
        last = dt.date.fromisoformat(first) + dt.timedelta(days=days - 1)
        return errors.other_notation(f"{first}/{last.isoformat()}" if days > 1 else first)
    return None


def _explain_day_of_year(year: int, number: int) -> DateError | None:
    with suppress(ValueError, OverflowError):
        day = dt.date(year, 1, 1) + dt.timedelta(days=number - 1)
        if number and day.year == year:
            return errors.day_of_year(number, day.isoformat())
    return None


def explain_week(year: int, week: int, day: int = 0) -> DateError:
    """Return the error for a week of ISO 8601 and, if ``day`` is not 0, a day of it from Monday."""
    with suppress(ValueError, OverflowError):
        if day:
            return errors.week("", 0, day=dt.date.fromisocalendar(year, week, day).isoformat())
        sides = (dt.date.fromisocalendar(year, week, each).isoformat() for each in (1, 7))
        return errors.week(errors.write_choice(*sides), 0)
    return errors.week("", 0)


def _explain_set(text: str, first: str, more: str) -> DateError:
    members = [first, *re.findall(_DATE, more)]
    sides = min(members), max(members)
    if sides[0] == sides[1]:
        return errors.level_2(errors.write_date(first))
    if text[0] == "{":
        return errors.level_2(
            say("write %(sides)s if it lasted that long, or an article each", sides="/".join(sides))
        )
    return errors.level_2(
        say("write between %(sides)s and %(sides2)s", sides=sides[0], sides2=sides[1])
    )


def _explain_level_2(text: str) -> DateError | None:
    """Return the error for unknown digits, parts with signs, and numbers with an exponent."""
    masked = _MASKED.fullmatch(text)
    if masked is not None:
        known = masked["known"]
        if len(known) < 2:
            return errors.level_2("write the years between which it was, as in 1500/1599")
        return errors.level_2(
            say("write %(known)s%(value)s", known=known, value="X" * (4 - len(known)))
            if len(known) < 4
            else ""
        )
    signs = set(text) & set("?~%")
    # A sign at the end is of level 1.
    if set(text.rstrip("?~%")) & signs and _QUALIFIED_PART.fullmatch(text):
        sign = signs.pop() if len(signs) == 1 else "%"
        return errors.level_2(
            say(
                "write %(sub)s%(sign)s for the date as a whole",
                sub=re.sub("[?~%]", "", text),
                sign=sign,
            )
        )
    if match := _EXPONENT.fullmatch(text):
        if len(match["zeros"]) == 1 and 5 <= len(match["digits"]) + int(match["zeros"]) <= 8:
            return errors.level_2(
                say(
                    "write Y%(text)s%(text2)s%(value)s",
                    text=match["sign"],
                    text2=match["digits"],
                    value="0" * int(match["zeros"]),
                )
            )
        return errors.level_2("write a year of at most eight digits")
    if (match := _SIGNIFICANT.fullmatch(text)) and len(match["year"].lstrip("-")) == 4:
        return errors.level_2(say("write %(text)s~", text=match["year"]))
    return None
