"""Find out whether a document, a recording or a film says where it was made, and by whom.

tarikh publishes such files as they are: it only removes the metadata of pictures.
"""

from __future__ import annotations

import mmap
import re
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from types import MappingProxyType
from typing import BinaryIO

from generator.content.pictures.metadata import NAMES, POSITION, describe_exif
from generator.lazy_patterns import lazy_compile

# What is read of one part of a file: metadata is much smaller.
_MAX_PART = 4_000_000
_MAX_PARTS = 2_000
_EXIF_HEADER = b"Exif\0\0"
_MAX_EXIF = 65_536
_MAX_DRAWING = 32_000_000

_PDF = lazy_compile(rb"%PDF")
_ZIP = lazy_compile(rb"PK\x03\x04")
_MOVIE = lazy_compile(rb".{4}(?:ftyp|moov|mdat|wide|free)", re.DOTALL)
_TAGGED = lazy_compile(rb"ID3|OggS|fLaC|\x1aE\xdf\xa3|RIFF.{4}(?:WAVE|AVI )", re.DOTALL)
# A name in the information of a PDF or in XMP.
_PDF_AUTHOR = lazy_compile(
    rb"/Author\s*(?:\((?!\))|<(?!>))|<dc:creator>(?=\s*<rdf:Seq>\s*<rdf:li[^>]*>[^<\s])"
)
_PDF_STREAM = lazy_compile(rb"/ObjStm\b.{0,300}?stream\r?\n", re.DOTALL)
_POSITIONS = lazy_compile(
    rb"\xa9xyz|com\.apple\.quicktime\.location|loci.{4}|GPS(?:Lat|Long)itude|LOCATION=|GEO=",
    re.DOTALL | re.IGNORECASE,
)
_NAMESS = lazy_compile(
    rb"\xa9(?:ART|aut|wrt|nam)|com\.apple\.quicktime\.(?:author|artist)|TPE[1-4]|TCOM|IART"
    rb"|ARTIST|AUTHOR|<dc:creator>[^<]",
)
# The properties of documents of Word, LibreOffice and others of their kind, and of e-books.
_OFFICE_AUTHOR = lazy_compile(
    rb"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator)(?:\s[^>]*)?>[^<\s]"
)
# What drawing programs write into a drawing: metadata, and the folder that it was exported to.
_DRAWING = lazy_compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg|[\w.-]+:svg)")
_DRAWING_AUTHOR = lazy_compile(
    rb"<(?:dc:)?creator\b[^>]*>(?:\s*<[^/>][^>]*>){0,3}\s*[^<\s]"
    rb"|(?:sodipodi:docname|inkscape:export-filename|sodipodi:absref)\s*=\s*[\"'][^\"']*[/\\]"
)
_DRAWING_POSITION = lazy_compile(rb"GPSL(?:at|ong)itude|<geo:lat\b|geo:lat\s*=", re.IGNORECASE)
# A photograph in it, in an address.
_EMBEDDED_JPEG = lazy_compile(rb"data:image/jpe?g;base64,([A-Za-z0-9+/=\s]{64,88000})")
_OFFICE_PROPERTIES = ("docProps/core.xml", "meta.xml")


def find_metadata(stream: BinaryIO, head: bytes) -> tuple[str, ...]:
    """Return `POSITION` and `NAMES` if a file has them, as far as can be seen.

    Args:
        stream: The file.
        head: Its first bytes.
    """
    find = next((each for pattern, each in _FINDERS.items() if pattern.match(head)), None)
    found: frozenset[str] = frozenset()
    if _ZIP.match(head):
        found = frozenset(_find_in_archive(stream))
    elif find is not None:
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found = frozenset(find(data))
    return tuple([each for each in (POSITION, NAMES) if each in found])


def _find_in_pdf(data: mmap.mmap) -> Iterator[str]:
    if _PDF_AUTHOR.search(data):
        yield NAMES
    for number, match in enumerate(_PDF_STREAM.finditer(data)):
        if number == _MAX_PARTS:
            break
        with suppress(zlib.error):
            text = zlib.decompressobj().decompress(data[match.end() :][:_MAX_PART], _MAX_PART)
            if _PDF_AUTHOR.search(text):
                yield NAMES
    # Photographs in it are whole JPEG files.
    yield from _find_exif(data)


def _find_exif(data: bytes | mmap.mmap) -> Iterator[str]:
    position = 0
    for _ in range(_MAX_PARTS):
        position = data.find(_EXIF_HEADER, position)
        if position < 0:
            return
        position += len(_EXIF_HEADER)
        if POSITION in describe_exif(bytes(data[position : position + _MAX_EXIF])):
            yield POSITION


def _find_in_drawing(data: mmap.mmap) -> Iterator[str]:
    start = data[:_MAX_DRAWING]
    if _DRAWING_AUTHOR.search(start):
        yield NAMES
    if _DRAWING_POSITION.search(start):
        yield POSITION
    for match in islice(_EMBEDDED_JPEG.finditer(start), _MAX_PARTS):
        encoded = b"".join(match[1].split()).rstrip(b"=")
        yield from _find_exif(b64decode(encoded[: len(encoded) // 4 * 4]))


def _find_in_movie(data: mmap.mmap) -> Iterator[str]:
    position = 0
    for _ in range(_MAX_PARTS):
        size = int.from_bytes(data[position : position + 4], "big")
        if size == 1:
            size = int.from_bytes(data[position + 8 : position + 16], "big")
        end = min(position + size if size else len(data), len(data))
        if data[position + 4 : position + 8] in (b"moov", b"meta", b"udta", b"uuid"):
            yield from _find_words(data[position : min(end, position + _MAX_PART)])
        if end <= position + 8 or end >= len(data):
            return
        position = end


def _find_in_tags(data: mmap.mmap) -> Iterator[str]:
    # Tags are at the beginning, or at the end.
    yield from _find_words(data[:_MAX_PART])
    yield from _find_words(data[max(0, len(data) - _MAX_PART // 8) :])


def _find_words(data: bytes) -> Iterator[str]:
    if _POSITIONS.search(data):
        yield POSITION
    if _NAMESS.search(data):
        yield NAMES


def _find_in_archive(stream: BinaryIO) -> Iterator[str]:
    # Slow to import, and few sites have such files.
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415

    stream.seek(0)
    # An archive may be damaged, encrypted, or compressed in a way that Python does not know.
    unreadable = (BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError)
    with suppress(*unreadable), ZipFile(stream) as archive:
        for info in archive.infolist()[:_MAX_PARTS]:
            is_picture = info.filename.lower().endswith((".jpg", ".jpeg"))
            if is_picture or info.filename in _OFFICE_PROPERTIES:
                with archive.open(info) as part:
                    start = part.read(_MAX_EXIF if is_picture else _MAX_PART)
                if is_picture:
                    yield from _find_exif(start)
                elif _OFFICE_AUTHOR.search(start):
                    yield NAMES


_FINDERS: Mapping[re.Pattern[bytes], Callable[[mmap.mmap], Iterator[str]]] = MappingProxyType(
    {
        _PDF: _find_in_pdf,
        _TAGGED: _find_in_tags,
        _MOVIE: _find_in_movie,
        _DRAWING: _find_in_drawing,
    }
)
