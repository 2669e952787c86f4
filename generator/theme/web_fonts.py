"""The rules that make web fonts known to the stylesheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from generator import urls
from generator.fonts.faces import FACES
from generator.hashing import hash_bytes
from generator.model import SourceFile, Theme
from generator.theme.stylesheet import add_rules


class _Fallback(NamedTuple):
    """Fonts of systems with the same widths, which stand in until a web font is there.

    Attributes:
        family: The web font, less the beginning that all have.
        regular: The PostScript names of the fonts.
        bold: Those of the bold ones.
        sizes: How much wider the regular and the bold web font are, in percent of the fonts.
    """

    family: str
    regular: tuple[str, ...]
    bold: tuple[str, ...]
    sizes: tuple[float, float]


# Scaled so, no line breaks elsewhere once the web font is there. The widths are those of the texts
# of a chronology in English and in Arabic, set in both fonts. A system has the first one of its
# own: Windows and macOS, Android, and Linux with other fonts.
_FALLBACKS: tuple[_Fallback, ...] = (
    _Fallback(
        "Serif",
        ("TimesNewRomanPSMT", "LiberationSerif", "Tinos-Regular"),
        ("TimesNewRomanPS-BoldMT", "LiberationSerif-Bold", "Tinos-Bold"),
        (116.5, 114.6),
    ),
    _Fallback("Serif", ("NotoSerif-Regular", "NotoSerif"), ("NotoSerif-Bold",), (98.6, 97.2)),
    _Fallback("Serif", ("DejaVuSerif",), ("DejaVuSerif-Bold",), (91.3, 86.5)),
    _Fallback(
        "Sans",
        ("ArialMT", "LiberationSans", "Arimo-Regular"),
        ("Arial-BoldMT", "LiberationSans-Bold", "Arimo-Bold"),
        (100.8, 98.5),
    ),
    _Fallback("Sans", ("Roboto-Regular",), ("Roboto-Bold",), (101.3, 104.4)),
    _Fallback("Sans", ("NotoSans-Regular",), ("NotoSans-Bold",), (95.5, 94.1)),
    _Fallback("Sans", ("DejaVuSans",), ("DejaVuSans-Bold",), (88.7, 82.2)),
    _Fallback(
        "Arabic",
        ("NotoNaskhArabic-Regular", "NotoNaskhArabic"),
        ("NotoNaskhArabic-Bold",),
        (102.6, 105.9),
    ),
    _Fallback("Arabic", ("NotoSansArabic-Regular",), ("NotoSansArabic-Bold",), (93.7, 92)),
)
# How far each web font goes above and below its baseline, in percent of its size.
_HEIGHTS = MappingProxyType(
    {"Serif": (102.5, 27.5), "Sans": (108.5, 41.5), "Arabic": (108.5, 41.5)}
)


def _list_families(*names: str) -> str:
    """Return web fonts, then what stands in for the first of them."""
    fallbacks = [f'"{family}"' for family, each in _name_fallbacks() if each.family == names[0]]
    return ", ".join([*(f'"Tarikh {name}"' for name in names), *fallbacks])


def _name_fallbacks() -> list[tuple[str, _Fallback]]:
    """Return what stands in for web fonts, each under the name of its family."""
    return [
        (f"Tarikh {each.family} Fallback {number}", each)
        for number, each in enumerate(_FALLBACKS, 1)
    ]


def _write_fallbacks() -> Iterator[str]:
    """Yield the rules of the fonts that stand in for web fonts."""
    for family, each in _name_fallbacks():
        above, below = _HEIGHTS[each.family]
        for weight, fonts, size in zip((400, 700), each[1:3], each.sizes, strict=True):
            places = ", ".join([f'local("{font}")' for font in fonts])
            yield (
                f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {places};'
                f" size-adjust: {size:g}%; ascent-override: {100 * above / size:.4g}%;"
                f" descent-override: {100 * below / size:.4g}%; line-gap-override: 0% }}"
            )


def _write_families() -> str:
    """Return what the stylesheet of the theme puts before the fonts of systems.

    The rules of a site's own stylesheet are before it, and win all the same.
    """
    return (
        f":where(:root) {{ --web-serif: {_list_families('Serif', 'Arabic')},;"
        f" --web-sans: {_list_families('Sans', 'Arabic')},;"
        f" --web-arabic: {_list_families('Arabic', 'Sans')},; --web-arabic-leading: 1.85;"
        " --web-arabic-leading-head: 1.45; --web-arabic-size: 112.5% }"
    )


def add_fonts(theme: Theme, fonts: Mapping[str, bytes]) -> Theme:
    """Return a theme with web fonts, and with their rules at the end of its stylesheet.

    Without fonts, it is the theme itself.

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
    text = "\n".join([*rules, *_write_fallbacks(), _write_families()]) + "\n"
    assets = add_rules(theme, text.encode()).assets
    added = (SourceFile(name, data) for name, data in fonts.items())
    return replace(theme, assets=(*assets, *added))
