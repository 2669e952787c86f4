"""Take WebP files apart (RFC 9649), and put XMP into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from generator.content.pictures.parts import (
    INCOMPLETE,
    Metadata,
    MetadataKind,
    PictureError,
    PictureParts,
)

_HEADER_SIZE = 12
_FRAME_HEADER_SIZE = 16
_PICTURE_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_KINDS: Mapping[bytes, MetadataKind] = MappingProxyType(
    {b"EXIF": "exif", b"XMP ": "xmp", b"C2PA": "credentials"}
)
_HAS_XMP = 0x04
_HAS_EXIF = 0x08
_HAS_ALPHA = 0x10


def take_apart_webp(data: bytes) -> PictureParts:
    """Separate the chunks that browsers show from all others.

    Raises:
        PictureError: It is incomplete or damaged.
    """
    size = 8 + int.from_bytes(data[4:8], "little")
    if size > len(data):
        raise PictureError(INCOMPLETE)
    parts: list[bytes] = []
    metadata: list[Metadata] = []
    frames = width = height = 0
    for name, payload in _chunks(data[_HEADER_SIZE:size]):
        kept = payload
        if name == b"VP8X":
            kept = bytes((payload[0] & ~(_HAS_EXIF | _HAS_XMP),)) + payload[1:10]
            width, height = (1 + int.from_bytes(payload[at : at + 3], "little") for at in (4, 7))
        elif name == b"ANMF":
            frames += 1
            kept, removed = _clean_frame(payload)
            metadata += removed
        elif name in _PICTURE_CHUNKS:
            width, height = (width, height) if width else _read_size(name, payload)
        elif name not in (b"ICCP", b"ANIM"):
            exif = payload.removeprefix(b"Exif\0\0")
            metadata.append(Metadata(_KINDS.get(name, "other"), exif))
            continue
        parts.append(_chunk(name, kept))
    if data[size:]:
        metadata.append(Metadata("trailer", data[size:]))
    return PictureParts("WEBP", width, height, max(1, frames), _with_header(parts), tuple(metadata))


def add_webp_xmp(parts: tuple[bytes, ...], xmp: bytes) -> tuple[bytes, ...]:
    """Add XMP at the end, and say so in the extended header, which is added if there is none."""
    _, first, *others = parts
    if first[:4] != b"VP8X":
        name, payload = first[:4], first[8:]
        width, height = _read_size(name, payload)
        alpha = _HAS_ALPHA if name == b"VP8L" and payload[4] & 0x10 else 0
        size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        first, others = _chunk(b"VP8X", bytes((alpha, 0, 0, 0)) + size), [first, *others]
    first = first[:8] + bytes((first[8] | _HAS_XMP,)) + first[9:]
    return _with_header([first, *others, _chunk(b"XMP ", xmp)])


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the payload of each chunk."""
    position = 0
    while position < len(data):
        end = position + 8 + int.from_bytes(data[position + 4 : position + 8], "little")
        if position + 8 > len(data) or end > len(data):
            raise PictureError(INCOMPLETE)
        yield data[position : position + 4], data[position + 8 : end]
        position = end + end % 2


def _clean_frame(payload: bytes) -> tuple[bytes, list[Metadata]]:
    """Separate the pixels of a frame from unknown chunks in it."""
    kept, removed = [payload[:_FRAME_HEADER_SIZE]], []
    for name, inner in _chunks(payload[_FRAME_HEADER_SIZE:]):
        if name in _PICTURE_CHUNKS:
            kept.append(_chunk(name, inner))
        else:
            removed.append(Metadata("other", inner))
    return b"".join(kept), removed


def _read_size(name: bytes, payload: bytes) -> tuple[int, int]:
    """The width and height in the header of coded pixels."""
    if name == b"VP8L":
        bits = int.from_bytes(payload[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = (int.from_bytes(payload[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    return width, height


def _chunk(name: bytes, payload: bytes) -> bytes:
    return name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


def _with_header(parts: list[bytes]) -> tuple[bytes, ...]:
    size = 4 + sum(map(len, parts))
    return (b"RIFF" + size.to_bytes(4, "little") + b"WEBP", *parts)
