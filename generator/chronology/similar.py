"""Find similar events: those that share rare tags first, then those near in time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from itertools import groupby
from typing import TypeAlias

from generator.chronology.model import LanguageTimeline
from generator.chronology.order import event_order
from generator.hashing import dump_plain, hash_bytes

# The number of its rarest tags that are used for an event, and for each tag the number of nearest
# events in each direction: they bound the time.
_MAX_TAGS = 8
_NEAREST = 12
# The weight of a tag that only one event has; that of one which four to seven have is half of it.
# A tag of sixteen events weighs as much as two events on one day are near.
_WEIGHT = 4.0
_SECONDS_PER_YEAR = 365.25 * 86400

# The events of a tag are summarized by spans of so many seconds: about a year.
_SPAN = 366 * 86400
_SPAN_BYTES = 4
_HASH_BYTES = 8

# The spans of time in which the events of a tag have changed; `None` if that may be any.
ChangedSpans: TypeAlias = Collection[int] | None


def find_similar(timeline: LanguageTimeline, position: int, limit: int = 6) -> tuple[int, ...]:
    """Find the events that are most similar to the one at a position.

    The result depends on the nearest events that share a tag with it, and on how rare these tags
    are, in powers of two. So an edit changes few of the pages of the events that have a common tag.

    Args:
        timeline: The events that are compared.
        position: The event's position in ``timeline.events``.
        limit: The maximum number of results.

    Returns:
        Positions, the most similar first; equally similar ones in the order of the timeline.
    """
    tagged = timeline.tags
    tags = sorted([(_rarity(tagged[tag]), tag) for tag in timeline.events[position].tags])
    scores: dict[int, float] = {}
    for rarity, tag in tags[:_MAX_TAGS]:
        positions = tagged[tag]
        weight = _WEIGHT / 2 ** (rarity / 2)
        first, last = _find_nearest(positions, position)
        for other in positions[first:last]:
            scores[other] = scores.get(other, 0.0) + weight
    scores.pop(position, None)
    instants = timeline.instants
    instant = instants[position]
    ranked = [
        (-score - 1 / (1 + abs(instants[other] - instant) / _SECONDS_PER_YEAR), other)
        for other, score in scores.items()
    ]
    ranked.sort()
    return tuple([other for _, other in ranked[:limit]])


def summarize_tag(timeline: LanguageTimeline, tag: str) -> bytes:
    """Summarize the events of a tag: equal if they, their order and their times are the same."""
    positions, events = timeline.tags[tag], timeline.events
    orders = [event_order(events[position].event) for position in positions]
    spans = [
        span.to_bytes(_SPAN_BYTES, "big", signed=True)
        + hash_bytes(dump_plain(tuple(rows)))[:_HASH_BYTES]
        for span, rows in groupby(orders, lambda order: order[0] // _SPAN)
    ]
    return bytes((_rarity(positions),)) + b"".join(spans)


def find_changed_spans(before: bytes, after: bytes) -> ChangedSpans:
    """Compare two summaries of a tag: where they differ, if it is as rare as it was."""
    if before[:1] != after[:1]:
        return None
    return frozenset([span for span, _ in _list_spans(before) ^ _list_spans(after)])


def is_near_change(
    timeline: LanguageTimeline, position: int, changed: Mapping[str, ChangedSpans]
) -> bool:
    """Whether the events most similar to one may be others than before.

    Args:
        timeline: The events as they are now; this one and its tags are as they were.
        position: The event's position.
        changed: For each tag whose events have changed, where.
    """
    for tag in timeline.events[position].tags:
        if tag not in changed:
            continue
        spans, positions = changed[tag], timeline.tags[tag]
        if spans is None:
            return True
        first, last = _find_nearest(positions, position)
        instants = timeline.instants
        # At an end of the list, events beyond the nearest can have gone.
        start = instants[positions[first]] // _SPAN if first else min(spans)
        end = instants[positions[last - 1]] // _SPAN if last < len(positions) else max(spans)
        if any(start <= span <= end for span in spans):
            return True
    return False


def _rarity(positions: Collection[int]) -> int:
    """How many events a tag has, as a power of two, rounded down."""
    return len(positions).bit_length() - 1


def _find_nearest(positions: tuple[int, ...], position: int) -> tuple[int, int]:
    """The slice of the nearest events of a tag, with the event itself."""
    middle = bisect_left(positions, position)
    return max(0, middle - _NEAREST), min(len(positions), middle + _NEAREST + 1)


def _list_spans(summary: bytes) -> frozenset[tuple[int, bytes]]:
    size = _SPAN_BYTES + _HASH_BYTES
    rows = [summary[at : at + size] for at in range(1, len(summary), size)]
    return frozenset(
        [(int.from_bytes(row[:_SPAN_BYTES], "big", signed=True), row[_SPAN_BYTES:]) for row in rows]
    )
