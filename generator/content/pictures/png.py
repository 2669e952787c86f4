"""Take PNG and animated PNG files apart (W3C PNG, third edition), and put XMP into them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from zlib import crc32

from generator.content.pictures.parts import (
    INCOMPLETE,
    Metadata,
    MetadataKind,
    PictureError,
    PictureParts,
)

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The header, colors, transparency, resolution, pixels and frames.
_PUBLISHED = frozenset(
    {
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"sBIT", b"pHYs"),
        *(b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
        *(b"acTL", b"fcTL", b"fdAT"),
    }
)
_KINDS: Mapping[bytes, MetadataKind] = MappingProxyType(
    {
        b"eXIf": "exif",
        b"tEXt": "text",
        b"zTXt": "text",
        b"iTXt": "text",
        b"tIME": "time",
        b"caBX": "credentials",
    }
)
_XMP = b"XML:com.adobe.xmp\0"


def take_apart_png(data: bytes) -> PictureParts:
    """Separate the chunks that browsers show from all others.

    Raises:
        PictureError: It is incomplete or damaged.
    """
    parts = [_SIGNATURE]
    metadata: list[Metadata] = []
    frames = 1
    position = len(_SIGNATURE)
    name = b""
    while name != b"IEND":
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        if position + 12 > len(data) or end > len(data):
            raise PictureError(INCOMPLETE)
        name, payload = data[position + 4 : position + 8], data[position + 8 : end - 4]
        if name in _PUBLISHED:
            if crc32(data[position + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
                raise PictureError
            if name == b"acTL":
                frames = max(1, int.from_bytes(payload[:4], "big"))
            parts.append(data[position:end])
        elif payload.startswith(_XMP):
            metadata.append(Metadata("xmp", payload[len(_XMP) :]))
        else:
            metadata.append(Metadata(_KINDS.get(name, "other"), payload))
        position = end
    if data[position:]:
        metadata.append(Metadata("trailer", data[position:]))
    header = parts[1]
    if header[4:8] != b"IHDR" or len(header) != 25:
        raise PictureError
    width, height = (int.from_bytes(header[at : at + 4], "big") for at in (8, 12))
    return PictureParts("PNG", width, height, frames, tuple(parts), tuple(metadata))


def add_png_xmp(parts: tuple[bytes, ...], xmp: bytes) -> tuple[bytes, ...]:
    """Add XMP after the header."""
    # Neither compressed nor in a language.
    body = b"iTXt" + _XMP + b"\0\0\0\0" + xmp
    chunk = (len(body) - 4).to_bytes(4, "big") + body + crc32(body).to_bytes(4, "big")
    return (*parts[:2], chunk, *parts[2:])
