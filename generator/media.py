"""Measures the images and other files that articles show or link to."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import imagesize

from generator.model import MediaFile

# So much of a file is held at a time: a film costs no more memory than a picture.
_PIECE = 1 << 20


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
    digest = blake2b(digest_size=16)
    with (root / path).open("rb") as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
        stream.seek(0)
        width, height = imagesize.get(stream)
    return MediaFile(path, digest.hexdigest(), max(0, round(width)), max(0, round(height)))
