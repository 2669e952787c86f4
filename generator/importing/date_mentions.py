"""Find the dates in a running text, and what each means on the day of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from generator.dates import DateError, Precision, When, parse, write
from generator.dates.civil import date_of_day, day_of, weekday
from generator.dates.words import Kind, fold_word, load_words
from generator.importing.records import DateMention
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Words for a day near that of the report, in folded text; longer ones first.
_OFFSETS: Final = MappingProxyType(
    {
        word: offset
        for offset, words in (
            (
                -2,
                (
                    *("اول من امس", "اول امس", "امس الاول", "قبل امس", "ما قبل امس"),
                    *("the day before yesterday", "day before yesterday"),
                ),
            ),
            (2, ("بعد غد", "the day after tomorrow", "day after tomorrow")),
            (-1, ("امس", "yesterday")),
            (0, ("اليوم", "today")),
            (1, ("غدا", "غد", "tomorrow")),
        )
        for word in words
    }
)
_NEAR: Final = "|".join(_OFFSETS).replace(" ", "[ ]")
_OFFSET_NAMES: Final = MappingProxyType(
    {
        -2: "two days before the report",
        -1: "the day before the report",
        0: "the day of the report",
        1: "the day after the report",
        2: "two days after the report",
    }
)
# After the word for "today", these make it another day, or none: the next one, the national one.
_OTHER_DAY: Final = (
    "(?:التالي|الموالي|اللاحق|السابق|نفسه|ذاته|عينه|الاول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الاخير"
    "|الماضي|المقبل|القادم|العالمي|الوطني|الدولي|الواحد)"
)
# What follows a day without a year and says which one it is.
_WHICH: Final = (
    "[ ](?:(?:من[ ])?(?:العام|السنه|عام|الشهر)[ ])?"
    "(?:المقبل|القادم|الماضي|المنصرم|الفائت|الجاري|الحالي)ه?"
    "|,?[ ](?:of[ ])?(?:last|next|this)[ ]year"
)
_DIRECTIONS: Final = MappingProxyType(
    {
        word: direction
        for direction, words in (
            (1, ("المقبل", "القادم", "next")),
            (-1, ("الماضي", "المنصرم", "الفائت", "last")),
            (0, ("الجاري", "الحالي", "this")),
        )
        for word in words
    }
)


def _alternatives(*kinds: Kind) -> str:
    names = (name for name, word in load_words().items() if word.kind in kinds)
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_MONTH = f"(?:{_alternatives(Kind.MONTH, Kind.ISLAMIC_MONTH, Kind.SOLAR_MONTH)})"
_WEEKDAY = f"(?:{_alternatives(Kind.WEEKDAY)})"
_ERA = f"(?:[ ]?(?:{_alternatives(Kind.ISLAMIC_ERA, Kind.SOLAR_ERA)}))?"
# In folded text: ة is ه, and a hamza on its own is gone.
_YEAR_WORDS: Final = ("العام", "السنه", "عام", "year")
# A report seldom tells of a day that is longer ago than this, in days.
_LONGEST_AGO: Final = 60
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
    | (?:(?P<day>(?:(?:في|on)[ ])?(?:(?:يوم[ ])?{_WEEKDAY}[.]?,?[ ](?:the[ ])?)?
        [0-9]{{1,2}}(?:[ ]?[-–][ ]?[0-9]{{1,2}})?(?:st|nd|rd|th)?(?:[ ](?:of|من))?[ -]
        (?:شهر[ ])?{_TWO_NAMES}(?!\w)[.]?(?P<day_year>{_YEAR})?{_ERA})
    | (?P<month_first>(?:on[ ])?(?:{_WEEKDAY}[.]?,?[ ])?{_MONTH}[.]?[ ][0-9]{{1,2}}(?![0-9:])
        (?:st|nd|rd|th)?(?P<month_first_year>{_YEAR})?))(?P<which>{_WHICH})?
    | (?P<month>(?:(?:في|in)[ ])?{_TWO_NAMES}(?!\w)[.]?{_YEAR}{_ERA})
    | (?P<relative>(?P<near>{_NEAR})(?!\w)(?:,?[ ](?P<on>{_WEEKDAY}))?
        (?:[ ](?P<other_day>{_OTHER_DAY}))?)
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
        which = match["which"] or ""
        dated = text[offsets[match.start()] : offsets[match.end() - len(which)]]
        yield _resolve(match, words, dated.strip().rstrip("."), day, timezone)


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
    paragraphs: Iterable[Iterable[DateMention]],
    title: Iterable[DateMention],
    written_on: When | None,
    timezone: str,
) -> str:
    """Choose the day of an event among the dates in its report; empty if they do not agree.

    It is the only day in the text, or else the only day in the first paragraph that has one. Days
    after that of the report are not days of what it reports, and days long before it are what its
    text recalls. If the day of the report is not known, the first paragraph or the headline has to
    say the day.

    Args:
        paragraphs: The dates in each paragraph.
        title: The dates in the headline.
        written_on: The date of the report; ``None`` if it is unknown.
        timezone: The IANA time zone of the site, or nothing.
    """
    limit = find_day(written_on)

    def days(mentions: Iterable[DateMention]) -> list[str]:
        found = [each.date for each in mentions if each.date and has_day(each.date, timezone)]
        return [
            date
            for date in dict.fromkeys(found)
            if limit is None
            or limit - _LONGEST_AGO <= (find_day(parse(date, timezone)) or 0) <= limit
        ]

    by_paragraph = [days(mentions) for mentions in (*paragraphs, title)]
    if limit is None and by_paragraph and not (by_paragraph[0] or by_paragraph[-1]):
        return ""
    everywhere = list(dict.fromkeys(day for each in by_paragraph for day in each))
    if len(everywhere) == 1:
        return everywhere[0]
    first = next((each for each in by_paragraph if each), [])
    return first[0] if len(first) == 1 else ""


def _resolve(
    match: re.Match[str], words: str, dated: str, written_on: int | None, timezone: str
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
        return _parse_words(words, dated, timezone)
    return _resolve_year(match, words, dated, written_on, timezone)


def _parse_words(words: str, dated: str, timezone: str) -> DateMention:
    try:
        return DateMention(words, write(parse(dated, timezone)), "")
    except DateError as error:
        return DateMention(words, "", error.describe())


def _resolve_year(
    match: re.Match[str], words: str, dated: str, written_on: int | None, timezone: str
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
            readings[candidate] = write(parse(f"{dated} {candidate}", timezone))
        except DateError as error:
            errors.append(error.message)
    has_weekday = re.search(rf"(?<!\w){_WEEKDAY}(?!\w)", match[0]) is not None
    if has_weekday and len(readings) == 1:
        (only, date), *_ = readings.items()
        return DateMention(words, date, say("the weekday is right in %(only)s", only=only))
    if not readings:
        return DateMention(words, "", errors[-1])
    if match["which"] is not None:
        return _choose_year(match["which"], words, readings, written_on, timezone)
    if has_weekday:
        return DateMention(
            words, "", say("the year is missing: %(dates)s", dates=_join(readings.values()))
        )
    own = readings.get(year)
    if own is not None and (find_day(parse(own, timezone)) or written_on + 1) <= written_on:
        return DateMention(words, own, "in the year of the report")
    earlier_or_own = [date for candidate, date in readings.items() if candidate <= year]
    return DateMention(
        words, "", say("the year is missing: %(dates)s", dates=_join(earlier_or_own))
    )


def _choose_year(
    which: str, words: str, readings: Mapping[int, str], written_on: int, timezone: str
) -> DateMention:
    """Choose the year of a day that is the last or the next one, or is of such a year."""
    direction = next(value for word, value in _DIRECTIONS.items() if word in which)
    year, _, _ = date_of_day(written_on)
    if direction == 0 or any(word in which for word in _YEAR_WORDS):
        date = readings.get(year + direction, "")
        return DateMention(words, date, f"in {year + direction}")
    days = {date: find_day(parse(date, timezone)) or 0 for date in readings.values()}
    if direction < 0:
        date = max((each for each in days if days[each] < written_on), default="")
        return DateMention(words, date, "the last one before the report")
    date = min((each for each in days if days[each] > written_on), default="")
    return DateMention(words, date, "the first one after the report")


def _resolve_relative(match: re.Match[str], words: str, written_on: int | None) -> DateMention:
    offset = _OFFSETS[match["near"]]
    what = _OFFSET_NAMES[offset]
    if match["other_day"] is not None:
        return DateMention(words, "", "a day that the words before it decide")
    if written_on is None:
        return DateMention(words, "", say("%(what)s, whose date is not known", what=what))
    year, month, day = date_of_day(written_on + offset)
    date = f"{year:04}-{month:02}-{day:02}"
    if match["on"] is not None:
        actual = weekday(year, month, day)
        if load_words()[match["on"]].value != actual:
            told = _WEEKDAY_NAMES[load_words()[match["on"]].value]
            how = say(
                "%(what)s is %(date)s, a %(actual)s, not a %(told)s",
                what=what,
                date=date,
                actual=say(_WEEKDAY_NAMES[actual]),
                told=say(told),
            )
            return DateMention(words, "", how)
        weekday_name = say(_WEEKDAY_NAMES[actual])
        how = say("%(what)s, a %(weekday)s", what=what, weekday=weekday_name)
        return DateMention(words, date, how)
    return DateMention(words, date, what)


def _resolve_weekday(match: re.Match[str], words: str, written_on: int | None) -> DateMention:
    """Explain a weekday alone, which can be in the week before or after the report."""
    if written_on is None:
        return DateMention(words, "", "a weekday, and the date of the report is not known")
    number = load_words()[match["name"]].value
    year, month, day = date_of_day(written_on)
    back = (weekday(year, month, day) - number) % 7
    last = "{:04}-{:02}-{:02}".format(*date_of_day(written_on - back))
    when = "the day of the report" if not back else "the last one before the report"
    return DateMention(words, "", say("%(last)s if it is %(when)s", last=last, when=when))


def _join(dates: Iterable[str]) -> str:
    return " or ".join(dates)
