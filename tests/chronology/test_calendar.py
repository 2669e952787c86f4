"""Years and months of a timeline."""

from __future__ import annotations

from generator.chronology.calendar import group_by_month
from tests.chronology.helpers import build, entry


def test_events_are_grouped_by_year_and_month() -> None:
    chronicle = build(
        entry("a.ar.md", "2023"),
        entry("b.ar.md", "2024"),
        entry("c.ar.md", "2024-01-03"),
        entry("d.ar.md", "2024-01-04"),
        entry("e.ar.md", "2024-09"),
    )
    runs = group_by_month(enumerate(chronicle.events.values()))
    assert [run.positions for run in runs] == [(0,), (1, 2, 3, 4)]
    assert [(run.year, [(part.month, part.positions) for part in run.months]) for run in runs] == [
        (2023, [(None, (0,))]),
        (2024, [(None, (1,)), (1, (2, 3)), (9, (4,))]),
    ]
