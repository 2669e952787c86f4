"""Run a command and measure its time, processor time and memory."""

from __future__ import annotations

import resource
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")
_INTERVAL = 0.05


class CommandFailed(Exception):
    """A measured command failed, so its measurements are meaningless."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The measurements of a run of a command.

    Attributes:
        seconds: The elapsed time.
        processor: The processor time of all its processes in seconds, including system time.
        output: What it printed.
    """

    seconds: float
    processor: float
    output: str


def timed(argv: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder and measure its time.

    Raises:
        CommandFailed: Its exit code is not 0.
    """
    before = _processor_time()
    began = time.perf_counter()
    completed = subprocess.run(
        argv,
        check=False,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seconds = time.perf_counter() - began
    output = completed.stdout.decode(errors="replace")
    _require_success(argv, completed.returncode, output)
    return Cost(seconds, _processor_time() - before, output)


def peak_memory(argv: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int | None:
    """Run a command in a folder and measure the memory of all its processes together.

    Every 50 ms the proportional set sizes are added up, which count a page of memory that several
    processes share once.

    Returns:
        The largest sum in bytes; ``None`` if the system does not report it.

    Raises:
        CommandFailed: Its exit code is not 0.
    """
    peak = 0
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            argv,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while process.poll() is None:
            peak = max(peak, _memory_of_session(process.pid))
            time.sleep(_INTERVAL)
        output.seek(0)
        _require_success(argv, process.returncode, output.read().decode(errors="replace"))
    return peak or None


def _require_success(argv: Sequence[str], code: int, output: str) -> None:
    if code:
        raise CommandFailed(f"exit code {code}: {' '.join(argv)}\n{output}")


def _processor_time() -> float:
    """Return the processor time of all child processes that have ended, and of their children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory_of_session(session: int) -> int:
    # A session keeps its processes when their parent ends; a tree of parents does not.
    total = 0
    for process in _PROCESSES.glob("[0-9]*"):
        # A process may end at any moment.
        with suppress(OSError):
            # The name in parentheses may contain anything; the state and three numbers follow it.
            fields = (process / "stat").read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                total += _proportional_set_size(process)
    return total


def _proportional_set_size(process: Path) -> int:
    for line in (process / "smaps_rollup").read_bytes().splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return 0
