"""Stores converted bodies on disk, not in memory, until the pages are rendered."""

from __future__ import annotations

import fcntl
import marshal
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

# The position of a body: its offset and length in bytes.
Span = tuple[int, int]

# A process reserves this much of the file at a time (bytes), so that it seldom needs the lock.
_RESERVATION = 1 << 20


class BodyStore:
    """A temporary file that is shared with forked processes and deleted when it is closed."""

    def __init__(self, folder: Path) -> None:
        """Open the file in a folder that has enough space."""
        self._folder = folder
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `__exit__`
        # The process that reserved a part of the file, where its free rest starts and ends. A
        # forked process has to reserve a part of its own.
        self._reserved = (0, 0, 0)

    def __enter__(self) -> BodyStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, values: tuple[str | bytes, ...]) -> Span:
        """Store the segments of a body, or other plain values.

        Raises:
            OSError: The disk is full.
        """
        data = marshal.dumps(values)
        try:
            start = self._allocate(len(data))
            written = 0
            while written < len(data):
                written += os.pwrite(self._file.fileno(), data[written:], start + written)
        except OSError as error:
            # The system does not name the file, and this one has no name.
            error.filename = error.filename or str(self._folder)
            raise
        return start, len(data)

    def get(self, span: Span) -> tuple[Any, ...]:
        """Load what `put` stored at a position."""
        start, length = span
        values: tuple[Any, ...] = marshal.loads(os.pread(self._file.fileno(), length, start))
        return values

    def _allocate(self, length: int) -> int:
        """Reserve space for some number of bytes, and return its offset."""
        process = os.getpid()
        owner, start, end = self._reserved
        if owner != process or end - start < length:
            start, end = self._reserve(max(_RESERVATION, length))
        self._reserved = process, start + length, end
        return start

    def _reserve(self, length: int) -> tuple[int, int]:
        """Extend the file for this process alone; return where the new part starts and ends."""
        descriptor = self._file.fileno()
        # The system ends the lock with its process: one that is killed does not block the others.
        fcntl.lockf(descriptor, fcntl.LOCK_EX)
        try:
            start = os.fstat(descriptor).st_size
            os.ftruncate(descriptor, start + length)
        finally:
            fcntl.lockf(descriptor, fcntl.LOCK_UN)
        return start, start + length
