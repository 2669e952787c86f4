"""Faster preprocessors of the text before it is split into blocks."""

from __future__ import annotations

import re
from typing import Final

from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.util import ETX, STX

_RAW_HTML: Final = re.compile("<[A-Za-z/!?]|&#")
_UNEVEN: Final = (STX, ETX, "\r", "\t", "\n ")


class FastWhitespace(NormalizeWhitespace):
    """Normalize white space where some is not normal."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the normal lines, and the two empty ones that end every text."""
        source = "\n".join(lines)
        if any(uneven in source for uneven in _UNEVEN):
            return super().run(lines)
        return [*lines, "", ""]


class FastHtmlBlocks(HtmlBlockPreprocessor):
    """Look for blocks of HTML where there is a tag, or a character by its number."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines with HTML blocks taken out."""
        source = "\n".join(lines)
        if ("<" in source or "&#" in source) and _RAW_HTML.search(source):
            return super().run(lines)
        return lines
