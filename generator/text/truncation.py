"""Shorten texts between words."""

from __future__ import annotations

from unicodedata import category


def truncate(text: str, limit: int) -> str:
    """Shorten a text to at most ``limit`` characters, after a whole word, and end it with ``…``."""
    if len(text) <= limit:
        return text
    room = max(limit - 1, 0)
    cut = text[:room]
    if not text[room : room + 1].isspace():
        head, space, _ = cut.rpartition(" ")
        if space:
            cut = head
        else:
            # The text is one long word: keep each letter with its marks.
            while cut and category(text[len(cut)])[0] == "M":
                cut = cut[:-1]
    return cut.rstrip(" \t\n.,;:-–—،؛") + "…"
