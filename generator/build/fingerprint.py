"""What the bytes of a page are a function of, as one short hash.

Two values have the same fingerprint when, and only when, they are equal: every field of every
dataclass counts, so a field that is added to a view counts from the day it is added.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from operator import attrgetter
from struct import pack
from typing import Any
from zlib import crc32

from generator.hashing import SIZE, hash_bytes
from generator.pages import Composed, ComposedFile, ComposedPage
from generator.views.exports import CollectionView, RecordView
from generator.views.pages import (
    EventView,
    ExportLinksView,
    ItemView,
    LanguageView,
    LinkView,
    NeighborView,
    SiteView,
    WhenView,
)

# Views that stand on many pages are hashed once and remembered.
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
_MARK = 4
# The last format of `marshal` that writes a value without regard to what else refers to it.
_FORMAT = 2
_PLAIN = frozenset({bool, bytes, float, int, str, type(None)})


class Fingerprinter:
    """Hashes frozen values, each shared part only once.

    A shared part is known by its identity, and kept alive so that its identity stays its own.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}
        self._readers: dict[type, Callable[[Any], tuple[Any, ...]]] = {}

    def of(self, *values: object) -> bytes:
        """The fingerprint of some values in this order: 16 bytes.

        Raises:
            TypeError: A value is of a type that cannot be told from others by its parts.
        """
        return hash_bytes(_bytes([self._plain(value) for value in values]))

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
                _bytes(self._plain(composed.site)),
                *self._parts(composed.page),
                *self._parts(composed.view),
                _bytes((composed.template, composed.language)),
            ]
        )

    def file(self, composed: ComposedFile[Any]) -> bytes:
        """Return the fingerprint of a file other than a page, with checksums as for a page."""
        return _joined([*self._parts(composed.view), _bytes(composed.format.name)])

    def _parts(self, value: Any) -> list[bytes]:
        """Return the fields of a dataclass, each written out."""
        return [
            _bytes(part if type(part) in _PLAIN else self._plain(part))
            for part in self._fields(value)
        ]

    def _plain(self, value: Any) -> Any:
        """The value in plain tuples, which Python writes out quickly and always alike."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in _SHARED:
            return self._shared(value)
        if kind is tuple:
            return tuple([v if type(v) in _PLAIN else self._plain(v) for v in value])
        if is_dataclass(kind):
            return kind.__qualname__, self._plain(self._fields(value))
        if isinstance(value, Enum):
            return kind.__qualname__, self._plain(value.value)
        raise TypeError(f"a value of the type '{kind.__qualname__}' has no fingerprint")

    def _shared(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            plain = type(value).__qualname__, self._plain(self._fields(value))
            known = self._known[id(value)] = (value, hash_bytes(_bytes(plain)))
        return known[1]

    def _fields(self, value: Any) -> tuple[Any, ...]:
        kind: Any = type(value)
        read = self._readers.get(kind)
        if read is None:
            read = self._readers[kind] = _reader(kind)
        return read(value)


def part_names(composed: Composed) -> tuple[str, ...]:
    """Return the names of the parts that a fingerprint has checksums of, in their order."""
    view = tuple(f"view: {field.name}" for field in fields(composed.view))
    if isinstance(composed, ComposedFile):
        return (*view, "format's name")
    return (
        "strings",
        "template",
        "site",
        *(f"page: {field.name}" for field in fields(composed.page)),
        *view,
        "template's name",
    )


def _joined(pieces: list[bytes]) -> bytes:
    """Return the hash of some parts, followed by a checksum of each."""
    return hash_bytes(_bytes(pieces)) + pack(f">{len(pieces)}I", *map(crc32, pieces))


def differing_parts(before: bytes, after: bytes) -> tuple[int, ...]:
    """The places of the check sums in which two fingerprints of one page differ."""
    old, new = before[SIZE:], after[SIZE:]
    return tuple(
        start // _MARK
        for start in range(0, len(new), _MARK)
        if old[start : start + _MARK] != new[start : start + _MARK]
    )


def _bytes(plain: Any) -> bytes:
    """A plain value written out: equal bytes, equal value."""
    return marshal.dumps(plain, _FORMAT)


def _reader(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What reads all fields of a dataclass at once."""
    names = [field.name for field in fields(kind)]
    read = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (read(value),)
    return read
