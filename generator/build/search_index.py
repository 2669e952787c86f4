"""Brings the published search index up to date.

The words of each event are recorded; the next build compares them with the words now, and writes
again only the pieces of the index with words that have changed. The pieces follow from the words of
all events alone (`generator.search.pieces`), so an index that was brought up to date is the same as
a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.build.convert import ConversionResult, Converter
from generator.build.publication import Publication
from generator.content.scan import SiteLayout
from generator.engine.indexed_events import IndexedEvent, RegisteredNames
from generator.hashing import dump_plain, hash_bytes
from generator.search import Analysis
from generator.search.layout import Layout
from generator.search.pieces import (
    DamagedPieceError,
    LostParagraphsError,
    build_pieces,
    list_files,
    update_pieces,
)
from generator.state import search_words
from generator.state.build_record import FileStamp
from generator.state.search_words import (
    SearchRecord,
    Shard,
    StoredEvent,
    StoredWords,
)
from generator.state.shards import COUNT, shard_of


class IndexUpdate(Struct, frozen=True):
    """An index that has been brought up to date.

    Attributes:
        changed: The bytes of the pieces that are to be published.
        files: The paths of all its pieces.
        record: What is to be recorded of it.
        shards: The words that are to be recorded with that; they are read when they are saved.
    """

    changed: Mapping[str, bytes]
    files: tuple[str, ...]
    record: SearchRecord
    shards: Iterable[tuple[int, Shard]]

    def save(self, state: Path) -> bytes:
        """Record the index; returns the hash of the record.

        Raises:
            OSError: A file cannot be written.
        """
        return search_words.save(state, self.record, self.shards)

    def without_pieces(self) -> IndexUpdate:
        """Drop the bytes of the pieces once they are staged."""
        return replace(self, changed={})


def stage_pieces(
    update: IndexUpdate,
    publication: Publication,
    intact: Mapping[str, FileStamp],
    outputs: dict[str, FileStamp],
) -> list[str]:
    """Stage the pieces that the output does not have yet.

    Args:
        update: The index.
        publication: Gets the pieces.
        intact: The outputs that have not changed since the last build.
        outputs: Gets the stamps of all pieces.

    Returns:
        The files that were staged.
    """
    staged = []
    for file in update.files:
        data = update.changed.get(file)
        stamp = intact.get(file)
        digest = hash_bytes(data) if data is not None else b""
        if stamp is not None and (data is None or stamp[1] == digest):
            outputs[file] = stamp
            continue
        assert data is not None
        outputs[file] = None, digest
        if not publication.has(file, data):
            publication.stage(file, data)
            staged.append(file)
    return staged


def open_index(
    layout: SiteLayout, converter: Converter, converted: ConversionResult
) -> IndexUpdater:
    """Open the index of a site.

    Args:
        layout: The folders of the site.
        converter: Converts the articles whose words are needed.
        converted: The articles that this build has converted.
    """
    return IndexUpdater(
        layout.state,
        RegisteredNames(converter.site, converter.analyzer),
        converted.find_words(converter.bodies),
        converter.convert_words,
        lambda file: (layout.output / file).read_bytes(),
    )


class IndexUpdater(Struct, frozen=True):
    """Brings the index of one site up to date.

    Attributes:
        state: The folder of the site's state.
        names: The words of registered names.
        read_words: Returns the words of a text that was converted by this build; else ``None``.
        convert: Converts a text that was not, and returns its words; empty if there are none.
        read_piece: Returns the bytes of a published piece.
    """

    state: Path
    names: RegisteredNames
    read_words: Callable[[str], StoredWords | None]
    convert: Callable[[str], StoredWords]
    read_piece: Callable[[str], bytes]

    def update(
        self,
        layout: Layout,
        events: Mapping[str, IndexedEvent],
        before: SearchRecord | None,
        *,
        is_intact: bool,
    ) -> IndexUpdate:
        """Bring the index up to date.

        Args:
            layout: How it is divided.
            events: The events that it is to have, by their keys.
            before: What the last build recorded, if anything.
            is_intact: Whether all pieces that it published are still the same.
        """
        rules = self.find_rules(layout)
        if before is not None and before.rules == rules and is_intact:
            keys = [
                key
                for key in before.events.keys() | events.keys()
                if self._has_changed(before.events.get(key), events.get(key))
            ]
            update = self.update_events(layout, before, keys, events)
            if update is not None:
                return update
        return self._build(layout, rules, events, before)

    def find_rules(self, layout: Layout) -> bytes:
        """Return the hash of what the words of all events depend on."""
        parts = layout.bits, layout.words, layout.postings, self.names.digest
        return hash_bytes(dump_plain(parts))

    def _has_changed(self, before: StoredEvent | None, after: IndexedEvent | None) -> bool:
        if before is None or after is None:
            return True
        if (before.number, before.names, before.paths) != (after.number, after.names, after.paths):
            return True
        return any(self.read_words(path) is not None for path in after.paths)

    def update_events(
        self,
        layout: Layout,
        before: SearchRecord,
        keys: Sequence[str],
        events: Mapping[str, IndexedEvent],
    ) -> IndexUpdate | None:
        """Bring some events of the index up to date.

        Args:
            layout: How it is divided.
            before: What the last build recorded.
            keys: The events.
            events: These events as the index is to have them; those that are gone are not in it.

        Returns:
            The index; ``None`` if it has to be built again, such as if what was recorded or
            published of them is damaged.
        """
        shards: dict[int, Shard] = {}
        old: dict[int, Analysis] = {}
        new: dict[int, Analysis] = {}
        stored = dict(before.events)
        for key in sorted(keys):
            number = shard_of(key)
            if number not in shards:
                shard = search_words.load_shard(self.state, number, before.shards[number])
                if shard is None:
                    return None
                shards[number] = shard
            words = shards[number].pop(key, {})
            known, event = stored.pop(key, None), events.get(key)
            if known is not None:
                old[known.number] = self.names.merge(words.values(), known.names)
            if event is not None:
                fresh = {path: self._find_words(path, words) for path in event.paths}
                shards[number][key] = fresh
                merged = new[event.number] = self.names.merge(fresh.values(), event.names)
                stored[key] = StoredEvent(event.number, event.paths, event.names, merged.length)
        try:
            changed = update_pieces(
                layout,
                old,
                new,
                lambda: {each.number: each.length for each in stored.values()},
                self.read_piece,
            )
        except (DamagedPieceError, LostParagraphsError, OSError):
            return None
        record = replace(before, events=stored)
        return IndexUpdate(changed, list_files(layout), record, tuple(shards.items()))

    def _build(
        self,
        layout: Layout,
        rules: bytes,
        events: Mapping[str, IndexedEvent],
        before: SearchRecord | None,
    ) -> IndexUpdate:
        """Build the whole index."""
        recorded = {
            path: words
            for shard in self._load_shards(before)
            for texts in shard.values()
            for path, words in texts.items()
        }
        # The words of a large site are many: those that can be read again are not kept.
        kept: dict[str, StoredWords] = {}
        stored: dict[str, StoredEvent] = {}

        def words() -> Iterator[tuple[int, Analysis]]:
            for key, event in sorted(events.items(), key=lambda item: item[1].number):
                texts = [
                    self.read_words(path)
                    or kept.setdefault(path, recorded.get(path) or self.convert(path))
                    for path in event.paths
                ]
                merged = self.names.merge(texts, event.names)
                stored[key] = StoredEvent(event.number, event.paths, event.names, merged.length)
                yield event.number, merged

        def shards() -> Iterator[tuple[int, Shard]]:
            keys: list[list[str]] = [[] for _ in range(COUNT)]
            for key in events:
                keys[shard_of(key)].append(key)
            for number, own in enumerate(keys):
                shard: Shard = {}
                for key in own:
                    paths = events[key].paths
                    shard[key] = {path: self.read_words(path) or kept[path] for path in paths}
                yield number, shard

        pieces = build_pieces(layout, words())
        return IndexUpdate(pieces, tuple(pieces), SearchRecord(rules, events=stored), shards())

    def _load_shards(self, before: SearchRecord | None) -> Iterator[Shard]:
        for number in range(COUNT):
            shard = None
            if before is not None and before.shards:
                shard = search_words.load_shard(self.state, number, before.shards[number])
            yield shard or {}

    def _find_words(self, path: str, known: Mapping[str, StoredWords]) -> StoredWords:
        return self.read_words(path) or known.get(path) or self.convert(path)
