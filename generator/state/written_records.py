"""Keeps what exports say of each event, so that an edit writes only the records of its events."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from generator.state import plain_file

FOLDER: Final = "records"

# Of a record: its event's key, its fingerprint, the identifiers of its tags and sources, when its
# text was last changed, and what the format writes of it.
RecordTuple = tuple[str, bytes, tuple[str, ...], tuple[str, ...], str, int, Any]


def load(state: Path, language: str, name: str, digest: bytes) -> list[RecordTuple] | None:
    """Load the records of a language in one format.

    Args:
        state: The folder of the site's state.
        language: The code of the language.
        name: The name of the format.
        digest: The hash of the file, which the record of the build has.

    Returns:
        The records; ``None`` if the file is missing or has another hash.
    """
    records: list[RecordTuple] | None = plain_file.load(_path(state, language, name), digest)
    return records


def save(state: Path, language: str, name: str, records: list[RecordTuple]) -> bytes:
    """Replace the records of a language in one format; returns the hash of the file.

    Raises:
        OSError: It cannot be written.
    """
    path = _path(state, language, name)
    path.parent.mkdir(exist_ok=True)
    return plain_file.save(path, records)


def _path(state: Path, language: str, name: str) -> Path:
    return state / FOLDER / f"{name}-{language}"
