"""The events as CSV (RFC 4180), so that spreadsheets open it rightly and run none of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from generator.views.exports import ExportView, RecordView

COLUMNS = (
    "key",
    "date_edtf",
    "date",
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
# The byte order mark tells Excel that the file is UTF-8.
_MARK = "\ufeff"
# What a spreadsheet takes for the start of a formula, full-width forms included.
_FORMULA = re.compile(r"[\s\u00a0\u200b-\u200f\u061c\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_BREAKS = re.compile(r"\s+")


def write_csv(view: ExportView, rows: Sequence[str]) -> bytes:
    """A collection as a sheet, oldest first."""
    return "".join([_MARK, ",".join(COLUMNS), "\r\n", *rows]).encode()


def csv_row(record: RecordView, base: str) -> str:
    """A record as a row."""
    event = record.event
    cells = (
        record.key,
        event.when.edtf,
        event.when.text,
        event.status,
        event.title,
        event.summary,
        event.place.text if event.place is not None else "",
        "; ".join(tag.text for tag in event.tags),
        "; ".join(source.text for source in event.sources),
        " ".join(cited.url for cited in record.citations if cited.url),
        event.lang,
        base + event.path,
        record.published.edtf if record.published is not None else "",
        record.updated.edtf if record.updated is not None else "",
    )
    line = io.StringIO()
    csv.writer(line).writerow(map(csv_cell, cells))
    return line.getvalue()


def csv_cell(text: str) -> str:
    """A text on one line that no spreadsheet runs: an apostrophe stands before a formula's sign."""
    line = _BREAKS.sub(" ", text).strip()
    return f"'{line}" if _FORMULA.match(line) else line
