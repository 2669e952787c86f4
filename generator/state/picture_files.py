"""The pictures that took long to make, in a folder next to the record of the build.

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

NAME = "pictures"


def load(state: Path, key: bytes) -> bytes | None:
    """Load the bytes of a picture; ``None`` if they are not known.

    Args:
        state: The folder of the site's state.
        key: The hash of all that they depend on.
    """
    try:
        data = (state / NAME / key.hex()).read_bytes()
    except OSError:
        return None
    return data[SIZE:] if hash_bytes(data[SIZE:]) == data[:SIZE] else None


def save(state: Path, key: bytes, data: bytes) -> None:
    """Keep the bytes of a picture, if the folder allows it.

    Args:
        state: The folder of the site's state.
        key: The hash of all that they depend on.
        data: The bytes.
    """
    with suppress(OSError):
        (state / NAME).mkdir(exist_ok=True)
        replace_file(state / NAME / key.hex(), hash_bytes(data) + data)


def forget_others(state: Path, keys: Set[bytes]) -> None:
    """Remove all pictures except those with some keys.

    Args:
        state: The folder of the site's state.
        keys: The keys of those that the site has.
    """
    names = {key.hex() for key in keys}
    with suppress(OSError):
        for name in os.listdir(state / NAME):  # noqa: PTH208 - only the names are needed
            if name not in names:
                (state / NAME / name).unlink(missing_ok=True)
