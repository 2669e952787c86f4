"""Pictures and other files as pages offer them: which files that needs, and their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Literal, NamedTuple

from generator import urls
from generator.content.pictures.variants import (
    CENTER,
    ENCODING,
    SUFFIXES,
    Variant,
    Variants,
    plan_thumbnail,
    plan_variants,
)
from generator.hashing import hash_bytes
from generator.lazy_patterns import lazy_compile
from generator.model import MediaFile
from generator.text.invisible_characters import remove_invisible
from generator.urls import Url
from generator.views.pictures import PictureView, SizeView

# The file of a variant, see `urls.variant`, and the point in its label that it is cropped around.
_VARIANT_FILE = lazy_compile(
    r"(.+?)-([0-9]+(?:x[0-9]+(?:-[0-9]+-[0-9]+)?)?)(\.[0-9a-f]{10})\.([a-z]+)", re.DOTALL
)
_FOCUS = lazy_compile(r"[0-9]+x[0-9]+-([0-9]+)-([0-9]+)")


class FileUse(NamedTuple):
    """How a site uses a file of the content folder.

    Attributes:
        path: The file, relative to the site's folder.
        kind: ``file`` if it is published itself, as the target of a link; ``picture`` if a text
            shows it; ``thumbnail`` if lists do; ``preview`` if only other sites do.
        focus: The point that a thumbnail is cropped around, in hundredths.
    """

    path: str
    kind: Literal["file", "picture", "thumbnail", "preview"]
    focus: tuple[int, int] = CENTER


class PublishedFile(NamedTuple):
    """A file of the output that is made of a file of the content folder.

    Attributes:
        media: The file of the content folder.
        variant: The variant of a picture; ``None`` for the file itself.
    """

    media: MediaFile
    variant: Variant | None


def media_url(media: MediaFile) -> Url:
    """Return the address of a file of the content folder."""
    return urls.asset(_name(media), media.digest)


def find_family(media: MediaFile) -> str:
    """Return what the files of all variants of a picture have in common, see `split_file`."""
    url = _variant_url(media, Variant("WEBP", 0, 0))
    stem, _, digest, _ = _split(url.file)
    return stem + digest


def split_file(file: str) -> tuple[str, str, str]:
    """Return the family of the file of a variant, its label and its extension."""
    stem, label, digest, extension = _split(file)
    return stem + digest, label, extension


def find_variant(media: MediaFile, label: str, extension: str) -> Variant | None:
    """Return the variant of a picture whose file has a label and an extension, if there is one."""
    focus = _FOCUS.fullmatch(label)
    point = (int(focus[1]), int(focus[2])) if focus else CENTER
    variants: Iterator[Variant] = chain(plan_variants(media), plan_thumbnail(media, point))
    for variant in variants:
        if variant.name == label and SUFFIXES[variant.format] == extension:
            return variant
    return None


def list_files(media: MediaFile, use: FileUse) -> Iterator[tuple[str, Variant | None]]:
    """Yield the files of the output that a use of a file of the content folder needs."""
    match use.kind:
        case "file":
            variants = Variants()
        case "picture":
            variants = plan_variants(media)
        case "thumbnail":
            variants = plan_thumbnail(media, use.focus)
        case "preview":
            variants = Variants(plan_variants(media).fallback)
    if variants.fallback is None:
        yield media_url(media).file, None
    for variant in variants:
        yield _variant_url(media, variant).file, variant


def compose_picture(media: MediaFile) -> PictureView:
    """Compose a picture in the sizes in which texts show it."""
    return _compose(media, plan_variants(media))


def compose_thumbnail(media: MediaFile, focus: tuple[int, int]) -> PictureView:
    """Compose a picture as it is cropped for lists.

    Args:
        media: The picture.
        focus: The point that it is cropped around, in hundredths.
    """
    return _compose(media, plan_thumbnail(media, focus))


def _compose(media: MediaFile, variants: Variants) -> PictureView:
    fallback = variants.fallback
    if fallback is None:
        return PictureView(media_url(media).href, media.width, media.height)
    sizes = [SizeView(_variant_url(media, each).href, each.width) for each in variants.webp]
    path = _variant_url(media, fallback).href
    return PictureView(path, fallback.width, fallback.height, tuple(sizes))


def _variant_url(media: MediaFile, variant: Variant) -> Url:
    digest = hash_bytes(b"%d %b" % (ENCODING, media.digest.encode())).hex()
    return urls.variant(_name(media), digest, variant.name, SUFFIXES[variant.format])


def _name(media: MediaFile) -> str:
    name, _ = remove_invisible(media.path.rpartition("/")[2])
    return " ".join(name.split())


def _split(file: str) -> tuple[str, str, str, str]:
    match = _VARIANT_FILE.fullmatch(file)
    return (match[1], match[2], match[3], match[4]) if match else ("", "", "", "")
