"""A faster processor of the marks inside paragraphs."""

from __future__ import annotations

import re
from collections import deque
from types import MappingProxyType
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import InlineProcessor as InlineTreeprocessor
from markdown.util import (
    INLINE_PLACEHOLDER,
    INLINE_PLACEHOLDER_PREFIX,
    INLINE_PLACEHOLDER_RE,
    STX,
    AtomicString,
)

TRIGGERS: Final = MappingProxyType(
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
"""The strings of which a text must contain one for an inline pattern to match."""

_MARKED: Final = re.compile(rf"[\\`\[<&*_{STX}]")
"""Matches in every text with a trigger, other than a line break, or a placeholder."""


class _Step(NamedTuple):
    """An inline pattern, with what a text must contain for it to match."""

    pattern: InlineProcessor
    expression: re.Pattern[str]
    trigger: str
    other_trigger: str


def _is_marked(text: str) -> bool:
    return _MARKED.search(text) is not None or "  \n" in text


class FastInline(InlineTreeprocessor):
    """Apply to each text the inline patterns that can match it.

    The tree is traversed in the order of Python-Markdown's own processor, because footnotes are
    numbered in that order. The names of ancestors are not collected: no pattern here needs them.
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
                if text and _is_marked(text) and not isinstance(text, AtomicString):
                    child.text = None
                    nodes = self._resolve_placeholders(
                        self._insert_placeholders(text, 0), child, is_text=True
                    )
                    queue.extend(nodes)
                    found.append((child, nodes))
                tail = child.tail
                if tail and _is_marked(tail):
                    self._handle_tail(current, child, tail)
                if len(child):
                    queue.append(child)
            for element, nodes in found:
                for index, node in enumerate(nodes):
                    element.insert(index, node)
        return tree

    def _list_steps(self) -> tuple[_Step, ...]:
        patterns = self.md.inlinePatterns
        triggers: list[tuple[str, ...]] = [("",)] * len(patterns)
        for name, needed in TRIGGERS.items():
            if name in patterns:
                triggers[patterns.get_index_for_name(name)] = needed
        steps = []
        for pattern, needed in zip(patterns, triggers, strict=True):
            if (
                not isinstance(pattern, InlineProcessor)
                or pattern.ANCESTOR_EXCLUDES
                or "" in needed
            ):
                raise TypeError(
                    f"{type(pattern).__name__} is not an inline pattern that the fast path supports"
                )
            steps.append(_Step(pattern, pattern.getCompiledRegExp(), needed[0], needed[-1]))
        return tuple(steps)

    def _handle_tail(self, parent: Element, child: Element, tail: str) -> None:
        """Apply the patterns to what follows an element."""
        child.tail = None
        holder = Element("d")
        nodes = self._resolve_placeholders(
            self._insert_placeholders(tail, 0), holder, is_text=False
        )
        if holder.tail:
            child.tail = holder.tail
        position = list(parent).index(child) + 1
        for node in reversed(nodes):
            parent.insert(position, node)

    def _insert_placeholders(self, data: str, first: int) -> str:
        """Replace what the patterns from index ``first`` on match with placeholders."""
        if isinstance(data, AtomicString):
            return data
        steps = self._steps
        for index in range(first, len(steps)):
            step = steps[index]
            if step.trigger in data or step.other_trigger in data:
                data = self._apply(step, data, index)
        return data

    def _apply(self, step: _Step, data: str, index: int) -> str:
        """Replace all matches of one pattern with placeholders."""
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
                        child.text = self._insert_placeholders(child.text, index + 1)
                    if child.tail:
                        child.tail = self._insert_placeholders(child.tail, index)
            number = f"{len(self.stashed_nodes):04d}"
            self.stashed_nodes[number] = node
            placeholder = INLINE_PLACEHOLDER % number
            data = f"{data[:begin]}{placeholder}{data[end:]}"
            start = begin + len(placeholder)

    def _resolve_placeholders(self, data: str, parent: Element, *, is_text: bool) -> list[Element]:
        """Replace placeholders: add the text to ``parent``, and return the elements."""
        result: list[Element] = []

        def add_text(text: str) -> None:
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
                add_text(AtomicString(rest) if isinstance(data, AtomicString) else rest)
                return result
            match = INLINE_PLACEHOLDER_RE.search(data, index)
            node = self.stashed_nodes.get(match[1]) if match else None
            if match is None or node is None:
                end = index + len(INLINE_PLACEHOLDER_PREFIX)
                add_text(data[start:end])
                start = end
                continue
            add_text(data[start:index])
            start = match.end()
            if isinstance(node, str):
                add_text(node)
                continue
            for child in [node, *node]:
                tail = child.tail
                if tail and INLINE_PLACEHOLDER_PREFIX in tail:
                    child.tail = None
                    self._insert(
                        self._resolve_placeholders(tail, child, is_text=False), node, child
                    )
                text = child.text
                if text and INLINE_PLACEHOLDER_PREFIX in text:
                    child.text = None
                    self._insert(
                        self._resolve_placeholders(text, child, is_text=True), child, child
                    )
            result.append(node)

    @staticmethod
    def _insert(nodes: list[Element], parent: Element, after: Element) -> None:
        """Insert elements after one of a parent's children, or before all of them."""
        position = 0 if parent is after else list(parent).index(after) + 1
        for node in reversed(nodes):
            parent.insert(position, node)
