"""Publishes rendered files: all or nothing, each file whole, and nobody else's file touched."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from generator.state import inventory

# A folder that is also a work tree keeps these; they are never published by us or removed.
_TOLERATED = frozenset({".git", ".gitignore", ".gitkeep"})


class OutputError(Exception):
    """The output folder cannot be used: why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Written:
    """How many files a publication added or replaced, and how many it removed."""

    changed: int
    removed: int


class Publication:
    """Files on their way into the output.

    They are gathered in a folder of their own, and nothing of the output changes before
    `publish`. Leaving the ``with`` block without it leaves the output as it was.
    """

    def __init__(self, output: Path, state: Path, known: frozenset[str] = frozenset()) -> None:
        """Begin a publication.

        Args:
            output: The folder to publish into; it need not exist.
            state: A folder for the gathered files, on the same file system if possible.
            known: Files of the output that are known to be ours, besides those it lists itself.
        """
        self._output = output
        self._listed = inventory.load(output)
        self._own = self._listed | known
        self._staging = state / "staging"

    def __enter__(self) -> Publication:
        if not self._own and (others := sorted(_files(self._output))):
            _refuse(others)
        # What a build that was killed has left. There is no other: builds of a site are kept apart.
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)

    def holds(self, path: str, data: bytes) -> bool:
        """Whether the output has that file with these bytes."""
        return path in self._own and _read(self._output / path) == data

    def stage(self, path: str, data: bytes) -> None:
        """Gather a file. Processes copied from this one may do so too."""
        target = f"{self._staging}/{path}"
        try:
            stream = open(target, "wb")  # noqa: PTH123, SIM115 - called for every page of a site
        except FileNotFoundError:
            os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
            stream = open(target, "wb")  # noqa: PTH123, SIM115
        with stream:
            stream.write(data)

    def publish(self, outputs: Set[str], changed: Iterable[str]) -> Written:
        """Put the gathered files in place, then remove what earlier builds left over.

        Files are moved, never rewritten, so a reader sees each either as it was or as it is.
        New files come before changed ones, which may link to them, and removals come last.

        Args:
            outputs: Every file that the output is to hold.
            changed: Those among them that were gathered.

        Raises:
            OutputError: A file of somebody else, or a link, stands where one of ours must be.
        """
        moving = sorted(changed, key=lambda path: (path in self._own, path))
        stale = sorted(self._own - outputs - {inventory.NAME})
        listed = outputs - {inventory.NAME}
        if not self._output.exists():
            self.stage(inventory.NAME, inventory.dump(listed))
            if self._move(self._staging, self._output):
                return Written(len(moving), 0)
        self._check(moving, stale)
        if listed != self._listed:
            # While files are moved the list names all that may be ours.
            self._put(inventory.NAME, inventory.dump(listed | self._own))
        for path in moving:
            self._place(self._staging / path, path)
        removed = sum(_remove(self._output / path) for path in stale)
        _prune(self._output, stale)
        if listed != self._listed:
            self._put(inventory.NAME, inventory.dump(listed))
        return Written(len(moving), removed)

    def _check(self, moving: Sequence[str], stale: Sequence[str]) -> None:
        """Refuse to replace what is not ours, and to follow a link out of the output."""
        foreign = [
            path
            for path in moving
            if path not in self._own and os.path.lexists(self._output / path)
        ]
        folders = {folder for path in (*moving, *stale) for folder in Path(path).parents}
        links = (
            folder for folder in folders if folder.name and (self._output / folder).is_symlink()
        )
        foreign += map(str, links)
        if foreign:
            _refuse(sorted(foreign))

    def _put(self, path: str, data: bytes) -> None:
        self.stage(path, data)
        self._place(self._staging / path, path)

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


def _refuse(files: Sequence[str]) -> NoReturn:
    more = f" and {len(files) - 3:,} more" if len(files) > 3 else ""
    raise OutputError(
        f"the folder holds files that tarikh did not write: {', '.join(files[:3])}{more}",
        "move them away, or choose another folder with --output",
    )


def _remove(path: Path) -> bool:
    """Remove a file, and say whether there was one."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
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
