"""The order of events in every timeline.

What a home page shows first, and which events a feed has, is decided in `pages/facts.py`.
"""

from __future__ import annotations

from typing import Protocol

from generator.chronology.model import EventOutline


class Bounded(Protocol):
    """A date, or an event with a date, with its bounds in seconds since 0001-01-01T00:00:00Z."""

    @property
    def earliest(self) -> int:
        """The first second at which it can have started."""

    @property
    def latest(self) -> int:
        """The last second at which it can have ended."""


def event_order(event: EventOutline) -> tuple[int, int, str]:
    """Return the key by which events are sorted: that of `date_order`, then their own."""
    return *date_order(event), event.key


def date_order(date: Bounded) -> tuple[int, int]:
    """Return the key that sorts by the earliest second, and longer (less precise) dates first."""
    return date.earliest, date.earliest - date.latest
