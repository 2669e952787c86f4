"""The parts of a picture: those that are published, and those that are not."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

MetadataKind = Literal[
    "exif",  # a TIFF structure: position, camera, thumbnail, orientation
    "xmp",  # XML
    "iptc",  # the fields of news agencies, in a block of Photoshop
    "text",  # a comment, or a text with a keyword
    "credentials",  # C2PA
    "time",
    "thumbnail",
    "trailer",  # what follows the end of the picture
    "other",
]

INCOMPLETE = "is incomplete: the file ends before the picture does"
DAMAGED = "is damaged, so its metadata cannot be removed"


class PictureError(Exception):
    """A picture cannot be published; the message follows its path, and the hint says what to do."""

    def __init__(
        self,
        message: str = DAMAGED,
        hint: str = "copy the file again, or open it in a viewer and save it as PNG or JPEG",
    ) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


class Metadata(NamedTuple):
    """A part that is not published."""

    kind: MetadataKind
    data: bytes


class PictureParts(Struct, frozen=True):
    """A picture, taken apart.

    Attributes:
        format: The name of the format, as Pillow has it.
        width: The width of the pixels as they are stored.
        height: Their height.
        frames: How many pictures an animation has; 1 for any other picture.
        published: The parts that are published, in order.
        metadata: Those that are not.
    """

    format: Literal["AVIF", "BMP", "GIF", "ICO", "JPEG", "PNG", "WEBP"]
    width: int
    height: int
    frames: int
    published: tuple[bytes, ...]
    metadata: tuple[Metadata, ...]
