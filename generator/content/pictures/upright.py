"""Turn pictures upright: the only change of pixels, with Pillow."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from generator.content.pictures.parts import PictureError, PictureParts

# So that a second compression cannot be seen.
_JPEG_QUALITY = 95
_WEBP_QUALITY = 95


def turn_upright(picture: PictureParts, orientation: int) -> bytes:
    """Return a picture with an orientation applied to its pixels, and the same color profile.

    Args:
        picture: The picture, whose size has been checked.
        orientation: The number of the transformation (Exif), from 2 to 8.

    Raises:
        PictureError: Its pixels cannot be decoded.
    """
    # Slow to import, and few pictures need it.
    from PIL import Image, ImageSequence  # noqa: PLC0415

    # The limit of the site has been checked, which may be higher than that of Pillow.
    Image.MAX_IMAGE_PIXELS = None
    transpose = Image.Transpose
    operation = {
        2: transpose.FLIP_LEFT_RIGHT,
        3: transpose.ROTATE_180,
        4: transpose.FLIP_TOP_BOTTOM,
        5: transpose.TRANSPOSE,
        6: transpose.ROTATE_270,
        7: transpose.TRANSVERSE,
        8: transpose.ROTATE_90,
    }[orientation]
    output = BytesIO()
    try:
        with Image.open(BytesIO(b"".join(picture.published)), formats=[picture.format]) as image:
            if image.size != (picture.width, picture.height):
                raise PictureError
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
