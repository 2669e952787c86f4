"""Shows progress bars in a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

from generator.build.report import ProgressCallback

# The seconds after which a build shows a progress bar.
_PROGRESS_DELAY = 1.0
# Moves the cursor of a terminal to the line above, and clears it.
_CLEAR_LINE_ABOVE = "\x1b[1A\x1b[2K"


@contextmanager
def show_progress(started: float) -> Iterator[ProgressCallback]:
    """Show a progress bar for each stage of a build in a terminal, once it has lasted a while."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    with ExitStack() as stack:
        stages: dict[str, Callable[[int], None]] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if time.perf_counter() - started < _PROGRESS_DELAY:
                return
            if stage not in stages:
                stack.close()
                stages[stage] = stack.enter_context(_progress_bar(stage, total))
            stages[stage](done)

        yield advance


@contextmanager
def _progress_bar(stage: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a progress bar until the end of the block."""
    with click.progressbar(length=total, label=stage, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
    click.echo(_CLEAR_LINE_ABOVE, nl=False, err=True)
