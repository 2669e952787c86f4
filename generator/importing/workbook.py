"""Read the sheets of a workbook (XLSX): every cell as it is shown, and no day that it hides."""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from generator.importing.cells import find_target
from generator.importing.records import ImportFailure, Record
from generator.importing.tables import read_rows
from generator.lazy_patterns import lazy_compile
from generator.messages import say
from generator.text.truncation import truncate
from generator.text.web_addresses import is_web_address

ENDINGS: Final = (".xlsx", ".xlsm")
"""How the names of workbooks end."""

UNREAD_ENDINGS: Final = (".xls", ".xlsb", ".ods", ".numbers")
"""How the names of workbooks end that are not read."""

# A small file can contain any number of cells; a sheet of 100,000 events has less than this.
_MOST_BYTES = 100_000_000
# What the standard library raises for an archive that is damaged.
_DAMAGED: Final = (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error)
_AS_CSV = "save the sheet as CSV in UTF-8, and import that"
# What is not a sign for a part of a date: a text in quotation marks, a color, a language.
_LITERAL = lazy_compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def read_workbook(
    name: str, data: bytes, timezone: str, mapping: Mapping[str, str]
) -> tuple[Record, ...]:
    """Read the visible sheets of a workbook, each a table with a line of headings.

    Args:
        name: The name of the file.
        data: Its bytes.
        timezone: The IANA time zone of the site, or nothing.
        mapping: The fields of columns, by the names of the columns.

    Raises:
        ImportFailure: It is not a workbook, no sheet can be read, or a package is not installed.
    """
    has_formulas = _check_archive(data)
    sheets = _load(data, formulas=False)
    formulas = _load(data, formulas=True) if has_formulas else None
    records: list[Record] = []
    failures: list[ImportFailure] = []
    for sheet in sheets.worksheets:
        origin = f"{name}, sheet '{sheet.title}'"
        rows = list(_read_cells(sheet, formulas[sheet.title] if formulas is not None else None))
        first = next((i for i, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
        if not any(map(any, rows)):
            continue
        if sheet.sheet_state != "visible":
            records.append(Record(origin, reason="the sheet is hidden", title=sheet.title))
            continue
        for row in rows[:first]:
            if any(row):
                title = " ".join(filter(None, row))
                records.append(Record(origin, reason="it is above the headings", title=title))
        try:
            records += read_rows(origin, rows[first:], timezone, mapping, first + 1)
        except ImportFailure as failure:
            failures.append(failure)
            records.append(Record(origin, reason=failure.message, title=sheet.title))
    if failures and all(record.reason for record in records):
        raise failures[0]
    if not records:
        raise ImportFailure("it has no rows below a line of headings", "save the workbook again")
    return tuple(records)


def _check_archive(data: bytes) -> bool:
    """Check that a workbook is one that can be opened; return whether it may have formulas.

    Raises:
        ImportFailure: It is not one, or is too large.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "it is protected by a password, or is a workbook of Excel 2003"
        raise ImportFailure(message, "save it as .xlsx without a password")
    try:
        with ZipFile(BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            if size > _MOST_BYTES:
                message = say(
                    "its sheets have %(size)s bytes; at most %(most_bytes)s are read",
                    size=f"{size:,}",
                    most_bytes=f"{_MOST_BYTES:,}",
                )
                raise ImportFailure(message, _AS_CSV)
            names = [each for each in archive.namelist() if each.startswith("xl/worksheets/")]
            return any(re.search(rb"<f[ >]", archive.read(each)) for each in names)
    except _DAMAGED as error:
        message = say("it is not a workbook that can be opened: %(error)s", error=error)
        raise ImportFailure(message, "save it again as .xlsx") from None


def _load(data: bytes, *, formulas: bool) -> Any:
    """Load a workbook, with the values of its cells or with their formulas.

    Raises:
        ImportFailure: It cannot be read, or a package is not installed.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and an extra
    except ImportError:
        message = "workbooks need a package that is not installed"
        hint = say("run: python3 -m pip install openpyxl; or %(as_csv)s", as_csv=_AS_CSV)
        raise ImportFailure(message, hint) from None
    try:
        return load_workbook(BytesIO(data), data_only=not formulas)
    except Exception as error:
        message = say(
            "the workbook cannot be read: %(truncate)s", truncate=truncate(str(error), 60)
        )
        raise ImportFailure(message, _AS_CSV) from None


def _read_cells(sheet: Any, formulas: Any) -> Iterator[list[str]]:
    """Yield the cells of each row as texts, with the links of cells in columns of their own."""
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    texts: list[list[str]] = []
    links: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells, addresses = [], []
        for column, cell in enumerate(row, 1):
            shown = sheet.cell(*merged.get((number, column), (number, column)))
            text = _write_cell(shown)
            if not text and formulas is not None:
                written = formulas.cell(number, column).value
                text = written if isinstance(written, str) and written.startswith("=") else ""
            cells.append(text)
            address = str(cell.hyperlink.target or "") if cell.hyperlink is not None else ""
            addresses.append(address if is_web_address(address) and address != text else "")
        texts.append(cells)
        links.append(addresses)
    yield from _add_links(texts, links)


def _add_links(texts: list[list[str]], links: list[list[str]]) -> Iterator[list[str]]:
    """Yield rows with a further column for each column whose cells are links."""
    columns = sorted({index for row in links for index, link in enumerate(row) if link})
    first = next((i for i, row in enumerate(texts) if sum(map(bool, row)) > 1), 0)
    headings = texts[first] if texts else []
    has_address = "source.url" in map(find_target, headings)
    for number, row in enumerate(texts):
        added = []
        for column in columns:
            heading = headings[column] if column < len(headings) else ""
            is_source = find_target(heading) == "source.name" and not has_address
            label = "URL" if is_source else f"{heading} (link)"
            added.append(label if number == first else links[number][column])
        yield [*row, *added]


def _write_cell(cell: Any) -> str:
    """Return the value of a cell as a text, a date no more precise than it is shown."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return _write_date(value, str(cell.number_format))
    if isinstance(value, dt.time):
        return value.isoformat("minutes" if not value.second else "seconds")
    return str(value).strip()


def _write_date(value: dt.datetime, number_format: str) -> str:
    """Write a date with the parts that its format shows.

    A cell that shows "January 2024" contains the first of January, which nobody has written. One
    that shows no year has that in which it was typed.
    """
    signs = _LITERAL.sub("", number_format.partition(";")[0]).casefold()
    if "d" not in signs and "y" in signs:
        has_month = re.search(r"m", re.sub(r"h+[^a-z]*m+|m+[^a-z]*s+", "", signs)) is not None
        return f"{value.year:04}-{value.month:02}" if has_month else f"{value.year:04}"
    if "y" not in signs and "d" in signs:
        return f"{value.day} {_MONTHS[value.month - 1]}"
    day = value.date().isoformat()
    if "h" not in signs:
        return day
    return f"{day}T{value.time().isoformat('minutes' if not value.second else 'seconds')}"


def is_workbook(name: str, data: bytes) -> bool:
    """Whether a file is a workbook: by its name, or by the files in it."""
    if name.casefold().endswith(ENDINGS):
        return True
    return data.startswith(b"PK\x03\x04") and b"xl/workbook.xml" in data
