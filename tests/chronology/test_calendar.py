"""Years and months of a timeline."""

from __future__ import annotations

from generator.chronology.calendar import group_by_month
from tests.chronology.helpers import entry, told


def test_years_and_months_are_cut_where_they_change() -> None:
    made = told(
        entry("a.ar.md", "2023"),
        entry("b.ar.md", "2024"),
        entry("c.ar.md", "2024-01-03"),
        entry("d.ar.md", "2024-01-04"),
        entry("e.ar.md", "2024-09"),
    )
    runs = group_by_month(made.timelines["ar"].events, range(5))
    assert [(run.year, [(part.month, part.positions) for part in run.months]) for run in runs] == [
        (2023, [(None, (0,))]),
        (2024, [(None, (1,)), (1, (2, 3)), (9, (4,))]),
    ]
