"""Dates, numbers and lists as readers of one language expect them, no finer than known."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from generator.dates import Moment, Precision, When
from generator.dates.civil import weekday, zone_offset
from generator.i18n import collation
from generator.i18n.catalogues import Catalogue, Key
from generator.i18n.cldr import Conventions, Pattern, language_name, load_conventions
from generator.model import Language

_ABOUT = "about %(date)s"
_UNCERTAIN = "%(date)s (?)"
_UNTIL = "until %(date)s"
_FROM = "from %(date)s onwards"
_FROM_TO = "%(start)s – %(end)s"
_BETWEEN = "between %(start)s and %(end)s"
_BEFORE_YEAR_1 = "%(year)s BCE"
_OFFSET = "%(date)s (UTC%(offset)s)"
_SEASONS = ("spring %(year)s", "summer %(year)s", "autumn %(year)s", "winter %(year)s")
_HIJRI = "%(day)s %(month)s %(year)s AH"
_HIJRI_MONTHS = (
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qada",
    "Dhu al-Hijja",
)

MESSAGES: tuple[Key, ...] = (
    *(
        ("date", message)
        for message in (
            *(_ABOUT, _UNCERTAIN, _UNTIL, _FROM, _FROM_TO, _BETWEEN, _BEFORE_YEAR_1, _OFFSET),
            *_SEASONS,
            _HIJRI,
        )
    ),
    *(("hijri", month) for month in _HIJRI_MONTHS),
)
"""What a catalogue has to translate for the dates of its language."""

# The first whole year of the Gregorian calendar. What authors write for earlier days is usually
# Julian, so a weekday worked out for them would be wrong.
_GREGORIAN = 1583


@dataclass(frozen=True, slots=True)
class Formatter:
    """Writes values for the readers of one language.

    It costs nothing to make or to send to another process: the conventions of its locale are
    loaded when they are first needed, once in a process.

    Attributes:
        language: The language, with its locale and its digits, which CLDR must know.
        catalogue: Its translations.
    """

    language: Language
    catalogue: Catalogue

    # --- Strings and numbers -------------------------------------------------------------

    def gettext(self, message: str) -> str:
        """The translation of a message."""
        return self.catalogue.gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a message in the sense that the context gives it."""
        return self.catalogue.pgettext(context, message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The translation of a message in the form that goes with the number."""
        return self.catalogue.ngettext(singular, plural, n)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Both: the form that goes with the number, in the sense that the context gives it."""
        return self.catalogue.npgettext(context, singular, plural, n)

    def number(self, n: int) -> str:
        """A whole number in the language's digits, grouped."""
        conventions = self._conventions
        last, others = conventions.grouping
        digits = str(abs(n))
        head, groups = digits[:-last], [digits[-last:]]
        while head:
            groups.insert(0, head[-others:])
            head = head[:-others]
        sign = conventions.minus if n < 0 else ""
        return sign + self._digits(conventions.group.join(groups))

    def language_name(self, code: str) -> str:
        """What this language calls another, given by its BCP 47 tag."""
        return language_name(self.language.locale, code)

    # --- The parts of dates ------------------------------------------------------------------

    def year_label(self, number: int) -> str:
        """A year (astronomical numbering: 0 is 1 BCE)."""
        if number < 1:
            return self._say(_BEFORE_YEAR_1, year=self._digits(str(1 - number)))
        return self._digits(str(number))

    def month_name(self, number: int) -> str:
        """The name of a month, 1 to 12, as it stands alone."""
        return self._conventions.months_alone[0][number - 1]

    def month_year(self, year: int, month: int) -> str:
        """A month and its year."""
        return self._fill(self._conventions.month_year, Moment(year, month))

    # --- Dates ---------------------------------------------------------------------------

    def when(self, when: When, timezone: str) -> str:
        """A date in full, at the precision it was given with.

        A day that is sure has its weekday, as in a press date line. A time has its offset from
        UTC, in ASCII as ISO 8601 writes it, where the site's zone has another.

        Args:
            when: The date.
            timezone: The site's zone (IANA).
        """
        start, end = when.start, when.end
        # From a day to the same day is that day.
        if start is not None and (not when.is_interval or start == end):
            return self._qualified(start, self._moment(start, timezone, alone=True))
        if start is not None and end is not None and _is_within_a_day(start, end):
            return self._hours(start, end, timezone)
        first, last = self._bound(start, timezone), self._bound(end, timezone)
        if not first:
            return self._say(_UNTIL, date=last)
        if not last:
            return self._say(_FROM, date=first)
        return self._say(_FROM_TO, start=first, end=last)

    def when_short(self, when: When, timezone: str) -> str:
        """A date below a heading that names its year, and its month where that is known.

        The year is left out of months, days and times. Intervals, seasons and decades stay as
        they are, and so does a time that was in another year where it happened.

        Args:
            when: The date.
            timezone: The site's zone (IANA).
        """
        moment = when.start
        if when.is_interval or moment is None or not moment.month or moment.year != when.year:
            return self.when(when, timezone)
        if moment.day is None:
            return self._qualified(moment, self.month_name(moment.month))
        day = self._fill(self._conventions.month_day, moment)
        return self._qualified(moment, self._timed(moment, day, timezone))

    def hijri(self, when: When) -> str | None:
        """The date in the Islamic calendar of Umm al-Qura, when the language asks for it.

        Only a date known to the day has one (a time counts to its civil day); there is none for
        days that the calendar's tables leave out (before August 1924, after November 2077).
        """
        moment = when.start
        if not self.language.hijri or when.is_interval or moment is None or not moment.day:
            return None
        from hijridate import Gregorian  # noqa: PLC0415 - only sites that ask for it need it

        try:
            day = Gregorian(moment.year, moment.month or 1, moment.day).to_hijri()
        except (OverflowError, ValueError):
            return None
        text = self._say(
            _HIJRI,
            day=self._digits(str(day.day)),
            month=self.catalogue.pgettext("hijri", _HIJRI_MONTHS[day.month - 1]),
            year=self._digits(str(day.year)),
        )
        return self._qualified(moment, text)

    # --- The alphabet --------------------------------------------------------------------

    def collation_key(self, text: str) -> collation.CollationKey:
        """What to sort names by in this language."""
        return collation.collation_key(text, self.language.code)

    def initial(self, text: str) -> str:
        """The letter under which this language's indexes list a name, or ``#``."""
        return collation.initial(text, self.language.code)

    # --- How it is done ------------------------------------------------------------------

    def _bound(self, moment: Moment | None, timezone: str) -> str:
        """An end of an interval, or nothing when it is open."""
        if moment is None:
            return ""
        return self._qualified(moment, self._moment(moment, timezone, alone=False))

    def _qualified(self, moment: Moment, text: str) -> str:
        if moment.approximate:
            text = self._say(_ABOUT, date=text)
        return self._say(_UNCERTAIN, date=text) if moment.uncertain else text

    def _moment(self, moment: Moment, timezone: str, *, alone: bool) -> str:
        """A moment without its qualifiers; ``alone`` when it is no end of an interval."""
        match moment.precision:
            case Precision.CENTURY | Precision.DECADE:
                last = moment.year + 10**moment.unspecified - 1
                return self._say(
                    _BETWEEN, start=self.year_label(moment.year), end=self.year_label(last)
                )
            case Precision.YEAR:
                return self.year_label(moment.year)
            case Precision.SEASON:
                season = _SEASONS[(moment.season or 21) - 21]
                return self._say(season, year=self.year_label(moment.year))
            case Precision.MONTH:
                return self._fill(self._conventions.month_year, moment)
        sure = not (moment.approximate or moment.uncertain)
        weekday_known = alone and sure and moment.year >= _GREGORIAN
        pattern = self._conventions.full if weekday_known else self._conventions.long
        return self._timed(moment, self._fill(pattern, moment), timezone)

    def _hours(self, start: Moment, end: Moment, timezone: str) -> str:
        """From one time of a day to another."""
        weekday_known = start.year >= _GREGORIAN
        pattern = self._conventions.full if weekday_known else self._conventions.long
        times = self._say(_FROM_TO, start=self._time(start), end=self._time(end))
        return self._dated(start, self._fill(pattern, start), times, timezone)

    def _timed(self, moment: Moment, day: str, timezone: str) -> str:
        """A day with the moment's time, if it has one."""
        if moment.hour is None:
            return day
        return self._dated(moment, day, self._time(moment), timezone)

    def _time(self, moment: Moment) -> str:
        seconds = moment.second is not None
        pattern = self._conventions.time_seconds if seconds else self._conventions.time
        return self._fill(pattern, moment)

    def _dated(self, moment: Moment, day: str, time: str, timezone: str) -> str:
        """A day and a time of the moment's zone, which is told where it is not the site's."""
        text = self._conventions.date_time.replace("{1}", day).replace("{0}", time)
        ours = zone_offset(
            moment.year,
            moment.month or 1,
            moment.day or 1,
            moment.hour or 0,
            moment.minute or 0,
            ZoneInfo(timezone),
        )
        if moment.offset is None or moment.offset == ours:
            return text
        hours, minutes = divmod(abs(moment.offset), 60)
        sign = "−" if moment.offset < 0 else "+"
        return self._say(_OFFSET, date=text, offset=f"{sign}{hours:02d}:{minutes:02d}")

    def _fill(self, pattern: Pattern, moment: Moment) -> str:
        """A CLDR pattern with the moment's parts in place (UTS 35, Date Field Symbol Table)."""
        known = self._conventions
        parts = []
        for piece, width in pattern:
            if not width:
                parts.append(piece)
            elif piece == "y" and moment.year < 1 and any(field == ("G", 1) for field in pattern):
                parts.append(self._digits(str(1 - moment.year)))
            elif piece == "y":
                parts.append(self.year_label(moment.year))
            else:
                parts.append(_name(known, piece, width, moment) or self._part(piece, width, moment))
        return "".join(parts)

    def _part(self, letter: str, width: int, moment: Moment) -> str:
        """A part of a date that is a number."""
        match letter:
            case "M" | "L":
                value = moment.month
            case "d":
                value = moment.day
            case "h":
                value = ((moment.hour or 0) + 11) % 12 + 1
            case "H":
                value = moment.hour
            case "m":
                value = moment.minute
            case _:
                value = moment.second
        return self._digits(f"{value or 0:0{width}d}")

    @property
    def _conventions(self) -> Conventions:
        return load_conventions(self.language.locale, self.language.digits)

    def _digits(self, text: str) -> str:
        return text.translate(self._conventions.digits)

    def _say(self, message: str, **values: str) -> str:
        return self.catalogue.pgettext("date", message) % values


def _is_within_a_day(start: Moment, end: Moment) -> bool:
    """Whether two moments are times of one day by one clock, neither of them in doubt."""
    return (
        start.hour is not None
        and end.hour is not None
        and (start.year, start.month, start.day) == (end.year, end.month, end.day)
        and start.offset == end.offset
        and not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    )


def _name(known: Conventions, letter: str, width: int, moment: Moment) -> str:
    """A part of a date that is a word, or nothing."""
    short = 0 if width == 4 else 1
    match letter:
        case "M" | "L" if width > 2:
            names = known.months if letter == "M" else known.months_alone
            return names[short][(moment.month or 1) - 1]
        case "E" | "c":
            day = weekday(moment.year, moment.month or 1, moment.day or 1)
            return known.weekdays[short][day]
        case "a" | "B":
            return known.day_periods[(moment.hour or 0) >= 12]
        case "G":
            return known.eras[moment.year > 0]
    return ""
