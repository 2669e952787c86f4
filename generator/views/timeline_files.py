"""What the files print that scripts draw a timeline from."""

from __future__ import annotations

from msgspec import Struct

from generator.views.shared import EventView


class TimelineFileView(Struct, frozen=True):
    """Some events of a timeline, oldest first.

    Attributes:
        events: Each event with its first second and the second after its last, since
            0001-01-01T00:00:00Z, and whether its start and its end are known.
    """

    events: tuple[tuple[EventView, int, int, bool, bool], ...]
