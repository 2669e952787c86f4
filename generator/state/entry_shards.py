"""The entries of a site between builds, in shards: an edit rewrites only one small file.

Each is encoded by itself, so that a build decodes only the entries that it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from types import MappingProxyType

from generator.model import Entry
from generator.state import shards
from generator.state.encoding import decode, encode
from generator.state.shards import COUNT, shard_of

_FOLDER = "entries"


class DamagedContentError(Exception):
    """A shard is missing, or its bytes are not those that were written."""


class StoredEntries(Mapping[str, Entry]):
    """Entries by the paths of their articles; those of the last build are decoded when used."""

    __slots__ = ("_encoded", "_entries")

    def __init__(
        self,
        encoded: Mapping[str, bytes] = MappingProxyType({}),
        entries: Mapping[str, Entry] = MappingProxyType({}),
    ) -> None:
        """Wrap encoded entries, and others as they are."""
        self._encoded = encoded
        self._entries = dict(entries)

    def with_changes(self, changed: Mapping[str, Entry], gone: Set[str]) -> StoredEntries:
        """Return these entries with some others, and without those of some files."""
        encoded, entries = dict(self._encoded), dict(self._entries)
        for path in gone | changed.keys():
            encoded.pop(path, None)
            entries.pop(path, None)
        entries.update(changed)
        return StoredEntries(encoded, entries)

    def __getitem__(self, path: str) -> Entry:
        entry = self._entries.get(path)
        if entry is None:
            entry = self._entries[path] = decode(self._encoded[path])
        return entry

    def __contains__(self, path: object) -> bool:
        return path in self._encoded or path in self._entries

    def __iter__(self) -> Iterator[str]:
        yield from self._encoded
        yield from (path for path in self._entries if path not in self._encoded)

    def __len__(self) -> int:
        return len(self._encoded.keys() | self._entries.keys())


def load(
    state: Path, digests: tuple[bytes, ...], numbers: Iterable[int] = range(COUNT)
) -> StoredEntries:
    """Load entries of the last build.

    Args:
        state: The folder of the site's state.
        digests: The recorded hash of each shard.
        numbers: Which shards to load.

    Raises:
        DamagedContentError: A shard is missing, or does not match its hash.
    """
    encoded: dict[str, bytes] = {}
    for number in numbers:
        encoded.update(_load_shard(state, number, digests[number]))
    return StoredEntries(encoded)


def _load_shard(state: Path, number: int, digest: bytes) -> dict[str, bytes]:
    shard: dict[str, bytes] | None = shards.load(state / _FOLDER, number, digest)
    if shard is None:
        raise DamagedContentError(str(number))
    return shard


def save(state: Path, entries: Iterable[Entry]) -> tuple[bytes, ...]:
    """Save all entries of a site for the next build; returns the hash of each shard.

    Raises:
        OSError: A shard cannot be written.
    """
    encoded: list[dict[str, bytes]] = [{} for _ in range(COUNT)]
    for entry in entries:
        path = entry.article.path
        encoded[shard_of(path)][path] = encode(entry)
    folder = state / _FOLDER
    return tuple([shards.save(folder, number, shard) for number, shard in enumerate(encoded)])


def update(
    state: Path, digests: tuple[bytes, ...], changed: Iterable[Entry], removed: Iterable[str]
) -> tuple[bytes, ...]:
    """Save new and changed entries, and remove others; returns the hash of each shard.

    Args:
        state: The folder of the site's state.
        digests: The hashes of the shards that are stored now.
        changed: The entries that are new or changed.
        removed: The files that no longer have an entry.

    Raises:
        DamagedContentError: A shard is missing, or does not match its hash.
        OSError: A shard cannot be written.
    """
    edits: dict[str, Entry | None] = dict.fromkeys(removed)
    edits.update((entry.article.path, entry) for entry in changed)
    saved = list(digests)
    for number in sorted(set(map(shard_of, edits))):
        shard = _load_shard(state, number, digests[number])
        for path, entry in edits.items():
            if shard_of(path) == number:
                shard.pop(path, None)
                if entry is not None:
                    shard[path] = encode(entry)
        saved[number] = shards.save(state / _FOLDER, number, shard)
    return tuple(saved)
