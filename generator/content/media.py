"""Measure the images and other files of articles, and read them as they are published.

A published file has the origin of the site, so a script in it could observe its readers. An SVG
runs no scripts in an `img` element, but does when it is opened by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from xml.parsers import expat

from msgspec.structs import replace

from generator.content.file_metadata import find_metadata
from generator.content.pictures.cleaning import (
    PictureRules,
    clean_picture,
    inspect_picture,
    is_picture,
    scale_picture,
)
from generator.content.pictures.parts import PictureError
from generator.content.pictures.variants import Variant
from generator.hashing import hash_bytes, hash_stream
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.model import MediaFile, Site

# The extensions of files that browsers show as a page or run.
_ACTIVE_EXTENSIONS = frozenset(
    {
        *("htm", "html", "shtml", "xht", "xhtml", "mht", "mhtml", "hta", "svgz", "swf"),
        *("js", "mjs", "xsl", "xslt"),
    }
)
_XML_EXTENSIONS = frozenset({"svg", "xml", "rdf", "rss", "atom", "mml"})
# The first bytes of other files, and what messages call them.
_UNSUPPORTED = MappingProxyType(
    {
        lazy_compile(rb".{4}ftyp(?:hei|hev|mif|msf)", re.DOTALL): "HEIC, which few browsers show",
        lazy_compile(rb"II[*+]\x00|MM\x00[*+]"): "TIFF, which few browsers show",
        lazy_compile(rb"\x00\x00\x00\x0cjP  "): "JPEG 2000, which few browsers show",
        lazy_compile(rb"\x00\x00\x00\x0cJXL |\xff\x0a"): "JPEG XL, which few browsers show",
        lazy_compile(rb".{4}ftypcrx|FUJIFILMCCD-RAW|II(?:R[OS]|U\x00)|FOVb", re.DOTALL): (
            "a raw picture of a camera"
        ),
        lazy_compile(rb"8BPS"): "a Photoshop file",
        lazy_compile(rb"%PDF"): "a PDF",
        lazy_compile(rb"PK\x03\x04"): "a compressed file",
        lazy_compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)", re.IGNORECASE): (
            "a web page"
        ),
        lazy_compile(rb"\Z"): "empty",
    }
)
# How many of these, from the first, are pictures.
_PICTURES = 6
# A picture is read as a whole.
_MAX_PICTURE_SIZE = 250_000_000
_HEAD_SIZE = 512
_ACTIVE_ELEMENTS = frozenset(
    {"script", "foreignObject", "handler", "listener", "iframe", "embed", "object"}
)
_SCRIPT_URL = lazy_compile(r"(?:javascript|vbscript|data:(?!image/(?:png|jpe?g|gif|webp)\b))")
# Characters that browsers ignore in the scheme of an address.
_IGNORED = lazy_compile(r"[\x00-\x20]+")
_SVG = "http://www.w3.org/2000/svg"


class MediaChangedError(Exception):
    """A file is not the one that was measured."""


def picture_rules(site: Site) -> PictureRules:
    """Return what the settings of a site say of its pictures."""
    return PictureRules(frozenset(site.images.keep_metadata), site.limits.pixels)


def measure_media(root: Path, path: str, rules: PictureRules) -> MediaFile:
    """Hash a file, determine its size if it is an image, and find what should not be published.

    Args:
        root: The site's folder.
        path: The file, relative to it.
        rules: What holds for pictures.

    Raises:
        OSError: The file cannot be read.
    """
    extension = path.rpartition("/")[2].rpartition(".")[2].lower()
    active_content = "is a web page or a script" if extension in _ACTIVE_EXTENSIONS else ""
    with (root / path).open("rb") as stream:
        head = stream.read(_HEAD_SIZE)
        stream.seek(0)
        if is_picture(head):
            media = _measure_picture(stream, path, rules)
            unsupported = "not a valid SVG" if extension == "svg" else ""
            return replace(media, unsupported=unsupported, active_content=active_content)
        digest = hash_stream(stream).hex()
        stream.seek(0)
        xml = _inspect_xml(stream) if extension in _XML_EXTENSIONS else None
        width, height = _measure_svg(stream) if xml and xml.is_svg else (0, 0)
        metadata = find_metadata(stream, head)
    unsupported, is_refused = _describe_unsupported(head)
    if extension == "svg":
        unsupported = "" if xml and xml.is_svg else "not a valid SVG"
    return MediaFile(
        path,
        digest,
        width,
        height,
        unsupported,
        active_content or (xml.active_content if xml else ""),
        source=digest,
        metadata=metadata,
        refusal=_refuse(unsupported) if is_refused else ("", ""),
    )


def read_published(root: Path, media: MediaFile, rules: PictureRules) -> bytes:
    """Read a file as it is published: a picture without its metadata, and upright.

    Raises:
        OSError: The file cannot be read.
        MediaChangedError: It is not the one that was measured.
        PictureError: It is a picture whose pixels cannot be decoded.
    """
    data = _read_measured(root, media)
    return clean_picture(data, rules) if media.is_cleaned else data


def read_variants(
    root: Path, media: MediaFile, rules: PictureRules, variants: Sequence[Variant]
) -> Iterator[bytes]:
    """Make variants of a picture, in the order given.

    Raises:
        OSError: The file cannot be read.
        MediaChangedError: It is not the one that was measured.
        PictureError: Its pixels cannot be decoded.
    """
    yield from scale_picture(_read_measured(root, media), rules, variants)


def _read_measured(root: Path, media: MediaFile) -> bytes:
    data = (root / media.path).read_bytes()
    if hash_bytes(data).hex() != media.source:
        raise MediaChangedError
    return data


def clean_asset(data: bytes) -> bytes:
    """Return the bytes of a file of the theme as they are published.

    Raises:
        PictureError: It is a picture whose metadata cannot be removed.
    """
    head = data[:_HEAD_SIZE]
    if is_picture(head):
        return clean_picture(data, PictureRules())
    description, is_refused = _describe_unsupported(head)
    if is_refused:
        raise PictureError(*_refuse(description))
    return data


def _refuse(description: str) -> tuple[str, str]:
    """Say why a picture in a format that cannot be cleaned is not published."""
    return say(
        "is %(description)s; its metadata cannot be removed", description=description
    ), "save it as JPEG, PNG or WebP"


def _measure_picture(stream: BinaryIO, path: str, rules: PictureRules) -> MediaFile:
    data = stream.read(_MAX_PICTURE_SIZE + 1)
    source = hash_bytes(data)
    try:
        if len(data) > _MAX_PICTURE_SIZE:
            raise PictureError(
                say(
                    "has more than %(max_picture_size)s bytes",
                    max_picture_size=f"{_MAX_PICTURE_SIZE:,}",
                ),
                "save a smaller copy",
            )
        facts = inspect_picture(data, rules)
    except PictureError as error:
        return MediaFile(
            path, source.hex(), source=source.hex(), refusal=(error.message, error.hint)
        )
    return MediaFile(
        path,
        facts.digest.hex(),
        facts.width,
        facts.height,
        source=source.hex(),
        metadata=facts.metadata,
        is_cleaned=facts.digest != source,
        format=facts.format,
        size=len(data),
        orientation=facts.orientation,
        is_animated=facts.is_animated,
    )


def _measure_svg(stream: BinaryIO) -> tuple[int, int]:
    # Slow to import, and many sites have no images.
    import imagesize  # noqa: PLC0415

    stream.seek(0)
    width, height = imagesize.get(stream)
    return max(0, round(width)), max(0, round(height))


def _describe_unsupported(head: bytes) -> tuple[str, bool]:
    """Describe a file that is not an image in a format that every browser shows.

    Returns:
        What it is, and whether that is a picture, whose metadata cannot be removed.
    """
    for number, (pattern, description) in enumerate(_UNSUPPORTED.items()):
        if pattern.match(head):
            return description, number < _PICTURES
    return "not an image", False


class _XmlInspector:
    """Handles the elements of an XML file, and records whether it is an SVG and what runs in it."""

    def __init__(self) -> None:
        self.is_svg = False
        self.active_content = ""
        self._root = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if self._root:
            self.is_svg = name == "svg" and space in ("", _SVG)
            self._root = False
        if name in _ACTIVE_ELEMENTS or space.endswith("/xhtml"):
            self.active_content = self.active_content or f"contains a script (<{name}>)"
        for attribute, value in attributes.items():
            local_name = attribute.rpartition(" ")[2].lower()
            url = _SCRIPT_URL.match(_IGNORED.sub("", value).lower())
            if local_name.startswith("on") or url:
                self.active_content = self.active_content or f"contains a script ({local_name}=)"

    def process_instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self.active_content = self.active_content or "contains a script (<?xml-stylesheet?>)"


def _inspect_xml(stream: BinaryIO) -> _XmlInspector:
    inspector = _XmlInspector()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = inspector.start
    parser.ProcessingInstructionHandler = inspector.process_instruction
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, ValueError):
        # Browsers show, and run, what comes before the error.
        inspector.is_svg = False
    return inspector
