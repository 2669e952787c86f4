"""The stylesheet that makes web fonts known to that of the theme."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from generator import urls
from generator.fonts.faces import FACES
from generator.hashing import hash_bytes
from generator.model import SourceFile, Theme

FONT_STYLESHEET = "fonts.css"
# Until a web font is there, common fonts of systems stand in, scaled to the same widths and heights
# so that no line breaks elsewhere: in English text, Plex Serif is 17 % wider than Times New Roman.
_FALLBACKS = (
    '@font-face { font-family: "Tarikh Serif Fallback"; src: local("Times New Roman"),'
    ' local("Liberation Serif"), local("Tinos"); size-adjust: 117%; ascent-override: 87.6%;'
    " descent-override: 23.5%; line-gap-override: 0% }",
    '@font-face { font-family: "Tarikh Sans Fallback"; src: local("Arial"),'
    ' local("Liberation Sans"), local("Arimo"); size-adjust: 101.2%; ascent-override: 107.2%;'
    " descent-override: 41%; line-gap-override: 0% }",
)
# What the stylesheet of the theme puts before the fonts of systems.
_FAMILIES = (
    ':root { --web-serif: "Tarikh Serif", "Tarikh Arabic", "Tarikh Serif Fallback",;'
    ' --web-sans: "Tarikh Sans", "Tarikh Arabic", "Tarikh Sans Fallback",;'
    ' --web-arabic: "Tarikh Arabic", "Tarikh Sans",; --web-arabic-leading: 1.85;'
    " --web-arabic-leading-head: 1.45; --web-arabic-size: 112.5% }"
)


def add_fonts(theme: Theme, fonts: Mapping[str, bytes]) -> Theme:
    """Return a theme with web fonts and their stylesheet; the theme itself without any.

    Args:
        theme: The theme.
        fonts: The fonts by the names of their files.
    """
    if not fonts:
        return theme
    # Fonts are published next to the stylesheet.
    files = {
        name: urls.asset(name, hash_bytes(data).hex()).href.rpartition("/")[2]
        for name, data in fonts.items()
    }
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f" font-style: {face.style}; font-display: swap;"
        f' src: url("{files[face.name]}") format("woff2"); unicode-range: {face.ranges} }}'
        for face in FACES
    ]
    text = "\n".join([*rules, *_FALLBACKS, _FAMILIES]) + "\n"
    stylesheet = SourceFile(FONT_STYLESHEET, text.encode())
    added = (SourceFile(name, data) for name, data in fonts.items())
    return replace(theme, assets=(*theme.assets, stylesheet, *added))
