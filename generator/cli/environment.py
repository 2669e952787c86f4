"""What the command line reads of its environment: the clock, the machine, the user's folders."""

from __future__ import annotations

import os
import time
from pathlib import Path

from generator.dates.civil import UNIX_EPOCH


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def now() -> int:
    """Return the time, in seconds since 0001-01-01T00:00:00Z."""
    return UNIX_EPOCH + int(time.time())


def installed_version() -> str:
    """Return the version of the program; empty if it runs without being installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - seldom needed

    try:
        return version("tarikh")
    except PackageNotFoundError:
        return ""


def cache_folder() -> Path | None:
    """Return the user's folder for caches (XDG Base Directory Specification 0.8), if known."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    try:
        base = base.expanduser()
    except RuntimeError:
        return None
    return base / "tarikh" if base.is_absolute() else None
