"""Which fonts the theme uses, and which characters of each."""

from __future__ import annotations

from typing import NamedTuple

_SANS = "fontpkg_ibm_plex_sans_arabic"
_SERIF = "fontpkg_ibm_plex_serif"
# Latin letters of European languages, punctuation, arrows, signs.
_LATIN = (
    "U+20-7E, U+A0-17F, U+2C6, U+2DA, U+2DC, U+2010-2015, U+2018-201E, U+2020-2022, U+2026,"
    " U+2030, U+2032-2033, U+2039-203A, U+2044, U+20AC, U+2122, U+2190-2193, U+2212"
)
# What of these the Latin letters of an Arabic font are: those of Western Europe.
_WESTERN = (
    "U+20-7E, U+A0-FF, U+131, U+152-153, U+160-161, U+178, U+17D-17E, U+2C6, U+2DA, U+2DC,"
    " U+2013-2014, U+2018-201A, U+201C-201E, U+2020-2022, U+2026, U+2030, U+2039-203A, U+20AC,"
    " U+2122, U+2212"
)
# The letters of Arabic, Persian, Kurdish and Urdu, and the signs that they share with others, so
# that a page without Latin letters needs no other font.
_ARABIC = (
    "U+20-22, U+28-3B, U+3D, U+5B, U+5D, U+A0, U+AB, U+B7, U+BB, U+600-6FF, U+200C-200F,"
    " U+2010-2015, U+2026, U+2039-203A, U+25CC, U+FDF2, U+FDFC"
)


class FontFace(NamedTuple):
    """A web font.

    Attributes:
        name: The name of its file.
        family: The name of its family in stylesheets; no font of a system has it.
        weight: Its weight.
        style: ``normal`` or ``italic``.
        package: The module of the package that has the font.
        source: The file of the font in the package.
        ranges: The characters that it has, as in ``unicode-range``.
    """

    name: str
    family: str
    weight: int
    style: str
    package: str
    source: str
    ranges: str


FACES: tuple[FontFace, ...] = (
    *(
        FontFace(
            f"plex-arabic-{weight}.woff2",
            "Tarikh Arabic",
            weight,
            "normal",
            _SANS,
            f"IBMPlexSansArabic-{name}.ttf",
            _ARABIC,
        )
        for weight, name in ((400, "Regular"), (700, "Bold"))
    ),
    *(
        FontFace(
            f"plex-sans-{weight}.woff2",
            "Tarikh Sans",
            weight,
            "normal",
            _SANS,
            f"IBMPlexSansArabic-{name}.ttf",
            _WESTERN,
        )
        for weight, name in ((400, "Regular"), (700, "Bold"))
    ),
    *(
        FontFace(
            f"plex-serif-{weight}{'-italic' * (style == 'italic')}.woff2",
            "Tarikh Serif",
            weight,
            style,
            _SERIF,
            f"IBMPlexSerif-{name}.ttf",
            _LATIN,
        )
        for weight, style, name in (
            (400, "normal", "Regular"),
            (700, "normal", "Bold"),
            (400, "italic", "Italic"),
        )
    ),
)
