"""Pictures in every format, with metadata that must not be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random
from struct import pack
from types import MappingProxyType
from zlib import compress, crc32

from PIL import Image, ImageCms

# Written into every kind of metadata: no byte of it may be published.
PLANTED = b"Planted"
COPYRIGHT = "© Planted & Sons"
CREATOR = "Planted Photographer"
SIZE = (48, 32)
# The colors of the corners when the picture is upright: top left, top right, bottom left and right.
CORNERS = ((250, 0, 0), (0, 250, 0), (0, 0, 250), (250, 250, 0))
# What turns an upright picture into one that a viewer turns upright again.
_STORED = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
)
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"
  exif:GPSLatitude="33,18.0N" exif:Note="{PLANTED.decode()}"/>
</rdf:RDF></x:xmpmeta>""".encode()


def picture(orientation: int = 1, mode: str = "RGB") -> Image.Image:
    """Pixels with four colors, as a camera in some orientation stores them."""
    width, height = SIZE
    image = Image.new("RGB", SIZE)
    for number, color in enumerate(CORNERS):
        corner = (number % 2 * width // 2, number // 2 * height // 2)
        image.paste(color, (*corner, corner[0] + width // 2, corner[1] + height // 2))
    image = image.convert(mode)
    return image.transpose(_STORED[orientation]) if orientation != 1 else image


def read_corners(data: bytes) -> tuple[tuple[int, ...], ...]:
    """The colors of the corners as a decoder sees them, each part rounded to 0 or 250."""
    with Image.open(BytesIO(data)) as image:
        pixels = image.convert("RGB")
        width, height = pixels.size
        places = [
            (x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)
        ]
        colors = [pixels.getpixel(place) for place in places]
    return tuple(
        tuple(250 * (part > 125) for part in color) for color in colors if isinstance(color, tuple)
    )


def exif(orientation: int = 1) -> bytes:
    """A TIFF structure with every kind of metadata, and a thumbnail."""
    thumbnail = b"\xff\xd8" + PLANTED + b"\xff\xd9"
    parts: list[bytes] = []
    start = 8

    def table(entries: list[tuple[int, int, bytes | int]], *, following: int = 0) -> int:
        """Add a table; returns its position."""
        nonlocal start
        body = b""
        values = b""
        position = start
        after = position + 2 + 12 * len(entries) + 4
        for tag, kind, value in entries:
            if isinstance(value, int):
                body += pack("<HHI", tag, kind, 1) + value.to_bytes(4, "little")
            else:
                body += pack("<HHII", tag, kind, len(value), after + len(values))
                values += value + b"\0" * (len(value) % 2)
        data = pack("<H", len(entries)) + body + pack("<I", following) + values
        parts.append(data)
        start += len(data)
        return position

    text = PLANTED + b" text\0"
    details = table([(0x9003, 2, text), (0x927C, 7, PLANTED * 4), (0xA431, 2, text)])
    position = table([(1, 2, ord("N")), (2, 5, PLANTED + bytes(17)), (29, 2, text)])
    thumbnails = table([(0x0201, 4, start + 30), (0x0202, 4, len(thumbnail))])
    parts.append(thumbnail + b"\0" * (len(thumbnail) % 2))
    start += len(parts[-1])
    main = table(
        [
            (0x010F, 2, text),
            (0x0112, 3, orientation),
            (0x013B, 2, CREATOR.encode() + b"\0"),
            (0x8298, 2, COPYRIGHT.encode() + b"\0"),
            (0x8769, 4, details),
            (0x8825, 4, position),
        ],
        following=thumbnails,
    )
    return b"II*\0" + pack("<I", main) + b"".join(parts)


def _encode(image: Image.Image, name: str, **options: object) -> bytes:
    output = BytesIO()
    image.save(output, name, **options)
    return output.getvalue()


def jpeg(orientation: int = 1, mode: str = "RGB") -> bytes:
    """A JPEG with metadata in every segment that can have it, and after its end."""
    options = {} if mode == "CMYK" else {"icc_profile": PROFILE}
    data = _encode(picture(orientation, mode), "JPEG", quality=95, subsampling=0, **options)

    def segment(marker: int, payload: bytes) -> bytes:
        return bytes((0xFF, marker)) + pack(">H", len(payload) + 2) + payload

    iptc = b"\x1c\x02\x5a\0\x07" + PLANTED
    added = (
        segment(0xE0, b"JFXX\0\x10" + PLANTED),
        segment(0xE1, b"Exif\0\0" + exif(orientation)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + XMP),
        segment(0xE2, b"FPXR\0" + PLANTED),
        segment(0xEB, b"JP\0\x01\0\0\0\x01" + b"jumb" + PLANTED),
        segment(0xED, b"Photoshop 3.0\08BIM\x04\x04\0\0" + pack(">I", len(iptc)) + iptc),
        segment(0xE7, PLANTED),
        segment(0xFE, PLANTED),
    )
    return data[:2] + b"".join(added) + data[2:] + PLANTED


def chunk(name: bytes, payload: bytes) -> bytes:
    """A chunk of a PNG."""
    return pack(">I", len(payload)) + name + payload + pack(">I", crc32(name + payload))


def png(orientation: int = 1, mode: str = "RGB") -> bytes:
    """A PNG with metadata in chunks, and after its end."""
    data = _encode(picture(orientation, mode), "PNG", icc_profile=PROFILE)
    added = (
        chunk(b"eXIf", exif(orientation)),
        chunk(b"tEXt", b"Comment\0" + PLANTED),
        chunk(b"zTXt", b"Comment\0\0" + compress(PLANTED)),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        chunk(b"tIME", pack(">HBBBBB", 2024, 1, 4, 10, 0, 0)),
        chunk(b"caBX", b"jumb" + PLANTED),
        chunk(b"prVt", PLANTED),
    )
    return data[:33] + b"".join(added) + data[33:] + PLANTED


def webp(orientation: int = 1) -> bytes:
    """A WebP with metadata in chunks, and after its end."""
    options = {"icc_profile": PROFILE, "exif": exif(orientation), "xmp": XMP}
    data = _encode(picture(orientation), "WEBP", quality=95, **options)
    added = b"C2PA" + pack("<I", 8) + PLANTED + b"\0"
    return b"RIFF" + pack("<I", len(data) - 8 + len(added)) + data[8:] + added + PLANTED


def gif() -> bytes:
    """An animated GIF with comments and XMP, and data after its end."""
    options = {"save_all": True, "append_images": [picture(3)], "duration": 100, "loop": 0}
    data = _encode(picture(), "GIF", comment=PLANTED, **options)
    xmp = b"!\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return data[:-1] + xmp + b"!\xfe\x07" + PLANTED + b"\0;" + PLANTED


def avif() -> bytes:
    """An AVIF with Exif and XMP, and a box of another program."""
    data = _encode(picture(), "AVIF", quality=95, exif=exif(), xmp=XMP, icc_profile=PROFILE)
    return data + pack(">I", 8 + 16 + 7) + b"uuid" + bytes(16) + PLANTED


def bmp() -> bytes:
    """A BMP with data after its pixels."""
    return _encode(picture(), "BMP") + PLANTED


def ico() -> bytes:
    """An icon whose picture is a PNG with metadata."""
    inner = png()
    return pack("<HHH", 0, 1, 1) + pack("<BBBBHHII", 48, 32, 0, 0, 1, 24, len(inner), 22) + inner


def animated(name: str, orientation: int = 1) -> bytes:
    """An animation of two pictures, of which the second is upside down."""
    second = picture(orientation).transpose(Image.Transpose.ROTATE_180)
    options = {"save_all": True, "append_images": [second], "duration": [100, 250], "loop": 3}
    return _encode(picture(orientation), name, exif=exif(orientation), **options)


FORMATS: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "jpg": jpeg,
        "png": png,
        "webp": webp,
        "gif": gif,
        "avif": avif,
        "bmp": bmp,
        "ico": ico,
    }
)


def photograph(width: int = 1600, height: int = 1200, detail: int = 500) -> Image.Image:
    """Pixels that are as hard to compress as those of a photograph.

    Args:
        width: Its width.
        height: Its height.
        detail: How many different spots it has in a row.
    """
    rows = detail * height // width
    spots = Image.frombytes("RGB", (detail, rows), Random(0).randbytes(detail * rows * 3))
    smooth = spots.resize((detail // 16, rows // 16), Image.Resampling.BOX)
    size = (width, height)
    soft = smooth.resize(size, Image.Resampling.BICUBIC)
    return Image.blend(soft, spots.resize(size, Image.Resampling.BICUBIC), 0.35)


def encode_photograph(image: Image.Image, name: str, orientation: int = 1) -> bytes:
    """Encode a photograph with metadata, which says how to turn it upright."""
    stored = image.transpose(_STORED[orientation]) if orientation != 1 else image
    options = {"quality": 92} if name in ("JPEG", "WEBP", "AVIF") else {}
    prefix = b"Exif\0\0" if name == "JPEG" else b""
    described = prefix + exif(orientation)
    data = _encode(stored, name, exif=described, icc_profile=PROFILE, **options)
    # What follows the last box of an AVIF must be one too.
    return data if name == "AVIF" else data + PLANTED


def large_jpeg() -> bytes:
    """A photograph that is published in several sizes."""
    return encode_photograph(photograph(600, 400, detail=300), "JPEG")
