"""What another parser of Markdown makes of a document: its text and its blocks.

The parser is markdown-it-py: CommonMark with GitHub's tables, deleted text and bare links.
"""

from __future__ import annotations

import re
from typing import Any, Final

import html5lib
from markdown_it import MarkdownIt

from generator.content.markdown.parser import create_parser

_BLOCKS: Final = frozenset(
    """
    blockquote br dd details div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody
    td th thead tr ul
    """.split()  # noqa: SIM905 - a list of quoted words is harder to read
)
# The attributes that decide what a reader sees or where a link leads.
_ATTRIBUTES: Final = ("href", "src", "alt", "start")
# A paragraph of nothing but images becomes a figure or a gallery of figures.
_SYNONYMS: Final = {"s": "del", "figure": "p", "gallery": "p"}
# A browser closes and opens these again where they are not nested correctly.
_TRANSPARENT: Final = ("b", "span")
_PARSER: Final = create_parser()


class _Reference(MarkdownIt):
    """The other parser; encoding addresses is left to the sanitizer, so it does not do it."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": True, "linkify": True})
        self.enable(["table", "strikethrough", "linkify"])
        assert self.linkify is not None
        # A bare word with a dot is not an address in GitHub's dialect.
        self.linkify.set({"fuzzy_link": False})

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link

    def validateLink(self, url: str) -> bool:
        return True


_REFERENCE: Final = _Reference()


def outline_ours(text: str) -> list[str]:
    """Return the outline of what our parser makes of a document."""
    return outline(_PARSER.reset().convert(text))


def outline_theirs(text: str) -> list[str]:
    """Return the outline of what the other parser makes of a document."""
    return outline(_REFERENCE.render(text))


def outline(html: str) -> list[str]:
    """Return the tags and texts of HTML, one each, without what no reader sees."""
    parts: list[str] = []
    _outline(html5lib.parseFragment(html, namespaceHTMLElements=False), parts)
    joined: list[str] = []
    for part in parts:
        if joined and not part.startswith("\x00") and not joined[-1].startswith("\x00"):
            joined[-1] += part
        else:
            joined.append(part)
    return list(filter(None, _trim(joined)))


def _trim(parts: list[str]) -> list[str]:
    """Remove white space at the edges of blocks, and collapse it elsewhere but in code."""
    trimmed = []
    in_code = False
    for index, part in enumerate(parts):
        if part.startswith("\x00"):
            in_code = part == "\x00<pre>" or (in_code and part != "\x00</pre>")
            trimmed.append(part[1:])
            continue
        text = part.rstrip("\n") if in_code else re.sub(r"\s+", " ", part)
        if not in_code and (index == 0 or _is_block(parts[index - 1])):
            text = text.lstrip()
        if not in_code and (index + 1 == len(parts) or _is_block(parts[index + 1])):
            text = text.rstrip()
        trimmed.append(text)
    return trimmed


def _is_block(part: str) -> bool:
    match = re.match(r"\x00</?(\w+)", part)
    return match is not None and match[1] in _BLOCKS


def _outline(element: Any, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if child.tag in _TRANSPARENT or (child.tag == "figure" and element.tag == "div"):
            _outline(child, parts)
        elif isinstance(child.tag, str) and child.tag != "figcaption":
            tag = _SYNONYMS.get(child.get("class") or child.tag, child.tag)
            attributes = "".join(
                f' {name}="{child.get(name)}"' for name in _ATTRIBUTES if child.get(name)
            )
            parts.append(f"\x00<{tag}{attributes}>")
            _outline(child, parts)
            parts.append(f"\x00</{tag}>")
        parts.append(child.tail or "")
