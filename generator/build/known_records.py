"""Finds what exports say of the events that are the same as in the last build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.pages.plan import ExportFile, Plan
from generator.pages.view_cache import ViewCache
from generator.state import written_records
from generator.state.build_record import BuildRecord
from generator.state.read_record import ReadRecord
from generator.views.exports import WrittenRecord


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
            self._language, self._records = language, self._load(self._files[language])
        return self._records

    def _load(self, files: Iterable[ExportFile]) -> dict[str, WrittenRecord]:
        found: dict[str, WrittenRecord] = {}
        for number, file in enumerate(files):
            name, digest = file.format.name, self._digests.get(file.url.file, b"")
            rows = written_records.load(self._state, file.language, name, digest) or ()
            if number == 0:
                keys = self._find_fresh(file.language, [row[0] for row in rows])
                found = {row[0]: _to_record(row) for row in rows if row[0] in keys}
            complete = {}
            for key, digest, *_, text in rows:
                record = found.get(key)
                if record is not None and record.digest == digest:
                    record.written[name] = text
                    complete[key] = record
            found = complete
        return found

    def _find_fresh(self, language: str, keys: Iterable[str]) -> frozenset[str]:
        name = ViewCache(None).records.name
        names = self._reads.find_fresh([name((language, key)) for key in keys], self._changed)
        return frozenset(str(each[-1]) for each in names)


def _to_record(row: written_records.RecordTuple) -> WrittenRecord:
    key, digest, tags, sources, time, instant, _ = row
    return WrittenRecord(key, tags, sources, time, instant, digest, {})
