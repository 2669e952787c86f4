"""Which events are like an event: rare shared tags first, then nearness in time."""

from __future__ import annotations

from bisect import bisect_left
from math import log

from generator.chronology.model import LanguageTimeline

# The cost of one event is bounded: so many of its rarest tags are looked at, and of each so many
# of the events nearest in time.
_TAGS = 8
_NEAREST = 12
_YEAR = 365.25 * 86400


def find_similar(edition: LanguageTimeline, position: int, limit: int = 10) -> tuple[int, ...]:
    """Find the events most like the one at a position, itself left out.

    Args:
        edition: The language whose events are compared.
        position: The event's place in ``edition.tellings``.
        limit: How many to give at the most.

    Returns:
        Positions, the most similar first; equals in the order of the chronology.
    """
    tagged, total = edition.tags, len(edition.events)
    tags = sorted([(len(tagged[tag]), tag) for tag in edition.events[position].tags])
    scores: dict[int, float] = {}
    for count, tag in tags[:_TAGS]:
        places = tagged[tag]
        weight = log(1 + total / count)
        middle = bisect_left(places, position)
        for place in places[max(0, middle - _NEAREST) : middle + _NEAREST + 1]:
            scores[place] = scores.get(place, 0.0) + weight
    scores.pop(position, None)
    instants = edition.instants
    here = instants[position]
    ranked = [
        (-score - 1 / (1 + abs(instants[place] - here) / _YEAR), place)
        for place, score in scores.items()
    ]
    ranked.sort()
    return tuple([place for _, place in ranked[:limit]])
