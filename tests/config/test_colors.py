"""Accent colors: their contrast, and the nearest one that can be read."""

from __future__ import annotations

from itertools import product

import pytest

from generator.config.colors import (
    DARK,
    LEAST_CONTRAST,
    LIGHT,
    Scheme,
    find_readable,
    measure_contrast,
    parse_color,
)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#0B6E4F", "#0b6e4f"),
        ("#fa0", "#ffaa00"),
        ("0b6e4f", None),
        ("#0b6e4", None),
        ("green", None),
        ("#0b6e4f;}", None),
    ],
)
def test_a_color_is_written_in_hexadecimal_digits(text: str, color: str | None) -> None:
    assert parse_color(text) == color


def test_contrast_is_that_of_the_least_readable_background() -> None:
    # On white it would be 21; the color itself is in the background of what is marked.
    assert measure_contrast("#000000", LIGHT) == pytest.approx(17.6, abs=0.1)
    assert measure_contrast("#767676", LIGHT) < LEAST_CONTRAST


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_color_has_a_readable_neighbor_of_its_hue(scheme: Scheme) -> None:
    levels = (0, 0x55, 0xAA, 0xFF)
    for red, green, blue in product(levels, repeat=3):
        color = f"#{red:02x}{green:02x}{blue:02x}"
        readable = find_readable(color, scheme)
        assert measure_contrast(readable, scheme) >= LEAST_CONTRAST, color
        if measure_contrast(color, scheme) >= LEAST_CONTRAST:
            assert readable == color


def test_the_readable_color_is_the_nearest() -> None:
    readable = find_readable("#ffd24d", LIGHT)
    lighter = "#" + "".join(f"{min(int(readable[i : i + 2], 16) + 3, 255):02x}" for i in (1, 3, 5))
    assert measure_contrast(lighter, LIGHT) < LEAST_CONTRAST
