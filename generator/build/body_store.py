"""Bodies on their way from conversion to rendering, kept on disk and not in memory."""

from __future__ import annotations

import marshal
import os
import tempfile
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where no other process has the file
    fcntl = None  # type: ignore[assignment]

# Where a body lies: its offset and its length in bytes.
Span = tuple[int, int]

# A process claims so much of the file at a time (bytes), so that it need not ask for each body.
_CLAIM = 1 << 20


class BodyStore:
    """A temporary file that processes copied from this one share; it is gone when closed."""

    def __init__(self, folder: Path) -> None:
        """Open it in a folder that has room."""
        self._folder = folder
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `__exit__`
        # Whose claim it is, where it is free, and where it ends. A copied process has none.
        self._claim = (0, 0, 0)

    def __enter__(self) -> BodyStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, segments: tuple[str, ...]) -> Span:
        """Keep the segments of a body.

        Raises:
            OSError: There is no room.
        """
        data = marshal.dumps(segments)
        try:
            start = self._place(len(data))
            written = 0
            while written < len(data):
                written += os.pwrite(self._file.fileno(), data[written:], start + written)
        except OSError as error:
            # The system does not say which file it was, and this one has no name.
            error.filename = error.filename or str(self._folder)
            raise
        return start, len(data)

    def get(self, slot: Span) -> tuple[str, ...]:
        """The segments that were kept there."""
        start, length = slot
        segments: tuple[str, ...] = marshal.loads(os.pread(self._file.fileno(), length, start))
        return segments

    def _place(self, length: int) -> int:
        """Where so many bytes can be put."""
        this = os.getpid()
        owner, start, end = self._claim
        if owner != this or end - start < length:
            start, end = self._claimed(max(_CLAIM, length))
        self._claim = this, start + length, end
        return start

    def _claimed(self, length: int) -> tuple[int, int]:
        """Lengthen the file for this process alone: from where, to where."""
        descriptor = self._file.fileno()
        # This lock is gone with the process that holds it: one that is killed stops no other.
        if fcntl is not None:
            fcntl.lockf(descriptor, fcntl.LOCK_EX)
        try:
            start = os.fstat(descriptor).st_size
            os.ftruncate(descriptor, start + length)
        finally:
            if fcntl is not None:
                fcntl.lockf(descriptor, fcntl.LOCK_UN)
        return start, start + length
