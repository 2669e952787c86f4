"""The direction of a text, by its first letter."""

from __future__ import annotations

import pytest

from generator.text.direction import detect_direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("English", "ltr"),
        ("العربية", "rtl"),
        ("עברית", "rtl"),
        ("2024: نص", "rtl"),
        ("«AP» قالت", "ltr"),
        ("٢٠٢٤ – 2025", None),
        ("", None),
    ],
)
def test_the_first_letter_gives_the_direction(text: str, direction: str | None) -> None:
    assert detect_direction(text) == direction
