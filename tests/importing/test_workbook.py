"""Workbooks: every cell as it is shown, and no day that it does not show."""

from __future__ import annotations

import datetime as dt
import sys
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile, Record
from tests.support import Build, MakeSite, Read, Run

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.en]\n[languages.ar]\n'}
HEADINGS = ("Headline", "Date", "Source")


def workbook(*rows: Sequence[Any], formats: dict[str, str] | None = None) -> Workbook:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    return book


def save(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book: Workbook | bytes, **mapping: str) -> tuple[Record, ...]:
    data = book if isinstance(book, bytes) else save(book)
    return read_records(InputFile("events.xlsx", data), "Asia/Baghdad", mapping)


def test_a_sheet_becomes_published_articles(
    site: MakeSite, run: Run, build: Build, read: Read, tmp_path: Path
) -> None:
    folder = site(SETTINGS)
    (tmp_path / "events.xlsx").write_bytes(
        save(workbook(HEADINGS, ("Bridge closed", dt.date(2024, 1, 4), "River News")))
    )
    result = run("import", tmp_path / "events.xlsx", "--folder", folder)
    assert result.exit_code == 0
    assert (
        (folder / "content/imported/bridge-closed.en.md")
        .read_text("utf-8")
        .startswith("---\ntitle: Bridge closed\ndate: 2024-01-04\nsource: River News\n")
    )
    assert build(folder).exit_code == 0
    assert "Bridge closed" in read(folder, "en/")


@pytest.mark.parametrize(
    ("value", "number_format", "date"),
    [
        (dt.datetime(2024, 1, 1), "mmm yyyy", "2024-01"),
        (dt.datetime(2024, 1, 1), 'yyyy"m"', "2024"),
        (dt.datetime(2024, 1, 1), "[$-409]mmmm\\ yyyy;@", "2024-01"),
        (dt.datetime(2024, 1, 5), "dd/mm/yyyy", "2024-01-05"),
        (dt.datetime(2024, 1, 5, 10, 4), "dd/mm/yyyy", "2024-01-05"),
        (dt.datetime(2024, 1, 5, 10, 4), "yyyy-mm-dd h:mm", "2024-01-05T10:04+03:00"),
        (dt.datetime(2024, 1, 5), "d mmm", ""),
        (2024, "General", "2024"),
        (2024.0, "0", "2024"),
        ("5 كانون الثاني 2024", "General", "2024-01-05"),
        ("05/01/2024", "General", ""),
        ("=TODAY()", "yyyy-mm-dd", ""),
    ],
)
def test_a_date_is_no_more_precise_than_it_is_shown(
    value: object, number_format: str, date: str
) -> None:
    (record,) = read(workbook(HEADINGS, ("A", value, "X"), formats={"B2": number_format}))
    assert record.date == date
    assert bool(record.questions) == (not date)


def test_a_sheet_of_timelinejs() -> None:
    (record,) = read(
        workbook(
            ("Year", "Month", "Day", "Time", "Headline", "Group"),
            (2024, 1, 5, dt.time(10, 4), "Bridge", "roads"),
        )
    )
    assert (record.date, record.title) == ("2024-01-05T10:04+03:00", "Bridge")


def test_links_merged_cells_and_lines_above_the_headings() -> None:
    book = workbook(
        ("Our timeline",),
        HEADINGS,
        ("A", dt.date(2024, 1, 4), "River News"),
        ("B", None, "River News"),
    )
    book.active["C3"].hyperlink = "https://example.org/a"
    book.active.merge_cells("B3:B4")
    above, first, second = read(book)
    assert (above.title, above.reason) == ("Our timeline", "it is above the headings")
    assert first.origin == "events.xlsx, sheet 'Sheet', row 3"
    assert [source.url for source in first.sources] == ["https://example.org/a"]
    assert second.date == "2024-01-04"


def test_every_sheet_is_read_or_listed() -> None:
    book = workbook(HEADINGS, ("A", "2024", "X"))
    book.create_sheet("Notes").append(["call", "them"])
    book["Notes"].append(["no", "yes"])
    book.create_sheet("Old").append(HEADINGS)
    book["Old"].append(["B", "2023", "X"])
    book["Old"].sheet_state = "hidden"
    records = read(book)
    assert [(each.title, each.reason) for each in records] == [
        ("A", ""),
        ("Notes", "none of its columns is known: call, them"),
        ("Old", "the sheet is hidden"),
    ]


def test_columns_are_mapped_by_hand() -> None:
    (record,) = read(
        workbook(("What", "outlet"), ("Bridge", "River News")), What="title", outlet="source.name"
    )
    assert (record.title, record.sources[0].name) == ("Bridge", "River News")


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "x")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_001)
    return stream.getvalue()


def with_entities() -> bytes:
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(save(workbook(HEADINGS, ("A", "2024", "X"))))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                entities = "".join(
                    f'<!ENTITY {c} "{f"&{p};" * 40}">'
                    for p, c in zip("abcdefg", "bcdefgh", strict=True)
                )
                text = f'<!DOCTYPE x [<!ENTITY a "a">{entities}]>' + text.replace("A", "&h;")
            new.writestr(name, text)
    return stream.getvalue()


def test_damaged_workbooks_are_errors() -> None:
    whole = save(workbook(HEADINGS, ("A", "2024", "X")))
    damaged = [
        *(whole[:length] for length in range(0, len(whole), 97)),
        b"\xd0\xcf\x11\xe0" + whole,
        bomb(),
        with_entities(),
        save(Workbook()),
    ]
    for data in damaged:
        with pytest.raises(ImportFailure) as failure:
            read(data)
        assert failure.value.hint


def test_changed_bytes_are_never_a_traceback() -> None:
    whole = save(workbook(HEADINGS, ("A", dt.date(2024, 1, 4), "X")))
    for position in range(0, len(whole), 61):
        data = bytearray(whole)
        data[position] ^= 0x55
        with suppress(ImportFailure):
            read(bytes(data))


@pytest.mark.parametrize("name", ["events.xls", "events.ods"])
def test_other_workbooks_are_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(ImportFailure) as failure:
        read_records(InputFile(name, b"\xd0\xcf\x11\xe0"), "", {})
    assert failure.value.hint == "save it as .xlsx, or as CSV in UTF-8"


def test_a_missing_package_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = save(workbook(HEADINGS, ("A", "2024", "X")))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportFailure) as failure:
        read(data)
    assert failure.value.hint.startswith("run: python3 -m pip install openpyxl; or ")
