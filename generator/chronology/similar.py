"""Find similar events: those that share rare tags first, then those near in time."""

from __future__ import annotations

from bisect import bisect_left
from math import sqrt

from generator.chronology.model import LanguageTimeline

# The number of its rarest tags that are used for an event, and for each tag the number of nearest
# events in each direction: they bound the time.
_MAX_TAGS = 8
_NEAREST = 12
# The weight of a tag that only one event has; that of one which four events have is half of it.
# A tag of sixteen events weighs as much as two events on one day are near.
_WEIGHT = 4.0
_SECONDS_PER_YEAR = 365.25 * 86400


def find_similar(timeline: LanguageTimeline, position: int, limit: int = 6) -> tuple[int, ...]:
    """Find the events that are most similar to the one at a position.

    The result depends on the events that share a tag with it, and on nothing else: so an edit
    changes only the pages of events that have one of the edited event's tags.

    Args:
        timeline: The events that are compared.
        position: The event's position in ``timeline.events``.
        limit: The maximum number of results.

    Returns:
        Positions, the most similar first; equally similar ones in the order of the timeline.
    """
    tagged = timeline.tags
    tags = sorted([(len(tagged[tag]), tag) for tag in timeline.events[position].tags])
    scores: dict[int, float] = {}
    for count, tag in tags[:_MAX_TAGS]:
        positions = tagged[tag]
        weight = _WEIGHT / sqrt(count)
        middle = bisect_left(positions, position)
        for other in positions[max(0, middle - _NEAREST) : middle + _NEAREST + 1]:
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
