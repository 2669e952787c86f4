"""The entries of a site between builds, in shards: an edit rewrites only one small file.

An entry is stored in the shard that its path hashes to. Shards are pickles of the frozen values of
the pipeline. Since the folder of a site may come from anywhere, no other class is ever loaded.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.gc_control import pause_gc
from generator.hashing import hash_bytes
from generator.model import Entry

COUNT = 64
_MODULES = frozenset({"generator.dates.values", "generator.model"})


class DamagedError(Exception):
    """A shard is missing, or its bytes are not those that were written."""


class _EntryPickler(pickle.Pickler):
    """Stores entries; an enumeration is stored as its class and value in every Python version.

    Python 3.11.0 to 3.11.3 store a call of ``getattr``, which is not loaded.
    """

    def reducer_override(self, value: object) -> Any:
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


class _EntryUnpickler(pickle.Unpickler):
    """Loads entries and refuses every class that is not part of one."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES and name.isidentifier() and not name.startswith("_"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not part of an entry")


def shard_of(path: str) -> int:
    """The number of the shard that stores the entry of an article."""
    return blake2b(path.encode(), digest_size=1).digest()[0] % COUNT


def load(
    state: Path, digests: tuple[bytes, ...], numbers: Iterable[int] = range(COUNT)
) -> dict[str, Entry]:
    """Load entries of the last build, by the paths of their articles.

    Args:
        state: The folder of the site's state.
        digests: The recorded hash of each shard.
        numbers: Which shards to load.

    Raises:
        DamagedError: A shard is missing, or does not match its hash.
    """
    entries: dict[str, Entry] = {}
    with pause_gc():
        for number in numbers:
            try:
                data = _file(state, number).read_bytes()
            except OSError as error:
                raise DamagedError(str(number)) from error
            if hash_bytes(data) != digests[number]:
                raise DamagedError(str(number))
            for entry in _EntryUnpickler(io.BytesIO(data)).load():
                entries[entry.article.path] = entry
    return entries


def save(
    state: Path,
    entries: Iterable[Entry],
    digests: tuple[bytes, ...],
    changed: frozenset[int] | None,
) -> tuple[bytes, ...]:
    """Save entries for the next build.

    Args:
        state: The folder of the site's state.
        entries: All entries of the site.
        digests: The hashes of the shards that are stored now.
        changed: The shards whose entries have changed; ``None`` for all.

    Returns:
        The hashes of all shards after that.

    Raises:
        OSError: A shard cannot be written.
    """
    groups: list[list[Entry]] = [[] for _ in range(COUNT)]
    for entry in entries:
        groups[shard_of(entry.article.path)].append(entry)
    saved = []
    for number, group in enumerate(groups):
        if changed is not None and number not in changed:
            saved.append(digests[number])
            continue
        group.sort(key=_path)
        stream = io.BytesIO()
        _EntryPickler(stream, 5).dump(group)
        data = stream.getvalue()
        path = _file(state, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(data)
        part.replace(path)
        saved.append(hash_bytes(data))
    return tuple(saved)


def _path(entry: Entry) -> str:
    return entry.article.path


def _file(state: Path, number: int) -> Path:
    return state / "entries" / f"{number:02d}"
