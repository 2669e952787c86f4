"""The density chart: how many events each month or year of a timeline has, as bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from generator import urls
from generator.i18n import Formatter
from generator.pages.facts import YearCounts
from generator.pages.shared_views import SharedViews
from generator.views.pages import BarView, BreakView, DensityChartView, TickView

# In the units of the view box.
_MONTH_WIDTH = 7.0
_BAR_WIDTH = 5.0
_GUTTER = 6.0
_BREAK_WIDTH = 30.0
_HEIGHT = 96.0
_BASELINE = 72.0
_MAX_BAR_HEIGHT = 64.0
_MIN_BAR_HEIGHT = 6.0
# The room that the label of a year needs; where years are narrower, some labels are left out.
_LABEL_WIDTH = 44.0
_MONTHS = 12
# A timeline of more years than these has a bar for each year, not for each month.
_MANY_YEARS = 60
_YEAR_WIDTH = 14.0


def compose_density_chart(views: SharedViews, language: str) -> DensityChartView | None:
    """Draw the whole timeline of a language; ``None`` if it has no events.

    A run of years without events is replaced by a break, so that a single early event does not
    squeeze the rest. Events whose month is not known are a band as wide as their year.
    """
    years = views.facts.calendar(language)
    if not years:
        return None
    chart = _draw(views, language, years)
    is_rtl = views.facts.site.language(language).direction == "rtl"
    return _mirror(chart) if is_rtl else chart


class _Scale(Struct, frozen=True):
    """The scale of a chart: a bar for each month, or a bar for each of very many years."""

    by_month: bool
    max_count: int

    @property
    def year_width(self) -> float:
        return _MONTH_WIDTH * _MONTHS if self.by_month else _YEAR_WIDTH

    def height(self, count: int) -> float:
        return round(
            _MIN_BAR_HEIGHT + count / self.max_count * (_MAX_BAR_HEIGHT - _MIN_BAR_HEIGHT), 1
        )


def _scale(years: Sequence[YearCounts]) -> _Scale:
    if len(years) > _MANY_YEARS:
        return _Scale(False, max(count for _, count, _ in years))
    return _Scale(True, max(count for year in years for count in _counts(year).values()))


def _draw(views: SharedViews, language: str, years: Sequence[YearCounts]) -> DensityChartView:
    """Draw the chart with time running from left to right."""
    formatter = views.facts.formatters[language]
    scale = _scale(years)
    label_every = ceil(_LABEL_WIDTH / scale.year_width)
    bars: list[BarView] = []
    ticks: list[TickView] = []
    breaks: list[BreakView] = []
    x = 0.0
    for index, counted in enumerate(years):
        year, count, _ = counted
        if index:
            missing = year - years[index - 1][0] - 1
            if missing:
                label = _years_label(formatter, years[index - 1][0] + 1, year - 1)
                breaks.append(BreakView(x, _BREAK_WIDTH, _with_count(formatter, label, 0)))
            x += _BREAK_WIDTH if missing else _GUTTER
        bars.extend(_bars(views, language, counted, x, scale))
        label = formatter.year_label(year)
        ticks.append(
            TickView(
                x=x + scale.year_width / 2,
                start=x,
                end=x + scale.year_width,
                text=label if index % label_every == 0 else "",
                path=urls.year(language, year).href,
                label=_with_count(formatter, label, count),
            )
        )
        x += scale.year_width
    return DensityChartView(
        x, _HEIGHT, _BASELINE, tuple(bars), tuple(ticks), tuple(breaks), not scale.by_month
    )


def _bars(
    views: SharedViews, language: str, counted: YearCounts, start: float, scale: _Scale
) -> Iterator[BarView]:
    """Draw the bars of a year whose left edge is ``start``."""
    formatter = views.facts.formatters[language]
    year, total, _ = counted
    counts = _counts(counted) if scale.by_month else {0: total}
    for month, count in counts.items():
        if not month:
            # A band is low, or it would hide the months; its label has the number.
            height = _MIN_BAR_HEIGHT if scale.by_month else scale.height(count)
            url, label = urls.year(language, year), formatter.year_label(year)
            x, width = start, scale.year_width
        else:
            height = scale.height(count)
            url = views.facts.month_url(language, year, month)
            label = formatter.month_year(year, month)
            x = start + (month - 1) * _MONTH_WIDTH + (_MONTH_WIDTH - _BAR_WIDTH) / 2
            width = _BAR_WIDTH
        yield BarView(
            x=x,
            y=_BASELINE - height,
            width=width,
            height=height,
            path=url.href,
            label=_with_count(formatter, label, count),
            kind="month" if month else "year",
        )


def _counts(year: YearCounts) -> dict[int, int]:
    """Return how many events each month of a year has; 0 is for unknown months."""
    counts: dict[int, int] = {}
    for month, count in year[2]:
        counts[month] = counts.get(month, 0) + count
    return counts


def _years_label(formatter: Formatter, first: int, last: int) -> str:
    if first == last:
        return formatter.year_label(first)
    return formatter.pgettext("date", "%(start)s – %(end)s") % {
        "start": formatter.year_label(first),
        "end": formatter.year_label(last),
    }


def _with_count(formatter: Formatter, label: str, count: int) -> str:
    events = formatter.ngettext("%(n)s event", "%(n)s events", count) % {
        "n": formatter.number(count)
    }
    return formatter.gettext("%(label)s: %(events)s") % {"label": label, "events": events}


def _mirror(chart: DensityChartView) -> DensityChartView:
    """Return the chart with time running from right to left."""
    width = chart.width
    return replace(
        chart,
        bars=tuple(replace(bar, x=width - bar.x - bar.width) for bar in chart.bars),
        ticks=tuple(
            replace(tick, x=width - tick.x, start=width - tick.end, end=width - tick.start)
            for tick in chart.ticks
        ),
        breaks=tuple(replace(each, x=width - each.x - each.width) for each in chart.breaks),
    )
