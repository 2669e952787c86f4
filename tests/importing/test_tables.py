"""Tables and timelines: every event with its date at its precision, and what is not used listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile, Record
from generator.importing.timeline_parts import compose_timeline_date
from tests.support import Build, MakeSite, Run

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.en]\n[languages.ar]\n'}


def read(name: str, text: str, **mapping: str) -> tuple[Record, ...]:
    return read_records(InputFile(name, text.encode()), "Asia/Baghdad", mapping)


def timeline(folder: Path, language: str = "en") -> dict[str, dict[str, object]]:
    data = json.loads((folder / f"output/{language}/timeline.json").read_text("utf-8"))
    return {event["unique_id"]: event for event in data["events"]}


def imported(folder: Path, name: str) -> str:
    text = (folder / f"content/imported/{name}").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("# tarikh import: "))


def test_the_columns_of_a_table_are_found_by_their_names(
    site: MakeSite, run: Run, build: Build
) -> None:
    folder = site(
        {
            **SETTINGS,
            "events.csv": (
                "Headline,Date,End date,Description,Source,Source URL,Tags,Location\n"
                'Bridge closed,2024-01-04,,"Cracks, again.",River News,https://example.org/a,'
                "roads; Basra,Basra\n"
                "Fair opens,5 March 2024,7 March 2024,,,,,\n"
            ),
        }
    )
    result = run("import", folder / "events.csv", "--folder", folder)
    assert result.exit_code == 0
    assert imported(folder, "bridge-closed.en.md") == (
        "---\n"
        "title: Bridge closed\n"
        "date: 2024-01-04\n"
        "source:\n"
        "  name: River News\n"
        "  url: https://example.org/a\n"
        "tags: [roads, Basra]\n"
        "summary: Cracks, again.\n"
        "place: Basra\n"
        "---\n"
    )
    assert "date: 2024-03-05/2024-03-07\n" in imported(folder, "fair-opens.en.md")
    assert build(folder).exit_code == 0


@pytest.mark.parametrize(("name", "sign"), [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "\t")])
def test_values_can_be_separated_by_other_signs(name: str, sign: str) -> None:
    (record,) = read(name, f"title{sign}date\nBridge, closed{sign}2024\n")
    assert (record.title, record.date) == ("Bridge, closed", "2024")


def test_a_column_is_mapped_to_a_field(site: MakeSite, run: Run) -> None:
    folder = site(
        {**SETTINGS, "a.csv": "What,Day,outlet,Dead\nBridge closed,2024-01-04,River News,3\n"}
    )
    options = ("--map", "What=title", "--map", "Day=date", "--map", "outlet=source.name")
    run("import", folder / "a.csv", "--folder", folder, *options, "--map", "Dead=extra.dead")
    assert imported(folder, "bridge-closed.en.md") == (
        "---\ntitle: Bridge closed\ndate: 2024-01-04\nsource: River News\nextra:\n  dead: 3\n---\n"
    )


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("outlet", "'outlet' is not COLUMN=FIELD, such as outlet=source.name"),
        ("outlet=sauce", "unknown field 'sauce'; write one of key, language, title"),
    ],
)
def test_a_wrong_mapping_is_wrong_usage(
    site: MakeSite, run: Run, option: str, message: str
) -> None:
    folder = site({**SETTINGS, "a.csv": "title,date\nBridge,2024\n"})
    result = run("import", folder / "a.csv", "--folder", folder, "--map", option)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title,date\n", "it has no rows below a line of headings"),
        ("a,b\n1,2\n", "none of its columns is known: a, b"),
        ('title,date\n"open,2024\n', "it is not a table of separated values"),
    ],
)
def test_what_is_no_table_is_an_error(text: str, message: str) -> None:
    with pytest.raises(ImportFailure) as failure:
        read("a.csv", text)
    assert failure.value.message.startswith(message)
    assert failure.value.hint


def test_a_mapped_column_must_exist() -> None:
    with pytest.raises(ImportFailure) as failure:
        read("a.csv", "title,date\nBridge,2024\n", outlet="source.name")
    assert failure.value.hint == "its columns are: title, date"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Strike in the port\n\nDock workers walked out on 4 January 2024.\n"),
        ("a.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        ("a.html", "<!doctype html><title>Strike</title><p>Text."),
        ("a.xml", "<rss><channel></channel></rss>"),
        ("a.md", "---\ntitle: Strike\n---\n"),
        ("a.json", '{"events": [{"start_date": {"year": 2024}, "text": {"headline": "S"}}]}'),
        ("a.json", '[{"type": "webpage", "title": "Strike"}]'),
    ],
)
def test_what_has_no_columns_is_not_imported_with_a_mapping(name: str, text: str) -> None:
    with pytest.raises(ImportFailure) as failure:
        read(name, text, outlet="source.name")
    assert failure.value.message == "--map names the column 'outlet', but it is not a table"


def test_what_fails_is_not_called_nothing_new(site: MakeSite, run: Run) -> None:
    folder = site({**SETTINGS, "a.csv": "title,date\nBridge closed,2024\n"})
    command = "import", folder / "a.csv", "--folder", folder
    result = run(*command, "--map", "outlet=source.name")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("a.csv: error: --map names the column 'outlet'")
    assert run(*command).stdout.endswith("1 article created.\n")
    assert "exists already" in run(*command, "--dry-run").stdout


def test_a_year_before_the_first_is_asked_about() -> None:
    (record,) = read("a.csv", "Year,Headline\n-500,Old\n")
    assert (record.date, len(record.questions)) == ("-0500", 1)
    assert "which is -0499" in record.questions[0]


@pytest.mark.parametrize("date", ["05/01/2024", "20. century", "31 February 2024", "soon"])
def test_a_date_that_is_not_clear_is_listed_and_makes_a_draft(
    date: str, site: MakeSite, run: Run
) -> None:
    folder = site({**SETTINGS, "a.csv": f"title,date\nBridge closed,{date}\n"})
    result = run("import", folder / "a.csv", "--folder", folder)
    assert result.stdout.count("check ") == 1
    assert f"check date: '{date}' is not clear: " in result.stdout
    assert imported(folder, "bridge-closed.en.md") == (
        "---\ntitle: Bridge closed\n# date: when it took place\ndraft: true\n---\n"
    )


def test_every_cell_that_is_not_used_is_listed() -> None:
    (record,) = read("a.csv", "title,date,Notes\nBridge,2024,ask Sara,more\n")
    assert record.questions == (
        "not used: 'more', in a column without a heading",
        "not used: 'ask Sara', of the column 'Notes'",
    )


def test_events_with_one_title_and_several_dates_are_several(site: MakeSite, run: Run) -> None:
    text = "title,date\nBridge closed,2023\nBridge closed,2024\n"
    folder = site({**SETTINGS, "a.csv": text})
    for added in (2, 0):
        result = run("import", folder / "a.csv", "--folder", folder)
        assert result.stdout.count("created: ") == added
    assert "date: 2024\n" in imported(folder, "bridge-closed-2.en.md")


def test_many_events_are_counted(site: MakeSite, run: Run) -> None:
    rows = "".join(f"Event {number},2024\n" for number in range(30))
    folder = site({**SETTINGS, "a.csv": f"title,date\n{rows}"})
    first = run("import", folder / "a.csv", "--folder", folder)
    assert first.stdout.count("created: ") == 10
    assert first.stdout.endswith("and 20 more\n30 articles created.\n")
    second = run("import", folder / "a.csv", "--folder", folder)
    assert second.stdout == "30 exist already, not changed\nNothing new.\n"


SHEET_HEAD = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background\n"
)


def test_a_sheet_of_timelinejs_keeps_the_precision_of_each_date(
    site: MakeSite, run: Run, build: Build
) -> None:
    folder = site(
        {
            **SETTINGS,
            "sheet.csv": SHEET_HEAD
            + ",,,,,,,,,Roads of Basra,,,,,,title,,\n"
            + "2014,,,,,,,,,Year only,<p>A <b>text</b>.</p>,,,,,,,\n"
            + "2014,6,,,,,,,,Month only,Text,,,,,,roads,\n"
            + "2014,6,10,,,,,,,One day,Text,https://example.org/v,River News,,,,,\n"
            + "2014,6,10,14:30,,,,,,One time,Text,,,,,,,\n"
            + "2014,6,10,,2014,6,12,,,Three days,Text,,,,,,,\n"
            + "-300,,,,,,,,around then,Long ago,Text,,,,,,,\n",
        }
    )
    result = run("import", folder / "sheet.csv", "--folder", folder)
    assert "it is the title of the timeline, and no event" in result.stdout
    assert "check date: it is shown as 'around then'; check that '-0300' says" in result.stdout
    assert build(folder).exit_code == 0
    events = timeline(folder)
    assert {key: event["edtf"] for key, event in events.items()} == {
        "year-only": "2014",
        "month-only": "2014-06",
        "one-day": "2014-06-10",
        "one-time": "2014-06-10T14:30+03:00",
        "three-days": "2014-06-10/2014-06-12",
        "long-ago": "-0300",
    }
    assert "A text." in str(events["year-only"]["text"])
    assert "River News" in str(events["one-day"]["text"])
    assert imported(folder, "year-only.en.md").endswith("---\n\nA **text**.\n")


def test_a_timeline_of_timelinejs_becomes_the_same_timeline(
    site: MakeSite, run: Run, build: Build
) -> None:
    events = [
        {
            "start_date": {"year": "2014", "month": "6", "day": "10"},
            "end_date": {"year": 2014, "month": 6, "day": 12},
            "text": {"headline": "The <i>bridge</i> closes", "text": "<p>One.</p><p>Two.</p>"},
            "media": {"url": "https://example.org/v", "credit": "River News", "caption": "A pier"},
            "group": "roads",
        },
        {"start_date": {"year": -300}, "text": {"headline": "Long ago"}, "unique_id": "old"},
        {"start_date": {"year": 2015, "hour": 4}, "text": {"headline": "No day"}},
    ]
    data = {"title": {"text": {"headline": "Roads"}}, "eras": [], "events": events}
    folder = site({**SETTINGS, "timeline.json": json.dumps(data)})
    run("import", folder / "timeline.json", "--folder", folder)
    assert imported(folder, "no-day.en.md").count("draft: true") == 1
    assert build(folder).exit_code == 0
    made = timeline(folder)
    assert made["old"]["edtf"] == "-0300"
    bridge = made["the-bridge-closes"]
    assert bridge["edtf"] == "2014-06-10/2014-06-12"
    assert "One. Two." in str(bridge["text"])
    assert "River News" in str(bridge["text"])


def test_our_own_timeline_is_imported_without_a_loss(
    site: MakeSite, run: Run, build: Build
) -> None:
    dates = (
        *("2014", "2024-09", "2024-01-04", "2024-01-05T10:04+03:00", "1999~", "2014?", "2024-21"),
        *("2024-01/2024-03", "../2026", "2024/..", "194X", "-0300", "late 2020"),
        *("between 2003 and 2011", "2024-03-31 = 1445-09-21 AH", "winter 2013/2014"),
    )
    files = {
        f"content/event{number}.en.md": (
            f"---\ntitle: Event {number} & <more>\ndate: {date}\nsource: [River News, 'A, B']\n"
            f"status: alleged\n---\n\nText of {number}.\n"
        )
        for number, date in enumerate(dates)
    }
    first = site({**SETTINGS, **files})
    assert build(first).exit_code == 0
    second = site(SETTINGS, name="second")
    run("import", first / "output/en/timeline.json", "--folder", second)
    result = build(second)
    assert result.exit_code == 0
    assert timeline(second) == {
        key: event | {"text": event["text"]} for key, event in timeline(first).items()
    }


def test_a_sheet_of_auto_archiver_fills_the_archived_copy(site: MakeSite, run: Run) -> None:
    folder = site(
        {
            **SETTINGS,
            "archive.csv": (
                "Link,Archive status,Archive location,Archive date,Upload timestamp,Upload title,"
                "Hash\n"
                "https://example.org/v,wayback: success,https://archive.example/1,"
                "2024-01-06T10:00:00+00:00,2024-01-05T09:00:00+00:00,A pier in Basra,"
                "SHA-256:ab12\n"
            ),
        }
    )
    result = run("import", folder / "archive.csv", "--folder", folder)
    assert "'example.org' is the host of the address; write who published it" in result.stdout
    assert "date: it is missing; write when it took place" in result.stdout
    assert "not used: 'wayback: success', of the column 'Archive status'" in result.stdout
    (path,) = (folder / "content/imported").iterdir()
    assert imported(folder, path.name) == (
        "---\n"
        "title: A pier in Basra\n"
        "# date: when it took place\n"
        "source:\n"
        "  name: example.org\n"
        "  url: https://example.org/v\n"
        "  title: A pier in Basra\n"
        "  published: 2024-01-05T09:00:00Z\n"
        "  accessed: 2024-01-06T10:00:00Z\n"
        "  archived: https://archive.example/1\n"
        "draft: true\n"
        "extra:\n"
        "  hash: SHA-256:ab12\n"
        "---\n"
    )


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("2014", "", "", ""), "2014"),
        (("2014", "6", "", ""), "2014-06"),
        (("2014", "6", "1", "9:05"), "2014-06-01T09:05"),
        (("-44", "3", "15", ""), "-0044-03-15"),
        (("12000", "", "", ""), "Y12000"),
        (("2014.0", "6.0", "", ""), "2014-06"),
        (("2014", "June", "1", ""), "1 June 2014"),
        (("2014", "", "1", ""), "1 2014"),
        (("", "", "", ""), ""),
    ],
)
def test_a_date_in_parts_is_as_precise_as_they_are(
    parts: tuple[str, str, str, str], text: str
) -> None:
    assert compose_timeline_date(*parts) == text


@pytest.mark.parametrize("text", ["{}", "[1]", '{"events": []}', "{", "[" * 100_000])
def test_json_that_is_no_timeline_is_an_error(text: str) -> None:
    with pytest.raises(ImportFailure):
        read("a.json", text)
