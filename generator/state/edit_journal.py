"""Changes to several files of a site at once: all of them, or none.

The new files are written into `.tarikh/edit/` first, then a journal that lists them; only then are
they moved to their places. A process that is stopped before the journal exists has changed nothing,
and one that is stopped later has left what it takes to finish: the next command does that.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.hashing import hash_bytes

NAME = "edit"
UNFINISHED_EDIT_HINT = "to keep the files as they are now, delete .tarikh/edit, and try again"
"""What to do if a file of a change that was interrupted has been edited since."""
_JOURNAL = "journal.json"


class FileReplacement(Struct, frozen=True):
    """A file that gets other bytes, another path, or both.

    Attributes:
        path: The file, relative to the site's folder.
        old: Its bytes; ``None`` if it does not exist.
        target: Its path afterwards.
        new: Its bytes afterwards, or the file that they are copied from.
    """

    path: str
    old: bytes | None
    target: str
    new: bytes | Path


class EditConflictError(Exception):
    """A file is not as it was when the changes were computed.

    Attributes:
        path: The file, relative to the site's folder.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def replace_files(root: Path, state: Path, files: Iterable[FileReplacement]) -> None:
    """Replace, create and move files of a site as one change. The state must be locked.

    Raises:
        EditConflictError: A file has changed meanwhile, or something has the name of a new one;
            nothing was changed.
        OSError: A file cannot be written. If the journal exists, `finish_edit` tries again.
    """
    replacements = tuple(files)
    for each in replacements:
        if _read(root / each.path) != each.old:
            raise EditConflictError(each.path)
        if each.target != each.path and os.path.lexists(root / each.target):
            raise EditConflictError(each.target)
    folder = state / NAME
    _remove(folder)
    folder.mkdir(parents=True)
    entries = []
    for number, each in enumerate(replacements):
        staged = folder / str(number)
        if isinstance(each.new, Path):
            shutil.copyfile(each.new, staged)
        else:
            staged.write_bytes(each.new)
        old = "" if each.old is None else hash_bytes(each.old).hex()
        entries.append((each.path, old, each.target, _digest(staged)))
    part = folder / f"{_JOURNAL}.part"
    part.write_text(json.dumps(entries), encoding="utf-8")
    part.replace(folder / _JOURNAL)
    finish_edit(root, state)


def finish_edit(root: Path, state: Path) -> bool:
    """Finish a change that was interrupted; without a journal, remove what was prepared for it.

    Returns:
        Whether there was a change to finish.

    Raises:
        EditConflictError: A file of the change has been edited since.
        OSError: A file cannot be written.
    """
    folder = state / NAME
    if not folder.exists():
        return False
    journal = folder / _JOURNAL
    if not journal.exists():
        _remove(folder)
        return False
    entries = json.loads(journal.read_text(encoding="utf-8"))
    for number, (path, old, target, new) in enumerate(entries):
        _finish_file(root, folder / str(number), path, old, target, new)
    # Without the journal, what is left of the folder means nothing.
    journal.unlink()
    _remove(folder)
    return True


def _finish_file(root: Path, staged: Path, path: str, old: str, target: str, new: str) -> None:  # noqa: PLR0917 - an entry of the journal
    destination = Path(os.path.realpath(root / target))
    if _digest(destination) != new:
        current = _digest(root / path)
        if current != old:
            raise EditConflictError(path)
        destination.parent.mkdir(parents=True, exist_ok=True)
        part = destination.with_name(f".{destination.name}.part")
        shutil.copyfile(staged, part)
        with suppress(FileNotFoundError):
            shutil.copymode(root / path, part)
        part.replace(destination)
    if target != path and _digest(root / path) == old:
        (root / path).unlink(missing_ok=True)
        # The folder of an article that had one of its own is empty now.
        with suppress(OSError):
            (root / path).parent.rmdir()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(path: Path) -> str:
    data = _read(path)
    return "" if data is None else hash_bytes(data).hex()


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
