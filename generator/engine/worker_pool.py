"""Processes that are forked from this one and help it with numbered tasks.

Any of these processes may be killed at any moment, including this one. A killed process cannot
release a lock, so there are none: the numbers are in pipes, of which a process reads one after the
other, and each worker sends its results through a pipe of its own. A worker ends when this process
does, for whatever reason, so that none keeps writing during the next build.

This process works too. Forked processes share its memory only until one of them writes to it, and
Python writes to each value that it looks at: one process fewer is one copy of the site fewer.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")

_LOST = "the system ended a process of the build, probably because memory ran out"

# The length of a number in a pipe, in bytes: so few are written and read as a whole.
_NUMBER = 4
# How many numbers are put into a pipe, which may have room for no more than a page of memory. If
# there are more tasks, a number is that of the first of several.
_NUMBERS = 1024
# What a worker sends after its last result.
_FINISHED = b"finished"
# The signals that stop the program: this process ends its workers itself.
_STOP_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


class WorkerError(ChildProcessError):
    """A worker process was killed, probably because memory ran out."""


class WorkerPool(Generic[T]):
    """This process and its workers, which are ended when the block is left."""

    def __init__(self, task: Callable[[int], T], count: int, processes: int) -> None:
        """Prepare the work.

        Args:
            task: The work.
            count: It is to be done for each number below this one.
            processes: How many processes do it, this one included.
        """
        self._task = task
        self._count = count
        self._step = -(-count // (_NUMBERS * processes))
        steps = -(-count // self._step)
        bounds = [steps * index // processes for index in range(processes + 1)]
        # For each process the end of a pipe that its numbers are read from.
        self._ranges = [_write_numbers(range(start, end)) for start, end in pairwise(bounds)]
        self._workers: dict[Connection, BaseProcess] = {}
        # The ends of the pipes of those that have not finished.
        self._receivers: set[Connection] = set()
        # Nothing is written into this pipe. Its read end reports the end of file as soon as this
        # process, which alone has the write end, ends.
        self._alive_read, self._alive_write = os.pipe()

    def __enter__(self) -> WorkerPool[T]:
        try:
            for index in range(1, len(self._ranges)):
                self._start_worker(index)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        for process in self._workers.values():
            process.kill()
        for receiver, process in self._workers.items():
            process.join()
            receiver.close()
        for descriptor in (*self._ranges, self._alive_read, self._alive_write):
            os.close(descriptor)

    def results(self) -> Iterator[T]:
        """Do the work together with the workers, and yield all results."""
        for number in self._take_numbers(0):
            yield self._task(number)
            yield from self._receive(timeout=0)
        while self._receivers:
            yield from self._receive(timeout=None)

    def _receive(self, timeout: float | None) -> Iterator[T]:
        """Yield the results that have arrived.

        Args:
            timeout: How long to wait for the first, in seconds; ``None`` without a limit.
        """
        for receiver in wait(self._receivers, timeout):
            assert isinstance(receiver, Connection)
            try:
                data = receiver.recv_bytes()
            except (EOFError, OSError) as lost:
                raise WorkerError(_LOST) from lost
            if data == _FINISHED:
                self._receivers.remove(receiver)
                continue
            result, error = pickle.loads(data)
            if error is not None:
                raise error
            yield result

    def _take_numbers(self, index: int) -> Iterator[int]:
        """Take the numbers of a process, then those that others have left."""
        for numbers in (*self._ranges[index:], *self._ranges[:index]):
            while data := os.read(numbers, _NUMBER):
                first = int.from_bytes(data, "big") * self._step
                yield from range(first, min(first + self._step, self._count))

    def _start_worker(self, index: int) -> None:
        context = multiprocessing.get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=self._work, args=(index, sender), daemon=True)
        with _signals_blocked():
            process.start()
            self._workers[receiver] = process
            self._receivers.add(receiver)
        sender.close()

    def _work(self, index: int, sender: Connection) -> None:
        """In the worker: do the work for each number that it takes."""
        os.close(self._alive_write)
        Thread(target=_exit_with_parent, args=(self._alive_read,), daemon=True).start()
        results: SimpleQueue[bytes] = SimpleQueue()
        # While the other process works on a task it receives nothing, and this one goes on.
        sending = Thread(target=_send_all, args=(results, sender), daemon=True)
        sending.start()
        for number in self._take_numbers(index):
            try:
                result = self._task(number)
            except Exception as error:
                results.put(pickle.dumps((None, error)))
            else:
                results.put(pickle.dumps((result, None), pickle.HIGHEST_PROTOCOL))
        results.put(_FINISHED)
        sending.join()


def _write_numbers(numbers: range) -> int:
    """Put numbers into a pipe, and return the end that they are read from."""
    read_end, write_end = os.pipe()
    os.write(write_end, b"".join(number.to_bytes(_NUMBER, "big") for number in numbers))
    os.close(write_end)
    return read_end


def _send_all(results: SimpleQueue[bytes], sender: Connection) -> None:
    """Send results as they come, until the last."""
    data = b""
    while data != _FINISHED:
        data = results.get()
        sender.send_bytes(data)


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
