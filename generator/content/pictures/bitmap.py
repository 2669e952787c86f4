"""Take BMP and ICO files apart: what no header refers to is not published."""

from __future__ import annotations

from generator.content.pictures.parts import INCOMPLETE, Metadata, PictureError, PictureParts
from generator.content.pictures.png import take_apart_png

_FILE_HEADER_SIZE = 14
_DIRECTORY_ENTRY_SIZE = 16
# The size of the header with masks of colors but without a profile, which may be a file name.
_MAX_HEADER_SIZE = 108
_SRGB = b"BGRs"
_BITFIELDS = (3, 6)
_PNG = b"\x89PNG"


def take_apart_bmp(data: bytes) -> PictureParts:
    """Separate the header, the palette and the pixels from what is between and after them.

    Raises:
        PictureError: It is incomplete or damaged.
    """
    header, palette, (width, height) = _split_dib(data[_FILE_HEADER_SIZE:])
    offset = int.from_bytes(data[10:14], "little")
    tables = len(header) + len(palette)
    if offset < _FILE_HEADER_SIZE + tables:
        raise PictureError
    bits, compression = _read_coding(header)
    size = (abs(width) * bits + 31) // 32 * 4 * abs(height)
    if compression not in (0, *_BITFIELDS):
        size = int.from_bytes(header[20:24], "little")
    pixels = data[offset : offset + size]
    if len(pixels) < size:
        raise PictureError(INCOMPLETE)
    start = _FILE_HEADER_SIZE + tables
    gap, trailer = data[start:offset].strip(b"\0"), data[offset + size :].strip(b"\0")
    original = data[_FILE_HEADER_SIZE : _FILE_HEADER_SIZE + len(header)]
    extra = b"" if original == header else original
    file_header = b"BM%b\0\0\0\0%b" % (
        (start + size).to_bytes(4, "little"),
        start.to_bytes(4, "little"),
    )
    metadata = tuple(Metadata("other", each) for each in (gap, extra, trailer) if each)
    parts = (file_header, header, palette, pixels)
    return PictureParts("BMP", abs(width), abs(height), 1, parts, metadata)


def take_apart_ico(data: bytes) -> PictureParts:
    """Separate the pictures of an icon from what is between and in them.

    Raises:
        PictureError: It is incomplete or damaged.
    """
    count = int.from_bytes(data[4:6], "little")
    start = 6 + count * _DIRECTORY_ENTRY_SIZE
    entries, pictures = [], []
    metadata: list[Metadata] = []
    width = height = 0
    for number in range(count):
        at = 6 + number * _DIRECTORY_ENTRY_SIZE
        entry = data[at : at + _DIRECTORY_ENTRY_SIZE]
        size, offset = (int.from_bytes(entry[at : at + 4], "little") for at in (8, 12))
        picture = data[offset : offset + size]
        if len(picture) < size or not size:
            raise PictureError(INCOMPLETE)
        if picture.startswith(_PNG):
            inner = take_apart_png(picture)
            metadata += inner.metadata
            picture = b"".join(inner.published)
            measured = inner.width, inner.height
        else:
            # An icon has no file header, and the mask of its pixels follows them.
            header, palette, (wide, double) = _split_dib(picture)
            bits, _ = _read_coding(header)
            rows = abs(double) // 2
            length = sum((abs(wide) * each + 31) // 32 * 4 * rows for each in (bits, 1))
            first = len(header) + len(palette)
            if picture[first + length :].strip(b"\0"):
                metadata.append(Metadata("other", picture[first + length :]))
            picture = header + palette + picture[first : first + length]
            measured = abs(wide), rows
        width, height = max((width, height), measured)
        entries.append(entry[:8] + len(picture).to_bytes(4, "little") + start.to_bytes(4, "little"))
        pictures.append(picture)
        start += len(picture)
    if not pictures:
        raise PictureError
    parts = (data[:6], *entries, *pictures)
    return PictureParts("ICO", width, height, 1, parts, tuple(metadata))


def _split_dib(data: bytes) -> tuple[bytes, bytes, tuple[int, int]]:
    """Return the header of a bitmap without a color profile, its palette, and its size."""
    size = int.from_bytes(data[:4], "little")
    if size not in (40, 52, 56, _MAX_HEADER_SIZE, 124) or len(data) < size:
        raise PictureError("is a bitmap of an old kind", "save it as PNG")
    width, height = (int.from_bytes(data[at : at + 4], "little", signed=True) for at in (4, 8))
    header = data[:size]
    if size == 124:
        # The last fields say where the profile is.
        header = header[:56] + _SRGB + header[60:112] + bytes(12)
    bits, compression = _read_coding(header)
    colors = int.from_bytes(header[32:36], "little") or (1 << bits if bits <= 8 else 0)
    masks = 4 * _BITFIELDS.index(compression) + 12 if compression in _BITFIELDS else 0
    length = (masks if size == 40 else 0) + 4 * min(colors, 256)
    return header, data[size : size + length], (width, height)


def _read_coding(header: bytes) -> tuple[int, int]:
    """The bits of a pixel, and the number of the compression."""
    return int.from_bytes(header[14:16], "little"), int.from_bytes(header[16:20], "little")
