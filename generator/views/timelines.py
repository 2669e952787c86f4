"""The frozen values of timelines, whole or in parts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from generator.views.charts import ChartDataView, DensityChartView, TimelineChartView
from generator.views.shared import CountedLinkView, EventView, LinkView, TextView


class ItemView(Struct, frozen=True):
    """An event in its group.

    Attributes:
        event: The event.
        gap: A note about a long time without events before it; mostly empty.
    """

    event: EventView
    gap: str = ""


class GroupView(Struct, frozen=True):
    """The events of one month or of one year.

    Attributes:
        anchor: The ``id`` of the group.
        heading: The name of the month or year.
        kind: ``year``, ``month``, or ``loose`` for the events of a year whose month is not known.
        gap: A note about a long time without events, before the heading; mostly empty.
        items: The events.
    """

    anchor: str
    heading: str
    kind: Literal["year", "month", "loose"]
    gap: str
    items: tuple[ItemView, ...]


class TimelineEmbedView(Struct, frozen=True):
    """The picture of a timeline for frames of other sites.

    Attributes:
        timeline: The path of the whole timeline.
        chart: The events as a picture; ``None`` without events.
        data: What scripts draw the picture from.
    """

    timeline: str
    chart: TimelineChartView | None
    data: ChartDataView | None


class WholeTimelineView(Struct, frozen=True):
    """The whole timeline of a language, or a part of it, oldest first.

    Attributes:
        heading: The name of the part; empty on the page of the whole timeline.
        period: The first and the last year; empty without events.
        events: The number of events.
        chart: The events as a picture; ``None`` without events.
        data: What scripts draw the picture from; ``None`` on the page of a part.
        embed: The path of the picture for frames of other sites.
        groups: The events by year, or by month if there is only one year.
        parts: The pages of a long timeline, whose own page has no groups.
        previous: The part before this one.
        next: The part after this one.
    """

    heading: str
    period: str
    events: int
    chart: TimelineChartView | None
    data: ChartDataView | None
    embed: str
    groups: tuple[GroupView, ...]
    parts: tuple[CountedLinkView, ...]
    previous: LinkView | None
    next: LinkView | None


class TimelineView(Struct, frozen=True):
    """The events of a year, a month, a tag or a source, oldest first.

    Attributes:
        kind: ``year``, ``month``, ``tag`` or ``source``.
        heading: The name of the timeline.
        description: The description from the registry or, on the page of one year of a tag or
            source, the year.
        url: The website of the source; else empty.
        events: The number of events, those on the pages of its parts included.
        under_way: The events that began before the year or month and last into it, oldest first.
        density_chart: How many events of a tag or source each year has, or each month if the
            timeline is long; ``None`` for other timelines and for a few years only.
        newest: The newest events of a long timeline of a tag or a source, newest first.
        groups: The events on this page; of a long timeline of a tag or a source, none.
        parts: The months or years of the timeline.
        parts_are_pages: Whether ``parts`` are pages of their own, because the timeline is long.
        previous: The timeline before this one.
        next: The timeline after this one.
        short_dates: Whether the headings above an event already name its year.
        search: The address of the search in these events, relative to the root of the site.
        chart: The address of their picture, likewise.
    """

    kind: Literal["year", "month", "tag", "source"]
    heading: TextView
    description: TextView | None
    url: str
    events: int
    density_chart: DensityChartView | None
    newest: tuple[EventView, ...]
    under_way: tuple[EventView, ...]
    groups: tuple[GroupView, ...]
    parts: tuple[CountedLinkView, ...]
    parts_are_pages: bool
    previous: LinkView | None
    next: LinkView | None
    short_dates: bool
    search: str
    chart: str
