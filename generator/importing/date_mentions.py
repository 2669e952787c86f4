"""Find the dates in a running text, and what each means on the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from generator.dates import DateError, Precision, When, parse, write
from generator.dates.civil import date_of_day, day_of, weekday
from generator.dates.words import WORDS, Kind, fold_word
from generator.importing.records import DateMention
from generator.lazy_patterns import lazy_compile

_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OFFSETS: Final = MappingProxyType(
    {"امس": -1, "yesterday": -1, "اليوم": 0, "today": 0, "غدا": 1, "tomorrow": 1}
)


def _alternatives(*kinds: Kind) -> str:
    names = (name for name, word in WORDS.items() if word.kind in kinds)
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_MONTH = f"(?:{_alternatives(Kind.MONTH, Kind.ISLAMIC_MONTH, Kind.SOLAR_MONTH)})"
_WEEKDAY = f"(?:{_alternatives(Kind.WEEKDAY)})"
_ERA = f"(?:[ ]?(?:{_alternatives(Kind.ISLAMIC_ERA, Kind.SOLAR_ERA)}))?"
# In folded text: ة is ه, and a hamza on its own is gone.
_FULL_WEEKDAY = (
    "(?:الاثنين|الثلاثا|الاربعا|الخميس|الجمعه|السبت|الاحد"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_UNIT = (
    "(?:سنوات|سنه|سنتين|اعوام|عاما|عامين|عقود|عقدين|عقد|اشهر|شهرين|شهر|اسابيع|اسبوعين|اسبوع|ايام"
    "|يومين|يوما|يوم|ساعات|ساعتين|ساعه)"
)
_ENGLISH_UNIT = "(?:years?|decades?|months?|weeks?|days?|hours?)"
_TWO_NAMES = rf"{_MONTH}(?:[ ]?/[ ]?{_MONTH}|[ ]?\({_MONTH}\))?"
_YEAR = "(?:,?[ ]?(?:من[ ])?(?:عام|سنه|لعام|of)?[ ]?[0-9]{4}(?![0-9]))"
_PATTERN: Final = lazy_compile(
    rf"""(?<!\w)(?:
      (?P<digits>[0-9]{{4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}
        |[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-][0-9]{{4}})
    | (?P<day>(?:(?:في|on)[ ])?(?:(?:يوم[ ])?{_WEEKDAY}[.]?,?[ ](?:the[ ])?)?
        [0-9]{{1,2}}(?:[ ]?[-–][ ]?[0-9]{{1,2}})?(?:st|nd|rd|th)?(?:[ ](?:of|من))?[ -]
        (?:شهر[ ])?{_TWO_NAMES}(?!\w)[.]?(?P<day_year>{_YEAR})?{_ERA})
    | (?P<month_first>(?:on[ ])?(?:{_WEEKDAY}[.]?,?[ ])?{_MONTH}[.]?[ ][0-9]{{1,2}}(?![0-9:])
        (?:st|nd|rd|th)?(?P<month_first_year>{_YEAR})?)
    | (?P<month>(?:(?:في|in)[ ])?{_TWO_NAMES}(?!\w)[.]?{_YEAR}{_ERA})
    | (?P<relative>(?:{"|".join(_OFFSETS)})(?:,?[ ](?P<on>{_WEEKDAY}))?)
    | (?P<duration>(?:منذ|قبل)[ ](?:(?:نحو|حوالي|اكثر[ ]من)[ ])?(?:[0-9]+[ ]|\w+[ ])?{_UNIT}
        |(?:[0-9]+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|many|few)
          [ ]{_ENGLISH_UNIT}[ ](?:ago|earlier|later|before)
        |for[ ](?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten)[ ]{_ENGLISH_UNIT})
    | (?P<weekday>(?:(?:يوم|on|last|next|this)[ ])?(?P<name>{_FULL_WEEKDAY})
        (?:[ ](?:الماضي|المقبل|القادم|الجاري))?)
    | (?P<year>(?:عام|سنه|in|since|during|منذ|year)[ ][0-9]{{4}}(?![-/0-9]))
    )(?!\w)""",
    re.VERBOSE,
)


def find_dates(text: str, written_on: When | None, timezone: str) -> Iterator[DateMention]:
    """Yield each date in a text, in order, with what it means.

    Args:
        text: A paragraph.
        written_on: The date of the report; ``None`` if it is unknown.
        timezone: The IANA time zone of the site, or nothing.
    """
    folded, offsets = fold_word(text)
    day = find_day(written_on)
    for match in _PATTERN.finditer(folded):
        # A hamza or a mark that folding drops after the last letter belongs to it.
        words = text[offsets[match.start()] : offsets[match.end()]].strip().rstrip(".")
        yield _resolve(match, words, day, timezone)


def find_day(when: When | None) -> int | None:
    """Return the number of the day of a date; ``None`` if it is not known to the day."""
    if when is None or when.is_interval or when.start is None or when.start.day is None:
        return None
    return day_of(when.start)


def has_day(date: str, timezone: str) -> bool:
    """Whether a date in its canonical text is a single day, or a time of one."""
    when = parse(date, timezone)
    known = when.start is not None and when.start.precision >= Precision.DAY
    return known and not when.is_interval


def choose_date(
    paragraphs: Iterable[Iterable[DateMention]], written_on: When | None, timezone: str
) -> str:
    """Choose the day of an event among the dates in its report; empty if they do not agree.

    It is the only day in the text, or else the only day in the first paragraph that has one. Days
    after that of the report are not days of what it reports.
    """
    limit = find_day(written_on)

    def days(mentions: Iterable[DateMention]) -> list[str]:
        found = [each.date for each in mentions if each.date and has_day(each.date, timezone)]
        return [
            date
            for date in dict.fromkeys(found)
            if limit is None or (find_day(parse(date, timezone)) or 0) <= limit
        ]

    by_paragraph = [days(mentions) for mentions in paragraphs]
    everywhere = list(dict.fromkeys(day for each in by_paragraph for day in each))
    if len(everywhere) == 1:
        return everywhere[0]
    first = next((each for each in by_paragraph if each), [])
    return first[0] if len(first) == 1 else ""


def _resolve(
    match: re.Match[str], words: str, written_on: int | None, timezone: str
) -> DateMention:
    kind = match.lastgroup
    for group in ("relative", "duration", "weekday"):
        if match[group] is not None:
            kind = group
    if kind == "duration":
        return DateMention(words, "", "a length of time, from which no date follows")
    if kind == "relative":
        return _resolve_relative(match, words, written_on)
    if kind == "weekday":
        return _resolve_weekday(match, words, written_on)
    has_year = match["day"] is None and match["month_first"] is None
    if has_year or match["day_year"] is not None or match["month_first_year"] is not None:
        return _parse_words(words, timezone)
    return _resolve_year(match, words, written_on, timezone)


def _parse_words(words: str, timezone: str) -> DateMention:
    try:
        return DateMention(words, write(parse(words, timezone)), "")
    except DateError as error:
        hint = f"; {error.hint}" if error.hint else ""
        return DateMention(words, "", f"{error.message}{hint}")


def _resolve_year(
    match: re.Match[str], words: str, written_on: int | None, timezone: str
) -> DateMention:
    """Find the year of a day without one."""
    if written_on is None:
        return DateMention(
            words, "", "the year is missing, and the date of the report is not known"
        )
    year, _, _ = date_of_day(written_on)
    readings: dict[int, str] = {}
    errors: list[str] = []
    for candidate in (year - 1, year, year + 1):
        try:
            readings[candidate] = write(parse(f"{words} {candidate}", timezone))
        except DateError as error:
            errors.append(error.message)
    has_weekday = re.search(rf"(?<!\w){_WEEKDAY}(?!\w)", match[0]) is not None
    if has_weekday and len(readings) == 1:
        (only, date), *_ = readings.items()
        return DateMention(words, date, f"the weekday is right in {only}")
    if not readings:
        return DateMention(words, "", errors[-1])
    if has_weekday:
        return DateMention(words, "", f"the year is missing: {_join(readings.values())}")
    own = readings.get(year)
    if own is not None and (find_day(parse(own, timezone)) or written_on + 1) <= written_on:
        return DateMention(words, own, "in the year of the report")
    earlier_or_own = [date for candidate, date in readings.items() if candidate <= year]
    return DateMention(words, "", f"the year is missing: {_join(earlier_or_own)}")


def _resolve_relative(match: re.Match[str], words: str, written_on: int | None) -> DateMention:
    folded = match["relative"]
    name = next(each for each in _OFFSETS if folded.startswith(each))
    offset = _OFFSETS[name]
    what = ("the day before the report", "the day of the report", "the day after the report")[
        offset + 1
    ]
    if written_on is None:
        return DateMention(words, "", f"{what}, whose date is not known")
    year, month, day = date_of_day(written_on + offset)
    date = f"{year:04}-{month:02}-{day:02}"
    if match["on"] is not None:
        actual = weekday(year, month, day)
        if WORDS[match["on"]].value != actual:
            told = _WEEKDAY_NAMES[WORDS[match["on"]].value]
            how = f"{what} is {date}, a {_WEEKDAY_NAMES[actual]}, not a {told}"
            return DateMention(words, "", how)
        return DateMention(words, date, f"{what}, a {_WEEKDAY_NAMES[actual]}")
    return DateMention(words, date, what)


def _resolve_weekday(match: re.Match[str], words: str, written_on: int | None) -> DateMention:
    """Explain a weekday alone, which can be in the week before or after the report."""
    if written_on is None:
        return DateMention(words, "", "a weekday, and the date of the report is not known")
    number = WORDS[match["name"]].value
    year, month, day = date_of_day(written_on)
    back = (weekday(year, month, day) - number) % 7
    last = "{:04}-{:02}-{:02}".format(*date_of_day(written_on - back))
    when = "the day of the report" if not back else "the last one before the report"
    return DateMention(words, "", f"{last} if it is {when}")


def _join(dates: Iterable[str]) -> str:
    return " or ".join(dates)
