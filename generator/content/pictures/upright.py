"""Open the pixels of pictures, and turn them upright; with Pillow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from types import MappingProxyType
from typing import Any

from generator.content.pictures.parts import PictureError, PictureParts

# The transposition of Pillow for each orientation: `PIL.Image.Transpose` is slow to import.
TRANSPOSITIONS: MappingProxyType[int, int] = MappingProxyType(
    {
        2: 0,  # FLIP_LEFT_RIGHT
        3: 3,  # ROTATE_180
        4: 1,  # FLIP_TOP_BOTTOM
        5: 5,  # TRANSPOSE
        6: 4,  # ROTATE_270
        7: 6,  # TRANSVERSE
        8: 2,  # ROTATE_90
    }
)
# So that a second compression cannot be seen.
_JPEG_QUALITY = 95
_WEBP_QUALITY = 95


@contextmanager
def open_picture(picture: PictureParts) -> Iterator[Any]:
    """Open the published parts of a picture with Pillow.

    Args:
        picture: The picture, whose size has been checked.

    Raises:
        PictureError: Its pixels have another size than its header says.
        OSError: They cannot be decoded.
    """
    from PIL import Image  # noqa: PLC0415 - slow to import

    # The limit of the site has been checked, which may be higher than that of Pillow.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(BytesIO(b"".join(picture.published)), formats=[picture.format]) as image:
        if image.size != (picture.width, picture.height):
            raise PictureError
        yield image


def turn_upright(picture: PictureParts, orientation: int) -> bytes:
    """Return a picture with an orientation applied to its pixels, and the same color profile.

    Args:
        picture: The picture, whose size has been checked.
        orientation: The number of the transformation (Exif), from 2 to 8.

    Raises:
        PictureError: Its pixels cannot be decoded.
    """
    from PIL import ImageSequence  # noqa: PLC0415 - slow to import

    operation: Any = TRANSPOSITIONS[orientation]
    output = BytesIO()
    try:
        with open_picture(picture) as image:
            is_lossless = any(part.startswith(b"VP8L") for part in picture.published)
            options = _encoding(picture.format, image, is_lossless=is_lossless)
            if picture.frames == 1:
                turned = image.transpose(operation)
            else:
                frames = []
                durations = []
                for frame in ImageSequence.Iterator(image):
                    frame.load()
                    durations.append(frame.info.get("duration", 0))
                    frames.append(frame.transpose(operation))
                turned, *others = frames
                options.update(save_all=True, append_images=others, duration=durations)
                options["loop"] = image.info.get("loop", 0)
            # Pillow writes what it has read of other metadata.
            turned.info.clear()
            turned.save(output, picture.format, **options)
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureError("is damaged: its pixels cannot be decoded") from error
    return output.getvalue()


def _encoding(name: str, image: Any, *, is_lossless: bool) -> dict[str, Any]:
    """The options of Pillow with which the pixels look the same."""
    options: dict[str, Any] = {}
    if profile := image.info.get("icc_profile"):
        options["icc_profile"] = profile
    if name == "JPEG":
        options.update(quality=_JPEG_QUALITY, subsampling=0, progressive=True)
    elif name == "WEBP":
        options.update(quality=_WEBP_QUALITY, lossless=is_lossless, exact=True)
    elif "transparency" in image.info:
        options["transparency"] = image.info["transparency"]
    return options
