"""What the files print that scripts draw a timeline from."""

from __future__ import annotations

from msgspec import Struct

from generator.views.shared import EventView


class TimelineFileView(Struct, frozen=True):
    """Some events of a timeline, oldest first.

    Attributes:
        events: Each event with the path of its thumbnail and how SVG is to crop it, if it has one,
            its first second and the second after its last, since
            0001-01-01T00:00:00Z, and whether its start and its end are known.
    """

    events: tuple[tuple[EventView, tuple[str, ...], int, int, bool, bool], ...]
