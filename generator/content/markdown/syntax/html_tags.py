"""The HTML that an author may write in Markdown, as CommonMark defines it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final

from generator.lazy_patterns import lazy_compile

OPEN_TAG: Final = (
    r"""<[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][A-Za-z0-9_.:-]*+"""
    r"""(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+)*+\s*+/?>"""
)
"""A regular expression for a start tag."""

CLOSING_TAG: Final = r"</[A-Za-z][A-Za-z0-9-]*+\s*+>"
"""A regular expression for an end tag."""

_BLOCK_TAGS: Final = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head"
    "|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p"
    "|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
BLANK: Final = lazy_compile(r"\A\s*\Z")
"""Matches the line after a block of HTML that ends at a blank line."""

COMMENT_END: Final = lazy_compile("-->")
"""Matches the last line of a comment."""

# The start of a block of HTML, and what the line that ends it contains. The first five kinds may
# contain blank lines.
_KINDS: Final = (
    (
        lazy_compile(r"<(?:script|pre|style|textarea)(?:[\s>]|\Z)", re.IGNORECASE),
        lazy_compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (lazy_compile("<!--"), COMMENT_END),
    (lazy_compile(r"<\?"), lazy_compile(r"\?>")),
    (lazy_compile(r"<![A-Za-z]"), lazy_compile(">")),
    (lazy_compile(r"<!\[CDATA\["), lazy_compile(r"\]\]>")),
    (lazy_compile(rf"</?(?:{_BLOCK_TAGS})(?:[\s>]|/>|\Z)", re.IGNORECASE), BLANK),
)
_ANY_TAG: Final = lazy_compile(rf"(?:{OPEN_TAG}|{CLOSING_TAG})\s*\Z")
_MARKDOWN_TAG: Final = lazy_compile(
    rf"""(?=<([A-Za-z][A-Za-z0-9-]*+)[^>]*\smarkdown(?:=["']?(?:1|block|span)\b|[\s>]))({OPEN_TAG})""",
    re.IGNORECASE,
)

_BLOCK_NAME: Final = lazy_compile(_BLOCK_TAGS)
_TAG_START: Final = lazy_compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ATTRIBUTE: Final = lazy_compile(
    r"""\s([A-Za-z_:][A-Za-z0-9_.:-]*+)(?:\s*+=\s*+([^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?"""
)
# Tags without content.
_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "link", "source", "wbr"})


def find_html_end(line: str, *, in_paragraph: bool) -> re.Pattern[str] | None:
    """Return what the last line of the block of HTML contains that a line begins.

    Args:
        line: The line, without indentation.
        in_paragraph: Whether it would interrupt a paragraph, which a tag that is not the tag of a
            block cannot do.

    Returns:
        ``None`` if the line does not begin a block of HTML.
    """
    for start, end in _KINDS:
        if start.match(line):
            return end
    if not in_paragraph and _ANY_TAG.match(line):
        return BLANK
    return None


def match_markdown_tag(line: str) -> tuple[str, str] | None:
    """Return the name and the text of a start tag whose attribute asks for Markdown within it."""
    match = _MARKDOWN_TAG.match(line)
    return (match[1].lower(), match[2]) if match is not None else None


def is_block_tag(name: str) -> bool:
    """Return whether a tag is that of a block, by its name in lower case."""
    return _BLOCK_NAME.fullmatch(name) is not None


def is_complete(line: str) -> bool:
    """Return whether a line has as many end tags as start tags, so that it needs no other line."""
    tags = Counter[str]()
    for match in _TAG_START.finditer(line):
        name = match[2].lower()
        if name not in _VOID:
            tags[name] += -1 if match[1] else 1
    return not any(tags.values())


def read_attributes(tag: str) -> dict[str, str]:
    """Return the attributes of a start tag but the one that asks for Markdown."""
    attributes = {}
    for match in _ATTRIBUTE.finditer(tag):
        name, value = match[1].lower(), match[2] or ""
        if name != "markdown":
            attributes[name] = unescape(value[1:-1] if value[:1] in {'"', "'"} else value)
    return attributes
