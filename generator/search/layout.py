"""How the index of a site is divided into pieces, and the numbers of its events.

Both follow from the events that there are and from nothing else, so that an index that was brought
up to date is the same as a new one. The number of an event is a hash of its key: a new event leaves
nearly all others their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from generator.search.words import ending_route, group_of, hash_text, routes

# There are so many numbers for each event that few events want the same one.
_NUMBERS_FOR_EVENT: Final = 48
_FEWEST_BITS: Final = 10
MOST_BITS: Final = 24
# About how many events a piece is for.
_EVENTS_OF_POSTINGS: Final = 10
_EVENTS_OF_WORDS: Final = 40
_EVENTS_OF_RECORDS: Final = 12


class Layout(Struct, frozen=True):
    """How an index is divided.

    Attributes:
        bits: Events have numbers of so many bits.
        words: The number of pieces of the vocabulary, a power of two, as are the others.
        postings: The number of pieces that say where words occur.
        records: The number of pieces with what results show of events, in each language.
    """

    bits: int
    words: int
    postings: int
    records: int

    @classmethod
    def for_events(cls, count: int) -> Layout:
        """Return the layout for so many events."""
        bits = (count * _NUMBERS_FOR_EVENT).bit_length()
        return cls(
            bits=min(max(bits, _FEWEST_BITS), MOST_BITS),
            words=_power_of_two(count / _EVENTS_OF_WORDS),
            postings=_power_of_two(count / _EVENTS_OF_POSTINGS),
            records=_power_of_two(count / _EVENTS_OF_RECORDS),
        )

    def number_events(self, keys: Iterable[str]) -> Mapping[str, int]:
        """Return the number of each event, by its key."""
        numbers: dict[str, int] = {}
        free = 0
        wanted = sorted((hash_text(key) & ((1 << self.bits) - 1), key) for key in keys)
        for number, key in wanted:
            free = max(free, number)
            numbers[key] = free
            free += 1
        return numbers

    def find_words(self, word: str) -> tuple[int, ...]:
        """Return the pieces of the vocabulary that list a unified word."""
        pieces = (
            hash_text(route) & (self.words - 1) for route in (*routes(word), *ending_route(word))
        )
        return tuple(dict.fromkeys(pieces))

    def find_postings(self, stem: str) -> int:
        """Return the piece that says where the words of a stem occur."""
        return hash_text(group_of(stem)) & (self.postings - 1)

    def find_records(self, number: int) -> int:
        """Return the piece with what results show of an event."""
        return min(number * self.records >> self.bits, self.records - 1)


def _power_of_two(at_least: float) -> int:
    power = 1
    while power < at_least:
        power *= 2
    return power
