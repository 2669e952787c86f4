"""Parse the rows of tables, as GitHub's dialect of Markdown defines them."""

from __future__ import annotations

from typing import Final, NamedTuple

from generator.lazy_patterns import lazy_compile

_DELIMITERS: Final = lazy_compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?")
_BAR: Final = lazy_compile(r"(?<!\\)\|")


class RowFault(NamedTuple):
    """A row that does not have as many cells as its table has columns.

    Attributes:
        line: The number of its line, from 0.
        cells: How many cells it has.
        columns: How many columns the table has, or the row of headings if there is no table.
        lost: The text of the cells that are not shown; empty if there is no table.
    """

    line: int
    cells: int
    columns: int
    lost: str


def split_row(line: str) -> list[str]:
    """Return the texts of the cells of a row."""
    line = line.strip()
    if line.startswith("|"):
        line = line[1:]
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(line)]


def is_delimiter_row(line: str) -> bool:
    """Return whether a line has dashes and bars as the line below the headings of a table."""
    return "|" in line.strip("| \t") and _DELIMITERS.fullmatch(line) is not None


def read_alignments(header: str, line: str) -> tuple[str, ...] | None:
    """Return the class of each column of the table that two lines begin.

    Args:
        header: The row of headings.
        line: The line after it, which has a dash for each column.

    Returns:
        The classes, which are empty for columns without an alignment; ``None`` if the lines do not
        begin a table.
    """
    if "|" not in header or _DELIMITERS.fullmatch(line) is None or not line.strip("- \t"):
        return None
    cells = split_row(line)
    if len(cells) != len(split_row(header)):
        return None
    return tuple(map(_alignment, cells))


def _alignment(cell: str) -> str:
    is_start, is_end = cell.startswith(":"), cell.endswith(":")
    if is_start and is_end:
        return "align-center"
    return "align-start" if is_start else "align-end" if is_end else ""
