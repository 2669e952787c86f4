"""What many files of one format have in common is written once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from generator.views.exports import RecordView

T = TypeVar("T")


class RecordCache(Generic[T]):
    """What a format makes of each record, remembered while files of that format are written.

    An event stands in the file of its language, of each of its tags and of each of its sources.
    Records are known by their identity, and kept alive so that it stays their own.
    """

    def __init__(self, make: Callable[[RecordView, str], T], base: str) -> None:
        """Remember what ``make`` makes of records, given what stands before each path."""
        self._make = make
        self._base = base
        self._known: dict[int, tuple[RecordView, T]] = {}

    def of(self, record: RecordView) -> T:
        """What the format makes of a record."""
        known = self._known.get(id(record))
        if known is None:
            known = self._known[id(record)] = (record, self._make(record, self._base))
        return known[1]

    def fits(self, make: object, base: str) -> bool:
        """Whether it remembers what this function makes with this base."""
        return make is self._make and base == self._base
