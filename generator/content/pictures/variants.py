"""In which sizes and formats a picture is offered: decided from what is known of it alone."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from generator.model import MediaFile

EncodedFormat = Literal["JPEG", "PNG", "WEBP"]

SUFFIXES: MappingProxyType[EncodedFormat, str] = MappingProxyType(
    {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
)
ENCODING = 1
"""Changes whenever the same variant of the same picture is made of other bytes."""

CENTER = (50, 50)
"""The point that a picture is cropped around if nothing else is written."""

# Widths in pixels: a small screen, a telephone, and the column of a text on a fine screen.
_WIDTHS = (480, 960, 1440)
# A width that is nearly that of the widest is not worth a file of its own.
_CLOSE = 0.8
# A file of so many bytes loads fast as it is.
_LIGHT = 40_000
# The same for a thumbnail, of which a page has many.
_LIGHT_THUMBNAIL = 12_000
# The width of a thumbnail in pixels, for 160 on a fine screen, and its shape.
_THUMBNAIL_WIDTH = 320
_THUMBNAIL_RATIO = (3, 2)
# WebP can have so many pixels in a row or column.
_LARGEST_SIDE = 16_000
# In these formats every browser shows a picture, also without support for WebP.
_FALLBACK: MappingProxyType[str, EncodedFormat] = MappingProxyType(
    {"JPEG": "JPEG", "PNG": "PNG", "GIF": "PNG", "BMP": "PNG", "WEBP": "WEBP", "AVIF": "WEBP"}
)
# PNG is for drawings; a photograph in it is heavy.
_FALLBACK_WIDTHS: MappingProxyType[EncodedFormat, int] = MappingProxyType(
    {"JPEG": 1440, "PNG": 960, "WEBP": 1440}
)


class Variant(Struct, frozen=True):
    """A picture in another size, format or cut.

    Attributes:
        format: Its format.
        width: Its width in pixels.
        height: Its height in pixels.
        focus: The point that it is cropped around, in hundredths of the width and of the height;
            ``None`` if it is the whole picture.
    """

    format: EncodedFormat
    width: int
    height: int
    focus: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """What distinguishes it from other variants of the same picture: ``960``, ``320x213``."""
        if self.focus is None:
            return str(self.width)
        name = f"{self.width}x{self.height}"
        return name if self.focus == CENTER else f"{name}-{self.focus[0]}-{self.focus[1]}"


class Variants(Struct, frozen=True):
    """The files in which a picture is offered.

    Attributes:
        fallback: For browsers without WebP, and for other programs; ``None`` for the file itself.
        webp: For all other browsers, the narrowest first; empty for the fallback.
    """

    fallback: Variant | None = None
    webp: tuple[Variant, ...] = ()

    def __iter__(self) -> Iterator[Variant]:
        """Yield every file except the picture itself."""
        yield from self.webp
        if self.fallback is not None and self.fallback not in self.webp:
            yield self.fallback


ITSELF = Variants()
"""A picture that is published as it is: a drawing, an animation, or one that is light."""


def plan_variants(media: MediaFile) -> Variants:
    """Decide in which sizes a picture is offered; none is larger than the picture."""
    fallback = _FALLBACK.get(media.format)
    is_light = media.size <= _LIGHT or media.width <= _WIDTHS[0]
    if fallback is None or media.is_animated or is_light:
        return ITSELF
    widest, height = scale_down(media.width, media.height)
    if height > _LARGEST_SIDE:
        return ITSELF
    widths = [width for width in _WIDTHS if width < widest * _CLOSE]
    webp = tuple([_scale(media, "WEBP", width) for width in (*widths, widest)])
    width = min(widest, _FALLBACK_WIDTHS[fallback])
    return Variants(_scale(media, fallback, width), webp)


def plan_thumbnail(media: MediaFile, focus: tuple[int, int] = CENTER) -> Variants:
    """Decide how a picture is cropped for lists.

    Args:
        media: The picture.
        focus: The point that stays in the middle as far as possible, in hundredths.
    """
    fallback = _FALLBACK.get(media.format)
    is_light = media.size <= _LIGHT_THUMBNAIL and not media.is_animated
    if fallback is None or is_light or min(media.width, media.height) < 2:
        return ITSELF
    across, down = _THUMBNAIL_RATIO
    width = min(_THUMBNAIL_WIDTH, media.width, max(1, media.height * across // down))
    height = max(1, min(media.height, round(width * down / across)))
    webp = Variant("WEBP", width, height, focus)
    return Variants(Variant(fallback, width, height, focus), (webp,))


def scale_down(width: int, height: int) -> tuple[int, int]:
    """Return the size of the largest variant of a picture."""
    widest = min(width, _WIDTHS[-1])
    return widest, _height(width, height, widest)


def _scale(media: MediaFile, name: EncodedFormat, width: int) -> Variant:
    return Variant(name, width, _height(media.width, media.height, width))


def _height(width: int, height: int, scaled: int) -> int:
    return max(1, round(height * scaled / width))
