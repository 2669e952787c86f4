"""What TimelineJS gets: parts of dates no finer than known, texts as HTML, and the scale."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.exports.timelinejs import timelinejs_slide, write_timelinejs
from generator.views.exports import ExportView, RecordView
from tests.support.views import (
    BASE,
    FULL_RECORD,
    make_collection,
    make_event,
    make_record,
    make_when,
)


def slide(record: RecordView) -> dict[str, Any]:
    text, _ = timelinejs_slide(record, BASE)
    data: dict[str, Any] = json.loads(text)
    return data


def write(*records: RecordView, **fields: Any) -> str:
    view = ExportView("en/timeline.json", make_collection(*records, **fields))
    return write_timelinejs(view, [timelinejs_slide(record, BASE) for record in records]).decode()


def test_a_slide_has_every_field_of_the_event() -> None:
    assert slide(FULL_RECORD) == {
        "start_date": {
            "year": 2024,
            "month": 1,
            "day": 4,
            "display_date": "4 &lt; 5 January",
        },
        "text": {
            "headline": f'<a href="{BASE}ar/articles/strike/?a=1&amp;b=2">'
            '<span lang="ar" dir="rtl">ضربة &lt;أ&gt; &amp; &quot;ب&quot;</span>'
            " (alleged &lt;so far&gt;)</a>",
            "text": '<p lang="ar" dir="rtl">أولا, ثانيا; &lt;ثالثا&gt;</p>'
            '<p><span lang="en" dir="ltr">AP &amp; &lt;AFP&gt;</span>'
            ' · <span lang="ar" dir="rtl">وكالة</span></p>',
        },
        "media": {
            "url": f"{BASE}assets/camp.jpg",
            "alt": "Smoke &amp; &lt;dust&gt;",
            "caption": "",
            "credit": "Photo: A &amp; B",
        },
        "unique_id": "strike",
        "autolink": False,
        "edtf": "2024-01-04",
        "status": "alleged",
    }


def test_a_slide_has_no_field_that_is_not_known() -> None:
    assert slide(make_record("2024")) == {
        "start_date": {"year": 2024, "display_date": "2024"},
        "text": {
            "headline": f'<a href="{BASE}en/articles/strike/">'
            '<span lang="en" dir="ltr">Strike</span></a>',
            "text": "",
        },
        "unique_id": "strike",
        "autolink": False,
        "edtf": "2024",
        "status": "occurred",
    }


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2024-09", {"year": 2024, "month": 9}, None),
        ("2024-09-08~", {"year": 2024, "month": 9, "day": 8}, None),
        (
            "2024-01-04T12:30+03:00",
            {"year": 2024, "month": 1, "day": 4, "hour": 12, "minute": 30},
            None,
        ),
        ("2024-21?", {"year": 2024}, None),
        ("194X", {"year": 1940}, {"year": 1949}),
        ("18XX", {"year": 1800}, {"year": 1899}),
        ("-0300", {"year": -300}, None),
        ("Y17000", {"year": 17000}, None),
        ("2024/2025-02", {"year": 2024}, {"year": 2025, "month": 2}),
        ("194X/195X", {"year": 1940}, {"year": 1959}),
        ("2024/2024", {"year": 2024}, None),
        ("2024-01/..", {"year": 2024, "month": 1}, None),
        ("../2024-02", {"year": 2024, "month": 2}, None),
    ],
)
def test_a_slide_has_the_known_parts_of_its_dates(
    date: str, start: dict[str, int], end: dict[str, int] | None
) -> None:
    data = slide(make_record(date))
    assert data["start_date"] == start | {"display_date": date}
    assert data.get("end_date") == end


def test_a_slide_has_no_day_that_is_only_the_first_or_the_last_possible() -> None:
    when = make_when("2024-03-11/2024-04-09", "Ramadan 1445", is_within=True)
    data = slide(make_record(event=make_event(when=when)))
    assert data["start_date"] == {"year": 2024, "month": 3, "display_date": "Ramadan 1445"}
    assert data["end_date"] == {"year": 2024, "month": 4}


def test_a_slide_between_two_years_has_only_years() -> None:
    data = slide(make_record(event=make_event(when=make_when("2003/2011", "t", is_within=True))))
    assert data["start_date"] == {"year": 2003, "display_date": "t"}
    assert data["end_date"] == {"year": 2011}
    data = slide(make_record(event=make_event(when=make_when("194X/195X", "t", is_within=True))))
    assert data["end_date"] == {"year": 1959}


def test_the_text_of_an_interval_is_that_of_the_whole() -> None:
    assert slide(make_record("2024/2025"))["display_date"] == "2024/2025"
    assert "display_date" not in slide(make_record("2024"))


@pytest.mark.parametrize(
    ("dates", "scale"),
    [
        ((), "human"),
        (("2024", "Y200000"), "human"),
        (("Y200001", "2024"), "cosmological"),
        (("Y-200000",), "human"),
        (("2024", "Y-200001"), "cosmological"),
        (("2024/Y200001",), "cosmological"),
        (("Y-200001/2024",), "cosmological"),
        (("Y200001/..",), "cosmological"),
    ],
)
def test_the_scale_is_of_whole_years_beyond_the_dates_of_scripts(
    dates: tuple[str, ...], scale: str
) -> None:
    assert json.loads(write(*map(make_record, dates)))["scale"] == scale


def test_a_timeline_has_the_title_and_description_of_its_collection() -> None:
    assert json.loads(write(description="All & more")) == {
        "scale": "human",
        "title": {
            "unique_id": "title",
            "autolink": False,
            "text": {
                "headline": '<span lang="en" dir="ltr">Log &amp; &lt;book&gt;</span>',
                "text": "All &amp; more",
            },
        },
        "events": [],
    }


def test_a_timeline_has_a_slide_a_line() -> None:
    records = [make_record(event=make_event(title=title)) for title in ("B", "A")]
    _, *lines, end = write(*records).splitlines()
    assert [json.loads(line.removesuffix(",")) for line in lines] == [
        slide(each) for each in records
    ]
    assert end == "]}"
