"""The hash by which bytes are known again (BLAKE2b, RFC 7693)."""

from __future__ import annotations

from hashlib import blake2b
from typing import BinaryIO

# In bytes: two different files of one site never meet in so many.
SIZE = 16
# So much of a stream is held at a time: a film costs no more memory than a picture.
_PIECE = 1 << 20


def hash_bytes(data: bytes) -> bytes:
    """The hash of some bytes: 16 bytes."""
    return blake2b(data, digest_size=SIZE).digest()


def hash_stream(stream: BinaryIO) -> bytes:
    """The hash of all that is left of a stream, the same as that of its bytes.

    Raises:
        OSError: It cannot be read.
    """
    made = blake2b(digest_size=SIZE)
    while piece := stream.read(_PIECE):
        made.update(piece)
    return made.digest()
