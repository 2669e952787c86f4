"""When Python searches for garbage cycles."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from generator.gc_control import collect_new_garbage, freeze_gc, pause_gc


class Cycle:
    """A value that refers to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def searches() -> Iterator[list[int]]:
    """The generation of each search for garbage during a test."""
    started: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            started.append(info["generation"])

    gc.callbacks.append(note)
    yield started
    gc.callbacks.remove(note)


def test_what_was_made_in_a_pause_is_not_searched_after_it(searches: list[int]) -> None:
    gc.collect()
    searches.clear()
    with pause_gc():
        values = [[number] for number in range(100_000)]
    more = [[number] for number in range(100)]
    assert len(values) + len(more) == 100_100
    assert searches == []
    # The garbage of later values is still collected.
    values += [[number] for number in range(10_000)]
    assert 0 in searches


def test_garbage_of_a_pause_is_collected_later() -> None:
    with pause_gc():
        cycle: list[object] = []
        cycle.append(cycle)
        del cycle
    assert gc.isenabled()
    assert gc.collect() >= 1


def test_garbage_is_collected_in_a_pause_without_a_search_of_frozen_values() -> None:
    with pause_gc():
        old = weakref.ref(Cycle())
        freeze_gc()
        new = weakref.ref(Cycle())
        collect_new_garbage()
        assert new() is None
        assert old() is not None


def test_a_pause_within_a_pause_does_not_end_it() -> None:
    with pause_gc():
        with pause_gc():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
