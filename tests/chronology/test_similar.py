"""Similar events: rare tags first, then distance in time."""

from __future__ import annotations

from generator.chronology import find_similar
from tests.chronology.helpers import build, entry, keys


def similar_to(key: str, dates_and_tags: dict[str, tuple[str, str]]) -> list[str]:
    """Return the keys of the events similar to one; each event has a date and tags."""
    chronicle = build(
        *(
            entry(f"{each}.ar.md", date, tags=tuple(tags.split()))
            for each, (date, tags) in dates_and_tags.items()
        )
    )
    order = keys(chronicle, "ar")
    positions = find_similar(chronicle.timelines["ar"], order.index(key))
    return [order[position] for position in positions]


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


def test_a_tag_of_two_events_counts_more_than_nearness_to_one_of_many() -> None:
    others = {f"z{number}": (f"201{number}", "common") for number in range(6)}
    events = {
        "flood": ("2024-01-01", "common rare"),
        "near": ("2024-01-01", "common"),
        "far": ("2030-01-01", "rare"),
        "none": ("2024-01-01", "other"),
    }
    assert similar_to("flood", events | others)[:2] == ["far", "near"]


def test_nearness_counts_more_than_a_tag_that_is_only_a_little_rarer() -> None:
    events = {
        "flood": ("2024-01-01", "common rare"),
        "near": ("2024-01-10", "common"),
        "far": ("2044-01-01", "rare"),
        "z1": ("2014", "common"),
        "z2": ("2015", "common"),
        "n1": ("2024", "other"),
        "n2": ("2024", "other"),
        "n3": ("2024", "other"),
    }
    assert similar_to("flood", events)[:2] == ["near", "far"]


def test_the_twelve_events_of_a_tag_before_and_after_are_compared_and_six_are_shown() -> None:
    chronicle = build(
        *(entry(f"e{number:02}.ar.md", f"20{number:02}", tags=("tag",)) for number in range(40))
    )
    timeline = chronicle.timelines["ar"]
    assert sorted(find_similar(timeline, 1, limit=99)) == [0, *range(2, 14)]
    assert sorted(find_similar(timeline, 20, limit=99)) == [*range(8, 20), *range(21, 33)]
    assert sorted(find_similar(timeline, 20)) == [*range(17, 20), *range(21, 24)]


def test_an_event_without_tags_has_no_similar_events() -> None:
    assert similar_to("a", {"a": ("2024", ""), "b": ("2024", "tag")}) == []
