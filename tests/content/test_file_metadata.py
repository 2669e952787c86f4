"""What documents, recordings and films say about where they were made, and by whom."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZipFile
from zlib import compress

import pytest

from generator.content.file_metadata import find_metadata
from tests.support.pictures import jpeg


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return pack(">I", 8 + len(body)) + kind + body


def archive(**files: bytes) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w") as file:
        for name, data in files.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return output.getvalue()


_MOVIE = box(b"ftyp", b"isom") + box(b"mdat", b"\xa9xyz" * 9)
_PLACE = ("GPS position",)
_AUTHOR = b"<cp:coreProperties><dc:creator>Anna</dc:creator></cp:coreProperties>"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n<< /Author (Anna) >>", ("names",)),
        (b"%PDF-1.7\n<< /Author <FEFF0041> >>", ("names",)),
        (b"%PDF-1.7\n<< /Author () /Title (Minutes) >>", ()),
        (
            b"%PDF-1.7\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"
            + compress(b"<< /Author (Anna) >>")
            + b"\nendstream",
            ("names",),
        ),
        (b"%PDF-1.7\nstream\n" + jpeg() + b"\nendstream", ("GPS position",)),
        (b"%PDF-1.7\n", ()),
        (_MOVIE, ()),
        (_MOVIE + box(b"moov", box(b"udta", box(b"\xa9xyz", b"+33.3+044.4/"))), ("GPS position",)),
        (
            box(b"ftyp", b"qt  ")
            + box(b"moov", box(b"meta", b"com.apple.quicktime.location.ISO6709")),
            ("GPS position",),
        ),
        (_MOVIE + box(b"moov", box(b"udta", box(b"\xa9ART", b"Anna"))), ("names",)),
        (b"ID3\4\0\0\0\0\0\0TPE1\0\0\0\5\0\0\3Anna", ("names",)),
        (b"fLaC" + b"ARTIST=Anna", ("names",)),
        (b"OggS" + b"LOCATION=33.3;44.4", ("GPS position",)),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><metadata><rdf:RDF><cc:Work><dc:creator>'
            b"<cc:Agent>\n<dc:title>Anna</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF>"
            b"</metadata></svg>",
            ("names",),
        ),
        (b'<?xml version="1.0"?><svg sodipodi:docname="/home/anna/quay.svg"/>', ("names",)),
        (b'<svg sodipodi:docname="quay.svg" xsi:schemaLocation="a b"/>', ()),
        (b"<svg><dc:creator><cc:Agent><dc:title/></cc:Agent></dc:creator></svg>", ()),
        (b"<svg><image href='data:image/jpeg;base64," + b64encode(jpeg()) + b"'/></svg>", _PLACE),
        (b'<svg xmlns:exif="e"><x exif:GPSLatitude="33,18N"/></svg>', _PLACE),
        (archive(docProps__core_xml=_AUTHOR), ("names",)),
        (archive(word__media__p=jpeg(), docProps__core_xml=b"<x/>"), ()),
        (b"PK\3\4, more or less", ()),
        (b"a text by Author (Anna)", ()),
        (b"", ()),
    ],
)
def test_it_is_found(tmp_path: Path, data: bytes, found: tuple[str, ...]) -> None:
    (tmp_path / "file").write_bytes(data)
    with (tmp_path / "file").open("rb") as stream:
        assert find_metadata(stream, data[:512]) == found


def test_the_position_of_a_photograph_in_a_document_is_found(tmp_path: Path) -> None:
    output = tmp_path / "file.docx"
    with ZipFile(output, "w") as file:
        file.writestr("word/media/image1.jpeg", jpeg())
    with output.open("rb") as stream:
        assert find_metadata(stream, output.read_bytes()[:512]) == ("GPS position",)
