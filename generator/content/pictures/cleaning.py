"""Inspect a picture without decoding it, and make what is published of it."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Sequence, Set
from types import MappingProxyType

from msgspec import Struct

from generator.content.pictures.avif import take_apart_avif
from generator.content.pictures.bitmap import take_apart_bmp, take_apart_ico
from generator.content.pictures.gif import take_apart_gif
from generator.content.pictures.jpeg import add_jpeg_xmp, take_apart_jpeg
from generator.content.pictures.metadata import (
    NAMES,
    describe_metadata,
    read_credits,
    read_orientation,
    write_xmp,
)
from generator.content.pictures.parts import PictureError, PictureParts
from generator.content.pictures.png import add_png_xmp, take_apart_png
from generator.content.pictures.scaling import make_variants
from generator.content.pictures.upright import turn_upright
from generator.content.pictures.variants import Variant
from generator.content.pictures.webp import add_webp_xmp, take_apart_webp
from generator.hashing import hash_bytes
from generator.lazy_patterns import lazy_compile
from generator.messages import say

# The first bytes of the formats that every browser shows, and what takes them apart.
_FORMATS: MappingProxyType[re.Pattern[bytes], Callable[[bytes], PictureParts]] = MappingProxyType(
    {
        lazy_compile(rb"\x89PNG\r\n\x1a\n"): take_apart_png,
        lazy_compile(rb"GIF8[79]a"): take_apart_gif,
        lazy_compile(rb"\xff\xd8\xff"): take_apart_jpeg,
        lazy_compile(rb"RIFF.{4}WEBP", re.DOTALL): take_apart_webp,
        lazy_compile(rb".{4}ftypavi[fs]", re.DOTALL): take_apart_avif,
        lazy_compile(rb"BM.{12}[\x28-\x7c]\x00\x00\x00", re.DOTALL): take_apart_bmp,
        lazy_compile(rb"\x00\x00\x01\x00.\x00", re.DOTALL): take_apart_ico,
    }
)
_ADD_XMP: MappingProxyType[str, Callable[[tuple[bytes, ...], bytes], tuple[bytes, ...]]] = (
    MappingProxyType({"JPEG": add_jpeg_xmp, "PNG": add_png_xmp, "WEBP": add_webp_xmp})
)


class PictureRules(Struct, frozen=True):
    """What holds for the pictures of a site.

    Attributes:
        keep: What of their metadata is published: ``copyright``, ``credit``, or both.
        pixels: The most pixels of a picture.
    """

    keep: frozenset[str] = frozenset()
    pixels: int = 64_000_000


class PictureFacts(Struct, frozen=True):
    """What is known of a picture.

    Attributes:
        width: Its width when it is upright, in pixels.
        height: Its height.
        metadata: The kinds of metadata in it.
        format: The name of its format, as Pillow has it.
        orientation: The number of the transformation that turns it upright (Exif), 1 to 8.
        is_animated: Whether it has several pictures.
        digest: What identifies the bytes that are published: the hash of the file itself if they
            are the same.
    """

    width: int
    height: int
    metadata: tuple[str, ...]
    format: str
    orientation: int
    is_animated: bool
    digest: bytes


def is_picture(head: bytes) -> bool:
    """Whether a file that starts with some bytes is a picture in a format that browsers show."""
    return any(pattern.match(head) for pattern in _FORMATS)


def inspect_picture(data: bytes, rules: PictureRules) -> PictureFacts:
    """Measure a picture, and find its metadata.

    Raises:
        PictureError: It cannot be published.
    """
    picture = _take_apart(data)
    _check_size(picture, rules)
    orientation = read_orientation(picture.metadata)
    published = _assemble(picture, picture, rules.keep)
    metadata = describe_metadata(picture.metadata)
    if len(published) > sum(map(len, picture.published)):
        # They are not removed.
        metadata = tuple([kind for kind in metadata if kind != NAMES])
    width, height = picture.width, picture.height
    if orientation > 4:
        width, height = height, width
    upright = orientation == 1
    if not upright and picture.width * picture.height * picture.frames > rules.pixels:
        hint = "turn the pictures upright in a viewer and save the animation again"
        raise PictureError("is an animation that is too large to be turned upright", hint)
    digest = hash_bytes(published)
    if not upright:
        digest = hash_bytes(b"upright %d " % orientation + digest)
    is_animated = picture.frames > 1
    return PictureFacts(width, height, metadata, picture.format, orientation, is_animated, digest)


def clean_picture(data: bytes, rules: PictureRules) -> bytes:
    """Return the bytes of a picture that are published: upright, and without its metadata.

    Raises:
        PictureError: It cannot be published.
    """
    picture = _take_apart(data)
    _check_size(picture, rules)
    orientation = read_orientation(picture.metadata)
    upright = picture
    if orientation != 1:
        upright = _take_apart(turn_upright(picture, orientation))
    return _assemble(upright, picture, rules.keep)


def scale_picture(data: bytes, rules: PictureRules, variants: Sequence[Variant]) -> Iterator[bytes]:
    """Make variants of a picture, upright and without its metadata, in the order given.

    Raises:
        PictureError: It cannot be published.
    """
    picture = _take_apart(data)
    _check_size(picture, rules)
    orientation = read_orientation(picture.metadata)
    for scaled in make_variants(picture, orientation, variants):
        yield _assemble(_take_apart(scaled), picture, rules.keep)


def _take_apart(data: bytes) -> PictureParts:
    take_apart = next((each for pattern, each in _FORMATS.items() if pattern.match(data)), None)
    if take_apart is None:
        raise PictureError
    try:
        return take_apart(data)
    except (IndexError, KeyError, ValueError, OverflowError, struct.error) as error:
        raise PictureError from error


def _check_size(picture: PictureParts, rules: PictureRules) -> None:
    width, height = picture.width, picture.height
    if not (width and height):
        raise PictureError("is damaged: it has no width or no height")
    if width * height > rules.pixels:
        message = say(
            "has %(width)s × %(height)s pixels, more than the limit of %(pixels)s",
            width=width,
            height=height,
            pixels=rules.pixels,
        )
        hint = say(
            "save a smaller copy, or write [limits] pixels = %(width)s in site.toml",
            width=width * height,
        )
        raise PictureError(message, hint)


def _assemble(picture: PictureParts, original: PictureParts, keep: Set[str]) -> bytes:
    """Put the published parts of a picture together, with the credits that are kept."""
    parts = picture.published
    if keep and picture.format in _ADD_XMP:
        xmp = write_xmp(read_credits(original.metadata), keep)
        parts = _ADD_XMP[picture.format](parts, xmp) if xmp else parts
    return b"".join(parts)
