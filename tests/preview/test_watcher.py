"""The watcher, on real folders: events arrive in batches, and none is lost."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

from generator.preview.watcher import Batch, Folder, Watcher

PATIENCE = 20.0


@dataclass
class Log:
    """The batches of a watcher."""

    batches: Queue[Batch] = field(default_factory=Queue)
    notices: Queue[str] = field(default_factory=Queue)
    unblocked: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.unblocked.set()

    def on_batch(self, batch: Batch) -> None:
        self.batches.put(batch)
        assert self.unblocked.wait(PATIENCE)

    def until(self, matches: Callable[[Batch], bool]) -> list[Batch]:
        """All batches up to the first that matches."""
        batches = [self.batches.get(timeout=PATIENCE)]
        while not matches(batches[-1]):
            batches.append(self.batches.get(timeout=PATIENCE))
        return batches

    def quiet(self) -> list[Batch]:
        """All batches up to the full scan that follows the last event."""
        return self.until(lambda batch: batch.is_full_scan and not batch.paths)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    return made


@pytest.fixture
def log(folder: Path) -> Iterator[Log]:
    """A watcher of that folder after its first full scan."""
    with watching(folder) as found:
        yield found


class watching:
    """Watcher a folder, hidden files left out, as long as the block lasts."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.log = Log()
        self.folders = [Folder(str(folder))]

        def is_relevant(path: str) -> bool:
            return not Path(path).name.startswith(".")

        self.watcher = Watcher(is_relevant, self.log.on_batch, self.log.notices.put, **options)

    def __enter__(self) -> Log:
        self.watcher.start(self.folders)
        assert self.log.batches.get(timeout=PATIENCE).is_full_scan
        return self.log

    def __exit__(self, *_: object) -> None:
        self.log.unblocked.set()
        self.watcher.stop()


def paths(batches: list[Batch]) -> set[str]:
    return {Path(path).name for batch in batches for path in batch.paths}


def test_a_saved_file_is_a_batch_and_a_full_scan_follows(folder: Path, log: Log) -> None:
    (folder / "a.md").write_text("one")
    first, *others = log.quiet()
    assert first.paths == {str(folder / "a.md")}
    assert not first.is_full_scan
    assert paths(others) <= {"a.md"}


def test_a_file_renamed_over_another_is_reported(folder: Path, log: Log) -> None:
    (folder / ".a.md.part").write_text("new")
    (folder / ".a.md.part").replace(folder / "a.md")
    assert paths(log.quiet()) == {"a.md"}


def test_a_move_has_the_old_and_the_new_path(folder: Path, log: Log) -> None:
    (folder / "a.md").write_text("one")
    log.quiet()
    (folder / "a.md").rename(folder / "b.md")
    (batch, *_) = log.quiet()
    assert batch.moved == {str(folder / "a.md"): str(folder / "b.md")}
    assert batch.paths == {str(folder / "a.md"), str(folder / "b.md")}


def test_a_removed_file_is_reported(folder: Path, log: Log) -> None:
    (folder / "a.md").write_text("one")
    log.quiet()
    (folder / "a.md").unlink()
    assert paths(log.quiet()) == {"a.md"}


@pytest.mark.parametrize("arrival", ["made", "moved"])
def test_a_new_folder_causes_a_full_scan(folder: Path, log: Log, arrival: str) -> None:
    if arrival == "made":
        (folder / "2024/09").mkdir(parents=True)
        (folder / "2024/09/a.md").write_text("one")
    else:
        (folder.parent / "2024").mkdir()
        (folder.parent / "2024/a.md").write_text("one")
        (folder.parent / "2024").rename(folder / "2024")
    assert log.batches.get(timeout=PATIENCE).is_full_scan
    log.quiet()
    # Later changes there are seen as well.
    inner = next(folder.rglob("a.md"))
    inner.write_text("two")
    assert str(inner) in log.quiet()[0].paths


def test_irrelevant_files_are_not_reported(folder: Path, log: Log) -> None:
    (folder / ".hidden").write_text("one")
    (folder / "a.md").write_text("one")
    assert paths(log.quiet()) == {"a.md"}


def test_a_thousand_files_at_once_are_one_or_two_batches(folder: Path, log: Log) -> None:
    for number in range(1000):
        (folder / f"{number}.md").write_text("one")
    batches = [batch for batch in log.quiet() if batch.paths]
    assert len(paths(batches)) == 1000
    assert len(batches) <= 2


def test_events_during_a_batch_are_in_the_next_one(folder: Path, log: Log) -> None:
    log.unblocked.clear()
    (folder / "a.md").write_text("one")
    assert log.batches.get(timeout=PATIENCE).paths == {str(folder / "a.md")}
    (folder / "b.md").write_text("one")
    (folder / "c.md").write_text("one")
    assert log.batches.empty()
    log.unblocked.set()
    assert paths(log.quiet()) >= {"b.md", "c.md"}


def test_a_folder_that_replaces_another_is_watched(folder: Path) -> None:
    watched = watching(folder)
    with watched as log:
        folder.rename(folder.with_name("old"))
        folder.mkdir()
        watched.watcher.set_folders(watched.folders)
        log.quiet()
        (folder / "a.md").write_text("one")
        assert "a.md" in paths(log.until(lambda batch: bool(batch.paths)))


def test_a_folder_behind_a_link_is_named_by_the_path_that_was_given(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "content").symlink_to("real")
    with watching(tmp_path / "content") as log:
        (tmp_path / "real/a.md").write_text("one")
        assert log.quiet()[0].paths == {str(tmp_path / "content/a.md")}


class ExhaustedObserver(PollingObserver):
    """An observer of a system that has no watches left."""

    def schedule(self, *_: object, **__: object) -> ObservedWatch:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_without_watches_it_says_so_and_scans_at_intervals(folder: Path) -> None:
    with watching(folder, create_observer=ExhaustedObserver, poll_interval=0.01) as log:
        assert "cannot watch the folders (no space left" in log.notices.get(timeout=PATIENCE)
        for _ in range(3):
            assert log.batches.get(timeout=PATIENCE) == Batch(frozenset(), {}, is_full_scan=True)


def test_it_stops_even_if_nothing_happens(folder: Path) -> None:
    watched = watching(folder)
    with watched:
        thread = next(each for each in threading.enumerate() if each.name == "watcher")
    thread.join(PATIENCE)
    assert not thread.is_alive()
