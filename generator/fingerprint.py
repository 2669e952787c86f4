"""What the bytes of a page are a function of, as one short hash.

Two values have the same fingerprint when, and only when, they are equal: every field of every
dataclass counts, so a field that is added to a view counts from the day it is added.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

# Shared values smaller than this cost more to look up than to write out again.
SIZE = 16


class Fingerprinter:
    """Hashes frozen values, each shared part only once.

    A part is remembered by identity, and kept alive, so that its identity stays its own.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}

    def of(self, *values: object) -> bytes:
        """The fingerprint of some values in this order: 16 bytes."""
        digest = blake2b(digest_size=SIZE)
        for value in values:
            self._encode(value, digest.update)
        return digest.digest()

    def _encode(self, value: Any, put: Any) -> None:
        kind = type(value)
        if kind is str:
            data = value.encode("utf-8", "surrogatepass")
            put(b"s%d:" % len(data))
            put(data)
        elif kind is tuple:
            put(b"t%d:" % len(value))
            for item in value:
                self._encode(item, put)
        elif value is None or kind in _PLAIN:
            put(b"p" + repr(value).encode() + b";")
        elif kind is bytes:
            put(b"b%d:" % len(value))
            put(value)
        elif is_dataclass(kind):
            put(self._part(value))
        else:
            put(b"e" + repr(value).encode() + b";")

    def _part(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is None:
            digest = blake2b(digest_size=SIZE)
            name, read = _reader(type(value))
            digest.update(name)
            self._encode(read(value), digest.update)
            known = self._known[id(value)] = (value, b"d" + digest.digest())
        return known[1]


_PLAIN = frozenset({int, float, bool})


@cache
def _reader(kind: type) -> tuple[bytes, Any]:
    """The name of a dataclass, and what reads all of its fields at once."""
    names = [field.name for field in fields(kind)]
    read = attrgetter(*names)
    return kind.__qualname__.encode(), read
