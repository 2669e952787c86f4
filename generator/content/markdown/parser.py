"""Configure Python-Markdown: the syntax extensions and the HTML that the theme expects."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor

_FOOTNOTE_ROLES: Final = MappingProxyType(
    {"footnote-ref": "doc-noteref", "footnote-backref": "doc-backlink"}
)
_ALIGNMENTS: Final = MappingProxyType(
    {
        "text-align: left;": "align-start",
        "text-align: center;": "align-center",
        "text-align: right;": "align-end",
    }
)


def create_parser(*, fences: bool = False, extra: tuple[Extension, ...] = ()) -> Markdown:
    """Create a parser that can be used for many documents; call its ``reset`` before each.

    Args:
        fences: Whether it supports fenced code. That extension imports Pygments, which takes
            longer to import than all the rest together, and few articles contain code.
        extra: Extensions that are registered after these.
    """
    extensions: list[Extension] = [
        TableExtension(),
        # U+FE0E selects the text form of the arrow, not the emoji. An empty title avoids the
        # English default.
        FootnoteExtension(BACKLINK_TEXT="&#8617;&#65038;", BACKLINK_TITLE=""),
        AttrListExtension(),
        DefListExtension(),
        SaneListExtension(),
        TocExtension(slugify=_make_anchor),
        ThemeHtmlExtension(),
    ]
    if fences:
        from markdown.extensions.fenced_code import FencedCodeExtension  # noqa: PLC0415

        extensions.append(FencedCodeExtension())
    return Markdown(extensions=[*extensions, *extra], output_format="html")


def _make_anchor(heading: str, separator: str) -> str:
    """Return the anchor of a heading: its letters and digits of every script, hyphenated."""
    return slugify_unicode(unicodedata.normalize("NFC", heading), separator)


class ThemeHtmlExtension(Extension):
    """Give figures, tables and footnotes the HTML that the theme styles."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor after attribute lists (8) and before the table of contents (5)."""
        md.treeprocessors.register(ThemeHtmlTreeprocessor(md), "theme_html", 7)


class ThemeHtmlTreeprocessor(Treeprocessor):
    """Change the tree that Python-Markdown built; see ``ThemeHtmlExtension``."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for paragraph in root.iter("p"):
            if len(paragraph) == 1:
                _make_figure(paragraph)
        for table in root.iter("table"):
            _adapt_table(table)
        for division in root.iter("div"):
            if division.get("class") == "footnote":
                _adapt_footnotes(root, division)
                return


def _make_figure(paragraph: Element) -> None:
    """Turn a paragraph whose only child is a titled image, with no text, into a figure."""
    image = paragraph[0]
    title = image.get("title")
    is_alone = not (paragraph.text or "").strip() and not (image.tail or "").strip()
    if image.tag != "img" or not title or not is_alone:
        return
    paragraph.tag = "figure"
    paragraph.text = image.tail = None
    del image.attrib["title"]
    SubElement(paragraph, "figcaption").text = title


def _adapt_table(table: Element) -> None:
    """Replace alignment styles by classes, which depend on direction, and add header scopes."""
    for cell in table.iter():
        if cell.tag == "th":
            cell.set("scope", "col")
        alignment = _ALIGNMENTS.get(cell.get("style") or "")
        if alignment:
            del cell.attrib["style"]
            classes = cell.get("class")
            cell.set("class", f"{classes} {alignment}" if classes else alignment)


def _adapt_footnotes(root: Element, division: Element) -> None:
    """Add the DPUB-ARIA roles of footnotes and of the links to and from them."""
    division.set("role", "doc-endnotes")
    for link in root.iter("a"):
        role = _FOOTNOTE_ROLES.get(link.get("class") or "")
        if role:
            link.set("role", role)
