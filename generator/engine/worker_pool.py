"""Processes that are forked from this one, share its values and run numbered tasks.

Any of these processes may be killed at any moment, including this one. A killed process cannot
release a lock, so there are none: each worker gets its numbers through a pipe of its own, and sends
its results through another. A worker ends when this process does, for whatever reason, so that none
keeps writing during the next build.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import struct
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")

_LOST = "the system ended a process of the build, probably because memory ran out"

# A number in a pipe: so few bytes are written and read as a whole.
_NUMBER = struct.Struct("=I")
# How many numbers a worker is given at once, so that it need not wait for the next.
_QUEUED = 2
# The signals that stop the program: this process ends its workers itself.
_STOP_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


class WorkerError(ChildProcessError):
    """A worker process was killed, probably because memory ran out."""


class _Worker(Struct, frozen=True):
    """A process, and both ends of the pipe with its numbers."""

    process: BaseProcess
    read_end: int
    write_end: int


class WorkerPool:
    """Workers that are ended when the block is left."""

    def __init__(self, task: Callable[[int], object]) -> None:
        self._task = task
        self._workers: dict[Connection, _Worker] = {}
        # Nothing is written into this pipe. Its read end reports the end of file as soon as this
        # process, which alone has the write end, ends.
        self._alive_read, self._alive_write = os.pipe()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in self._workers.values():
            worker.process.kill()
        for receiver, worker in self._workers.items():
            worker.process.join()
            receiver.close()
            os.close(worker.read_end)
            os.close(worker.write_end)
        os.close(self._alive_read)
        os.close(self._alive_write)

    def start_worker(self) -> None:
        """Start a worker."""
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        read_end, write_end = os.pipe()
        process = context.Process(target=self._work, args=(read_end, sender), daemon=True)
        with _signals_blocked():
            process.start()
            self._workers[receiver] = _Worker(process, read_end, write_end)
        sender.close()

    def results(self, count: int) -> Iterator[T]:
        """Give the numbers below ``count`` to the workers, and yield their results."""
        ranges = _split_range(count, len(self._workers))
        own_ranges = dict(zip(self._workers, ranges, strict=True))
        for worker, own_range in own_ranges.items():
            for _ in range(_QUEUED):
                self._send_next(worker, own_range, ranges)
        done = 0
        while done < count:
            for receiver in wait(list(self._workers)):
                assert isinstance(receiver, Connection)
                try:
                    result, error = receiver.recv()
                except (EOFError, OSError) as lost:
                    raise WorkerError(_LOST) from lost
                if error is not None:
                    raise error
                self._send_next(receiver, own_ranges[receiver], ranges)
                done += 1
                yield result

    def _send_next(
        self, receiver: Connection, own_range: deque[int], ranges: list[deque[int]]
    ) -> None:
        """Send a worker its next number, if any is left."""
        longest = max(ranges, key=len)
        if longest:
            number = own_range.popleft() if own_range else longest.pop()
            os.write(self._workers[receiver].write_end, _NUMBER.pack(number))

    def _work(self, read_end: int, sender: Connection) -> None:
        """In the worker: run the task for each number that arrives."""
        os.close(self._alive_write)
        Thread(target=_exit_with_parent, args=(self._alive_read,), daemon=True).start()
        while data := os.read(read_end, _NUMBER.size):
            (number,) = _NUMBER.unpack(data)
            try:
                result = self._task(number)
            except Exception as error:
                sender.send((None, error))
            else:
                sender.send((result, None))


def _split_range(count: int, workers: int) -> list[deque[int]]:
    """Split the numbers below ``count`` into one range for each worker."""
    bounds = [count * index // workers for index in range(workers + 1)]
    return [deque(range(start, end)) for start, end in pairwise(bounds)]


def _exit_with_parent(alive_read: int) -> None:
    """Wait until the parent process has ended, and end this one."""
    os.read(alive_read, 1)
    os._exit(1)


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Block the signals that stop the program; a process that is forked here never gets them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
