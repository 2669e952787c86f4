"""What a date is once it has been read: frozen values, and nothing that works them out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from generator.problems import Code


class Precision(IntEnum):
    """How finely a moment is known, from the coarsest to the finest."""

    CENTURY = 0
    DECADE = 1
    YEAR = 2
    SEASON = 3
    MONTH = 4
    DAY = 5
    MINUTE = 6
    """A time of day, with or without its seconds."""


class DateError(ValueError):
    """A date that cannot be read.

    Attributes:
        code: The documented name of the mistake: ``date-invalid`` (no such day, month or time),
            ``date-ambiguous`` (it can be read in more than one way), ``date-weekday`` (the day
            was another weekday), ``date-order`` (an interval that ends before it starts) or
            ``date-unknown`` (not understood).
        message: What is wrong, with neither the field's name nor its value in front.
        hint: What can be written instead.
        offset: Where it stands in the text, in characters from 0.
    """

    def __init__(self, code: Code, message: str, hint: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of the calendar at the precision it was written with (proleptic Gregorian).

    Attributes:
        year: Astronomical: 0 is 1 BCE, -1 is 2 BCE. The first year of a decade or a century.
        month: 1 to 12.
        day: 1 to 31.
        hour: 0 to 23.
        minute: 0 to 59; set whenever ``hour`` is.
        second: 0 to 59.
        offset: Minutes east of UTC; set whenever ``hour`` is.
        season: 21 (spring), 22 (summer), 23 (autumn) or 24 (winter), as in EDTF.
        unspecified: How many of the year's last digits are not known: 1 for ``194X``, 2 for
            ``19XX``.
        approximate: Whether it is near what is written (EDTF ``~``).
        uncertain: Whether what is written is in doubt (EDTF ``?``).
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

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        if self.hour is not None:
            return Precision.MINUTE
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        if self.season is not None:
            return Precision.SEASON
        if self.unspecified:
            return Precision.DECADE if self.unspecified == 1 else Precision.CENTURY
        return Precision.YEAR


@dataclass(frozen=True, slots=True)
class When:
    """When something happened, no more precise than it is known.

    An open side has no bound of its own, so the known side stands in for it: ``../2026`` has
    the first second of 2026 for its ``earliest``, ``2024/..`` the last of 2024 for its
    ``latest``.

    Attributes:
        start: The first moment; ``None`` when the start is open.
        end: The last moment; ``None`` when the end is open. The same object as ``start`` when
            it is one moment and no interval.
        earliest: The first second it can have started at, counted from 0001-01-01T00:00:00Z.
        latest: The last second it can have lasted to, likewise.
        year: The year it is filed under: that of the first known moment, in the site's zone.
        month: The month of that moment, in the site's zone; ``None`` where none is known.
        edtf: The canonical text (EDTF, ISO 8601-2 level 1), which reads as an equal value.
    """

    start: Moment | None
    end: Moment | None
    earliest: int
    latest: int
    year: int
    month: int | None
    edtf: str

    @property
    def is_interval(self) -> bool:
        """Whether it has a start and an end, one of them perhaps open."""
        return "/" in self.edtf

    @property
    def sort_key(self) -> tuple[int, int]:
        """Orders by the earliest instant, then the coarser (the longer) before the finer."""
        return self.earliest, self.earliest - self.latest

    @property
    def datetime(self) -> str | None:
        """The value for HTML's ``<time datetime>``, or ``None`` where HTML has none.

        HTML can tell a year from 0001, a month, a day and a time with its offset; neither
        intervals, seasons and decades nor earlier years.
        """
        moment = self.start
        if moment is None or self.is_interval or not 1 <= moment.year <= 9999:
            return None
        if moment.season is not None or moment.unspecified:
            return None
        return self.edtf.rstrip("~?%")
