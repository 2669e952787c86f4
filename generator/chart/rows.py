"""Which row each event is drawn in, so that neither marks nor labels overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

# Where more events begin within a window of this width than there is room for, only long ones are
# drawn: the others would be an arbitrary choice.
_WINDOW = 560.0


class Item(NamedTuple):
    """An event to be drawn.

    Attributes:
        x: The left edge of its mark and its label.
        end: The right edge of both.
        is_long: Whether its mark is long enough to be drawn among too many.
    """

    x: float
    end: float
    is_long: bool


def assign_rows(
    items: Sequence[Item], rows: int, *, gap: float, most_per_row: int
) -> tuple[int | None, ...]:
    """Return the row of each event, or ``None`` where there are too many.

    Args:
        items: The events, from left to right.
        rows: The number of rows.
        gap: The least room between two events of one row.
        most_per_row: How many events have room in one row of a window.
    """
    crowds = Counter(_window(item) for item in items)
    ends = [float("-inf")] * rows
    assigned: list[int | None] = []
    for item in items:
        row = None
        if item.is_long or crowds[_window(item)] <= most_per_row * rows:
            row = next((row for row, end in enumerate(ends) if end + gap <= item.x), None)
        if row is not None:
            ends[row] = item.end
        assigned.append(row)
    return tuple(assigned)


def _window(item: Item) -> int:
    return int(item.x // _WINDOW)
