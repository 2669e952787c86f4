"""The frozen values of pictures."""

from __future__ import annotations

from msgspec import Struct


class SizeView(Struct, frozen=True):
    """A picture in one of the sizes that browsers choose from.

    Attributes:
        path: The path of the file, which is WebP.
        width: Its width in pixels.
    """

    path: str
    width: int


class PictureView(Struct, frozen=True):
    """A picture in several sizes, for ``partials/picture.html``.

    Attributes:
        path: The path of the file for browsers without WebP; that of the only file if there are no
            sizes.
        width: The width of that file in CSS pixels; 0 if it is not known.
        height: Its height in CSS pixels; 0 if it is not known.
        sizes: The sizes for all other browsers, the narrowest first.
    """

    path: str
    width: int
    height: int
    sizes: tuple[SizeView, ...] = ()


class EventImageView(Struct, frozen=True):
    """The lead image of an event in a list.

    Attributes:
        thumbnail: The image cropped to three by two, small.
        picture: The whole image in the sizes of the article, for a list that shows it large.
        focus_x: Where its most important point is, in hundredths of its width, a multiple of 10.
        focus_y: The same in hundredths of its height.
        alt: The alternative text, in the language of the event.
    """

    thumbnail: PictureView
    picture: PictureView
    focus_x: int
    focus_y: int
    alt: str


class OriginalView(Struct, frozen=True):
    """The original of a picture, which a reader can examine.

    Attributes:
        path: The path of the file.
        width: Its width in pixels.
        height: Its height in pixels.
    """

    path: str
    width: int
    height: int


class ImageView(Struct, frozen=True):
    """An image of the site.

    Attributes:
        path: The path of the image: that of the file for browsers without WebP.
        width: The width of that file in CSS pixels; 0 if it is not known.
        height: Its height in CSS pixels; 0 if it is not known.
        alt: The alternative text.
        credit: The credit line; may be empty.
        caption: The caption; may be empty.
        credit_url: The address that the credit line leads to; may be empty.
        license: The name of the license; may be empty.
        license_url: The address of the license; may be empty.
        sizes: The image in other sizes, the narrowest first.
        original: The original of the image, if it is published.
    """

    path: str
    width: int
    height: int
    alt: str
    credit: str
    caption: str = ""
    credit_url: str = ""
    license: str = ""
    license_url: str = ""
    sizes: tuple[SizeView, ...] = ()
    original: OriginalView | None = None
