"""The frozen values of the pages of the days of the year."""

from __future__ import annotations

from msgspec import Struct

from generator.views.shared import CountedLinkView, EventView, LinkView


class DayView(Struct, frozen=True):
    """The events of one day of the year, in all years.

    Attributes:
        index: The path of the index of the days of the year.
        heading: The day and the month.
        events: The events, oldest first.
        previous: The day before with events.
        next: The day after with events.
    """

    index: str
    heading: str
    events: tuple[EventView, ...]
    previous: LinkView | None
    next: LinkView | None


class MonthOfDaysView(Struct, frozen=True):
    """The days of one month that have events, in whatever year.

    Attributes:
        heading: The name of the month.
        days: The days, each with the number of its events.
    """

    heading: str
    days: tuple[CountedLinkView, ...]


class DayIndexView(Struct, frozen=True):
    """The days of the year that have events.

    Attributes:
        months: The months that have such days.
    """

    months: tuple[MonthOfDaysView, ...]
