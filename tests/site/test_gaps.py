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


def listed_years(page: Element) -> dict[str, str]:
    """The years that a home page links to, with the numbers of their events."""
    (links,) = page.find("ul", "years")
    return {link.text.rpartition(" ")[0]: link.text.rpartition(" ")[2] for link in links.find("a")}


def test_a_year_in_which_only_others_are_under_way_has_a_page_without_events_of_its_own(
    site: MakeSite, build: Build, read: Read
) -> None:
    files = write(site, {"war": "2003-03-20/2011-12-18", "fair": "2006", "later": "2014"})
    files["content/site.toml"] = 'title = "Record"\n[languages.ar]\n[languages.en]\n'
    folder = site(files)
    assert build(folder).exit_code == 0
    years = [str(year) for year in (*range(2003, 2012), 2014)]
    for language in ("ar", "en"):
        counts = listed_years(parse_html(read(folder, f"{language}/")))
        assert list(counts) == years
        assert [year for year, count in counts.items() if count != "0"] == ["2003", "2006", "2014"]
        for before, year, after in zip(["", *years], years, [*years[1:], ""], strict=False):
            text = read(folder, f"{language}/{year}/")
            page = parse_html(text)
            titles = [line.rpartition("| ")[2] for line in under_way(page)]
            assert titles == (["war"] if year in years[1:9] else [])
            own = {"2003": ["war"], "2006": ["fair"], "2014": ["later"]}.get(year, [])
            assert [each.attributes["id"] for each in page.find("article", "event")] == own
            assert page.find("p", "empty") == []
            nearby = {
                name: [each.text for each in page.find("a", f"heading-{name}")]
                for name in ("previous", "next")
            }
            assert nearby == {
                "previous": [before] if before else [],
                "next": [after] if after else [],
            }
            # The other language has the same year.
            other = "en" if language == "ar" else "ar"
            assert f'href="../../{other}/{year}/"' in text
    assert "0 events" in parse_html(read(folder, "en/2005/")).text
    assert "لا أحداث" in parse_html(read(folder, "ar/2005/")).text


def test_an_open_end_fills_the_years_up_to_the_last_event_and_centuries_none(
    site: MakeSite, build: Build
) -> None:
    dates = {"a": "1534/1900", "b": "1950-05/..", "c": "1953", "d": "1955/1957"}
    folder = site(write(site, dates))
    assert build(folder).exit_code == 0
    years = sorted(path.name for path in (folder / "output/en").iterdir() if path.name.isdigit())
    assert years == ["1534", *map(str, range(1950, 1958))]


def test_a_month_of_a_long_year_in_which_only_others_are_under_way_has_a_page(
    site: MakeSite, build: Build, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.pages.plan.LONG_TIMELINE", 3)
    days = ("2024-02-01", "2024-02-02", "2024-05-03", "2024-09-04")
    events = {f"e{number}": day for number, day in enumerate(days)}
    folder = site(
        write(site, {**events, "talks": "2024-01-30/2024-04-02", "siege": "2024-09-02/.."})
    )
    assert build(folder, "--jobs", "1").exit_code == 0
    (links,) = parse_html(read(folder, "en/2024/")).find("ul", "page-links")
    assert [link.text for link in links.find("a")] == [
        *("January 1", "February 2", "March 0", "April 0", "May 1", "September 2")
    ]
    march = parse_html(read(folder, "en/2024/03/"))
    assert under_way(march) == ["January 30, 2024 – April 2, 2024 | talks"]
    assert march.find("article", "event") == []
    assert [each.text for each in march.find("a", "heading-next")] == ["April 2024"]
