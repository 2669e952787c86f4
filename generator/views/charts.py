"""The frozen values of the two charts: events by month or year, and events along time."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.views.shared import EventView

# Ends of a mark on a timeline chart.
ChartSides = Literal["", "left", "right", "both"]


class BarView(Struct, frozen=True):
    """A bar of the density chart.

    Attributes:
        x: The left edge, in percent of the width of the chart.
        y: The top edge, in pixels.
        width: The width, in percent.
        height: The height, in pixels.
        path: The path of the month or year.
        label: The month or year with the number of its events.
        kind: ``month`` or ``year``; ``loose`` for the events of a year whose month is not known,
            in a chart of months.
    """

    x: float
    y: float
    width: float
    height: float
    path: str
    label: str
    kind: Literal["month", "year", "loose"]


class TickView(Struct, frozen=True):
    """A year below the density chart; lengths are in percent of the width of the chart.

    Attributes:
        x: The middle of the year, where its label is.
        start: The left edge of the year.
        width: The width of the year.
        text: The label; empty where there is no room for one.
        path: The path of the year.
        label: The year with the number of its events.
    """

    x: float
    start: float
    width: float
    text: str
    path: str
    label: str


class BreakView(Struct, frozen=True):
    """A run of years without events that the density chart leaves out.

    Attributes:
        x: The middle of the break, in percent of the width of the chart.
        label: The years that are left out, which have no events.
    """

    x: float
    label: str


class DensityChartView(Struct, frozen=True):
    """How many events each month or year has, as bars; mirrored where a page is right-to-left.

    Attributes:
        width: The width that the chart needs at least, in pixels.
        height: The height of the chart, in pixels.
        baseline: The bottom edge of all bars, in pixels from the top.
        scale: The number of events of a bar of full height, and then half of it if that is a whole
            number.
        bars: The bars.
        ticks: The years.
        breaks: The runs of years that are left out.
        lasting: The left edges and the widths of the times at which some event lasts, in percent.
        by_year: Whether each bar is a year.
        fits: Whether the chart is narrow enough for any screen.
    """

    width: int
    height: int
    baseline: int
    scale: tuple[int, ...]
    bars: tuple[BarView, ...]
    ticks: tuple[TickView, ...]
    breaks: tuple[BreakView, ...]
    lasting: tuple[tuple[float, float], ...]
    by_year: bool
    fits: bool


class AxisLabelView(Struct, frozen=True):
    """A round time on the axis of a timeline chart.

    Attributes:
        x: Where it is.
        text: Its name.
    """

    x: float
    text: str


class AxisBreakView(Struct, frozen=True):
    """A silence that the axis of a timeline chart leaves out.

    Attributes:
        x: The left edge of the break.
        width: The width of the break.
        text: How long the silence is.
        label: The same in full: what is left out, if nothing happened then as far as is known.
    """

    x: float
    width: float
    text: str
    label: str


class ChartPictureView(Struct, frozen=True):
    """The thumbnail of an event on a timeline chart, a square in the units of its view box.

    Attributes:
        path: The path of the file.
        x: The left edge.
        y: The top edge.
        size: The width and the height.
        crop: What of it is shown, for SVG: ``preserveAspectRatio``.
    """

    path: str
    x: float
    y: float
    size: float
    crop: str


class ChartMarkView(Struct, frozen=True):
    """An event on a timeline chart, in the units of its view box.

    Attributes:
        event: The event.
        x: The left edge of the time at which it can have been.
        width: The width of that time.
        y: The top edge of its row.
        is_point: Whether that time is too short to be drawn as a bar: its mark is at the middle.
        middle: The middle of that time.
        fades: The ends that are approximate.
        tails: The ends that are open: ``left``, ``right``, ``both`` or nothing, as above.
        label_x: Where its label begins, or ends, in the direction of reading.
        title_x: The same for its status and its title, which are next to its thumbnail.
        is_at_end: Whether its label ends there, because there is no room after it.
        is_turned: Whether its title runs against the direction of the page.
        date: The lines of the date, shortened to their room; none if there is none for a label.
        lines: The lines of its title, shortened to their room; none likewise.
        picture: The thumbnail of its label; ``None`` without one.
    """

    event: EventView
    x: float
    width: float
    y: float
    is_point: bool
    middle: float
    fades: ChartSides
    tails: ChartSides
    label_x: float
    title_x: float
    is_at_end: bool
    is_turned: bool
    date: tuple[str, ...]
    lines: tuple[str, ...]
    picture: ChartPictureView | None


class TimelineChartView(Struct, frozen=True):
    """Events drawn along time, which runs in the direction of the page.

    Attributes:
        width: The width of the view box.
        height: The height of the view box.
        baseline: The bottom edge of all bars, where the axis is.
        label: What it shows: the first and the last year with the number of events.
        rows: The heights of the rows of marks with labels.
        narrow_height: The height of the picture that scripts draw on a telephone, in pixels.
        marks: The events that have room, oldest first.
        bars: How many events each month, year or decade has, if some events have no room.
        ticks: The labels of the axis.
        contexts: What the labels of the axis are part of, such as the years of its months.
        breaks: The silences that the axis leaves out.
        panels: The left and the right edges of the parts of the axis between them.
    """

    width: float
    height: float
    baseline: float
    label: str
    rows: tuple[float, ...]
    narrow_height: float
    marks: tuple[ChartMarkView, ...]
    bars: tuple[BarView, ...]
    ticks: tuple[AxisLabelView, ...]
    contexts: tuple[AxisLabelView, ...]
    breaks: tuple[AxisBreakView, ...]
    panels: tuple[tuple[float, float], ...]


class ChartDataView(Struct, frozen=True):
    """What scripts draw a timeline chart from.

    Attributes:
        events: The path of the file with what all events are filtered by.
        files: The path and the number of events of each file with events, oldest first.
        panels: The first and the last second and the left and the right edge of each part of the
            axis, as the chart without scripts has them.
        breaks: How long each silence between them is, and what is known of it.
        timezone: The time zone of the site (IANA); empty if it has none.
        months: The names of the months.
        before: The name of the year 2 BCE, with the number.
    """

    events: str
    files: str
    panels: str
    breaks: tuple[tuple[str, str], ...]
    timezone: str
    months: tuple[str, ...]
    before: str
