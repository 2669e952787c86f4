"""Pictures that took long to make, in a folder next to the record of the build.

Each file is named by all that its bytes depend on, so it is never out of date. It begins with the
hash of these bytes, because a build may have been killed while it wrote them.
"""

from __future__ import annotations

import os
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

from generator.hashing import SIZE, hash_bytes
from generator.state.plain_file import replace_file


def load(folder: Path, key: bytes) -> bytes | None:
    """Load the bytes of a picture; ``None`` if they are not known.

    Args:
        folder: The folder.
        key: The hash of all that they depend on.
    """
    try:
        data = (folder / key.hex()).read_bytes()
    except OSError:
        return None
    return data[SIZE:] if hash_bytes(data[SIZE:]) == data[:SIZE] else None


def save(folder: Path, key: bytes, data: bytes) -> None:
    """Keep the bytes of a picture, if the disk allows it.

    Args:
        folder: The folder.
        key: The hash of all that they depend on.
        data: The bytes.
    """
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        replace_file(folder / key.hex(), hash_bytes(data) + data)


def forget_others(folder: Path, keys: Set[bytes]) -> None:
    """Remove all pictures except those with some keys.

    Args:
        folder: The folder.
        keys: The keys of those that the site has.
    """
    names = {key.hex() for key in keys}
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - only the names are needed
            if name not in names:
                (folder / name).unlink(missing_ok=True)


def forget_oldest(folder: Path, count: int) -> None:
    """Remove all pictures except so many that were made last.

    Args:
        folder: The folder.
        count: How many to keep.
    """
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in files[count:]:
            path.unlink(missing_ok=True)
