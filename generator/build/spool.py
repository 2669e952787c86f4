"""Bodies on their way from conversion to rendering, kept on disk and not in memory."""

from __future__ import annotations

import marshal
import multiprocessing
import os
import tempfile
from pathlib import Path
from types import TracebackType

# Where a body lies: its offset and its length in bytes.
Slot = tuple[int, int]


class Spool:
    """A temporary file that processes copied from this one share; it is gone when closed."""

    def __init__(self, folder: Path) -> None:
        """Open it in a folder that has room."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `__exit__`
        self._end = multiprocessing.get_context("fork").Value("q", 0)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, segments: tuple[str, ...]) -> Slot:
        """Keep the segments of a body."""
        data = marshal.dumps(segments)
        with self._end.get_lock():
            start = self._end.value
            self._end.value = start + len(data)
        written = 0
        while written < len(data):
            written += os.pwrite(self._file.fileno(), data[written:], start + written)
        return start, len(data)

    def get(self, slot: Slot) -> tuple[str, ...]:
        """The segments that were kept there."""
        start, length = slot
        segments: tuple[str, ...] = marshal.loads(os.pread(self._file.fileno(), length, start))
        return segments
