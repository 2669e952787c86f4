"""Colors of the theme: their contrast with its backgrounds, and the nearest color with enough."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final

from msgspec import Struct

from generator.lazy_patterns import lazy_compile


class Scheme(Struct, frozen=True):
    """The light or the dark colors of the theme.

    Attributes:
        name: ``light`` or ``dark``.
        backgrounds: The colors that text in the accent color is on, as in
            `templates/assets/style.css`.
        wash: How much of the accent color, from 0 to 1, the background of what is marked has.
    """

    name: str
    backgrounds: tuple[str, ...]
    wash: float

    def wash_of(self, accent: str) -> str:
        """Return the background of what is marked."""
        return _mix(accent, self.backgrounds[0], self.wash)


LIGHT: Final = Scheme("light", ("#ffffff", "#f5f4f1"), 0.08)
DARK: Final = Scheme("dark", ("#141518", "#1e2024"), 0.16)
# The least contrast of text (WCAG 2.2, success criterion 1.4.3).
LEAST_CONTRAST: Final = 4.5
_HEX = lazy_compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
# More steps of lightness than the channels of a color have.
_STEPS = 512


def parse_color(text: str) -> str | None:
    """Return a color as ``#rrggbb``; ``None`` if it is not written as ``#rgb`` or ``#rrggbb``."""
    if _HEX.fullmatch(text) is None:
        return None
    digits = text[1:].lower()
    return f"#{''.join(2 * digit for digit in digits)}" if len(digits) == 3 else f"#{digits}"


def measure_contrast(accent: str, scheme: Scheme) -> float:
    """Return the least contrast of an accent color with its backgrounds, 1 to 21 (WCAG 2.2)."""
    backgrounds = (*scheme.backgrounds, scheme.wash_of(accent))
    return min(_contrast(accent, background) for background in backgrounds)


def find_readable(accent: str, scheme: Scheme) -> str:
    """Return the color of the same hue and of the nearest lightness that has enough contrast."""
    hue, lightness, saturation = rgb_to_hls(*_channels(accent))
    end = 0.0 if scheme is LIGHT else 1.0
    candidates = (
        _to_hex(hls_to_rgb(hue, lightness + (end - lightness) * step / _STEPS, saturation))
        for step in range(_STEPS + 1)
    )
    return next(each for each in candidates if measure_contrast(each, scheme) >= LEAST_CONTRAST)


def _mix(color: str, background: str, share: float) -> str:
    pairs = zip(_channels(color), _channels(background), strict=True)
    red, green, blue = (share * front + (1 - share) * back for front, back in pairs)
    return _to_hex((red, green, blue))


def _contrast(color: str, background: str) -> float:
    darker, lighter = sorted((_luminance(color), _luminance(background)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _to_hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
