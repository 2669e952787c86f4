"""Publishes rendered files: all or none, each complete, and without touching files of others."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType

from msgspec import Struct

from generator.hashing import hash_bytes
from generator.messages import say
from generator.os_errors import describe_os_error
from generator.problems import Code
from generator.state import output_manifest
from generator.state.lock import STAGING, lock_output

# Files of git in an output folder that is a working tree; tarikh never writes or removes them.
_IGNORED = frozenset({".git", ".gitignore", ".gitkeep"})
# The staging folder in an output folder that is on another disk than the site's state.
_OUTPUT_STAGING = ".tarikh-staging"
# The staged name of the list that is correct once the removals are done.
_FINAL_LIST = ".tarikh-final"
# How many files of others are counted for a message: a folder may contain a whole disk.
_MAX_COUNTED = 1000


class OutputError(Exception):
    """The output folder cannot be used; the message says why and the hint what to do."""

    def __init__(self, message: str, hint: str, code: Code = "output-foreign") -> None:
        super().__init__(message, hint, code)
        self.message = message
        self.hint = hint
        self.code = code


class PublishedFiles(Struct, frozen=True):
    """How many files a publication added or replaced, and how many it removed."""

    changed: int
    removed: int


class _Moves(Struct, frozen=True):
    """The steps of a publication, in this order.

    Attributes:
        folders: Folders to create, parents first.
        new: New files.
        obstacles: Files of earlier builds to remove first, because a new file needs a folder where
            they are, or because they are in a folder where a new file belongs.
        unblocked: New files that can be moved into place after that.
        changed: Files to replace.
        stale: Files of earlier builds to remove.
    """

    folders: tuple[str, ...]
    new: tuple[str, ...]
    obstacles: tuple[str, ...]
    unblocked: tuple[str, ...]
    changed: tuple[str, ...]
    stale: tuple[str, ...]


class Publication:
    """Stages files in a folder of their own, and moves them into the output.

    The output does not change before `publish`. If the ``with`` block is left without it, the
    output stays as it was.
    """

    def __init__(
        self,
        output: Path,
        state: Path,
        intact: frozenset[str] = frozenset(),
        marks: tuple[str, ...] = (),
        manifest_digest: bytes = b"",
    ) -> None:
        """Prepare a publication.

        Args:
            output: The folder to publish into; it need not exist.
            state: A folder for the staged files, on the same file system if possible.
            intact: Files that the last build wrote into the output, in addition to its list.
            marks: What identifies the site.
            manifest_digest: The hash of the output's list after the last build of the site; empty
                if there was none. A folder with this list belongs to the site, even if the marks
                of the site have changed since.
        """
        self._output = output
        self._intact = intact
        self._marks = marks
        self._manifest_digest = manifest_digest
        self._state_staging = self._staging = state / STAGING
        self._manifest = output_manifest.OutputManifest()
        self._own = intact
        self._cleanup = ExitStack()

    def __enter__(self) -> Publication:
        """Lock the output folder, and empty the staging folder.

        Raises:
            OutputError: It is not a folder, or contains files of others.
            BusyError: Another process has locked it.
        """
        if self._output.exists() and not self._output.is_dir():
            message = "the output folder cannot be created because a file has its name"
            hint = "move the file, or choose another folder with --output"
            raise OutputError(message, hint)
        with ExitStack() as cleanup:
            cleanup.enter_context(lock_output(self._output))
            self._manifest = output_manifest.load(self._output)
            self._own = self._manifest.files | self._intact
            self._check_owner()
            shutil.rmtree(self._output / _OUTPUT_STAGING, ignore_errors=True)
            shutil.rmtree(self._staging, ignore_errors=True)
            self._staging.mkdir(parents=True)
            self._cleanup = cleanup.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._clean_up()
        except KeyboardInterrupt:
            # The user interrupted the cleanup: finish it all the same.
            self._clean_up()
            raise

    def _clean_up(self) -> None:
        shutil.rmtree(self._state_staging, ignore_errors=True)
        self._cleanup.close()

    @property
    def manifest(self) -> output_manifest.OutputManifest:
        """The list of the output folder as the last build left it."""
        return self._manifest

    def has(self, path: str, data: bytes) -> bool:
        """Whether the output already has the file with these bytes."""
        return path in self._own and _read(self._output / path) == data

    def read(self, path: str, *, is_staged: bool) -> bytes:
        """Return the bytes of a file that was staged, or that the output has already.

        Raises:
            OSError: It cannot be read.
        """
        return ((self._staging if is_staged else self._output) / path).read_bytes()

    def stage(self, path: str, data: bytes) -> None:
        """Write a file into the staging folder. Forked processes may do so too.

        Raises:
            OSError: The disk is full.
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
            # The system does not name the file that it could not write.
            error.filename = error.filename or target
            raise

    def publish(
        self, outputs: Set[str], changed: Iterable[str], kept: Mapping[str, int]
    ) -> PublishedFiles:
        """Move the staged files into the output, and remove obsolete files of earlier builds.

        Files are moved, never rewritten, so a visitor gets each file complete, either old or new.
        New files come before changed ones, which may link to them, and removals come last. If
        anything fails before the first changed file is replaced, the output stays as it was.

        Args:
            outputs: Every file of the new output.
            changed: Those of them that were staged.
            kept: Those of them that are kept from earlier builds, and until when.

        Raises:
            OutputError: A file of somebody else, or a symbolic link, has the name of an output.
            OSError: The system refused to read or write a file.
        """
        staged = frozenset(changed) - {output_manifest.NAME}
        wanted = frozenset(outputs) - {output_manifest.NAME}
        listing = output_manifest.dump(wanted, self._marks, kept)
        if not self._output.exists():
            if staged != wanted:
                message = "the output folder was removed while the site was built"
                raise OutputError(message, "build again", "output-gone")
            self.stage(output_manifest.NAME, listing)
            if self._move_all():
                return PublishedFiles(len(staged), 0)
        moves = self._plan_moves(staged, wanted)
        list_changed = listing != self._manifest.data
        if list_changed:
            # While files are moved, the list names the files of both builds. Both lists are
            # written now, so that no disk space is needed after a file has been replaced.
            both = dict.fromkeys((*self._marks, *self._manifest.marks))
            both_kept = {**self._manifest.kept, **kept}
            both_lists = output_manifest.dump(wanted | self._own, both, both_kept)
            self.stage(output_manifest.NAME, both_lists)
            self.stage(_FINAL_LIST, listing)
        with self._rollback_on_error(moves):
            for folder in moves.folders:
                (self._output / folder).mkdir(exist_ok=True)
            if list_changed:
                self._move(output_manifest.NAME)
            for path in moves.new:
                self._move(path)
        try:
            removed = self._finish(moves)
            if list_changed:
                self._move(_FINAL_LIST, output_manifest.NAME)
        except OSError as error:
            raise _partial_error(error, self._output) from error
        return PublishedFiles(len(staged), removed)

    def _check_owner(self) -> None:
        """Refuse an output folder with another site, or with files that tarikh did not write."""
        manifest = self._manifest
        other_site = manifest.marks and self._marks and not set(manifest.marks) & set(self._marks)
        if other_site and hash_bytes(manifest.data) != self._manifest_digest:
            message = say("the folder contains another site, '%(title)s'", title=manifest.title)
            hint = (
                "choose another folder with --output; if it is this site under an earlier title,"
                " delete the files in the folder"
            )
            raise OutputError(message, hint, "output-other")
        if not self._own and (others := sorted(islice(_list_files(self._output), _MAX_COUNTED))):
            raise _foreign_files_error(others)

    def _plan_moves(self, staged: frozenset[str], wanted: frozenset[str]) -> _Moves:
        """Plan all steps before the first is taken.

        No file of somebody else is replaced, and no symbolic link is followed.

        Raises:
            OutputError: A file of somebody else is in the way.
        """
        stale = self._own - wanted - {output_manifest.NAME}
        missing, obstacles, foreign = self._check_folders(staged, stale)
        new: list[str] = []
        unblocked: list[str] = []
        changed: list[str] = []
        # The deepest first: the front pages are published when everything they link to is there.
        for path in sorted(staged, key=lambda path: (-path.count("/"), path)):
            mode = _mode(f"{self._output}/{path}")
            if mode is None:
                blocked = any(folder in obstacles for folder in _parents(path))
                (unblocked if blocked else new).append(path)
            elif stat.S_ISDIR(mode):
                inside = {f"{path}/{file}" for file in _list_files(self._output / path)}
                foreign += sorted(inside - stale)
                obstacles |= inside & stale
                unblocked.append(path)
            elif path in self._own:
                changed.append(path)
            else:
                foreign.append(path)
        if foreign:
            raise _foreign_files_error(sorted(foreign))
        return _Moves(
            folders=tuple(
                sorted(missing - {each for path in unblocked for each in _parents(path)})
            ),
            new=tuple(new),
            obstacles=tuple(sorted(obstacles)),
            unblocked=tuple(unblocked),
            changed=tuple(changed),
            stale=tuple(sorted(stale)),
        )

    def _check_folders(
        self, staged: frozenset[str], stale: frozenset[str]
    ) -> tuple[set[str], set[str], list[str]]:
        """Return the folders to create, our files that have their names, and those of others."""
        missing: set[str] = set()
        obstacles: set[str] = set()
        foreign: list[str] = []
        needed = {folder for path in staged for folder in _parents(path)}
        for folder in sorted({folder for path in stale for folder in _parents(path)} | needed):
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
    def _rollback_on_error(self, moves: _Moves) -> Iterator[None]:
        """Remove the new files from the output if not all of them can be moved there."""
        try:
            yield
        except BaseException:
            with suppress(OSError):
                if self._manifest.data:
                    self.stage(output_manifest.NAME, self._manifest.data)
                    self._move(output_manifest.NAME)
                else:
                    (self._output / output_manifest.NAME).unlink()
            for path in moves.new:
                with suppress(OSError):
                    (self._output / path).unlink()
            _remove_empty_folders(self._output, moves.new)
            raise

    def _finish(self, moves: _Moves) -> int:
        """Replace changed files and remove obsolete ones, after all new files have been moved."""
        removed = sum(_remove(self._output / path) for path in moves.obstacles)
        _remove_empty_folders(self._output, moves.obstacles)
        for path in moves.unblocked:
            # A build that was killed may have left an empty folder.
            for folder, _, _ in os.walk(self._output / path, topdown=False):
                os.rmdir(folder)  # noqa: PTH106 - as `os.walk` names it
            (self._output / path).parent.mkdir(parents=True, exist_ok=True)
            self._move(path)
        for path in moves.changed:
            self._move(path)
        removed += sum(_remove(self._output / path) for path in moves.stale)
        _remove_empty_folders(self._output, moves.stale)
        return removed

    def _move(self, path: str, name: str = "") -> None:
        """Move a staged file into the output, optionally under another name."""
        try:
            os.replace(f"{self._staging}/{path}", f"{self._output}/{name or path}")  # noqa: PTH105
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # The output is on another disk. This is the first file: none has been moved yet.
            self._copy_staging_to_output()
            self._move(path, name)

    def _move_all(self) -> bool:
        """Make the staging folder the output folder; ``False`` if the output is on another disk."""
        self._output.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._staging.rename(self._output)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._output.mkdir()
            return False
        return True

    def _copy_staging_to_output(self) -> None:
        """Copy the staged files to the disk of the output, where they can be moved."""
        folder = self._output / _OUTPUT_STAGING
        for path in _list_files(self._staging):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._staging / path, folder / path)
        self._cleanup.callback(shutil.rmtree, folder, ignore_errors=True)
        self._staging = folder


def _foreign_files_error(files: Sequence[str]) -> OutputError:
    more = f" and {len(files) - 3:,} more" if len(files) > 3 else ""
    return OutputError(
        say(
            "the folder contains files that tarikh did not write: %(files)s%(more)s",
            files=", ".join(files[:3]),
            more=more,
        ),
        "move them to another folder, or choose another folder with --output",
    )


def _partial_error(error: OSError, output: Path) -> OutputError:
    """The error when the system refuses a file after the first has been replaced."""
    described = describe_os_error(error)
    path = described.path.removeprefix(f"{output}/")
    message = say(
        "%(path)s: %(message)s; some files were published and others were not,"
        " but each file is complete",
        path=path,
        message=described.message,
    )
    return OutputError(message, described.hint, "output-partial")


def _check_writable(folder: str) -> None:
    """Check, before anything is moved, that files can be created in a folder.

    Raises:
        OSError: They cannot.
    """
    if not os.access(folder, os.W_OK | os.X_OK):
        read_only = os.statvfs(folder).f_flag & os.ST_RDONLY
        number = errno.EROFS if read_only else errno.EACCES
        raise OSError(number, os.strerror(number), folder)


def _mode(path: str) -> int | None:
    """The mode of a file, without following links; ``None`` if there is none."""
    try:
        return os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _parents(path: str) -> Iterator[str]:
    """The folders that contain a path, the innermost first; the output itself is an empty path."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _remove(path: Path) -> bool:
    """Remove a file; return whether there was one."""
    try:
        path.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except PermissionError:
        # Some systems answer so for a folder, which tarikh did not write as a file.
        if path.is_dir():
            return False
        raise
    return True


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _list_files(folder: Path) -> Iterator[str]:
    """List the path of every file below a folder.

    Raises:
        OSError: A folder cannot be listed.
    """
    for base, folders, names in os.walk(folder, onerror=_raise_unless_missing):
        folders[:] = [name for name in folders if name not in _IGNORED and name != _OUTPUT_STAGING]
        inner = Path(base).relative_to(folder).as_posix()
        prefix = "" if inner == "." else f"{inner}/"
        for name in names:
            if name not in _IGNORED:
                yield f"{prefix}{name}"


def _raise_unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _remove_empty_folders(output: Path, removed: Iterable[str]) -> None:
    """Remove the folders that are empty after removals."""
    folders = {folder for path in removed for folder in _parents(path) if folder}
    for folder in sorted(folders, key=lambda folder: folder.count("/"), reverse=True):
        # A folder that is not empty is still needed; one that cannot be removed does no harm.
        with suppress(OSError):
            (output / folder).rmdir()
