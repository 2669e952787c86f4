"""Values by names in 64 files of a folder, so that an edit rewrites only one small file."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.hashing import dump_plain, hash_bytes
from generator.state import plain_file

COUNT = 64


def shard_of(name: str) -> int:
    """Return the number of the shard that has the value of a name."""
    return blake2b(name.encode(), digest_size=1).digest()[0] % COUNT


def load(folder: Path, number: int, digest: bytes) -> Any:
    """Load the values of a shard; ``None`` if its file is missing or has another hash."""
    return plain_file.load(_file(folder, number), digest)


def save(folder: Path, number: int, values: Mapping[str, Any]) -> bytes:
    """Replace the values of a shard; returns the hash of its file.

    Raises:
        OSError: It cannot be written.
    """
    data = dump_plain(dict(sorted(values.items())))
    folder.mkdir(parents=True, exist_ok=True)
    plain_file.replace_file(_file(folder, number), data)
    return hash_bytes(data)


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number:02d}"
