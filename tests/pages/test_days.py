"""The days of the year: which events are on one, and what the pages of days list."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.model import Status
from generator.views.days import DayIndexView, DayView
from generator.views.home import HomeView
from tests.chronology.helpers import SITE, entry
from tests.pages.helpers import compose_path, make_views


def test_a_day_lists_its_events_of_all_years_and_the_days_around_it() -> None:
    views = make_views(
        entry("late.en.md", "2024-02-29"),
        entry("early.en.md", "2020-02-29T10:00Z"),
        entry("before.en.md", "2023-01-31"),
        entry("after.en.md", "2019-12-01"),
    )
    view = compose_path(views, "en/days/02-29/").view
    assert isinstance(view, DayView)
    assert view.heading == "February 29"
    assert [event.anchor for event in view.events] == ["early", "late"]
    assert view.previous is not None
    assert view.next is not None
    assert [view.previous.path, view.next.path] == ["en/days/01-31/", "en/days/12-01/"]
    first = compose_path(views, "en/days/01-31/").view
    assert isinstance(first, DayView)
    assert first.previous is None


@pytest.mark.parametrize(
    "date",
    ["2024", "2024-03", "2024-03-04~", "2024-03-04?", "2024-03-04/2024-03-05", "2024-03-04/.."],
)
def test_an_event_whose_day_is_not_known_is_on_no_day(date: str) -> None:
    views = make_views(entry("a.en.md", date))
    index, home = compose_path(views, "en/days/").view, compose_path(views, "en/").view
    assert index == DayIndexView(())
    assert isinstance(home, HomeView)
    assert home.days == ""


def test_an_expected_event_is_on_no_day() -> None:
    views = make_views(entry("a.en.md", "2030-03-04", status=Status.EXPECTED))
    assert compose_path(views, "en/days/").view == DayIndexView(())


def test_the_day_of_a_time_is_that_of_the_time_zone_of_the_site() -> None:
    views = make_views(
        entry("a.en.md", "2024-03-04T23:30Z"), site=replace(SITE, timezone="Asia/Baghdad")
    )
    view = compose_path(views, "en/days/03-05/").view
    assert isinstance(view, DayView)
    assert [event.anchor for event in view.events] == ["a"]


def test_the_index_counts_the_events_of_each_day_by_month() -> None:
    views = make_views(
        entry("a.ar.md", "2024-03-04"),
        entry("b.ar.md", "2023-03-04"),
        entry("c.ar.md", "2023-03-07"),
        entry("d.ar.md", "2023-10-31"),
    )
    view = compose_path(views, "ar/days/").view
    assert isinstance(view, DayIndexView)
    assert [
        (month.heading, [(day.path, day.text, day.count) for day in month.days])
        for month in view.months
    ] == [
        ("آذار", [("ar/days/03-04/", "4", 2), ("ar/days/03-07/", "7", 1)]),
        ("تشرين الأول", [("ar/days/10-31/", "31", 1)]),
    ]


def test_the_home_page_says_which_days_have_events() -> None:
    views = make_views(entry("a.en.md", "2024-01-01"), entry("b.en.md", "2020-12-31"))
    view = compose_path(views, "en/").view
    assert isinstance(view, HomeView)
    assert view.days == "en/days/"
    assert view.day_bits == f"1 {'0 ' * 10}40000000"


def test_search_engines_list_the_days_and_their_index() -> None:
    views = make_views(
        entry("a.en.md", "2024-01-01"), site=replace(SITE, base_url="https://x.example/")
    )
    page = compose_path(views, "en/days/01-01/").page
    assert page.canonical == "https://x.example/en/days/01-01/"
    listed = [each.url.path for each in views.facts.whole_site().plan.listed]
    assert {"en/days/", "en/days/01-01/"} <= set(listed)
