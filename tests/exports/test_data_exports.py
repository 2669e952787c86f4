"""What the exports as JSON and CSV contain, with and without each optional field."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from generator.exports import FORMATS, ExportFormat, plain_text
from generator.exports.csv import COLUMNS, csv_row, write_csv
from generator.exports.escaping import compact_json, escape_xml, to_json
from generator.exports.events_json import SCHEMA, event_json, write_events_json
from generator.exports.record_cache import RecordCache
from generator.model import FrozenMapping
from generator.views.exports import ExportView, RecordView, TextFileView
from generator.views.shared import LinkView, TextView
from tests.support.views import (
    BASE,
    COLLECTION_ID,
    FULL_RECORD,
    IMAGE,
    RECORD_ID,
    make_citation,
    make_collection,
    make_event,
    make_record,
    make_when,
)

# --- JSON ----------------------------------------------------------------------------------------


def event(record: RecordView) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(event_json(record, BASE))
    return data


def write(*records: RecordView, **fields: Any) -> str:
    view = ExportView("en/events.json", make_collection(*records, **fields))
    return write_events_json(view, [event_json(record, BASE) for record in records]).decode()


def test_a_date_has_its_original_of_another_calendar() -> None:
    when = make_when("2024-03-31", "31 March 2024", original="21 Ramadan 1445 AH")
    assert event(make_record(event=make_event(when=when)))["date"] == {
        "edtf": "2024-03-31",
        "text": "31 March 2024",
        "original": "21 Ramadan 1445 AH",
    }


def test_a_date_within_a_month_of_another_calendar_says_so() -> None:
    when = make_when("2024-03-11/2024-04-09", "Ramadan 1445", is_within=True)
    assert event(make_record(event=make_event(when=when)))["date"] == {
        "edtf": "2024-03-11/2024-04-09",
        "text": "Ramadan 1445",
        "within": True,
    }


def test_an_event_has_every_field() -> None:
    assert event(FULL_RECORD) == {
        "id": RECORD_ID,
        "key": "strike",
        "url": f"{BASE}ar/articles/strike/?a=1&b=2",
        "language": "ar",
        "title": 'ضربة <أ> & "ب"',
        "summary": "أولا, ثانيا; <ثالثا>",
        "date": {"edtf": "2024-01-04", "text": "4 < 5 January", "hijri": "22 Jumada II 1445"},
        "status": "alleged",
        "place": {"text": "Camp & <Gate>, north", "language": "en"},
        "tags": ["war&peace", "iraq"],
        "sources": [
            {
                "source": "ap",
                "title": "ضربة & أخرى",
                "url": "https://ap.example/1?a=1&b=2",
                "published": "2024-01-05",
                "accessed": "2024-01-06",
                "via": "Reuters & others",
                "archived": "https://archive.example/1?a=1&b=2",
                "quote": {"text": "قال & لم يقل", "language": "ar"},
            },
            {"source": "وكالة"},
        ],
        "published": "2024-01-05",
        "updated": "2024-02~",
        "corrections": [{"date": "2024-01-09", "note": "The <place> was wrong"}],
        "image": {
            "url": f"{BASE}assets/camp.jpg",
            "alt": "Smoke & <dust>",
            "width": 640,
            "height": 480,
            "credit": "Photo: A & B",
        },
        "translations": [{"language": "en", "url": f"{BASE}en/articles/strike-2/"}],
        "extra": {"dead": 3, "names": ["أ", "ب"]},
    }


def test_an_event_has_no_field_that_is_not_known() -> None:
    assert event(make_record()) == {
        "id": RECORD_ID,
        "key": "strike",
        "url": f"{BASE}en/articles/strike/",
        "language": "en",
        "title": "Strike",
        "date": {"edtf": "2024-01-04", "text": "2024-01-04"},
        "status": "occurred",
        "tags": [],
        "sources": [],
    }


def test_an_image_without_a_credit_has_none() -> None:
    image = type(IMAGE)(IMAGE.path, 0, 0, "Smoke", "")
    assert event(make_record(image=image))["image"] == {
        "url": f"{BASE}assets/camp.jpg",
        "alt": "Smoke",
    }


def test_a_file_describes_its_collection() -> None:
    data = {
        "$schema": f"{BASE}events.schema.json",
        "id": COLLECTION_ID,
        "title": "Log & <book>",
        "language": "en",
        "direction": "ltr",
        "url": f"{BASE}en/?a=1&b=2",
        "updated": "2024-02-01T00:00:00+03:00",
        "tags": {},
        "sources": {},
        "events": [],
    }
    assert json.loads(write()) == data
    assert json.loads(write(description="All & more")) == data | {"description": "All & more"}


def test_a_file_names_each_tag_and_source_of_its_events_once() -> None:
    other = make_record(
        event=make_event(tags=(LinkView("en/tags/aid/", "Aid", "en", "ltr"),)),
        tag_ids=("aid",),
        source_ids=("ap",),
        citations=(make_citation("AP"),),
    )
    data = json.loads(write(FULL_RECORD, other))
    assert list(data["tags"].items()) == [
        ("aid", {"name": "Aid", "language": "en", "url": f"{BASE}en/tags/aid/"}),
        ("iraq", {"name": "العراق", "language": "ar", "url": f"{BASE}ar/tags/iraq/"}),
        (
            "war&peace",
            {"name": 'War, & "peace"', "language": "en", "url": f"{BASE}en/tags/war/"},
        ),
    ]
    assert list(data["sources"].items()) == [
        ("ap", {"name": "AP", "language": "en", "url": f"{BASE}en/sources/ap/"}),
        ("وكالة", {"name": "وكالة", "language": "en", "url": f"{BASE}en/sources/وكالة/"}),
    ]


def test_a_file_has_an_event_a_line_and_is_as_its_schema_says() -> None:
    records = (FULL_RECORD, make_record())
    text = write(*records)
    _, *lines, end = text.splitlines()
    assert [json.loads(line.removesuffix(",")) for line in lines] == [
        event(record) for record in records
    ]
    assert end == "]}"
    validator = Draft202012Validator(json.loads(SCHEMA), format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(json.loads(text))] == []


def test_values_are_written_without_spaces_or_escapes() -> None:
    assert compact_json({"a": ["ب", 1]}) == '{"a":["ب",1]}'


def test_frozen_values_become_those_of_json() -> None:
    inner = FrozenMapping((("b", (1, ("x", None))),))
    assert to_json(FrozenMapping((("a", inner), ("c", True)))) == {
        "a": {"b": [1, ["x", None]]},
        "c": True,
    }


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a & b", "a &amp; b"),
        ("<b>", "&lt;b&gt;"),
        ('"&amp;"', "&quot;&amp;amp;&quot;"),
        ("a\x00b", "ab"),
        ("ب\ufffeب", "بب"),
        ("ب\x1fب", "بب"),
    ],
)
def test_xml_special_characters_are_escaped_and_forbidden_ones_removed(
    text: str, escaped: str
) -> None:
    assert escape_xml(text) == escaped


# --- CSV -----------------------------------------------------------------------------------------


def row(record: RecordView) -> dict[str, str]:
    ((*cells,),) = csv.reader(io.StringIO(csv_row(record, BASE), newline=""), strict=True)
    return dict(zip(COLUMNS, cells, strict=True))


def test_a_row_has_every_cell() -> None:
    assert row(FULL_RECORD) == {
        "key": "strike",
        "date_edtf": "2024-01-04",
        "date": "4 < 5 January",
        "date_within": "",
        "date_original": "",
        "date_hijri": "22 Jumada II 1445",
        "status": "alleged",
        "title": 'ضربة <أ> & "ب"',
        "summary": "أولا, ثانيا; <ثالثا>",
        "place": "Camp & <Gate>, north",
        "tags": 'War, & "peace"; العراق',
        "sources": "AP & <AFP>; وكالة",
        "source_urls": "https://ap.example/1?a=1&b=2",
        "language": "ar",
        "url": f"{BASE}ar/articles/strike/?a=1&b=2",
        "published": "2024-01-05",
        "updated": "2024-02~",
    }


def test_a_row_says_that_a_date_is_within_a_month_of_another_calendar() -> None:
    when = make_when("2024-03-11/2024-04-09", "Ramadan 1445", is_within=True)
    assert row(make_record(event=make_event(when=when)))["date_within"] == "yes"


def test_a_row_has_an_empty_cell_for_what_is_not_known() -> None:
    assert row(make_record()) == dict.fromkeys(COLUMNS, "") | {
        "key": "strike",
        "date_edtf": "2024-01-04",
        "date": "2024-01-04",
        "status": "occurred",
        "title": "Strike",
        "language": "en",
        "url": f"{BASE}en/articles/strike/",
    }


def test_addresses_in_a_cell_are_separated_by_spaces() -> None:
    citations = tuple(make_citation(url=f"https://ap.example/{number}") for number in (2, 1))
    cell = row(make_record(citations=citations))["source_urls"]
    assert cell == "https://ap.example/2 https://ap.example/1"


def test_a_cell_has_one_line_and_no_formula() -> None:
    place = TextView("=1+1", "en", "ltr")
    record = make_record(event=make_event("-0300", title=" a \r\n\t b ", place=place))
    cells = row(record)
    assert (cells["title"], cells["place"], cells["date_edtf"]) == ("a b", "'=1+1", "'-0300")


def test_a_table_has_a_byte_order_mark_a_header_and_a_row_an_event() -> None:
    records = (FULL_RECORD, make_record(updated=make_when("2024")))
    rows = [csv_row(record, BASE) for record in records]
    data = write_csv(ExportView("en/events.csv", make_collection(*records)), rows).decode()
    assert data == "\ufeff" + ",".join(COLUMNS) + "\r\n" + "".join(rows)
    assert [each.count("\r\n") for each in rows] == [1, 1]


# --- All formats ---------------------------------------------------------------------------------


@pytest.mark.parametrize("export_format", FORMATS, ids=lambda each: each.name)
def test_a_format_writes_each_record_and_then_the_file(export_format: ExportFormat[Any]) -> None:
    composed = FULL_RECORD, make_record()
    view = ExportView(f"en/{export_format.file_name}", make_collection(*composed))
    records = [export_format.write_record(record, BASE) for record in composed]
    data = export_format.write(view, RecordCache())
    assert data == export_format.write_file(view, records)


def test_a_text_file_is_in_utf_8() -> None:
    assert plain_text.FORMAT.write(TextFileView("نص\n"), RecordCache()) == "نص\n".encode()


# --- Records that files share --------------------------------------------------------------------


def test_a_record_that_several_files_share_is_written_once() -> None:
    calls: list[tuple[str, str]] = []

    def write_key(record: RecordView, base: str) -> str:
        calls.append((record.key, base))
        return f"{base}{record.key}"

    def write_title(record: RecordView, base: str) -> str:
        return record.event.title

    cache = RecordCache()
    first, second = make_record(key="a"), make_record(key="b")
    assert cache.write_all(write_key, (first, second), "x/") == ["x/a", "x/b"]
    assert cache.write_all(write_key, (second, first), "x/") == ["x/b", "x/a"]
    assert calls == [("a", "x/"), ("b", "x/")]
    # Another address and another format make other texts.
    assert cache.write_all(write_key, (first,), "y/") == ["y/a"]
    assert cache.write_all(write_title, (first,), "y/") == ["Strike"]
    assert cache.write_all(write_key, (first,), "y/") == ["y/a"]
    assert calls[2:] == [("a", "y/"), ("a", "y/")]
