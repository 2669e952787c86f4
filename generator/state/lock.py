"""One build of a site at a time, and one into an output.

The locks are the system's: they end with their processes, however these end.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where builds are not kept apart
    fcntl = None  # type: ignore[assignment]

# What network drives answer that know no locks: builds there are not kept apart.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})

STAGING = "staging"


class BusyError(Exception):
    """Another process is at work there: the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


@contextmanager
def lock_site(state: Path) -> Iterator[None]:
    """Hold a site's state for this process until the end of the block, and tidy it.

    Raises:
        BusyError: Another process holds it.
        OSError: It cannot be written to.
    """
    state.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    with _held(descriptor, state):
        _tidy(state)
        yield


@contextmanager
def lock_output(output: Path) -> Iterator[None]:
    """Hold an output folder likewise; one that does not exist yet needs no holding.

    Raises:
        BusyError: Another process holds it.
        OSError: It cannot be opened.
    """
    try:
        descriptor = os.open(output, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield
        return
    with _held(descriptor, output):
        yield


@contextmanager
def _held(descriptor: int, folder: Path) -> Iterator[None]:
    """Hold what a descriptor stands for, and close it at the end."""
    try:
        if fcntl is not None:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError(folder) from error
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
        yield
    finally:
        os.close(descriptor)


def _tidy(state: Path) -> None:
    """Remove what a build that was killed has left. There is no other while this one holds it."""
    if (state / STAGING).exists():
        import shutil  # noqa: PLC0415 - slow to load, and seldom needed here

        shutil.rmtree(state / STAGING, ignore_errors=True)
    for folder in (state, state / "entries"):
        for half in folder.glob("*.part"):
            half.unlink()
