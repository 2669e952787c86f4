"""Files of plain values next to the record of the build, which has the hash of each."""

from __future__ import annotations

import marshal
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
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
    return hash_bytes(data)
