"""The density strip: how many events each month of the chronology holds, as bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from generator import urls
from generator.chronology.calendar import YearRun
from generator.i18n import Formatter
from generator.pages.context import RenderContext
from generator.pages.gaps import describe_silent_years
from generator.views.pages import BarView, BreakView, DensityChartView, TickView

# In the units of the drawing's view box.
_MONTH = 7.0
_BAR = 5.0
_GUTTER = 6.0
_FOLD = 30.0
_HEIGHT = 96.0
_BASELINE = 72.0
_TALLEST = 64.0
_LEAST = 6.0
# A label of a year needs so much room; where years are narrower, labels thin out.
_LABEL = 44.0
_MONTHS = 12
# More years than these have a bar each, in place of a bar for each month.
_MANY_YEARS = 60
_YEAR_BAR = 14.0


def density_chart(desk: RenderContext, language: str) -> DensityChartView | None:
    """Draw the whole chronology of a language; ``None`` when it has no events.

    A run of years without events is folded into a break, so that a single early event does not
    squeeze the rest. Events whose month is not known are told by a band as wide as their year.
    """
    runs = desk.plan.calendars[language]
    if not runs:
        return None
    drawn = _draw(desk, language, runs)
    return _mirrored(drawn) if desk.site.language(language).direction == "rtl" else drawn


@dataclass(frozen=True, slots=True)
class _Scale:
    """How large things are drawn: a bar for each month, or one for each of very many years."""

    by_month: bool
    tallest: int

    @property
    def year_width(self) -> float:
        return _MONTH * _MONTHS if self.by_month else _YEAR_BAR

    def height(self, count: int) -> float:
        return round(_LEAST + count / self.tallest * (_TALLEST - _LEAST), 1)


def _scale(runs: Sequence[YearRun]) -> _Scale:
    if len(runs) > _MANY_YEARS:
        return _Scale(False, max(len(run.positions) for run in runs))
    return _Scale(True, max(count for run in runs for count in _counts(run).values()))


def _draw(desk: RenderContext, language: str, runs: Sequence[YearRun]) -> DensityChartView:
    """The strip with time running from left to right."""
    formatter = desk.formatters[language]
    scale = _scale(runs)
    every = ceil(_LABEL / scale.year_width)
    bars: list[BarView] = []
    ticks: list[TickView] = []
    breaks: list[BreakView] = []
    x = 0.0
    for place, run in enumerate(runs):
        if place:
            missing = run.year - runs[place - 1].year - 1
            if missing:
                breaks.append(BreakView(x, _FOLD, describe_silent_years(missing, formatter)))
            x += _FOLD if missing else _GUTTER
        bars.extend(_bars(desk, language, run, x, scale))
        label = formatter.year_label(run.year)
        ticks.append(
            TickView(
                x=x + scale.year_width / 2,
                start=x,
                end=x + scale.year_width,
                text=label if place % every == 0 else "",
                path=urls.year(language, run.year).href,
                label=_counted(formatter, label, len(run.positions)),
            )
        )
        x += scale.year_width
    return DensityChartView(x, _HEIGHT, _BASELINE, tuple(bars), tuple(ticks), tuple(breaks))


def _bars(
    desk: RenderContext, language: str, run: YearRun, start: float, scale: _Scale
) -> Iterator[BarView]:
    """The bars of a year that is drawn from ``start`` on."""
    formatter = desk.formatters[language]
    counts = _counts(run) if scale.by_month else {None: len(run.positions)}
    for month, count in counts.items():
        if month is None:
            # Beside months, a band says how many by its label: by its height it would hide them.
            height = _LEAST if scale.by_month else scale.height(count)
            url, label = urls.year(language, run.year), formatter.year_label(run.year)
            x, width = start, scale.year_width
        else:
            height = scale.height(count)
            url = desk.month(run.year, month, language)
            label = formatter.month_year(run.year, month)
            x, width = start + (month - 1) * _MONTH + (_MONTH - _BAR) / 2, _BAR
        yield BarView(
            x=x,
            y=_BASELINE - height,
            width=width,
            height=height,
            path=url.href,
            label=_counted(formatter, label, count),
            kind="year" if month is None else "month",
        )


def _counts(run: YearRun) -> dict[int | None, int]:
    """How many events each month of a year holds; ``None`` stands for those with no month."""
    counts: dict[int | None, int] = {}
    for part in run.months:
        counts[part.month] = counts.get(part.month, 0) + len(part.positions)
    return counts


def _counted(formatter: Formatter, label: str, count: int) -> str:
    events = formatter.ngettext("%(n)s event", "%(n)s events", count) % {
        "n": formatter.number(count)
    }
    return formatter.gettext("%(label)s: %(events)s") % {"label": label, "events": events}


def _mirrored(drawn: DensityChartView) -> DensityChartView:
    """The same strip with time running from right to left."""
    width = drawn.width
    return replace(
        drawn,
        bars=tuple(replace(bar, x=width - bar.x - bar.width) for bar in drawn.bars),
        ticks=tuple(
            replace(tick, x=width - tick.x, start=width - tick.end, end=width - tick.start)
            for tick in drawn.ticks
        ),
        breaks=tuple(replace(fold, x=width - fold.x - fold.width) for fold in drawn.breaks),
    )
