"""Notifies all open pages of changes, with server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

# How often the stream says that it is alive (s). Proxies close connections that are silent for
# long, and a page cannot know otherwise that its connection ended while the computer slept.
_KEEPALIVE_INTERVAL = 15.0
# Changes found in the background within this time are published together (s).
_DELAY = 0.4


class ReloadEvents:
    """A counter of changes, and the streams that send it. Belongs to one event loop."""

    def __init__(self) -> None:
        self._number = 0
        self._closed = False
        self._changed = asyncio.Event()
        self._scheduled: asyncio.TimerHandle | None = None

    @property
    def number(self) -> int:
        """How often a change has been published."""
        return self._number

    def publish(self) -> None:
        """Notify the pages now."""
        if self._scheduled is not None:
            self._scheduled.cancel()
            self._scheduled = None
        self._number += 1
        self._wake()

    def publish_soon(self) -> None:
        """Notify the pages shortly, together with other changes."""
        if self._scheduled is None:
            self._scheduled = asyncio.get_running_loop().call_later(_DELAY, self.publish)

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def stream(self) -> AsyncIterator[bytes]:
        """The stream for one listener (WHATWG HTML, "Server-sent events").

        It starts with the current number, so a listener that was disconnected catches up. A slow
        listener may miss numbers in between, but never the last one.
        """
        yield b"retry: 500\n\n"
        sent = -1
        while not self._closed:
            changed = self._changed
            if sent != self._number:
                sent = self._number
                yield b"data: %d\n\n" % sent
                continue
            try:
                await asyncio.wait_for(changed.wait(), _KEEPALIVE_INTERVAL)
            except TimeoutError:
                yield b"event: alive\ndata:\n\n"
