"""Calendars: every event with its days or its time, and what has no place listed."""

from __future__ import annotations

import json

import pytest

from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile, Record
from tests.support import Build, MakeSite, Run

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.en]\n[languages.ar]\n'}


def read(*lines: str) -> Record:
    text = "\r\n".join(
        ("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", "")
    )
    (record,) = read_records(InputFile("a.ics", text.encode()), "Asia/Baghdad", {})
    return record


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (("DTSTART;VALUE=DATE:20240104",), "2024-01-04"),
        (("DTSTART;VALUE=DATE:20240104", "DTEND;VALUE=DATE:20240105"), "2024-01-04"),
        (("DTSTART;VALUE=DATE:20240104", "DTEND;VALUE=DATE:20240107"), "2024-01-04/2024-01-06"),
        (("DTSTART:20240104T093000Z",), "2024-01-04T09:30Z"),
        (("DTSTART;TZID=Europe/Berlin:20240704T093000",), "2024-07-04T09:30+02:00"),
        (("DTSTART:20240104T093000",), "2024-01-04T09:30+03:00"),
        (("DTSTART;VALUE=DATE:20240231",), ""),
    ],
)
def test_a_day_is_a_day_and_a_time_a_time(lines: tuple[str, ...], date: str) -> None:
    assert read("SUMMARY:Bridge closed", *lines).date == date


def test_a_task_is_listed_as_no_event() -> None:
    text = "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n"
    event = "BEGIN:VEVENT\r\nSUMMARY:Fair\r\nDTSTART:20240104T093000\r\nEND:VEVENT\r\n"
    task = "BEGIN:VTODO\r\nSUMMARY:Call\r\nBEGIN:VALARM\r\nEND:VALARM\r\nEND:VTODO\r\n"
    file = InputFile("a.ics", text.format(event + task).encode())
    fair, call = read_records(file, "Asia/Baghdad", {})
    assert (fair.title, fair.reason) == ("Fair", "")
    assert (call.title, call.reason) == ("Call", "it is a VTODO of the calendar, and no event")
    with pytest.raises(ImportFailure):
        read_records(InputFile("a.ics", text.format(task).encode()), "Asia/Baghdad", {})


@pytest.mark.parametrize(("zone", "asked"), [("Europe/Paris", 1), ("Asia/Baghdad", 0)])
def test_a_time_without_a_zone_in_a_calendar_of_another_zone_is_listed(
    zone: str, asked: int
) -> None:
    text = (
        f"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:{zone}\r\nBEGIN:VEVENT\r\nSUMMARY:Fair\r\n"
        "DTSTART:20240104T093000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (record,) = read_records(InputFile("a.ics", text.encode()), "Asia/Baghdad", {})
    assert len(record.questions) == asked


def test_what_the_calendar_has_cancelled_is_a_draft() -> None:
    assert read("SUMMARY:Fair", "DTSTART;VALUE=DATE:20240104", "STATUS:CANCELLED").is_withheld


def test_texts_are_unfolded_and_unescaped() -> None:
    record = read(
        "SUMMARY;LANGUAGE=en:Bridge\\, clo",
        " sed",
        "DTSTART;VALUE=DATE:20240104",
        "DESCRIPTION:One.\\nTwo\\; three.",
        "LOCATION:Basra",
        "CATEGORIES:roads,bridges\\, old",
        "BEGIN:VALARM",
        "DESCRIPTION:An alarm",
        "END:VALARM",
    )
    assert (record.title, record.language) == ("Bridge, closed", "en")
    assert record.body == "One.\nTwo; three."
    assert record.keywords == ("roads", "bridges, old")
    assert dict(record.fields)["place"] == "Basra"


def test_what_has_no_place_is_listed() -> None:
    record = read(
        "SUMMARY:Bridge",
        "DTSTART;TZID=Nowhere/City:20240104T093000",
        "RRULE:FREQ=DAILY",
        "ORGANIZER:mailto:a@example.org",
    )
    assert record.questions == (
        "date: the time zone 'Nowhere/City' is not known; the time is that of the site",
        "date: it is repeated (FREQ=DAILY); only the first time is imported",
        "not used: ORGANIZER: mailto:a@example.org",
    )


def test_a_calendar_without_events_is_an_error() -> None:
    with pytest.raises(ImportFailure):
        read_records(InputFile("a.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "", {})


@pytest.mark.parametrize("kept", [3, 4, 5])
def test_a_calendar_that_is_cut_off_is_an_error(kept: int) -> None:
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:A", "DTSTART:20240105", "END:VEVENT"]
    with pytest.raises(ImportFailure) as failure:
        read_records(InputFile("a.ics", "\n".join(lines[:kept]).encode()), "", {})
    assert failure.value.message.startswith("the calendar is cut off")
    assert failure.value.line == kept


def test_our_own_calendar_is_imported_without_a_loss(
    site: MakeSite, run: Run, build: Build
) -> None:
    dates = ("2024-01-04", "2024-01-05T10:04+03:00", "2024-01-04/2024-01-07")
    files = {
        f"content/event-{number}.en.md": (
            f"---\ntitle: Event {number}, again\ndate: {date}\nsource: River News\n"
            f"status: {'alleged' if number else 'occurred'}\nsummary: What {number} is.\n---\n"
        )
        for number, date in enumerate(dates)
    }
    first = site({**SETTINGS, **files})
    build(first)
    second = site(SETTINGS, name="second")
    run("import", first / "output/en/events.ics", "--folder", second)
    assert build(second).exit_code == 0

    def events(folder: str) -> list[tuple[object, ...]]:
        path = first.parent / folder / "output/en/timeline.json"
        data = json.loads(path.read_text("utf-8"))
        return [(event["edtf"], event["status"], event["text"]["text"]) for event in data["events"]]

    assert len(events("second")) == len(dates)
    assert events("second") == events(first.name)


def test_a_calendar_of_another_program_becomes_the_same_timeline(
    site: MakeSite, run: Run, build: Build
) -> None:
    days = {
        "Closed": "DTSTART;VALUE=DATE:20240104",
        "Opened": "DTSTART;TZID=Europe/Paris:20240105T100400",
        "Fair": "DTSTART;VALUE=DATE:20240301\nDTEND;VALUE=DATE:20240304",
    }
    entries = "".join(
        f"BEGIN:VEVENT\nSUMMARY:{title}\n{day}\nDESCRIPTION:About {title}.\n"
        f"URL:https://example.org/{title}\nEND:VEVENT\n"
        for title, day in days.items()
    )
    folder = site({**SETTINGS, "a.ics": f"BEGIN:VCALENDAR\n{entries}END:VCALENDAR\n"})
    run("import", folder / "a.ics", "--folder", folder)
    assert build(folder).exit_code == 0
    timeline = json.loads((folder / "output/en/timeline.json").read_text("utf-8"))
    events = {event["unique_id"]: event for event in timeline["events"]}
    assert {key: event["edtf"] for key, event in events.items()} == {
        "closed": "2024-01-04",
        "opened": "2024-01-05T10:04+01:00",
        "fair": "2024-03-01/2024-03-03",
    }
    assert all("About " in event["text"]["text"] for event in events.values())
    assert all("example.org" in event["text"]["text"] for event in events.values())
