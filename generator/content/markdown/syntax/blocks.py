"""Parse the blocks of a document: paragraphs, headings, lists, quotations, code and the like.

The rules are those of CommonMark with the tables of GitHub, and Python-Markdown's footnotes and
definition lists. Each line is first matched with the containers that are open, then it may begin
blocks, and what is left of it is text. No line is read twice, so the time is linear in the size of
the document, times the depth of its containers.
"""

from __future__ import annotations

from typing import Final

from generator.content.markdown.syntax.block_starts import BLOCK_STARTS, Line, begin_item
from generator.content.markdown.syntax.block_structure import BlockStructure
from generator.content.markdown.syntax.containers import ContainerKind, number_items
from generator.content.markdown.syntax.html_tags import BLANK, is_block_tag, match_markdown_tag
from generator.content.markdown.syntax.leaf_blocks import (
    CODE_INDENT,
    FencedCode,
    IndentedCode,
    Paragraph,
    Table,
)
from generator.lazy_patterns import lazy_compile

# A line that begins with none of these, and with no digit, can only be a part of a paragraph.
MARKERS: Final = frozenset(" \t#-_*+:>[<`~=|!?{")
_TABBED: Final = lazy_compile(r"(?:[ \t]*(?:[>*+-]|#{1,6}|\d{1,9}[.)]|:|\[\^[^\]\n]+\]:))*[ \t]*")


def parse_blocks(structure: BlockStructure, *, shortcuts: bool = True) -> None:
    """Parse the lines of a document into its blocks.

    Args:
        structure: The blocks of the document, which are none yet.
        shortcuts: Whether plain paragraphs skip the checks for other blocks.

    Raises:
        TooDeepError: A line is in too many containers.
    """
    lines, stack = structure.lines, structure.stack
    count = len(lines) - (not lines[-1]) if lines else 0
    number = 0
    while number < count:
        line = lines[number]
        if len(stack) == 1 and structure.leaf is None and shortcuts:
            if not line:
                structure.blank = 0
                number += 1
                continue
            if line[0] not in MARKERS and not line[0].isdecimal():
                start = number
                while line and line[0] not in MARKERS and not line[0].isdecimal():
                    number += 1
                    if number == count:
                        break
                    line = lines[number]
                structure.begin_leaf(Paragraph(lines[start:number]))
                structure.blank = None
                if not line:
                    structure.close_leaf()
                continue
        structure.number = number
        _parse_line(structure, line)
        number += 1
    if isinstance(structure.leaf, FencedCode):
        structure.unclosed_fence = structure.leaf.line
    structure.close_leaf()
    structure.assign_kept()
    number_items(structure.lists)


def _parse_line(structure: BlockStructure, line: str) -> None:
    written = line
    if "\t" in line:
        match = _TABBED.match(line)
        end = match.end() if match is not None else 0
        line = line[:end].expandtabs(4) + line[end:]
    rest = line
    content = rest.lstrip(" ")
    indent = len(rest) - len(content)
    stack = structure.stack
    depth = 1
    quotes = 0
    for container in stack[1:]:
        if container.kind is ContainerKind.QUOTE:
            if indent >= CODE_INDENT or not content.startswith(">"):
                break
            rest = content[1:].removeprefix(" ")
            quotes += 1
        elif container.kind is ContainerKind.INDENTED:
            if content and indent < container.indent:
                break
            if not content and container.begins_blank and not container.has_children:
                break
            rest = rest[container.indent :]
        content = rest.lstrip(" ")
        indent = len(rest) - len(content)
        depth += 1
    is_matched = depth == len(stack)
    if is_matched and _continue_leaf(structure, rest, written if rest is line else rest):
        return
    if not content:
        if not is_matched:
            structure.close_to(depth)
        elif not isinstance(structure.leaf, IndentedCode):
            structure.close_leaf()
        structure.blank = quotes
        return
    _begin_blocks(structure, rest, depth)
    structure.blank = None


def _continue_leaf(structure: BlockStructure, rest: str, written: str) -> bool:
    """Add a line to an open block of code or HTML, and return whether it was added.

    Args:
        structure: The blocks of the document.
        rest: The line without the markers of its containers.
        written: The same, with the tabs that the author wrote if it has no such markers.
    """
    leaf = structure.leaf
    if leaf is None or isinstance(leaf, Paragraph | Table):
        return False
    content = rest.lstrip(" ")
    indent = len(rest) - len(content)
    if isinstance(leaf, FencedCode):
        if leaf.is_closed_by(content, indent):
            structure.close_leaf()
        else:
            leaf.add(written, indent)
        structure.blank = None
        return True
    if isinstance(leaf, IndentedCode):
        if content and indent < CODE_INDENT:
            structure.close_leaf()
            return False
        leaf.lines.append(rest[CODE_INDENT:])
        structure.blank = None if content else structure.blank
        return bool(content)
    # CommonMark has no tags that ask for Markdown; in kramdown they need no empty line.
    if leaf.end is BLANK and (not content or _begins_markdown(content)):
        structure.close_leaf()
        return False
    leaf.lines.append(rest)
    if leaf.end.search(rest):
        structure.close_leaf()
    structure.blank = None
    return True


def _begins_markdown(content: str) -> bool:
    """Return whether a line begins with the tag of a block that asks for Markdown within it."""
    tag = match_markdown_tag(content) if content.startswith("<") else None
    return tag is not None and is_block_tag(tag[0])


def _begin_blocks(structure: BlockStructure, rest: str, depth: int) -> None:
    """Begin the blocks that a line begins, and add what is left of it as text.

    Args:
        structure: The blocks of the document.
        rest: The line without the markers of the containers that it is in.
        depth: The number of these.
    """
    leaf = structure.leaf
    paragraph = leaf if isinstance(leaf, Paragraph) else None
    is_matched = depth == len(structure.stack)
    content = rest.lstrip(" ")
    while content:
        indent = len(rest) - len(content)
        if indent >= CODE_INDENT:
            if paragraph is not None:
                break
            structure.close_to(depth)
            structure.begin_leaf(IndentedCode(rest[CODE_INDENT:]))
            return
        begin = BLOCK_STARTS.get(content[0])
        if begin is None and content[0].isdecimal():
            begin = begin_item
        if begin is None:
            break
        line = Line(content, indent, depth, paragraph if is_matched else None)
        after = begin(structure, line)
        if after is None:
            break
        rest = after
        content = rest.lstrip(" ")
        depth = len(structure.stack)
        paragraph, is_matched = None, True
    else:
        return
    end_tags: list[str] = []
    if depth > 1 and content.endswith(">"):
        content, end_tags = structure.split_end_tags(content, depth)
    leaf = structure.leaf
    if paragraph is not None and leaf is paragraph:
        # Without its marker, a line may still continue a paragraph of a quotation or an item.
        paragraph.lines.append(content)
        paragraph.unmarked = 0 if is_matched else paragraph.unmarked + 1
    elif isinstance(leaf, Table) and is_matched:
        structure.add_row(leaf, content)
    else:
        structure.close_to(depth)
        structure.begin_leaf(Paragraph([content]))
    for name in end_tags:
        structure.close_tag(name, depth)
