"""Read what the metadata of a picture says: what to report, which way is up, whose work it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from html import escape
from types import MappingProxyType
from typing import Literal, NamedTuple
from xml.parsers import expat

from generator.content.pictures.parts import Metadata
from generator.lazy_patterns import lazy_compile

# What is reported, the most dangerous first.
POSITION, _CAMERA, _SERIAL = "GPS position", "camera model", "serial number"
_TIME, NAMES, _DESCRIPTION = "time", "names", "description"
_THUMBNAIL, _MAKER_NOTE, _TEXT = "thumbnail", "maker notes", "comments"
CREDENTIALS, _TRAILER, _OTHER = "Content Credentials", "data after the picture", "other metadata"
_ORDER = (
    *(POSITION, _CAMERA, _SERIAL, _TIME, NAMES, _DESCRIPTION),
    *(_THUMBNAIL, _MAKER_NOTE, _TEXT, CREDENTIALS, _TRAILER, _OTHER),
)
# The tags of Exif, by their numbers.
_ORIENTATION, _ARTIST, _COPYRIGHT = 0x0112, 0x013B, 0x8298
_EXIF_TABLE, _GPS_TABLE, _THUMBNAIL_OFFSET = 0x8769, 0x8825, 0x0201
_TAGS = MappingProxyType(
    {
        tag: kind
        for kind, tags in (
            (_CAMERA, (0x010F, 0x0110, 0xA433, 0xA434)),
            (_SERIAL, (0xA431, 0xA435, 0xC62F)),
            (_TIME, (0x0132, 0x9003, 0x9004)),
            (NAMES, (_ARTIST, _COPYRIGHT, 0xA430, 0x9C9D)),
            (_DESCRIPTION, (0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9F)),
            (_MAKER_NOTE, (0x927C,)),
            (_THUMBNAIL, (_THUMBNAIL_OFFSET,)),
        )
        for tag in tags
    }
)
# More than any camera writes.
_MAX_TAGS = 500
_MAX_TABLES = 20
_MAX_VALUE = 10_000
# The size of a value of each type of TIFF in bytes.
_TYPE_SIZES = MappingProxyType(
    {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
)
_XMP_WORDS = MappingProxyType(
    {
        rb"GPS(?:Lat|Long)itude|LocationShown|LocationCreated|photoshop:City": POSITION,
        rb"tiff:Model|aux:Lens|exifEX:LensModel": _CAMERA,
        rb"SerialNumber": _SERIAL,
        rb"CreateDate|DateCreated|DateTimeOriginal": _TIME,
        rb"dc:creator|dc:rights|photoshop:Credit|AuthorsPosition": NAMES,
        rb"dc:description|dc:title|photoshop:Headline": _DESCRIPTION,
        rb"xmpGImg:image|xmp:Thumbnails": _THUMBNAIL,
    }
)
# The records of IPTC, by their numbers in its second data set.
_IPTC_BYLINE, _IPTC_CREDIT, _IPTC_COPYRIGHT = 80, 110, 116
_IPTC_FIELDS = MappingProxyType(
    {
        number: kind
        for kind, numbers in (
            (POSITION, (90, 92, 95, 101)),
            (NAMES, (_IPTC_BYLINE, _IPTC_CREDIT, 115, _IPTC_COPYRIGHT, 122)),
            (_TIME, (55, 60, 62)),
            (_DESCRIPTION, (5, 105, 120)),
        )
        for number in numbers
    }
)
_IPTC_BLOCK = lazy_compile(rb"8BIM\x04\x04")
_THUMBNAIL_BLOCK = lazy_compile(rb"8BIM\x04[\x09\x0c]")
_IPTC_FIELD = lazy_compile(rb"\x1c\x02(.)(..)", re.DOTALL)
_MAX_XMP = 1_000_000
# More characters than any notice of copyright has.
_MAX_CREDIT = 2_000
_KINDS = MappingProxyType(
    {
        "text": _TEXT,
        "credentials": CREDENTIALS,
        "time": _TIME,
        "thumbnail": _THUMBNAIL,
        "trailer": _TRAILER,
    }
)
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP_CREDITS = frozenset({f"{_DC} rights", f"{_DC} creator", f"{_PHOTOSHOP} Credit"})


class _Tag(NamedTuple):
    number: int
    value: bytes
    table: int


class Credits(NamedTuple):
    """Whose work a picture is.

    Attributes:
        copyright: The notice of copyright; may be empty.
        creator: Who made the picture; may be empty.
        credit: How it is to be credited; may be empty.
    """

    copyright: str = ""
    creator: str = ""
    credit: str = ""


def describe_metadata(metadata: Iterable[Metadata]) -> tuple[str, ...]:
    """Return the kinds of what metadata says, the most dangerous first."""
    found = {each for part in metadata for each in _describe(part)}
    return tuple([each for each in _ORDER if each in found])


def describe_exif(data: bytes) -> tuple[str, ...]:
    """Return the kinds of what Exif says, the most dangerous first."""
    return describe_metadata((Metadata("exif", data),))


def read_orientation(metadata: Iterable[Metadata]) -> int:
    """Return the number of the transformation by which a picture is upright: 1 to 8 (Exif)."""
    for part in metadata:
        if part.kind == "exif":
            for tag in _read_tags(part.data):
                if tag.number == _ORIENTATION and tag.table == 0:
                    value = int.from_bytes(tag.value[:2], _byte_order(part.data))
                    return value if 1 <= value <= 8 else 1
    return 1


def read_credits(metadata: Iterable[Metadata]) -> Credits:
    """Return whose work a picture is, by XMP, IPTC or Exif, in this order."""
    copyright_notice = creator = credit = ""
    order = ("xmp", "iptc", "exif")
    for part in sorted(
        (each for each in metadata if each.kind in order), key=lambda each: order.index(each.kind)
    ):
        read = {"xmp": _read_xmp_credits, "iptc": _read_iptc_credits, "exif": _read_exif_credits}
        known = read[part.kind](part.data)
        copyright_notice = copyright_notice or known.copyright
        creator = creator or known.creator
        credit = credit or known.credit
    return Credits(copyright_notice, creator, credit)


def write_xmp(picture_credits: Credits, keep: Set[str]) -> bytes:
    """Return XMP with only the credits that are to be kept; empty if there are none."""
    notice, creator, credit = (escape(each[:_MAX_CREDIT], quote=False) for each in picture_credits)
    values = []
    if "copyright" in keep and notice:
        item = f'<rdf:li xml:lang="x-default">{notice}</rdf:li>'
        values.append(f"<dc:rights><rdf:Alt>{item}</rdf:Alt></dc:rights>")
    if "credit" in keep and creator:
        values.append(f"<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>")
    if "credit" in keep and credit:
        values.append(f"<photoshop:Credit>{credit}</photoshop:Credit>")
    if not values:
        return b""
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about="" xmlns:dc="{_DC}" xmlns:photoshop="{_PHOTOSHOP}">'
        f"{''.join(values)}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _describe(part: Metadata) -> Iterator[str]:
    """Yield the kinds of what a part says."""
    if part.kind not in _READERS:
        yield _KINDS.get(part.kind, _OTHER)
        return
    kinds = frozenset(_READERS[part.kind](part.data))
    yield from kinds or {_OTHER}


def _describe_exif(data: bytes) -> Iterator[str]:
    for tag in _read_tags(data):
        if tag.number == _GPS_TABLE:
            yield POSITION
        elif (tag.table == 1) == (tag.number == _THUMBNAIL_OFFSET) and tag.number in _TAGS:
            yield _TAGS[tag.number]


def _describe_xmp(data: bytes) -> Iterator[str]:
    return (kind for words, kind in _XMP_WORDS.items() if re.search(words, data))


def _describe_iptc(data: bytes) -> Iterator[str]:
    if _THUMBNAIL_BLOCK.search(data):
        yield _THUMBNAIL
    for number, _ in _read_iptc(data):
        if number in _IPTC_FIELDS:
            yield _IPTC_FIELDS[number]


_READERS: Mapping[str, Callable[[bytes], Iterable[str]]] = MappingProxyType(
    {"exif": _describe_exif, "xmp": _describe_xmp, "iptc": _describe_iptc}
)


def _byte_order(data: bytes) -> Literal["little", "big"]:
    return "little" if data[:2] == b"II" else "big"


def _read_tags(data: bytes) -> Iterator[_Tag]:
    """Yield the tags of a TIFF structure; what is damaged is left out.

    The number of a table is its place in the chain of main tables, of which the second is that of
    the thumbnail; those that a tag refers to have the number -1.
    """
    order = _byte_order(data)

    def read(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    waiting = [(read(4, 4), 0)]
    seen: set[int] = set()
    while waiting and len(seen) < _MAX_TABLES:
        at, table = waiting.pop()
        if at in seen or not 8 <= at < len(data):
            continue
        seen.add(at)
        count = min(read(at, 2), _MAX_TAGS)
        for start in range(at + 2, at + 2 + 12 * count, 12):
            number, size = read(start, 2), _TYPE_SIZES.get(read(start + 2, 2), 1)
            length = size * read(start + 4, 4)
            place = start + 8 if length <= 4 else read(start + 8, 4)
            yield _Tag(number, data[place : place + min(length, _MAX_VALUE)], table)
            if number in (_EXIF_TABLE, _GPS_TABLE):
                waiting.append((read(start + 8, 4), -1))
        if table >= 0:
            waiting.append((read(at + 2 + 12 * count, 4), table + 1))


def _read_iptc(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and value of each field of the second data set."""
    block = _IPTC_BLOCK.search(data)
    if block is None:
        return
    position = block.end()
    while field := _IPTC_FIELD.search(data, position):
        position = field.end() + int.from_bytes(field[2], "big")
        yield field[1][0], data[field.end() : position]


def _read_exif_credits(data: bytes) -> Credits:
    values = {
        tag.number: _decode(tag.value.split(b"\0")[0]) for tag in _read_tags(data) if tag.table == 0
    }
    return Credits(values.get(_COPYRIGHT, ""), values.get(_ARTIST, ""))


def _read_iptc_credits(data: bytes) -> Credits:
    values = {number: _decode(value) for number, value in _read_iptc(data)}
    numbers = (_IPTC_COPYRIGHT, _IPTC_BYLINE, _IPTC_CREDIT)
    return Credits(*[values.get(number, "") for number in numbers])


def _read_xmp_credits(data: bytes) -> Credits:
    reader = _XmpReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.add_text
    with suppress(expat.ExpatError, ValueError):
        parser.Parse(data[:_MAX_XMP].strip(b"\0"), True)
    names = (f"{_DC} rights", f"{_DC} creator", f"{_PHOTOSHOP} Credit")
    return Credits(*[_clean_text(reader.values.get(name, "")) for name in names])


class _XmpReader:
    """Collects the texts of credits: values of elements, of their first items, of attributes."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self._field = ""
        self._items = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _XMP_CREDITS:
            self._field, self._items = name, 0
            self.values[name] = ""
        elif name == f"{_RDF} li":
            self._items += 1
        for attribute, value in attributes.items():
            if attribute in _XMP_CREDITS:
                self.values[attribute] = value

    def end(self, name: str) -> None:
        if name == self._field:
            self._field = ""

    def add_text(self, text: str) -> None:
        if self._field and self._items <= 1:
            self.values[self._field] += text


def _decode(value: bytes) -> str:
    """Decode a text of Exif or IPTC, which seldom says its encoding."""
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = value.decode("latin-1")
    return _clean_text(text)


def _clean_text(text: str) -> str:
    """Return a text on one line, without what XML does not allow."""
    return "".join(filter(str.isprintable, " ".join(text.split())))
