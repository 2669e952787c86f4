"""Hashes everything that the bytes of a page depend on.

Two values have the same fingerprint if and only if they are equal. Every field of every value
is hashed, so a new field of a view is included without further code.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from operator import attrgetter
from struct import pack
from typing import Any
from zlib import crc32

from generator.frozen_values import field_names, is_value_class
from generator.hashing import SIZE, dump_plain, hash_bytes
from generator.pages import Composed, ComposedFile, ComposedPage
from generator.views.exports import CollectionView, RecordView, WrittenRecord
from generator.views.pages import ExportLinksView, SiteView
from generator.views.shared import EventView, LanguageView, LinkView, NeighborView, WhenView
from generator.views.timelines import ItemView

# Views that many pages share are hashed once and cached.
_SHARED = frozenset(
    {
        CollectionView,
        EventView,
        ItemView,
        LanguageView,
        LinkView,
        NeighborView,
        ExportLinksView,
        RecordView,
        SiteView,
        WhenView,
    }
)
_CHECKSUM_SIZE = 4
_PLAIN = frozenset({bool, bytes, float, int, str, type(None)})


class Fingerprinter:
    """Hashes frozen values; views that pages share are hashed once.

    The cache finds a shared view by its identity, and keeps it alive so that no other object can
    get the same identity.
    """

    def __init__(self) -> None:
        self._cache: dict[int, tuple[Any, bytes]] = {}
        self._readers: dict[type, Callable[[Any], tuple[Any, ...]]] = {}

    def of(self, *values: object) -> bytes:
        """Return the fingerprint of some values in this order: 16 bytes.

        Raises:
            TypeError: A value has a type that cannot be hashed by its parts.
        """
        return hash_bytes(dump_plain([self._plain(value) for value in values]))

    def page(self, composed: ComposedPage, *, strings: bytes, template: bytes) -> bytes:
        """Return the fingerprint of a page, followed by a checksum of each part of it.

        The first 16 bytes decide. The checksums, four bytes each in the order of `part_names`,
        only serve to say what has changed.

        Args:
            composed: What the page's template sees.
            strings: The hash of the strings of the page's language.
            template: The hash of the template and of everything that it names.
        """
        return _joined(
            [
                strings,
                template,
                dump_plain(self._plain(composed.site)),
                *self._parts(composed.page),
                *self._parts(composed.view),
                dump_plain((composed.template, composed.language)),
            ]
        )

    def file(self, composed: ComposedFile[Any]) -> bytes:
        """Return the fingerprint of a file other than a page, with checksums as for a page."""
        return _joined([*self._parts(composed.view), dump_plain(composed.format.name)])

    def record(self, record: RecordView | WrittenRecord) -> bytes:
        """Return the fingerprint of a record of exports: 16 bytes."""
        return record.digest if isinstance(record, WrittenRecord) else self._shared(record)

    def _parts(self, value: Any) -> list[bytes]:
        """Return the fields of a value, each written out."""
        return [
            dump_plain(part if type(part) in _PLAIN else self._plain(part))
            for part in self._fields(value)
        ]

    def _plain(self, value: Any) -> Any:
        """Return a value as plain tuples, which `marshal` always writes in the same way."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in _SHARED:
            return self._shared(value)
        if kind is WrittenRecord:
            return value.digest
        if kind is tuple:
            return tuple([v if type(v) in _PLAIN else self._plain(v) for v in value])
        if is_value_class(kind):
            return kind.__qualname__, self._plain(self._fields(value))
        if isinstance(value, Enum):
            return kind.__qualname__, self._plain(value.value)
        raise TypeError(f"a value of the type '{kind.__qualname__}' has no fingerprint")

    def _shared(self, value: Any) -> bytes:
        cached = self._cache.get(id(value))
        if cached is None:
            plain = type(value).__qualname__, self._plain(self._fields(value))
            cached = self._cache[id(value)] = (value, hash_bytes(dump_plain(plain)))
        return cached[1]

    def _fields(self, value: Any) -> tuple[Any, ...]:
        kind: Any = type(value)
        read = self._readers.get(kind)
        if read is None:
            read = self._readers[kind] = _reader(kind)
        return read(value)


def part_names(composed: Composed) -> tuple[str, ...]:
    """Return the names of the parts that a fingerprint has checksums of, in their order."""
    view = tuple(f"view: {name}" for name in field_names(type(composed.view)))
    if isinstance(composed, ComposedFile):
        return (*view, "format's name")
    return (
        "strings",
        "template",
        "site",
        *(f"page: {name}" for name in field_names(type(composed.page))),
        *view,
        "template's name",
    )


def _joined(pieces: list[bytes]) -> bytes:
    """Return the hash of some parts, followed by a checksum of each."""
    return hash_bytes(dump_plain(pieces)) + pack(f">{len(pieces)}I", *map(crc32, pieces))


def differing_parts(before: bytes, after: bytes) -> tuple[int, ...]:
    """Return the indices of the checksums in which two fingerprints of a page differ."""
    old, new = before[SIZE:], after[SIZE:]
    return tuple(
        start // _CHECKSUM_SIZE
        for start in range(0, len(new), _CHECKSUM_SIZE)
        if old[start : start + _CHECKSUM_SIZE] != new[start : start + _CHECKSUM_SIZE]
    )


def _reader(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return a function that reads all fields of a value at once."""
    names = field_names(kind)
    read = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (read(value),)
    return read
