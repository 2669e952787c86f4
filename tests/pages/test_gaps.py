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
        ("2023-03-02T00:00:01", "2 months with no recorded event"),
        ("2025-01-01T00:00:00", "23 months with no recorded event"),
        ("2025-01-01T00:00:01", "2 years with no recorded event"),
        ("2026-01-01T00:00:00", "2 years with no recorded event"),
        ("2026-01-01T00:00:01", "3 years with no recorded event"),
        # It may have begun at any time before.
        ("../2026", ""),
    ],
)
def test_a_long_time_before_an_event_is_stated_in_whole_months_or_years(
    date: str, note: str
) -> None:
    assert notes(*USUAL, date) == ["", "", "", note]


def test_sixty_days_can_be_one_month() -> None:
    days = ("2023-06-29", "2023-06-30", "2023-07-01")
    assert notes(*days, "2023-08-31")[3] == "1 month with no recorded event"
    assert notes(*days, "2023-08-30")[3] == ""


def test_a_time_that_is_usual_for_a_timeline_is_not_mentioned() -> None:
    dates = ("2020-01-01", "2020-04-10", "2020-07-19", "2020-10-27")
    assert notes(*dates, "2021-11-27") == ["", "", "", "", ""]
    assert notes(*dates, "2021-11-28") == ["", "", "", "", "13 months with no recorded event"]


def test_no_time_is_empty_during_an_event_or_after_one_that_may_go_on() -> None:
    assert notes(*USUAL, "2023-01-01/2026", "2023-01-02", "2027-01-05") == [""] * 6
    assert notes(*USUAL, "2023-01-01/..", "2027") == [""] * 5
    assert notes() == []
