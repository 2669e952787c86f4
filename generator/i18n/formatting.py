"""Format dates and numbers in a language, with no more precision than is known."""

from __future__ import annotations

from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from generator.dates import Calendar, CalendarDate, Moment, Part, Precision, When
from generator.dates.calendars import MONTHS, find_days
from generator.dates.civil import (
    NO_ZONE,
    bounds,
    civil_time,
    date_of_day,
    find_zone,
    weekday,
    zone_offset,
)
from generator.i18n import collation
from generator.i18n.catalogues import Catalogue, MessageKey
from generator.i18n.cldr import Conventions, Pattern, load_conventions
from generator.model import Language

_ABOUT = "about %(date)s"
_UNCERTAIN = "%(date)s (?)"
_UNTIL = "until %(date)s"
_FROM = "from %(date)s onward"
_FROM_TO = "%(start)s – %(end)s"
_BETWEEN = "between %(start)s and %(end)s"
_BEFORE_YEAR_1 = "%(year)s BCE"
_OFFSET = "%(date)s (UTC%(offset)s)"
_OTHER_DAY = "%(date)s; in this site’s time zone, %(day)s"
_WINTER_OF_TWO_YEARS = "winter %(start)s/%(end)s"
_SEASONS = ("spring %(year)s", "summer %(year)s", "autumn %(year)s", "winter %(year)s")
_PARTS = MappingProxyType(
    {Part.EARLY: "early %(date)s", Part.MIDDLE: "mid-%(date)s", Part.LATE: "late %(date)s"}
)
_PARTS_OF_DECADE = MappingProxyType(
    {
        Part.EARLY: "early in the decade %(start)s–%(end)s",
        Part.MIDDLE: "in the middle of the decade %(start)s–%(end)s",
        Part.LATE: "late in the decade %(start)s–%(end)s",
    }
)
# A day, a month and a year of another calendar.
_CALENDARS = MappingProxyType(
    {
        Calendar.ISLAMIC: (
            "%(day)s %(month)s %(year)s AH",
            "%(month)s %(year)s AH",
            "%(year)s AH",
        ),
        Calendar.SOLAR_HIJRI: (
            "%(day)s %(month)s %(year)s SH",
            "%(month)s %(year)s SH",
            "%(year)s SH",
        ),
    }
)
_MONTH_CONTEXTS = MappingProxyType({Calendar.ISLAMIC: "hijri", Calendar.SOLAR_HIJRI: "solar hijri"})

MESSAGES: tuple[MessageKey, ...] = (
    *(
        ("date", message)
        for message in (
            *(_ABOUT, _UNCERTAIN, _UNTIL, _FROM, _FROM_TO, _BETWEEN, _BEFORE_YEAR_1, _OFFSET),
            *_SEASONS,
            _WINTER_OF_TWO_YEARS,
            *_PARTS.values(),
            *_PARTS_OF_DECADE.values(),
            *_CALENDARS[Calendar.ISLAMIC],
            *_CALENDARS[Calendar.SOLAR_HIJRI],
        )
    ),
    *(
        (context, month)
        for calendar, context in _MONTH_CONTEXTS.items()
        for month in MONTHS[calendar]
    ),
)
"""The messages that a catalogue translates for dates."""

# The first full year of the Gregorian calendar. Earlier dates are usually written in the Julian
# calendar, so a computed weekday would be wrong.
_GREGORIAN = 1583


class Formatter(Struct, frozen=True):
    """Formats values for the readers of one language.

    It is cheap to create and to pickle: conventions that are not given are loaded when they are
    first needed, once in each process.

    Attributes:
        language: The language, with a locale and digits that CLDR defines.
        catalogue: The translations into this language.
        known_conventions: The conventions of the locale, if they have been loaded before.
    """

    language: Language
    catalogue: Catalogue
    known_conventions: Conventions | None = None

    # --- Strings and numbers -------------------------------------------------------------

    def gettext(self, message: str) -> str:
        """Return the translation of a message."""
        return self.catalogue.gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a message in a context."""
        return self.catalogue.pgettext(context, message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the plural form of a message for a number."""
        return self.catalogue.ngettext(singular, plural, n)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the plural form of a message in a context for a number."""
        return self.catalogue.npgettext(context, singular, plural, n)

    def number(self, n: int) -> str:
        """Format an integer in the digits of the language, grouped."""
        conventions = self._conventions
        last, others = conventions.grouping
        digits = str(abs(n))
        head, groups = digits[:-last], [digits[-last:]]
        while head:
            groups.insert(0, head[-others:])
            head = head[:-others]
        sign = conventions.minus if n < 0 else ""
        return sign + self._localize_digits(conventions.group.join(groups))

    def language_name(self, code: str) -> str:
        """Return the name of another language (a BCP 47 tag), or its code if it has none."""
        names = self._conventions.language_names
        return names.get(code) or names.get(code.partition("-")[0]) or code

    # --- The parts of dates ------------------------------------------------------------------

    def year_label(self, number: int) -> str:
        """Format a year (astronomical numbering: 0 is 1 BCE)."""
        if number < 1:
            return self._translate(_BEFORE_YEAR_1, year=self._localize_digits(str(1 - number)))
        return self._localize_digits(str(number))

    def month_name(self, number: int) -> str:
        """Return the name of a month, 1 to 12, for use without a day and a year."""
        return self._conventions.months_alone[0][number - 1]

    def month_year(self, year: int, month: int) -> str:
        """Format a month with its year."""
        return self._fill_pattern(self._conventions.month_year, Moment(year, month))

    def month_day(self, month: int, day: int) -> str:
        """Format a day of the year, such as 29 February."""
        # Any year that has all days; the pattern does not show it.
        return self._fill_pattern(self._conventions.month_day, Moment(2000, month, day))

    # --- Dates ---------------------------------------------------------------------------

    def when(self, when: When, timezone: str) -> str:
        """Format a date in full, with its own precision.

        A day that is neither approximate nor uncertain has its weekday. A time has its offset from
        UTC, in ASCII as in ISO 8601, if the time zone of the site has another offset. One without
        an offset is shown without.

        Args:
            when: The date.
            timezone: The IANA time zone of the site.
        """
        start, end = when.start, when.end
        # An interval from a day to the same day is that day.
        if start is not None and (not when.is_interval or start == end):
            return self._add_qualifiers(start, self._format_moment(start, timezone, alone=True))
        if start is not None and end is not None and _is_within_a_day(start, end):
            return self._format_hours(start, end, timezone, _find_joint(when))
        first = self._format_side(start, timezone, is_end=False)
        last = self._format_side(end, timezone, is_end=True)
        return self._join_sides(first, last, _find_joint(when))

    def when_short(self, when: When, timezone: str) -> str:
        """Format a date below a heading with its year and, if it is known, its month.

        Months, days and times have no year. Intervals, seasons and decades are formatted in full,
        and so is a time whose local year is another than that of the heading.

        Args:
            when: The date.
            timezone: The IANA time zone of the site.
        """
        moment = when.start
        if when.is_interval or moment is None or not moment.month or moment.year != when.year:
            return self.when(when, timezone)
        if moment.day is None:
            month = self._add_part(moment, self.month_name(moment.month))
            return self._add_qualifiers(moment, month)
        day = self._fill_pattern(self._conventions.month_day, moment)
        return self._add_qualifiers(moment, self._add_time(moment, day, timezone))

    def hijri(self, when: When) -> str | None:
        """Format a date in the Islamic calendar (Umm al-Qura), if the language enables it.

        Returns:
            ``None`` if the day is unknown, or outside the tables of the calendar (before August
            1924 or after November 2077), or if it was written in that calendar. A time of day has
            the date of its civil day.
        """
        moment = when.start
        if not self.language.hijri or when.is_interval or moment is None or not moment.day:
            return None
        if moment.original is not None and moment.original.calendar is Calendar.ISLAMIC:
            return None
        from hijridate import Gregorian  # noqa: PLC0415 - only sites that enable it need it

        try:
            day = Gregorian(moment.year, moment.month or 1, moment.day).to_hijri()
        except (OverflowError, ValueError):
            return None
        date = CalendarDate(Calendar.ISLAMIC, day.year, day.month, day.day)
        return self._add_qualifiers(moment, self._format_other_calendar(date))

    def original(self, when: When, timezone: str) -> str | None:
        """Format a date in the calendar that it was written in.

        Args:
            when: The date.
            timezone: The IANA time zone of the site.

        Returns:
            ``None`` if it was written in the Gregorian calendar.
        """
        sides = [moment for moment in (when.start, when.end) if moment is not None]
        if not any(moment.original for moment in sides):
            return None
        first, last = (self._format_original(each, timezone) for each in (when.start, when.end))
        if not when.is_interval:
            return first
        return self._join_sides(first, last, _find_joint(when))

    # --- The alphabet --------------------------------------------------------------------

    def collation_key(self, text: str) -> collation.CollationKey:
        """Return the sort key of a name in this language."""
        return collation.collation_key(text, self.language.code)

    def initial(self, text: str) -> str:
        """Return the letter under which an index in this language lists a name, or ``#``."""
        return collation.initial(text, self.language.code)

    # --- Helpers -------------------------------------------------------------------------

    def _format_side(self, moment: Moment | None, timezone: str, *, is_end: bool) -> str:
        """Format the start or the end of an interval; empty if it is open.

        A month or a year of another calendar is about its first or its last day.
        """
        if moment is None:
            return ""
        if moment.spans is not None:
            day = date_of_day(find_days(moment.spans)[is_end])
            moment = Moment(*day, approximate=True, uncertain=moment.uncertain)
        return self._add_qualifiers(moment, self._format_moment(moment, timezone, alone=False))

    def _join_sides(self, first: str, last: str, joint: str) -> str:
        """Join the formatted sides of an interval, one of which may be empty because it is open."""
        if not first:
            return self._translate(_UNTIL, date=last)
        if not last:
            return self._translate(_FROM, date=first)
        return self._translate(joint, start=first, end=last)

    def _format_original(self, moment: Moment | None, timezone: str) -> str:
        """Format one side of a date in the calendar that it was written in; empty if it is open."""
        if moment is None:
            return ""
        if moment.original is None:
            return self._format_side(moment, timezone, is_end=False)
        text = self._add_part(moment, self._format_other_calendar(moment.original))
        return self._add_qualifiers(moment, text)

    def _format_other_calendar(self, date: CalendarDate) -> str:
        """Format a day, a month or a year of another calendar than the Gregorian one."""
        day, month, year = _CALENDARS[date.calendar]
        message = year if date.month is None else month if date.day is None else day
        name = MONTHS[date.calendar][(date.month or 1) - 1]
        return self._translate(
            message,
            day=self._localize_digits(str(date.day)),
            month=self.catalogue.pgettext(_MONTH_CONTEXTS[date.calendar], name),
            year=self._localize_digits(str(date.year)),
        )

    def _add_part(self, moment: Moment, text: str) -> str:
        return text if moment.part is None else self._translate(_PARTS[moment.part], date=text)

    def _add_qualifiers(self, moment: Moment, text: str) -> str:
        if moment.approximate:
            text = self._translate(_ABOUT, date=text)
        return self._translate(_UNCERTAIN, date=text) if moment.uncertain else text

    def _format_moment(self, moment: Moment, timezone: str, *, alone: bool) -> str:
        """Format a moment without its qualifiers; ``alone`` if it is not part of an interval."""
        if moment.spans is not None:
            first, last = (Moment(*date_of_day(day)) for day in find_days(moment.spans))
            return self._translate(
                _BETWEEN,
                start=self._format_moment(first, timezone, alone=False),
                end=self._format_moment(last, timezone, alone=False),
            )
        if moment.part is not None:
            whole = self._format_moment(replace(moment, part=None), timezone, alone=alone)
            return self._format_part(moment, moment.part, whole)
        match moment.precision:
            case Precision.CENTURY | Precision.DECADE:
                last = moment.year + 10**moment.unspecified - 1
                return self._translate(
                    _BETWEEN, start=self.year_label(moment.year), end=self.year_label(last)
                )
            case Precision.YEAR:
                return self.year_label(moment.year)
            case Precision.SEASON:
                if moment.of_two_years:
                    return self._translate(
                        _WINTER_OF_TWO_YEARS,
                        start=self.year_label(moment.year),
                        end=self.year_label(moment.year + 1),
                    )
                season = _SEASONS[(moment.season or 21) - 21]
                return self._translate(season, year=self.year_label(moment.year))
            case Precision.MONTH:
                return self._fill_pattern(self._conventions.month_year, moment)
        is_certain = not (moment.approximate or moment.uncertain)
        has_weekday = alone and is_certain and moment.year >= _GREGORIAN
        pattern = self._conventions.full if has_weekday else self._conventions.long
        return self._add_time(moment, self._fill_pattern(pattern, moment), timezone)

    def _format_part(self, moment: Moment, part: Part, whole: str) -> str:
        """Format a part of a moment, given the whole of it."""
        if not moment.unspecified:
            return self._translate(_PARTS[part], date=whole)
        return self._translate(
            _PARTS_OF_DECADE[part],
            start=self.year_label(moment.year),
            end=self.year_label(moment.year + 9),
        )

    def _format_hours(self, start: Moment, end: Moment, timezone: str, joint: str) -> str:
        """Format an interval between two times of a day."""
        has_weekday = start.year >= _GREGORIAN
        pattern = self._conventions.full if has_weekday else self._conventions.long
        times = self._translate(joint, start=self._format_time(start), end=self._format_time(end))
        return self._join_date_and_time(start, self._fill_pattern(pattern, start), times, timezone)

    def _add_time(self, moment: Moment, day: str, timezone: str) -> str:
        """Add the time of a moment, if it has one, to its formatted day."""
        if moment.hour is None:
            return day
        return self._join_date_and_time(moment, day, self._format_time(moment), timezone)

    def _format_time(self, moment: Moment) -> str:
        seconds = moment.second is not None
        pattern = self._conventions.time_seconds if seconds else self._conventions.time
        return self._fill_pattern(pattern, moment)

    def _join_date_and_time(self, moment: Moment, day: str, time: str, timezone: str) -> str:
        """Join a formatted day and time, with the UTC offset if it is not that of the site."""
        text = self._conventions.date_time.replace("{1}", day).replace("{0}", time)
        zone = find_zone(timezone)
        site_offset = zone_offset(
            moment.year,
            moment.month or 1,
            moment.day or 1,
            moment.hour or 0,
            moment.minute or 0,
            zone,
        )
        # On a site without a zone, a time without an offset is not one of UTC.
        if moment.offset is None or (moment.offset == site_offset and zone is not NO_ZONE):
            return text
        hours, minutes = divmod(abs(moment.offset), 60)
        sign = "−" if moment.offset < 0 else "+"
        text = self._translate(_OFFSET, date=text, offset=f"{sign}{hours:02d}:{minutes:02d}")
        year, month, number, _ = civil_time(bounds(moment, zone)[0], zone)
        if (year, month, number) == (moment.year, moment.month, moment.day):
            return text
        # The timeline has the event on the day of the site's time zone.
        site_day = replace(moment, year=year, month=month, day=number, hour=None)
        return self._translate(
            _OTHER_DAY, date=text, day=self._fill_pattern(self._conventions.long, site_day)
        )

    def _fill_pattern(self, pattern: Pattern, moment: Moment) -> str:
        """Fill the fields of a CLDR pattern (UTS 35, Date Field Symbol Table)."""
        conventions = self._conventions
        parts = []
        for piece, width in pattern:
            if not width:
                parts.append(piece)
            elif piece == "y" and moment.year < 1 and any(field == ("G", 1) for field in pattern):
                parts.append(self._localize_digits(str(1 - moment.year)))
            elif piece == "y":
                parts.append(self.year_label(moment.year))
            else:
                parts.append(
                    _format_name_field(conventions, piece, width, moment)
                    or self._format_number_field(piece, width, moment)
                )
        return "".join(parts)

    def _format_number_field(self, letter: str, width: int, moment: Moment) -> str:
        """Format a field of a pattern that is a number."""
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
        return self._localize_digits(f"{value or 0:0{width}d}")

    @property
    def _conventions(self) -> Conventions:
        return self.known_conventions or load_conventions(
            self.language.locale, self.language.digits
        )

    def _localize_digits(self, text: str) -> str:
        return text.translate(self._conventions.digits)

    def _translate(self, message: str, **values: str) -> str:
        return self.catalogue.pgettext("date", message) % values


def _find_joint(when: When) -> str:
    """Return the message that joins the sides of an interval."""
    return _BETWEEN if when.is_between else _FROM_TO


def _is_within_a_day(start: Moment, end: Moment) -> bool:
    """Return whether two moments are times of one day with one UTC offset."""
    return (
        start.hour is not None
        and end.hour is not None
        and (start.year, start.month, start.day) == (end.year, end.month, end.day)
        and start.offset == end.offset
    )


def _format_name_field(conventions: Conventions, letter: str, width: int, moment: Moment) -> str:
    """Format a field of a pattern that is a word; empty for any other field."""
    width_index = 0 if width == 4 else 1
    match letter:
        case "M" | "L" if width > 2:
            names = conventions.months if letter == "M" else conventions.months_alone
            return names[width_index][(moment.month or 1) - 1]
        case "E" | "c":
            day = weekday(moment.year, moment.month or 1, moment.day or 1)
            return conventions.weekdays[width_index][day]
        case "a" | "B":
            return conventions.day_periods[(moment.hour or 0) >= 12]
        case "G":
            return conventions.eras[moment.year > 0]
    return ""
