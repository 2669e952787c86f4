"""The density chart: where its bars are, and what a screen reader says of them."""

from __future__ import annotations

from generator.pages.density_chart import compose_density_chart
from generator.views.pages import BarView, BreakView, DensityChartView, TickView
from tests.chronology.helpers import entry
from tests.pages.helpers import make_views


def draw(language: str, *dates: str) -> DensityChartView:
    entries = (
        entry(f"e{number}.{language}.md", date, title="Event") for number, date in enumerate(dates)
    )
    chart = compose_density_chart(make_views(*entries), language)
    assert chart is not None
    return chart


def test_a_month_has_a_bar_and_a_year_of_unknown_months_a_band() -> None:
    assert draw("en", "2024", "2024-01", "2024-01-05", "2024-03", "2026-05") == DensityChartView(
        198.0,
        96.0,
        72.0,
        (
            BarView(0.0, 66.0, 84.0, 6.0, "en/2024/", "2024: 1 event", "year"),
            BarView(1.0, 8.0, 5.0, 64.0, "en/2024/#m01", "January 2024: 2 events", "month"),
            BarView(15.0, 37.0, 5.0, 35.0, "en/2024/#m03", "March 2024: 1 event", "month"),
            BarView(143.0, 37.0, 5.0, 35.0, "en/2026/#m05", "May 2026: 1 event", "month"),
        ),
        (
            TickView(42.0, 0.0, 84.0, "2024", "en/2024/", "2024: 4 events"),
            TickView(156.0, 114.0, 198.0, "2026", "en/2026/", "2026: 1 event"),
        ),
        (BreakView(84.0, 30.0, "2025: 0 events"),),
    )


def test_time_runs_from_right_to_left_in_arabic() -> None:
    chart = draw("ar", "2024-03", "2026-05")
    assert [(bar.x, bar.width) for bar in chart.bars] == [(178.0, 5.0), (50.0, 5.0)]
    assert [(tick.x, tick.start, tick.end) for tick in chart.ticks] == [
        (156.0, 114.0, 198.0),
        (42.0, 0.0, 84.0),
    ]
    assert [(each.x, each.width) for each in chart.breaks] == [(84.0, 30.0)]


def test_sixty_years_have_bars_for_months() -> None:
    chart = draw("en", *(f"{year}-03" for year in range(1960, 2020)))
    assert chart.width == 60 * 84 + 59 * 6
    assert {bar.kind for bar in chart.bars} == {"month"}
    assert not chart.by_year
    assert all(tick.text for tick in chart.ticks)


def test_more_years_have_one_bar_each_and_fewer_labels() -> None:
    chart = draw("en", "1960-05", *(f"{year}-03" for year in range(1960, 2021)))
    assert chart.width == 61 * 14 + 60 * 6
    assert chart.by_year
    assert chart.bars[:2] == (
        BarView(0.0, 8.0, 14.0, 64.0, "en/1960/", "1960: 2 events", "year"),
        BarView(20.0, 37.0, 14.0, 35.0, "en/1961/", "1961: 1 event", "year"),
    )
    labels = [tick.text for tick in chart.ticks]
    assert labels[:6] == ["1960", "", "", "", "1964", ""]


def test_a_timeline_without_events_has_no_chart() -> None:
    assert compose_density_chart(make_views(), "en") is None
