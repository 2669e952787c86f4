"""The timeline chart: the events of a language drawn along time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from generator import urls
from generator.chart import (
    Axis,
    Break,
    Extent,
    Item,
    Panel,
    Scale,
    Tick,
    Unit,
    assign_rows,
    build_scale,
    find_axis,
    measure,
)
from generator.dates import Moment
from generator.dates.civil import bounds, find_zone
from generator.exports.edtf_parts import find_approximate_ends
from generator.i18n import Formatter
from generator.model import Direction
from generator.pages.facts import KeyedExtent
from generator.pages.gaps import count_months, describe_silence
from generator.pages.labels import add_count, name_years
from generator.pages.outputs import TimelineFile
from generator.pages.shared_views import SharedViews
from generator.pages.timeline_labels import (
    DATE_SIZE,
    LABEL_WIDTH,
    Label,
    compose_label,
    find_thumbnail,
)
from generator.pages.timeline_parts import decade_of
from generator.urls import Url
from generator.views.charts import (
    AxisBreakView,
    AxisLabelView,
    BarView,
    ChartDataView,
    ChartMarkView,
    ChartSides,
    TimelineChartView,
)
from generator.views.shared import EventView
from generator.views.timeline_files import TimelineFileView

# In the units of the view box.
WIDTH = 1120.0
LABELED_ROWS = 7
# A mark that would be narrower than this is drawn as a point.
LEAST_BAR = 9.0
_POINT_RADIUS = 6.0
_LABEL_GAP = 14.0
# Rows of marks without labels.
SMALL_ROWS = 16
_SMALL_ROW = 16.0
_SMALL_GAP = 2.0
# A mark that is at least so long has a label where other events are too many.
_LONG = 60.0
_TOP = 12.0
_BAR_ROOM = 56.0
_BAR_GAP = 16.0
_LEAST_BAR_HEIGHT = 4.0
_AXIS_ROOM = 30.0
_CONTEXT_ROOM = 20.0
# The least width of the bar of a month or of a year.
_NARROWEST = 5.0
# How far the label of a tick may be outside of its panel.
_EDGE = 6.0
# The picture of scripts on a telephone: its width, its rows with labels, their height, and the
# least height of all rows, as in assets/timeline-draw.js.
_NARROW = 343.0
_NARROW_ROWS = 5
_NARROW_ROW = 110.0
_NARROW_LEAST = 120.0
_DAY = 86400
_YEAR = 31556952
_MONTHS = 12
_OTHER_SIDE: Mapping[ChartSides, ChartSides] = MappingProxyType(
    {"": "", "left": "right", "right": "left", "both": "both"}
)


def compose_timeline_chart(
    views: SharedViews, language: str, first: int, last: int
) -> TimelineChartView | None:
    """Draw the events of a language that begin in some years; ``None`` if there are none."""
    rows = views.facts.extents(language, first, last)
    if not rows:
        return None
    extents = [Extent(row[1], row[2] + 1) for row in rows]
    label = name_years(views.facts.formatters[language], first, last)
    return _compose_chart(views, language, label, rows, extents, earlier=0)


def compose_part_chart(
    views: SharedViews, language: str, first: int, last: int
) -> TimelineChartView | None:
    """Draw the events of a language in some years; ``None`` if none begins in them.

    What began earlier, or lasts longer, is drawn up to the edge of the picture.
    """
    own = views.facts.extents(language, first, last)
    if not own:
        return None
    earlier = views.facts.extents_under_way(language, first)
    rows = (*earlier, *own)
    zone = find_zone(views.facts.site.timezone)
    start, stop = bounds(Moment(first), zone)[0], bounds(Moment(last), zone)[1] + 1
    extents = [
        Extent(min(max(row[1], start), stop - 1), max(min(row[2] + 1, stop), start + _DAY))
        for row in rows
    ]
    label = name_years(views.facts.formatters[language], first, last)
    return _compose_chart(views, language, label, rows, extents, earlier=len(earlier))


def _compose_chart(
    views: SharedViews,
    language: str,
    label: str,
    rows: Sequence[KeyedExtent],
    extents: Sequence[Extent],
    *,
    earlier: int,
) -> TimelineChartView:
    """Draw some events, whose extents are those that the scale shows.

    The first ones may have begun earlier than what it shows: they are not counted.
    """
    zone = find_zone(views.facts.site.timezone)
    scale = build_scale(extents, WIDTH)
    spans = [_span(scale, row, extent) for row, extent in zip(rows, extents, strict=True)]
    marks, heights, bottom = _place_marks(views, language, rows, spans)
    own = rows[earlier:]
    bars: tuple[BarView, ...] = ()
    if len(marks) < len(rows):
        bars = tuple(_draw_bars(views, language, scale, bottom, own))
        bottom += _BAR_ROOM
    formatter = views.facts.formatters[language]
    axis = find_axis(scale, zone)
    chart = TimelineChartView(
        width=WIDTH,
        height=bottom + _AXIS_ROOM + (_CONTEXT_ROOM if axis.contexts else 0),
        baseline=bottom,
        label=add_count(formatter, label, len(own)),
        rows=heights,
        narrow_height=_measure_narrow(spans),
        marks=marks,
        bars=bars,
        ticks=tuple(_tick_labels(formatter, scale, axis)),
        contexts=tuple([_context_label(formatter, axis, tick) for tick in axis.contexts]),
        breaks=tuple([_draw_break(formatter, each, rows, zone) for each in scale.breaks]),
        panels=tuple([(_round(panel.x), _round(panel.end)) for panel in scale.panels]),
    )
    is_rtl = views.facts.site.language(language).direction == "rtl"
    return mirror(chart) if is_rtl else chart


def _span(scale: Scale, row: KeyedExtent, extent: Extent) -> tuple[float, float]:
    """Return where an event is drawn; what is beyond the scale is at the edge of the picture."""
    start, stop = row[1], row[2] + 1
    if (start, stop) == extent:
        return scale.x(start), scale.x(stop)
    # One with an open end is known to have begun, and not how long it lasts.
    return max(0.0, scale.x(start)), min(scale.width, scale.x(max(stop, extent.start)))


def compose_chart_data(views: SharedViews, language: str) -> ChartDataView | None:
    """Compose what scripts draw the timeline of a language from; ``None`` without events."""
    facts, formatter = views.facts, views.facts.formatters[language]
    files = facts.timeline_files(language)
    if not files:
        return None
    rows = facts.extents(language, files[0][0], files[-1][1])
    scale = build_scale([Extent(row[1], row[2] + 1) for row in rows], WIDTH)
    breaks = [
        _draw_break(formatter, each, rows, find_zone(facts.site.timezone)) for each in scale.breaks
    ]
    return ChartDataView(
        events=urls.search_file(f"{language}/events.bin").href,
        files=" ".join(
            [f"{urls.timeline_file(language, *each[:2]).href} {each[2]}" for each in files]
        ),
        panels=" ".join([_write_panel(panel) for panel in scale.panels]),
        breaks=tuple([(each.text, each.label) for each in breaks]),
        timezone=facts.site.timezone,
        months=tuple([formatter.month_name(month) for month in range(1, _MONTHS + 1)]),
        before=formatter.year_label(-1),
    )


def _write_panel(panel: Panel) -> str:
    return f"{panel.start:.0f},{panel.stop:.0f},{panel.x:.3f},{panel.end:.3f}"


def compose_timeline_file(views: SharedViews, file: TimelineFile) -> TimelineFileView:
    """Compose what scripts draw of the events of some years."""
    rows = views.facts.extents(file.language, file.first, file.last)
    return TimelineFileView(
        tuple(
            [
                (event, find_thumbnail(event), earliest, latest + 1, has_start, has_end)
                for key, earliest, latest, has_start, has_end, _, _ in rows
                for event in (views.event(file.language, key),)
            ]
        )
    )


# --- Marks --------------------------------------------------------------------------------


def _place_marks(
    views: SharedViews,
    language: str,
    rows: Sequence[KeyedExtent],
    spans: Sequence[tuple[float, float]],
) -> tuple[tuple[ChartMarkView, ...], tuple[float, ...], float]:
    """Place the events that have room.

    Returns them with the heights of the rows with labels and the bottom edge of all rows.

    The first rows have labels; below them are the marks that have no room for one.
    """
    # Which events have room does not depend on their titles, so only those of these are needed.
    labeled = _assign([_labeled_item(*span) for span in spans], LABELED_ROWS, _LABEL_GAP, 3)
    rest = [index for index in range(len(rows)) if index not in labeled]
    small = _assign([_item(*spans[index]) for index in rest], SMALL_ROWS, _SMALL_GAP, 22)
    events = {index: views.event(language, rows[index][0]) for index in labeled}
    labels = {index: compose_label(event) for index, event in events.items()}
    heights = [0.0] * LABELED_ROWS
    for index, row in labeled.items():
        heights[row] = max(heights[row], labels[index].height)
    bottom = _TOP + sum(heights)
    used = max(small.values(), default=-1) + 1
    direction = views.facts.site.language(language).direction
    tops = {index: _TOP + sum(heights[:row]) for index, row in labeled.items()}
    for position, row in small.items():
        index = rest[position]
        # These fill up from the axis.
        tops[index] = bottom + (used - 1 - row) * _SMALL_ROW
        events[index] = views.event(language, rows[index][0])
    marks = tuple(
        [
            _mark(
                events[index], rows[index], spans[index], tops[index], labels.get(index), direction
            )
            for index in sorted(tops)
        ]
    )
    shown = tuple([height for height in heights if height])
    return marks, shown, bottom + used * _SMALL_ROW + (_SMALL_GAP if used else 0)


def _measure_narrow(spans: Sequence[tuple[float, float]]) -> float:
    """Return how high scripts will draw the picture on a telephone, which has fewer rows."""
    spans = [(start * _NARROW / WIDTH, stop * _NARROW / WIDTH) for start, stop in spans]
    items = [_labeled_item(*span, _NARROW, _NARROW / 2) for span in spans]
    labeled = _assign(items, _NARROW_ROWS, _LABEL_GAP, 12)
    rest = [_item(*span) for index, span in enumerate(spans) if index not in labeled]
    small = _assign(rest, SMALL_ROWS, _SMALL_GAP, 22)
    height = _NARROW_ROW * (max(labeled.values(), default=-1) + 1)
    height += _SMALL_ROW * (max(small.values(), default=-1) + 1)
    if len(small) < len(rest):
        height += _BAR_ROOM
    return _TOP + max(height, _NARROW_LEAST) + _AXIS_ROOM + _CONTEXT_ROOM


def _assign(items: Sequence[Item], rows: int, gap: float, most_per_row: int) -> dict[int, int]:
    """Return the rows of the events that have room, by their indices."""
    order = sorted(range(len(items)), key=lambda index: (items[index].x, index))
    assigned = assign_rows(
        [items[index] for index in order], rows, gap=gap, most_per_row=most_per_row
    )
    return {index: row for index, row in zip(order, assigned, strict=True) if row is not None}


def _item(start: float, end: float) -> Item:
    """Return the room of a mark."""
    if end - start < LEAST_BAR:
        middle = (start + end) / 2
        return Item(middle - _POINT_RADIUS, middle + _POINT_RADIUS, is_long=False)
    return Item(start, end, is_long=end - start >= _LONG)


def _labeled_item(
    start: float, end: float, width: float = WIDTH, label: float = LABEL_WIDTH
) -> Item:
    """Return the room of a mark with its label, which begins or ends with it."""
    mark = _item(start, end)
    if mark.x + label > width:
        return mark._replace(x=min(mark.x, mark.end - label))
    return mark._replace(end=max(mark.end, mark.x + label))


def _mark(  # noqa: PLR0917 - all that is known of one mark
    event: EventView,
    row: KeyedExtent,
    span: tuple[float, float],
    y: float,
    label: Label | None,
    direction: Direction,
) -> ChartMarkView:
    _, _, _, has_start, has_end, _, _ = row
    start, end = span
    item = _item(start, end)
    is_at_end = item.x + LABEL_WIDTH > WIDTH
    label_x = item.end if is_at_end else item.x
    indent = label.indent if label is not None else 0.0
    return ChartMarkView(
        event=event,
        x=_round(start),
        width=_round(end - start),
        y=_round(y),
        is_point=end - start < LEAST_BAR,
        middle=_round((start + end) / 2),
        fades=_sides(*find_approximate_ends(event.when.edtf)),
        tails=_sides(not has_start, not has_end),
        label_x=_round(label_x),
        title_x=_round(label_x - indent if is_at_end else label_x + indent),
        is_at_end=is_at_end,
        is_turned=event.dir != direction,
        date=label.date if label is not None else (),
        lines=label.lines if label is not None else (),
        picture=label.place_picture(_round(label_x), _round(y), is_at_end=is_at_end)
        if label is not None
        else None,
    )


def _sides(left: bool, right: bool) -> ChartSides:
    if left and right:
        return "both"
    return "left" if left else "right" if right else ""


# --- Bars ---------------------------------------------------------------------------------


def _draw_bars(
    views: SharedViews, language: str, scale: Scale, top: float, rows: Sequence[KeyedExtent]
) -> Iterator[BarView]:
    """Draw how many events begin in each month, or in each year or decade of a long time.

    Events whose month is not known are a low band as wide as their year.
    """
    formatter, zone = views.facts.formatters[language], find_zone(views.facts.site.timezone)
    counts = Counter(_find_period(scale, *row[-2:]) for row in rows)
    by_month = any(month for _, _, month in counts)
    most = max(count for (_, _, month), count in counts.items() if month or not by_month)
    for (first, last, month), count in counts.items():
        is_band = by_month and not month
        height = _LEAST_BAR_HEIGHT
        if not is_band:
            height += count / most * (_BAR_ROOM - _BAR_GAP - _LEAST_BAR_HEIGHT)
        start, end = _edges(scale, zone, first, last, month)
        url, label = _find_page(views, language, first, last, month)
        yield BarView(
            x=_round(start),
            y=_round(top + _BAR_ROOM - height),
            width=_round(max(1.0, end - start - 1)),
            height=_round(height),
            path=views.facts.href(url),
            label=add_count(formatter, label, count),
            kind="loose" if is_band else "month" if month else "year",
        )


def _find_page(
    views: SharedViews, language: str, first: int, last: int, month: int
) -> tuple[Url, str]:
    """Return the page with the events that a bar counts, and the name of their period."""
    facts, formatter = views.facts, views.facts.formatters[language]
    if month:
        return facts.month_url(language, first, month), formatter.month_year(first, month)
    if first == last:
        return urls.year(language, first), formatter.year_label(first)
    part = facts.find_part(language, first, last)
    url = part.url if part is not None else urls.timeline(language)
    return url, name_years(formatter, first, last)


def _find_period(scale: Scale, year: int, month: int) -> tuple[int, int, int]:
    """Return the first and the last year and the month of the bar that counts an event."""
    if _YEAR / _MONTHS * scale.per_second >= _NARROWEST:
        return year, year, month
    if _YEAR * scale.per_second >= _NARROWEST:
        return year, year, 0
    return *decade_of(year), 0


def _edges(scale: Scale, zone: ZoneInfo, first: int, last: int, month: int) -> tuple[float, float]:
    start = Moment(first, month or None)
    end = Moment(last, month or None)
    return scale.x(bounds(start, zone)[0]), scale.x(bounds(end, zone)[1] + 1)


# --- The axis -----------------------------------------------------------------------------


def _tick_labels(formatter: Formatter, scale: Scale, axis: Axis) -> Iterator[AxisLabelView]:
    """Label the ticks; one whose label has no room before the end of its panel has none."""
    for tick in axis.ticks:
        text = _tick_text(formatter, axis, tick)
        half = measure(text, DATE_SIZE) / 2
        has_room = any(
            panel.x - _EDGE <= tick.x - half and tick.x + half <= panel.end + _EDGE
            for panel in scale.panels
        )
        yield AxisLabelView(_round(tick.x), text if has_room else "")


def _tick_text(formatter: Formatter, axis: Axis, tick: Tick) -> str:
    match axis.unit:
        case Unit.YEAR:
            return formatter.year_label(tick.year)
        case Unit.MONTH:
            return formatter.month_name(tick.month)
        case Unit.DAY:
            return formatter.number(tick.day)
        case Unit.HOUR:
            return f"{formatter.number(tick.hour)}:00"


def _context_label(formatter: Formatter, axis: Axis, tick: Tick) -> AxisLabelView:
    text = formatter.year_label(tick.year)
    if axis.unit is Unit.DAY:
        text = formatter.month_year(tick.year, tick.month)
    elif axis.unit is Unit.HOUR:
        text = f"{formatter.number(tick.day)} {formatter.month_year(tick.year, tick.month)}"
    return AxisLabelView(_round(tick.x), text)


def _draw_break(
    formatter: Formatter, each: Break, rows: Sequence[KeyedExtent], zone: ZoneInfo
) -> AxisBreakView:
    text = _describe_length(formatter, each, zone)
    # An event with an open end may have gone on, one with an open start may have begun by then.
    is_silent = all(
        (has_end or earliest >= each.stop) and (has_start or earliest < each.start)
        for _, earliest, _, has_start, has_end, _, _ in rows
    )
    label = describe_silence(each.start, each.stop, formatter, zone) if is_silent else ""
    return AxisBreakView(_round(each.x), _round(each.end - each.x), text, label or text)


def _describe_length(formatter: Formatter, each: Break, zone: ZoneInfo) -> str:
    months = count_months(each.start, each.stop, zone)
    years = months // _MONTHS
    if years >= 2:
        text = formatter.ngettext("%(n)s year", "%(n)s years", years)
        return text % {"n": formatter.number(years)}
    if months >= 2:
        text = formatter.ngettext("%(n)s month", "%(n)s months", months)
        return text % {"n": formatter.number(months)}
    days = (each.stop - each.start) // _DAY
    return formatter.ngettext("%(n)s day", "%(n)s days", days) % {"n": formatter.number(days)}


def mirror(chart: TimelineChartView) -> TimelineChartView:
    """Return a chart with time running from right to left."""
    width = chart.width

    def flip(x: float, of: float = 0.0) -> float:
        return _round(width - x - of)

    return replace(
        chart,
        marks=tuple(
            [
                replace(
                    mark,
                    x=flip(mark.x, mark.width),
                    middle=flip(mark.middle),
                    fades=_OTHER_SIDE[mark.fades],
                    tails=_OTHER_SIDE[mark.tails],
                    label_x=flip(mark.label_x),
                    title_x=flip(mark.title_x),
                    picture=mark.picture
                    and replace(mark.picture, x=flip(mark.picture.x, mark.picture.size)),
                )
                for mark in chart.marks
            ]
        ),
        bars=tuple([replace(bar, x=flip(bar.x, bar.width)) for bar in chart.bars]),
        ticks=tuple([replace(tick, x=flip(tick.x)) for tick in chart.ticks]),
        contexts=tuple([replace(each, x=flip(each.x)) for each in chart.contexts]),
        breaks=tuple([replace(each, x=flip(each.x, each.width)) for each in chart.breaks]),
        panels=tuple([(flip(end), flip(start)) for start, end in chart.panels]),
    )


def _round(length: float) -> float:
    return round(length, 2)
