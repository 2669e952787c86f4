"""What Atom feeds, JSON feeds and sitemaps contain, with and without each optional field."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from generator.exports import RecordCache
from generator.exports.atom import atom_entry, write_atom
from generator.exports.corrections_feed import write_corrections_feed
from generator.exports.feed_entry_html import entry_html
from generator.exports.json_feed import FORMAT as json_feed_format
from generator.exports.json_feed import json_feed_item
from generator.exports.sitemaps import write_sitemap, write_sitemap_index
from generator.views.exports import (
    CollectionView,
    CorrectionEntryView,
    CorrectionsFeedView,
    ExportView,
    RecordView,
    SitemapIndexView,
    SitemapView,
)
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

ATOM = "{http://www.w3.org/2005/Atom}"
TERMS = "{http://purl.org/dc/terms/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"

Elements = list[tuple[str, dict[str, str], str | None]]


def children(element: ET.Element) -> Elements:
    """The name, attributes and text of each child."""
    return [(each.tag, each.attrib, each.text) for each in element]


def atom(*records: RecordView, **fields: Any) -> bytes:
    view = ExportView("en/feed.xml", make_collection(*records, **fields))
    return write_atom(view, [atom_entry(record, BASE) for record in records])


# --- The content of an entry ---------------------------------------------------------------------


def test_an_entry_has_its_date_in_the_calendar_that_it_was_written_in() -> None:
    when = make_when("2024-03-31", "31 March 2024", original="21 Ramadan 1445 AH")
    html = entry_html(make_record(event=make_event(when=when)), BASE)
    assert "<bdi>31 March 2024</bdi> · <bdi>21 Ramadan 1445 AH</bdi>" in html


def test_an_entry_says_when_where_how_certain_what_and_who_with_its_picture() -> None:
    assert entry_html(FULL_RECORD, BASE) == (
        '<p lang="en" dir="ltr"><bdi>4 &lt; 5 January</bdi>'
        ' · <bdi lang="en">Camp &amp; &lt;Gate&gt;, north</bdi>'
        " · <bdi>alleged &lt;so far&gt;</bdi></p>"
        f'<figure lang="ar" dir="rtl"><img src="{BASE}assets/camp.jpg"'
        ' alt="Smoke &amp; &lt;dust&gt;" width="640" height="480">'
        "<figcaption><bdi>Photo: A &amp; B</bdi></figcaption></figure>"
        '<p lang="ar" dir="rtl">أولا, ثانيا; &lt;ثالثا&gt;</p>'
        '<p lang="en" dir="ltr">'
        '<bdi lang="en">AP &amp; &lt;AFP&gt;</bdi> · <bdi lang="ar">وكالة</bdi></p>'
    )


def test_an_entry_of_a_bare_event_is_its_date() -> None:
    assert entry_html(make_record(), BASE) == '<p lang="en" dir="ltr"><bdi>2024-01-04</bdi></p>'


# --- Atom ----------------------------------------------------------------------------------------


def test_an_atom_entry_has_every_field_of_the_event() -> None:
    entry = ET.fromstring(atom(FULL_RECORD)).find(f"{ATOM}entry")
    assert entry is not None
    assert entry.attrib == {LANG: "ar"}
    assert children(entry) == [
        (f"{ATOM}id", {}, RECORD_ID),
        (f"{ATOM}title", {}, 'ضربة <أ> & "ب"'),
        (
            f"{ATOM}link",
            {
                "rel": "alternate",
                "type": "text/html",
                "hreflang": "ar",
                "href": f"{BASE}ar/articles/strike/?a=1&b=2",
            },
            None,
        ),
        (f"{ATOM}published", {}, "2024-01-05T00:00:00+03:00"),
        (f"{ATOM}updated", {}, "2024-02-01T00:00:00+03:00"),
        (f"{ATOM}content", {"type": "html"}, entry_html(FULL_RECORD, BASE)),
        (f"{ATOM}category", {"term": "war&peace", "label": 'War, & "peace"'}, None),
        (f"{ATOM}category", {"term": "iraq", "label": "العراق"}, None),
        (f"{TERMS}temporal", {}, "2024-01-04"),
        (f"{TERMS}issued", {}, "2024-01-05"),
    ]


def test_an_atom_entry_has_no_field_that_is_not_known() -> None:
    entry = ET.fromstring(atom(make_record())).find(f"{ATOM}entry")
    assert entry is not None
    assert [each.tag for each in entry] == [
        f"{ATOM}id",
        f"{ATOM}title",
        f"{ATOM}link",
        f"{ATOM}updated",
        f"{ATOM}content",
        f"{TERMS}temporal",
    ]


def test_an_atom_entry_puts_each_field_on_a_line() -> None:
    lines = atom_entry(FULL_RECORD, BASE).splitlines()
    assert len(lines) == 12
    assert all(line.startswith("<") and line.endswith(">") for line in lines)


def test_an_atom_feed_describes_its_collection() -> None:
    feed = ET.fromstring(atom(description="All & more"))
    assert (feed.tag, feed.attrib) == (f"{ATOM}feed", {LANG: "en"})
    assert children(feed)[:-1] == [
        (f"{ATOM}id", {}, COLLECTION_ID),
        (f"{ATOM}title", {}, "Log & <book>"),
        (f"{ATOM}subtitle", {}, "All & more"),
        (
            f"{ATOM}link",
            {"rel": "self", "type": "application/atom+xml", "href": f"{BASE}en/feed.xml"},
            None,
        ),
        (
            f"{ATOM}link",
            {"rel": "alternate", "type": "text/html", "href": f"{BASE}en/?a=1&b=2"},
            None,
        ),
        (f"{ATOM}updated", {}, "2024-02-01T00:00:00+03:00"),
    ]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The & Log"


def test_an_atom_feed_without_a_description_has_no_subtitle() -> None:
    feed = ET.fromstring(atom())
    assert feed.find(f"{ATOM}subtitle") is None
    assert not [each.tail for each in feed if (each.tail or "").strip()]


def test_an_atom_feed_has_the_entries_in_order() -> None:
    records = [make_record(event=make_event(title=title)) for title in ("B", "A")]
    feed = feedparser.parse(atom(*records))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["B", "A"]


def test_a_feed_of_corrections_has_every_field_of_each() -> None:
    corrections = tuple(
        CorrectionEntryView(
            id=f"urn:{day}",
            path="ar/articles/strike/?a=1&b=2",
            title="ضربة & أخرى",
            lang="ar",
            note="المكان <خطأ>",
            when=make_when(f"2024-01-{day}"),
            time=f"2024-01-{day}T00:00:00+03:00",
        )
        for day in ("09", "08")
    )
    data = write_corrections_feed(
        CorrectionsFeedView("en/corrections.xml", make_collection(), corrections)
    )
    feed = ET.fromstring(data)
    assert feed.findtext(f"{ATOM}id") == COLLECTION_ID
    assert [link.attrib["href"] for link in feed.findall(f"{ATOM}link")] == [
        f"{BASE}en/corrections.xml",
        f"{BASE}en/?a=1&b=2",
    ]
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == ["urn:09", "urn:08"]
    assert entries[0].attrib == {LANG: "ar"}
    assert children(entries[0]) == [
        (f"{ATOM}id", {}, "urn:09"),
        (f"{ATOM}title", {}, "ضربة & أخرى"),
        (
            f"{ATOM}link",
            {
                "rel": "alternate",
                "type": "text/html",
                "hreflang": "ar",
                "href": f"{BASE}ar/articles/strike/?a=1&b=2",
            },
            None,
        ),
        (f"{ATOM}published", {}, "2024-01-09T00:00:00+03:00"),
        (f"{ATOM}updated", {}, "2024-01-09T00:00:00+03:00"),
        (f"{ATOM}content", {}, "المكان <خطأ>"),
        (f"{TERMS}issued", {}, "2024-01-09"),
    ]


# --- JSON Feed -----------------------------------------------------------------------------------


def test_a_json_feed_item_has_every_field_of_the_event() -> None:
    assert json.loads(json_feed_item(FULL_RECORD, BASE)) == {
        "id": RECORD_ID,
        "url": f"{BASE}ar/articles/strike/?a=1&b=2",
        "title": 'ضربة <أ> & "ب"',
        "content_html": entry_html(FULL_RECORD, BASE),
        "image": f"{BASE}assets/camp.jpg",
        "date_published": "2024-01-05T00:00:00+03:00",
        "date_modified": "2024-02-01T00:00:00+03:00",
        "tags": ['War, & "peace"', "العراق"],
        "language": "ar",
        "_event": {
            "about": f"{BASE}events.schema.json",
            "key": "strike",
            "edtf": "2024-01-04",
            "text": "4 < 5 January",
            "status": "alleged",
        },
    }


def test_a_json_feed_item_has_no_field_that_is_not_known() -> None:
    item = json.loads(json_feed_item(make_record(), BASE))
    assert item.keys() == {
        "id",
        "url",
        "title",
        "content_html",
        "date_modified",
        "language",
        "_event",
    }


def json_feed(collection: CollectionView) -> str:
    view = ExportView("en/feed.json", collection)
    return json_feed_format.write(view, RecordCache()).decode()


def test_a_json_feed_describes_its_collection() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Log & <book>",
        "home_page_url": f"{BASE}en/?a=1&b=2",
        "feed_url": f"{BASE}en/feed.json",
        "language": "en",
        "authors": [{"name": "The & Log"}],
        "items": [],
    }
    assert json.loads(json_feed(make_collection())) == feed
    described = make_collection(description="All & more")
    assert json.loads(json_feed(described)) == feed | {"description": "All & more"}


def test_a_json_feed_has_an_item_a_line() -> None:
    records = (FULL_RECORD, make_record())
    _, *lines, end = json_feed(make_collection(*records)).splitlines()
    assert [json.loads(line.removesuffix(",")) for line in lines] == [
        json.loads(json_feed_item(record, BASE)) for record in records
    ]
    assert end == "]}"


# --- Sitemaps ------------------------------------------------------------------------------------


def test_a_sitemap_has_the_day_and_the_translations_of_each_page() -> None:
    alternates = (("ar", "ar/?a&b"), ("en", "en/?a&b"))
    rows = (("ar/?a&b", "2024-01-05", alternates), ("en/x/", "", ()))
    urls = ET.fromstring(write_sitemap(SitemapView("https://a.example/?r&s/", rows)))
    assert urls.tag == f"{SITEMAP}urlset"
    first, second = urls
    assert (first.tag, second.tag) == (f"{SITEMAP}url", f"{SITEMAP}url")
    assert children(first) == [
        (f"{SITEMAP}loc", {}, "https://a.example/?r&s/ar/?a&b"),
        (f"{SITEMAP}lastmod", {}, "2024-01-05"),
        *(
            (
                LINK,
                {
                    "rel": "alternate",
                    "hreflang": code,
                    "href": f"https://a.example/?r&s/{code}/?a&b",
                },
                None,
            )
            for code in ("ar", "en")
        ),
    ]
    assert children(second) == [(f"{SITEMAP}loc", {}, "https://a.example/?r&s/en/x/")]


def test_a_sitemap_has_a_page_a_line() -> None:
    rows = (("a/", "", ()), ("b/", "", ()))
    assert write_sitemap(SitemapView(BASE, rows)).decode().splitlines()[2:] == [
        f"<url><loc>{BASE}a/</loc></url>",
        f"<url><loc>{BASE}b/</loc></url>",
        "</urlset>",
    ]


def test_an_index_has_the_sitemaps_in_order() -> None:
    data = write_sitemap_index(SitemapIndexView(BASE, ("b.xml?x&y", "a.xml")))
    index = ET.fromstring(data)
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert [(each.tag, children(each)) for each in index] == [
        (f"{SITEMAP}sitemap", [(f"{SITEMAP}loc", {}, f"{BASE}{path}")])
        for path in ("b.xml?x&y", "a.xml")
    ]
    assert data.decode().splitlines()[3:] == [
        f"<sitemap><loc>{BASE}a.xml</loc></sitemap>",
        "</sitemapindex>",
    ]


@pytest.mark.parametrize(
    "data",
    [atom(), write_sitemap(SitemapView(BASE, ())), write_sitemap_index(SitemapIndexView(BASE, ()))],
    ids=["atom", "sitemap", "sitemap-index"],
)
def test_xml_declares_its_version_and_encoding(data: bytes) -> None:
    assert data.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<')
    assert data.endswith(b">\n")
