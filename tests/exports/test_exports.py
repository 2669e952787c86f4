"""Feeds and exports of a tiny site, read by libraries for their formats."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from pybtex.database import parse_string

from generator.build import BuildOptions, build_site
from generator.exports.csv import csv_cell
from generator.exports.edtf_parts import parse_moment, year_range
from generator.exports.escaping import escape_xml
from generator.exports.ics import fold_line
from tests.support import NOW, Build, MakeSite, sources

BASE = "https://chronicle.example/repo/"
SETTINGS = """
    title = { ar = "سجل", en = "Log" }
    description = { en = "What happened & when" }
    id = "urn:uuid:7d0a8d5e-3a2c-4f6f-9d83-1f2a3b4c5d6e"
    base_url = "https://chronicle.example/repo/"
    timezone = "Asia/Baghdad"
    exports = "all"
    """

# One event for each kind of date: its key, its date, and its dates in a calendar and in TimelineJS.
DATES: tuple[tuple[str, str], ...] = (
    ("ancient", "-0300"),
    ("century", "18XX"),
    ("decade", "194X"),
    ("year", "2014"),
    ("span", "2024-01-03/2024-01-05"),
    ("day", "2024-01-04"),
    ("time", "2024-01-04T12:00+03:00"),
    ("about", "2024-01-06~"),
    ("perhaps", "2024-01-07?"),
    ("season", "2024-21"),
    ("month", "2024-09"),
    ("months", "2024-09/2025-09"),
    ("onwards", "2025/.."),
    ("until", "../2026"),
)


SOURCE = '{name: "AP", url: "https://ap.example/1", published: 2024-09-28}'
article = partial(sources.article, source=SOURCE)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of English events with every kind of date, one of them translated into Arabic."""
    files = {f"content/{key}.en.md": article(f"The {key}", date) for key, date in DATES}
    files["content/day.ar.md"] = article("اليوم", "2024-01-04", "published: 2024-01-05\n")
    files["content/day.en.md"] = article(
        "<b>Day</b> & night",
        "2024-01-04",
        "published: 2024-01-05\nupdated: 2024-02\ntags: [Baghdad]\nplace: Baghdad\n"
        "corrections:\n- {date: 2024-01-09, note: 'A name; was misspelt'}\n",
    )
    files["content/site.toml"] = SETTINGS
    folder = tmp_path_factory.mktemp("formats")
    (folder / "content").mkdir()
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    report = build_site(BuildOptions(folder, NOW), lambda *_: None)
    assert report.published, report.problems
    return folder / "output"


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


# --- Feeds --------------------------------------------------------------------------------


def test_a_feed_is_well_formed_and_whole(output: Path) -> None:
    feed = feedparser.parse((output / "en/feed.xml").read_bytes())
    assert feed.bozo is False or feed.bozo == 0
    assert (feed.version, feed.feed.title, feed.feed.language) == ("atom10", "Log", "en")
    assert feed.feed.links[0].href == f"{BASE}en/feed.xml"
    assert len(feed.entries) == len(DATES)
    assert all(each.id and each.updated and each.link.startswith(BASE) for each in feed.entries)


def test_publication_and_event_are_two_dates(output: Path) -> None:
    space = {"a": "http://www.w3.org/2005/Atom", "d": "http://purl.org/dc/terms/"}
    feed = ET.parse(output / "en/feed.xml")
    entry = next(
        each
        for each in feed.findall("a:entry", space)
        if each.findtext("d:temporal", "", space) == "2024-01-04"
    )
    assert entry.findtext("a:title", "", space) == "<b>Day</b> & night"
    assert entry.findtext("a:published", "", space) == "2024-01-05T00:00:00+03:00"
    assert entry.findtext("a:updated", "", space) == "2024-02-01T00:00:00+03:00"
    assert entry.findtext("d:issued", "", space) == "2024-01-05"
    content = entry.findtext("a:content", "", space)
    assert "Thursday, January 4, 2024" in content


def test_a_text_without_a_date_has_none(output: Path) -> None:
    items = {item["_event"]["key"]: item for item in load(output / "en/feed.json")["items"]}
    assert "date_published" not in items["month"]
    assert items["month"]["date_modified"] == "2024-09-01T00:00:00+03:00"
    assert items["day"]["date_published"] == "2024-01-05T00:00:00+03:00"


def test_a_json_feed_has_what_its_specification_requires(output: Path) -> None:
    feed = load(output / "en/feed.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"], feed["feed_url"]) == (
        "Log",
        "en",
        f"{BASE}en/feed.json",
    )
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        for name in {"date_published", "date_modified"} & item.keys():
            assert dt.datetime.fromisoformat(item[name]).tzinfo is not None


@pytest.mark.parametrize(
    ("settings", "changes"),
    [
        (SETTINGS, {"content/strike.en.md": article("Another title", "2024-02", "slug: moved\n")}),
        (SETTINGS.replace("chronicle.example/repo", "elsewhere.example"), {}),
        (SETTINGS.replace("Log", "Another log"), {}),
    ],
)
def test_ids_never_change(
    site: MakeSite, build: Build, settings: str, changes: Mapping[str, str]
) -> None:
    files = {"content/strike.en.md": article("Strike", "2024-01-04", "tags: [Iraq]\n")}
    folder = site({"content/site.toml": SETTINGS, **files})
    build(folder)
    before = ids(folder / "output")
    site({"content/site.toml": settings, **changes})
    assert build(folder).exit_code == 0
    assert ids(folder / "output") == before


def ids(output: Path) -> tuple[str, ...]:
    feed = feedparser.parse((output / "en/feed.xml").read_bytes())
    (event,) = load(output / "en/events.json")["events"]
    uids = [feed.entries[0].id]
    # There is no calendar while the day of the event is not known.
    if (output / "en/events.ics").exists():
        (calendar,) = Calendar.from_ical((output / "en/events.ics").read_bytes(), multiple=True)
        uids = [str(each["UID"]) for each in calendar.walk("VEVENT")]
    return feed.feed.id, feed.entries[0].id, *uids, event["id"]


def test_two_languages_and_two_sites_share_no_id(output: Path) -> None:
    english, arabic = (load(output / f"{code}/events.json") for code in ("en", "ar"))
    assert english["id"] != arabic["id"]
    day = {each["language"]: each["id"] for each in english["events"] + arabic["events"]}
    assert day["en"] != day["ar"]


def test_feeds_contain_the_newest_events(site: MakeSite, build: Build) -> None:
    folder = site({"content/site.toml": SETTINGS})
    site(
        {
            f"content/e{number:03}.en.md": article(
                f"Event {number}", f"{1900 + number}", "tags: [Iraq]\n"
            )
            for number in range(120)
        }
    )
    assert build(folder).exit_code == 0
    keys = [item["_event"]["key"] for item in load(folder / "output/en/feed.json")["items"]]
    assert keys == [f"e{number:03}" for number in range(119, 19, -1)]
    tag = load(folder / "output/en/tags/iraq/feed.json")["items"]
    assert [item["_event"]["key"] for item in tag] == keys[:50]
    assert len(load(folder / "output/en/tags/iraq/events.json")["events"]) == 120


def test_a_correction_is_an_entry_of_its_own_feed(output: Path) -> None:
    feed = feedparser.parse((output / "en/corrections.xml").read_bytes())
    assert not feed.bozo
    (entry,) = feed.entries
    assert (entry.title, entry.content[0].value) == ("<b>Day</b> & night", "A name; was misspelt")
    assert (entry.updated, entry.link) == ("2024-01-09T00:00:00+03:00", f"{BASE}en/articles/day/")
    # A feed without entries is not published.
    assert not (output / "ar/corrections.xml").exists()


# --- JSON and CSV -----------------------------------------------------------------------------


def test_the_events_are_as_the_published_schema_says(output: Path) -> None:
    schema = load(output / "events.schema.json")
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema, format_checker=FormatChecker())
    files = sorted(output.rglob("events.json"))
    assert len(files) == 2 + 2 + 2
    for path in files:
        assert [error.message for error in judge.iter_errors(load(path))] == []


def test_the_schema_refuses_what_it_does_not_know(output: Path) -> None:
    judge = Draft202012Validator(load(output / "events.schema.json"))
    data = load(output / "en/events.json")
    data["events"][0]["invented"] = "2024-01-01"
    assert not judge.is_valid(data)


def test_every_export_contains_dates_as_they_were_written(output: Path) -> None:
    written = [date for _, date in DATES]
    events = load(output / "en/events.json")["events"]
    assert sorted(each["date"]["edtf"] for each in events) == sorted(written)
    slides = load(output / "en/timeline.json")["events"]
    assert sorted(each["edtf"] for each in slides) == sorted(written)
    assert sorted(row["date_edtf"].lstrip("'") for row in rows(output)) == sorted(written)


def rows(output: Path) -> list[dict[str, str]]:
    data = (output / "en/events.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_sheet_has_all_cells_of_every_event(output: Path) -> None:
    found = {row["key"]: row for row in rows(output)}
    assert found.keys() == {key for key, _ in DATES}
    assert found["day"] == {
        "key": "day",
        "date_edtf": "2024-01-04",
        "date": "Thursday, January 4, 2024",
        "date_within": "",
        "date_original": "",
        "date_hijri": "",
        "status": "occurred",
        "title": "<b>Day</b> & night",
        "summary": "Text.",
        "place": "Baghdad",
        "tags": "Baghdad",
        "sources": "AP",
        "source_urls": "https://ap.example/1",
        "language": "en",
        "url": f"{BASE}en/articles/day/",
        "published": "2024-01-05",
        "updated": "2024-02",
    }


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-0300", "'-0300"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\u200f=1", "'\u200f=1"),
        ("＝1", "'＝1"),
        ("a\r\n=b", "a =b"),
        ("2024-09", "2024-09"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(written: str, shown: str) -> None:
    assert csv_cell(written) == shown


# --- iCalendar ----------------------------------------------------------------------------------


def calendar_of(path: Path) -> Calendar:
    (calendar,) = Calendar.from_ical(path.read_bytes(), multiple=True)
    assert isinstance(calendar, Calendar)
    return calendar


def test_a_calendar_contains_only_events_known_to_the_day(output: Path) -> None:
    events = calendar_of(output / "en/events.ics").walk("VEVENT")
    found = {
        str(each["X-TARIKH-EDTF"]): (each.decoded("DTSTART"), each.decoded("DTEND", None))
        for each in events
    }
    assert found == {
        "2024-01-03/2024-01-05": (dt.date(2024, 1, 3), dt.date(2024, 1, 6)),
        "2024-01-04": (dt.date(2024, 1, 4), None),
        "2024-01-04T12:00+03:00": (dt.datetime(2024, 1, 4, 9, tzinfo=dt.UTC), None),
    }


def test_a_calendar_is_valid(output: Path) -> None:
    paths = sorted(output.rglob("events.ics"))
    assert len(paths) == 6
    for path in paths:
        data = path.read_bytes()
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        assert data.count(b"\n") == data.count(b"\r\n")
        calendar = calendar_of(path)
        assert calendar.errors == []
        assert len(calendar.subcomponents) > 0
        for event in calendar.walk("VEVENT"):
            assert event.errors == []
            assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= event.keys()


def test_text_in_a_calendar_is_complete(output: Path) -> None:
    event = next(
        each
        for each in calendar_of(output / "en/events.ics").walk("VEVENT")
        if str(each["X-TARIKH-EDTF"]) == "2024-01-04"
    )
    assert str(event["SUMMARY"]) == "<b>Day</b> & night"
    assert str(event["DESCRIPTION"]) == "Thursday, January 4, 2024\nText.\nAP"
    assert str(event["URL"]) == f"{BASE}en/articles/day/"


def test_a_line_is_broken_between_characters() -> None:
    line = "SUMMARY:" + "ضربة🎯" * 40
    broken = fold_line(line)
    assert all(len(part.encode()) <= 75 for part in broken.split("\r\n"))
    assert broken.removesuffix("\r\n").replace("\r\n ", "") == line


def test_an_uncertain_event_is_tentative_and_labelled(site: MakeSite, build: Build) -> None:
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/a.en.md": article("Strike", "2024-01-04", "status: alleged\n"),
        }
    )
    assert build(folder).exit_code == 0
    (event,) = calendar_of(folder / "output/en/events.ics").walk("VEVENT")
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("TENTATIVE", "Strike (alleged)")


# --- TimelineJS -----------------------------------------------------------------------------------


def test_timelinejs_gets_no_more_than_is_known(output: Path) -> None:
    slides = {each["unique_id"]: each for each in load(output / "en/timeline.json")["events"]}

    def date(key: str) -> tuple[dict[str, int], dict[str, int] | None]:
        start = dict(slides[key]["start_date"])
        start.pop("display_date")
        return start, slides[key].get("end_date")

    assert {key: date(key) for key in slides} == {
        "ancient": ({"year": -300}, None),
        "century": ({"year": 1800}, {"year": 1899}),
        "decade": ({"year": 1940}, {"year": 1949}),
        "year": ({"year": 2014}, None),
        "span": ({"year": 2024, "month": 1, "day": 3}, {"year": 2024, "month": 1, "day": 5}),
        "day": ({"year": 2024, "month": 1, "day": 4}, None),
        "time": ({"year": 2024, "month": 1, "day": 4, "hour": 12, "minute": 0}, None),
        "about": ({"year": 2024, "month": 1, "day": 6}, None),
        "perhaps": ({"year": 2024, "month": 1, "day": 7}, None),
        "season": ({"year": 2024}, None),
        "month": ({"year": 2024, "month": 9}, None),
        "months": ({"year": 2024, "month": 9}, {"year": 2025, "month": 9}),
        "onwards": ({"year": 2025}, None),
        "until": ({"year": 2026}, None),
    }
    assert slides["about"]["start_date"]["display_date"] == "about January 6, 2024"


def test_timelinejs_gets_no_html_of_an_author(output: Path) -> None:
    slides = {each["unique_id"]: each for each in load(output / "en/timeline.json")["events"]}
    assert "&lt;b&gt;Day&lt;/b&gt; &amp; night" in slides["day"]["text"]["headline"]


def test_years_beyond_the_calendar_of_scripts_change_the_scale(
    site: MakeSite, build: Build
) -> None:
    folder = site({"content/site.toml": SETTINGS, "content/a.en.md": article("Ice", "Y-1000000")})
    assert build(folder).exit_code == 0
    timeline = load(folder / "output/en/timeline.json")
    assert (timeline["scale"], timeline["events"][0]["start_date"]["year"]) == (
        "cosmological",
        -1000000,
    )


# --- Sources --------------------------------------------------------------------------------------


def test_a_report_is_one_entry_however_often_it_is_cited(output: Path) -> None:
    library = parse_string((output / "en/sources.bib").read_text("utf-8"), "bibtex")
    ((key, entry),) = library.entries.items()
    assert re.fullmatch(r"ap-[0-9a-f]{10}", key)
    assert (entry.type, dict(entry.fields)) == (
        "online",
        {"date": "2024-09-28", "url": "https://ap.example/1"},
    )
    assert str(entry.persons["author"][0]) == "{AP}"
    (item,) = load(output / "en/sources.csl.json")
    assert item == {
        "id": key,
        "type": "webpage",
        "author": [{"literal": "AP"}],
        "issued": {"date-parts": [[2024, 9, 28]]},
        "custom": {"edtf": "2024-09-28"},
        "URL": "https://ap.example/1",
    }


def test_bibtex_contains_every_special_character_escaped(site: MakeSite, build: Build) -> None:
    source = "source: {name: 'A & B_C {D} 100% #1 $ ~ ^', title: 'Say \"{no}\" \\ @x', "
    source += "url: 'https://a.example/?a=1&b=%7B2%7D%20_#c', published: 2024-11~}\n"
    text = f"---\ntitle: T\ndate: 2024\n{source}---\nText.\n"
    folder = site({"content/site.toml": SETTINGS, "content/a.en.md": text})
    result = build(folder)
    assert result.exit_code == 0, result.output
    library = parse_string((folder / "output/en/sources.bib").read_text("utf-8"), "bibtex")
    (entry,) = library.entries.values()
    assert entry.fields["date"] == "2024-11~"
    assert entry.fields["url"] == "https://a.example/?a=1&b=%7B2%7D%20_#c"
    (item,) = load(folder / "output/en/sources.csl.json")
    assert item["issued"] == {"date-parts": [[2024, 11]], "circa": True}


# --- Edits ----------------------------------------------------------------------------------------


def rendered(folder: Path) -> set[str]:
    report = build_site(BuildOptions(folder, NOW), lambda *_: None)
    assert report.published, report.problems
    return {each.file for each in report.rendered if not each.file.endswith(".html")}


@pytest.fixture
def two_tags(site: MakeSite) -> Path:
    folder = site(
        {
            "content/site.toml": SETTINGS,
            "content/a.en.md": article("A", "2024-01-04", "tags: [Iraq]\n"),
            "content/b.en.md": article("B", "2024-01-05", "tags: [Iran]\n"),
        }
    )
    rendered(folder)
    return folder


def test_a_new_body_renders_no_feed(two_tags: Path, site: MakeSite) -> None:
    body = "Text.\n\nMore."
    site({"content/a.en.md": article("A", "2024-01-04", "tags: [Iraq]\n", body)})
    assert rendered(two_tags) == set()


def test_a_new_title_renders_only_the_files_that_contain_it(two_tags: Path, site: MakeSite) -> None:
    site({"content/a.en.md": article("Another", "2024-01-04", "tags: [Iraq]\n")})
    forms = ("feed.xml", "feed.json", "events.json", "events.csv", "events.ics", "timeline.json")
    cited = ("sources.bib", "sources.csl.json")
    places = [
        f"{code}/{place}" for code in ("ar", "en") for place in ("", "tags/iraq/", "sources/ap/")
    ]
    # The files of citations depend on the events too, so they are rendered, and stay the same.
    assert rendered(two_tags) == {
        *(f"{place}{form}" for place in places for form in (*forms, *cited)),
        *(f"assets/search/{code}/records-0.bin" for code in ("ar", "en")),
        *(f"assets/timeline/{code}/2024.bin" for code in ("ar", "en")),
    }


def test_an_unchanged_site_renders_nothing(two_tags: Path) -> None:
    assert rendered(two_tags) == set()


# --- Parts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [('a < b & "c"', "a &lt; b &amp; &quot;c&quot;"), ("a\x00\x0b\ufffeب", "aب"), ("\t\n", "\t\n")],
)
def test_xml_contains_only_allowed_characters(text: str, written: str) -> None:
    assert escape_xml(text) == written
    assert ET.fromstring(f"<a>{written}</a>").text is not None


@pytest.mark.parametrize("text", ["2024-21", "0000", "2024-11~", "194X", "Y17000", "", "-0300"])
def test_a_date_that_is_not_plain_has_no_parts(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2024-09-01", (2024, 2024)),
        ("2024-21~", (2024, 2024)),
        ("194X", (1940, 1949)),
        ("-03XX", (-399, -300)),
        ("Y-17000", (-17000, -17000)),
        ("-0300", (-300, -300)),
        ("", None),
    ],
)
def test_every_date_has_its_years(text: str, bounds: tuple[int, int] | None) -> None:
    assert year_range(text) == bounds
