"""Extract the headings and the first paragraph of a document from its sanitized HTML.

All functions expect HTML that nh3 wrote: it is well formed, and ``<`` and ``>`` in texts and
attribute values are escaped, so that regular expressions can find its tags.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from generator.lazy_patterns import lazy_compile
from generator.model import Heading

_HIGHEST_LEVEL: Final = 2
_LOWEST_LEVEL: Final = 6
_FOOTNOTES: Final = 'role="doc-endnotes"'
_HEADING: Final = lazy_compile(r"<(/?)h([1-6])([^>]*)>")
_ID: Final = lazy_compile(r' id="([^"]*)"')
_TAG: Final = lazy_compile(r"<[^>]*>")
_BREAK: Final = lazy_compile(r"<br>|</(?:p|li|td|th|dt|dd|div|rt)>")
_FOOTNOTE_REFERENCE: Final = lazy_compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)
_BLOCK: Final = lazy_compile(
    r"<(/?)(p|ul|ol|dl|table|figure|details|blockquote|pre|aside)(?: [^>]*)?>"
)


def to_plain_text(html: str) -> str:
    """Return the text of HTML, without footnote references, with white space collapsed."""
    if "<" in html:
        if "<sup" in html:
            html = _FOOTNOTE_REFERENCE.sub("", html)
        html = _TAG.sub("", _BREAK.sub(" ", html))
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def extract_first_paragraph(html: str) -> str:
    """Return the first paragraph outside lists, tables, quotations, figures and footnotes."""
    end = html.find(_FOOTNOTES)
    if end >= 0:
        html = html[:end]
    depth = 0
    for match in _BLOCK.finditer(html):
        closing, tag = match.groups()
        if tag != "p":
            depth += -1 if closing else 1
        elif not depth and not closing:
            text = to_plain_text(html[match.end() : html.find("</p>", match.end())])
            if text:
                return text
    return ""


def shift_headings(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Shift the headings to start at ``h2``, and list those that have an anchor.

    The page's own heading is the ``h1``. No heading is more than one level below its parent,
    whatever levels the author wrote, so the page's outline has no gaps (WCAG 1.3.1).
    """
    if "<h" not in html:
        return html, ()
    parts: list[str] = []
    headings: list[Heading] = []
    ancestors: list[int] = []
    copied = 0
    start = 0
    attributes = ""
    for match in _HEADING.finditer(html):
        closing, number, tag_attributes = match.groups()
        if not closing:
            level = int(number)
            while ancestors and ancestors[-1] >= level:
                ancestors.pop()
            ancestors.append(level)
            start, attributes = match.end(), tag_attributes
        shifted = min(_HIGHEST_LEVEL + len(ancestors) - 1, _LOWEST_LEVEL)
        parts += (html[copied : match.start()], f"<{closing}h{shifted}{tag_attributes}>")
        copied = match.end()
        if closing:
            anchor = _ID.search(attributes)
            if anchor:
                text = to_plain_text(html[start : match.start()])
                headings.append(Heading(shifted, unescape(anchor[1]), text))
    parts.append(html[copied:])
    return "".join(parts), tuple(headings)
