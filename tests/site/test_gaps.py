"""What a timeline says about times without events."""

from __future__ import annotations

import re

import pytest

from tests.support import Build, MakeSite, Read
from tests.support.html_tree import Element, parse_html
from tests.support.sources import article

SETTINGS = 'timezone = "Asia/Baghdad"\n[languages.en]\n'


def write(site: MakeSite, dates: dict[str, str], tags: str = "") -> dict[str, str]:
    """The files of a site with an event for each key; those of ``tags`` have the tag Bridge."""
    events = {
        f"content/{key}.en.md": article(key, date, tags="Bridge" if key in tags.split() else "")
        for key, date in dates.items()
    }
    return {"content/site.toml": SETTINGS, **events}


def notes(page: Element) -> dict[str, str]:
    """The notes about gaps on a page, by the key of the event after each."""
    found, note = {}, ""
    for element in page.elements():
        if "gap" in element.classes:
            note = element.text
        elif element.tag == "article" and note:
            found[element.attributes["id"]] = note
            note = ""
    return found


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("2000", "2004", "3 years with no recorded event"),
        ("2000", "2003-12", "2 years with no recorded event"),
        ("2000", "2003-01-01", "2 years with no recorded event"),
        ("2000", "2002-12-31", "23 months with no recorded event"),
        ("2023-01", "2023-05", "3 months with no recorded event"),
        ("2023-01-31", "2023-04-02", "2 months with no recorded event"),
        ("2023-01-31", "2023-04-01", ""),
        ("2023-03-31T23:00+03:00", "2023-05-31T22:59+03:00", "1 month with no recorded event"),
        ("-0300", "1940", "2,239 years with no recorded event"),
        ("1583", "1900", "316 years with no recorded event"),
        ("2000", "../2004", ""),
        ("2000/..", "2004", ""),
        ("2000/2003", "2005", "12 months with no recorded event"),
    ],
)
def test_a_gap_is_counted_in_full_months_and_years_of_the_calendar(
    site: MakeSite, build: Build, read: Read, *, before: str, after: str, note: str
) -> None:
    # So many events at one time that a gap is long for this timeline.
    dates = {"a": before, "b": before, "c": before, "d": before, "z": after}
    folder = site(write(site, dates))
    assert build(folder).exit_code == 0
    year = re.search(r"-?\d{4}", after)
    assert year
    assert notes(parse_html(read(folder, f"en/{year[0]}/"))) == ({"z": note} if note else {})


def test_the_chart_names_the_years_that_it_leaves_out(
    site: MakeSite, build: Build, read: Read
) -> None:
    # Each event is counted in one year, so a year without a bar may still be part of an event.
    dates = {"a": "-0300", "b": "194X", "c": "1942/1950", "d": "1953"}
    folder = site(write(site, dates))
    assert build(folder).exit_code == 0
    labels = re.findall(r'<text class="[^"]+"[^>]*><title>([^<]+)</title>', read(folder, "en/"))
    assert labels == ["300 BCE – 1939: 0 events", "1941: 0 events", "1943 – 1952: 0 events"]


def test_a_tag_states_a_gap_only_between_its_own_events(
    site: MakeSite, build: Build, read: Read
) -> None:
    dates = {
        "a": "1950",
        "b": "1950",
        "c": "1950",
        "d": "1960",
        "e": "1990",
        "f": "2003",
        "g": "2003",
        "h": "2003",
    }
    folder = site(write(site, dates, tags="a b c d f"))
    assert build(folder).exit_code == 0
    gaps = {f"en/{year}/": notes(parse_html(read(folder, f"en/{year}/"))) for year in (1960, 2003)}
    assert gaps == {
        "en/1960/": {"d": "9 years with no recorded event"},
        "en/2003/": {"f": "12 years with no recorded event"},
    }
    # Before the last, 42 years are without an event of the tag, but not without any event.
    assert notes(parse_html(read(folder, "en/tags/bridge/"))) == gaps["en/1960/"]


def test_a_timeline_states_no_gap_before_its_first_event(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site(write(site, {"a": "1900", "b": "2003", "c": "2003", "d": "2003"}, tags="b c d"))
    assert build(folder).exit_code == 0
    assert notes(parse_html(read(folder, "en/2003/"))) == {"b": "102 years with no recorded event"}
    assert notes(parse_html(read(folder, "en/tags/bridge/"))) == {}
    assert notes(parse_html(read(folder, "en/1900/"))) == {}
