"""Spreads numbered pieces of work over processes that share, unchanged, what their parent has.

Any of these processes may be killed at any moment, this one included. So nothing is ever locked,
which a killed process could not unlock: each worker takes its numbers from a pipe of its own, and
answers through another. A worker ends with this process, however that ends, so that none goes on
writing beside the next build.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_LOST = "a process of the build was ended from outside, perhaps for want of memory"

# A number on its way: so many bytes are written to a pipe, and read from it, as a whole.
_NUMBER = struct.Struct("=I")
# Numbers that a worker has at once: the next lies ready when it has answered.
_AHEAD = 2
# What a user or the system ends a program with: this process ends its workers itself.
_STOPPING = frozenset({signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)})


class WorkerError(ChildProcessError):
    """A worker process ended before its work did, killed perhaps for want of memory."""


def can_fork() -> bool:
    """Whether this system can copy a running process, which is what sharing its values takes."""
    return sys.platform.startswith("linux") or sys.platform.startswith("freebsd")


def run_parallel(task: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """Do ``task(0)`` to ``task(count - 1)``, each once, and give the results as they come.

    Each process begins with a run of neighbouring numbers, since neighbours have much in common
    that the task may remember; who is done with its own helps where most is left.

    Args:
        task: What to do; it may use any value of this process, but changes to one stay in the
            process that made them. Its results must be picklable.
        count: How many pieces there are.
        jobs: How many processes to use; with one, or where processes cannot be copied, the work
            is done in this one, in order.

    Raises:
        WorkerError: A process was lost.
        Exception: Whatever the task raised.
    """
    jobs = min(jobs, count)
    if jobs <= 1 or not can_fork():
        yield from map(task, range(count))
        return
    with _Crew(task) as crew:
        for _ in range(jobs):
            crew.hire()
        yield from crew.results(count)


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process, and the pipes to it."""

    process: BaseProcess
    numbers: int
    give: int


class _Crew:
    """Workers that are ended when the work is done, or is no longer wanted."""

    def __init__(self, task: Callable[[int], object]) -> None:
        self._task = task
        self._workers: dict[Connection, _Worker] = {}
        # Nothing is ever written here: it ends when the process that holds the other end does.
        self._life, self._hold = os.pipe()

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in self._workers.values():
            worker.process.kill()
        for receiver, worker in self._workers.items():
            worker.process.join()
            receiver.close()
            os.close(worker.numbers)
            os.close(worker.give)
        os.close(self._life)
        os.close(self._hold)

    def hire(self) -> None:
        """Start a worker."""
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        numbers, give = os.pipe()
        process = context.Process(target=self._work, args=(numbers, sender), daemon=True)
        with _unstopped():
            process.start()
            self._workers[receiver] = _Worker(process, numbers, give)
        sender.close()

    def results(self, count: int) -> Iterator[T]:
        """Hand out the numbers below ``count``, and give what comes back."""
        shares = _shares(count, len(self._workers))
        own = dict(zip(self._workers, shares, strict=True))
        for worker, share in own.items():
            for _ in range(_AHEAD):
                self._hand(worker, share, shares)
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
                self._hand(receiver, own[receiver], shares)
                done += 1
                yield result

    def _hand(self, receiver: Connection, own: deque[int], shares: list[deque[int]]) -> None:
        """Give a worker its next number, if there is any left."""
        longest = max(shares, key=len)
        if longest:
            number = own.popleft() if own else longest.pop()
            os.write(self._workers[receiver].give, _NUMBER.pack(number))

    def _work(self, numbers: int, sender: Connection) -> None:
        """Take the next number until this process is ended."""
        os.close(self._hold)
        Thread(target=_end_with, args=(self._life,), daemon=True).start()
        while taken := os.read(numbers, _NUMBER.size):
            (number,) = _NUMBER.unpack(taken)
            try:
                result = self._task(number)
            except Exception as error:
                sender.send((None, error))
            else:
                sender.send((result, None))


def _shares(count: int, workers: int) -> list[deque[int]]:
    """The numbers below ``count`` in as many runs as there are workers."""
    bounds = [count * place // workers for place in range(workers + 1)]
    return [deque(range(start, end)) for start, end in pairwise(bounds)]


def _end_with(life: int) -> None:
    """Wait for the process at the other end of a pipe to end, and end this one."""
    os.read(life, 1)
    os._exit(1)


@contextmanager
def _unstopped() -> Iterator[None]:
    """Put off what would stop this process; a process that is made meanwhile never hears of it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
