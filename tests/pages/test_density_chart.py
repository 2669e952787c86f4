"""The density chart: where its bars are, and what a screen reader says of them."""

from __future__ import annotations

import pytest

from generator.pages.density_chart import compose_density_chart
from generator.pages.outputs import TermKey
from generator.views.charts import BarView, BreakView, DensityChartView, TickView
from tests.chronology.helpers import entry
from tests.pages.helpers import make_views


def draw(language: str, *dates: str) -> DensityChartView:
    entries = (
        entry(f"e{number}.{language}.md", date, title="Event") for number, date in enumerate(dates)
    )
    chart = compose_density_chart(make_views(*entries), language)
    assert chart is not None
    return chart


def test_a_month_has_a_bar_and_a_year_of_unknown_months_a_line_below() -> None:
    assert draw("en", "2024", "2024-01", "2024-01-05", "2024-03", "2026-05") == DensityChartView(
        width=192,
        height=124,
        baseline=98,
        scale=(2, 1),
        bars=(
            BarView(0.0, 101.0, 43.75, 1.0, "en/2024/", "2024: 1 event", "loose"),
            BarView(0.52, 18.0, 2.6, 80.0, "en/2024/#m01", "January 2024: 2 events", "month"),
            BarView(7.81, 58.0, 2.6, 40.0, "en/2024/#m03", "March 2024: 1 event", "month"),
            BarView(71.35, 58.0, 2.6, 40.0, "en/2026/#m05", "May 2026: 1 event", "month"),
        ),
        ticks=(
            TickView(21.88, 0.0, 43.75, "2024", "en/2024/", "2024: 4 events"),
            TickView(78.12, 56.25, 43.75, "2026", "en/2026/", "2026: 1 event"),
        ),
        breaks=(BreakView(50.0, "2025: 0 events"),),
        lasting=(),
        by_year=False,
        fits=True,
    )


def test_time_runs_from_right_to_left_in_arabic() -> None:
    chart = draw("ar", "2024-03", "2026-05")
    assert [(bar.x, bar.width) for bar in chart.bars] == [(89.59, 2.6), (26.05, 2.6)]
    assert [(tick.x, tick.start) for tick in chart.ticks] == [(78.12, 56.25), (21.88, 0.0)]
    assert [each.x for each in chart.breaks] == [50.0]


@pytest.mark.parametrize(
    ("most", "scale"),
    [
        (1, (1,)),
        (2, (2, 1)),
        (3, (4, 2)),
        (8, (8, 4)),
        (9, (10, 5)),
        (13, (16, 8)),
        (81, (100, 50)),
    ],
)
def test_the_scale_ends_with_a_number_that_is_easy_to_read(
    most: int, scale: tuple[int, ...]
) -> None:
    chart = draw("en", *["2024-01"] * most)
    assert chart.scale == scale
    assert chart.bars[0].height == round(most / scale[0] * 80, 1)


def test_sixty_years_have_bars_for_months() -> None:
    chart = draw("en", *(f"{year}-03" for year in range(1960, 2020)))
    assert chart.width == 60 * 36 + 59 * 6
    assert {bar.kind for bar in chart.bars} == {"month"}
    assert not chart.by_year
    assert all(tick.text for tick in chart.ticks)


def test_more_years_have_one_bar_each_and_fewer_labels() -> None:
    chart = draw("en", "1960-05", *(f"{year}-03" for year in range(1960, 2021)))
    assert chart.width == 61 * 14 + 60 * 6
    assert chart.by_year
    assert not chart.fits
    assert [(bar.height, bar.path, bar.label, bar.kind) for bar in chart.bars[:2]] == [
        (80.0, "en/1960/", "1960: 2 events", "year"),
        (40.0, "en/1961/", "1961: 1 event", "year"),
    ]
    labels = [tick.text for tick in chart.ticks]
    assert labels[:4] == ["1960", "", "1962", ""]


def test_the_chart_of_a_tag_counts_its_own_events() -> None:
    views = make_views(
        entry("a.en.md", "2023-03", tags=("strikes",)),
        entry("b.en.md", "2024-03"),
        entry("c.en.md", "2024-05", tags=("strikes",)),
    )
    chart = compose_density_chart(views, "en", TermKey("tags", "strikes"), "years")
    assert chart is not None
    assert [(bar.path, bar.label) for bar in chart.bars] == [
        ("en/tags/strikes/#y2023", "2023: 1 event"),
        ("en/tags/strikes/#y2024", "2024: 1 event"),
    ]


def test_a_timeline_without_events_has_no_chart() -> None:
    assert compose_density_chart(make_views(), "en") is None
