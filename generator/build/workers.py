"""Spreads numbered pieces of work over processes that share, unchanged, what their parent has."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from typing import TypeVar

T = TypeVar("T")


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
    context = multiprocessing.get_context("fork")
    following: Synchronized[int] = context.Value("q", 0)
    processes, pipes = [], []
    for _ in range(jobs):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(task, count, following, sender), daemon=True)
        process.start()
        sender.close()
        processes.append(process)
        pipes.append(receiver)
    try:
        yield from _results(pipes, count)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _results(pipes: list[Connection], count: int) -> Iterator[T]:
    done = 0
    while pipes:
        for pipe in wait(pipes):
            assert isinstance(pipe, Connection)
            try:
                result, error = pipe.recv()
            except EOFError:
                pipes.remove(pipe)
                continue
            if error is not None:
                raise error
            done += 1
            yield result
    if done < count:
        raise WorkerError("a worker process was lost; with --jobs 1 the work needs less memory")


def _work(
    task: Callable[[int], T], count: int, following: Synchronized[int], sender: Connection
) -> None:
    """Take the next piece until there is none; the pipe closes when the process ends."""
    # Ctrl-C reaches all processes of a terminal: it is the parent that ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        with following.get_lock():
            number = following.value
            following.value += 1
        if number >= count:
            return
        try:
            result = task(number)
        except Exception as error:
            sender.send((None, error))
            return
        sender.send((result, None))
