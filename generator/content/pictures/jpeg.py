"""Take JPEG files apart (ITU-T T.81, Annex B), and put XMP into them."""

from __future__ import annotations

from generator.content.pictures.parts import (
    INCOMPLETE,
    Metadata,
    MetadataKind,
    PictureError,
    PictureParts,
)
from generator.lazy_patterns import lazy_compile

_SOI = b"\xff\xd8"
_EOI = b"\xff\xd9"
_SOS = 0xDA
_COMMENT = 0xFE
# The coding that browsers decode: baseline, extended and progressive.
_SHOWN_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Tables, restart intervals and line counts.
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
# The next marker in coded data: FF00 is a byte of it, and FFD0 to FFD7 restart it.
_MARKER = lazy_compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_JFIF_SIZE = 14
_ADOBE_SIZE = 12
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0"


def take_apart_jpeg(data: bytes) -> PictureParts:
    """Separate the tables and the coded data from all else.

    Raises:
        PictureError: It is incomplete or damaged, or browsers do not show it.
    """
    parts = [_SOI]
    metadata: list[Metadata] = []
    width = height = 0
    position = len(_SOI)
    while True:
        marker, position = _read_marker(data, position)
        if marker == _EOI[1]:
            break
        if marker in _WITHOUT_LENGTH:
            continue
        end = _find_end(data, position)
        payload = data[position + 2 : end]
        if marker in _FRAMES:
            width, height = _read_size(marker, payload)
        if marker == _SOS:
            following = _MARKER.search(data, end)
            if following is None:
                raise PictureError(INCOMPLETE)
            end = following.start()
        if marker == _SOS or marker in _TABLES or marker in _FRAMES:
            parts.append(data[position - 2 : end])
        else:
            kept, removed = _split_segment(marker, payload)
            if kept:
                parts.append(_segment(marker, kept))
            if removed is not None:
                metadata.append(removed)
        position = end
    parts.append(_EOI)
    if trailer := data[position:].strip(b"\0\r\n"):
        metadata.append(Metadata("trailer", trailer))
    return PictureParts("JPEG", width, height, 1, tuple(parts), tuple(metadata))


def add_jpeg_xmp(parts: tuple[bytes, ...], xmp: bytes) -> tuple[bytes, ...]:
    """Add XMP after the header."""
    header = 1 + (parts[1][:2] == b"\xff\xe0")
    return (*parts[:header], _segment(0xE1, _XMP + xmp), *parts[header:])


def _read_marker(data: bytes, position: int) -> tuple[int, int]:
    """Read a marker; returns its second byte and the position after it."""
    start = position
    while position < len(data) and data[position] == 0xFF:
        position += 1
    if position == len(data):
        raise PictureError(INCOMPLETE)
    if position == start or data[position] == 0:
        raise PictureError
    return data[position], position + 1


def _find_end(data: bytes, position: int) -> int:
    """The position after a segment whose length is at a position."""
    end = position + int.from_bytes(data[position : position + 2], "big")
    if end > len(data):
        raise PictureError(INCOMPLETE)
    if end < position + 2:
        raise PictureError
    return end


def _read_size(marker: int, payload: bytes) -> tuple[int, int]:
    """Read the width and height in the header of a frame."""
    if marker not in _SHOWN_FRAMES or payload[0] != 8:
        raise PictureError("is a JPEG in a coding that browsers do not show", "save it as PNG")
    height, width = (int.from_bytes(payload[at : at + 2], "big") for at in (1, 3))
    return width, height


def _split_segment(marker: int, payload: bytes) -> tuple[bytes, Metadata | None]:
    """Split the payload of a segment that is not needed to decode the pixels."""
    if marker == 0xE0 and payload.startswith(b"JFIF\0") and len(payload) >= _JFIF_SIZE:
        # The last two bytes are the width and height of a thumbnail, which follows.
        kept = payload[: _JFIF_SIZE - 2] + b"\0\0"
        removed = payload[_JFIF_SIZE:]
        return kept, Metadata("thumbnail", removed) if removed else None
    if marker == 0xEE and payload.startswith(b"Adobe") and len(payload) >= _ADOBE_SIZE:
        # It says how colors are coded.
        removed = payload[_ADOBE_SIZE:]
        return payload[:_ADOBE_SIZE], Metadata("other", removed) if removed else None
    if marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0"):
        return payload, None
    return b"", _describe_segment(marker, payload)


def _describe_segment(marker: int, payload: bytes) -> Metadata:
    if marker == 0xE1 and payload.startswith(b"Exif\0"):
        return Metadata("exif", payload[6:])
    for prefix in (_XMP, _EXTENDED_XMP):
        if marker == 0xE1 and payload.startswith(prefix):
            return Metadata("xmp", payload[len(prefix) :])
    kind: MetadataKind = "other"
    if marker == 0xED and payload.startswith(b"Photoshop"):
        kind = "iptc"
    elif marker == 0xEB:
        # The only use of these segments is JUMBF, the container of Content Credentials.
        kind = "credentials"
    elif marker == 0xE0 and payload.startswith(b"JFXX"):
        kind = "thumbnail"
    elif marker == _COMMENT:
        kind = "text"
    return Metadata(kind, payload)


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(payload) + 2).to_bytes(2, "big") + payload
