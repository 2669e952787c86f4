"""Make the variants of pictures: smaller, cropped, in another format; with Pillow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from generator.content.pictures.parts import PictureError, PictureParts
from generator.content.pictures.upright import TRANSPOSITIONS, open_picture
from generator.content.pictures.variants import CENTER, Variant, scale_down

# A change of one of these values needs another `ENCODING` in `variants.py`.
# The qualities of JPEG and WebP, of which the first is used that is not too heavy.
_QUALITIES = (78, 62, 45, 30)
# A variant is light up to this number of bytes, and so many bytes for each pixel.
_BASE_WEIGHT = 30_000
_WEIGHT = 0.1
# JPEG and PNG need more for the same picture.
_FALLBACK_WEIGHT = 1.5
_PNG_COLORS = 256
_WEBP_EFFORT = 4
# Resampling starts from pixels that are averaged as long as they are this many times too many.
_REDUCING_GAP = 2.0


def make_variants(
    picture: PictureParts, orientation: int, variants: Sequence[Variant]
) -> Iterator[bytes]:
    """Make variants of a picture, upright and with its color profile, in the order given.

    Args:
        picture: The picture, whose size has been checked.
        orientation: The number of the transformation that turns it upright (Exif), 1 to 8.
        variants: The variants.

    Raises:
        PictureError: Its pixels cannot be decoded.
    """
    try:
        with open_picture(picture) as image:
            limit = sum(map(len, picture.published))
            is_drawing = image.mode in ("1", "P")
            pixels, profile = _read(image, orientation)
            for variant in variants:
                size = (variant.width, variant.height)
                scaled = _resize(pixels, size, variant.focus or CENTER)
                yield _encode(scaled, variant, profile, limit, is_drawing=is_drawing)
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise PictureError("is damaged: its pixels cannot be decoded") from error


def _read(image: Any, orientation: int) -> tuple[Any, bytes | None]:
    """Decode a picture as large as its largest variant, upright and in RGB; with its profile.

    The result does not depend on the variants that are asked for, so neither does any of them.
    """
    is_sideways = orientation > 4
    width, height = reversed(image.size) if is_sideways else image.size
    size = scale_down(width, height)
    if image.format == "JPEG":
        image.draft(None, (size[1], size[0]) if is_sideways else size)
    image.load()
    pixels, profile = _convert_colors(image)
    if orientation != 1:
        pixels = pixels.transpose(TRANSPOSITIONS[orientation])
    return _resize(pixels, size), profile


def _resize(image: Any, size: tuple[int, int], focus: tuple[int, int] = CENTER) -> Any:
    """Scale the largest part of a picture that has the shape of some size to that size.

    Args:
        image: The picture.
        size: The width and the height.
        focus: The point that the part is around, as far as possible, in hundredths.
    """
    from PIL import Image  # noqa: PLC0415 - slow to import

    if image.size == size:
        return image
    width, height = image.size
    scale = min(width / size[0], height / size[1])
    across, down = size[0] * scale, size[1] * scale
    left, top = _place(width, across, focus[0]), _place(height, down, focus[1])
    # Within the picture: sums of fractions may be a little larger.
    box = (left, top, min(width, left + across), min(height, top + down))
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=_REDUCING_GAP)


def _place(length: int, part: float, focus: int) -> float:
    """Return where a part of a length starts whose middle is as near to the focus as possible."""
    return max(0.0, min(length * focus / 100 - part / 2, length - part))


def _convert_colors(image: Any) -> tuple[Any, bytes | None]:
    """Return a picture in RGB, with an alpha channel if it had transparency, and its profile."""
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    profile: bytes | None = image.info.get("icc_profile")
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        # Pillow cuts larger values off instead of scaling them.
        image = image.point(lambda value: value / 256).convert("L")
        profile = None
    if image.mode in ("CMYK", "L", "LA", "LAB", "1") and profile:
        image, profile = _convert_profile(image, profile), None
    target = "RGBA" if has_alpha else "RGB"
    return (image if image.mode == target else image.convert(target)), profile


def _convert_profile(image: Any, profile: bytes) -> Any:
    """Return a picture whose profile is for other than RGB colors in sRGB, if that is possible."""
    from PIL import ImageCms  # noqa: PLC0415 - slow to import

    if image.mode not in ("CMYK", "L", "LAB"):
        return image
    try:
        return ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError):
        return image


def _encode(
    image: Any, variant: Variant, profile: bytes | None, limit: int, *, is_drawing: bool
) -> bytes:
    """Encode a picture in the best quality that is light, and lighter than the original.

    Args:
        image: The picture, in RGB or RGBA.
        variant: What it is to be.
        profile: Its color profile.
        limit: The number of bytes of the original.
        is_drawing: Whether it has few colors, which compress better without loss.
    """
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    weight = _BASE_WEIGHT + _WEIGHT * variant.width * variant.height
    attempts: list[dict[str, Any]]
    match variant.format:
        case "WEBP":
            attempts = [{"quality": each, "method": _WEBP_EFFORT} for each in _QUALITIES]
            if is_drawing:
                attempts.insert(0, {"lossless": True, "method": _WEBP_EFFORT})
        case "JPEG":
            weight *= _FALLBACK_WEIGHT
            attempts = [{"quality": each, "progressive": True} for each in _QUALITIES]
        case "PNG":
            weight = limit
            attempts = [{}, {"colors": _PNG_COLORS}]
    data = b""
    for attempt in attempts:
        data = _save(image, variant.format, {**options, **attempt})
        if len(data) <= min(weight, limit):
            break
    return data


def _save(image: Any, name: str, options: dict[str, Any]) -> bytes:
    from PIL import Image  # noqa: PLC0415 - slow to import

    output = BytesIO()
    colors = options.pop("colors", None)
    if colors is not None:
        method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
        image = image.quantize(colors, method)
    # Pillow writes what it has read of other metadata.
    image.info.clear()
    image.save(output, name, **options)
    return output.getvalue()
