"""Stop the program on Ctrl-C, on a signal of the system, or when its terminal closes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """The program was asked to stop; ``number`` is the number of the signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def raise_on_stop_signals() -> Iterator[None]:
    """Raise `Stopped` when the program is asked to stop, so that its resources are released.

    A signal that is ignored stays ignored, as under ``nohup``.
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
    """Exit at once when the process is asked to stop; it has no resources to release yet."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _exit)


def exit_code(stop: KeyboardInterrupt) -> int:
    """Return the exit code that a shell reports for a program that a signal stopped."""
    return 128 + (stop.number if isinstance(stop, Stopped) else signal.SIGINT)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


def _exit(number: int, _frame: FrameType | None) -> None:
    os.write(2, b"tarikh: stopped\n")
    os._exit(128 + number)
