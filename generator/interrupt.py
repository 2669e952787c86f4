"""Ends a run on request: by Ctrl-C, by the system, or with its terminal."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """The run is to end: the number of the signal that says so."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def raise_on_stop_signals() -> Iterator[None]:
    """Raise `Stopped` when the run is asked to end, so that its resources are released.

    What was to be ignored goes on being ignored, as after ``nohup``.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    try:
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, _stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def exit_on_stop_signals() -> None:
    """End the process when it is asked to end, while it has no resources to release."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _leave)


def exit_code(stop: KeyboardInterrupt) -> int:
    """What a shell makes of a program that was ended by a signal."""
    return 128 + (stop.number if isinstance(stop, Stopped) else signal.SIGINT)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


def _leave(number: int, _frame: FrameType | None) -> None:
    os.write(2, b"tarikh: stopped\n")
    os._exit(128 + number)
