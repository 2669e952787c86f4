"""The words of events between builds, for the search index: an edit rewrites only one small file.

The words of an event are stored in the shard that its key hashes to, those of each of its files by
themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.state import plain_file, shards
from generator.state.shards import COUNT

_FOLDER = "search"
_SUMMARY = "events"

# The words of a text: the terms, one on each line, and in two bytes each its encoded length and the
# postings of the terms.
StoredWords = tuple[str, bytes]


class StoredEvent(Struct, frozen=True):
    """An event as it is in the published index.

    Attributes:
        number: Its number.
        paths: The files of its texts.
        names: The registered tags and sources whose names find it.
        length: Its encoded length.
    """

    number: int
    paths: tuple[str, ...]
    names: tuple[str, ...]
    length: int


class SearchRecord(Struct, frozen=True):
    """What is recorded of the published index.

    Attributes:
        rules: The hash of what the words of all events depend on, and of how the index is divided.
        shards: The hash of each shard.
        events: The events in the index, by their keys.
    """

    rules: bytes = b""
    shards: tuple[bytes, ...] = ()
    events: Mapping[str, StoredEvent] = field(default_factory=dict)


# For each event in a shard the words of its files, by their paths.
Shard = dict[str, dict[str, StoredWords]]


def store_words(postings: Mapping[str, int], length: int) -> StoredWords:
    """Return the words of a text and its encoded length in the form in which they are stored."""
    return "\n".join(postings), array("H", (length, *postings.values())).tobytes()


def restore_words(stored: StoredWords) -> tuple[dict[str, int], int]:
    """Return stored words and the encoded length of their text."""
    terms, data = stored
    if not data:
        return {}, 0
    length, *postings = array("H", data)
    return dict(zip(terms.split("\n") if terms else (), postings, strict=True)), length


def load(state: Path, digest: bytes) -> SearchRecord | None:
    """Load what the last build recorded; ``None`` if the file is not the one with that hash."""
    values = plain_file.load(state / _FOLDER / _SUMMARY, digest)
    if values is None:
        return None
    rules, digests, events = values
    return SearchRecord(rules, digests, {key: StoredEvent(*each) for key, each in events.items()})


def load_shard(state: Path, number: int, digest: bytes) -> Shard | None:
    """Load the words of some events; ``None`` if the file is not the one with that hash."""
    shard: Shard | None = shards.load(state / _FOLDER, number, digest)
    return shard


def load_words(state: Path, digest: bytes) -> dict[str, StoredWords]:
    """Return the recorded words of all files, as far as they are not damaged.

    Args:
        state: The folder of the site's state.
        digest: As that of `load`.
    """
    record = load(state, digest)
    found: dict[str, StoredWords] = {}
    for number, each in enumerate(record.shards if record is not None else ()):
        for texts in (load_shard(state, number, each) or {}).values():
            found.update(texts)
    return found


def save(state: Path, record: SearchRecord, changed: Iterable[tuple[int, Shard]]) -> bytes:
    """Save the words of events.

    Args:
        state: The folder of the site's state.
        record: What is recorded of the index; the hashes of the given shards are replaced.
        changed: The shards that have changed.

    Returns:
        The hash of the file that the other files are found by.

    Raises:
        OSError: A file cannot be written.
    """
    folder = state / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    digests = list(record.shards) or [b""] * COUNT
    for number, shard in changed:
        digests[number] = shards.save(folder, number, shard)
    events = {
        key: (each.number, each.paths, each.names, each.length)
        for key, each in record.events.items()
    }
    return plain_file.save(folder / _SUMMARY, (record.rules, tuple(digests), events))
