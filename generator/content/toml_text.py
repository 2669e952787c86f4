"""The keys and values of a TOML text with their positions, which the standard library drops.

It is written for texts that `tomllib` accepts: what is valid is decided there.
"""

from __future__ import annotations

import re
import tomllib
from typing import TypeAlias

from msgspec import Struct

from generator.lazy_patterns import lazy_compile

_SPACE = lazy_compile(r"(?:\s|#[^\n]*)*")
_INDENT = lazy_compile(r"[ \t]*")
_KEY = lazy_compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
# A text ends with the last of up to five quotation marks, two of which may belong to it.
_VALUE = lazy_compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})|"(?:[^"\\\n]|\\.)*"'''
    r"""|'''.*?'''(?:'{0,2})|'[^'\n]*'"""
    r"|\d{4}-\d\d-\d\d[ ]\d\d:[^\s,#\]}]+|[^\s,#\]}]+",
    re.DOTALL,
)
_PLAIN_NUMBER = lazy_compile(r"[-+]?(?:0[xob][0-9A-Fa-f_]+|[0-9][0-9_]*(?:[.eE][-+0-9_.eE]*)?)")


class TomlScalar(Struct):
    """A value that has no others in it.

    Attributes:
        start: Where it starts, with its quotation mark.
        end: Where it ends.
        text: The text, decoded; the value as it is written if it has no quotation marks.
        quote: Its quotation marks; empty if it is a number, a date or a flag.
    """

    start: int
    end: int
    text: str
    quote: str


class TomlList(Struct):
    """An array in brackets, or the tables below headings such as ``[[source]]``.

    Attributes:
        start: Where the bracket, or the name in the first heading, starts.
        end: Where it ends; of tables, the end of the last heading.
        items: Its items.
        has_brackets: Whether it is in brackets.
    """

    start: int
    end: int
    items: list[TomlValue]
    has_brackets: bool


class TomlTable(Struct):
    """A table of keys.

    Attributes:
        start: Where the brace, the name in the heading, or a dotted key starts.
        end: Where the brace or the heading ends.
        entries: Where each key starts, and its value.
    """

    start: int
    end: int
    entries: dict[str, tuple[int, TomlValue]]


TomlValue: TypeAlias = TomlScalar | TomlList | TomlTable


class TooDeepError(Exception):
    """Lists and tables are nested too deep; ``position`` is where."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def parse_toml(text: str, deepest: int) -> tuple[TomlTable, int]:
    """Parse a text that is valid TOML.

    Args:
        text: The text.
        deepest: The most levels of lists and tables, the whole text among them.

    Returns:
        The values, and where the first heading starts; the end of the text if it has none.

    Raises:
        TooDeepError: It has more levels.
    """
    return _Parser(text, deepest).parse()


class _Parser:
    def __init__(self, text: str, deepest: int) -> None:
        self._text = text
        self._deepest = deepest
        self._at = 0

    def parse(self) -> tuple[TomlTable, int]:
        root = table = TomlTable(0, len(self._text), {})
        depth, first = 1, len(self._text)
        self._skip_space()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                first = min(first, self._at)
                table, depth = self._heading(root)
            else:
                self._entry(table, depth)
            self._skip_space()
        return root, first

    def _skip_space(self) -> None:
        match = _SPACE.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _heading(self, root: TomlTable) -> tuple[TomlTable, int]:
        """Read a heading, and return its table with the level of that."""
        is_list = self._text.startswith("[[", self._at)
        self._at += 1 + is_list
        path = self._path()
        self._at = self._text.index("]", self._at) + 1 + is_list
        table = self._find_table(root, path[:-1], 1)
        (name, start), depth = path[-1], len(path) + 1 + is_list
        if depth > self._deepest:
            raise TooDeepError(start)
        if is_list:
            new = TomlTable(start, self._at, {})
            _, known = table.entries.setdefault(
                name, (start, TomlList(start, self._at, [], has_brackets=False))
            )
            assert isinstance(known, TomlList)
            known.items.append(new)
            known.end = self._at
            return new, depth
        return self._find_table(table, path[-1:], depth - 1), depth

    def _find_table(self, table: TomlTable, path: list[tuple[str, int]], depth: int) -> TomlTable:
        """Return the table of a path, which is made if there is none; of a list, the last one."""
        for level, (name, start) in enumerate(path, depth + 1):
            if level > self._deepest:
                raise TooDeepError(start)
            _, known = table.entries.setdefault(name, (start, TomlTable(start, self._at, {})))
            if isinstance(known, TomlList):
                known = known.items[-1]
            assert isinstance(known, TomlTable)
            table = known
        return table

    def _path(self) -> list[tuple[str, int]]:
        """Read a key, which may have several parts, with where each starts."""
        path = []
        while True:
            self._skip_indent()
            match = _KEY.match(self._text, self._at)
            assert match is not None
            name = match[0]
            path.append((_decode(name) if name[0] in "\"'" else name, self._at))
            self._at = match.end()
            self._skip_indent()
            if not self._text.startswith(".", self._at):
                return path
            self._at += 1

    def _skip_indent(self) -> None:
        match = _INDENT.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _entry(self, table: TomlTable, depth: int) -> None:
        """Read a key with its value into a table."""
        path = self._path()
        self._at = self._text.index("=", self._at) + 1
        self._skip_indent()
        inner = self._find_table(table, path[:-1], depth)
        name, start = path[-1]
        inner.entries[name] = start, self._value(depth + len(path) - 1)

    def _value(self, depth: int) -> TomlValue:
        start = self._at
        sign = self._text[start]
        if sign not in "[{":
            return self._scalar()
        if depth == self._deepest:
            raise TooDeepError(start)
        self._at += 1
        items: list[TomlValue] = []
        table = TomlTable(start, start, {})
        while True:
            self._skip_space()
            if self._text[self._at] == ",":
                self._at += 1
            elif self._text[self._at] in "]}":
                self._at += 1
                break
            elif sign == "[":
                items.append(self._value(depth + 1))
            else:
                self._entry(table, depth + 1)
        if sign == "[":
            return TomlList(start, self._at, items, has_brackets=True)
        table.end = self._at
        return table

    def _scalar(self) -> TomlScalar:
        match = _VALUE.match(self._text, self._at)
        assert match is not None
        start, written = self._at, match[0]
        self._at = match.end()
        if written[0] in "\"'":
            quote = written[:3] if written[:3] in ('"""', "'''") else written[0]
            return TomlScalar(start, self._at, _decode(written), quote)
        if _PLAIN_NUMBER.fullmatch(written):
            written = _write_number(written)
        return TomlScalar(start, self._at, written, "")


def _decode(written: str) -> str:
    """Return the text that is in quotation marks."""
    if "\\" not in written and written[:3] not in ('"""', "'''"):
        return written[1:-1]
    text: str = tomllib.loads(f"text = {written}")["text"]
    return text


def _write_number(written: str) -> str:
    """Return a number without the signs that only TOML has."""
    if written.lstrip("+-")[:2] in ("0x", "0o", "0b"):
        return str(int(written, 0))
    return written.replace("_", "").removeprefix("+")
