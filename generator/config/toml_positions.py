"""Where the keys and the values of a TOML file stand, which the standard library does not tell.

They are found by a look at the lines, which is enough for files that people write, and only when
there is something to tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

# Nothing deeper is ever looked for.
_DEEPEST = 8
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
PATH = rf"({_NAME}(?:[ \t]*\.[ \t]*{_NAME})*)"
HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*{PATH}[ \t]*\]")
KEY = re.compile(rf"[ \t]*{PATH}[ \t]*=[ \t]*")
_INNER_KEY = re.compile(rf"(?<=[{{,])[ \t]*{PATH}[ \t]*=[ \t]*")
_STEP = re.compile(_NAME)


class TomlPosition(NamedTuple):
    """Line and column, from 1, of a key, and the column of its value; (0, 0, 0) when not found."""

    line: int
    column: int
    value: int


NOWHERE = TomlPosition(0, 0, 0)
Path = tuple[str, ...]


def find_positions(text: str) -> Mapping[Path, TomlPosition]:
    """Where each table and each key stands that starts a line or a group in braces, first wins."""
    found: dict[Path, TomlPosition] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := HEADER.match(line):
            path = table = path_steps(header[1])
            column = value = header.start(1) + 1
        elif key := KEY.match(line):
            path = (*table, *path_steps(key[1]))
            column, value = key.start(1) + 1, key.end() + 1
        else:
            continue
        for length in range(len(table) or 1, min(len(path), _DEEPEST) + 1):
            found.setdefault(path[:length], TomlPosition(number, column, value))
        if path != table:
            for inner in _INNER_KEY.finditer(line, value - 1):
                place = TomlPosition(number, inner.start(1) + 1, inner.end() + 1)
                found.setdefault((*path, *path_steps(inner[1])), place)
    return found


def path_steps(path: str) -> Path:
    """The names of a dotted key."""
    return tuple(step.strip("\"'") for step in _STEP.findall(path))
