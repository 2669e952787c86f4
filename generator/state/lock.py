"""Locks: one build of a site at a time, and one build into an output folder at a time.

The locks are those of the system (``flock``), which ends them with the process.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The errors of network drives without locks: builds on them are not kept apart.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})

STAGING = "staging"


class BusyError(Exception):
    """Another process has locked the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


@contextmanager
def lock_site(state: Path) -> Iterator[None]:
    """Lock the state of a site until the end of the block, and remove what a killed build left.

    Raises:
        BusyError: Another process has locked it.
        OSError: It cannot be written to.
    """
    state.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    with _locked(descriptor, state):
        _remove_leftovers(state)
        yield


@contextmanager
def lock_output(output: Path) -> Iterator[None]:
    """Lock an output folder until the end of the block, if it exists.

    Raises:
        BusyError: Another process has locked it.
        OSError: It cannot be opened.
    """
    try:
        descriptor = os.open(output, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield
        return
    with _locked(descriptor, output):
        yield


@contextmanager
def _locked(descriptor: int, folder: Path) -> Iterator[None]:
    """Lock the file or folder of a descriptor, and close it at the end."""
    try:
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


def _remove_leftovers(state: Path) -> None:
    """Remove the temporary files of a build that was killed; the lock excludes any other build."""
    if (state / STAGING).exists():
        import shutil  # noqa: PLC0415 - slow to import, and seldom needed

        shutil.rmtree(state / STAGING, ignore_errors=True)
    for folder in (state, state / "entries"):
        for part in folder.glob("*.part"):
            part.unlink()
