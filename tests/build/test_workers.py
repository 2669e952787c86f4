"""Parallel work: each task is done once, and the work ends even if processes are killed."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Generator
from pathlib import Path

import pytest

from generator.build.body_store import BodyStore
from generator.engine.worker_pool import WorkerError
from generator.engine.workers import run_parallel


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_each_piece_is_done_once(jobs: int) -> None:
    assert sorted(run_parallel(lambda number: number * 2, 3000, jobs)) == list(range(0, 6000, 2))


def test_this_process_works_as_well() -> None:
    done = dict(run_parallel(lambda number: (number, os.getpid()), 2, 2))
    assert done[0] == os.getpid()


def test_a_worker_takes_adjacent_tasks_and_helps_when_it_has_finished() -> None:
    ours, theirs = os.pipe()

    def work(number: int) -> tuple[int, int]:
        # The first task takes until all others are done, which the worker must do.
        if number == 0:
            assert os.read(ours, 1) == b"."
        elif number == 19:
            os.write(theirs, b".")
        return number, os.getpid()

    done = dict(run_parallel(work, 40, 2))
    os.close(ours)
    os.close(theirs)
    assert done.pop(0) == os.getpid()
    assert [*done] == [*range(20, 40), *range(1, 20)]
    assert os.getpid() not in done.values()


def test_this_process_helps_a_worker_when_it_has_finished() -> None:
    begun, begin = os.pipe()
    ours, theirs = os.pipe()

    def work(number: int) -> tuple[int, int]:
        # The first task of the worker takes until all others are done, which this process must do.
        if number == 0:
            assert os.read(begun, 1) == b"."
        elif number == 20:
            os.write(begin, b".")
            assert os.read(ours, 1) == b"."
        elif number == 39:
            os.write(theirs, b".")
        return number, os.getpid()

    done = dict(run_parallel(work, 40, 2))
    for each in (begun, begin, ours, theirs):
        os.close(each)
    assert done.pop(20) != os.getpid()
    assert [*done] == [*range(20), *range(21, 40)]
    assert set(done.values()) == {os.getpid()}


def test_more_tasks_than_a_pipe_has_room_for() -> None:
    assert sorted(run_parallel(lambda number: number, 70_001, 2)) == list(range(70_001))


def test_large_results_do_not_stop_a_worker_while_this_process_works() -> None:
    ours, theirs = os.pipe()

    def work(number: int) -> bytes:
        if number == 0:
            # Until the worker has gone through its numbers.
            assert os.read(ours, 1) == b"."
        elif number == 19:
            os.write(theirs, b".")
        return bytes(1 << 20)

    assert [len(each) for each in run_parallel(work, 20, 2)] == [1 << 20] * 20
    os.close(ours)
    os.close(theirs)


def test_no_tasks_start_no_process() -> None:
    assert list(run_parallel(lambda number: number, 0, 4)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_of_a_task_is_raised_in_the_parent(jobs: int) -> None:
    def work(number: int) -> int:
        if number == 7:
            raise PermissionError(13, "Permission denied", "a file")
        return number

    with pytest.raises(PermissionError) as raised:
        list(run_parallel(work, 9, jobs))
    assert raised.value.filename == "a file"


@pytest.mark.parametrize("unlucky", [500, 505])
def test_a_worker_that_is_killed_ends_the_work(unlucky: int) -> None:
    here = os.getpid()
    ours, theirs = os.pipe()

    def work(number: int) -> int:
        if os.getpid() == here:
            # So that this process does not take the number of the worker.
            assert os.read(ours, 1) == b"."
            os.write(theirs, b".")
        elif number == unlucky:
            os.write(theirs, b".")
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(WorkerError, match="the system ended a process of the build"):
        list(run_parallel(work, 1000, 2))
    os.close(ours)
    os.close(theirs)


def test_a_worker_that_is_killed_in_the_middle_of_its_answer_ends_the_work() -> None:
    here = os.getpid()

    class Deadly:
        def __reduce__(self) -> tuple[object, ...]:
            assert os.getpid() != here
            os.kill(os.getpid(), signal.SIGKILL)
            return (Deadly, ())

    begun, begin = os.pipe()

    def work(_number: int) -> Deadly:
        if os.getpid() == here:
            # Until the worker has taken the other number.
            assert os.read(begun, 1) == b"."
        else:
            os.write(begin, b".")
        return Deadly()

    with pytest.raises(WorkerError):
        list(run_parallel(work, 2, 2))
    os.close(begun)
    os.close(begin)


def test_workers_ignore_the_signal_that_stops_their_parent() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if os.getpid() != here:
                os.kill(os.getpid(), each)
        return number

    assert sorted(run_parallel(work, 4, 2)) == [0, 1, 2, 3]


def test_leaving_the_results_ends_the_workers() -> None:
    results = run_parallel(lambda number: (number, os.getpid()), 1000, 2)
    assert isinstance(results, Generator)
    worker = next(each for _, each in results if each != os.getpid())
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_workers_end_with_a_parent_that_is_killed() -> None:
    ours, theirs = os.pipe()
    parent = os.fork()
    if parent == 0:
        here = os.getpid()

        def work(_number: int) -> None:
            if os.getpid() != here:
                os.kill(os.getppid(), signal.SIGKILL)
            while True:
                signal.pause()

        try:
            list(run_parallel(work, 2, 2))
        finally:
            os._exit(1)
    os.close(theirs)
    assert os.waitstatus_to_exitcode(os.waitpid(parent, 0)[1]) == -signal.SIGKILL
    # The pipe ends when the last process that has its other end does.
    assert select.select([ours], [], [], 30)[0]
    assert os.read(ours, 1) == b""
    os.close(ours)


def test_bodies_put_by_several_processes_do_not_overlap(tmp_path: Path) -> None:
    with BodyStore(tmp_path) as spool:
        before = spool.put(("before",))
        texts = [str(number) * (number * 3000) for number in range(40)]
        slots = dict(
            run_parallel(lambda number: (number, spool.put((texts[number],))), len(texts), 3)
        )
        after = spool.put(("after",))
        assert spool.get(before) == ("before",)
        assert [spool.get(slots[number]) for number in range(40)] == [(text,) for text in texts]
        assert spool.get(after) == ("after",)
    assert list(tmp_path.iterdir()) == []
