"""Watches folders, and tells of their changes in batches: one for each pause between changes."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

# A save is done when nothing has happened for so long (s). Programs that change many files, such
# as git, pause for longer between two of them than editors do between the steps of a save.
_PAUSE = 0.03
_LONG_PAUSE = 0.25
_MANY = 8
# Changes without any pause are told of after so long (s).
_PATIENCE = 2.0
# So long after the last change (s) everything is looked at once more: the system tells nothing of
# what happens in a new folder before it is watched, and forgets what it has no room to remember.
_SECOND_LOOK = 0.3
# How often to look where nothing can be watched (s).
_POLL = 1.0

_TOLD = (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to watch: itself alone, or with all folders below it."""

    path: str
    deep: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """What has happened since the last batch.

    Attributes:
        paths: Files that something was told of; some may be as they were, or be gone again.
        moved: New paths of files by their old ones, where the system told of a move.
        whole: Whether anything else may have changed as well.
    """

    paths: frozenset[str]
    moved: Mapping[str, str]
    whole: bool


class Watch:
    """Tells of changes, one batch at a time, from a thread of its own.

    Nothing is lost while a batch is being dealt with: it is part of the next one.
    """

    def __init__(
        self,
        relevant: Callable[[str], bool],
        deal: Callable[[Batch], None],
        notice: Callable[[str], None],
    ) -> None:
        """Prepare to watch; nothing is watched yet.

        Args:
            relevant: Whether changes of a path matter at all.
            deal: Called with each batch; the next one waits until it returns.
            notice: Called with what the user should know about the watching itself.
        """
        self._relevant = relevant
        self._deal = deal
        self._notice = notice
        self._observer: BaseObserver | None = None
        self._watched: dict[Folder, tuple[ObservedWatch, tuple[int, int], str]] = {}
        self._changed = threading.Condition()
        self._paths: set[str] = set()
        self._moved: dict[str, str] = {}
        self._whole = False
        self._last = 0.0
        self._stopped = False
        self._polling = False
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    @property
    def polling(self) -> bool:
        """Whether it looks at everything every second, since the system cannot tell."""
        return self._polling

    def start(self, folders: Iterable[Folder]) -> None:
        """Begin; the first batch is a look at everything, for what has changed before."""
        self._happened(whole=True)
        self.cover(folders)
        self._thread.start()

    def cover(self, folders: Iterable[Folder]) -> None:
        """Watch these folders, as far as they exist, and no others."""
        wanted = {folder: found for folder in folders if (found := _identity(folder.path))}
        try:
            for folder, (_, known, _) in tuple(self._watched.items()):
                if wanted.get(folder) != known:
                    self._forget(folder)
            for folder, found in wanted.items():
                if folder not in self._watched and not self._polling:
                    self._watch(folder, found)
                    # What has happened there before is not told of.
                    self._happened(whole=True)
        except OSError as error:
            self._poll(error)

    def stop(self) -> None:
        """End; no batch is told of afterwards, but for one that is being dealt with."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._end_observer()

    def _watch(self, folder: Folder, identity: tuple[int, int]) -> None:
        if self._observer is None:
            # A folder that is made within one that has just been made may be watched twice for a
            # moment. That does no harm, and is nothing to tell an author.
            warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
            self._observer = Observer()
            self._observer.start()
        real = os.path.realpath(folder.path)
        handler = _Handler(self, real, folder.path)
        watch = self._observer.schedule(
            handler, real, recursive=folder.deep, event_filter=list(_TOLD)
        )
        self._watched[folder] = watch, identity, real

    def _forget(self, folder: Folder) -> None:
        watch, _, _ = self._watched.pop(folder)
        assert self._observer is not None
        try:
            self._observer.unschedule(watch)
        except KeyError:
            # The observer has given up the watch of a folder that is gone.
            return

    def _poll(self, error: OSError) -> None:
        """Give up watching, as when the system's watches have run out."""
        self._watched.clear()
        self._end_observer()
        self._polling = True
        reason = (error.strerror or str(error)).lower()
        self._notice(
            f"The folders cannot be watched ({reason}); they are looked at every second instead."
        )

    def _end_observer(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()

    def happened(self, event: FileSystemEvent, real: str, shown: str) -> None:
        """Take note of what the system tells."""
        source = _below(os.fsdecode(event.src_path), real, shown)
        target = _below(os.fsdecode(event.dest_path), real, shown) if event.dest_path else ""
        paths = [path for path in (source, target) if path and self._relevant(path)]
        if not paths:
            return
        if event.is_directory:
            self._happened(whole=True)
        elif isinstance(event, FileMovedEvent) and len(paths) == 2:
            self._happened(paths, moved=(source, target))
        else:
            self._happened(paths)

    def _happened(
        self,
        paths: Iterable[str] = (),
        *,
        moved: tuple[str, str] | None = None,
        whole: bool = False,
    ) -> None:
        with self._changed:
            self._paths.update(paths)
            if moved is not None:
                self._moved[moved[0]] = moved[1]
            self._whole = self._whole or whole
            self._last = monotonic()
            self._changed.notify()

    def _run(self) -> None:
        second_look: float | None = None
        while True:
            batch = self._next(second_look)
            if batch is None:
                return
            self._deal(batch)
            known_all = batch.whole and not batch.paths
            second_look = None if known_all else monotonic() + _SECOND_LOOK

    def _next(self, second_look: float | None) -> Batch | None:
        """Wait for the next batch; ``None`` when there will be none."""
        if self._polling:
            second_look = monotonic() + _POLL
        with self._changed:
            while not (self._paths or self._whole or self._stopped):
                left = None if second_look is None else second_look - monotonic()
                if left is not None and left <= 0:
                    return Batch(frozenset(), {}, whole=True)
                self._changed.wait(left)
            deadline = monotonic() + _PATIENCE
            while not self._stopped:
                pause = _LONG_PAUSE if self._whole or len(self._paths) > _MANY else _PAUSE
                left = min(self._last + pause, deadline) - monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
            if self._stopped:
                return None
            batch = Batch(frozenset(self._paths), dict(self._moved), self._whole)
            self._paths.clear()
            self._moved.clear()
            self._whole = False
            return batch


class _Handler(FileSystemEventHandler):
    """Hands on what the observer tells, from its thread."""

    def __init__(self, watch: Watch, real: str, shown: str) -> None:
        self._watch = watch
        self._real = real
        self._shown = shown

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._watch.happened(event, self._real, self._shown)


def _identity(path: str) -> tuple[int, int] | None:
    """What tells a folder from another one that has taken its place."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a path comes as a string from the system
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _below(path: str, real: str, shown: str) -> str:
    """A path as it is seen from the site, which may reach it through a link."""
    return shown + path[len(real) :] if path.startswith(real) else path
