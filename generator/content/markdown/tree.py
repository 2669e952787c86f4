"""Processors of the element tree, and its serializer."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import (
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS

from generator.content.markdown.syntax.inlines import RAW
from generator.lazy_patterns import lazy_compile

_BLOCKS: Final = frozenset(BLOCK_LEVEL_ELEMENTS)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY: Final = frozenset(
    """
    area base basefont br col embed frame hr img input isindex link meta param source track wbr
    """.split()  # noqa: SIM905 - as the standard library lists them
)

_SERIALIZED: Final = lazy_compile("[<>&]")


class FastPrettify(PrettifyTreeprocessor):
    """Add line breaks between blocks; a set is faster than the list of block elements."""

    def run(self, root: Element) -> None:
        """Add line breaks to a tree, in place."""
        self._prettifyETree(root)

    def _prettifyETree(self, elem: Element) -> None:
        if elem.tag in _BLOCKS and elem.tag != "pre":
            if len(elem) and elem[0].tag in _BLOCKS and not (elem.text and elem.text.strip()):
                elem.text = "\n"
            for child in elem:
                if child.tag in _BLOCKS:
                    self._prettifyETree(child)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class FastContents(Treeprocessor):
    """Give headings their anchors without building a table of contents that is not used."""

    def __init__(self, md: Markdown, stock: TocTreeprocessor) -> None:
        super().__init__(md)
        self._stock = stock

    def run(self, root: Element) -> None:
        """Add anchors to the headings of a tree, in place."""
        stock = self._stock
        if (
            stock.use_anchors
            or stock.use_permalinks
            or any(stock.marker in text for text in root.itertext())
        ):
            stock.run(root)
            for division in root.iter("div"):
                if division.get("class") == "toc":
                    _unescape_links(division)
            return
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        if not headings:
            return
        ids = (element.get("id") for element in root.iter())
        used = {identity for identity in ids if identity is not None}
        counters: dict[str, int] = {}
        for heading in headings:
            stock.set_level(heading)
            if "id" not in heading.attrib:
                name = unescape(self._heading_text(heading))
                heading.set("id", unique(stock.slugify(name, stock.sep), used, counters))
            heading.attrib.pop("data-toc-label", None)

    def _heading_text(self, heading: Element) -> str:
        """Return the text of a heading, as HTML without tags."""
        text = heading.text or ""
        if len(heading) or _SERIALIZED.search(text):
            return strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
        return " ".join(text.split())


def _unescape_links(division: Element) -> None:
    """Unescape the names of headings in a table of contents, which are HTML without tags."""
    for link in division.iter("a"):
        link.text = unescape(link.text or "")


def serialize(root: Element) -> str:
    """Write a tree as HTML; the text of a raw element is HTML already."""
    parts: list[str] = []
    _serialize(root, parts.append)
    return "".join(parts)


def _serialize(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    if tag == RAW:
        write(f"{element.text}{_escape(element.tail or '')}")
        return
    attributes = element.items()
    if attributes:
        write(f"<{tag}{''.join(map(_serialize_attribute, sorted(attributes)))}>")
    else:
        write(f"<{tag}>")
    text = element.text
    if text:
        write(_escape(text))
    for child in element:
        _serialize(child, write)
    if tag not in _EMPTY:
        write(f"</{tag}>")
    tail = element.tail
    if tail:
        write(_escape(tail))


def _escape(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _serialize_attribute(item: tuple[str, str]) -> str:
    name, value = item
    value = _escape(value).replace('"', "&quot;")
    return f' {name}="{value}"'
