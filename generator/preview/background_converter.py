"""Converts the bodies that nobody has asked for, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection

from generator.content.markdown import MarkdownConverter
from generator.content.scan import SiteLayout, read_files
from generator.model import Site
from generator.preview.cached_articles import ConvertedFile, convert

_BATCH = 32
_NICENESS = 10


class BackgroundConverter:
    """A process that reads articles, and a thread that hands on what it has read."""

    def __init__(
        self,
        place: SiteLayout,
        site: Site,
        paths: Sequence[str],
        take: Callable[[list[ConvertedFile]], None],
    ) -> None:
        """Begin.

        Args:
            place: Where the site lies.
            site: Its settings.
            paths: The articles to convert.
            take: Called with some of them at a time, without their bodies' text.
        """
        # A copy of this process, which has threads, could wait for ever for one that it has not.
        context = multiprocessing.get_context("spawn")
        self._receiver, sender = context.Pipe(duplex=False)
        arguments = (place, site, tuple(paths), sender)
        self._process = context.Process(target=_read, args=arguments, daemon=True)
        with _uninterrupted():
            self._process.start()
        sender.close()
        self._take = take
        self._thread = threading.Thread(target=self._hand_on, name="reader", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End at once, whatever is left."""
        self._process.kill()
        self._process.join()
        self._thread.join()

    def _hand_on(self) -> None:
        with self._receiver:
            while True:
                try:
                    read = self._receiver.recv()
                except (EOFError, OSError):
                    return
                self._take(read)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from processes that are started meanwhile: it is this one that ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Started with the first process, this helper of Python's would open the door to Ctrl-C again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _read(place: SiteLayout, site: Site, paths: tuple[str, ...], sender: Connection) -> None:
    """Convert articles, giving way to whatever else the machine has to do."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    markup = MarkdownConverter()
    with sender:
        for start in range(0, len(paths), _BATCH):
            read = read_files(place.root, paths[start : start + _BATCH], [])
            converted = [convert(file, site, markup).lightened for file in read]
            try:
                sender.send(converted)
            except OSError:
                # Nobody is listening any more.
                return
