"""Parse the blocks of a document: paragraphs, headings, lists, quotations, code and the like.

The rules are those of CommonMark with the tables of GitHub, and Python-Markdown's footnotes and
definition lists. Each line is first matched with the containers that are open, then it may begin
blocks, and what is left of it is text. No line is read twice, so the time is linear in the size of
the document, times the depth of its containers.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from generator.content.markdown.limits import TooDeepError
from generator.content.markdown.syntax.attributes import (
    ATTRIBUTE_LIST,
    assign_attributes,
    split_attributes,
    split_last_line,
)
from generator.content.markdown.syntax.callouts import begin_callout, read_callout
from generator.content.markdown.syntax.foreign import ForeignSyntax
from generator.content.markdown.syntax.html_tags import (
    BLANK,
    COMMENT_END,
    find_html_end,
    match_markdown_tag,
)
from generator.content.markdown.syntax.inlines import RAW
from generator.content.markdown.syntax.link_parts import (
    LinkResource,
    normalize_label,
    read_definitions,
    resolve_escapes,
)
from generator.content.markdown.syntax.tables import read_alignments, split_row

_CODE_INDENT: Final = 4
_NOTE_INDENT: Final = 4
_MAX_MARKER_SPACES: Final = 4
# How many cells are added to rows that have too few.
_MAX_MISSING_CELLS: Final = 10_000
# A line that begins with none of these, and with no digit, can only be a part of a paragraph.
MARKERS: Final = frozenset(" \t#-_*+:>[<`~=|!?{")
_TABBED: Final = re.compile(r"(?:[ \t]*(?:[>*+-]|#{1,6}|\d{1,9}[.)]|:|\[\^[^\]\n]+\]:))*[ \t]*")
_HEADING: Final = re.compile(r"(#{1,6})(?= |\Z)")
_CLOSING_HASHES: Final = re.compile(r"(?:\A| )#+\Z")
_FENCE: Final = re.compile(r"(`{3,})([^`]*)\Z|(~{3,})(.*)\Z", re.DOTALL)
_UNDERLINE: Final = re.compile(r"(?:=+|-+) *\Z")
_RULE: Final = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})\Z")
_LIST_MARKER: Final = re.compile(r"(?:([-+*])|(\d{1,9})([.)]))(?=( +)|\Z)")
_NOTE: Final = re.compile(r"\[\^([^\]\n]+)\]: *")
_DEFINITION: Final = re.compile(r": {1,4}(?=\S)")
_DIRECTIVE: Final = re.compile(r"(:{3,}) *(?:\{?\.?([A-Za-z][\w-]*)\}?(?:\[([^\]]*)\])? *(.*))?\Z")
_ADMONITION: Final = re.compile(r"(?:!!!|\?\?\?\+?) +[a-z]+")
_TASK: Final = re.compile(r"\[([ xX])\](?= \S)")
_BOXES: Final = MappingProxyType({" ": "\u2610", "x": "\u2611", "X": "\u2611"})
_LANGUAGE: Final = re.compile(r"\{?\s*\.?([^\s{}]+)")
_TAG: Final = re.compile(r"<[^<>]*>")
# Marks of Markdown that HTML and plain text hardly contain, and beginnings of lines.
_MARKED: Final = re.compile(r"\*\*\S|\]\(")
_BEGINS_BLOCK: Final = re.compile(r"\s*(?:#{1,6}|[-*]|\d+\.)\s")


class _Kind(Enum):
    """What a container needs at the start of each of its lines."""

    DOCUMENT = auto()  # nothing
    QUOTE = auto()  # a ">"
    INDENTED = auto()  # as many spaces as the first line of an item, or four for a note
    DIRECTIVE = auto()  # nothing; a line with colons closes it
    TAG = auto()  # nothing; its end tag closes it


class _Leaf(Enum):
    """The kinds of blocks that contain lines of text."""

    PARAGRAPH = auto()
    FENCE = auto()
    CODE = auto()
    HTML = auto()
    TABLE = auto()


class _List:
    """A list, or one definition of a term, whose paragraphs are not marked up if it is tight."""

    __slots__ = ("element", "is_loose", "marker")

    def __init__(self, element: Element, marker: str) -> None:
        self.element = element
        self.marker = marker
        self.is_loose = False


class _Container:
    """A block that contains blocks."""

    __slots__ = (
        "begins_blank",
        "definitions",
        "element",
        "has_children",
        "indent",
        "kind",
        "last_paragraph",
        "list",
        "open_list",
        "quotes",
        "tag",
    )

    def __init__(self, kind: _Kind, element: Element, quotes: int, indent: int = 0) -> None:
        self.kind = kind
        self.element = element
        # How many of this container and those that contain it are quotations.
        self.quotes = quotes
        self.indent = indent
        self.tag = ""
        # The list whose item this is.
        self.list: _List | None = None
        self.begins_blank = False
        self.has_children = False
        # The last block in it, if that is a list, a list of definitions or a paragraph.
        self.open_list: _List | None = None
        self.definitions: Element | None = None
        self.last_paragraph: Element | None = None


class BlockStructure:
    """The blocks of a document.

    Attributes:
        texts: The elements whose text is yet to be parsed, in the order of the document.
        definitions: The targets of the links that the document defines, by their labels.
        notes: The content of each footnote, by its label.
        foreign: The first use of each construct of another dialect that is not supported.
        has_html: Whether the document contains blocks of HTML.
    """

    def __init__(
        self, root: Element, max_depth: int, language: str, *, shortcuts: bool = True
    ) -> None:
        """Prepare for a document.

        Args:
            root: The element that gets its blocks.
            max_depth: How many containers a line may be in.
            language: The code of its language, for the titles of callouts; empty if not known.
            shortcuts: Whether plain paragraphs skip the checks for other blocks.
        """
        self._language = language
        self.texts: list[Element] = []
        self.definitions: dict[str, LinkResource] = {}
        self.notes: dict[str, Element] = {}
        self.foreign = ForeignSyntax()
        self.has_html = False
        self._lists: list[_List] = []
        self._shortcuts = shortcuts
        self._max_depth = max_depth
        self._root = _Container(_Kind.DOCUMENT, root, 0)
        self._stack = [self._root]
        self._leaf: _Leaf | None = None
        self._lines: list[str] = []
        # How many of the last lines of a paragraph lack the markers of its containers.
        self._unmarked = 0
        self._fence = ""
        self._fence_indent = 0
        self._info = ""
        self._html_end: re.Pattern[str] = BLANK
        self._table: Element = root
        self._alignments: tuple[str, ...] = ()
        self._missing_cells = 0
        # If the last line was blank, how many quotations it was in.
        self._blank: int | None = None
        self._number = 0
        self._source: list[str] = []
        self._comment_end: int | None = None

    def parse(self, lines: list[str]) -> None:
        """Parse the lines of the document.

        Raises:
            TooDeepError: A line is in too many containers.
        """
        self._source = lines
        stack = self._stack
        count = len(lines) - (not lines[-1]) if lines else 0
        number = 0
        while number < count:
            line = lines[number]
            if len(stack) == 1 and self._leaf is None and self._shortcuts:
                if not line:
                    self._blank = 0
                    number += 1
                    continue
                if line[0] not in MARKERS and not line[0].isdecimal():
                    start = number
                    while line and line[0] not in MARKERS and not line[0].isdecimal():
                        number += 1
                        if number == count:
                            break
                        line = lines[number]
                    self._begin_leaf(_Leaf.PARAGRAPH)
                    self._lines = lines[start:number]
                    self._blank = None
                    if not line:
                        self._close_leaf()
                    continue
            self._number = number
            self._parse_line(line)
            number += 1
        self._close_leaf()

    def unwrap_tight_lists(self) -> None:
        """Replace the paragraphs of tight lists by their content, once it is parsed."""
        for each in self._lists:
            if not each.is_loose:
                for item in [each.element] if each.element.tag == "dd" else each.element:
                    _unwrap_paragraphs(item)

    def _parse_line(self, line: str) -> None:
        written = line
        if "\t" in line:
            match = _TABBED.match(line)
            end = match.end() if match is not None else 0
            line = line[:end].expandtabs(4) + line[end:]
        rest = line
        content = rest.lstrip(" ")
        indent = len(rest) - len(content)
        stack = self._stack
        matched = 1
        quotes = 0
        for container in stack[1:]:
            if container.kind is _Kind.QUOTE:
                if indent >= _CODE_INDENT or not content.startswith(">"):
                    break
                rest = content[1:].removeprefix(" ")
                quotes += 1
            elif container.kind is _Kind.INDENTED:
                if content and indent < container.indent:
                    break
                if not content and container.begins_blank and not container.has_children:
                    break
                rest = rest[container.indent :]
            content = rest.lstrip(" ")
            indent = len(rest) - len(content)
            matched += 1
        is_matched = matched == len(stack)
        if is_matched and self._continue_leaf(rest, content, indent, line, written):
            return
        if not content:
            if not is_matched:
                self._close_to(matched)
            elif self._leaf is not _Leaf.CODE:
                self._close_leaf()
            self._blank = quotes
            return
        self._begin_blocks(rest, matched)
        self._blank = None

    def _continue_leaf(self, rest: str, content: str, indent: int, line: str, written: str) -> bool:
        """Add a line to an open block of code or HTML; return whether it was added."""
        leaf = self._leaf
        if leaf is _Leaf.FENCE:
            closing = content.rstrip(" \t")
            if (
                indent < _CODE_INDENT
                and len(closing) >= len(self._fence)
                and closing == self._fence[0] * len(closing)
            ):
                self._close_leaf()
            else:
                text = written if rest is line else rest
                self._lines.append(
                    text[min(indent, self._fence_indent) :] if self._fence_indent else text
                )
            self._blank = None
            return True
        if leaf is _Leaf.CODE:
            if not content or indent >= _CODE_INDENT:
                self._lines.append(rest[_CODE_INDENT:])
                self._blank = None if content else self._blank
                return bool(content)
            self._close_leaf()
        elif leaf is _Leaf.HTML:
            if self._html_end is BLANK and not content:
                self._close_leaf()
                return False
            self._lines.append(rest)
            if self._html_end.search(rest):
                self._close_leaf()
            self._blank = None
            return True
        return False

    def _begin_blocks(self, rest: str, matched: int) -> None:
        """Begin the blocks that a line begins, and add what is left of it as text."""
        is_paragraph = self._leaf is _Leaf.PARAGRAPH
        is_matched = matched == len(self._stack)
        content = rest.lstrip(" ")
        while content:
            indent = len(rest) - len(content)
            if indent >= _CODE_INDENT:
                if is_paragraph:
                    break
                self._close_to(matched)
                self._begin_leaf(_Leaf.CODE)
                self._lines.append(rest[_CODE_INDENT:])
                return
            begin = _BEGINNINGS.get(content[0])
            if begin is None and content[0].isdecimal():
                begin = BlockStructure._begin_item
            after = (
                begin(self, content, indent, matched, is_paragraph and is_matched)
                if begin
                else None
            )
            if after is None:
                break
            rest = after
            content = rest.lstrip(" ")
            matched = len(self._stack)
            is_paragraph, is_matched = False, True
        else:
            return
        if is_paragraph and self._leaf is _Leaf.PARAGRAPH:
            # Without its marker, a line may still continue a paragraph of a quotation or an item.
            self._lines.append(content)
            self._unmarked = 0 if is_matched else self._unmarked + 1
        elif self._leaf is _Leaf.TABLE and is_matched:
            self._add_row(content)
        else:
            self._close_to(matched)
            self._begin_leaf(_Leaf.PARAGRAPH)
            self._lines.append(content)

    # Each of these begins a block of one kind, if the line begins one, and returns what the block
    # leaves of the line: ``None`` if it does not begin one. ``continues`` says that the line would
    # otherwise continue a paragraph.

    def _begin_quote(self, content: str, indent: int, matched: int, continues: bool) -> str | None:
        self._close_to(matched)
        parent = self._stack[-1]
        element = self._add_block(parent, "blockquote")
        self._push(_Container(_Kind.QUOTE, element, parent.quotes + 1))
        return content[1:].removeprefix(" ")

    def _begin_heading(
        self, content: str, indent: int, matched: int, continues: bool
    ) -> str | None:
        match = _HEADING.match(content)
        if match is None:
            return None
        self._close_to(matched)
        text = _CLOSING_HASHES.sub("", content[match.end() :].strip(" \t"))
        self._add_heading(len(match[1]), text.strip(" \t"))
        return ""

    def _begin_fence(self, content: str, indent: int, matched: int, continues: bool) -> str | None:
        match = _FENCE.match(content)
        if match is None:
            return None
        self._close_to(matched)
        self._begin_leaf(_Leaf.FENCE)
        self._fence = match[1] or match[3]
        self._info = match[2] or match[4] or ""
        self._fence_indent = indent
        return ""

    def _begin_html(self, content: str, indent: int, matched: int, continues: bool) -> str | None:
        tag = match_markdown_tag(content)
        if tag is not None:
            self._close_to(matched)
            parent = self._stack[-1]
            self._add_html(tag[1])
            rest, end_tag = content[len(tag[1]) :].rstrip(" \t"), f"</{tag[0]}>"
            if rest.lower().endswith(end_tag):
                self._begin_leaf(_Leaf.PARAGRAPH)
                self._lines.append(rest[: -len(end_tag)].strip(" \t"))
                self._close_leaf()
                self._add_html(end_tag)
                return ""
            container = _Container(_Kind.TAG, parent.element, parent.quotes)
            container.tag = tag[0]
            self._push(container)
            return rest
        if content.startswith("</"):
            for depth in range(matched - 1, 0, -1):
                name = self._stack[depth].tag
                if name and content[2 : len(name) + 3].lower() == f"{name}>":
                    self._close_to(depth)
                    self._add_html(content[: len(name) + 3])
                    return content[len(name) + 3 :]
        end = find_html_end(content, in_paragraph=continues)
        if end is None or (end is COMMENT_END and self._number > self._last_comment_end()):
            return None
        self._close_to(matched)
        self._begin_leaf(_Leaf.HTML)
        self._html_end = end
        self._lines.append(" " * indent + content)
        if end is not BLANK and end.search(content):
            self._close_leaf()
        return ""

    def _last_comment_end(self) -> int:
        """Return the number of the last line of the document with the end of a comment."""
        if self._comment_end is None:
            ends = (number for number, line in enumerate(self._source) if "-->" in line)
            self._comment_end = max(ends, default=-1)
        return self._comment_end

    def _begin_underline(
        self, content: str, indent: int, matched: int, continues: bool
    ) -> str | None:
        """Make the paragraph above a heading or a table."""
        if continues:
            alignments = read_alignments(self._lines[-1], content)
            if alignments is not None:
                self._begin_table(alignments)
                return ""
            if _UNDERLINE.match(content):
                text = self._define_links("\n".join(self._lines))
                if text:
                    self._leaf, self._lines = None, []
                    self._add_heading(1 if content[0] == "=" else 2, text.rstrip(" \t"))
                    return ""
                self._lines = []
                self._leaf = None
        if content[0] == "-":
            return self._begin_rule_or_item(
                content, indent, matched, continues and bool(self._leaf)
            )
        return None

    def _begin_rule_or_item(
        self, content: str, indent: int, matched: int, continues: bool
    ) -> str | None:
        if _RULE.match(content):
            self._close_to(matched)
            self._add_block(self._stack[-1], "hr")
            return ""
        return self._begin_item(content, indent, matched, continues)

    def _begin_item(self, content: str, indent: int, matched: int, continues: bool) -> str | None:
        match = _LIST_MARKER.match(content)
        if match is None:
            return None
        bullet, digits, punctuation, spaces = match.groups()
        rest = content[match.end() :]
        if continues and (not rest.strip(" ") or (digits and int(digits) != 1)):
            return None
        self._close_to(matched)
        parent = self._stack[-1]
        marker = bullet or punctuation
        items = parent.open_list
        if items is None or items.marker != marker:
            items = _List(self._add_block(parent, "ul" if bullet else "ol"), marker)
            if digits and int(digits) != 1:
                items.element.set("start", str(int(digits)))
            self._lists.append(items)
            parent.open_list = items
        elif self._blank == parent.quotes:
            items.is_loose = True
        item = _Container(_Kind.INDENTED, SubElement(items.element, "li"), parent.quotes)
        item.list = items
        item.begins_blank = not rest.strip(" ")
        width = len(spaces or "")
        if item.begins_blank or width > _MAX_MARKER_SPACES:
            width = 1
        item.indent = indent + match.end() + width
        self._push(item)
        return rest[width:]

    def _begin_note(self, content: str, indent: int, matched: int, continues: bool) -> str | None:
        match = _NOTE.match(content)
        if match is None:
            return None
        self._close_to(matched)
        parent = self._stack[-1]
        self._touch(parent)
        element = self.notes[match[1]] = Element("li")
        note = _Container(_Kind.INDENTED, element, parent.quotes, _NOTE_INDENT)
        self._push(note)
        return content[match.end() :]

    def _begin_colon(self, content: str, indent: int, matched: int, continues: bool) -> str | None:
        if continues:
            alignments = read_alignments(self._lines[-1], content)
            if alignments is not None:
                self._begin_table(alignments)
                return ""
        if content.startswith(":::"):
            return self._begin_directive(content, matched)
        match = _DEFINITION.match(content)
        parent = self._stack[matched - 1]
        if match is None:
            return None
        is_loose = self._blank == parent.quotes
        if continues:
            terms, self._lines, self._leaf = self._lines, [], None
        elif parent.last_paragraph is not None:
            paragraph = parent.last_paragraph
            terms = (paragraph.text or "").split("\n")
            # It is the last block of its container, and the last text of the document.
            del parent.element[-1], self.texts[-1]
        elif parent.definitions is not None:
            # The line after a definition may be the next term.
            is_term = self._leaf is _Leaf.PARAGRAPH and self._unmarked == 1
            terms = [self._lines.pop()] if is_term else []
        else:
            return None
        self._close_to(matched)
        list_ = parent.definitions
        if list_ is None:
            siblings = parent.element
            is_continued = len(siblings) > 0 and siblings[-1].tag == "dl"
            list_ = siblings[-1] if is_continued else SubElement(siblings, "dl")
        self._touch(parent)
        parent.definitions = list_
        for term in terms:
            self._add_text(list_, "dt", term.strip(" "))
        definition = _Container(_Kind.INDENTED, SubElement(list_, "dd"), parent.quotes)
        definition.indent = indent + match.end()
        definition.list = _List(definition.element, ":")
        definition.list.is_loose = is_loose
        self._lists.append(definition.list)
        self._push(definition)
        return content[match.end() :]

    def _begin_directive(self, content: str, matched: int) -> str | None:
        match = _DIRECTIVE.match(content)
        if match is None:
            return None
        if match[2] is None:
            for depth in range(matched - 1, 0, -1):
                if self._stack[depth].kind is _Kind.DIRECTIVE:
                    self._close_to(depth)
                    return ""
            return None
        self._close_to(matched)
        parent = self._stack[-1]
        element = self._add_block(parent, "aside")
        title = (match[3] or match[4] or "").strip(" ")
        self.texts += begin_callout(element, match[2], title, self._language)
        self._push(_Container(_Kind.DIRECTIVE, element, parent.quotes))
        return ""

    def _begin_bar(self, content: str, indent: int, matched: int, continues: bool) -> str | None:
        alignments = read_alignments(self._lines[-1], content) if continues else None
        if alignments is None:
            return None
        self._begin_table(alignments)
        return ""

    def _begin_attributes(
        self, content: str, indent: int, matched: int, continues: bool
    ) -> str | None:
        """Give the block above the attributes of a list on a line of its own."""
        match = ATTRIBUTE_LIST.match(content)
        parent = self._stack[matched - 1]
        if (
            continues
            or match is None
            or content[match.end() :].strip(" ")
            or self._blank is not None
            or not parent.has_children
        ):
            return None
        self._close_to(matched)
        if len(parent.element):
            assign_attributes(parent.element[-1], match[1])
        return ""

    def _begin_admonition(
        self, content: str, indent: int, matched: int, continues: bool
    ) -> str | None:
        if _ADMONITION.match(content):
            self.foreign.note("admonition", content)
        return None

    def _begin_table(self, alignments: tuple[str, ...]) -> None:
        header = self._lines.pop()
        if self._lines:
            self._close_leaf()
        self._leaf, self._lines = None, []
        parent = self._stack[-1]
        self._table = self._add_block(parent, "table")
        self._alignments = alignments
        self._leaf = _Leaf.TABLE
        row = SubElement(SubElement(self._table, "thead"), "tr")
        for cell in self._add_cells(row, "th", header):
            cell.set("scope", "col")

    def _add_row(self, line: str) -> None:
        table = self._table
        body = table[1] if len(table) > 1 else SubElement(table, "tbody")
        self._add_cells(SubElement(body, "tr"), "td", line)

    def _add_cells(self, row: Element, tag: str, line: str) -> Element:
        cells = split_row(line)
        missing = max(len(self._alignments) - len(cells), 0)
        # A few lines could otherwise become a table of a million cells.
        self._missing_cells += missing
        if self._missing_cells <= _MAX_MISSING_CELLS:
            cells += [""] * missing
        for text, alignment in zip(cells, self._alignments, strict=False):
            cell = self._add_text(row, tag, text)
            if alignment:
                classes = cell.get("class")
                cell.set("class", f"{classes} {alignment}" if classes else alignment)
        return row

    def _add_heading(self, level: int, text: str) -> None:
        parent = self._stack[-1]
        self._touch(parent)
        self._add_text(parent.element, f"h{level}", text)

    def _add_text(self, parent: Element, tag: str, text: str) -> Element:
        """Add an element whose text may end in an attribute list."""
        element = SubElement(parent, tag)
        element.text, attributes = split_attributes(text)
        if attributes:
            assign_attributes(element, attributes)
        self.texts.append(element)
        return element

    def _add_html(self, text: str) -> None:
        self.has_html = True
        element = self._add_block(self._stack[-1], RAW)
        element.text, element.tail = text, "\n"

    def _add_block(self, parent: _Container, tag: str) -> Element:
        self._touch(parent)
        return SubElement(parent.element, tag)

    def _touch(self, parent: _Container) -> None:
        """Note that a block is added to a container."""
        if parent.list is not None and parent.has_children and self._blank == parent.quotes:
            parent.list.is_loose = True
        parent.has_children = True
        parent.open_list = parent.definitions = parent.last_paragraph = None

    def _push(self, container: _Container) -> None:
        if len(self._stack) > self._max_depth:
            raise TooDeepError(self._number)
        self._stack.append(container)

    def _begin_leaf(self, leaf: _Leaf) -> None:
        self._touch(self._stack[-1])
        self._unmarked = 0
        self._leaf = leaf

    def _close_to(self, depth: int) -> None:
        """Close the open leaf, and the containers from a depth on."""
        self._close_leaf()
        del self._stack[depth:]

    def _close_leaf(self) -> None:
        leaf, lines = self._leaf, self._lines
        if leaf is None:
            return
        self._leaf, self._lines = None, []
        parent = self._stack[-1]
        if leaf is _Leaf.PARAGRAPH:
            self._add_paragraph(parent, "\n".join(lines).rstrip(" \t"))
        elif leaf is _Leaf.FENCE:
            code = _add_code(parent.element, lines)
            language = _LANGUAGE.match(resolve_escapes(self._info.strip(" \t")))
            if language is not None:
                code.set("class", f"language-{language[1]}")
        elif leaf is _Leaf.CODE:
            while not lines[-1].strip(" "):
                del lines[-1]
            _add_code(parent.element, lines)
        elif leaf is _Leaf.HTML and self._html_end is COMMENT_END and "-->" not in lines[-1]:
            # All the text after it would be lost.
            self._add_paragraph(parent, "\n".join(map(str.strip, lines)))
        elif leaf is _Leaf.HTML:
            self.has_html = True
            element = SubElement(parent.element, RAW)
            element.text, element.tail = "\n".join(lines), "\n"
            self.foreign.search(element.text)
            self.foreign.check_html(element.text)
            if self._html_end is BLANK:
                for line in lines:
                    if _BEGINS_BLOCK.match(line) or _MARKED.search(_TAG.sub("", line)):
                        self.foreign.note("html", line.strip())

    def _define_links(self, text: str) -> str:
        """Return a paragraph without the definitions of links at its start."""
        if not text.startswith("["):
            return text
        definitions, text = read_definitions(text)
        for label, target in definitions:
            self.definitions.setdefault(normalize_label(label), target)
        return text

    def _add_paragraph(self, parent: _Container, text: str) -> None:
        text = self._define_links(text)
        if not text:
            return
        if text[0] == "[" and not len(parent.element):
            if parent.kind is _Kind.QUOTE:
                callout = read_callout(text)
                if callout is not None:
                    kind, title, text = callout
                    self.texts += begin_callout(parent.element, kind, title, self._language)
                    if not text:
                        return
            elif parent.list is not None and parent.element.tag == "li":
                text = _TASK.sub(lambda match: _BOXES[match[1]], text, count=1)
        text, attributes = split_last_line(text)
        paragraph = SubElement(parent.element, "p")
        paragraph.text = text
        if attributes:
            assign_attributes(paragraph, attributes)
        self.texts.append(paragraph)
        parent.last_paragraph = paragraph


def _add_code(parent: Element, lines: list[str]) -> Element:
    code = SubElement(SubElement(parent, "pre"), "code")
    code.text = "".join([f"{line}\n" for line in lines])
    return code


def _unwrap_paragraphs(item: Element) -> None:
    """Replace the paragraphs that an item contains by their content."""
    position = 0
    while position < len(item):
        paragraph = item[position]
        if paragraph.tag != "p":
            position += 1
            continue
        for name, value in paragraph.items():
            item.set(name, value)
        if position:
            previous = item[position - 1]
            previous.tail = f"{previous.tail or ''}{paragraph.text or ''}"
        else:
            item.text = f"{item.text or ''}{paragraph.text or ''}"
        children = list(paragraph)
        item[position : position + 1] = children
        position += len(children)


_BEGINNINGS: Final = MappingProxyType(
    {
        ">": BlockStructure._begin_quote,
        "#": BlockStructure._begin_heading,
        "`": BlockStructure._begin_fence,
        "~": BlockStructure._begin_fence,
        "<": BlockStructure._begin_html,
        "=": BlockStructure._begin_underline,
        "-": BlockStructure._begin_underline,
        "*": BlockStructure._begin_rule_or_item,
        "_": BlockStructure._begin_rule_or_item,
        "+": BlockStructure._begin_item,
        "[": BlockStructure._begin_note,
        ":": BlockStructure._begin_colon,
        "|": BlockStructure._begin_bar,
        "{": BlockStructure._begin_attributes,
        "!": BlockStructure._begin_admonition,
        "?": BlockStructure._begin_admonition,
    }
)
