"""Reads front matter in TOML as the nodes that YAML has, for the same readers and checks."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable

from msgspec.structs import replace

from generator.config.diagnose import diagnose_toml
from generator.config.toml_tables import find_long_key
from generator.content.diagnose import DEEPEST, TOO_DEEP, TOO_DEEP_HINT, FrontMatterError
from generator.content.nodes import KeyValue, MappingNode, Node, Scalar, SequenceNode
from generator.content.toml_text import (
    TomlList,
    TomlScalar,
    TomlTable,
    TomlValue,
    TooDeepError,
    parse_toml,
)
from generator.lazy_patterns import lazy_compile
from generator.messages import find_fix, propose
from generator.problem_collector import ProblemCollector
from generator.problems import Problem

_POSITION = lazy_compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)\Z")
# What a hint shows of front matter in YAML.
_SHOWN_YAML = lazy_compile(r"(?:[Ww]rite (?:- \{)?|add |')[a-z_]+: (?=\S)")
# A day or a time that does not exist, such as 2024-02-30.
_DATE = lazy_compile(r"\d{4}-\d\d(?:-\d\d(?:[Tt ]\d\d[^\s,#\]}]*)?)?|\d\d:\d\d[^\s,#\]}]*")


def read_toml(matter: str, first_line: int, collector: ProblemCollector) -> tuple[KeyValue, ...]:
    """Read the keys of front matter with their values.

    A date keeps the precision in which it is written. Every other value is the text that YAML
    would have for it.

    Args:
        matter: The text between the fences.
        first_line: The line of the file on which it starts.
        collector: Where problems are reported.

    Raises:
        FrontMatterError: It is not valid TOML.
    """
    _check(matter, first_line)
    try:
        root, _ = parse_toml(matter, DEEPEST)
    except TooDeepError as error:
        reader = _NodeReader(matter, first_line)
        raise FrontMatterError(
            *reader.position(error.position), "toml-invalid", TOO_DEEP, TOO_DEEP_HINT
        ) from None
    return _NodeReader(matter, first_line).entries(root)


def is_readable(matter: str) -> bool:
    """Return whether front matter is TOML that can be read."""
    try:
        read_toml(matter, 1, ProblemCollector(""))
    except FrontMatterError:
        return False
    return True


def adapt_hints(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems of front matter in TOML; hints that show YAML say how to write it in TOML."""
    return tuple([replace(each, hint=_adapt_hint(each.hint)) for each in problems])


def _adapt_hint(hint: str) -> str:
    if not _SHOWN_YAML.search(hint):
        return hint
    return propose(
        find_fix(hint),
        "%(hint)s (in TOML, write = for the colon and put texts in quotation marks)",
        hint=hint,
    )


def _check(matter: str, first_line: int) -> None:
    """Refuse what is not valid TOML, except for dates, which have a reader of their own."""
    # With the lines above it, all lines are those of the file.
    checked = "\n" * (first_line - 1) + matter
    if line := find_long_key(checked):
        raise FrontMatterError(line, 1, "toml-invalid", TOO_DEEP, TOO_DEEP_HINT)
    while True:
        try:
            tomllib.loads(checked)
        except RecursionError:
            raise FrontMatterError(first_line, 1, "toml-invalid", TOO_DEEP, TOO_DEEP_HINT) from None
        except ValueError as error:
            replaced = _replace_date(checked, str(error))
            if replaced is None:
                line, column, message, hint = diagnose_toml(str(error), checked)
                line, column = max(line, first_line), max(column, 1)
                raise FrontMatterError(line, column, "toml-invalid", message, hint) from None
            checked = replaced
        else:
            return


def _replace_date(matter: str, error: str) -> str | None:
    """Return the text with a number in place of the date that does not exist, if that is wrong."""
    place = _POSITION.search(error)
    if place is None or not error.startswith("Invalid date"):
        return None
    lines = matter.split("\n")
    number, column = int(place["line"]) - 1, int(place["column"]) - 1
    line = lines[number]
    date = _DATE.match(line, column)
    if date is None:
        return None
    lines[number] = f"{line[:column]}{'1' * len(date[0])}{line[date.end() :]}"
    return "\n".join(lines)


class _NodeReader:
    """Makes nodes of values."""

    def __init__(self, matter: str, first_line: int) -> None:
        self._starts = [0]
        self._starts += (at + 1 for at, sign in enumerate(matter) if sign == "\n")
        self._first_line = first_line

    def position(self, at: int) -> tuple[int, int]:
        """Return the line and the column, from 1, of an offset."""
        line = bisect_right(self._starts, at) - 1
        return line + self._first_line, at - self._starts[line] + 1

    def entries(self, table: TomlTable) -> tuple[KeyValue, ...]:
        """Return the keys of a table with their values."""
        return tuple(
            [
                KeyValue(key, self._node(value, in_list=False), *self.position(start))
                for key, (start, value) in table.entries.items()
            ]
        )

    def _node(self, value: TomlValue, *, in_list: bool) -> Node:
        line, column = self.position(value.start)
        if isinstance(value, TomlTable):
            return MappingNode(self.entries(value), line, column)
        if isinstance(value, TomlList):
            items = [self._node(item, in_list=True) for item in value.items]
            return SequenceNode(tuple(items), line, column)
        last_line, _ = self.position(value.end)
        return _scalar(value, line, column, is_folded=last_line > line, in_list=in_list)


def _scalar(value: TomlScalar, line: int, column: int, *, is_folded: bool, in_list: bool) -> Scalar:
    return Scalar(
        value.text,
        line,
        column,
        value.quote,
        None,
        is_folded,
        needs_quotes=bool(value.quote) and not in_list,
    )
