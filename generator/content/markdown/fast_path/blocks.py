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
    """Handle the blocks that can only be paragraphs before any other processor sees them."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether no line of the block starts like another kind of block."""
        if not block or block[0] in BLOCK_MARKERS or block[0].isdecimal():
            return False
        if "\n" not in block:
            return True
        return "|" not in block and MARKED_LINE.search(block) is None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Convert all such blocks that follow each other."""
        super().run(parent, blocks)
        while blocks and self.test(parent, blocks[0]):
            super().run(parent, blocks)


class FastTables(TableProcessor):
    """Look for a table only in a block with a bar."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a table."""
        return "|" in block and super().test(parent, block)


class FastHashHeaders(HashHeaderProcessor):
    """Look for a heading only in a block with a hash."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block contains a heading."""
        return "#" in block and super().test(parent, block)


class FastSetextHeaders(SetextHeaderProcessor):
    """Look for an underlined heading only in a block with a line that starts like an underline."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block begins with such a heading."""
        return ("\n=" in block or "\n-" in block) and super().test(parent, block)


class FastRules(HRProcessor):
    """Look for a rule only in a block with a line that starts with three of its marks."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block contains a rule."""
        start = _RULE.match(block) or _RULE_LINE.search(block)
        return start is not None and super().test(parent, block)


class FastDefinitions(DefListProcessor):
    """Look for a definition only in a block with a line that starts with a colon and a space."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block contains a definition."""
        start = _DEFINITION.match(block) or _DEFINITION_LINE.search(block)
        return start is not None and super().test(parent, block)


class FastQuotations(BlockQuoteProcessor):
    """Look for a quotation only in a block with a ``>``."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block contains a quotation."""
        return ">" in block and super().test(parent, block)
