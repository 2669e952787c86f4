"""Python's search for garbage cycles, put off where it only costs time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_gc() -> Iterator[None]:
    """Look for no garbage cycles until the end of the block.

    The pipeline makes frozen values that refer to each other in one direction, hence no cycles.
    To look for some among hundreds of thousands of them takes a third of a large build, and in a
    copied process it also copies every page of memory that it looks at.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def freeze_gc() -> None:
    """Have every later search pass over the values that there are now.

    For a program that holds very many of them as long as it runs: each search of them all would
    stop it for half a second. They are still freed when nothing refers to them any more; but
    cycles among them never are, so what is garbage already must be collected before.
    """
    gc.freeze()


def collect_garbage() -> None:
    """Collect the garbage cycles that there are now, among values that are not passed over."""
    gc.collect()
