"""The written records that several files of one format share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from generator.views.exports import RecordView

R = TypeVar("R")


class RecordCache:
    """The written records of the format that was written last.

    An event is in the files of its language, of each of its tags and of each of its sources.
    Files of one format are written one after another, so the records of one format are enough.
    Records are identified by `id`, and kept alive so that it remains theirs.
    """

    def __init__(self) -> None:
        self._write: Callable[[RecordView, str], Any] | None = None
        self._base = ""
        self._written: dict[int, tuple[RecordView, Any]] = {}

    def write_all(
        self, write: Callable[[RecordView, str], R], records: Sequence[RecordView], base: str
    ) -> list[R]:
        """Write each record, or return what was written for it before.

        Args:
            write: Writes a record, given the address before each path.
            records: The records of a file.
            base: The address before each path.
        """
        if write is not self._write or base != self._base:
            self._write, self._base, self._written = write, base, {}
        written = self._written
        results: list[R] = []
        for record in records:
            known = written.get(id(record))
            if known is None:
                known = written[id(record)] = (record, write(record, base))
            results.append(known[1])
        return results
