"""The times that feeds and sitemaps give for texts."""

from __future__ import annotations

import pytest

from generator.chronology import Chronicle
from generator.chronology.timestamps import (
    first_second,
    last_modified,
    latest_date,
    modified_time,
    newest_date,
    published_time,
    release_instant,
)
from generator.dates import When, parse
from generator.model import Correction, Status
from tests.chronology.helpers import build, entry

BAGHDAD = "Asia/Baghdad"


def day(text: str) -> When:
    return parse(text, BAGHDAD)


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2024", "2024-01-01T00:00:00+03:00"),
        ("2024-02", "2024-02-01T00:00:00+03:00"),
        ("2024-02-03", "2024-02-03T00:00:00+03:00"),
        ("2024-02-03T04:05", "2024-02-03T04:05:00+03:00"),
        ("2024-02-03T04:05:06", "2024-02-03T04:05:06+03:00"),
        ("2024-02-03T04:05-03:30", "2024-02-03T04:05:00-03:30"),
        ("2024-02-03T04:05Z", "2024-02-03T04:05:00Z"),
        ("2024-21", "2024-03-01T00:00:00+03:00"),
        ("2024-24", "2024-12-01T00:00:00+03:00"),
        ("2024-02/2024-03", "2024-02-01T00:00:00+03:00"),
        ("../2024-03", "2024-03-01T00:00:00+03:00"),
        ("late 2024-02", "2024-02-01T00:00:00+03:00"),
        ("1445-09 AH", "2024-03-11T00:00:00+03:00"),
        ("1445-09-21 AH", "2024-03-31T00:00:00+03:00"),
        # Other programs know the years 1 to 9999 only.
        ("0000", "0001-01-01T00:00:00Z"),
        ("0001", "0001-01-01T00:00:00+02:58"),
        ("9999", "9999-01-01T00:00:00+03:00"),
        ("Y10000", "9999-12-31T23:59:59Z"),
    ],
)
def test_a_date_has_a_first_second(date: str, time: str) -> None:
    assert first_second(day(date), BAGHDAD) == time


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2024-02-03", "2024-02-03T00:00:00+03:00"),
        ("2024-02-03T04:05", "2024-02-03T04:05:00+03:00"),
        ("2024-02-03~", ""),
        ("2024-02-03?", ""),
        ("2024-02", ""),
        ("2024", ""),
        ("../2024-02-03", ""),
    ],
)
def test_only_a_certain_day_is_a_time_of_publication(date: str, time: str) -> None:
    assert published_time(day(date), BAGHDAD) == time


def test_a_text_has_no_time_of_publication_that_is_not_known() -> None:
    between = day("between 2024-01-05 and 2024-01-07")
    assert published_time(between, BAGHDAD) == ""
    assert published_time(parse("2024-01-05 10:00", ""), "") == ""
    assert published_time(parse("2024-01-05 10:00Z", ""), "") == "2024-01-05T10:00:00Z"
    assert last_modified(entry("a.ar.md", updated=between).article) == ""


def test_a_text_without_a_date_of_its_own_has_no_time_of_publication() -> None:
    assert published_time(None, BAGHDAD) == ""


def test_the_newest_date_of_a_text_is_that_of_its_last_change() -> None:
    published, updated, corrected = day("2024-01-05"), day("2024-02"), day("2024-03-01")
    correction = Correction(corrected, "")
    assert newest_date(entry("a.ar.md").article) is None
    text = entry("a.ar.md", published=published)
    assert newest_date(text.article) == published
    text = entry("a.ar.md", published=published, updated=updated)
    assert newest_date(text.article) == updated
    text = entry("a.ar.md", published=published, updated=updated, corrections=(correction,))
    assert newest_date(text.article) == corrected


@pytest.mark.parametrize(
    ("updated", "modified"),
    [
        ("2024-02-03", "2024-02-03"),
        ("2024-02-03T23:30", "2024-02-03"),
        ("0079-08-24", "0079-08-24"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("2024-02", ""),
        ("late 2024-02", ""),
        ("1445-09 AH", ""),
        ("1445-09-21 AH", "2024-03-31"),
        ("0000-02-03", ""),
        ("../2024-02-03", ""),
    ],
)
def test_the_last_change_of_a_text_is_a_known_day(updated: str, modified: str) -> None:
    assert last_modified(entry("a.ar.md", updated=day(updated)).article) == modified


def test_the_last_change_of_a_text_without_dates_is_not_known() -> None:
    assert last_modified(entry("a.ar.md").article) == ""


def modified(chronicle: Chronicle, key: str) -> tuple[int, str]:
    localized = chronicle.localize("ar", key)
    return modified_time(localized, BAGHDAD, lambda: latest_date(chronicle, BAGHDAD))


def released(chronicle: Chronicle, key: str) -> int:
    timeline = chronicle.timelines["ar"]
    listed = timeline.events[timeline.positions[key]]
    return release_instant(listed, lambda: latest_date(chronicle, BAGHDAD))


def test_a_text_without_dates_was_changed_when_its_event_happened() -> None:
    chronicle = build(entry("a.ar.md", "2024-05-06"))
    earliest = day("2024-05-06").earliest
    assert modified(chronicle, "a") == (earliest, "2024-05-06T00:00:00+03:00")
    assert released(chronicle, "a") == earliest


def test_a_text_is_ordered_by_its_publication_and_not_by_its_last_change() -> None:
    published, updated = day("2024-06-01"), day("2024-07-01")
    chronicle = build(entry("a.ar.md", "2024-05-06", published=published, updated=updated))
    assert modified(chronicle, "a") == (updated.earliest, "2024-07-01T00:00:00+03:00")
    assert released(chronicle, "a") == published.earliest


@pytest.mark.parametrize(
    ("others", "time"),
    [
        # No later than the latest text or past event.
        ([("2025-01-01", Status.OCCURRED)], "2025-01-01T00:00:00+03:00"),
        (
            [("2025-01-01", Status.OCCURRED), ("2024-01-01", Status.OCCURRED)],
            "2025-01-01T00:00:00+03:00",
        ),
        ([("2025-01-01", Status.OCCURRED), ("2026", Status.EXPECTED)], "2025-01-01T00:00:00+03:00"),
        ([("2030-01-01", Status.OCCURRED)], "2030-01-01T00:00:00+03:00"),
        ([("2031-01-01", Status.OCCURRED)], "2030-01-01T00:00:00+03:00"),
        ([], "1970-01-01T00:00:00Z"),
    ],
)
def test_an_expected_event_was_not_changed_in_the_future(
    others: list[tuple[str, Status]], time: str
) -> None:
    chronicle = build(
        entry("expected.ar.md", "2030-01-01", status=Status.EXPECTED),
        *(
            entry(f"e{number}.ar.md", date, status=status)
            for number, (date, status) in enumerate(others)
        ),
    )
    instant, written = modified(chronicle, "expected")
    assert written == time
    assert instant == released(chronicle, "expected") == day(time).earliest


def test_an_expected_event_was_changed_no_later_than_the_latest_text() -> None:
    chronicle = build(
        entry("expected.ar.md", "2030", status=Status.EXPECTED),
        entry("past.ar.md", "2020", updated=day("2024-03-04")),
    )
    assert modified(chronicle, "expected")[1] == "2024-03-04T00:00:00+03:00"
