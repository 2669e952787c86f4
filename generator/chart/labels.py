"""The lines of a label: how wide a text will be is estimated, since fonts are the reader's."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfI.,:;'!|()[]‘’“”-اأإآلدذرزو١")
# Shares of the font size, wide enough for the fonts of the stylesheet.
_SPACE, _THIN, _MEDIUM, _CAPITAL, _WIDE = 0.28, 0.38, 0.62, 0.77, 1.0
_ELLIPSIS = "…"
_COMMAS = frozenset(",،–")
# What is not before an ellipsis.
_PUNCTUATION = " ,،.:;؛-–—"


def measure(text: str, size: float) -> float:
    """Estimate the width of a text, rather too wide than too narrow."""
    return sum(map(_share, text)) * size


def _share(character: str) -> float:
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if category == "Zs":
        return _SPACE
    if character in _NARROW:
        return _THIN
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if category == "Lu" or character in "mw%@" else _MEDIUM


def wrap(text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """Divide a text into lines; what has no room is replaced by an ellipsis.

    Args:
        text: The text.
        width: The room for a line.
        size: The font size.
        lines: The number of lines at most.
    """
    wrapped: list[str] = []
    words = text.split()
    while words and len(wrapped) < lines:
        line = words.pop(0)
        while words and measure(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        wrapped.append(line)
    if words and wrapped:
        wrapped[-1] = wrapped[-1].rstrip(_PUNCTUATION) + _ELLIPSIS
    return tuple(_shorten(line, width, size) for line in wrapped)


def wrap_evenly(text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """Divide a text as `wrap` does, without a line that is much shorter than the others.

    Where a line can end with a comma or a dash, it does.
    """
    wrapped = wrap(text, width, size, lines)
    if len(wrapped) < 2:
        return wrapped
    narrower = (wrap(text, width * share / 10, size, lines) for share in range(5, 10))
    whole = [each for each in narrower if not each[-1].endswith(_ELLIPSIS)]
    return next((each for each in whole if each[0][-1] in _COMMAS), next(iter(whole), wrapped))


def _shorten(line: str, width: float, size: float) -> str:
    """Cut a line that is wider than its room, at a word if it has several."""
    if measure(line, size) <= width:
        return line
    text = line.removesuffix(_ELLIPSIS)
    while text and measure(text + _ELLIPSIS, size) > width:
        head = text.rpartition(" ")[0]
        text = head or text[:-1]
    return text.rstrip(_PUNCTUATION) + _ELLIPSIS
