"""Keeps what exports say of each event, for the next build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.engine.fingerprint import Fingerprinter
from generator.exports import RecordCache
from generator.pages.outputs import ExportFile
from generator.pages.plan import Plan
from generator.pages.view_cache import record_name
from generator.state import written_records
from generator.state.build_record import BuildRecord
from generator.state.read_record import ReadRecord
from generator.state.written_records import RecordTuple
from generator.views.exports import CollectionView, WrittenRecord


class KnownRecords:
    """The written records of the last build, loaded when an export of their language is composed.

    A record is known if all formats of the language have it, and if nothing has changed that it was
    composed from.
    """

    def __init__(
        self,
        state: Path,
        plan: Plan,
        previous: BuildRecord | None,
        reads: ReadRecord,
        changed: frozenset[int],
    ) -> None:
        """Load nothing yet.

        Args:
            state: The folder of the site's state.
            plan: The files of this build.
            previous: The record of the last build, if this one continues it.
            reads: What the pages of that build were composed from.
            changed: The facts and shared views in it that have changed.
        """
        self._state = state
        self._files: defaultdict[str, list[ExportFile]] = defaultdict(list)
        for file in plan.files:
            if isinstance(file, ExportFile) and file.is_of_all:
                self._files[file.language].append(file)
        self._digests = previous.written if previous else {}
        self._reads, self._changed = reads, changed
        # Exports of one language follow each other.
        self._language, self._records = "", dict[str, WrittenRecord]()

    def of_language(self, language: str) -> Mapping[str, WrittenRecord]:
        """Return the known records of a language by the keys of their events."""
        if language != self._language:
            self._language, self._records = language, self._load(language)
        return self._records

    def save(
        self,
        file: ExportFile,
        collection: CollectionView,
        cache: RecordCache,
        fingerprinter: Fingerprinter,
    ) -> bytes:
        """Keep the records of an export of all events of a language.

        Args:
            file: The export.
            collection: Its content.
            cache: The records that have been written.
            fingerprinter: Hashes the views of records.

        Returns:
            The hash of the file in the state.

        Raises:
            OSError: It cannot be written.
        """
        texts = file.format.write_records(collection, cache)
        rows: list[RecordTuple] = [
            (
                each.key,
                fingerprinter.record(each),
                each.tag_ids,
                each.source_ids,
                each.modified_time,
                each.modified_instant,
                text,
            )
            for each, text in zip(collection.records, texts, strict=True)
        ]
        return written_records.save(self._state, file.language, file.format.name, rows)

    def _load(self, language: str) -> dict[str, WrittenRecord]:
        names = [file.format.name for file in self._files[language]]
        tables = [self._load_rows(file) for file in self._files[language]]
        records: dict[str, WrittenRecord] = {}
        for key in self._find_fresh(language, tables[0] if tables else ()):
            rows = [table[key] for table in tables if key in table]
            _, digest, tags, sources, time, instant, _ = rows[0]
            if len(rows) == len(tables) and all(row[1] == digest for row in rows):
                texts = {name: row[-1] for name, row in zip(names, rows, strict=True)}
                records[key] = WrittenRecord(key, tags, sources, time, instant, digest, texts)
        return records

    def _load_rows(self, file: ExportFile) -> dict[str, RecordTuple]:
        digest = self._digests.get(file.url.file, b"")
        rows = written_records.load(self._state, file.language, file.format.name, digest)
        return {row[0]: row for row in rows or ()}

    def _find_fresh(self, language: str, keys: Iterable[str]) -> list[str]:
        """Return the keys whose records are composed from the same as in the last build."""
        names = {key: record_name(language, key) for key in keys}
        fresh = self._reads.find_fresh(names.values(), self._changed)
        return [key for key, name in names.items() if name in fresh]
