"""What calendars contain: days, times, statuses, addresses, and lines of at most 75 octets."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
from icalendar import Calendar, Component

from generator.dates import parse
from generator.exports.ics import fold_line, has_days, ics_event, write_ics
from generator.views.exports import ExportView, RecordView
from tests.support.views import (
    BASE,
    COLLECTION_ID,
    FULL_RECORD,
    RECORD_ID,
    make_collection,
    make_event,
    make_record,
    make_when,
)


def write(*records: RecordView, base: str = BASE) -> bytes:
    view = ExportView("en/events.ics", make_collection(*records, base=base))
    return write_ics(view, [ics_event(record, base) for record in records])


def properties(component: Component) -> dict[str, Any]:
    """The values of a component as Python values or texts, with their parameters if any."""
    found: dict[str, Any] = {}
    for name, value in component.property_items(recursive=False, sorted=False):
        if name in {"BEGIN", "END"}:
            continue
        item: Any = value
        if hasattr(item, "dt"):
            found[name] = item.dt
        elif name == "CATEGORIES":
            found[name] = [str(each) for each in item.cats]
        else:
            found[name] = (str(item), dict(item.params)) if item.params else str(item)
    return found


def event_of(record: RecordView, base: str = BASE) -> dict[str, Any]:
    calendar = Calendar.from_ical(write(record, base=base))
    (event,) = calendar.walk("VEVENT")
    return properties(event)


def span_of(date: str) -> tuple[Any, Any]:
    """The start and the end of the event of a date."""
    found = event_of(make_record(date))
    return found["DTSTART"], found.get("DTEND")


def test_a_calendar_describes_its_collection() -> None:
    assert properties(Calendar.from_ical(write(make_record()))) == {
        "VERSION": "2.0",
        "PRODID": "-//tarikh//chronology//EN",
        "CALSCALE": "GREGORIAN",
        "UID": COLLECTION_ID,
        "NAME": "Log & <book>",
        "X-WR-CALNAME": "Log & <book>",
        "LAST-MODIFIED": dt.datetime(2024, 1, 31, 21, tzinfo=dt.UTC),
    }


def test_an_event_has_every_field() -> None:
    assert event_of(FULL_RECORD) == {
        "UID": RECORD_ID,
        "DTSTAMP": dt.datetime(2024, 1, 31, 21, tzinfo=dt.UTC),
        "DTSTART": dt.date(2024, 1, 4),
        "SUMMARY": ('ضربة <أ> & "ب" (alleged <so far>)', {"LANGUAGE": "ar"}),
        # The text is Arabic, its date English.
        "DESCRIPTION": "4 < 5 January\nأولا, ثانيا; <ثالثا>\nAP & <AFP> · وكالة",
        "URL": f"{BASE}ar/articles/strike/?a=1&b=2",
        "STATUS": "TENTATIVE",
        "TRANSP": "TRANSPARENT",
        "X-TARIKH-EDTF": "2024-01-04",
        "X-TARIKH-STATUS": "alleged",
        "LOCATION": "Camp & <Gate>, north",
        "CATEGORIES": ['War, & "peace"', "العراق"],
    }


def test_an_event_that_occurred_is_confirmed_and_has_no_field_that_is_not_known() -> None:
    assert event_of(make_record()) == {
        "UID": RECORD_ID,
        "DTSTAMP": dt.datetime(2024, 1, 3, 21, tzinfo=dt.UTC),
        "DTSTART": dt.date(2024, 1, 4),
        "SUMMARY": ("Strike", {"LANGUAGE": "en"}),
        "DESCRIPTION": ("2024-01-04", {"LANGUAGE": "en"}),
        "URL": f"{BASE}en/articles/strike/",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "X-TARIKH-EDTF": "2024-01-04",
        "X-TARIKH-STATUS": "occurred",
    }


def test_a_site_without_an_address_gives_its_events_none() -> None:
    assert "URL" not in event_of(make_record(), "../")


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2024-01-04", dt.date(2024, 1, 4), None),
        ("2023-12-30/2023-12-31", dt.date(2023, 12, 30), dt.date(2024, 1, 1)),
        ("2024-02-28/2024-02-29", dt.date(2024, 2, 28), dt.date(2024, 3, 1)),
        ("2024-01-04/2024-01-04", dt.date(2024, 1, 4), None),
        ("9999-12-29/9999-12-30", dt.date(9999, 12, 29), dt.date(9999, 12, 31)),
        ("9999-12-30/9999-12-31", dt.date(9999, 12, 30), None),
        ("2024-01-04T12:00+03:00/2024-01-05", dt.date(2024, 1, 4), dt.date(2024, 1, 6)),
        ("2024-01-04/2024-01-05T12:00+03:00", dt.date(2024, 1, 4), dt.date(2024, 1, 6)),
    ],
)
def test_whole_days_end_before_the_day_after_the_last(
    date: str, start: dt.date, end: dt.date | None
) -> None:
    assert span_of(date) == (start, end)


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2024-01-01T01:30+03:00", "2023-12-31T22:30:00", None),
        ("2024-01-04T12:00:59Z", "2024-01-04T12:00:59", None),
        (
            "2024-01-04T12:00+03:00/2024-01-04T13:15+03:00",
            "2024-01-04T09:00:00",
            "2024-01-04T10:15:00",
        ),
        ("2024-01-04T12:00+03:00/2024-01-04T10:00+01:00", "2024-01-04T09:00:00", None),
        # These are in the year 0 and in the year 10000 in UTC.
        ("0001-01-01T00:30+03:00", "0001-01-01T00:30:00", None),
        ("9999-12-31T23:30-05:00", "9999-12-31T23:30:00", None),
    ],
)
def test_times_are_in_utc(date: str, start: str, end: str | None) -> None:
    found_start, found_end = span_of(date)
    assert found_start == dt.datetime.fromisoformat(start).replace(tzinfo=dt.UTC)
    assert found_end == (dt.datetime.fromisoformat(end).replace(tzinfo=dt.UTC) if end else None)


def test_times_do_not_depend_on_the_time_zone_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Baghdad")
        time.tzset()
        text = ics_event(make_record("2024-01-04T12:00+05:00"), BASE)
    time.tzset()
    assert "\r\nDTSTART:20240104T070000Z\r\n" in text


def test_a_time_without_a_zone_is_local_everywhere() -> None:
    text = ics_event(make_record("2024-01-04T12:00/2024-01-04T13:15"), BASE)
    assert "\r\nDTSTART:20240104T120000\r\nDTEND:20240104T131500\r\n" in text
    assert text.startswith("BEGIN:VEVENT\r\n")
    assert text.endswith("\r\nEND:VEVENT\r\n")


@pytest.mark.parametrize(
    "date",
    [
        "2024",
        "2024-01",
        "2024-01-04~",
        "2024-01-04?",
        "2024-01-04/..",
        "../2024-01-04",
        "2024-01-04/2024-02",
        "2024-01/2024-02-03",
        "-0300",
    ],
)
def test_a_date_that_is_not_known_to_the_day_is_omitted(date: str) -> None:
    assert ics_event(make_record(date), BASE) == ""


def test_an_event_has_its_date_in_the_calendar_that_it_was_written_in() -> None:
    when = make_when("2024-03-31", "31 March 2024", original="21 Ramadan 1445 AH")
    found = event_of(make_record(event=make_event(when=when)))
    assert found["DESCRIPTION"] == ("31 March 2024 · 21 Ramadan 1445 AH", {"LANGUAGE": "en"})


def test_a_day_of_a_month_of_another_calendar_is_omitted() -> None:
    days = "2024-03-11/2024-04-09"
    within = make_event(when=make_when(days, "Ramadan 1445", is_within=True))
    assert ics_event(make_record(event=within), BASE) == ""
    assert ics_event(make_record(days), BASE)
    assert has_days(parse(days, "UTC"))
    assert not has_days(parse("Ramadan 1445", "UTC"))


@pytest.mark.parametrize("records", [(), (make_record("2024"),)], ids=["none", "a-year"])
def test_a_calendar_without_events_has_its_time_zone(records: tuple[RecordView, ...]) -> None:
    (zone,) = Calendar.from_ical(write(*records)).subcomponents
    assert (zone.name, str(zone["TZID"])) == ("VTIMEZONE", "UTC")


def test_a_calendar_with_one_event_has_no_time_zone() -> None:
    calendar = Calendar.from_ical(write(make_record("2024"), make_record(), make_record("2025")))
    assert [each.name for each in calendar.subcomponents] == ["VEVENT"]


def test_special_characters_of_the_format_are_escaped() -> None:
    title = "a;b,c\\d\r\ne"
    text = ics_event(make_record(event=make_event(title=title)), BASE)
    assert "SUMMARY;LANGUAGE=en:a\\;b\\,c\\\\d\\ne\r\n" in text


def test_a_line_of_75_octets_is_not_folded() -> None:
    assert fold_line("x" * 75) == "x" * 75 + "\r\n"


def test_a_longer_line_is_folded_into_lines_of_75_octets() -> None:
    assert fold_line("x" * 76) == f"{'x' * 75}\r\n x\r\n"
    assert fold_line("x" * (75 + 74 + 74)) == f"{'x' * 75}\r\n {'x' * 74}\r\n {'x' * 74}\r\n"


@pytest.mark.parametrize("character", ["\u00e8", "\u00e9", "\u0636", "\u20ac", "\U0001f3af"])
@pytest.mark.parametrize("indent", range(4))
def test_folded_lines_are_full_but_for_a_character_that_does_not_fit(
    character: str, indent: int
) -> None:
    line = "x" * indent + character * 60
    *lines, last, nothing = fold_line(line).encode().split(b"\r\n")
    assert nothing == b""
    assert len(last) <= 75
    assert all(75 - len(character.encode()) < len(each) <= 75 for each in lines)
    assert b"".join([lines[0], *(each[1:] for each in (*lines[1:], last))]).decode() == line
