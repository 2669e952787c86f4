"""The scale of a timeline: where each second is drawn, and the silences that are left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

# The room for a break of the axis, and that between the end of a panel and its first event.
BREAK_WIDTH = 72.0
MARGIN = 30.0
# A silence is left out if it would take at least this part of what the axis shows with it.
_LEAST_SHARE = 4
_MOST_BREAKS = 5
# A panel is at least so many times as long as the shortest extent, so that a day is not a bar.
_LEAST_EXTENTS = 8
_HOUR = 3600


class Extent(NamedTuple):
    """The time at which an event can have been, in seconds since 0001-01-01T00:00:00Z.

    Attributes:
        start: Its first second.
        stop: The second after its last.
    """

    start: int
    stop: int


class Panel(Struct, frozen=True):
    """A part of the axis without a break.

    Attributes:
        start: The second at its left edge.
        stop: The second at its right edge.
        x: Its left edge.
        end: Its right edge.
    """

    start: float
    stop: float
    x: float
    end: float


class Break(Struct, frozen=True):
    """A silence that the axis leaves out.

    Attributes:
        start: The first second of the silence.
        stop: The second after its last.
        x: The left edge of the break.
        end: Its right edge.
    """

    start: int
    stop: int
    x: float
    end: float


class Scale(Struct, frozen=True):
    """Where each second is drawn.

    Attributes:
        width: The width of the picture.
        panels: The parts of the axis, at least one.
        breaks: The break after each of them but the last.
        per_second: The width of one second in all panels.
    """

    width: float
    panels: tuple[Panel, ...]
    breaks: tuple[Break, ...]
    per_second: float

    def x(self, second: float) -> float:
        """Return where a second is drawn; one within a break is drawn there, in proportion."""
        index = bisect_right(self.panels, second, key=lambda panel: panel.start) - 1
        panel = self.panels[max(index, 0)]
        if index < 0 or second <= panel.stop or index + 1 == len(self.panels):
            return panel.x + (second - panel.start) * self.per_second
        following = self.panels[index + 1]
        share = (second - panel.stop) / (following.start - panel.stop)
        return panel.end + share * (following.x - panel.end)


def build_scale(extents: Sequence[Extent], width: float) -> Scale:
    """Build the scale that shows some extents; silences that would take much of it are left out.

    Args:
        extents: At least one.
        width: The width of the picture.
    """
    shortest = max(_HOUR, min(stop - start for start, stop in extents))
    least = _LEAST_EXTENTS * shortest
    runs = _leave_silences_out(_merge(extents), least)
    shown = [_widen(run, least) for run in runs]
    free = width - 2 * MARGIN * len(shown) - BREAK_WIDTH * (len(shown) - 1)
    per_second = free / sum(stop - start for start, stop in shown)
    margin = MARGIN / per_second
    panels: list[Panel] = []
    x = 0.0
    for start, stop in shown:
        end = x + 2 * MARGIN + (stop - start) * per_second
        panels.append(Panel(start - margin, stop + margin, x, end))
        x = end + BREAK_WIDTH
    breaks = tuple(
        [
            Break(before.stop, after.start, left.end, right.x)
            for (before, after), (left, right) in zip(pairwise(runs), pairwise(panels), strict=True)
        ]
    )
    return Scale(width, tuple(panels), breaks, per_second)


def _merge(extents: Iterable[Extent]) -> list[Extent]:
    """Return the times with an event, each as long as it lasts without a silence."""
    runs: list[Extent] = []
    for start, stop in sorted(extents):
        if runs and start <= runs[-1].stop:
            runs[-1] = Extent(runs[-1].start, max(stop, runs[-1].stop))
        else:
            runs.append(Extent(start, stop))
    return runs


def _leave_silences_out(runs: Sequence[Extent], least: int) -> list[Extent]:
    """Join the runs whose silence is shown.

    A silence that is left out is longer than what `_widen` can take of it.
    """
    silences = sorted(
        (
            (after.start - before.stop, index)
            for index, (before, after) in enumerate(pairwise(runs))
        ),
        reverse=True,
    )
    shown = runs[-1].stop - runs[0].start
    broken = set()
    for length, index in silences[:_MOST_BREAKS]:
        if length * _LEAST_SHARE < shown or length < 2 * least:
            break
        broken.add(index)
        shown -= length
    joined = [runs[0]]
    for index, run in enumerate(runs[1:]):
        if index in broken:
            joined.append(run)
        else:
            joined[-1] = Extent(joined[-1].start, run.stop)
    return joined


def _widen(run: Extent, length: int) -> Extent:
    missing = max(0, length - (run.stop - run.start))
    return Extent(run.start - missing // 2, run.stop + missing - missing // 2)
