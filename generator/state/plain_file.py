"""Files of plain values next to the record of the build, which has the hash of each."""

from __future__ import annotations

import marshal
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.hashing import hash_bytes


def load(path: Path, digest: bytes) -> Any:
    """Load the values of a file; ``None`` if it is missing or has another hash."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return marshal.loads(data) if hash_bytes(data) == digest else None


def save(path: Path, values: Any) -> bytes:
    """Replace the values of a file; returns its hash.

    Raises:
        OSError: It cannot be written.
    """
    data = marshal.dumps(values)
    replace_file(path, data)
    return hash_bytes(data)


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file as a whole, so that a run that is interrupted leaves the old or the new one.

    Raises:
        OSError: It cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
