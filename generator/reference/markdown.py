"""The layout of generated Markdown."""

from __future__ import annotations

from textwrap import fill

_WIDTH = 100


def wrap(text: str) -> str:
    """Wrap a paragraph or a list item to the width of the documentation."""
    return fill(
        text,
        _WIDTH,
        subsequent_indent="  " if text.startswith("- ") else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
