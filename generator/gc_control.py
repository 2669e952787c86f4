"""Pause Python's cyclic garbage collector where it only costs time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_gc() -> Iterator[None]:
    """Pause the garbage collector until the end of the block.

    The pipeline creates frozen values that refer to each other in one direction, so there are few
    cycles. Searching hundreds of thousands of them takes a third of the time of a large build, and
    in a forked process it also copies every page of memory that it reads. Where there are cycles,
    `collect_new_garbage` searches the values that were made in the pause.

    Afterwards the values of the block count as old. Otherwise the first new value would cause a
    search of them all.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def freeze_gc() -> None:
    """Exclude all present values from later searches for garbage.

    This is for a program that keeps very many values as long as it runs: each search of them all
    would stop it for half a second. They are still freed when nothing refers to them any more, but
    cycles among them are not, so call `collect_garbage` first.
    """
    gc.freeze()


def collect_new_garbage() -> None:
    """Collect the garbage cycles among the values that were made since the last search."""
    gc.collect(0)


def collect_garbage() -> None:
    """Collect the garbage cycles among all values that are not frozen."""
    gc.collect()
