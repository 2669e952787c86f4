"""Watches folders, and collects file events into batches: a batch ends with a pause.

What follows a batch is described in `live_site.py`.
"""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Iterable, Mapping
from time import monotonic

from msgspec import Struct
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

# A save is complete when there has been no event for this time (s). Programs that change many
# files, such as git, pause for longer between two files than editors between the steps of a save.
_PAUSE = 0.03
_LONG_PAUSE = 0.25
_MANY_FILES = 8
# Events without any pause form a batch after this time (s).
_MAX_BATCH_TIME = 2.0
# A full scan follows this time (s) after the last event: there are no events for files that were
# written to a new folder before it was watched, nor after the system's event queue overflowed.
_FULL_SCAN_DELAY = 0.3
# How often to scan all files where folders cannot be watched (s).
_POLL_INTERVAL = 1.0

_EVENT_TYPES = (
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


class Folder(Struct, frozen=True):
    """A folder to watch, with or without the folders in it."""

    path: str
    is_recursive: bool = True


class Batch(Struct, frozen=True):
    """The events since the last batch.

    Attributes:
        paths: Files with events; some may be unchanged or removed again.
        moved: The new paths of moved files by their old ones.
        is_full_scan: Whether any other file may have changed as well.
    """

    paths: frozenset[str]
    moved: Mapping[str, str]
    is_full_scan: bool


class Watcher:
    """Calls a function with one batch at a time, from a thread of its own.

    Events that arrive during the call are part of the next batch.
    """

    def __init__(
        self,
        is_relevant: Callable[[str], bool],
        on_batch: Callable[[Batch], None],
        notice: Callable[[str], None],
        *,
        create_observer: Callable[[], BaseObserver] = Observer,
        poll_interval: float = _POLL_INTERVAL,
        is_polling: bool = False,
    ) -> None:
        """Prepare to watch; `start` begins.

        Args:
            is_relevant: Whether events of a path are of interest.
            on_batch: Called with each batch; the next one waits until it returns.
            notice: Called with messages for the user about the watching itself.
            create_observer: Creates the source of events.
            poll_interval: How often to scan all files if folders cannot be watched (s).
            is_polling: Whether to scan at intervals without trying to watch folders.
        """
        self._is_relevant = is_relevant
        self._on_batch = on_batch
        self._notice = notice
        self._create_observer = create_observer
        self._poll_interval = poll_interval
        self._observer: BaseObserver | None = None
        self._watched: dict[Folder, tuple[ObservedWatch, tuple[int, int], str]] = {}
        self._changed = threading.Condition()
        self._paths: set[str] = set()
        self._moved: dict[str, str] = {}
        self._is_full_scan = False
        self._last_event = 0.0
        self._stopped = False
        self._is_polling = is_polling
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    @property
    def is_polling(self) -> bool:
        """Whether all files are scanned at intervals, since folders cannot be watched."""
        return self._is_polling

    def start(self, folders: Iterable[Folder]) -> None:
        """Begin; the first batch is a full scan, for changes made before."""
        self._add(is_full_scan=True)
        self.set_folders(folders)
        self._thread.start()

    def set_folders(self, folders: Iterable[Folder]) -> None:
        """Watch these folders, as far as they exist, and no others."""
        wanted = {folder: found for folder in folders if (found := _identity(folder.path))}
        try:
            for folder, (_, known, _) in tuple(self._watched.items()):
                if wanted.get(folder) != known:
                    self._unwatch(folder)
            for folder, found in wanted.items():
                if folder not in self._watched and not self._is_polling:
                    self._watch(folder, found)
                    # There were no events for earlier changes in this folder.
                    self._add(is_full_scan=True)
        except OSError as error:
            self._poll(error)

    def stop(self) -> None:
        """End; no further batch is delivered, but the current call may still run."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._stop_observer()

    def _watch(self, folder: Folder, identity: tuple[int, int]) -> None:
        if self._observer is None:
            # A new folder inside another new one may be watched twice for a moment. That is
            # harmless, so the author should not see the warning.
            warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
            self._observer = self._create_observer()
            self._observer.start()
        real = os.path.realpath(folder.path)
        handler = _Handler(self, real, folder.path)
        watch = self._observer.schedule(
            handler, real, recursive=folder.is_recursive, event_filter=list(_EVENT_TYPES)
        )
        self._watched[folder] = watch, identity, real

    def _unwatch(self, folder: Folder) -> None:
        watch, _, _ = self._watched.pop(folder)
        assert self._observer is not None
        try:
            self._observer.unschedule(watch)
        except KeyError:
            # The observer has removed the watch of a removed folder itself.
            return

    def _poll(self, error: OSError) -> None:
        """Scan at intervals instead, for instance when the system has no watches left."""
        self._watched.clear()
        self._stop_observer()
        self._is_polling = True
        reason = (error.strerror or str(error)).lower()
        self._notice(f"cannot watch the folders ({reason}); looking at them every second instead")

    def _stop_observer(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None:
            observer.stop()

    def add_event(self, event: FileSystemEvent, real: str, shown: str) -> None:
        """Add an event of the observer to the next batch."""
        source = _shown_path(os.fsdecode(event.src_path), real, shown)
        target = _shown_path(os.fsdecode(event.dest_path), real, shown) if event.dest_path else ""
        paths = [path for path in (source, target) if path and self._is_relevant(path)]
        if not paths:
            return
        if event.is_directory:
            self._add(is_full_scan=True)
        elif isinstance(event, FileMovedEvent) and len(paths) == 2:
            self._add(paths, moved=(source, target))
        else:
            self._add(paths)

    def _add(
        self,
        paths: Iterable[str] = (),
        *,
        moved: tuple[str, str] | None = None,
        is_full_scan: bool = False,
    ) -> None:
        with self._changed:
            self._paths.update(paths)
            if moved is not None:
                self._moved[moved[0]] = moved[1]
            self._is_full_scan = self._is_full_scan or is_full_scan
            self._last_event = monotonic()
            self._changed.notify()

    def _run(self) -> None:
        full_scan_at: float | None = None
        while True:
            batch = self._next_batch(full_scan_at)
            if batch is None:
                return
            self._on_batch(batch)
            is_up_to_date = batch.is_full_scan and not batch.paths
            full_scan_at = None if is_up_to_date else monotonic() + _FULL_SCAN_DELAY

    def _next_batch(self, full_scan_at: float | None) -> Batch | None:
        """Wait for the next batch; ``None`` after `stop`."""
        if self._is_polling:
            full_scan_at = monotonic() + self._poll_interval
        with self._changed:
            while not (self._paths or self._is_full_scan or self._stopped):
                remaining = None if full_scan_at is None else full_scan_at - monotonic()
                if remaining is not None and remaining <= 0:
                    return Batch(frozenset(), {}, is_full_scan=True)
                self._changed.wait(remaining)
            deadline = monotonic() + _MAX_BATCH_TIME
            while not self._stopped:
                pause = (
                    _LONG_PAUSE if self._is_full_scan or len(self._paths) > _MANY_FILES else _PAUSE
                )
                remaining = min(self._last_event + pause, deadline) - monotonic()
                if remaining <= 0:
                    break
                self._changed.wait(remaining)
            if self._stopped:
                return None
            batch = Batch(frozenset(self._paths), dict(self._moved), self._is_full_scan)
            self._paths.clear()
            self._moved.clear()
            self._is_full_scan = False
            return batch


class _Handler(FileSystemEventHandler):
    """Passes events from the observer's thread to the watcher."""

    def __init__(self, watcher: Watcher, real: str, shown: str) -> None:
        self._watcher = watcher
        self._real = real
        self._shown = shown

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._watcher.add_event(event, self._real, self._shown)


def _identity(path: str) -> tuple[int, int] | None:
    """Device and inode of a folder, which differ when another one replaces it."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - a path comes as a string from the system
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _shown_path(path: str, real: str, shown: str) -> str:
    """Replace the real path of a folder by the path under which the site knows it."""
    return shown + path[len(real) :] if path.startswith(real) else path
