"""Publishes rendered files: all or nothing, each file whole, and nobody else's file touched."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator import inventory

# A folder that is also a work tree keeps these; they are never published by us or removed.
_TOLERATED = frozenset({".git", ".gitignore", ".gitkeep"})


class OutputError(Exception):
    """The output folder cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a publication replaced or added, and how many it removed."""

    changed: int
    removed: int


class Publication:
    """Files on their way into the output.

    They are gathered in a folder of their own, and nothing of the output changes before
    `publish`. Leaving the ``with`` block without it leaves the output as it was.
    """

    def __init__(self, output: Path, state: Path) -> None:
        """Begin a publication.

        Args:
            output: The folder to publish into; it need not exist.
            state: A folder for the gathered files, on the same file system if possible.

        Raises:
            OutputError: The output holds files that tarikh did not write.
        """
        self._output = output
        self._own = inventory.load(output)
        self._present = frozenset(_files(output))
        self._paths: set[str] = set()
        self._changed: list[str] = []
        self._folders: set[str] = set()
        self._state = state
        self._staging = state / "staging"

    def __enter__(self) -> Publication:
        foreign = sorted(self._present - self._own - {inventory.NAME})
        if foreign:
            more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
            raise OutputError(
                f"{self._output} holds files that tarikh did not write: "
                f"{', '.join(foreign[:3])}{more}; move them away or choose another --output"
            )
        self._state.mkdir(parents=True, exist_ok=True)
        self._staging = Path(tempfile.mkdtemp(prefix="staging-", dir=self._state))
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)

    def add(self, path: str, data: bytes) -> None:
        """Gather a file, unless the output already holds it with the same bytes."""
        self._paths.add(path)
        if path in self._present and _read(self._output / path) == data:
            return
        target = self._staging / path
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        target.write_bytes(data)
        self._changed.append(path)

    def add_file(self, path: str, source: Path) -> None:
        """Gather a copy of a file, unless the output already has one of its name.

        Only for files whose name tells their content.
        """
        self._paths.add(path)
        target = self._staging / path
        if path in self._present or target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        self._changed.append(path)

    def publish(self) -> Written:
        """Put the gathered files in place, then remove those of earlier builds that are left over.

        Files are moved, never rewritten, so a reader sees each either as it was or as it is.
        New files come before changed ones, which may link to them, and removals come last.
        """
        stale = sorted((self._own & self._present) - self._paths)
        listed = inventory.dump(self._paths)
        if not self._present and not self._output.exists():
            (self._staging / inventory.NAME).write_bytes(listed)
            self._staging.chmod(0o755)
            if self._move(self._staging, self._output):
                return Written(len(self._changed), 0)
        self._put(inventory.NAME, inventory.dump(self._paths | self._own))
        for path in sorted(self._changed, key=lambda path: (path in self._present, path)):
            self._place(self._staging / path, path)
        for path in stale:
            (self._output / path).unlink(missing_ok=True)
        _prune(self._output, stale)
        self._put(inventory.NAME, listed)
        return Written(len(self._changed), len(stale))

    def _put(self, path: str, data: bytes) -> None:
        staged = self._staging / path
        staged.write_bytes(data)
        self._place(staged, path)

    def _place(self, staged: Path, path: str) -> None:
        target = self._output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if self._move(staged, target):
            return
        beside = target.with_name(f".{target.name}.part")
        shutil.copyfile(staged, beside)
        beside.replace(target)

    def _move(self, staged: Path, target: Path) -> bool:
        """Rename, or say that the target lies on another file system."""
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(target)
        except OSError as error:
            if error.errno == errno.EXDEV:
                return False
            raise
        return True


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _files(folder: Path) -> Iterable[str]:
    """The path of every file below a folder."""
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _TOLERATED]
        inner = Path(base).relative_to(folder).as_posix()
        prefix = "" if inner == "." else f"{inner}/"
        for name in names:
            if name not in _TOLERATED:
                yield f"{prefix}{name}"


def _prune(output: Path, removed: Iterable[str]) -> None:
    """Remove folders that removals left empty."""
    folders = {parent for path in removed for parent in Path(path).parents if parent.name}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        try:
            (output / folder).rmdir()
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.ENOENT, errno.EEXIST}:
                raise
