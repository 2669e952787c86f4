"""The frozen values of parsed dates."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from msgspec import Struct


class Precision(IntEnum):
    """How precisely a moment is known, from the least to the most precise."""

    CENTURY = 0
    DECADE = 1
    YEAR = 2
    SEASON = 3
    MONTH = 4
    DAY = 5
    MINUTE = 6
    """A time of day, with or without seconds."""


class Part(StrEnum):
    """A part of a year, a month, a season or a decade that a text names, as in "late 2020"."""

    EARLY = "early"
    MIDDLE = "mid"
    LATE = "late"


class Calendar(StrEnum):
    """A calendar other than the Gregorian one, by the letters that follow its years."""

    ISLAMIC = "AH"
    """The lunar calendar, as Umm al-Qura counts its days."""
    SOLAR_HIJRI = "SH"
    """The calendar of Iran and Afghanistan."""


class CalendarDate(Struct, frozen=True):
    """A day, a month or a year of another calendar than the Gregorian one.

    Attributes:
        calendar: The calendar.
        year: Its year.
        month: 1 to 12.
        day: The day of the month.
    """

    calendar: Calendar
    year: int
    month: int | None = None
    day: int | None = None


class Moment(Struct, frozen=True):
    """A point in the proleptic Gregorian calendar, with the precision of its text.

    Attributes:
        year: The astronomical year: 0 is 1 BCE, -1 is 2 BCE. For a decade or a century, its
            first year.
        month: 1 to 12.
        day: 1 to 31.
        hour: 0 to 23.
        minute: 0 to 59; set whenever ``hour`` is.
        second: 0 to 59.
        offset: Minutes east of UTC; ``None`` if ``hour`` is, or if the zone of the time is unknown.
        season: 21 (spring), 22 (summer), 23 (autumn) or 24 (winter), as in EDTF.
        unspecified: The number of unknown last digits of the year: 1 for ``194X``, 2 for
            ``19XX``.
        approximate: Whether the date is approximate (EDTF ``~``).
        uncertain: Whether the date is uncertain (EDTF ``?``).
        part: The part of the year, season, month or decade.
        original: The date in the calendar that it was written in, unless that is the Gregorian
            one. A month or a year of it has only a ``year`` here, that of its first day, because
            its days are in more than one Gregorian month.
        of_two_years: Whether a winter was written with the year of its end, too, as in "winter
            2013/14".
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None
    season: int | None = None
    unspecified: int = 0
    approximate: bool = False
    uncertain: bool = False
    part: Part | None = None
    original: CalendarDate | None = None
    of_two_years: bool = False

    @property
    def spans(self) -> CalendarDate | None:
        """The month or the year of another calendar in which this is some day."""
        return self.original if self.day is None else None

    @property
    def precision(self) -> Precision:
        """The precision of the most precise part that is known, in the original calendar."""
        if self.hour is not None:
            return Precision.MINUTE
        if self.day is not None:
            return Precision.DAY
        if self.month is not None or (
            self.original is not None and self.original.month is not None
        ):
            return Precision.MONTH
        if self.season is not None:
            return Precision.SEASON
        if self.unspecified:
            return Precision.DECADE if self.unspecified == 1 else Precision.CENTURY
        return Precision.YEAR


class When(Struct, frozen=True):
    """When something happened: a moment or an interval, with the precision of its text.

    An interval is the time that it lasted, or with ``is_between`` the limits of an unknown moment.

    An open side of an interval has no bound of its own, so that of the other side is used:
    ``earliest`` of ``../2026`` is the first second of 2026, ``latest`` of ``2024/..`` is the last
    second of 2024.

    Attributes:
        start: The first moment; ``None`` when the start is open.
        end: The last moment; ``None`` when the end is open. Equal to ``start`` if this is not an
            interval.
        earliest: The first second at which it can have started, since 0001-01-01T00:00:00Z.
        latest: The last second at which it can have ended, since 0001-01-01T00:00:00Z.
        year: The year of the timeline that lists it: that of the first known moment, in the
            site's zone.
        month: The month of that moment, in the site's zone; ``None`` if it is unknown.
        edtf: The date in EDTF (ISO 8601-2 level 1), which has no parts of a year, and no other
            calendars: a month or a year of one is the interval of its days. For a text without
            this loss, see `notation.write`.
        is_between: Whether it was at some time between ``start`` and ``end``, and did not last from
            one to the other.
    """

    start: Moment | None
    end: Moment | None
    earliest: int
    latest: int
    year: int
    month: int | None
    edtf: str
    is_between: bool = False

    @property
    def is_interval(self) -> bool:
        """Whether it has a start and an end, one of which may be open."""
        return "/" in self.edtf and not self._is_spanned

    @property
    def is_within(self) -> bool:
        """Whether it is at some time of the interval ``edtf``, and did not last that long.

        The interval can be a month or a year of another calendar.
        """
        return self.is_between or self._is_spanned

    @property
    def _is_spanned(self) -> bool:
        return self.start == self.end and self.start is not None and self.start.spans is not None

    @property
    def datetime(self) -> str | None:
        """The value for HTML's ``<time datetime>``; ``None`` if HTML cannot express the date.

        HTML has years from 0001 to 9999, months, days, and times with their offset. It has no
        intervals, seasons or decades.
        """
        moment = self.start
        if moment is None or "/" in self.edtf or not 1 <= moment.year <= 9999:
            return None
        if moment.season is not None or moment.unspecified:
            return None
        return self.edtf.rstrip("~?%")
