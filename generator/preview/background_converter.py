"""Converts the articles that no page has needed yet, in a process of its own."""

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
from generator.engine.conversion import ConvertedFile, convert_file
from generator.model import Site

# How many articles are sent back at a time.
_BATCH_SIZE = 32
# The priority of the process (`nice`): pages are rendered first.
_NICENESS = 10


class BackgroundConverter:
    """A process that converts articles, and a thread that receives them."""

    def __init__(
        self,
        layout: SiteLayout,
        site: Site,
        paths: Sequence[str],
        on_converted: Callable[[list[ConvertedFile]], None],
    ) -> None:
        """Start the process.

        Args:
            layout: The site's folders.
            site: The site's settings.
            paths: The articles to convert.
            on_converted: Called with a few articles at a time, without the text of their bodies.
        """
        # A fork of this process could wait forever for a lock that one of its threads had.
        context = multiprocessing.get_context("spawn")
        self._receiver, sender = context.Pipe(duplex=False)
        arguments = (layout, site, tuple(paths), sender)
        self._process = context.Process(target=_convert, args=arguments, daemon=True)
        with _interrupts_blocked():
            self._process.start()
        sender.close()
        self._on_converted = on_converted
        self._thread = threading.Thread(target=self._receive, name="converter", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the process at once, even if articles remain."""
        self._process.kill()
        self._process.join()
        self._thread.join()

    def _receive(self) -> None:
        with self._receiver:
            while True:
                try:
                    converted = self._receiver.recv()
                except (EOFError, OSError):
                    return
                self._on_converted(converted)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Block Ctrl-C in processes that are started meanwhile: this process ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Python starts its resource tracker with the first process, which would unblock Ctrl-C.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _convert(layout: SiteLayout, site: Site, paths: tuple[str, ...], sender: Connection) -> None:
    """Convert articles at a low priority. Runs in the process."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    converter = MarkdownConverter()
    with sender:
        for start in range(0, len(paths), _BATCH_SIZE):
            files = read_files(layout.root, paths[start : start + _BATCH_SIZE], [])
            converted = [convert_file(file, site, converter).without_segments() for file in files]
            try:
                sender.send(converted)
            except OSError:
                # The receiver has been closed.
                return
