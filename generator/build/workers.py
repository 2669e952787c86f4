"""Spreads numbered pieces of work over processes that share, unchanged, what their parent has.

Any of these processes may be killed at any moment, this one included. So nothing is ever locked,
which a killed process could not unlock: the numbers lie in a pipe, from which each worker takes
the next, and each worker answers through a pipe of its own. A worker ends with this process,
however that ends, so that none goes on writing beside the next build.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_LOST = "a process of the build was ended from outside, perhaps for want of memory"

# A number on its way: so many bytes are written to a pipe, and read from it, as a whole.
_NUMBER = struct.Struct("=I")
# Numbers that lie in the pipe at once: a pipe takes at least 4,096 bytes without waiting.
_AHEAD = 4096 // _NUMBER.size
# What a user or the system ends a program with: this process ends its workers itself.
_STOPPING = frozenset({signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)})


class WorkerError(ChildProcessError):
    """A worker process ended before its work did, killed perhaps for want of memory."""


def parallel() -> bool:
    """Whether this system can copy a running process, which is what sharing its values takes."""
    return sys.platform.startswith("linux") or sys.platform.startswith("freebsd")


def spread(task: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """Do ``task(0)`` to ``task(count - 1)``, each once, and give the results as they come.

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
    if jobs <= 1 or not parallel():
        yield from map(task, range(count))
        return
    with _Crew(task) as crew:
        for _ in range(jobs):
            crew.hire()
        yield from crew.results(count)


class _Crew:
    """Workers, and the pipes between them and this process."""

    def __init__(self, task: Callable[[int], object]) -> None:
        self._task = task
        self._workers: dict[Connection, BaseProcess] = {}
        self._numbers, self._give = os.pipe()
        # Nothing is ever written here: it ends when the process that holds the other end does.
        self._life, self._hold = os.pipe()

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_error: object) -> None:
        for process in self._workers.values():
            process.kill()
        for receiver, process in self._workers.items():
            process.join()
            receiver.close()
        for end in (self._numbers, self._give, self._life, self._hold):
            os.close(end)

    def hire(self) -> None:
        """Start a worker."""
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=self._work, args=(sender,), daemon=True)
        with _unstopped():
            process.start()
            self._workers[receiver] = process
        sender.close()

    def results(self, count: int) -> Iterator[T]:
        """Hand out the numbers below ``count``, and give what comes back."""
        given = min(count, _AHEAD)
        os.write(self._give, b"".join(map(_NUMBER.pack, range(given))))
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
                if given < count:
                    os.write(self._give, _NUMBER.pack(given))
                    given += 1
                done += 1
                yield result

    def _work(self, sender: Connection) -> None:
        """Take the next number until this process is ended."""
        os.close(self._give)
        os.close(self._hold)
        Thread(target=_end_with, args=(self._life,), daemon=True).start()
        while taken := os.read(self._numbers, _NUMBER.size):
            (number,) = _NUMBER.unpack(taken)
            try:
                result = self._task(number)
            except Exception as error:
                sender.send((None, error))
            else:
                sender.send((result, None))


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
