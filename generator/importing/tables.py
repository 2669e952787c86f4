"""Read tables: those of TimelineJS and of auto-archiver, our own, and any other."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from generator.content.foreign_keys import normalize_key
from generator.importing.cells import RecordBuilder, find_target
from generator.importing.records import Evidence, ImportFailure, Record
from generator.importing.timeline_parts import ask_for_early_year, compose_timeline_date
from generator.importing.wikidata import is_wikidata_table, read_wikidata_table
from generator.lazy_patterns import lazy_compile
from generator.messages import say

_TIMELINE: Final = frozenset({"year", "headline"})
_DATE_PARTS: Final = ("year", "month", "day", "time")
# The columns of TimelineJS sheets that are dates, by their normal names.
_END_PARTS: Final = tuple(f"end{part}" for part in _DATE_PARTS)
_TIMELINE_TARGETS: Final = MappingProxyType(
    {
        "headline": "title",
        "text": "body",
        "group": "tags",
        "tag": "tags",
        "mediacredit": "source.name",
        "media": "source.url",
    }
)
_ARCHIVER: Final = frozenset({"archivestatus", "archivelocation"})
_ARCHIVER_TARGETS: Final = MappingProxyType(
    {
        "link": "source.url",
        "archivelocation": "source.archived",
        "archivedate": "source.accessed",
        "uploadtimestamp": "source.published",
        "uploadtitle": "source.title",
        "hash": "extra.hash",
    }
)
_NO_EVENTS: Final = MappingProxyType({"title": "the title", "era": "an era"})
# Our own table has these besides the fields, each of which another column says more exactly.
_OWN: Final = frozenset({"dateedtf", "datewithin", "datehijri"})
_OWN_TARGETS: Final = MappingProxyType(
    {"date": "", "datewithin": "", "dateoriginal": "", "datehijri": "", "url": ""}
)
_NO_LAYOUT: Final[Mapping[str, str]] = MappingProxyType({})
# An apostrophe before what a spreadsheet would take for a formula.
_PROTECTED = lazy_compile(r"'(?=\s*[=+\-@])")


def read_csv(name: str, text: str, timezone: str, mapping: Mapping[str, str]) -> tuple[Record, ...]:
    """Read a table of separated values with one line of headings.

    Raises:
        ImportFailure: It is not a table.
    """
    heading = text.partition("\n")[0]
    if heading.startswith("?"):
        # The query service of Wikidata writes values with the signs of RDF, not of CSV.
        typed = [line.split("\t") for line in text.split("\n") if line]
        return read_wikidata_table(name, typed, timezone, mapping)
    delimiter = max("\t,;|", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        message = say("it is not a table of separated values: %(error)s", error=error)
        hint = "export it again as CSV in UTF-8"
        if len(text) > csv.field_size_limit():
            hint = say("close every quotation mark, or %(hint)s", hint=hint)
        raise ImportFailure(message, hint, reader.line_num) from None
    if is_wikidata_table(rows):
        return read_wikidata_table(name, rows, timezone, mapping)
    return read_rows(name, rows, timezone, mapping)


def check_mapping(mapping: Mapping[str, str], columns: Sequence[str]) -> None:
    """Check that a table has the columns that are mapped.

    Raises:
        ImportFailure: It lacks one.
    """
    for column in mapping:
        if column not in columns:
            message = say(
                "--map names the column '%(column)s', which it does not have", column=column
            )
            raise ImportFailure(
                message, say("its columns are: %(columns)s", columns=", ".join(columns))
            )


def refuse_mapping(mapping: Mapping[str, str]) -> None:
    """Check that no columns are mapped, for a file that is no table.

    Raises:
        ImportFailure: One is.
    """
    for column in mapping:
        message = say("--map names the column '%(column)s', but it is not a table", column=column)
        raise ImportFailure(message, "import it without --map")


def read_rows(
    name: str,
    rows: Sequence[Sequence[str]],
    timezone: str,
    mapping: Mapping[str, str],
    first_row: int = 1,
) -> tuple[Record, ...]:
    """Read the rows of a table, the first of which has the headings.

    Args:
        name: The name of the table.
        rows: The rows.
        timezone: The IANA time zone of the site, or nothing.
        mapping: The fields of columns, by the names of the columns.
        first_row: The number of the row with the headings.

    Raises:
        ImportFailure: The table has no rows, or no heading is known.
    """
    if len(rows) < 2:
        raise ImportFailure("it has no rows below a line of headings", "export the table again")
    columns = [cell.strip() for cell in rows[0]]
    check_mapping(mapping, columns)
    layout = _find_layout(columns)
    is_timeline = layout == _TIMELINE_TARGETS
    targets = [
        mapping.get(column, _find_target(column, layout, is_timeline=is_timeline))
        for column in columns
    ]
    if not is_timeline and not {"title", "date", "source.url", "body"} & set(targets):
        message = say("none of its columns is known: %(columns)s", columns=", ".join(columns))
        raise ImportFailure(message, "say what they are, as in --map Headline=title --map Day=date")
    return tuple(
        _read_rows(
            name, columns, targets, rows[1:], timezone, first_row=first_row, is_timeline=is_timeline
        )
    )


def _find_layout(columns: Sequence[str]) -> Mapping[str, str]:
    """Return what the columns of a known kind of table mean, by their normal names."""
    names = {normalize_key(column) for column in columns}
    layouts: tuple[tuple[frozenset[str], Mapping[str, str]], ...] = (
        (_TIMELINE, _TIMELINE_TARGETS),
        (_ARCHIVER, _ARCHIVER_TARGETS),
        (_OWN, _OWN_TARGETS),
    )
    found = (targets for signature, targets in layouts if signature <= names)
    return next(found, _NO_LAYOUT)


def _find_target(column: str, layout: Mapping[str, str], *, is_timeline: bool) -> str:
    name = normalize_key(column)
    if name in layout:
        return layout[name]
    return "" if is_timeline else find_target(column)


def _read_rows(
    name: str,
    columns: Sequence[str],
    targets: Sequence[str],
    rows: Sequence[Sequence[str]],
    timezone: str,
    *,
    first_row: int,
    is_timeline: bool,
) -> Iterator[Record]:
    for number, row in enumerate(rows, first_row + 1):
        if not any(cell.strip() for cell in row):
            continue
        builder = RecordBuilder(f"{name}, row {number}", timezone)
        cells = {
            column: _PROTECTED.sub("", cell.strip(), count=1)
            for column, cell in zip(columns, row, strict=False)
        }
        for cell in row[len(columns) :]:
            if cell.strip():
                builder.ask(
                    say("not used: '%(cell)s', in a column without a heading", cell=cell.strip())
                )
        if is_timeline:
            _add_timeline(builder, cells)
        for column, target in zip(columns, targets, strict=True):
            cell = cells.get(column, "")
            if target:
                builder.add(target, cell)
            elif cell and not _is_read(column, is_timeline=is_timeline):
                builder.ask(
                    say(
                        "not used: '%(cell)s', of the column '%(column)s'", cell=cell, column=column
                    )
                )
        yield builder.build()


def _is_read(column: str, *, is_timeline: bool) -> bool:
    """Whether another column, or the layout of the table, says what a column does."""
    name = normalize_key(column)
    if is_timeline:
        return name in (*_DATE_PARTS, *_END_PARTS, "displaydate", "type", "enddisplaydate")
    return name in _OWN_TARGETS


def _add_timeline(builder: RecordBuilder, cells: Mapping[str, str]) -> None:
    """Add the dates of a row of a TimelineJS sheet."""
    by_name = {normalize_key(column): cell for column, cell in cells.items()}
    kind = by_name.get("type", "").casefold()
    if kind in _NO_EVENTS:
        builder.reject(
            say("it is %(no_events)s of the timeline, and no event", no_events=_NO_EVENTS[kind])
        )
    start = [by_name.get(part, "") for part in _DATE_PARTS]
    end = [by_name.get(part, "") for part in _END_PARTS]
    builder.add("date", compose_timeline_date(*start))
    for question in ask_for_early_year(by_name.get("year", "")):
        builder.ask(question)
    builder.add("end", compose_timeline_date(*end))
    shown = by_name.get("displaydate", "")
    if shown:
        words = compose_timeline_date(*start)
        builder.ask(
            say(
                "date: it is shown as '%(shown)s'; check that '%(words)s' says the same",
                shown=shown,
                words=words,
            )
        )
    if by_name.get("mediacredit"):
        builder.note(Evidence("source.name", by_name["mediacredit"], "Media Credit"))
