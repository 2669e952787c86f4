"""Similar events: rare tags first, then nearness in time."""

from __future__ import annotations

from generator.chronology import find_similar
from tests.chronology.helpers import build, entry, keys


def test_similar_events_share_rare_tags_and_then_are_near_in_time() -> None:
    chronicle = build(
        entry("a.ar.md", "2024-01-01", tags=("شائع", "نادر")),
        entry("b.ar.md", "2024-01-02", tags=("شائع",)),
        entry("c.ar.md", "2024-01-03", tags=("شائع",)),
        entry("d.ar.md", "2024-06-01", tags=("شائع", "نادر")),
        entry("e.ar.md", "2024-06-02", tags=("غيره",)),
    )
    timeline = chronicle.timelines["ar"]
    assert [keys(chronicle, "ar")[position] for position in find_similar(timeline, 0)] == [
        "d",
        "b",
        "c",
    ]
    assert find_similar(timeline, 0, limit=1) == (3,)
