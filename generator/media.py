"""Measures the images and other files that articles show or link to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import imagesize

from generator.digest import digest_stream
from generator.model import MediaFile


def measure(root: Path, paths: Iterable[str]) -> tuple[MediaFile, ...]:
    """Hash each file and, where it is an image, find its size.

    Args:
        root: The site's folder.
        paths: Files in it, relative to it.

    Raises:
        OSError: A file cannot be read.
    """
    return tuple(_measure(root, path) for path in paths)


def _measure(root: Path, path: str) -> MediaFile:
    with (root / path).open("rb") as stream:
        digest = digest_stream(stream).hex()
        stream.seek(0)
        width, height = imagesize.get(stream)
    return MediaFile(path, digest, max(0, round(width)), max(0, round(height)))
