"""In which order the events that a query finds are listed.

An event counts for more if it has more of the query's words, rarer ones, in its title, and near
each other. The browser has the same rules, in ``templates/assets/search-index.js``; a test holds
both equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import Final, NamedTuple

from generator.search.analysis import (
    IN_NAMES,
    IN_TITLE,
    OCCURRENCES,
    PARAGRAPHS,
    Posting,
    decode_length,
    occurrences_of,
)
from generator.search.matching import JOINED, STEM, Form, SearchIndex, find_forms, match_word
from generator.search.query import Item, Query, adjacent_pairs
from generator.search.words import routes

# What a word in the title, and in a name, adds to what it is worth in the body.
TITLE_WORTH: Final = 0.7
NAMES_WORTH: Final = 0.3
# The parameters of BM25: how soon more occurrences stop to count, and how much length counts.
SATURATION: Final = 1.0
LENGTH_SHARE: Final = 0.75
# What two neighboring words of the query in one paragraph or title add.
NEARNESS_WORTH: Final = 0.2
# What a word is worth that nearly all events have.
LEAST_RARITY: Final = 0.05
# An event is worth this much of its words even if it has few of those asked for.
LEAST_COVERAGE: Final = 0.4
# Events with less than this share of the words that the best one has are left out, unless they have
# this many of them.
LEAST_SHARE: Final = 0.6
ENOUGH_WORDS: Final = 3
# What an event that only mentions a date is worth, next to those that happened then.
MENTIONED_WORTH: Final = 0.5


class Hit(NamedTuple):
    """An event that a query finds.

    Attributes:
        event: The number of the event.
        score: Its worth; only its order matters.
    """

    event: int
    score: float


class Found(NamedTuple):
    """An event with one item of a query: what that is worth, and where it is."""

    worth: float
    places: Posting


class _Counted(NamedTuple):
    """An event with some forms of a word.

    Attributes:
        fit: How well the best of them fits.
        occurrences: How often they occur, each as much as it fits.
        places: Where they are.
    """

    fit: float
    occurrences: float
    places: Posting


def rank(query: Query, index: SearchIndex) -> list[Hit]:
    """Return the events that a query finds, the best first.

    Phrases are not looked for in the texts: all events are returned that have the words of each in
    one paragraph, title or name.
    """
    found = [
        _find_item(item, index, is_open=query.is_open and item is query.items[-1])
        for item in query.items
    ]
    return rank_found(query.items, found, len(index.days))


def rank_found(
    items: Sequence[Item], found: Sequence[Mapping[int, Found]], events: int
) -> list[Hit]:
    """Return the events that have some items of a query, the best first."""
    rarities = [
        max(log(1 + (events - len(each) + 0.5) / (len(each) + 0.5)), LEAST_RARITY) for each in found
    ]
    total = sum(r for item, r in zip(items, rarities, strict=True) if not item.is_excluded)
    if not total:
        return []
    pairs = tuple(zip(items, found, strict=True))
    excluded = {
        event for item, each in pairs if item.is_excluded and not item.is_phrase for event in each
    }
    required = [each for item, each in pairs if item.is_phrase and not item.is_excluded]
    scores: dict[int, float] = {}
    covered: dict[int, float] = {}
    counts: dict[int, int] = {}
    for item, each, rarity in zip(items, found, rarities, strict=True):
        if item.is_excluded:
            continue
        for event, one in each.items():
            scores[event] = scores.get(event, 0) + rarity * one.worth
            covered[event] = covered.get(event, 0) + rarity
            counts[event] = counts.get(event, 0) + 1
    for left, right in adjacent_pairs(tuple(items)):
        weight = NEARNESS_WORTH * (rarities[left] + rarities[right]) / 2
        smaller, larger = sorted((found[left], found[right]), key=len)
        for event, here in smaller.items():
            there = larger.get(event)
            if there is not None and here.places & there.places & (PARAGRAPHS | IN_TITLE):
                scores[event] += weight
    kept = [
        event
        for event in scores
        if event not in excluded and all(event in each for each in required)
    ]
    most = max((counts[event] for event in kept), default=0)
    hits = [
        Hit(
            event,
            scores[event] * (LEAST_COVERAGE + (1 - LEAST_COVERAGE) * covered[event] / total),
        )
        for event in kept
        if counts[event] >= min(LEAST_SHARE * most, ENOUGH_WORDS)
    ]
    hits.sort(key=lambda hit: (-hit.score, hit.event))
    return hits


def _find_item(item: Item, index: SearchIndex, *, is_open: bool) -> Mapping[int, Found]:
    words = [_find_word(word, index, item, is_open=is_open) for word in item.words]
    together = find_together(words)
    if item.first is None or item.last is None:
        return together
    return add_date(together, index.days, item.first, item.last)


def _find_word(word: str, index: SearchIndex, item: Item, *, is_open: bool) -> Mapping[int, Found]:
    counted: dict[int, _Counted] = {}
    forms = find_forms(word, index.find_rows, is_open=is_open)
    for row, fit in (*forms, *_find_compound(item, index)):
        # What is left out, and what is quoted, is meant as it is written, or nearly so.
        if fit < JOINED and (item.is_excluded or item.is_phrase):
            continue
        _count_form(counted, index.find_postings(row), fit)
    average = average_length(index.lengths)
    return {
        event: Found(_weigh(one, saturate(index.lengths[event], average)), one.places)
        for event, one in counted.items()
    }


def _find_compound(item: Item, index: SearchIndex) -> list[Form]:
    """Find the forms of the whole word that the words of an item are parts of."""
    if not item.compound:
        return []
    forms = match_word(item.compound, index.find_rows(routes(item.compound)), is_open=False)
    return [form for form in forms if form.fit >= STEM]


def _count_form(counted: dict[int, _Counted], postings: Mapping[int, Posting], fit: float) -> None:
    """Count the events with one form of a word; the best forms come first."""
    for event, posting in postings.items():
        known = counted.get(event, _Counted(fit, 0, 0))
        counted[event] = _Counted(
            max(known.fit, fit),
            known.occurrences + fit * occurrences_of(posting),
            known.places | posting,
        )


def average_length(lengths: Sequence[int]) -> float:
    """Return the average length of the events that have a text, from their encoded lengths."""
    known = [decode_length(each) for each in lengths if each]
    return sum(known) / len(known) if known else 1


def saturate(length: int, average: float) -> float:
    """Return how many occurrences in an event of an encoded length are worth half of the most."""
    return SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * decode_length(length) / average)


def _weigh(one: _Counted, saturation: float) -> float:
    """Return what a word is worth in an event."""
    count = one.occurrences / one.fit
    return one.fit * (
        count / (count + saturation)
        + (TITLE_WORTH if one.places & IN_TITLE else 0)
        + (NAMES_WORTH if one.places & IN_NAMES else 0)
    )


def find_together(words: Sequence[Mapping[int, Found]]) -> Mapping[int, Found]:
    """Return the events that have all words of an item in one paragraph, title or names."""
    if len(words) == 1:
        return words[0]
    together = {}
    first, *rest = words
    for event, one in first.items():
        others = [each[event] for each in rest if event in each]
        places = one.places & ~OCCURRENCES
        for other in others:
            places &= other.places
        if places and len(others) == len(rest):
            worth = (one.worth + sum(other.worth for other in others)) / len(words)
            together[event] = Found(worth, places)
    return together


def add_date(
    mentioned: Mapping[int, Found], days: Sequence[tuple[int, int]], first: int, last: int
) -> Mapping[int, Found]:
    """Return the events of a date, and those that mention it."""
    found = {
        event: one._replace(worth=one.worth * MENTIONED_WORTH) for event, one in mentioned.items()
    }
    for event, (start, end) in enumerate(days):
        if start <= last and first <= end:
            # The more exactly the event is known to be in that time, the more it is meant.
            share = (min(end, last) - max(start, first) + 1) / (end - start + 1)
            known = found.get(event, Found(0, 0))
            found[event] = known._replace(worth=known.worth + share)
    return found
