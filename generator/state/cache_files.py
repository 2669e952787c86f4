"""Values that are kept between builds because computing them takes long.

Each is in a file that is named by all that it depends on, so it is never out of date. A folder of
such files can be deleted at any time, need not exist, and need not be writable.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from generator.hashing import SIZE, hash_bytes

# How many files of one kind are kept: other sites and other versions have their own.
_MAX_FILES = 16
_SUFFIX = ".bin"


def load(folder: Path, kind: str, key: bytes) -> Any:
    """Load a value; ``None`` if its file is missing or damaged.

    Args:
        folder: The folder of the files.
        kind: What kind of value it is: the beginning of the name of the file.
        key: The hash of all that the value depends on.
    """
    try:
        data = _file(folder, kind, key).read_bytes()
    except OSError:
        return None
    return marshal.loads(data[SIZE:]) if hash_bytes(data[SIZE:]) == data[:SIZE] else None


def save(folder: Path, kind: str, key: bytes, value: Any) -> None:
    """Keep a value of strings, bytes, numbers, tuples and dictionaries, if the folder allows it.

    Args:
        folder: The folder of the files.
        kind: As for `load`.
        key: As for `load`.
        value: The value.
    """
    data = marshal.dumps(value)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _replace(_file(folder, kind, key), hash_bytes(data) + data)
        _remove_oldest(folder, kind)


def _file(folder: Path, kind: str, key: bytes) -> Path:
    return folder / f"{kind}-{key.hex()}{_SUFFIX}"


def _replace(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that another process never reads half of it."""
    with NamedTemporaryFile(dir=path.parent, prefix=path.stem, delete=False) as file:
        try:
            file.write(data)
            file.close()
            os.replace(file.name, path)  # noqa: PTH105 - it has a name and no path
        except OSError:
            os.unlink(file.name)  # noqa: PTH108 - as above
            raise


def _remove_oldest(folder: Path, kind: str) -> None:
    files = sorted(
        folder.glob(f"{kind}-*{_SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in files[_MAX_FILES:]:
        path.unlink(missing_ok=True)
