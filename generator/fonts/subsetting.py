"""Make the web fonts of the packaged fonts: with fontTools, which only this needs."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from generator.fonts.faces import FACES, FontFace

# What shaping needs, and the figures and marks of Arabic; none that a stylesheet has to ask for.
_FEATURES = ("ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "liga", "calt", "curs")
_POSITIONS = ("kern", "mark", "mkmk")


def can_subset() -> bool:
    """Whether the fonts, fontTools and Brotli are installed."""
    modules = {"fontTools", "brotli", *(face.package for face in FACES)}
    return all(find_spec(name) is not None for name in modules)


def make_font(face: FontFace) -> bytes:
    """Make a web font (WOFF2) of the font in its package.

    Raises:
        OSError: The font cannot be read.
    """
    # Slow to import, and seldom needed.
    import logging  # noqa: PLC0415

    from fontTools import subset  # noqa: PLC0415

    # It says which tables it leaves out.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    spec = find_spec(face.package)
    assert spec is not None and spec.origin is not None, face.package  # noqa: PT018
    options = subset.Options(
        flavor="woff2",
        layout_features=[*_FEATURES, *_POSITIONS],
        hinting=False,
        notdef_outline=True,
        name_IDs=[0, 1, 2, 13],  # the license asks for its notice
    )
    font = subset.load_font(str(Path(spec.origin).parent / "files" / face.source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(face.ranges.replace(" ", "")))
    subsetter.subset(font)
    font.flavor = "woff2"
    output = BytesIO()
    font.save(output)
    font.close()
    return output.getvalue()
