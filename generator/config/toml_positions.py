"""The positions of keys and values in a TOML file, which the standard library does not return.

They are found line by line, which is enough for files that people write, and only when there is
a problem to report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from generator.lazy_patterns import lazy_compile

# No problem is reported at a deeper key.
_MAX_DEPTH = 8
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
PATH = rf"({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)"
HEADER = lazy_compile(rf"[ \t]*\[\[?[ \t]*{PATH}[ \t]*\]")
KEY = lazy_compile(rf"[ \t]*{PATH}[ \t]*=[ \t]*")
_INNER_KEY = lazy_compile(rf"(?<=[{{,])[ \t]*{PATH}[ \t]*=[ \t]*")
_NAME_IN_PATH = lazy_compile(_NAME)


class TomlPosition(NamedTuple):
    """Line and column, from 1, of a key, and the column of its value; (0, 0, 0) when unknown."""

    line: int
    column: int
    value: int


NOWHERE = TomlPosition(0, 0, 0)
KeyPath = tuple[str, ...]


def find_positions(text: str) -> Mapping[KeyPath, TomlPosition]:
    """Find each table and key at the start of a line or in an inline table; the first one wins."""
    positions: dict[KeyPath, TomlPosition] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := HEADER.match(line):
            path = table = split_path(header[1])
            column = value = header.start(1) + 1
        elif key := KEY.match(line):
            path = (*table, *split_path(key[1]))
            column, value = key.start(1) + 1, key.end() + 1
        else:
            continue
        for length in range(len(table) or 1, min(len(path), _MAX_DEPTH) + 1):
            positions.setdefault(path[:length], TomlPosition(number, column, value))
        if path != table:
            for inner in _INNER_KEY.finditer(line, value - 1):
                position = TomlPosition(number, inner.start(1) + 1, inner.end() + 1)
                positions.setdefault((*path, *split_path(inner[1])), position)
    return positions


def split_path(path: str) -> KeyPath:
    """Split a dotted key into its names."""
    return tuple(name.strip("\"'") for name in _NAME_IN_PATH.findall(path))
