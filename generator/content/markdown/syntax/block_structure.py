"""The blocks of a document while they are built, and what they leave to be parsed."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from generator.content.markdown.limits import TooDeepError
from generator.content.markdown.syntax.attributes import (
    assign_attributes,
    split_attributes,
    split_last_line,
)
from generator.content.markdown.syntax.callouts import begin_callout, read_callout
from generator.content.markdown.syntax.containers import Container, ContainerKind, ListBlock
from generator.content.markdown.syntax.foreign import ForeignSyntax
from generator.content.markdown.syntax.html_tags import BLANK, COMMENT_END, is_complete
from generator.content.markdown.syntax.inlines import RAW
from generator.content.markdown.syntax.leaf_blocks import (
    FencedCode,
    HtmlBlock,
    Leaf,
    Paragraph,
    Table,
)
from generator.content.markdown.syntax.link_parts import (
    LinkResource,
    normalize_label,
    read_definitions,
)
from generator.content.markdown.syntax.tables import RowFault, is_delimiter_row, split_row
from generator.lazy_patterns import lazy_compile

# How many cells are added to rows that have too few.
_MAX_MISSING_CELLS: Final = 10_000
_TASK: Final = lazy_compile(r"\[([ xX])\](?= \S)")
_BOXES: Final = MappingProxyType({" ": "\u2610", "x": "\u2611", "X": "\u2611"})
# Languages whose code other programs show as what it draws or finds.
_DIAGRAMS: Final = frozenset(
    "chart dataview dataviewjs geojson graphviz math mermaid plantuml query topojson".split()  # noqa: SIM905
)
_TABLE_OF_CONTENTS: Final = lazy_compile(r"\[\[?_?toc_?\]?\]", re.IGNORECASE)
# The name of a block in Obsidian, after the block.
_BLOCK_NAME: Final = lazy_compile(
    r"(?:\A|[ \n])\^((?=[0-9-]*[A-Za-z])[A-Za-z0-9-]{2,}|[0-9]{4,})[ ]*\Z"
)
# A definition of a link that is nothing but a comment, within a paragraph.
_COMMENT_LINE: Final = lazy_compile(
    r"""(?m)^\[(?://|\#|comment)\]:[ \t]*(?:\#|<>)[ \t]*(?:\(.*\)|".*"|'.*')[ \t]*$\n?"""
)
_LAST_END_TAG: Final = lazy_compile(r"</([A-Za-z][A-Za-z0-9-]*)>\Z")
_TAG: Final = lazy_compile(r"<[^<>]*>")
# Marks of Markdown that HTML and plain text hardly contain, and beginnings of lines.
_MARKED: Final = lazy_compile(
    r"\*\*\S|\]\(|\[\^|\[\[|~~[^\s~]|(?<![`\\])`[^`\s](?:[^`]*[^`\s])?`(?!`)"
    r"|(?<![\w*\\])\*[^\s*](?:[^*]*[^\s*])?\*(?![\w*])"
    r"|(?<![\w_\\])_[^\s_](?:[^_]*[^\s_])?_(?![\w_])"
)
_ASKS_FOR_MARKDOWN: Final = lazy_compile(
    r"""<[a-z][^<>]*\smarkdown=["']?(?:1|block|span)\b""", re.I
)
_BEGINS_BLOCK: Final = lazy_compile(r"\s*(?:#{1,6}|[-*]|\d+\.)\s")


class BlockStructure:
    """The blocks of a document.

    Attributes:
        lines: The lines of the document.
        language: The code of its language, for the titles of callouts; empty if not known.
        texts: The elements whose text is yet to be parsed, in the order of the document.
        definitions: The address and title of the links that the document defines, by their labels.
        notes: The content of each footnote, by its label.
        lists: The lists, and the definitions of terms.
        foreign: The first use of each construct of another dialect that is not supported.
        row_faults: The rows of tables that do not have as many cells as the table has columns.
        unclosed_fence: The number of the line that begins code with no end, from 0.
        has_html: Whether the document contains blocks of HTML.
        stack: The open containers; each contains the next one.
        leaf: The open block in the last one, if that contains lines.
        number: The number of the current line, from 0.
        blank: If the line before it is blank, how many quotations that is in.
    """

    def __init__(self, root: Element, source: str, max_depth: int, language: str) -> None:
        """Prepare for a document.

        Args:
            root: The element that gets its blocks.
            source: Its Markdown.
            max_depth: How many containers a line may be in.
            language: The code of its language; empty if not known.
        """
        self.lines = source.split("\n")
        self.language = language
        self.texts: list[Element] = []
        self.definitions: dict[str, LinkResource] = {}
        self.notes: dict[str, Element] = {}
        self.lists: list[ListBlock] = []
        self.foreign = ForeignSyntax(source)
        self.row_faults: list[RowFault] = []
        self.unclosed_fence: int | None = None
        self.has_html = False
        self.stack = [Container(ContainerKind.DOCUMENT, root, 0)]
        self.leaf: Leaf | None = None
        self.number = 0
        self.blank: int | None = None
        # What contains each list of attributes before a block, the position there, and the list.
        self._kept: list[tuple[Element, int, str, str]] = []
        self._max_depth = max_depth
        self._missing_cells = 0
        self._comment_end: int | None = None

    def begin_leaf(self, leaf: Leaf) -> None:
        """Begin a block that contains lines; the one before it is closed."""
        self.touch(self.stack[-1])
        self.leaf = leaf

    def close_to(self, depth: int) -> None:
        """Close the open leaf, and the containers from a depth on."""
        self.close_leaf()
        del self.stack[depth:]

    def close_leaf(self) -> None:
        """Add the open leaf to the last container."""
        leaf = self.leaf
        if leaf is None:
            return
        self.leaf = None
        parent = self.stack[-1]
        if isinstance(leaf, Paragraph):
            self._add_paragraph(parent, "\n".join(leaf.lines).rstrip(" \t"))
        elif isinstance(leaf, HtmlBlock):
            self._add_html_block(parent, leaf)
        elif not isinstance(leaf, Table):
            leaf.write(parent.element)
            if isinstance(leaf, FencedCode) and leaf.language in _DIAGRAMS:
                self.foreign.note("diagram", leaf.opening)

    def assign(self, element: Element, items: str) -> None:
        """Give an element the attributes of a list."""
        assign_attributes(element, items)
        self.foreign.check_classes(items)

    def assign_to_next(self, parent: Container, line: str, items: str) -> None:
        """Keep the attributes of a list for the block that is added to a container next."""
        self._kept.append((parent.element, len(parent.element), line, items))

    def assign_kept(self) -> None:
        """Give blocks the attributes of the lists before them."""
        for parent, index, line, items in self._kept:
            if index < len(parent) and parent[index].tag != RAW:
                self.assign(parent[index], items)
            else:
                self.foreign.note("unused", line)

    def close_tag(self, name: str, depth: int) -> bool:
        """Close the last container that an end tag closes, and return whether there is one.

        Args:
            name: The name of the tag.
            depth: The number of containers that may be closed.
        """
        for index in range(depth - 1, 0, -1):
            container = self.stack[index]
            if container.tag == name.lower():
                self.close_to(index)
                self.add_html(container.end_tag)
                return True
        return False

    def split_end_tags(self, text: str, depth: int) -> tuple[str, list[str]]:
        """Return a text without the end tags after it, and the names of these tags, in order.

        Args:
            text: The text.
            depth: The number of containers that may be closed.
        """
        names: list[str] = []
        open_tags = [container.tag for container in self.stack[1:depth]]
        while (match := _LAST_END_TAG.search(text)) is not None:
            name = match[1].lower()
            if name not in open_tags or is_complete(text):
                break
            open_tags.remove(name)
            names.insert(0, name)
            text = text[: match.start()].rstrip(" ")
        return text, names

    def push(self, container: Container) -> None:
        """Open a container in the last one.

        Raises:
            TooDeepError: There are too many of them.
        """
        if len(self.stack) > self._max_depth:
            raise TooDeepError(self.number)
        self.stack.append(container)

    def touch(self, parent: Container) -> None:
        """Note that a block is added to a container."""
        if parent.list is not None and parent.has_children and self.blank == parent.quotes:
            parent.list.is_loose = True
        parent.has_children = True
        parent.open_list = parent.definitions = parent.last_paragraph = None

    def add_block(self, parent: Container, tag: str) -> Element:
        """Add a block to a container."""
        self.touch(parent)
        return SubElement(parent.element, tag)

    def add_heading(self, level: int, text: str) -> None:
        """Add a heading to the last container."""
        parent = self.stack[-1]
        self.touch(parent)
        self.add_text(parent.element, f"h{level}", text)

    def add_html(self, text: str) -> None:
        """Add a tag to the last container."""
        self.has_html = True
        element = self.add_block(self.stack[-1], RAW)
        element.text, element.tail = text, "\n"

    def add_text(self, parent: Element, tag: str, text: str) -> Element:
        """Add an element whose text may end in an attribute list."""
        element = SubElement(parent, tag)
        element.text, attributes = split_attributes(text)
        if attributes:
            self.assign(element, attributes)
        self.texts.append(element)
        return element

    def begin_table(self, header: str, alignments: tuple[str, ...]) -> None:
        """Begin a table in the last container.

        Args:
            header: The row of headings.
            alignments: The class of each column.
        """
        table = self.add_block(self.stack[-1], "table")
        self.leaf = Table(table, alignments)
        row = SubElement(SubElement(table, "thead"), "tr")
        for cell in self._add_cells(row, "th", header, alignments):
            cell.set("scope", "col")

    def add_row(self, table: Table, line: str) -> None:
        """Add a row to a table."""
        element = table.element
        body = element[1] if len(element) > 1 else SubElement(element, "tbody")
        self._check_row(table, line)
        self._add_cells(SubElement(body, "tr"), "td", line, table.alignments)

    def check_delimiters(self, header: str, line: str) -> None:
        """Note two lines that would begin a table if they had as many cells."""
        if is_delimiter_row(line) and "|" in header:
            columns, cells = len(split_row(header)), len(split_row(line))
            if columns != cells:
                self.row_faults.append(RowFault(self.number, cells, columns, ""))

    def define_links(self, text: str) -> str:
        """Return a paragraph without the definitions of links at its start."""
        if not text.startswith("["):
            return text
        definitions, text = read_definitions(text)
        for label, target in definitions:
            self.definitions.setdefault(normalize_label(label), target)
        return text

    def last_comment_end(self) -> int:
        """Return the number of the last line of the document with the end of a comment."""
        if self._comment_end is None:
            ends = (number for number, line in enumerate(self.lines) if "-->" in line)
            self._comment_end = max(ends, default=-1)
        return self._comment_end

    def _add_cells(self, row: Element, tag: str, line: str, alignments: tuple[str, ...]) -> Element:
        cells = split_row(line)
        missing = max(len(alignments) - len(cells), 0)
        # A few lines could otherwise become a table of a million cells.
        self._missing_cells += missing
        if self._missing_cells <= _MAX_MISSING_CELLS:
            cells += [""] * missing
        for text, alignment in zip(cells, alignments, strict=False):
            cell = self.add_text(row, tag, text)
            if alignment:
                classes = cell.get("class")
                cell.set("class", f"{classes} {alignment}" if classes else alignment)
        return row

    def _check_row(self, table: Table, line: str) -> None:
        """Note a row with more cells than the table has columns: they are not shown."""
        columns = len(table.alignments)
        if line.count("|") >= columns:
            cells = split_row(line)
            lost = " | ".join(filter(None, cells[columns:]))
            if lost:
                self.row_faults.append(RowFault(self.number, len(cells), columns, lost))

    def _remove_comment_lines(self, text: str) -> str:
        """Return a paragraph without definitions of links that are comments, and note the first."""
        match = _COMMENT_LINE.search(text)
        if match is None:
            return text
        self.foreign.note("definition", match[0].strip())
        return _COMMENT_LINE.sub("", text).strip(" \n")

    def _add_html_block(self, parent: Container, leaf: HtmlBlock) -> None:
        lines = leaf.lines
        if leaf.end is COMMENT_END and "-->" not in lines[-1]:
            # All the text after it would be lost.
            self._add_paragraph(parent, "\n".join(map(str.strip, lines)))
            return
        self.has_html = True
        element = SubElement(parent.element, RAW)
        element.text, element.tail = "\n".join(lines), "\n"
        self.foreign.search(element.text)
        self.foreign.check_html(element.text)
        if leaf.end is BLANK:
            for line in lines:
                if (
                    _BEGINS_BLOCK.match(line)
                    or _MARKED.search(_TAG.sub("", line))
                    or _ASKS_FOR_MARKDOWN.search(line)
                ):
                    self.foreign.note_line_in_html(line.strip())

    def _add_paragraph(self, parent: Container, text: str) -> None:
        text = self.define_links(text)
        if not text:
            return
        if text[0] == "[" and _TABLE_OF_CONTENTS.fullmatch(text):
            text = "[TOC]"
        elif text[0] == "[" and not len(parent.element):
            if parent.kind is ContainerKind.QUOTE:
                callout = read_callout(text)
                if callout is not None:
                    kind, title, text = callout
                    self.texts += begin_callout(parent.element, kind, title, self.language)
                    if not text:
                        return
            elif parent.list is not None and parent.element.tag == "li":
                text = _TASK.sub(lambda match: _BOXES[match[1]], text, count=1)
        text = self._remove_comment_lines(text) if "]:" in text else text
        if not text:
            return
        text, attributes = split_last_line(text)
        name = _BLOCK_NAME.search(text) if "^" in text else None
        if name is not None:
            self.foreign.note("block", f"^{name[1]}")
            text = text[: name.start()]
            if not text and len(parent.element):
                parent.element[-1].set("id", name[1])
                return
        self.foreign.check_text(text)
        paragraph = SubElement(parent.element, "p")
        paragraph.text = text
        if attributes:
            self.assign(paragraph, attributes)
        if name is not None:
            paragraph.set("id", name[1])
        self.texts.append(paragraph)
        parent.last_paragraph = paragraph
