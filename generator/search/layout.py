"""How the index of a site is divided into pieces, and the numbers of its events.

Both follow from the events that there are and from nothing else, so that an index that was brought
up to date is the same as a new one. The number of an event is a hash of its key: a new event leaves
nearly all others their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from generator.search.analysis import Term, split_term
from generator.search.words import group_of, hash_text

# There are at least so many numbers for each event. With more, fewer events want the same one, so
# that a new event moves fewer others; with fewer, the numbers take fewer bytes in each posting.
_NUMBERS_FOR_EVENT: Final = 2
_FEWEST_BITS: Final = 12
MOST_BITS: Final = 24
# A sentence that is added or removed changes about ten pieces of postings and of the vocabulary.
# From a thousand events on, these are less than a hundredth of all pieces: their number grows with
# the square of that of the events, up to a limit, while small sites have few files.
_EVENTS_WITH_MANY_PIECES: Final = 1000
_MANY_POSTINGS: Final = 2048
_MANY_WORDS: Final = 1024
_POSTINGS_FOR_WORDS: Final = 8
# About how many events a piece is for at most.
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
        postings = count * count / _EVENTS_WITH_MANY_PIECES
        words = postings / _POSTINGS_FOR_WORDS
        return cls(
            bits=min(max(bits, _FEWEST_BITS), MOST_BITS),
            words=_power_of_two(max(min(words, _MANY_WORDS), count / _EVENTS_OF_WORDS)),
            postings=_power_of_two(max(min(postings, _MANY_POSTINGS), count / _EVENTS_OF_POSTINGS)),
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

    def find_words(self, place: str) -> int:
        """Return the piece with a place of the vocabulary, see `generator.search.words.places`."""
        return hash_text(place) & (self.words - 1)

    def is_widespread(self, frequency: int) -> bool:
        """Return whether a word is in very many events.

        How many these are at least is between an eighth and a half of all events.

        Args:
            frequency: How frequent it is, see `generator.search.analysis.frequency_of`.
        """
        return frequency >= (self.bits - 1) // 2

    def find_postings(self, term: Term, frequency: int) -> int:
        """Return the piece that says where a word occurs.

        A query needs several words of a group of stems, so these are in one piece. But a widespread
        word takes many bytes: its own hash decides, so that few are fetched that are not needed.
        """
        grouped, alone = self.list_postings(term)
        return alone if self.is_widespread(frequency) else grouped

    def list_postings(self, term: Term) -> tuple[int, int]:
        """Return the piece with a word that is not widespread, and with one that is."""
        keys = group_of(split_term(term)[1]), term
        grouped, alone = (hash_text(key) & (self.postings - 1) for key in keys)
        return grouped, alone

    def find_records(self, number: int) -> int:
        """Return the piece with what results show of an event."""
        return min(number * self.records >> self.bits, self.records - 1)


def _power_of_two(at_least: float) -> int:
    power = 1
    while power < at_least:
        power *= 2
    return power
