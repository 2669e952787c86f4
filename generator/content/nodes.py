"""The values of front matter as they are written, with their positions."""

from __future__ import annotations

from typing import NamedTuple

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A text as written.

    Attributes:
        style: Its quotation mark, ``|`` or ``>``; empty when it is plain.
        comment: The line and the column of a YAML comment after a plain text, or below a key
            without a value.
        folded: Whether it continues over several lines, which YAML joins.
        needs_quotes: Whether its format has no text without quotation marks, so that they do not
            say that a comma in it belongs to it.
    """

    text: str
    line: int
    column: int
    style: str
    comment: tuple[int, int] | None = None
    folded: bool = False
    needs_quotes: bool = False

    @property
    def is_null(self) -> bool:
        """Whether it has no value: ``key:``, ``key: ~`` or ``key: null``."""
        return not self.style and self.text in _NULLS


class SequenceNode(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class MappingNode(NamedTuple):
    """Keys with their values, in the order written, each key once."""

    entries: tuple[KeyValue, ...]
    line: int
    column: int


Node = Scalar | SequenceNode | MappingNode


class KeyValue(NamedTuple):
    """A key with its value; line and column (from 1) are the key's."""

    key: str
    value: Node
    line: int
    column: int
