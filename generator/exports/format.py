"""What a format of files is: its name, what it contains and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from generator.exports.record_cache import RecordCache
from generator.views.exports import CollectionView, ExportView, RecordView, WrittenRecord

R = TypeVar("R")
V = TypeVar("V")
V_contra = TypeVar("V_contra", contravariant=True)


class Scope(Enum):
    """Which events the files of an export format contain."""

    NEWEST = "the newest events"
    ALL = "all events"


class DatedEvent(Protocol):
    """What decides whether a format can express the date of an event."""

    @property
    def edtf(self) -> str:
        """The date."""

    @property
    def is_within(self) -> bool:
        """Whether the event took place on some day of that interval."""


class FileFormat(Protocol[V_contra]):
    """A format that views of one type are written in."""

    @property
    def name(self) -> str:
        """The name of the format, unique among all formats."""

    def write(self, view: V_contra, cache: RecordCache) -> bytes:
        """Return the bytes of a file.

        Args:
            view: The content of the file.
            cache: The written records that files of one format share.
        """


class SimpleFormat(Struct, Generic[V], frozen=True):
    """A format whose files share nothing.

    Attributes:
        name: The name of the format, unique among all formats.
        write_view: Returns the bytes of a view.
    """

    name: str
    write_view: Callable[[V], bytes]

    def write(self, view: V, cache: RecordCache) -> bytes:
        """Return the bytes of a file."""
        return self.write_view(view)


def _always(_: DatedEvent) -> bool:
    return True


class ExportFormat(Struct, Generic[R], frozen=True):
    """A format in which the events of a language, a tag or a source are published.

    A file is written in two steps, because an event is in several files of one format: each
    record is written once, and each file is put together from the written records.

    Attributes:
        name: The name of the format, unique among all formats.
        label: The name that readers see; it is not translated.
        file_name: The name of the file in the folder of the language, the tag or the source.
        media_type: The media type of the file (RFC 6838).
        scope: Which events a file contains. Files with the newest events are feeds: they are
            always published, and the pages' heads link to them.
        description: What the format is for, in one English sentence for the documentation.
        write_record: Writes one record, given the address before each path.
        write_file: Writes a file from the view of the collection and its written records.
        suits: Whether the format can express an event by its date. Others are left out.
    """

    name: str
    label: str
    file_name: str
    media_type: str
    scope: Scope
    description: str
    write_record: Callable[[RecordView, str], R]
    write_file: Callable[[ExportView, Sequence[R]], bytes]
    suits: Callable[[DatedEvent], bool] = _always

    @property
    def is_feed(self) -> bool:
        """Whether readers subscribe to the file."""
        return self.scope is Scope.NEWEST

    def write(self, view: ExportView, cache: RecordCache) -> bytes:
        """Return the bytes of a file."""
        return self.write_file(view, self.write_records(view.collection, cache))

    def write_records(self, collection: CollectionView, cache: RecordCache) -> list[R]:
        """Return the written records of a collection."""
        records = collection.records
        composed = [each for each in records if isinstance(each, RecordView)]
        written = iter(cache.write_all(self.write_record, composed, collection.base))
        return [
            each.written[self.name] if isinstance(each, WrittenRecord) else next(written)
            for each in records
        ]
