"""Measures the images and other files that articles show or link to, and looks for what would run.

A file that is published is on the site's own origin: a script in it could read what readers do
there. In an `img`, an SVG runs none; opened by itself, it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO
from xml.parsers import expat

import imagesize

from generator.hashing import hash_stream
from generator.model import MediaFile

# What browsers show as a page, or run.
_PAGES = frozenset(
    {
        *("htm", "html", "shtml", "xht", "xhtml", "mht", "mhtml", "hta", "svgz", "swf"),
        *("js", "mjs", "xsl", "xslt"),
    }
)
_MARKUP = frozenset({"svg", "xml", "rdf", "rss", "atom", "mml"})
# How the pictures begin that every browser shows.
_SHOWN = re.compile(
    rb"\x89PNG\r\n\x1a\n|GIF8[79]a|\xff\xd8\xff|RIFF.{4}WEBP|.{4}ftypavi[fs]|BM"
    rb"|\x00\x00\x01\x00",
    re.DOTALL,
)
_OTHERS = MappingProxyType(
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
_LONGEST_HEAD = 512
_RUNNING = frozenset(
    {"script", "foreignObject", "handler", "listener", "iframe", "embed", "object"}
)
_RUNNING_ADDRESS = re.compile(r"(?:javascript|vbscript|data:(?!image/(?:png|jpe?g|gif|webp)\b))")
_SKIPPED = re.compile(r"[\x00-\x20]+")
_SVG = "http://www.w3.org/2000/svg"


def measure_media(root: Path, paths: Iterable[str]) -> tuple[MediaFile, ...]:
    """Hash each file, tell whether it is an image and how large, and what in it would run.

    Args:
        root: The site's folder.
        paths: Files in it, relative to it.

    Raises:
        OSError: A file cannot be read.
    """
    return tuple(_measure(root, path) for path in paths)


def _measure(root: Path, path: str) -> MediaFile:
    extension = path.rpartition("/")[2].rpartition(".")[2].lower()
    with (root / path).open("rb") as stream:
        digest = hash_stream(stream).hex()
        stream.seek(0)
        width, height = imagesize.get(stream)
        stream.seek(0)
        head = stream.read(_LONGEST_HEAD)
        stream.seek(0)
        looked = _look(stream) if extension in _MARKUP else None
    unsupported = "" if looked is None or looked.is_svg else "not a valid SVG"
    if extension != "svg":
        unsupported = "" if _SHOWN.match(head) else _other(head)
    active_content = (
        "is a web page or a script"
        if extension in _PAGES
        else looked.active_content
        if looked
        else ""
    )
    return MediaFile(
        path, digest, max(0, round(width)), max(0, round(height)), unsupported, active_content
    )


def _other(head: bytes) -> str:
    """What a file is that is no picture for every browser."""
    found = (called for pattern, called in _OTHERS.items() if pattern.match(head))
    return next(found, "not an image")


class _Look:
    """What an XML file holds (XML 1.0, SVG 2), element by element."""

    def __init__(self) -> None:
        self.is_svg = False
        self.active_content = ""
        self._root = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        if self._root:
            self.is_svg = name == "svg" and space in ("", _SVG)
            self._root = False
        if name in _RUNNING or space.endswith("/xhtml"):
            self.active_content = self.active_content or f"contains a script (<{name}>)"
        for attribute, value in attributes.items():
            own = attribute.rpartition(" ")[2].lower()
            running = _RUNNING_ADDRESS.match(_SKIPPED.sub("", value).lower())
            if own.startswith("on") or running:
                self.active_content = self.active_content or f"contains a script ({own}=)"

    def instruct(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self.active_content = self.active_content or "contains a script (<?xml-stylesheet?>)"


def _look(stream: BinaryIO) -> _Look:
    look = _Look()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = look.start
    parser.ProcessingInstructionHandler = look.instruct
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, ValueError):
        # Browsers show what comes before the mistake, and run it too.
        look.is_svg = False
    return look
