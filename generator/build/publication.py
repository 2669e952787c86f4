"""Publishes rendered files: all or nothing, each file whole, and nobody else's file touched."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from generator.hashing import hash_bytes
from generator.os_errors import describe_os_error
from generator.problems import Code
from generator.state import output_manifest
from generator.state.lock import STAGING, lock_output

# A folder that is also a work tree keeps these; they are never published by us or removed.
_TOLERATED = frozenset({".git", ".gitignore", ".gitkeep"})
# Where files wait in an output that lies on another disk than the site's state.
_ACROSS = ".tarikh-staging"
# What the list for the time after the removals is called while it waits.
_FINAL = ".tarikh-final"
# Somebody else's files are listed to show some of them: a folder may hold a whole disk.
_ENOUGH = 1000


class OutputError(Exception):
    """The output folder cannot be used: why, and what to do."""

    def __init__(self, message: str, hint: str, code: Code = "output-foreign") -> None:
        super().__init__(message, hint, code)
        self.message = message
        self.hint = hint
        self.code = code


@dataclass(frozen=True, slots=True)
class PublishedFiles:
    """How many files a publication added or replaced, and how many it removed."""

    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class _Moves:
    """What is to be done to an output, in this order.

    Attributes:
        folders: Folders to be made, each after the one that holds it.
        fresh: New files.
        obstacles: Files of earlier builds that stand where new files need a folder, or in a folder
            where a new file must be.
        freed: New files that can be put there then.
        changed: Files to be replaced.
        stale: Files of earlier builds to be removed.
    """

    folders: tuple[str, ...]
    fresh: tuple[str, ...]
    obstacles: tuple[str, ...]
    freed: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]


class Publication:
    """Files on their way into the output.

    They are gathered in a folder of their own, and nothing of the output changes before
    `publish`. Leaving the ``with`` block without it leaves the output as it was.
    """

    def __init__(
        self,
        output: Path,
        state: Path,
        known: frozenset[str] = frozenset(),
        marks: tuple[str, ...] = (),
        recorded: bytes = b"",
    ) -> None:
        """Begin a publication.

        Args:
            output: The folder to publish into; it need not exist.
            state: A folder for the gathered files, on the same file system if possible.
            known: Files of the output that are known to be ours, besides those it lists itself.
            marks: What the site is known by.
            recorded: The hash of the output's list as the site's last build left it, if there
                was one: what that build wrote is the site's, whatever the site is known by now.
        """
        self._output = output
        self._known = known
        self._marks = marks
        self._recorded = recorded
        self._gathered = self._staging = state / STAGING
        self._listed = output_manifest.OutputManifest()
        self._own = known
        self._held = ExitStack()

    def __enter__(self) -> Publication:
        """Take hold of the output.

        Raises:
            OutputError: It is no folder, or holds files of others.
            BusyError: Another process holds it.
        """
        if self._output.exists() and not self._output.is_dir():
            message = "there is a file where the output folder must be"
            _refuse(message, "move it away, or choose another folder with --output")
        with ExitStack() as held:
            held.enter_context(lock_output(self._output))
            self._listed = output_manifest.load(self._output)
            self._own = self._listed.files | self._known
            self._check_owner()
            shutil.rmtree(self._output / _ACROSS, ignore_errors=True)
            shutil.rmtree(self._staging, ignore_errors=True)
            self._staging.mkdir(parents=True)
            self._held = held.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            shutil.rmtree(self._gathered, ignore_errors=True)
            self._held.close()
        except KeyboardInterrupt:
            # Told to end in the middle of tidying up: that is done all the same.
            shutil.rmtree(self._gathered, ignore_errors=True)
            self._held.close()
            raise

    def holds(self, path: str, data: bytes) -> bool:
        """Whether the output has that file with these bytes."""
        return path in self._own and _read(self._output / path) == data

    def stage(self, path: str, data: bytes) -> None:
        """Gather a file. Processes copied from this one may do so too.

        Raises:
            OSError: There is no room for it.
        """
        target = f"{self._staging}/{path}"
        try:
            try:
                stream = open(target, "wb")  # noqa: PTH123, SIM115 - called for every page
            except FileNotFoundError:
                os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
                stream = open(target, "wb")  # noqa: PTH123, SIM115
            with stream:
                stream.write(data)
        except OSError as error:
            # The system does not say into which file it could not write.
            error.filename = error.filename or target
            raise

    def publish(self, outputs: Set[str], changed: Iterable[str]) -> PublishedFiles:
        """Put the gathered files in place, then remove what earlier builds left over.

        Files are moved, never rewritten, so a reader sees each either as it was or as it is.
        New files come before changed ones, which may link to them, and removals come last. What
        goes wrong before the first changed file leaves the output as it was.

        Args:
            outputs: Every file that the output is to hold.
            changed: Those among them that were gathered.

        Raises:
            OutputError: A file of somebody else, or a link, stands where one of ours must be.
            OSError: The system refuses a file.
        """
        gathered = frozenset(changed) - {output_manifest.NAME}
        wanted = frozenset(outputs) - {output_manifest.NAME}
        listing = output_manifest.dump(wanted, self._marks)
        if not self._output.exists():
            if gathered != wanted:
                message = "the output folder was removed while the site was built"
                raise OutputError(message, "build again", "output-gone")
            self.stage(output_manifest.NAME, listing)
            if self._move_all():
                return PublishedFiles(len(gathered), 0)
        moves = self._moves(gathered, wanted)
        relisted = listing != self._listed.data
        if relisted:
            # While files are moved the list names all that may be ours. Both are written now:
            # once a file has been replaced, no more room is needed.
            both = dict.fromkeys((*self._marks, *self._listed.marks))
            self.stage(output_manifest.NAME, output_manifest.dump(wanted | self._own, both))
            self.stage(_FINAL, listing)
        with self._undone_if_it_fails(moves):
            for folder in moves.folders:
                (self._output / folder).mkdir(exist_ok=True)
            if relisted:
                self._place(output_manifest.NAME)
            for path in moves.fresh:
                self._place(path)
        try:
            removed = self._finish(moves)
            if relisted:
                self._place(_FINAL, output_manifest.NAME)
        except OSError as error:
            raise _half_done(error, self._output) from error
        return PublishedFiles(len(gathered), removed)

    def _check_owner(self) -> None:
        """Refuse an output that another site has, or that is not tarikh's."""
        listed = self._listed
        strange = listed.marks and self._marks and not set(listed.marks) & set(self._marks)
        if strange and hash_bytes(listed.data) != self._recorded:
            message = f"the folder holds another site, '{listed.title}'"
            hint = (
                "choose another folder with --output; or empty this one, if that site is this one"
                " under an earlier name"
            )
            raise OutputError(message, hint, "output-other")
        if not self._own and (others := sorted(islice(_files(self._output), _ENOUGH))):
            _refuse_foreign(others)

    def _moves(self, gathered: frozenset[str], wanted: frozenset[str]) -> _Moves:
        """Find out what is to be done, and refuse what cannot be done, before anything is.

        What is not ours is never replaced, and no link is followed out of the output.
        """
        stale = self._own - wanted - {output_manifest.NAME}
        missing, obstacles, foreign = self._folders(gathered, stale)
        fresh: list[str] = []
        freed: list[str] = []
        changed: list[str] = []
        # The deepest first: the pages by which readers enter the site come when all else is there.
        for path in sorted(gathered, key=lambda path: (-path.count("/"), path)):
            mode = _mode(f"{self._output}/{path}")
            if mode is None:
                (freed if any(each in obstacles for each in _above(path)) else fresh).append(path)
            elif stat.S_ISDIR(mode):
                inside = {f"{path}/{each}" for each in _files(self._output / path)}
                foreign += sorted(inside - stale)
                obstacles |= inside & stale
                freed.append(path)
            elif path in self._own:
                changed.append(path)
            else:
                foreign.append(path)
        if foreign:
            _refuse_foreign(sorted(foreign))
        return _Moves(
            folders=tuple(sorted(missing - {each for path in freed for each in _above(path)})),
            fresh=tuple(fresh),
            obstacles=tuple(sorted(obstacles)),
            freed=tuple(freed),
            changed=tuple(changed),
            stale=tuple(sorted(stale)),
        )

    def _folders(
        self, gathered: frozenset[str], stale: frozenset[str]
    ) -> tuple[set[str], set[str], list[str]]:
        """The folders to be made, the files of ours in their place, and what is not ours."""
        missing: set[str] = set()
        obstacles: set[str] = set()
        foreign: list[str] = []
        needed = {folder for path in gathered for folder in _above(path)}
        for folder in sorted({folder for path in stale for folder in _above(path)} | needed):
            full = f"{self._output}/{folder}"
            mode = _mode(full)
            if mode is None:
                missing.add(folder)
            elif stat.S_ISDIR(mode):
                _check_writable(full)
            elif folder in stale:
                obstacles.add(folder)
            elif folder in needed or stat.S_ISLNK(mode):
                foreign.append(folder)
        return missing & needed, obstacles, foreign

    @contextmanager
    def _undone_if_it_fails(self, moves: _Moves) -> Iterator[None]:
        """Take new files out of the output again, if not all of them can be put there."""
        try:
            yield
        except BaseException:
            with suppress(OSError):
                if self._listed.data:
                    self.stage(output_manifest.NAME, self._listed.data)
                    self._place(output_manifest.NAME)
                else:
                    (self._output / output_manifest.NAME).unlink()
            for path in moves.fresh:
                with suppress(OSError):
                    (self._output / path).unlink()
            _prune(self._output, moves.fresh)
            raise

    def _finish(self, moves: _Moves) -> int:
        """Replace what has changed and remove what is left over, now that all new files stand."""
        removed = sum(_remove(self._output / path) for path in moves.obstacles)
        _prune(self._output, moves.obstacles)
        for path in moves.freed:
            # A build that was killed may have left the folder and nothing in it.
            for folder, _, _ in os.walk(self._output / path, topdown=False):
                os.rmdir(folder)  # noqa: PTH106 - as `os.walk` names it
            (self._output / path).parent.mkdir(parents=True, exist_ok=True)
            self._place(path)
        for path in moves.changed:
            self._place(path)
        removed += sum(_remove(self._output / path) for path in moves.stale)
        _prune(self._output, moves.stale)
        return removed

    def _place(self, path: str, name: str = "") -> None:
        """Move a file from where it waits to where it belongs, under another name if it has one."""
        try:
            os.replace(f"{self._staging}/{path}", f"{self._output}/{name or path}")  # noqa: PTH105
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # This is the first of them: nothing has been moved yet.
            self._carry_over()
            self._place(path, name)

    def _move_all(self) -> bool:
        """Make what was gathered the output, or say that it would lie on another disk."""
        self._output.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._staging.rename(self._output)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._output.mkdir()
            return False
        return True

    def _carry_over(self) -> None:
        """Copy what was gathered to the disk of the output, where it can be moved."""
        across = self._output / _ACROSS
        for path in _files(self._staging):
            (across / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._staging / path, across / path)
        self._held.callback(shutil.rmtree, across, ignore_errors=True)
        self._staging = across


def _refuse(message: str, hint: str) -> NoReturn:
    raise OutputError(message, hint)


def _refuse_foreign(files: Sequence[str]) -> NoReturn:
    more = f" and {len(files) - 3:,} more" if len(files) > 3 else ""
    raise OutputError(
        f"the folder holds files that tarikh did not write: {', '.join(files[:3])}{more}",
        "move them away, or choose another folder with --output",
    )


def _half_done(error: OSError, output: Path) -> OutputError:
    """What is told when the system refuses a file that it should not have."""
    refused = describe_os_error(error)
    path = refused.path.removeprefix(f"{output}/")
    message = (
        f"{path}: {refused.message}; so some files are new already and others as they were,"
        " each of them whole"
    )
    return OutputError(message, refused.hint, "output-partial")


def _check_writable(folder: str) -> None:
    """Tell early that files in a folder can be neither made nor replaced."""
    if not os.access(folder, os.W_OK | os.X_OK):
        read_only = hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY
        number = errno.EROFS if read_only else errno.EACCES
        raise OSError(number, os.strerror(number), folder)


def _mode(path: str) -> int | None:
    """The kind of a file, links not followed; ``None`` when there is none."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _above(path: str) -> Iterator[str]:
    """The folders that a path goes through, the output itself, an empty path, the last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _remove(path: Path) -> bool:
    """Remove a file, and say whether there was one."""
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except PermissionError:
        # What some systems say of a folder, which is none of ours.
        if path.is_dir():
            return False
        raise
    return True


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _files(folder: Path) -> Iterator[str]:
    """The path of every file below a folder.

    Raises:
        OSError: A folder cannot be listed.
    """
    for base, folders, names in os.walk(folder, onerror=_raise_unless_missing):
        folders[:] = [name for name in folders if name not in _TOLERATED and name != _ACROSS]
        inner = Path(base).relative_to(folder).as_posix()
        prefix = "" if inner == "." else f"{inner}/"
        for name in names:
            if name not in _TOLERATED:
                yield f"{prefix}{name}"


def _raise_unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _prune(output: Path, removed: Iterable[str]) -> None:
    """Remove folders that removals left empty."""
    folders = {folder for path in removed for folder in _above(path) if folder}
    for folder in sorted(folders, key=lambda folder: folder.count("/"), reverse=True):
        # One that is not empty is still needed, and one that cannot be removed harms nobody.
        with suppress(OSError):
            (output / folder).rmdir()
