"""Hashes that identify bytes (BLAKE2b, RFC 7693), and the bytes of plain values."""

from __future__ import annotations

import marshal
from hashlib import blake2b
from typing import Any, BinaryIO

# The length of a hash in bytes; it rules out that two files of a site share a hash by chance.
SIZE = 16
# How many bytes of a stream are read at a time, so that a large file does not need much memory.
_CHUNK_SIZE = 1 << 20
# The last version of `marshal` whose bytes do not depend on other references to a value.
_MARSHAL_VERSION = 2


def hash_bytes(data: bytes) -> bytes:
    """Return the hash of some bytes: 16 bytes."""
    return blake2b(data, digest_size=SIZE).digest()


def dump_plain(value: Any) -> bytes:
    """Return the bytes of a value of strings, numbers, tuples and the like: equal for equal values.

    Raises:
        ValueError: It contains a value of another class.
    """
    return marshal.dumps(value, _MARSHAL_VERSION)


def hash_stream(stream: BinaryIO) -> bytes:
    """Return the hash of the rest of a stream, the same as `hash_bytes` returns for its bytes.

    Raises:
        OSError: The stream cannot be read.
    """
    digest = blake2b(digest_size=SIZE)
    while chunk := stream.read(_CHUNK_SIZE):
        digest.update(chunk)
    return digest.digest()
