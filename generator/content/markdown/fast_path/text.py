"""Faster preprocessors, which handle the text before it is split into blocks."""

from __future__ import annotations

import re
from typing import Final

from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.util import ETX, STX

_RAW_HTML: Final = re.compile("<[A-Za-z/!?]|&#")
_IRREGULAR: Final = (STX, ETX, "\r", "\t", "\n ")


class FastWhitespace(NormalizeWhitespace):
    """Normalize white space only in a text that has some to normalize."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the normalized lines, followed by two empty ones."""
        source = "\n".join(lines)
        if any(irregular in source for irregular in _IRREGULAR):
            return super().run(lines)
        return [*lines, "", ""]


class FastHtmlBlocks(HtmlBlockPreprocessor):
    """Look for blocks of HTML only in a text with a tag or a numeric character reference."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with placeholders for the blocks of HTML."""
        source = "\n".join(lines)
        if ("<" in source or "&#" in source) and _RAW_HTML.search(source):
            return super().run(lines)
        return lines
