"""The watch, on real folders: what it is told of comes in batches, and nothing is lost."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

import pytest

from generator.preview import watcher
from generator.preview.watcher import Batch, Folder, Watch

PATIENCE = 20.0


@dataclass
class Log:
    """The batches that a watch has told of."""

    batches: Queue[Batch] = field(default_factory=Queue)
    notices: Queue[str] = field(default_factory=Queue)
    held_up: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.held_up.set()

    def deal(self, batch: Batch) -> None:
        self.batches.put(batch)
        assert self.held_up.wait(PATIENCE)

    def until(self, wanted: Callable[[Batch], bool]) -> list[Batch]:
        """All batches up to the first that is wanted."""
        found = [self.batches.get(timeout=PATIENCE)]
        while not wanted(found[-1]):
            found.append(self.batches.get(timeout=PATIENCE))
        return found

    def quiet(self) -> list[Batch]:
        """All batches up to the look at everything that follows the last change."""
        return self.until(lambda batch: batch.whole and not batch.paths)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    return made


@pytest.fixture
def log(folder: Path) -> Iterator[Log]:
    """A watch of that folder that has had its first look."""
    with watching(folder) as found:
        yield found


class watching:
    """Watch a folder, hidden files left out, as long as the block lasts."""

    def __init__(self, folder: Path) -> None:
        self.log = Log()
        self.folders = [Folder(str(folder))]

        def relevant(path: str) -> bool:
            return not Path(path).name.startswith(".")

        self.watch = Watch(relevant, self.log.deal, self.log.notices.put)

    def __enter__(self) -> Log:
        self.watch.start(self.folders)
        assert self.log.batches.get(timeout=PATIENCE).whole
        return self.log

    def __exit__(self, *_: object) -> None:
        self.log.held_up.set()
        self.watch.stop()


def paths(batches: list[Batch]) -> set[str]:
    return {Path(path).name for batch in batches for path in batch.paths}


def test_a_saved_file_is_told_of_and_then_everything_is_looked_at(folder: Path, log: Log) -> None:
    (folder / "a.md").write_text("one")
    first, *others = log.quiet()
    assert first.paths == {str(folder / "a.md")}
    assert not first.whole
    assert paths(others) <= {"a.md"}


def test_a_file_put_in_the_place_of_another_is_told_of(folder: Path, log: Log) -> None:
    (folder / ".a.md.part").write_text("new")
    (folder / ".a.md.part").replace(folder / "a.md")
    assert paths(log.quiet()) == {"a.md"}


def test_a_move_says_where_from_and_where_to(folder: Path, log: Log) -> None:
    (folder / "a.md").write_text("one")
    log.quiet()
    (folder / "a.md").rename(folder / "b.md")
    (batch, *_) = log.quiet()
    assert batch.moved == {str(folder / "a.md"): str(folder / "b.md")}
    assert batch.paths == {str(folder / "a.md"), str(folder / "b.md")}


def test_a_removed_file_is_told_of(folder: Path, log: Log) -> None:
    (folder / "a.md").write_text("one")
    log.quiet()
    (folder / "a.md").unlink()
    assert paths(log.quiet()) == {"a.md"}


@pytest.mark.parametrize("arrival", ["made", "moved"])
def test_a_new_folder_has_everything_looked_at(folder: Path, log: Log, arrival: str) -> None:
    if arrival == "made":
        (folder / "2024/09").mkdir(parents=True)
        (folder / "2024/09/a.md").write_text("one")
    else:
        (folder.parent / "2024").mkdir()
        (folder.parent / "2024/a.md").write_text("one")
        (folder.parent / "2024").rename(folder / "2024")
    assert log.batches.get(timeout=PATIENCE).whole
    log.quiet()
    # What happens there from now on is told of as well.
    inner = next(folder.rglob("a.md"))
    inner.write_text("two")
    assert str(inner) in log.quiet()[0].paths


def test_what_does_not_matter_is_not_told_of(folder: Path, log: Log) -> None:
    (folder / ".hidden").write_text("one")
    (folder / "a.md").write_text("one")
    assert paths(log.quiet()) == {"a.md"}


def test_a_thousand_files_at_once_are_one_or_two_batches(folder: Path, log: Log) -> None:
    for number in range(1000):
        (folder / f"{number}.md").write_text("one")
    batches = [batch for batch in log.quiet() if batch.paths]
    assert len(paths(batches)) == 1000
    assert len(batches) <= 2


def test_what_happens_meanwhile_is_the_next_batch(folder: Path, log: Log) -> None:
    log.held_up.clear()
    (folder / "a.md").write_text("one")
    assert log.batches.get(timeout=PATIENCE).paths == {str(folder / "a.md")}
    (folder / "b.md").write_text("one")
    (folder / "c.md").write_text("one")
    assert log.batches.empty()
    log.held_up.set()
    assert paths(log.quiet()) >= {"b.md", "c.md"}


def test_a_folder_that_takes_the_place_of_another_is_watched(folder: Path) -> None:
    watched = watching(folder)
    with watched as log:
        folder.rename(folder.with_name("old"))
        folder.mkdir()
        watched.watch.cover(watched.folders)
        log.quiet()
        (folder / "a.md").write_text("one")
        assert "a.md" in paths(log.until(lambda batch: bool(batch.paths)))


def test_a_folder_reached_by_a_link_is_named_as_it_is_reached(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "content").symlink_to("real")
    with watching(tmp_path / "content") as log:
        (tmp_path / "real/a.md").write_text("one")
        assert log.quiet()[0].paths == {str(tmp_path / "content/a.md")}


def test_without_watches_it_says_so_and_looks_every_second(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("watchdog.observers.api.BaseObserver.schedule", refuse)
    monkeypatch.setattr(watcher, "_POLL", 0.01)
    with watching(folder) as log:
        assert "cannot be watched (no space left" in log.notices.get(timeout=PATIENCE)
        for _ in range(3):
            assert log.batches.get(timeout=PATIENCE) == Batch(frozenset(), {}, whole=True)


def test_it_ends_though_nothing_happens(folder: Path) -> None:
    watched = watching(folder)
    with watched:
        thread = next(each for each in threading.enumerate() if each.name == "watch")
    thread.join(PATIENCE)
    assert not thread.is_alive()
