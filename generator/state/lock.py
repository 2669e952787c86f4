"""One build of a site at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where builds are not kept apart
    fcntl = None  # type: ignore[assignment]


class BusyError(Exception):
    """Another process is building the site."""


@contextmanager
def lock(state: Path) -> Iterator[None]:
    """Hold a site's state for this process until the end of the block.

    The lock is the system's, so it ends with its process, however that ends.

    Raises:
        BusyError: Another process holds it.
    """
    state.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        if fcntl is not None:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError from error
        yield
    finally:
        os.close(descriptor)
