"""Faster block processors: a block that can only be a paragraph skips all other checks."""

from __future__ import annotations

import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown.blockprocessors import (
    BlockQuoteProcessor,
    HashHeaderProcessor,
    HRProcessor,
    ParagraphProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.def_list import DefListProcessor
from markdown.extensions.tables import TableProcessor

BLOCK_MARKERS: Final = frozenset(" \n#-_*+:>[")
MARKED_LINE: Final = re.compile(r"\n {0,3}[#=\-_*:>\[]")
_RULE: Final = re.compile(r" {0,3}([-_*]) {0,2}\1 {0,2}\1")
_RULE_LINE: Final = re.compile(r"\n {0,3}([-_*]) {0,2}\1 {0,2}\1")
_DEFINITION: Final = re.compile(r" {0,3}: ")
_DEFINITION_LINE: Final = re.compile(r"\n {0,3}: ")


class PlainParagraphs(ParagraphProcessor):
    """Take, before any other processor looks, the blocks that can only be paragraphs."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether no line of the block begins as any other kind of block would."""
        if not block or block[0] in BLOCK_MARKERS or block[0].isdecimal():
            return False
        if "\n" not in block:
            return True
        return "|" not in block and MARKED_LINE.search(block) is None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take all such blocks that follow one another."""
        super().run(parent, blocks)
        while blocks and self.test(parent, blocks[0]):
            super().run(parent, blocks)


class FastTables(TableProcessor):
    """Look for a table where there is a bar."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a table."""
        return "|" in block and super().test(parent, block)


class FastHashHeaders(HashHeaderProcessor):
    """Look for a heading where there is a hash."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a heading."""
        return "#" in block and super().test(parent, block)


class FastSetextHeaders(SetextHeaderProcessor):
    """Look for an underlined heading where a line begins as an underline does."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block begins with such a heading."""
        return ("\n=" in block or "\n-" in block) and super().test(parent, block)


class FastRules(HRProcessor):
    """Look for a rule where a line begins with three marks of one."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a rule."""
        begun = _RULE.match(block) or _RULE_LINE.search(block)
        return begun is not None and super().test(parent, block)


class FastDefinitions(DefListProcessor):
    """Look for a definition where a line begins with a colon and a space."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a definition."""
        begun = _DEFINITION.match(block) or _DEFINITION_LINE.search(block)
        return begun is not None and super().test(parent, block)


class FastQuotations(BlockQuoteProcessor):
    """Look for a quotation where there is its mark."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block holds a quotation."""
        return ">" in block and super().test(parent, block)
