"""Begin blocks: what the first line of a block of each kind looks like.

Each function begins a block of one kind, if a line begins one, and returns what the block leaves of
the line, or else ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from generator.content.markdown.syntax.attributes import (
    ATTRIBUTE_LIST,
    assign_attributes,
    find_classes,
)
from generator.content.markdown.syntax.block_structure import BlockStructure
from generator.content.markdown.syntax.callouts import begin_callout, is_kind
from generator.content.markdown.syntax.containers import Container, ContainerKind, ListBlock
from generator.content.markdown.syntax.html_tags import (
    BLANK,
    COMMENT_END,
    find_html_end,
    is_block_tag,
    is_complete,
    match_markdown_tag,
    read_attributes,
)
from generator.content.markdown.syntax.leaf_blocks import FencedCode, HtmlBlock, Paragraph
from generator.content.markdown.syntax.tables import read_alignments
from generator.lazy_patterns import lazy_compile

_NOTE_INDENT: Final = 4
_MAX_MARKER_SPACES: Final = 4
_HEADING: Final = lazy_compile(r"(#{1,6})(?= |\Z)")
_CLOSING_HASHES: Final = lazy_compile(r"(?:\A| )#+\Z")
_FENCE: Final = lazy_compile(r"(`{3,})([^`]*)\Z|(~{3,})(.*)\Z", re.DOTALL)
_UNDERLINE: Final = lazy_compile(r"(?:=+|-+) *\Z")
_RULE: Final = lazy_compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})\Z")
# The line below the headings of a table of Pandoc.
_COLUMNS: Final = lazy_compile(r"-{3,} +-{2,}")
_LIST_MARKER: Final = lazy_compile(r"(?:([-+*])|(\d{1,9})([.)]))(?=( +)|\Z)")
_NOTE: Final = lazy_compile(r"\[\^([^\]\n]+)\]: *")
_DEFINITION: Final = lazy_compile(r": {1,4}(?=\S)")
_DIRECTIVE: Final = lazy_compile(
    r"(:{3,}) *(?:(\{[^{}]+\}|[A-Za-z][\w-]*)(?:\[([^\]]*)\])? *(.*?)(?: *:{3,})?)? *\Z"
)
_END_TAG: Final = lazy_compile(r"</([A-Za-z][A-Za-z0-9-]*)>")
# Directives whose content is not for readers.
_HIDDEN: Final = frozenset({"comment", "hidden", "private", "secret"})
# Blocks whose content on one line is text, not paragraphs.
_LINES: Final = frozenset(
    "address caption dt figcaption h1 h2 h3 h4 h5 h6 legend summary td th".split()  # noqa: SIM905
)
_ADMONITION: Final = lazy_compile(r"(?:!!!|\?\?\?\+?) +[a-z]+")


class Line(NamedTuple):
    """What is left of a line, and where it is.

    Attributes:
        content: The line without the markers of its containers and without indentation.
        indent: The spaces before the content; less than four.
        depth: The number of open containers that the line is in.
        paragraph: The paragraph that the line would otherwise continue.
    """

    content: str
    indent: int
    depth: int
    paragraph: Paragraph | None


BlockStart = Callable[[BlockStructure, Line], str | None]


def _begin_quote(structure: BlockStructure, line: Line) -> str | None:
    structure.close_to(line.depth)
    parent = structure.stack[-1]
    element = structure.add_block(parent, "blockquote")
    structure.push(Container(ContainerKind.QUOTE, element, parent.quotes + 1))
    return line.content[1:].removeprefix(" ")


def _begin_heading(structure: BlockStructure, line: Line) -> str | None:
    match = _HEADING.match(line.content)
    if match is None:
        return None
    structure.close_to(line.depth)
    text = _CLOSING_HASHES.sub("", line.content[match.end() :].strip(" \t"))
    structure.add_heading(len(match[1]), text.strip(" \t"))
    return ""


def _begin_fence(structure: BlockStructure, line: Line) -> str | None:
    match = _FENCE.match(line.content)
    if match is None:
        return None
    structure.close_to(line.depth)
    fence, info = match[1] or match[3], match[2] or match[4] or ""
    structure.begin_leaf(FencedCode(fence, info, line.indent, structure.number))
    return ""


def _begin_html(structure: BlockStructure, line: Line) -> str | None:
    content = line.content
    tag = match_markdown_tag(content)
    if tag is not None:
        if not is_block_tag(tag[0]):
            # It is a part of a paragraph, whose text is Markdown.
            return None
        structure.close_to(line.depth)
        return _begin_markdown_tag(structure, content, *tag)
    end_tag = _END_TAG.match(content)
    if end_tag is not None and structure.close_tag(end_tag[1], line.depth):
        return content[end_tag.end() :]
    end = find_html_end(content, in_paragraph=line.paragraph is not None)
    if end is None or (end is COMMENT_END and structure.number > structure.last_comment_end()):
        return None
    structure.close_to(line.depth)
    structure.begin_leaf(HtmlBlock(" " * line.indent + content, end))
    is_in_tag = any(container.tag for container in structure.stack)
    if is_complete(content) and is_in_tag if end is BLANK else end.search(content):
        structure.close_leaf()
    return ""


def _begin_markdown_tag(structure: BlockStructure, content: str, name: str, tag: str) -> str:
    """Begin what is in a tag whose attribute asks for Markdown."""
    parent = structure.stack[-1]
    rest, end_tag = content[len(tag) :].rstrip(" \t"), f"</{name}>"
    is_closed = rest.lower().endswith(end_tag)
    text = rest[: -len(end_tag)].strip(" \t") if is_closed else rest
    if is_closed and name in _LINES:
        structure.touch(parent)
        structure.add_text(parent.element, name, text).attrib.update(read_attributes(tag))
        return ""
    container = Container(ContainerKind.TAG, parent.element, parent.quotes)
    container.tag, container.end_tag = name, end_tag
    if name == "p":
        # A paragraph cannot contain those that the Markdown in it makes.
        tag, container.end_tag = f"<div{tag[2:]}", "</div>"
    structure.add_html(tag)
    structure.push(container)
    if is_closed and not text.startswith("<"):
        structure.begin_leaf(Paragraph([text]))
        structure.close_tag(name, len(structure.stack))
        return ""
    return rest


def _begin_table(structure: BlockStructure, line: Line) -> str | None:
    """Make the last line of the paragraph above the header of a table."""
    if line.paragraph is None:
        return None
    lines = line.paragraph.lines
    alignments = read_alignments(lines[-1], line.content)
    if alignments is None:
        structure.check_delimiters(lines[-1], line.content)
        return None
    header = lines.pop()
    if lines:
        structure.close_leaf()
    structure.leaf = None
    structure.begin_table(header, alignments)
    return ""


def _begin_underline(structure: BlockStructure, line: Line) -> str | None:
    """Make the paragraph above a heading or a table."""
    if line.paragraph is not None:
        if _begin_table(structure, line) is not None:
            return ""
        if _UNDERLINE.match(line.content):
            text = structure.define_links("\n".join(line.paragraph.lines))
            structure.leaf = None
            if text:
                structure.add_heading(1 if line.content[0] == "=" else 2, text.rstrip(" \t"))
                return ""
            line = line._replace(paragraph=None)
    return _begin_rule_or_item(structure, line) if line.content[0] == "-" else None


def _begin_rule_or_item(structure: BlockStructure, line: Line) -> str | None:
    if _RULE.match(line.content):
        is_repeated = len(set(line.content.split())) == 1
        if _COLUMNS.match(line.content) and (line.paragraph is not None or not is_repeated):
            structure.foreign.note("grid", line.content)
        structure.close_to(line.depth)
        structure.add_block(structure.stack[-1], "hr")
        return ""
    return begin_item(structure, line)


def begin_item(structure: BlockStructure, line: Line) -> str | None:
    """Begin an item of a list, and the list if it is the first one."""
    match = _LIST_MARKER.match(line.content)
    if match is None:
        return None
    bullet, digits, punctuation, spaces = match.groups()
    rest = line.content[match.end() :]
    interrupts = line.paragraph is not None
    if interrupts and (not rest.strip(" ") or (digits and int(digits) != 1)):
        return None
    structure.close_to(line.depth)
    parent = structure.stack[-1]
    marker = bullet or punctuation
    items = parent.open_list
    if items is None or items.marker != marker:
        items = ListBlock(structure.add_block(parent, "ul" if bullet else "ol"), marker)
        if digits and int(digits) != 1:
            items.element.set("start", str(int(digits)))
        structure.lists.append(items)
        parent.open_list = items
    elif structure.blank == parent.quotes:
        items.is_loose = True
    if digits:
        items.numbers.append(int(digits))
    item = Container(ContainerKind.INDENTED, SubElement(items.element, "li"), parent.quotes)
    item.list = items
    item.begins_blank = not rest.strip(" ")
    width = len(spaces or "")
    if item.begins_blank or width > _MAX_MARKER_SPACES:
        width = 1
    item.indent = line.indent + match.end() + width
    structure.push(item)
    return rest[width:]


def _begin_note(structure: BlockStructure, line: Line) -> str | None:
    match = _NOTE.match(line.content)
    if match is None:
        return None
    structure.close_to(line.depth)
    parent = structure.stack[-1]
    structure.touch(parent)
    element = structure.notes[match[1]] = Element("li")
    structure.push(Container(ContainerKind.INDENTED, element, parent.quotes, _NOTE_INDENT))
    return line.content[match.end() :]


def _begin_colon(structure: BlockStructure, line: Line) -> str | None:
    if _begin_table(structure, line) is not None:
        return ""
    if line.content.startswith(":::"):
        return _begin_directive(structure, line)
    return _begin_definition(structure, line)


def _begin_definition(structure: BlockStructure, line: Line) -> str | None:
    """Begin the definition of the terms above, or one more of them."""
    match = _DEFINITION.match(line.content)
    if match is None:
        return None
    parent = structure.stack[line.depth - 1]
    is_loose = structure.blank == parent.quotes
    leaf = structure.leaf
    if line.paragraph is not None:
        terms, structure.leaf = line.paragraph.lines, None
    elif parent.last_paragraph is not None:
        terms = (parent.last_paragraph.text or "").split("\n")
        # It is the last block of its container, and the last text of the document.
        del parent.element[-1], structure.texts[-1]
    elif parent.definitions is not None:
        # The line after a definition may be the next term.
        is_term = isinstance(leaf, Paragraph) and leaf.unmarked == 1
        terms = [leaf.lines.pop()] if is_term and isinstance(leaf, Paragraph) else []
    else:
        return None
    structure.close_to(line.depth)
    list_ = parent.definitions
    if list_ is None:
        siblings = parent.element
        is_continued = len(siblings) > 0 and siblings[-1].tag == "dl"
        list_ = siblings[-1] if is_continued else SubElement(siblings, "dl")
    structure.touch(parent)
    parent.definitions = list_
    for term in terms:
        structure.add_text(list_, "dt", term.strip(" "))
    definition = Container(ContainerKind.INDENTED, SubElement(list_, "dd"), parent.quotes)
    definition.indent = line.indent + match.end()
    definition.list = ListBlock(definition.element, ":")
    definition.list.is_loose = is_loose
    structure.lists.append(definition.list)
    structure.push(definition)
    return line.content[match.end() :]


def _begin_directive(structure: BlockStructure, line: Line) -> str | None:
    """Begin or end a callout between lines of colons."""
    match = _DIRECTIVE.match(line.content)
    if match is None:
        return None
    if match[2] is None:
        for depth in range(line.depth - 1, 0, -1):
            if structure.stack[depth].kind is ContainerKind.DIRECTIVE:
                structure.close_to(depth)
                return ""
        return None
    structure.close_to(line.depth)
    parent = structure.stack[-1]
    element = structure.add_block(parent, "div")
    structure.push(Container(ContainerKind.DIRECTIVE, element, parent.quotes))
    attributes = ATTRIBUTE_LIST.fullmatch(match[2])
    if attributes is not None:
        assign_attributes(element, attributes[1])
    names = find_classes(attributes[1]) if attributes is not None else [match[2].strip("{} ")]
    kind = next(filter(is_kind, names), "")
    title = (match[3] or match[4] or "").strip(" ")
    if title and not kind:
        structure.add_text(element, "p", title)
    if kind:
        structure.texts += begin_callout(element, kind, title, structure.language)
    elif attributes is not None:
        structure.foreign.check_classes(attributes[1])
    elif _HIDDEN.isdisjoint(names):
        structure.foreign.note("directive", line.content)
    else:
        element.set("class", "hidden")
    return ""


def _begin_attributes(structure: BlockStructure, line: Line) -> str | None:
    """Give the block above the attributes of a list on a line of its own, or else the one below."""
    match = ATTRIBUTE_LIST.match(line.content)
    parent = structure.stack[line.depth - 1]
    if line.paragraph is not None or match is None or line.content[match.end() :].strip(" "):
        return None
    is_after = structure.blank is None and parent.has_children
    if not is_after and not line.content.startswith("{:"):
        return None
    structure.close_to(line.depth)
    if not is_after:
        structure.assign_to_next(parent, line.content, match[1])
    elif len(parent.element):
        structure.assign(parent.element[-1], match[1])
    return ""


def _begin_admonition(structure: BlockStructure, line: Line) -> str | None:
    """Note an admonition, which is text."""
    if _ADMONITION.match(line.content):
        structure.foreign.note("admonition", line.content)
    return None


BLOCK_STARTS: Final[Mapping[str, BlockStart]] = MappingProxyType(
    {
        ">": _begin_quote,
        "#": _begin_heading,
        "`": _begin_fence,
        "~": _begin_fence,
        "<": _begin_html,
        "=": _begin_underline,
        "-": _begin_underline,
        "*": _begin_rule_or_item,
        "_": _begin_rule_or_item,
        "+": begin_item,
        "[": _begin_note,
        ":": _begin_colon,
        "|": _begin_table,
        "{": _begin_attributes,
        "!": _begin_admonition,
        "?": _begin_admonition,
    }
)
"""What may begin a block, by the first character of the content of its line.

A digit of any script may begin an item.
"""
