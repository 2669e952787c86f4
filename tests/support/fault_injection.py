"""Fault injection: a site in several states, and builds of it that are killed or refused something.

Builds run in processes forked from the test's own, so that a fault can be written in Python, and
each build takes a fraction of a second.
"""

from __future__ import annotations

import builtins
import ctypes
import errno
import io
import os
import re
import select
import shutil
import signal
import struct
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import generator.build.rebuild  # noqa: F401 - so that no copied process loads it again
from generator.cli import main
from tests.support import html_file
from tests.support.files import read_tree
from tests.support.sources import article

# What a process does with the disk, by the names that Python's audit hooks have for it.
_KINDS = MappingProxyType(
    {
        "os.mkdir": "make",
        "os.remove": "remove",
        "os.rename": "move",
        "os.rmdir": "remove",
        "os.truncate": "write",
        "os.scandir": "list",
        "os.listdir": "list",
    }
)
_STATE = frozenset(
    (
        *("cards", "chronicle", "entries", "lock", "manifest", "media"),
        *("pictures", "reads", "records", "search"),
    )
)
_HREF = re.compile(r'href="([^"#?]+)')
# Longer than any build of these tests takes on a busy machine (s).
_PATIENCE = 60

# linux/capability.h: what lets root write to files whatever their permissions are.
_CAP_DAC_OVERRIDE = 1

Files = Mapping[str, bytes]


# --- The site -----------------------------------------------------------------------------


def _site(numbers: Iterable[int], *, title: str, body: str, more: str = "") -> dict[str, bytes]:
    files = {
        "content/site.toml": b'title = "Faults"\nexports = "site"\n',
        "content/p.svg": f'<svg xmlns="http://www.w3.org/2000/svg" id="{title}"/>'.encode(),
    }
    for number in numbers:
        link = f"![p](p.svg) [next](k{number}.en.md)"
        for language in ("ar", "en"):
            text = f"{body} {number}. {link}"
            path = f"content/k{number}.{language}.md"
            files[path] = article(
                f"{title} {number}",
                f"{2020 + number % 3}-{1 + number % 12:02d}",
                f"summary: In short\n{more}",
                text,
                source=f"Agency {number % 4}",
                tags=f"tag{number % 5}",
            ).encode()
    return files


BEFORE: Files = _site(range(20), title="One", body="Text.")
# Articles are deleted and added; titles, a picture and the names of tags differ.
AFTER: Files = {
    **BEFORE,
    **_site(range(12, 24), title="Two", body="Other text."),
    **{f"content/k{n}.{code}.md": b"" for n in (2, 3, 4) for code in ("ar", "en")},
    "content/tags.toml": b"[first]\nname = 'tag1'\n",
}
# Only bodies differ.
REWORDED: Files = {
    path: data.replace(b"Text.", b"Words.") if "k1" in path else data
    for path, data in BEFORE.items()
}
# An address that was a file is a folder now, and one that was a folder is a file.
ADDRESSES: Files = {
    **BEFORE,
    "content/x.en.md": article("X", more="aliases: [old.html, then.html/more]\n").encode(),
}
READDRESSED: Files = {
    **BEFORE,
    "content/x.en.md": article("X", more="aliases: [old.html/more, then.html]\n").encode(),
}


def write_sources(root: Path, files: Files) -> None:
    """Make the sources of a site these, and no others."""
    for path in read_sources(root):
        if not files.get(path):
            (root / path).unlink()
    for path, data in files.items():
        target = root / path
        if data and not (target.is_file() and target.read_bytes() == data):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def read_sources(root: Path) -> dict[str, tuple[bytes, int]]:
    """Every source, with its bytes and the time of its last change."""
    found = (path for name in ("content", "templates") for path in (root / name).rglob("*"))
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in found
        if path.is_file()
    }


def copy_site(root: Path, other: Path) -> None:
    """Copy a site with its output and the record of its last build."""
    shutil.copytree(root, other, symlinks=True)


# --- Invariants ---------------------------------------------------------------------------


def find_torn_files(output: Files, old: Files, new: Files) -> list[str]:
    """The files of an output that have neither their old nor their new content."""
    ours = (path for path in output if path != ".tarikh" and ".tarikh-staging/" not in path)
    return [path for path in ours if output[path] not in (old.get(path), new.get(path))]


def find_dead_links(output: Files) -> set[tuple[str, str]]:
    """The dead links of all pages that a reader can reach, each with the page that it is on."""
    seen: set[str] = set()
    waiting = ["index.html"] if "index.html" in output else []
    dead = set()
    while waiting:
        page = waiting.pop()
        for target in _targets(page, output[page]):
            if target not in output:
                dead.add((page, target))
            elif target not in seen:
                seen.add(target)
                if target.endswith(".html"):
                    waiting.append(target)
    return dead


@lru_cache(maxsize=4096)
def _targets(page: str, data: bytes) -> frozenset[str]:
    found = set()
    for href in _HREF.findall(data.decode()):
        if not re.match(r"[a-z]+:|/", href):
            path = normpath(join(dirname(page), unquote(href)))
            folder = href.endswith(("/", ".")) or href == ""
            found.add(html_file("" if path == "." else f"{path}/") if folder else path)
    return frozenset(found)


def find_leftovers(root: Path, output: Path) -> list[str]:
    """What builds have left that they should have removed."""
    state = root / ".tarikh"
    found = [path.name for path in state.iterdir() if path.name not in _STATE]
    found += [
        path.name
        for folder in ("entries", "records", "search")
        for path in (state / folder).glob("*.*")
    ]
    found += [path.name for path in output.parent.iterdir() if path.name.startswith(".output")]
    return found + [
        path for path in read_tree(output) if "staging" in path or path.endswith(".part")
    ]


# --- Builds in processes of their own -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """How a process ended: its exit code or its negated signal number, and what it printed."""

    code: int
    said: str


@dataclass(slots=True)
class Process:
    """A build that is running."""

    pid: int
    log: Path
    _gone: int = field(repr=False)

    def signal_after(self, seconds: float, number: int) -> None:
        """Send it a signal after some seconds, or when it has ended."""
        select.select([self._gone], [], [], seconds)
        os.kill(self.pid, number)

    def end(self) -> ProcessResult:
        """Wait for it and for all processes that it has started, for a limited time."""
        ready, _, _ = select.select([self._gone], [], [], _PATIENCE)
        if not ready:
            os.killpg(self.pid, signal.SIGKILL)
        os.close(self._gone)
        _, status = os.waitpid(self.pid, 0)
        said = self.log.read_text(encoding="utf-8")
        assert ready, f"it hangs, or has left a process behind: {said}"
        assert "Traceback" not in said, said
        return ProcessResult(os.waitstatus_to_exitcode(status), said)


def start(log: Path, *arguments: str | Path, first: Callable[[], object] = int) -> Process:
    """Start the program in a copy of this process.

    Args:
        log: Where to keep what it says.
        arguments: The program's.
        first: What to do in the copy before that.
    """
    # It may be killed before it has opened it.
    log.write_text("")
    gone, held = os.pipe()
    with warnings.catch_warnings():
        # The threads of the test runner have no part in what the copy does.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        os.close(held)
        return Process(pid, log, gone)
    code: Any = 99
    try:
        os.close(gone)
        os.setsid()
        sys.stdout = sys.stderr = log.open("w", encoding="utf-8", buffering=1)
        os.dup2(sys.stderr.fileno(), 2)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        first()
        main([str(each) for each in arguments], prog_name="tarikh")
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def run(log: Path, *arguments: str | Path, first: Callable[[], object] = int) -> ProcessResult:
    """Run the program in a copy of this process."""
    return start(log, *arguments, first=first).end()


# --- Faults ------------------------------------------------------------------------------


def obey_permissions() -> None:
    """Make the permissions of files hold for this process even if root runs it.

    Another user could not do instead: the checkout may be in a folder that only root may enter.
    What may be read without permission still may, as the checkout may belong to another user.
    """
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    # capget(2), version 3: a header, and effective, permitted and inheritable bits in two halves.
    header = struct.pack("Ii", 0x20080522, 0)
    data = ctypes.create_string_buffer(24)
    assert libc.capget(header, data) == 0, os.strerror(ctypes.get_errno())
    sets = list(struct.unpack("6I", data.raw))
    for index in range(3):
        sets[index] &= ~(1 << _CAP_DAC_OVERRIDE)
    assert libc.capset(header, struct.pack("6I", *sets)) == 0, os.strerror(ctypes.get_errno())


class Pause:
    """A point in a build at which it waits until the test resumes it."""

    def __init__(self, when: Callable[[int, str, str], object]) -> None:
        """Make a pause.

        Args:
            when: Whether to wait before a step; called with the arguments that `fail_at` describes.
        """
        self._when = when
        self._reached, self._reach = os.pipe()
        self._opened, self._open = os.pipe()

    def __call__(self) -> None:
        """Install it in this process; processes that it starts do not wait."""
        # A build whose test has ended is resumed.
        os.close(self._open)
        here = os.getpid()
        passed: list[str] = []

        def act(count: int, kind: str, path: str) -> None:
            if not passed and os.getpid() == here and self._when(count, kind, path):
                passed.append(path)
                os.write(self._reach, b".")
                os.read(self._opened, 1)

        _at_each_step(act)

    def wait(self) -> None:
        """Wait until the build has reached that point."""
        ready, _, _ = select.select([self._reached], [], [], _PATIENCE)
        assert ready, "no build has reached this point"

    def resume(self) -> None:
        """Let the build go on."""
        os.write(self._open, b".")
        for end in (self._reached, self._reach, self._opened, self._open):
            os.close(end)


def record_steps(into: Path) -> Callable[[], None]:
    """Record the number of each step that a process takes, its kind and its file."""

    def begin() -> None:
        here, notes = os.getpid(), into.open("w", encoding="utf-8", buffering=1)

        def act(count: int, kind: str, path: str) -> None:
            if count and os.getpid() == here:
                notes.write(f"{count} {kind} {path}\n")

        _at_each_step(act)

    return begin


def signal_at(step: int, number: int) -> Callable[[], None]:
    """Send a process a signal when it has taken that many steps."""

    def begin() -> None:
        here = os.getpid()

        def act(count: int, _event: str, _path: str) -> None:
            if count == step and os.getpid() == here:
                os.kill(here, number)

        _at_each_step(act)

    return begin


def kill_worker_at(step: int) -> Callable[[], None]:
    """Kill the first worker process when it has taken that many steps of its own."""

    def begin() -> None:
        here, taken = os.getpid(), 0

        def act(count: int, _kind: str, _path: str) -> None:
            nonlocal taken
            if os.getpid() != here and count:
                taken += 1
                if taken == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        _at_each_step(act)

    return begin


def fail_at(
    number: int, when: Callable[[int, str, str], object], *, once: bool = False
) -> Callable[[], None]:
    """Make the system refuse a step with that `errno`.

    Args:
        number: The error.
        when: Whether to refuse a step; called with its number (0 if it only reads), kind and file.
        once: Whether to refuse at most one step.
    """

    def begin() -> None:
        failed: list[str] = []

        def act(count: int, event: str, path: str) -> None:
            if not (once and failed) and when(count, event, path):
                failed.append(path)
                raise OSError(number, os.strerror(number), path)

        _at_each_step(act)

    return begin


def _at_each_step(act: Callable[[int, str, str], object]) -> None:
    """Call a function before each step with its number, its kind and its file."""
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event == "open":
            writes = bool((arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR))
            kind = "write" if writes else "read"
        else:
            kind = _KINDS.get(event, "")
        path = arguments[1] if kind == "move" else arguments[0] if arguments else None
        if not kind or not isinstance(path, str):
            return
        changes = kind not in {"read", "list"}
        count += changes
        act(count if changes else 0, kind, path)

    sys.addaudithook(hook)


def full_disk(at: int, number: int = errno.ENOSPC) -> Callable[[], None]:
    """Refuse to write any byte to a file from that write on."""

    def begin() -> None:
        written = 0
        opened, pwrite = io.open, os.pwrite

        def check() -> None:
            nonlocal written
            written += 1
            if written >= at:
                # The system does not name the file.
                raise OSError(number, os.strerror(number))

        class Full(io.BufferedWriter):
            def write(self, data: Any, /) -> int:
                check()
                return super().write(data)

        def open_full(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            if mode == "wb":
                return Full(io.FileIO(file, "w"))
            return opened(file, mode, *more, **named)

        def pwrite_full(descriptor: int, data: Any, place: int, /) -> int:
            check()
            return pwrite(descriptor, data, place)

        builtins.open = io.open = open_full
        os.pwrite = pwrite_full

    return begin
