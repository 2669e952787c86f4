"""Notes about long times without events."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from generator.pages.gaps import find_gaps
from tests.chronology.helpers import entry
from tests.pages.helpers import make_views

# Three events on three days, after which only a time of sixty days or more is long.
USUAL = ("2022-12-30T00:00:00", "2022-12-31T00:00:00", "2023-01-01T00:00:00")


def notes(*dates: str) -> list[str]:
    """Return the note before each event, in the order of time."""
    views = make_views(*(entry(f"e{number}.en.md", date) for number, date in enumerate(dates)))
    context = views.facts.whole_site()
    events, formatter = context.timeline("en").events, context.formatters["en"]
    return list(find_gaps(events, formatter, ZoneInfo(context.site.timezone)))


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("2023-03-02T00:00:00", ""),
        ("2023-03-02T00:00:01", "February 2023: no recorded events"),
        ("2025-01-31T23:59:59", "February 2023 to December 2024: no recorded events"),
        ("2025-02-01T00:00:00", "February 2023 to January 2025: no recorded events"),
        ("2028-12-31T23:59:59", "February 2023 to November 2028: no recorded events"),
        ("2029-01-01", "2024 to 2028: no recorded events"),
        # It may have begun at any time before.
        ("../2026", ""),
    ],
)
def test_a_long_time_before_an_event_is_named_by_its_full_months_or_years(
    date: str, note: str
) -> None:
    assert notes(*USUAL, date) == ["", "", "", note]


def test_a_time_without_a_full_month_is_not_mentioned() -> None:
    days = ("2023-06-29", "2023-06-30", "2023-07-01")
    assert notes(*days, "2023-08-31")[3] == ""
    assert notes(*days, "2023-09-01")[3] == "August 2023: no recorded events"
    assert notes(*days, "2023-09-30")[3] == "August 2023: no recorded events"
    assert notes(*days, "2023-10-01")[3] == "August to September 2023: no recorded events"


def test_a_time_that_is_usual_for_a_timeline_is_not_mentioned() -> None:
    dates = ("2020-01-01", "2020-04-10", "2020-07-19", "2020-10-27")
    assert notes(*dates, "2021-11-27") == ["", "", "", "", ""]
    assert notes(*dates, "2021-11-28") == [
        "",
        "",
        "",
        "",
        "November 2020 to October 2021: no recorded events",
    ]


def test_no_time_is_empty_during_an_event_or_after_one_that_may_go_on() -> None:
    assert notes(*USUAL, "2023-01-01/2026", "2023-01-02", "2027-01-05") == [""] * 6
    assert notes(*USUAL, "2023-01-01/..", "2027") == [""] * 5
    assert notes() == []
