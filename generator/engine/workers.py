"""Runs numbered tasks, in several processes where that is possible."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")


def can_fork() -> bool:
    """Whether a process can be forked safely here, so that the copy shares its values."""
    return sys.platform.startswith("linux") or sys.platform.startswith("freebsd")


def run_parallel(task: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """Run ``task(0)`` to ``task(count - 1)``, each once, and yield the results as they come.

    Each process starts with a range of consecutive numbers, because neighbors share values that the
    task may cache. A process that has finished its own range takes numbers of another's.

    Args:
        task: The work; it may use any value of this process, but a change to one is visible only
            in the process that makes it. Its results must be picklable.
        count: How many numbers there are.
        jobs: How many processes to use, this one included. With one, or where processes cannot be
            forked, the tasks run in this process, in order.

    Raises:
        WorkerError: A process was lost.
        Exception: The task raised it.
    """
    jobs = min(jobs, count)
    if jobs <= 1 or not can_fork():
        yield from map(task, range(count))
        return
    # Slow to import, and a small site needs no other process.
    from generator.engine.worker_pool import WorkerPool  # noqa: PLC0415

    with WorkerPool(task, count, jobs) as pool:
        yield from pool.results()
