"""Spare Python-Markdown the work that a text does not need.

Most paragraphs of a news text hold no Markdown mark at all, yet each is searched for every mark
there is. Each processor here takes the place of one of Python-Markdown's, under its name and
priority, and first asks the cheap question that tells whether there is anything to do; what it
gives is equal to the byte. ``tests/test_markup_parity.py`` holds it to that.

The questions follow from the regular expressions of the replaced processors: a pattern that must
contain ``[`` cannot match a text that has none.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from html import unescape
from types import MappingProxyType
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import (
    BlockQuoteProcessor,
    HashHeaderProcessor,
    HRProcessor,
    ParagraphProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import (
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.serializers import BOOLEAN_ATTRIBUTES, RE_AMP  # type: ignore[attr-defined]
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import (
    BLOCK_LEVEL_ELEMENTS,
    ETX,
    INLINE_PLACEHOLDER,
    INLINE_PLACEHOLDER_PREFIX,
    INLINE_PLACEHOLDER_RE,
    STX,
    AtomicString,
)

_BLOCKS: Final = frozenset(BLOCK_LEVEL_ELEMENTS)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_EMPTY: Final = frozenset(
    """
    area base basefont br col embed frame hr img input isindex link meta param source track wbr
    """.split()  # noqa: SIM905 - as the standard library lists them
)

_TRIGGERS: Final = MappingProxyType(
    {
        "backtick": ("`",),
        "escape": ("\\",),
        "footnote": ("[^",),
        "reference": ("[",),
        "link": ("[",),
        "image_link": ("![",),
        "image_reference": ("![",),
        "short_reference": ("[",),
        "short_image_ref": ("![",),
        "autolink": ("<",),
        "automail": ("<",),
        "linebreak": ("  \n",),
        "html": ("<",),
        "entity": ("&",),
        "em_strong": ("*", "_"),
    }
)
"""What a text must contain for an inline pattern to match."""

_MARKED: Final = re.compile(rf"[\\`\[<&*_{STX}]|  \n")
"""What every text contains that holds a trigger or a placeholder."""

_SERIALISED: Final = re.compile(f"[<>&{STX}]")
_NOT_PLAIN: Final = frozenset(" \n#=-_*+:>[|")
_MARKED_LINE: Final = re.compile(r"\n {0,3}[#=\-_*:>\[]")
_RULE: Final = re.compile(r" {0,3}([-_*]) {0,2}\1 {0,2}\1")
_RULE_LINE: Final = re.compile(r"\n {0,3}([-_*]) {0,2}\1 {0,2}\1")
_DEFINITION: Final = re.compile(r" {0,3}: ")
_DEFINITION_LINE: Final = re.compile(r"\n {0,3}: ")
_RAW_HTML: Final = re.compile("<[A-Za-z/!?]|&#")
_UNEVEN: Final = (STX, ETX, "\r", "\t", "\n ")


class SparingExtension(Extension):
    """Replace what does needless work; register it last."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register each processor under the name and priority of the one that it replaces."""
        md.preprocessors.register(SparingWhitespace(md), "normalize_whitespace", 30)
        md.preprocessors.register(SparingHtmlBlocks(md), "html_block", 20)
        blocks = md.parser.blockprocessors
        blocks.register(PlainParagraphs(md.parser), "plain", 110)
        blocks.register(SparingTables(md.parser, {"use_align_attribute": False}), "table", 75)
        blocks.register(SparingHashHeaders(md.parser), "hashheader", 70)
        blocks.register(SparingSetextHeaders(md.parser), "setextheader", 60)
        blocks.register(SparingRules(md.parser), "hr", 50)
        blocks.register(SparingDefinitions(md.parser), "deflist", 25)
        blocks.register(SparingQuotations(md.parser), "quote", 20)
        md.treeprocessors.register(SparingInline(md), "inline", 20)
        md.treeprocessors.register(SparingPrettify(md), "prettify", 10)
        md.treeprocessors.register(SparingAttributes(md), "attr_list", 8)
        contents = md.treeprocessors["toc"]
        if isinstance(contents, TocTreeprocessor):
            md.treeprocessors.register(SparingContents(md, contents), "toc", 5)
        md.treeprocessors.register(SparingUnescape(md), "unescape", 0)
        md.serializer = serialise


class SparingWhitespace(NormalizeWhitespace):
    """Normalise white space where some is not normal."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the normal lines, and the two empty ones that end every text."""
        source = "\n".join(lines)
        if any(uneven in source for uneven in _UNEVEN):
            return super().run(lines)
        return [*lines, "", ""]


class SparingHtmlBlocks(HtmlBlockPreprocessor):
    """Look for blocks of HTML where there is a tag, or a character by its number."""

    def run(self, lines: list[str]) -> list[str]:
        """Give the lines with HTML blocks taken out."""
        return super().run(lines) if _RAW_HTML.search("\n".join(lines)) else lines


class PlainParagraphs(ParagraphProcessor):
    """Take, before any other processor looks, the blocks that can only be paragraphs."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether no line of the block begins as any other kind of block would."""
        if not block or block[0] in _NOT_PLAIN or block[0].isdecimal():
            return False
        if "\n" not in block:
            return True
        return "|" not in block and _MARKED_LINE.search(block) is None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take all such blocks that follow one another."""
        super().run(parent, blocks)
        while blocks and self.test(parent, blocks[0]):
            super().run(parent, blocks)


class SparingTables(TableProcessor):
    """Look for a table where there is a bar."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a table."""
        return "|" in block and super().test(parent, block)


class SparingHashHeaders(HashHeaderProcessor):
    """Look for a heading where there is a hash."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a heading."""
        return "#" in block and super().test(parent, block)


class SparingSetextHeaders(SetextHeaderProcessor):
    """Look for an underlined heading where a line begins as an underline does."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block begins with such a heading."""
        return ("\n=" in block or "\n-" in block) and super().test(parent, block)


class SparingRules(HRProcessor):
    """Look for a rule where a line begins with three marks of one."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a rule."""
        begun = _RULE.match(block) or _RULE_LINE.search(block)
        return begun is not None and super().test(parent, block)


class SparingDefinitions(DefListProcessor):
    """Look for a definition where a line begins with a colon and a space."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a definition."""
        begun = _DEFINITION.match(block) or _DEFINITION_LINE.search(block)
        return begun is not None and super().test(parent, block)


class SparingQuotations(BlockQuoteProcessor):
    """Look for a quotation where there is its mark."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a quotation."""
        return ">" in block and super().test(parent, block)


class _Step(NamedTuple):
    """An inline pattern, with what a text must contain for it to match."""

    pattern: InlineProcessor
    expression: re.Pattern[str]
    trigger: str
    other_trigger: str


class SparingInline(InlineTreeprocessor):
    """Apply to each text the inline patterns that can match it.

    The tree is walked, and its texts are handled, in the order of Python-Markdown's own processor:
    footnotes are numbered by it. The names of ancestors, which no pattern here asks for, are not
    kept.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._steps: tuple[_Step, ...] = ()

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply the patterns to all the texts of a tree, in place."""
        self._steps = self._steps or self._list_steps()
        self.stashed_nodes: dict[str, Element | str] = {}
        queue = deque([tree])
        while queue:
            current = queue.popleft()
            found: list[tuple[Element, list[Element]]] = []
            for child in current:
                text = child.text
                if text and not isinstance(text, AtomicString) and _MARKED.search(text):
                    child.text = None
                    nodes = self._place(self._mark(text, 0), child, is_text=True)
                    queue.extend(nodes)
                    found.append((child, nodes))
                if child.tail and _MARKED.search(child.tail):
                    self._handle_tail(current, child, child.tail)
                if len(child):
                    queue.append(child)
            for element, nodes in found:
                for index, node in enumerate(nodes):
                    element.insert(index, node)
        return tree

    def _list_steps(self) -> tuple[_Step, ...]:
        patterns = self.md.inlinePatterns
        triggers: list[tuple[str, ...]] = [("",)] * len(patterns)
        for name, needed in _TRIGGERS.items():
            if name in patterns:
                triggers[patterns.get_index_for_name(name)] = needed
        steps = []
        for pattern, needed in zip(patterns, triggers, strict=True):
            if (
                not isinstance(pattern, InlineProcessor)
                or pattern.ANCESTOR_EXCLUDES
                or "" in needed
            ):
                raise TypeError(f"{type(pattern).__name__} is not an inline pattern known here")
            steps.append(_Step(pattern, pattern.getCompiledRegExp(), needed[0], needed[-1]))
        return tuple(steps)

    def _handle_tail(self, parent: Element, child: Element, tail: str) -> None:
        """Apply the patterns to what follows an element."""
        child.tail = None
        holder = Element("d")
        nodes = self._place(self._mark(tail, 0), holder, is_text=False)
        if holder.tail:
            child.tail = holder.tail
        position = list(parent).index(child) + 1
        for node in reversed(nodes):
            parent.insert(position, node)

    def _mark(self, data: str, first: int) -> str:
        """Put placeholders for what the patterns, from the first on, find in a text."""
        if isinstance(data, AtomicString):
            return data
        steps = self._steps
        for index in range(first, len(steps)):
            step = steps[index]
            if step.trigger in data or step.other_trigger in data:
                data = self._apply(step, data, index)
        return data

    def _apply(self, step: _Step, data: str, index: int) -> str:
        """Put placeholders for all that one pattern finds."""
        start = 0
        while True:
            for match in step.expression.finditer(data, start):
                node, begin, end = step.pattern.handleMatch(match, data)
                if begin is not None and end is not None:
                    break
            else:
                return data
            if node is None:
                start = end
                continue
            if isinstance(node, Element) and not isinstance(node.text, AtomicString):
                for child in [node, *node]:
                    if child.text:
                        child.text = self._mark(child.text, index + 1)
                    if child.tail:
                        child.tail = self._mark(child.tail, index)
            number = f"{len(self.stashed_nodes):04d}"
            self.stashed_nodes[number] = node
            placeholder = INLINE_PLACEHOLDER % number
            data = f"{data[:begin]}{placeholder}{data[end:]}"
            start = begin + len(placeholder)

    def _place(self, data: str, parent: Element, *, is_text: bool) -> list[Element]:
        """Resolve placeholders: give the text its place at ``parent``, and return the elements."""
        result: list[Element] = []

        def link(text: str) -> None:
            if not text:
                return
            if result:
                result[-1].tail = f"{result[-1].tail}{text}" if result[-1].tail else text
            elif is_text:
                parent.text = f"{parent.text}{text}" if parent.text else text
            else:
                parent.tail = f"{parent.tail}{text}" if parent.tail else text

        start = 0
        while True:
            index = data.find(INLINE_PLACEHOLDER_PREFIX, start)
            if index < 0:
                rest = data[start:]
                link(AtomicString(rest) if isinstance(data, AtomicString) else rest)
                return result
            match = INLINE_PLACEHOLDER_RE.search(data, index)
            node = self.stashed_nodes.get(match[1]) if match else None
            if match is None or node is None:
                end = index + len(INLINE_PLACEHOLDER_PREFIX)
                link(data[start:end])
                start = end
                continue
            link(data[start:index])
            start = match.end()
            if isinstance(node, str):
                link(node)
                continue
            for child in [node, *node]:
                tail = child.tail
                if tail and INLINE_PLACEHOLDER_PREFIX in tail:
                    child.tail = None
                    self._insert(self._place(tail, child, is_text=False), node, child)
                text = child.text
                if text and INLINE_PLACEHOLDER_PREFIX in text:
                    child.text = None
                    self._insert(self._place(text, child, is_text=True), child, child)
            result.append(node)

    @staticmethod
    def _insert(nodes: list[Element], parent: Element, after: Element) -> None:
        """Insert elements after one of a parent's children, or before all of them."""
        position = 0 if parent is after else list(parent).index(after) + 1
        for node in reversed(nodes):
            parent.insert(position, node)


class SparingPrettify(PrettifyTreeprocessor):
    """Break lines between blocks; which elements are blocks is looked up in a set."""

    def _prettifyETree(self, elem: Element) -> None:
        if elem.tag in _BLOCKS and elem.tag != "pre":
            if len(elem) and elem[0].tag in _BLOCKS and not (elem.text and elem.text.strip()):
                elem.text = "\n"
            for child in elem:
                if child.tag in _BLOCKS:
                    self._prettifyETree(child)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class SparingAttributes(AttrListTreeprocessor):
    """Look for attribute lists where there is a brace."""

    def run(self, doc: Element) -> None:
        """Assign the attributes of a tree, in place."""
        if any("{" in text for text in doc.itertext()):
            super().run(doc)


class SparingContents(Treeprocessor):
    """Give headings their anchors; leave the table of contents to the processor for it."""

    def __init__(self, md: Markdown, stock: TocTreeprocessor) -> None:
        super().__init__(md)
        self._stock = stock

    def run(self, root: Element) -> None:
        """Anchor the headings of a tree, in place."""
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
                name = unescape(self._name(heading))
                heading.set("id", unique(stock.slugify(name, stock.sep), used, counters))
            heading.attrib.pop("data-toc-label", None)

    def _name(self, heading: Element) -> str:
        """What a heading says, as HTML without tags."""
        text = heading.text or ""
        if len(heading) or _SERIALISED.search(text):
            return strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
        return " ".join(text.split())


class SparingUnescape(UnescapeTreeprocessor):
    """Restore escaped characters where there are any."""

    def run(self, root: Element) -> None:
        """Restore those of a tree, in place."""
        for element in root.iter():
            if element.text and STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and STX in element.tail:
                element.tail = self.unescape(element.tail)
            for key, value in element.items():
                if value and STX in value:
                    element.set(key, self.unescape(value))


def serialise(root: Element) -> str:
    """A tree as HTML, as ``to_html_string`` writes it.

    For trees of Python-Markdown's own making: it builds no comment, no processing instruction, no
    qualified name and no script, and stashes those that an author writes.
    """
    parts: list[str] = []
    _serialise(root, parts.append)
    return "".join(parts)


def _serialise(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    items = element.items()
    if items:
        write(f"<{tag}{''.join(map(_attribute, sorted(items)))}>")
    else:
        write(f"<{tag}>")
    text = element.text
    if text:
        write(_escape(text))
    for child in element:
        _serialise(child, write)
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


def _attribute(item: tuple[str, str | None]) -> str:
    name, value = item
    if value is None or (name == value and name in BOOLEAN_ATTRIBUTES["html"]):
        return f" {name}"
    value = _escape(value).replace('"', "&quot;")
    return f' {name}="{value}"'
