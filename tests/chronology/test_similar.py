"""Similar events: rare tags first, then distance in time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.chronology import LanguageTimeline, find_similar
from generator.chronology.similar import find_changed_spans, is_near_change, summarize_tag
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


def test_a_tag_of_four_events_weighs_as_much_as_one_of_seven() -> None:
    def find_first(count: int) -> str:
        events = {
            "flood": ("2024", "common rare"),
            "rare": ("2030", "rare"),
            "near": ("2024", "common"),
        }
        events |= {f"n{number}": ("1624", "common") for number in range(14)}
        events |= {f"z{number}": ("2424", "rare") for number in range(count - 2)}
        return similar_to("flood", events)[0]

    assert [find_first(count) for count in (4, 7, 8)] == ["rare", "rare", "near"]


def timeline_of(events: dict[str, tuple[str, str]]) -> LanguageTimeline:
    chronicle = build(
        *(entry(f"{key}.ar.md", date, tags=tuple(tags)) for key, (date, tags) in events.items())
    )
    return chronicle.timelines["ar"]


def find_near(before: LanguageTimeline, after: LanguageTimeline) -> set[str]:
    """The keys of the events whose similar ones have to be found again after an edit."""
    changed = {}
    for tag in after.tags:
        known = summarize_tag(before, tag) if tag in before.tags else b""
        now = summarize_tag(after, tag)
        if known != now:
            changed[tag] = find_changed_spans(known, now)
    return {key for key, at in after.positions.items() if is_near_change(after, at, changed)}


dates = st.builds("{}-{:02}".format, st.integers(2000, 2006), st.integers(1, 12))
tag_sets = st.sets(st.sampled_from("pqrs"), max_size=3).map(lambda tags: "".join(sorted(tags)))


@given(
    st.lists(st.tuples(dates, tag_sets), min_size=2, max_size=70),
    st.one_of(st.none(), st.tuples(dates, tag_sets)),
)
def test_events_far_from_an_edit_have_the_same_similar_ones(
    events: list[tuple[str, str]], edited: tuple[str, str] | None
) -> None:
    dated = {f"e{number:02}": each for number, each in enumerate(events)}
    before = timeline_of(dated)
    others = {key: each for key, each in dated.items() if key != "e00"}
    after = timeline_of(others if edited is None else others | {"e00": edited})

    def similar(timeline: LanguageTimeline, key: str) -> list[str]:
        found = find_similar(timeline, timeline.positions[key])
        return [timeline.events[position].event.key for position in found]

    for key in others.keys() - find_near(before, after):
        assert similar(after, key) == similar(before, key), key


def test_an_edit_is_near_the_events_of_its_tags_in_that_time_alone() -> None:
    # Ten in a year, so that the twelve nearest reach into two years.
    events = {f"e{number:03}": (f"{2000 + number // 10}", "p") for number in range(200)}
    moved = timeline_of(events | {"e105": ("2011", "p")})
    near = find_near(timeline_of(events), moved)
    assert near == {f"e{number:03}" for number in range(88, 132)}
