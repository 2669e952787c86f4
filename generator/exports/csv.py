"""Events as CSV (RFC 4180) that spreadsheets open correctly and run no formula of."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from generator.exports.format import ExportFormat, Scope
from generator.lazy_patterns import lazy_compile
from generator.views.exports import ExportView, RecordView

COLUMNS = (
    "key",
    "date_edtf",
    "date",
    "date_within",
    "date_original",
    "date_hijri",
    "status",
    "title",
    "summary",
    "place",
    "tags",
    "sources",
    "source_urls",
    "language",
    "url",
    "published",
    "updated",
)
# Excel reads a file with a byte order mark as UTF-8.
_BYTE_ORDER_MARK = "\ufeff"
# The start of a formula for spreadsheets, full-width forms included.
_FORMULA = lazy_compile(r"[\s\u00a0\u200b-\u200f\u061c\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_SPACES = lazy_compile(r"\s+")


def write_csv(view: ExportView, rows: Sequence[str]) -> bytes:
    """Write a collection as a table, oldest event first."""
    return "".join([_BYTE_ORDER_MARK, ",".join(COLUMNS), "\r\n", *rows]).encode()


def csv_row(record: RecordView, base: str) -> str:
    """Write a record as a row."""
    event = record.event
    cells = (
        record.key,
        event.when.edtf,
        event.when.text,
        "yes" if event.when.is_within else "",
        event.when.original,
        event.when.hijri,
        event.status,
        event.title,
        event.summary,
        event.place.text if event.place is not None else "",
        "; ".join(tag.text for tag in event.tags),
        "; ".join(source.text for source in event.sources),
        " ".join(citation.url for citation in record.citations if citation.url),
        event.lang,
        base + event.path,
        record.published.edtf if record.published is not None else "",
        record.updated.edtf if record.updated is not None else "",
    )
    row = io.StringIO()
    csv.writer(row).writerow(map(csv_cell, cells))
    return row.getvalue()


def csv_cell(text: str) -> str:
    """Return a text on one line, with an apostrophe before what spreadsheets would run."""
    line = _SPACES.sub(" ", text).strip()
    return f"'{line}" if _FORMULA.match(line) else line


FORMAT = ExportFormat(
    name="csv",
    label="CSV",
    file_name="events.csv",
    media_type="text/csv",
    scope=Scope.ALL,
    description="A table for spreadsheets (RFC 4180), one event a row.",
    write_record=csv_row,
    write_file=write_csv,
)
