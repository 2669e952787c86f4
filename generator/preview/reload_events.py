"""Tells all open pages that there is something new, over server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

# Connections on which nothing is said are given up by what lies between (s).
_ALIVE = 15.0
# News that is found behind the pages is told of together (s).
_TOGETHER = 0.4


class ReloadEvents:
    """A number that grows, and whoever waits for it. Belongs to one event loop."""

    def __init__(self) -> None:
        self._number = 0
        self._closed = False
        self._changed = asyncio.Event()
        self._planned: asyncio.TimerHandle | None = None

    @property
    def number(self) -> int:
        """How often there has been news."""
        return self._number

    def publish(self) -> None:
        """There is news, now."""
        if self._planned is not None:
            self._planned.cancel()
            self._planned = None
        self._number += 1
        self._wake()

    def publish_soon(self) -> None:
        """There is news that can wait for more of its kind."""
        if self._planned is None:
            self._planned = asyncio.get_running_loop().call_later(_TOGETHER, self.publish)

    def close(self) -> None:
        """There will be none any more: end all streams."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def stream(self) -> AsyncIterator[bytes]:
        """The stream of one listener (WHATWG HTML, "Server-sent events").

        It begins with the present number: whoever has slept catches up. A listener that is slow
        misses numbers in between, but never the last one.
        """
        yield b"retry: 500\n\n"
        told = -1
        while not self._closed:
            changed = self._changed
            if told != self._number:
                told = self._number
                yield b"data: %d\n\n" % told
                continue
            try:
                await asyncio.wait_for(changed.wait(), _ALIVE)
            except TimeoutError:
                yield b": nothing new\n\n"
