"""Measure the images and other files of articles, and find active content in them.

A published file has the origin of the site, so a script in it could observe its readers. An SVG
runs no scripts in an `img` element, but does when it is opened by itself.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from xml.parsers import expat

from generator.hashing import hash_stream
from generator.model import MediaFile

# The extensions of files that browsers show as a page or run.
_ACTIVE_EXTENSIONS = frozenset(
    {
        *("htm", "html", "shtml", "xht", "xhtml", "mht", "mhtml", "hta", "svgz", "swf"),
        *("js", "mjs", "xsl", "xslt"),
    }
)
_XML_EXTENSIONS = frozenset({"svg", "xml", "rdf", "rss", "atom", "mml"})
# The first bytes of the image formats that every browser shows.
_SUPPORTED = re.compile(
    rb"\x89PNG\r\n\x1a\n|GIF8[79]a|\xff\xd8\xff|RIFF.{4}WEBP|.{4}ftypavi[fs]|BM"
    rb"|\x00\x00\x01\x00",
    re.DOTALL,
)
# The first bytes of other files, and what messages call them.
_UNSUPPORTED = MappingProxyType(
    {
        re.compile(rb".{4}ftyp(?:hei|hev|mif|msf)", re.DOTALL): "HEIC, which few browsers show",
        re.compile(rb"II[*+]\x00|MM\x00[*+]"): "TIFF, which few browsers show",
        re.compile(rb"\x00\x00\x00\x0cjP  "): "JPEG 2000, which few browsers show",
        re.compile(rb"%PDF"): "a PDF",
        re.compile(rb"8BPS"): "a Photoshop file",
        re.compile(rb"PK\x03\x04"): "a compressed file",
        re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)", re.IGNORECASE): (
            "a web page"
        ),
        re.compile(rb"\Z"): "empty",
    }
)
_HEAD_SIZE = 512
_ACTIVE_ELEMENTS = frozenset(
    {"script", "foreignObject", "handler", "listener", "iframe", "embed", "object"}
)
_SCRIPT_URL = re.compile(r"(?:javascript|vbscript|data:(?!image/(?:png|jpe?g|gif|webp)\b))")
# Characters that browsers ignore in the scheme of an address.
_IGNORED = re.compile(r"[\x00-\x20]+")
_SVG = "http://www.w3.org/2000/svg"


def measure_media(root: Path, path: str) -> MediaFile:
    """Hash a file, determine its size if it is an image, and find active content in it.

    Args:
        root: The site's folder.
        path: The file, relative to it.

    Raises:
        OSError: The file cannot be read.
    """
    extension = path.rpartition("/")[2].rpartition(".")[2].lower()
    with (root / path).open("rb") as stream:
        digest = hash_stream(stream).hex()
        stream.seek(0)
        # Slow to import, and many sites have no images.
        import imagesize  # noqa: PLC0415

        width, height = imagesize.get(stream)
        stream.seek(0)
        head = stream.read(_HEAD_SIZE)
        stream.seek(0)
        xml = _inspect_xml(stream) if extension in _XML_EXTENSIONS else None
    unsupported = "" if xml is None or xml.is_svg else "not a valid SVG"
    if extension != "svg":
        unsupported = "" if _SUPPORTED.match(head) else _describe_unsupported(head)
    active_content = (
        "is a web page or a script"
        if extension in _ACTIVE_EXTENSIONS
        else xml.active_content
        if xml
        else ""
    )
    return MediaFile(
        path, digest, max(0, round(width)), max(0, round(height)), unsupported, active_content
    )


def _describe_unsupported(head: bytes) -> str:
    """Describe a file that is not an image in a format that every browser shows."""
    descriptions = (
        description for pattern, description in _UNSUPPORTED.items() if pattern.match(head)
    )
    return next(descriptions, "not an image")


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
