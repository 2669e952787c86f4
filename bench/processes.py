"""Run a command to its end and say what it cost: time, processor time, memory."""

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
    """A command that was to be measured failed: its figures mean nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run of a command cost.

    Attributes:
        seconds: From start to end, by the clock.
        processor: Seconds of processor time of all its processes, the system's share included.
        said: What it printed.
    """

    seconds: float
    processor: float
    said: str


def timed(argv: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder, undisturbed.

    Raises:
        CommandFailed: It ended with another exit code than 0.
    """
    before = _processor_time()
    began = time.perf_counter()
    outcome = subprocess.run(
        argv,
        check=False,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    seconds = time.perf_counter() - began
    said = outcome.stdout.decode(errors="replace")
    _require_success(argv, outcome.returncode, said)
    return Cost(seconds, _processor_time() - before, said)


def peak_memory(argv: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int | None:
    """Run a command in a folder and watch the memory of all its processes together.

    Every 50 ms the proportional set sizes are summed, in which a page of memory that several
    processes share counts once.

    Returns:
        The largest sum in bytes, or nothing where the system does not tell it.

    Raises:
        CommandFailed: It ended with another exit code than 0.
    """
    peak = 0
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            argv,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        while process.poll() is None:
            peak = max(peak, _memory_of_session(process.pid))
            time.sleep(_INTERVAL)
        said.seek(0)
        _require_success(argv, process.returncode, said.read().decode(errors="replace"))
    return peak or None


def _require_success(argv: Sequence[str], code: int, said: str) -> None:
    if code:
        raise CommandFailed(f"exit code {code}: {' '.join(argv)}\n{said}")


def _processor_time() -> float:
    """Of all processes that were started here and have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory_of_session(session: int) -> int:
    # A session keeps its processes when their parent ends; a tree of parents does not.
    total = 0
    for process in _PROCESSES.glob("[0-9]*"):
        # A process may end at any moment.
        with suppress(OSError):
            # The name, in parentheses, may hold anything; then come the state and three numbers.
            fields = (process / "stat").read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                total += _proportional_set_size(process)
    return total


def _proportional_set_size(process: Path) -> int:
    for line in (process / "smaps_rollup").read_bytes().splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024
    return 0
