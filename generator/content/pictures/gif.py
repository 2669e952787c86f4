"""Take GIF files apart (GIF89a)."""

from __future__ import annotations

from generator.content.pictures.parts import INCOMPLETE, Metadata, PictureError, PictureParts

_HEADER_SIZE = 13
_EXTENSION, _IMAGE, _END = 0x21, 0x2C, 0x3B
_GRAPHIC_CONTROL, _COMMENT, _APPLICATION = 0xF9, 0xFE, 0xFF
# How often an animation repeats, and the colors.
_PUBLISHED_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def take_apart_gif(data: bytes) -> PictureParts:
    """Separate the frames from comments and the data of other programs.

    Raises:
        PictureError: It is incomplete or damaged.
    """
    width, height = (int.from_bytes(data[at : at + 2], "little") for at in (6, 8))
    position = _HEADER_SIZE + _table_size(data[10])
    parts = [data[:position]]
    metadata: list[Metadata] = []
    frames = 0
    while True:
        if position + 1 >= len(data) and data[position:] != bytes((_END,)):
            raise PictureError(INCOMPLETE)
        start, kind = position, data[position]
        if kind == _END:
            break
        if kind == _IMAGE:
            frames += 1
            position += 10 + _table_size(data[start + 9]) + 1
        elif kind == _EXTENSION:
            position += 2
        else:
            raise PictureError
        position = _skip_blocks(data, position)
        block = data[start:position]
        removed = _describe_block(block)
        if removed is None:
            parts.append(block)
        else:
            metadata.append(removed)
    parts.append(bytes((_END,)))
    if trailer := data[position + 1 :].strip(b"\0"):
        metadata.append(Metadata("trailer", trailer))
    if not frames:
        raise PictureError
    return PictureParts("GIF", width, height, frames, tuple(parts), tuple(metadata))


def _describe_block(block: bytes) -> Metadata | None:
    """Return a block that is not published; ``None`` if it is."""
    if block[0] == _IMAGE or block[1] == _GRAPHIC_CONTROL:
        return None
    if block[1] == _APPLICATION:
        if block[3:14] in _PUBLISHED_APPLICATIONS:
            return None
        # XMP is not divided into blocks, so the texts in it are readable in the file.
        return Metadata("xmp" if block[3:14] == b"XMP DataXMP" else "other", block[14:])
    return Metadata("text" if block[1] == _COMMENT else "other", block[2:])


def _table_size(flags: int) -> int:
    """The size of a table of colors in bytes."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _skip_blocks(data: bytes, position: int) -> int:
    """The position after a sequence of blocks, which an empty one ends."""
    while position < len(data):
        size = data[position]
        position += 1 + size
        if not size:
            return position
    raise PictureError(INCOMPLETE)
