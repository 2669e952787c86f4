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
        ("2000", "2004", "2001 to 2003: no recorded events"),
        ("2000", "2003-12", "January 2001 to November 2003: no recorded events"),
        ("2000", "2002", "2001: no recorded events"),
        ("2023-01", "2023-05", "February to April 2023: no recorded events"),
        ("2023-01-31", "2023-04-02", "February to March 2023: no recorded events"),
        ("2023-01-31", "2023-04-01", ""),
        ("2023-03-31T23:00+03:00", "2023-05-31T22:59+03:00", "April 2023: no recorded events"),
        ("-0300", "1940", "300 BCE to 1939: no recorded events"),
        ("1583-05", "1900-02", "1584 to 1899: no recorded events"),
        ("2000", "../2004", ""),
        ("2000/..", "2004", ""),
        ("2000/2003", "2005", "2004: no recorded events"),
    ],
)
def test_a_gap_is_named_by_its_full_months_or_years(
    site: MakeSite, build: Build, read: Read, *, before: str, after: str, note: str
) -> None:
    # So many events at one time that a gap is long for this timeline.
    dates = {"a": before, "b": before, "c": before, "d": before, "z": after}
    folder = site(write(site, dates))
    assert build(folder).exit_code == 0
    assert notes(parse_html(read(folder, "en/timeline/"))) == ({"z": note} if note else {})


def test_a_gap_is_named_in_arabic(site: MakeSite, build: Build, read: Read) -> None:
    days = ("2024-05-29", "2024-05-30", "2024-05-31", "2024-09-01")
    files = {f"content/{day}.ar.md": article(day, day) for day in days}
    folder = site({"content/site.toml": '[languages.ar]\nlocale = "ar_IQ"\n', **files})
    assert build(folder).exit_code == 0
    found = notes(parse_html(read(folder, "ar/2024/")))
    assert found == {"2024-09-01": "حزيران – آب 2024: لا أحداث مسجّلة"}


def test_the_chart_names_the_years_that_it_leaves_out(
    site: MakeSite, build: Build, read: Read
) -> None:
    # Each event is counted in one year, so a year without a bar may still be part of an event.
    dates = {"a": "-0300", "b": "194X", "c": "1942/1950", "d": "1953"}
    folder = site(write(site, dates))
    assert build(folder).exit_code == 0
    labels = re.findall(r'<text class="[^"]+"[^>]*><title>([^<]+)</title>', read(folder, "en/"))
    assert labels == [
        "300 BCE – 1939: 0 events",
        "1941: 0 events",
        "1943 – 1952: 0 events (under way: 1)",
    ]


def test_a_page_states_no_gap_before_its_first_event_and_a_tag_or_a_source_none(
    site: MakeSite, build: Build, read: Read
) -> None:
    dates = {"a": "1950-01", "b": "1950-02", "c": "1950-03", "d": "1950-10", "e": "1960"}
    folder = site(write(site, dates, tags="c d e"))
    assert build(folder).exit_code == 0
    within = {"d": "April to September 1950: no recorded events"}
    found = {
        path: notes(parse_html(read(folder, f"en/{path}/")))
        for path in ("timeline", "1950", "1960", "tags/bridge", "sources/ap")
    }
    assert found == {
        "timeline": {
            **within,
            "e": "1951 to 1959: no recorded events",
        },
        "1950": within,
        "1960": {},
        "tags/bridge": {},
        "sources/ap": {},
    }


def under_way(page: Element) -> list[str]:
    """The titles and dates of what a page shows as under way, in order."""
    return [
        " | ".join(line.text for line in item.find("p"))
        for section in page.find("section", "under-way")
        for item in section.find("li")
    ]


def test_what_lasts_is_on_the_pages_of_all_its_years_and_counted_once(
    site: MakeSite, build: Build, read: Read
) -> None:
    years = {str(year): str(year) for year in range(2002, 2013)}
    folder = site(write(site, {**years, "war": "2003/2011"}))
    assert build(folder).exit_code == 0
    shown = {}
    for year in years:
        page = parse_html(read(folder, f"en/{year}/"))
        listed = [each.attributes["id"] for each in page.find("article", "event")]
        assert sorted(listed) == ([year, "war"] if year == "2003" else [year])
        assert f"{len(listed)} event" in page.text
        shown[year] = under_way(page)
    lasting = [str(year) for year in range(2004, 2012)]
    assert shown == {year: ["2003 – 2011 | war"] if year in lasting else [] for year in years}


def test_an_open_end_lasts_unless_it_is_expected(site: MakeSite, build: Build, read: Read) -> None:
    files = write(site, {"a": "2020/..", "b": "../2022", "c": "between 2020 and 2023", "d": "2023"})
    files["content/e.en.md"] = article("e", "2021/..", "status: expected\n")
    files["content/f.en.md"] = article("f", "2022-12-31/2023-01-01", "status: denied\n")
    folder = site(files)
    assert build(folder).exit_code == 0
    assert under_way(parse_html(read(folder, "en/2023/"))) == [
        "from 2020 onward | a",
        "December 31, 2022 – January 1, 2023 denied | f",
    ]


def test_the_chart_shows_what_lasts_in_the_years_that_it_leaves_out(
    site: MakeSite, build: Build, read: Read
) -> None:
    folder = site(write(site, {"a": "2003-07/2011-03", "b": "2011", "c": "2013"}))
    assert build(folder).exit_code == 0
    page = read(folder, "en/")
    labels = re.findall(r'<text class="[^"]+"[^>]*><title>([^<]+)</title>', page)
    assert labels == ["2004 – 2010: 0 events (under way: 1)", "2012: 0 events"]
    # From the middle of its first year, over the break, to the end of March.
    assert len(re.findall(r'class="density-chart-lasting"', page)) == 1
