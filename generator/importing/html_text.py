"""HTML of other programs as Markdown and as plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Final

from generator.importing.draft_file import escape_markdown
from generator.lazy_patterns import lazy_compile
from generator.text.web_addresses import is_web_address

_BLOCKS: Final = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "figure", "figcaption", "pre"),
        *("ul", "ol", "table", "tr", "dl", "dt", "dd", "hr", "address", "main", "aside"),
    }
)
_HEADINGS: Final = MappingProxyType({f"h{level}": max(level, 2) for level in range(1, 7)})
_EMPHASIS: Final = MappingProxyType({"b": "**", "strong": "**", "i": "*", "em": "*"})
_HIDDEN: Final = frozenset({"script", "style", "template", "noscript", "title", "svg"})
# Elements that show what no text can say.
_EMBEDDED: Final = frozenset({"iframe", "video", "audio", "embed", "object", "img"})
# An address that can be between angle brackets, and runs nothing.
_ADDRESS = lazy_compile(r"(?!\s*(?:javascript|data|vbscript):)[^<>\n]+", re.IGNORECASE)
_SPACES = lazy_compile(r"[ \t\n\r\f\u00a0]+")
_TAG = lazy_compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")


def has_html(text: str) -> bool:
    """Whether a text contains tags or references of HTML."""
    return _TAG.search(text) is not None


def html_to_text(html: str) -> str:
    """Return the text of HTML on one line."""
    reader = _MarkdownWriter(plain=True)
    reader.feed(html)
    reader.close()
    return " ".join(" ".join(reader.blocks()).split())


def html_to_blocks(html: str) -> list[str]:
    """Return the text of each block of HTML, on one line each."""
    reader = _MarkdownWriter(plain=True)
    reader.feed(html)
    reader.close()
    return [" ".join(block.split()) for block in reader.blocks()]


def html_to_markdown(html: str, *, is_of_site: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return HTML as Markdown, and the addresses of what it embeds and a text cannot show.

    Args:
        html: The text.
        is_of_site: Whether it is a text of an old site, in which relative links and pictures lead
            to other parts of it.
    """
    reader = _MarkdownWriter(plain=False, is_of_site=is_of_site)
    reader.feed(html)
    reader.close()
    return "\n\n".join(reader.blocks()), tuple(reader.embedded)


class TolerantParser(HTMLParser):
    """Reads declarations that are not valid as browsers do: they are left out."""

    def parse_html_declaration(self, i: int) -> int:
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            end = self.rawdata.find(">", i)
            return end + 1 if end >= 0 else len(self.rawdata)


class _MarkdownWriter(TolerantParser):
    """Collects the blocks of a text."""

    def __init__(self, *, plain: bool, is_of_site: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._plain = plain
        self._is_of_site = is_of_site
        self._blocks: list[str] = []
        self._text = ""
        self._prefix = ""
        self._links: list[str] = []
        self._items: list[int] = []
        self._quotes = 0
        self._hidden = 0
        self.embedded: list[str] = []

    def blocks(self) -> list[str]:
        """Return the blocks, the last one included."""
        self._end_block()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a block, a link or emphasis."""
        attributes = dict(attrs)
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "img" and self._is_of_site and _ADDRESS.fullmatch(attributes.get("src") or ""):
            alt = escape_markdown(" ".join((attributes.get("alt") or "").split()))
            self._text += f"![{alt}](<{attributes['src']}>)"
        elif tag in _EMBEDDED:
            self.embedded.append(attributes.get("src") or attributes.get("data") or tag)
        elif tag in _BLOCKS or tag in _HEADINGS or tag in ("li", "blockquote"):
            self._start_block(tag)
        elif tag == "br":
            self._text += " " if self._plain else "\\\n"
        elif not self._plain and tag in _EMPHASIS:
            self._text += _EMPHASIS[tag]
        elif not self._plain and tag == "a":
            address = attributes.get("href") or ""
            is_kept = is_web_address(address) or (
                self._is_of_site and _ADDRESS.fullmatch(address) is not None
            )
            self._links.append(address if is_kept else "")
            self._text += "[" if self._links[-1] else ""

    def _start_block(self, tag: str) -> None:
        self._end_block()
        if tag in ("ul", "ol"):
            self._items.append(0 if tag == "ol" else -1)
        elif tag == "blockquote":
            self._quotes += 1
        elif self._plain:
            return
        elif tag in _HEADINGS:
            self._prefix = f"{'#' * _HEADINGS[tag]} "
        elif tag == "li" and self._items:
            if self._items[-1] >= 0:
                self._items[-1] += 1
            number = self._items[-1]
            self._prefix = f"{number}. " if number > 0 else "- "

    def handle_endtag(self, tag: str) -> None:
        """End a block, a link or emphasis."""
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS or tag in _HEADINGS or tag in ("li", "blockquote"):
            self._end_block()
            if tag in ("ul", "ol") and self._items:
                self._items.pop()
            if tag == "blockquote":
                self._quotes = max(0, self._quotes - 1)
        elif not self._plain and tag in _EMPHASIS:
            self._text += _EMPHASIS[tag]
        elif not self._plain and tag == "a" and self._links:
            address = self._links.pop()
            self._text += f"](<{address}>)" if address else ""

    def handle_data(self, data: str) -> None:
        """Add text to the block."""
        if self._hidden:
            return
        text = _SPACES.sub(" ", data)
        self._text += text if self._plain else escape_markdown(text)

    def _end_block(self) -> None:
        text = self._text.strip().removesuffix("\\").strip()
        prefix, self._prefix, self._text = self._prefix, "", ""
        if not text:
            return
        quote = "> " * self._quotes if not self._plain else ""
        self._blocks.append(f"{quote}{prefix}{text}")
