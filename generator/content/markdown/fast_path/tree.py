"""Faster processors of the element tree, and a faster serializer."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import (
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.serializers import BOOLEAN_ATTRIBUTES, RE_AMP  # type: ignore[attr-defined]
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, STX

_BLOCKS: Final = frozenset(BLOCK_LEVEL_ELEMENTS)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY: Final = frozenset(
    """
    area base basefont br col embed frame hr img input isindex link meta param source track wbr
    """.split()  # noqa: SIM905 - as the standard library lists them
)

_SERIALIZED: Final = re.compile(f"[<>&{STX}]")


class FastPrettify(PrettifyTreeprocessor):
    """Add line breaks between blocks; a set is faster than the list of block elements."""

    def _prettifyETree(self, elem: Element) -> None:
        if elem.tag in _BLOCKS and elem.tag != "pre":
            if len(elem) and elem[0].tag in _BLOCKS and not (elem.text and elem.text.strip()):
                elem.text = "\n"
            for child in elem:
                if child.tag in _BLOCKS:
                    self._prettifyETree(child)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class FastAttributes(AttrListTreeprocessor):
    """Look for attribute lists only in a tree with a brace."""

    def run(self, doc: Element) -> None:
        """Assign the attributes of a tree, in place."""
        if any("{" in text for text in doc.itertext()):
            super().run(doc)


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


class FastUnescape(UnescapeTreeprocessor):
    """Restore escaped characters only in texts that have some."""

    def run(self, root: Element) -> None:
        """Restore the escaped characters of a tree, in place."""
        for element in root.iter():
            if element.text and STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and STX in element.tail:
                element.tail = self.unescape(element.tail)
            for key, value in element.items():
                if value and STX in value:
                    element.set(key, self.unescape(value))


def serialize(root: Element) -> str:
    """Write a tree as HTML, as ``markdown.serializers.to_html_string`` does.

    It supports only what Python-Markdown builds: no comment, no processing instruction, no
    qualified name and no script. Those that an author writes are stashed as text.
    """
    parts: list[str] = []
    _serialize(root, parts.append)
    return "".join(parts)


def _serialize(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
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
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _serialize_attribute(item: tuple[str, str | None]) -> str:
    name, value = item
    if value is None or (name == value and name in BOOLEAN_ATTRIBUTES["html"]):
        return f" {name}"
    value = _escape(value).replace('"', "&quot;")
    return f' {name}="{value}"'
