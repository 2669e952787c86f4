"""Feeds, references, results of Wikidata and ``events.json``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.importing.readers import read_records
from generator.importing.records import ImportFailure, InputFile, Record
from tests.support import Build, MakeSite, Run

SETTINGS = {"content/site.toml": 'timezone = "Asia/Baghdad"\n[languages.en]\n[languages.ar]\n'}


def read(name: str, data: object, **mapping: str) -> tuple[Record, ...]:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return read_records(InputFile(name, text.encode()), "Asia/Baghdad", mapping)


# --- Feeds --------------------------------------------------------------------------------------


def rss(item: str) -> str:
    return (
        '<?xml version="1.0"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>River News</title><language>en-gb</language>"
        f"<item>{item}</item></channel></rss>\n"
    )


ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>River News</title>
<entry><title>Bridge closed</title><link href="https://example.org/bridge"/>
<link rel="replies" href="https://example.org/replies"/><id>urn:1</id>
<published>2024-01-05T10:04:00+03:00</published><updated>2024-01-06T00:00:00Z</updated>
<category term="roads"/><author><name>Huda</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>The bridge was closed yesterday.</p></div></content></entry></feed>
"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "River News",
    "language": "en",
    "items": [
        {
            "id": "1",
            "url": "https://example.org/bridge",
            "title": "Bridge closed",
            "date_published": "2024-01-05T10:04:00+03:00",
            "content_html": "<p>The bridge was closed yesterday.</p>",
            "tags": ["roads"],
            "authors": [{"name": "Huda"}],
        }
    ],
}
RSS = rss(
    "<title>Bridge closed</title><link>https://example.org/bridge</link>"
    "<pubDate>Fri, 05 Jan 2024 10:04:00 +0300</pubDate><category>roads</category>"
    "<dc:creator>Huda</dc:creator><description>Short.</description>"
    "<content:encoded><![CDATA[<p>The bridge was closed yesterday.</p>]]></content:encoded>"
)


@pytest.mark.parametrize(
    ("name", "data"), [("a.xml", RSS), ("a.atom", ATOM), ("a.json", JSON_FEED)]
)
def test_an_entry_of_a_feed_is_a_report_of_its_publisher(name: str, data: object) -> None:
    (record,) = read(name, data)
    assert record.is_report
    assert (record.title, record.date, record.keywords) == (
        "Bridge closed",
        "2024-01-04",
        ("roads",),
    )
    (source,) = record.sources
    assert (source.name, source.url) == ("River News", "https://example.org/bridge")
    assert source.published == "2024-01-05T10:04:00+03:00"
    assert record.paragraphs == ("The bridge was closed yesterday.",)
    assert any("Huda" in text for text in record.unused)


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("<pubDate>Fri, 05 Jan 2024 10:04:00 GMT</pubDate>", "2024-01-05T10:04:00Z"),
        ("<pubDate>Fri, 05 Jan 2024 10:04:00 EST</pubDate>", "2024-01-05T10:04:00-05:00"),
        # A zone without an offset, of which there are several.
        ("<pubDate>Fri, 05 Jan 2024 10:04:00 AST</pubDate>", "2024-01-05"),
        ("<pubDate>الجمعة 5 كانون الثاني 2024</pubDate>", "2024-01-05"),
        ("<pubDate>05/01/2024</pubDate>", ""),
        ("<pubDate>Fri, 06 Jan 2024 10:04:00 GMT</pubDate>", ""),
        ("<pubDate>Fri, 99 Jan 2024 10:04:00 GMT</pubDate>", ""),
        ("", ""),
    ],
)
def test_the_date_of_an_entry_is_not_guessed(date: str, published: str) -> None:
    (record,) = read("a.xml", rss(f"<title>Bridge</title><description>Text.</description>{date}"))
    assert record.sources[0].published == published
    assert any(each.startswith("source.published: ") for each in record.questions) == (
        not published
    )


def test_an_entry_that_is_from_another_feed_has_that_as_its_source() -> None:
    (record,) = read(
        "a.xml", rss('<title>Bridge</title><source url="https://example.org/f">Delta</source>')
    )
    assert record.sources[0].name == "Delta"


# --- References ---------------------------------------------------------------------------------

REFERENCE = {
    "id": "huda2024",
    "type": "article-newspaper",
    "title": "Bridge <i>closed</i>",
    "container-title": "River News",
    "author": [{"given": "Huda", "family": "Salim"}],
    "URL": "https://example.org/bridge",
    "issued": {"date-parts": [["2024", 1, 5]]},
    "accessed": {"date-parts": [[2024, 2]]},
    "abstract": "The bridge was closed.",
    "page": "7",
    "language": "en-GB",
}


def test_a_reference_is_the_source_of_a_draft(site: MakeSite, run: Run, build: Build) -> None:
    folder = site({**SETTINGS, "references.json": json.dumps([REFERENCE])})
    run("import", folder / "references.json", "--folder", folder)
    text = (folder / "content/imported/bridge-closed.en.md").read_text("utf-8")
    assert text.partition("# tarikh import")[0] == (
        "---\n"
        "title: Bridge closed\n"
        "# date: when it took place\n"
        "source:\n"
        "  name: River News\n"
        "  url: https://example.org/bridge\n"
        "  title: Bridge closed\n"
        "  published: 2024-01-05\n"
        "  accessed: 2024-02\n"
        "draft: true\n"
    )
    review = (folder / "import-review.md").read_text("utf-8")
    for listed in ("author: Huda Salim", "not used: page: 7", "1. The bridge was closed."):
        assert listed in review
    assert build(folder).exit_code == 0


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [[2024, 1]], "circa": True}, "2024-01~"),
        ({"date-parts": [[2024, 1, 5], [2024, 1, 7]]}, "2024-01-05/2024-01-07"),
        ({"date-parts": [[-44]]}, "-0044"),
        ({"date-parts": [[2024, 0, 0]]}, "2024"),
        ({"date-parts": [[2024]], "season": 2}, "2024-22"),
        ({"date-parts": [[2024]], "season": "Autumn"}, "2024-23"),
        ({"literal": "5 كانون الثاني 2024"}, "2024-01-05"),
        ({"raw": "05/01/2024"}, ""),
        ({"date-parts": [[]]}, ""),
        ({"date-parts": [["x"]]}, ""),
        ("2024", ""),
    ],
)
def test_the_date_of_a_reference_has_the_parts_that_are_given(
    issued: object, published: str
) -> None:
    (record,) = read("a.json", [{**REFERENCE, "issued": issued}])
    assert record.sources[0].published == published


# --- Wikidata -----------------------------------------------------------------------------------


def result(date: str, precision: int | None) -> dict[str, str]:
    entity = "http://www.wikidata.org/entity/Q1"
    row = {"item": entity, "itemLabel": "Bridge closed", "date": date}
    return row if precision is None else {**row, "datePrecision": str(precision)}


@pytest.mark.parametrize(
    ("date", "precision", "edtf"),
    [
        ("2024-01-05T00:00:00Z", 11, "2024-01-05"),
        ("2024-01-01T00:00:00Z", 11, "2024-01-01"),
        ("2024-01-01T00:00:00Z", 10, "2024-01"),
        ("2024-01-01T00:00:00Z", 9, "2024"),
        ("1940-01-01T00:00:00Z", 8, "194X"),
        ("2000-01-01T00:00:00Z", 7, "19XX"),
        ("1901-01-01T00:00:00Z", 7, "19XX"),
        ("-0043-01-01T00:00:00Z", 9, "-0043"),
        ("2000-01-01T00:00:00Z", 6, ""),
        ("2024-01-05T00:00:00Z", None, "2024-01-05"),
        ("2024-01-01T00:00:00Z", None, ""),
        ("2024-03-01T00:00:00Z", None, ""),
    ],
)
def test_a_date_of_wikidata_has_its_precision(date: str, precision: int | None, edtf: str) -> None:
    (record,) = read("query.json", [result(date, precision)])
    assert (record.title, record.date) == ("Bridge closed", edtf)
    assert dict(record.fields)["extra"] == {"wikidata": "Q1"}
    assert any(each.startswith("date: ") for each in record.questions) == (not edtf)


def test_results_of_wikidata_in_every_form() -> None:
    row = result("1940-01-01T00:00:00Z", 8)
    verbose = {
        "head": {"vars": list(row)},
        "results": {
            "bindings": [
                {
                    name: {"type": "literal", "value": value, "xml:lang": "en"}
                    for name, value in row.items()
                }
            ]
        },
    }
    csv = f"{','.join(row)}\n{','.join(row.values())}\n"
    tsv = (
        "?item\t?itemLabel\t?date\t?datePrecision\n"
        '<http://www.wikidata.org/entity/Q1>\t"Bridge closed"@en\t'
        '"1940-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>\t"8"^^<x:integer>\n'
    )
    for name, data in (("q.json", [row]), ("q.json", verbose), ("q.csv", csv), ("q.tsv", tsv)):
        (record,) = read(name, data)
        assert (record.key, record.title, record.date) == ("Q1", "Bridge closed", "194X")


def test_rows_of_one_item_are_one_event_and_no_value_is_lost() -> None:
    row = {**result("2024-01-05T00:00:00Z", 11), "placeLabel": "Basra", "depth": 3}
    (record,) = read("q.json", [row, {**row, "placeLabel": "Amara"}, {**row, "itemLabel": "Q1"}])
    assert dict(record.fields)["place"] == "Basra"
    assert "place: a second value is not used: 'Amara'" in record.questions
    assert record.questions.count("not used: depth: 3") == 1


def test_variables_of_wikidata_are_mapped() -> None:
    row = {**result("2024-01-05T00:00:00Z", 11), "depth": 3}
    (record,) = read("q.json", [row], depth="extra.depth")
    assert dict(record.fields)["extra"] == {"wikidata": "Q1", "depth": 3}
    with pytest.raises(ImportFailure) as failure:
        read("q.json", [row], width="extra.width")
    assert failure.value.message.startswith("--map names the variable 'width'")


# --- Our own ------------------------------------------------------------------------------------


def test_events_json_becomes_the_same_events(site: MakeSite, run: Run, build: Build) -> None:
    articles = {
        f"content/{name}": f"---\n{matter}---\n\nText.\n"
        for name, matter in {
            "bridge.en.md": (
                "title: Bridge\ndate: 2024-01-05\nsource:\n  - name: River News\n"
                "    url: https://example.org/a\n    published: 2024-01-06\n    via: Delta\n"
                "    quote: It stays closed.\n  - Delta\n"
                "tags: [roads, Basra]\nsummary: Cracks.\nstatus: alleged\nplace: Basra\n"
                "updated: 2024-02-01\nextra: {dead: '0'}\n"
                "corrections:\n  - {date: 2024-02-01, note: Not three.}\n"
            ),
            "bridge.ar.md": "title: جسر\ndate: 2024-01-05\n",
            "within.en.md": "title: Within\ndate: between 2003 and 2011\n",
            "hijri.en.md": "title: Hijri\ndate: رمضان 1445\n",
            "about.en.md": "title: About\ndate: 2023~/2024-21~\n",
        }.items()
    }
    old = site({**SETTINGS, **articles}, name="old")
    assert build(old).exit_code == 0
    folder = site(SETTINGS)
    for language in ("en", "ar"):
        run("import", old / f"output/{language}/events.json", "--folder", folder)
    assert build(folder).exit_code == 0
    assert {path.name for path in (folder / "content/imported").iterdir()} == {
        path.partition("/")[2] for path in articles
    }
    for language in ("en", "ar"):
        before, after = (
            json.loads((each / f"output/{language}/events.json").read_text("utf-8"))
            for each in (old, folder)
        )
        for event in (*before["events"], *after["events"]):
            del event["id"]
        assert after["events"] == before["events"]


# --- Any JSON, and what is none -----------------------------------------------------------------


def test_a_list_of_objects_is_a_table() -> None:
    data = [{"What": "Bridge", "when": {"day": "2024-01-05"}}, {"What": "Fair", "n": 1}]
    first, second = read("a.json", data, What="title", when="extra.when")
    assert (first.title, second.title) == ("Bridge", "Fair")
    assert dict(first.fields)["extra"] == {"when": "day: 2024-01-05"}
    assert "not used: '1', of the column 'n'" in second.questions


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.json", '{"events": [}', (1, 13)),
        ("a.json", "[" * 100_000, (0, 0)),
        ("a.json", "[" + "9" * 10_000 + "]", (0, 0)),
        ("a.json", '{"a": 1}', (0, 0)),
        ("a.json", "[1, 2]", (0, 0)),
        ("a.xml", RSS[:-20], (2, 478)),
        ("a.xml", RSS.replace("<rss", "<!DOCTYPE x [<!ENTITY a 'b'>]>\n<rss"), (0, 0)),
        ("a.xml", RSS.replace("Short.", "&unknown;"), (2, 372)),
    ],
)
def test_a_damaged_file_is_an_error_with_its_place(
    name: str, text: str, place: tuple[int, int]
) -> None:
    with pytest.raises(ImportFailure) as failure:
        read(name, text)
    assert failure.value.hint
    assert (failure.value.line, failure.value.column) == place


def test_a_comment_before_a_declaration_hides_nothing() -> None:
    text = RSS.replace("<rss", "<!-- <a> --><!DOCTYPE x [<!ENTITY a 'b'>]>\n<rss")
    with pytest.raises(ImportFailure) as failure:
        read("a.xml", text)
    assert "<!DOCTYPE" in failure.value.message


def test_a_declaration_in_a_text_is_a_text() -> None:
    (record,) = read(
        "a.xml",
        rss("<title>A</title><description><![CDATA[<!DOCTYPE html> and more]]></description>"),
    )
    assert record.paragraphs == ("<!DOCTYPE html> and more",)


def test_an_empty_file_writes_nothing(site: MakeSite, run: Run, tmp_path: Path) -> None:
    folder = site(SETTINGS)
    (tmp_path / "a.xml").write_text("<rss/>")
    result = run("import", tmp_path / "a.xml", "--folder", folder)
    assert result.stdout == "Nothing new.\n"
    assert not (folder / "import-review.md").exists()
