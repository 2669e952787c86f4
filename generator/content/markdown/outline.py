"""What clean HTML tells of its document: its headings and its first paragraph.

All functions expect HTML that nh3 wrote: well formed, with ``<`` and ``>`` in text and in
attributes always escaped, so that regular expressions see its tags exactly.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from generator.model import Heading

_TOP: Final = 2
_BOTTOM: Final = 6
_NOTES: Final = 'role="doc-endnotes"'
_HEADING: Final = re.compile(r"<(/?)h([1-6])([^>]*)>")
_ID: Final = re.compile(r' id="([^"]*)"')
_TAG: Final = re.compile(r"<[^>]*>")
_BREAK: Final = re.compile(r"<br>|</(?:p|li|td|th|dt|dd|div|rt)>")
_NOTE_MARK: Final = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)
_BLOCK: Final = re.compile(
    r"<(/?)(p|ul|ol|dl|table|figure|details|blockquote|pre|aside)(?: [^>]*)?>"
)


def plain_text(html: str) -> str:
    """The text of some HTML: no tags, entities or footnote marks, white space collapsed."""
    if "<" in html:
        if "<sup" in html:
            html = _NOTE_MARK.sub("", html)
        html = _TAG.sub("", _BREAK.sub(" ", html))
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def first_paragraph(html: str) -> str:
    """The first paragraph that is not part of a list, table, quotation, figure or note."""
    end = html.find(_NOTES)
    if end >= 0:
        html = html[:end]
    depth = 0
    for match in _BLOCK.finditer(html):
        closing, tag = match.groups()
        if tag != "p":
            depth += -1 if closing else 1
        elif not depth and not closing:
            text = plain_text(html[match.end() : html.find("</p>", match.end())])
            if text:
                return text
    return ""


def shift_headings(html: str) -> tuple[str, tuple[Heading, ...]]:
    """Number the headings below the page's own, and list those that have an anchor.

    The highest headings become ``h2``, and none is more than one level below the one that it
    belongs to, whatever levels the author wrote: a page's outline has no gaps (WCAG 1.3.1).
    """
    if "<h" not in html:
        return html, ()
    parts: list[str] = []
    headings: list[Heading] = []
    above: list[int] = []
    done = 0
    start = 0
    attributes = ""
    for match in _HEADING.finditer(html):
        closing, written, rest = match.groups()
        if not closing:
            level = int(written)
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            start, attributes = match.end(), rest
        shown = min(_TOP + len(above) - 1, _BOTTOM)
        parts += (html[done : match.start()], f"<{closing}h{shown}{rest}>")
        done = match.end()
        if closing:
            anchor = _ID.search(attributes)
            if anchor:
                text = plain_text(html[start : match.start()])
                headings.append(Heading(shown, unescape(anchor[1]), text))
    parts.append(html[done:])
    return "".join(parts), tuple(headings)
