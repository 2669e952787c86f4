"""Blank the metadata of AVIF files (ISO/IEC 14496-12 and 23008-12).

The pixels are found by their positions in the file, so metadata is overwritten with zeros, not cut
out, and its boxes are renamed to ``free``, which readers skip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct, field

from generator.content.pictures.parts import (
    INCOMPLETE,
    Metadata,
    MetadataKind,
    PictureError,
    PictureParts,
)

# Items that are pixels or put pixels together; Exif, XMP and all others are metadata.
_PIXEL_ITEMS = frozenset({b"av01", b"grid", b"iden", b"iovl", b"tmap"})
_ITEM_KINDS: Mapping[bytes, MetadataKind] = MappingProxyType({b"Exif": "exif", b"mime": "xmp"})
_DESCRIPTIVE_PROPERTIES = frozenset({b"udes", b"altt", b"crtt", b"mdft", b"uuid", b"free"})
_TRACK_CONTAINERS = frozenset({b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"})
_TRACK_METADATA = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip"})
_TIMED_HEADERS = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_MAX_BOXES = 10_000


class _Box(NamedTuple):
    kind: bytes
    start: int
    body: int
    end: int


class _Extent(NamedTuple):
    start: int
    end: int


class _Blanker(Struct):
    """Overwrites parts of a file, and keeps what they were."""

    data: bytearray
    metadata: list[Metadata] = field(default_factory=list)

    def blank(self, start: int, end: int, kind: MetadataKind | None) -> None:
        removed = bytes(self.data[start:end])
        if removed.strip(b"\0"):
            self.data[start:end] = bytes(end - start)
            if kind is not None:
                self.metadata.append(Metadata(kind, removed))

    def free(self, box: _Box) -> None:
        is_credentials = self.data[box.body : box.body + 16] == _C2PA
        self.data[box.start + 4 : box.start + 8] = b"free"
        self.blank(box.body, box.end, "credentials" if is_credentials else "other")

    def boxes(self, start: int, end: int) -> Iterator[_Box]:
        count = 0
        while start < end:
            size, body = int.from_bytes(self.data[start : start + 4], "big"), start + 8
            if size == 1:
                size, body = int.from_bytes(self.data[body : body + 8], "big"), start + 16
            following = start + size if size else end
            count += 1
            if body > following or count > _MAX_BOXES:
                raise PictureError
            if following > end:
                raise PictureError(INCOMPLETE)
            yield _Box(bytes(self.data[start + 4 : start + 8]), start, body, following)
            start = following


def take_apart_avif(data: bytes) -> PictureParts:
    """Blank everything except the pixels and what is needed to decode them.

    Raises:
        PictureError: It is incomplete or damaged.
    """
    blanker = _Blanker(bytearray(data))
    top = list(blanker.boxes(0, len(data)))
    kinds = [box.kind for box in top]
    if b"meta" not in kinds or b"mdat" not in kinds:
        raise PictureError(INCOMPLETE)
    width = height = 0
    pixels: list[_Extent] = []
    for box in top:
        if box.kind == b"meta":
            (width, height), extents = _blank_items(blanker, box)
            pixels += extents
        elif box.kind == b"moov":
            _blank_tracks(blanker, box)
        elif box.kind not in (b"ftyp", b"mdat"):
            blanker.free(box)
    if b"moov" not in kinds:
        for box in top:
            if box.kind == b"mdat":
                _blank_gaps(blanker, box, pixels)
    return PictureParts("AVIF", width, height, 1, (bytes(blanker.data),), tuple(blanker.metadata))


def _blank_items(blanker: _Blanker, meta: _Box) -> tuple[tuple[int, int], list[_Extent]]:
    """Blank the items that are not pixels; returns the largest size, and where the pixels are."""
    children = {box.kind: box for box in blanker.boxes(meta.body + 4, meta.end)}
    for kind in children.keys() & {b"uuid", b"udta", b"free", b"skip"}:
        blanker.free(children[kind])
    if b"hdlr" in children:
        blanker.blank(children[b"hdlr"].body + 24, children[b"hdlr"].end, None)
    idat = children.get(b"idat")
    extents = dict(_read_locations(blanker.data, children[b"iloc"], idat))
    kinds = dict(_blank_item_names(blanker, children[b"iinf"]))
    pixels = [
        extent
        for item, each in extents.items()
        if kinds.get(item) in _PIXEL_ITEMS
        for extent in each
    ]
    for item, each in extents.items():
        if kinds.get(item) in _PIXEL_ITEMS:
            continue
        for start, end in each:
            if any(start < other.end and other.start < end for other in pixels):
                raise PictureError
            found = _ITEM_KINDS.get(kinds.get(item, b""), "other")
            # The first four bytes of Exif say where in it the TIFF structure is.
            offset = 4 + int.from_bytes(blanker.data[start : start + 4], "big")
            body = min(end, start + offset) if found == "exif" else start
            blanker.blank(start, body, None)
            blanker.blank(body, end, found)
    return _blank_properties(blanker, children[b"iprp"]), pixels


def _blank_item_names(blanker: _Blanker, iinf: _Box) -> Iterator[tuple[int, bytes]]:
    """Yield the number and kind of each item; names are blanked, and metadata is renamed."""
    data = blanker.data
    start = iinf.body + (6 if data[iinf.body] == 0 else 8)
    for box in blanker.boxes(start, iinf.end):
        wide = data[box.body] > 2
        at = box.body + 4 + (4 if wide else 2)
        kind = bytes(data[at + 2 : at + 6])
        yield int.from_bytes(data[box.body + 4 : at], "big"), kind
        if kind not in _PIXEL_ITEMS:
            data[at + 2 : at + 6] = b"free"
        blanker.blank(at + 6, box.end, None)


def _read_locations(
    data: bytearray, iloc: _Box, idat: _Box | None
) -> Iterator[tuple[int, list[_Extent]]]:
    """Yield the number of each item, and where its bytes are."""
    position = iloc.body
    version = data[position]
    position += 4

    def read(size: int) -> int:
        nonlocal position
        if position + size > iloc.end:
            raise PictureError
        value = int.from_bytes(data[position : position + size], "big")
        position += size
        return value

    sizes = read(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    for _ in range(read(4 if version > 1 else 2)):
        item = read(4 if version > 1 else 2)
        method = read(2) & 15 if version else 0
        read(2)
        base = read(base_size)
        extents = []
        for _ in range(read(2)):
            read(index_size)
            start, length = base + read(offset_size), read(length_size)
            limit = len(data)
            if method == 1 and idat is not None:
                start, limit = start + idat.body, idat.end
            elif method:
                raise PictureError
            end = start + length if length else limit
            if end > limit:
                raise PictureError(INCOMPLETE)
            extents.append(_Extent(start, end))
        yield item, extents


def _blank_properties(blanker: _Blanker, iprp: _Box) -> tuple[int, int]:
    """Blank descriptions and times; returns the largest size of a picture, as it is shown."""
    largest = (0, 0)
    is_turned = False
    for container in blanker.boxes(iprp.body, iprp.end):
        if container.kind != b"ipco":
            continue
        for box in blanker.boxes(container.body, container.end):
            if box.kind in _DESCRIPTIVE_PROPERTIES:
                blanker.free(box)
            elif box.kind == b"irot":
                # The number of quarter turns.
                is_turned = bool(blanker.data[box.body] & 1)
            elif box.kind == b"ispe":
                size = (
                    int.from_bytes(blanker.data[box.body + 4 : box.body + 8], "big"),
                    int.from_bytes(blanker.data[box.body + 8 : box.body + 12], "big"),
                )
                largest = max(largest, size, key=lambda each: each[0] * each[1])
    return largest[::-1] if is_turned else largest


def _blank_tracks(blanker: _Blanker, container: _Box) -> None:
    """Blank the metadata of an animation."""
    for box in blanker.boxes(container.body, container.end):
        if box.kind in _TRACK_CONTAINERS:
            _blank_tracks(blanker, box)
        elif box.kind in _TRACK_METADATA:
            blanker.free(box)
        elif box.kind == b"hdlr":
            blanker.blank(box.body + 24, box.end, None)
        elif box.kind in _TIMED_HEADERS:
            # When it was created and changed.
            size = 16 if blanker.data[box.body] else 8
            blanker.blank(box.body + 4, box.body + 4 + size, "time")


def _blank_gaps(blanker: _Blanker, mdat: _Box, pixels: Iterable[_Extent]) -> None:
    """Blank what no item refers to."""
    position = mdat.body
    for start, end in sorted(pixels):
        if start < mdat.end and end > position:
            blanker.blank(position, max(position, start), "other")
            position = max(position, end)
    blanker.blank(position, mdat.end, "other")
