"""The density chart: how many events each month or year of a timeline has, as bars."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator import urls
from generator.i18n import Formatter
from generator.pages.context import month_anchor, year_anchor
from generator.pages.facts import Lasting, YearCounts
from generator.pages.labels import add_count, name_years
from generator.pages.outputs import TermKey, term_parts
from generator.pages.shared_views import SharedViews
from generator.urls import Url
from generator.views.charts import BarView, BreakView, DensityChartView, TickView

# In pixels; a chart that is given more room is stretched, so widths are published in percent.
_GUTTER = 6.0
_BREAK_WIDTH = 24.0
_YEAR_WIDTH = 14.0
_HEADROOM = 18
_MAX_BAR_HEIGHT = 80
_MIN_BAR_HEIGHT = 2.0
_BASELINE = _HEADROOM + _MAX_BAR_HEIGHT
_HEIGHT = _BASELINE + 26
# The line below the baseline for the events of a year whose month is not known.
_LOOSE_HEIGHT = 1.0
_LOOSE_OFFSET = 3.0
# The room that the label of a year needs; where years are narrower, some labels are left out.
_LABEL_WIDTH = 36.0
_MONTHS = 12
# The width of a month, and of its bar, by the largest number of years that it is for.
_MONTH_WIDTHS: Mapping[int, tuple[float, float]] = MappingProxyType(
    {10: (7.0, 5.0), 20: (4.0, 3.0), 60: (3.0, 2.0)}
)
# A timeline of more years than these has a bar for each year, not for each month.
_MANY_YEARS = max(_MONTH_WIDTHS)
# The numbers at the top of a scale, whose halves are whole numbers; above these, the second times a
# power of ten.
_FIRST_TOPS: tuple[int, ...] = (1, 2, 4, 6, 8)
_TOPS: tuple[int, ...] = (10, 12, 16, 20, 30, 40, 60, 80)
# The labels of so many years fit a telephone.
_FEW_YEARS = 8


def compose_density_chart(
    views: SharedViews,
    language: str,
    term: TermKey | None = None,
    bars: Literal["months", "years"] = "months",
) -> DensityChartView | None:
    """Draw the whole timeline of a language, a tag or a source; ``None`` if it has no events.

    A run of years without events is replaced by a break, so that a single early event does not
    squeeze the rest. Events whose month is not known are a line as wide as their year.
    """
    years = views.facts.calendar(language, *term_parts(term))
    if not years:
        return None
    by_month = bars == "months" and len(years) <= _MANY_YEARS
    chart = _Drawing(views, language, term, years, by_month).draw()
    is_rtl = views.facts.site.language(language).direction == "rtl"
    return _mirror(chart) if is_rtl else chart


class _Drawing(Struct, frozen=True):
    """A chart that is drawn with time running from left to right."""

    views: SharedViews
    language: str
    term: TermKey | None
    years: Sequence[YearCounts]
    by_month: bool

    def draw(self) -> DensityChartView:
        """Draw the chart."""
        starts = self._find_starts()
        width = starts[-1] + self._year_width

        def share(length: float) -> float:
            return round(length / width * 100, 2)

        scale = _find_scale(max(max(self._counts(each).values()) for each in self.years))
        formatter = self._formatter
        label_every = ceil(_LABEL_WIDTH / (self._year_width + _GUTTER))
        bars: list[BarView] = []
        ticks: list[TickView] = []
        breaks: list[BreakView] = []
        for index, (start, counted) in enumerate(zip(starts, self.years, strict=True)):
            year, total, _ = counted
            missing = year - self.years[index - 1][0] - 1 if index else 0
            if missing:
                middle = share(start - _BREAK_WIDTH / 2)
                breaks.append(BreakView(middle, self._name_break(year - missing, year - 1)))
            for bar in self._bars(counted, start, scale[0]):
                bars.append(replace(bar, x=share(bar.x), width=share(bar.width)))
            label = formatter.year_label(year)
            ticks.append(
                TickView(
                    x=share(start + self._year_width / 2),
                    start=share(start),
                    width=share(self._year_width),
                    text=label if index % label_every == 0 else "",
                    path=self.views.facts.href(self._year_url(year)),
                    label=add_count(formatter, label, total),
                )
            )
        return DensityChartView(
            width=ceil(width),
            height=_HEIGHT,
            baseline=_BASELINE,
            scale=scale,
            bars=tuple(bars),
            ticks=tuple(ticks),
            breaks=tuple(breaks),
            lasting=tuple([(share(x), share(end - x)) for x, end in self._find_lasting(starts)]),
            by_year=not self.by_month,
            fits=len(self.years) <= _FEW_YEARS,
        )

    @property
    def _formatter(self) -> Formatter:
        return self.views.facts.formatters[self.language]

    @property
    def _month_widths(self) -> tuple[float, float]:
        """The width of a month, and of its bar."""
        return next(each for years, each in _MONTH_WIDTHS.items() if len(self.years) <= years)

    @property
    def _year_width(self) -> float:
        return self._month_widths[0] * _MONTHS if self.by_month else _YEAR_WIDTH

    def _find_starts(self) -> list[float]:
        """Return the left edge of each year."""
        starts = [0.0]
        for (earlier, *_), (later, *_) in zip(self.years, self.years[1:], strict=False):
            space = _GUTTER if later == earlier + 1 else _BREAK_WIDTH
            starts.append(starts[-1] + self._year_width + space)
        return starts

    @property
    def _lasting(self) -> Lasting:
        return self.views.facts.lasting(self.language) if self.term is None else ()

    def _name_break(self, first: int, last: int) -> str:
        """Name the years that a break leaves out."""
        formatter = self._formatter
        label = add_count(formatter, name_years(formatter, first, last), 0)
        under_way = sum(start[0] <= last and end[0] >= first for start, end in self._lasting)
        if not under_way:
            return label
        return formatter.gettext("%(events)s (under way: %(n)s)") % {
            "events": label,
            "n": formatter.number(under_way),
        }

    def _find_lasting(self, starts: Sequence[float]) -> Iterator[tuple[float, float]]:
        """Return the edges of the times at which some event lasts, from month to month."""
        edges = {counted[0]: start for counted, start in zip(self.years, starts, strict=True)}
        listed, month_width = list(edges), self._year_width / _MONTHS
        until = 0.0
        for (first, first_month), (last, last_month) in self._lasting:
            # A year that is left out is within a break, which is drawn as a whole.
            before = max(bisect_right(listed, first) - 1, 0)
            after = bisect_left(listed, last)
            x = edges[listed[before]]
            x += (first_month - 1) * month_width if first in edges else self._year_width
            end = edges[listed[min(after, len(listed) - 1)]]
            if last in edges:
                end += last_month * month_width
            elif after == len(listed):
                end += self._year_width
            x = max(x, until)
            if x < end:
                yield x, end
                until = end

    def _bars(self, counted: YearCounts, start: float, full: int) -> Iterator[BarView]:
        """Draw the bars of a year whose left edge is ``start``; one of ``full`` events is full."""
        formatter, year = self._formatter, counted[0]
        for month, number in self._counts(counted).items():
            height = round(max(number / full * _MAX_BAR_HEIGHT, _MIN_BAR_HEIGHT), 1)
            y, x, width = _BASELINE - height, start, self._year_width
            url, label = self._year_url(year), formatter.year_label(year)
            kind: Literal["month", "year", "loose"] = "year"
            if month:
                kind = "month"
                month_width, width = self._month_widths
                x = start + (month - 1) * month_width + (month_width - width) / 2
                url = self._month_url(year, month)
                label = formatter.month_year(year, month)
            elif self.by_month:
                kind = "loose"
                y, height = _BASELINE + _LOOSE_OFFSET, _LOOSE_HEIGHT
            text = add_count(formatter, label, number)
            yield BarView(x, round(y, 1), width, height, self.views.facts.href(url), text, kind)

    def _counts(self, year: YearCounts) -> dict[int, int]:
        """Return how many events each month of a year has; 0 is for unknown months, or the year."""
        if not self.by_month:
            return {0: year[1]}
        counts: dict[int, int] = {}
        for month, number in year[2]:
            counts[month] = counts.get(month, 0) + number
        return counts

    def _year_url(self, year: int) -> Url:
        if self.term is None:
            return urls.year(self.language, year)
        kind, identity = self.term.kind, self.term.identity
        page = self.views.facts.find_term_year(self.language, kind, identity, year)
        return page.url if page else urls.term(self.language, kind, identity).at(year_anchor(year))

    def _month_url(self, year: int, month: int) -> Url:
        if self.term is None:
            return self.views.facts.month_url(self.language, year, month)
        return self._year_url(year).at(month_anchor(month))


def _find_scale(most: int) -> tuple[int, ...]:
    """Return the number at the top of the scale, not less than ``most``, and any whole half."""
    tops, power = _FIRST_TOPS, 1
    while tops[-1] * power < most:
        tops, power = _TOPS, power if tops is _FIRST_TOPS else power * 10
    top = next(each * power for each in tops if each * power >= most)
    return (top,) if top == 1 else (top, top // 2)


def _mirror(chart: DensityChartView) -> DensityChartView:
    """Return the chart with time running from right to left."""
    return replace(
        chart,
        bars=tuple(replace(bar, x=round(100 - bar.x - bar.width, 2)) for bar in chart.bars),
        ticks=tuple(
            replace(tick, x=round(100 - tick.x, 2), start=round(100 - tick.start - tick.width, 2))
            for tick in chart.ticks
        ),
        breaks=tuple(replace(each, x=round(100 - each.x, 2)) for each in chart.breaks),
        lasting=tuple((round(100 - x - width, 2), width) for x, width in chart.lasting),
    )
