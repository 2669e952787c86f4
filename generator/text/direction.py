"""Detect the writing direction of a text."""

from __future__ import annotations

from typing import Literal
from unicodedata import bidirectional


def detect_direction(text: str) -> Literal["ltr", "rtl"] | None:
    """Return the direction of the first character that has one (UAX #9, rule P2).

    Returns:
        ``None`` if no character has a direction, as in a number.
    """
    for character in text:
        bidi_class = bidirectional(character)
        if bidi_class == "L":
            return "ltr"
        if bidi_class in ("R", "AL"):
            return "rtl"
    return None
