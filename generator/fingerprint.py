"""What the bytes of a page are a function of, as one short hash.

Two values have the same fingerprint when, and only when, they are equal: every field of every
dataclass counts, so a field that is added to a view counts from the day it is added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any
from zlib import crc32

from generator.compose import Composed
from generator.views import EventView, LanguageView, LinkView, NeighbourView, SiteView, WhenView

SIZE = 16
# Views that stand on many pages are hashed once and remembered.
_SHARED = frozenset({EventView, LanguageView, LinkView, NeighbourView, SiteView, WhenView})
_MARK = 4


class Fingerprinter:
    """Hashes frozen values, each shared part only once.

    A shared part is known by its identity, and kept alive so that its identity stays its own.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}

    def of(self, *values: object) -> bytes:
        """The fingerprint of some values in this order: 16 bytes."""
        out: list[bytes] = []
        for value in values:
            self._encode(value, out.append)
        return blake2b(b"".join(out), digest_size=SIZE).digest()

    def page(self, composed: Composed, **others: bytes) -> bytes:
        """The fingerprint of a page, followed by a check sum of each part of it.

        The first 16 bytes decide. The check sums, four bytes each in the order of `parts`, only
        serve to tell a person what has changed.

        Args:
            composed: What the page's template sees.
            **others: The hashes of all else that its bytes are a function of.
        """
        pieces = [others[name] for name in sorted(others)]
        site: list[bytes] = []
        self._encode(composed.site, site.append)
        pieces.extend(site)
        for value in (composed.page, composed.view):
            for part in _parts(value):
                out: list[bytes] = []
                self._encode(part, out.append)
                pieces.append(b"".join(out))
        pieces.append(f"{composed.template} {composed.language}".encode())
        digest = blake2b(digest_size=SIZE)
        for piece in pieces:
            digest.update(b"%d:" % len(piece))
            digest.update(piece)
        return digest.digest() + b"".join(crc32(piece).to_bytes(_MARK, "big") for piece in pieces)

    def _encode(self, value: Any, put: Callable[[bytes], None]) -> None:
        kind = type(value)
        if kind is str:
            data = value.encode("utf-8", "surrogatepass")
            put(b"s%d:" % len(data))
            put(data)
        elif kind is tuple:
            put(b"t%d:" % len(value))
            for item in value:
                self._encode(item, put)
        elif kind in _SHARED:
            put(self._shared(value))
        elif kind is bytes:
            put(b"b%d:" % len(value))
            put(value)
        elif is_dataclass(kind):
            name, read = _reader(kind)
            put(name)
            for item in read(value):
                self._encode(item, put)
        else:
            # Numbers, truth values, members of enumerations and None.
            put(b"p%s;" % repr(value).encode())

    def _shared(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            kind: Any = type(value)
            name, read = _reader(kind)
            out: list[bytes] = []
            for item in read(value):
                self._encode(item, out.append)
            digest = blake2b(b"".join(out), digest_size=SIZE).digest()
            known = self._known[id(value)] = (value, name + digest)
        return known[1]


def parts(composed: Composed, *others: str) -> tuple[str, ...]:
    """What the check sums of a page's fingerprint are of, in their order."""
    return (
        *sorted(others),
        "site",
        *(f"page: {field.name}" for field in fields(composed.page)),
        *(f"view: {field.name}" for field in fields(composed.view)),
        "template's name",
    )


def differing(before: bytes, after: bytes) -> tuple[int, ...]:
    """The places of the check sums in which two fingerprints of one page differ."""
    old, new = before[SIZE:], after[SIZE:]
    return tuple(
        start // _MARK
        for start in range(0, len(new), _MARK)
        if old[start : start + _MARK] != new[start : start + _MARK]
    )


def _parts(value: Any) -> tuple[Any, ...]:
    kind: Any = type(value)
    return _reader(kind)[1](value)


@cache
def _reader(kind: Any) -> tuple[bytes, Callable[[Any], tuple[Any, ...]]]:
    """The name of a dataclass, and what reads all of its fields at once."""
    names = [field.name for field in fields(kind)]
    read = attrgetter(*names)
    if len(names) == 1:
        return b"d" + kind.__qualname__.encode(), lambda value: (read(value),)
    return b"d" + kind.__qualname__.encode(), read
