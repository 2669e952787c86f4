"""Python-Markdown as the site uses it: which syntax it knows, and the shape of its HTML."""

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

_NOTE_ROLES: Final = MappingProxyType(
    {"footnote-ref": "doc-noteref", "footnote-backref": "doc-backlink"}
)
_ALIGNMENTS: Final = MappingProxyType(
    {
        "text-align: left;": "align-start",
        "text-align: center;": "align-center",
        "text-align: right;": "align-end",
    }
)


def create_parser(*, fences: bool = False, more: tuple[Extension, ...] = ()) -> Markdown:
    """A parser for one document after another; call its ``reset`` before each.

    Args:
        fences: Whether it knows fenced code. That extension alone loads Pygments, which takes
            longer to import than all the rest together; few articles hold any code.
        more: Extensions registered after the site's own.
    """
    extensions: list[Extension] = [
        TableExtension(),
        # The arrow is told to be text, not an emoji, and takes the place of English words.
        FootnoteExtension(BACKLINK_TEXT="&#8617;&#65038;", BACKLINK_TITLE=""),
        AttrListExtension(),
        DefListExtension(),
        SaneListExtension(),
        TocExtension(slugify=_anchor),
        ShapeExtension(),
    ]
    if fences:
        from markdown.extensions.fenced_code import FencedCodeExtension  # noqa: PLC0415

        extensions.append(FencedCodeExtension())
    return Markdown(extensions=[*extensions, *more], output_format="html")


def _anchor(heading: str, separator: str) -> str:
    """The anchor of a heading: its letters and digits, of whatever script."""
    return slugify_unicode(unicodedata.normalize("NFC", heading), separator)


class ShapeExtension(Extension):
    """Give figures, tables and footnotes the HTML that the theme styles."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor: after attribute lists (8), before the contents (5)."""
        md.treeprocessors.register(ShapeTreeprocessor(md), "shape", 7)


class ShapeTreeprocessor(Treeprocessor):
    """Reshape what Python-Markdown built; see ``ShapeExtension``."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for paragraph in root.iter("p"):
            if len(paragraph) == 1:
                _make_figure(paragraph)
        for table in root.iter("table"):
            _shape_table(table)
        for division in root.iter("div"):
            if division.get("class") == "footnote":
                _shape_notes(root, division)
                return


def _make_figure(paragraph: Element) -> None:
    """Turn a paragraph whose only child is a titled image, with no text, into a figure."""
    image = paragraph[0]
    title = image.get("title")
    alone = not (paragraph.text or "").strip() and not (image.tail or "").strip()
    if image.tag != "img" or not title or not alone:
        return
    paragraph.tag = "figure"
    paragraph.text = image.tail = None
    del image.attrib["title"]
    SubElement(paragraph, "figcaption").text = title


def _shape_table(table: Element) -> None:
    """Say alignment by class, for the reading direction; name what each heading heads."""
    for cell in table.iter():
        if cell.tag == "th":
            cell.set("scope", "col")
        alignment = _ALIGNMENTS.get(cell.get("style") or "")
        if alignment:
            del cell.attrib["style"]
            classes = cell.get("class")
            cell.set("class", f"{classes} {alignment}" if classes else alignment)


def _shape_notes(root: Element, division: Element) -> None:
    """Tell assistive technology what is a note and what leads to one, in no language's words."""
    division.set("role", "doc-endnotes")
    for link in root.iter("a"):
        role = _NOTE_ROLES.get(link.get("class") or "")
        if role:
            link.set("role", role)
