"""Cited reports as BibTeX and CSL-JSON: fields, dates, keys, and each report once."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from msgspec.structs import replace
from pybtex.database import Entry, parse_string

from generator.exports.bibtex import bibtex_entries, write_bibtex
from generator.exports.csl import csl_items, write_csl
from generator.views.article import CitationView
from generator.views.exports import ExportView, RecordView
from generator.views.shared import LinkView, TextView
from tests.support.views import (
    BASE,
    FULL_CITATION,
    make_citation,
    make_collection,
    make_record,
    make_when,
)


def citing(*citations: CitationView, source: str = "ap") -> RecordView:
    return make_record(citations=citations, source_ids=(source,) * len(citations))


def bibtex(*records: RecordView, title: str = "Log") -> str:
    view = ExportView("en/sources.bib", make_collection(*records, title=title))
    return write_bibtex(view, [bibtex_entries(record, BASE) for record in records]).decode()


def entry(citation: CitationView) -> Entry:
    (found,) = parse_string(bibtex(citing(citation)), "bibtex").entries.values()
    return found


def csl(*records: RecordView) -> list[dict[str, Any]]:
    view = ExportView("en/sources.csl.json", make_collection(*records))
    items: list[dict[str, Any]] = json.loads(
        write_csl(view, [csl_items(record, BASE) for record in records])
    )
    return items


def item(citation: CitationView) -> dict[str, Any]:
    (found,) = csl(citing(citation))
    return found


def key(citation: CitationView, source: str = "ap") -> str:
    (found,) = csl(citing(citation, source=source))
    return str(found["id"])


# --- BibTeX --------------------------------------------------------------------------------------


def test_a_bibtex_entry_has_every_field() -> None:
    found = entry(FULL_CITATION)
    assert found.type == "online"
    assert str(found.persons["author"][0]) == "{AP}"
    assert dict(found.fields) == {
        "title": r"{ضربة \& أخرى}",
        "organization": r"{Reuters \& others}",
        "date": "2024-01-05",
        "url": "https://ap.example/1?a=1&b=2",
        "urldate": "2024-01-06",
        "note": r"Archived: \url{https://archive.example/1?a=1&b=2}",
    }


def test_a_bibtex_entry_has_no_field_that_is_not_known() -> None:
    found = entry(make_citation())
    assert (found.type, dict(found.fields)) == ("misc", {})
    assert str(found.persons["author"][0]) == "{AP}"


def test_a_bibtex_file_has_its_title_as_a_comment_and_a_field_a_line() -> None:
    citation = make_citation(url="https://ap.example/1")
    text = bibtex(citing(citation), title="Log\n@book{x} of  a")
    assert text == (
        "% Log book{x} of a\n"
        f"\n@online{{{key(citation)},\n  author = {{{{AP}}}},\n"
        "  url = {https://ap.example/1},\n}\n"
    )


def test_special_characters_of_bibtex_are_escaped() -> None:
    title = TextView("a\\b {c} & 5% $1 #2 d_e ~f ^g\n h", "en", "ltr")
    assert entry(make_citation(title=title)).fields["title"] == (
        r"{a\textbackslash{}b \{c\} \& 5\% \$1 \#2 d\_e"
        r" \textasciitilde{}f \textasciicircum{}g h}"
    )


def test_braces_in_addresses_are_percent_encoded() -> None:
    found = entry(make_citation(url="https://a.example/{1}\\", archived="https://b.example/{2}\\"))
    assert found.fields["url"] == "https://a.example/%7B1%7D%5C"
    assert found.fields["note"] == r"Archived: \url{https://b.example/%7B2%7D%5C}"


# --- CSL-JSON ------------------------------------------------------------------------------------


def test_a_csl_item_has_every_field() -> None:
    assert item(FULL_CITATION) == {
        "id": key(FULL_CITATION),
        "type": "webpage",
        "author": [{"literal": "AP"}],
        "title": "ضربة & أخرى",
        "language": "ar",
        "container-title": "Reuters & others",
        "issued": {"date-parts": [[2024, 1, 5]]},
        "custom": {"edtf": "2024-01-05"},
        "URL": "https://ap.example/1?a=1&b=2",
        "accessed": {"date-parts": [[2024, 1, 6]]},
        "note": "Archived: https://archive.example/1?a=1&b=2",
    }


def test_a_csl_item_has_no_field_that_is_not_known() -> None:
    assert item(make_citation()) == {
        "id": key(make_citation()),
        "type": "document",
        "author": [{"literal": "AP"}],
    }


@pytest.mark.parametrize(
    ("edtf", "fields", "date"),
    [
        ("2024", {}, {"date-parts": [[2024]]}),
        ("2024-11", {}, {"date-parts": [[2024, 11]]}),
        ("2024-01-04T12:00+03:00", {}, {"date-parts": [[2024, 1, 4]]}),
        ("2024-11~", {"approximate": True}, {"date-parts": [[2024, 11]], "circa": True}),
        ("2024-11?", {"uncertain": True}, {"date-parts": [[2024, 11]], "circa": True}),
        ("2023-12/2024", {}, {"date-parts": [[2023, 12], [2024]]}),
        ("2024/2024", {}, {"date-parts": [[2024]]}),
        ("2024/..", {}, {"literal": "as a text"}),
        ("2024-21", {}, {"literal": "as a text"}),
        ("2024-03-11/2024-04-09", {"is_within": True}, {"literal": "as a text"}),
        ("-0300~", {"approximate": True}, {"literal": "as a text"}),
    ],
)
def test_a_csl_date_has_the_parts_that_are_known(
    edtf: str, fields: dict[str, bool], date: dict[str, Any]
) -> None:
    published = make_when(edtf, "as a text", **fields)
    assert item(make_citation(published=published))["issued"] == date


def test_a_csl_file_has_an_item_a_line() -> None:
    record = citing(make_citation(url="https://a.example/1"), make_citation())
    view = ExportView("en/sources.csl.json", make_collection(record))
    start, *lines, end = write_csl(view, [csl_items(record, BASE)]).decode().split("\n")[:-1]
    assert (start, end) == ("[", "]")
    assert [json.loads(line.removesuffix(",")) for line in lines] == csl(record)
    assert write_csl(view, []) == b"[]\n"


# --- Keys ----------------------------------------------------------------------------------------


def test_a_report_that_several_events_cite_is_one_entry() -> None:
    other = make_citation(url="https://ap.example/2")
    records = (citing(FULL_CITATION, other), citing(other), citing(FULL_CITATION))
    keys = [each["id"] for each in csl(*records)]
    assert keys == sorted({key(FULL_CITATION), key(other)})
    assert sorted(parse_string(bibtex(*records), "bibtex").entries) == keys


def test_a_key_is_the_source_and_a_hash_in_ascii() -> None:
    # Documents of readers cite these keys, so they never change.
    assert key(FULL_CITATION, "ap-2") == "ap-2-87d8f2bfd4"
    assert key(make_citation(), "ap") == "ap-5a07660c24"
    assert re.fullmatch(r"source-[0-9a-f]{10}", key(FULL_CITATION, "وكالة"))
    assert re.fullmatch(r"source-[0-9a-f]{10}", key(FULL_CITATION, "ap وكالة"))


@pytest.mark.parametrize(
    "other",
    [
        replace(FULL_CITATION, url="https://ap.example/2"),
        replace(FULL_CITATION, title=TextView("Another", "en", "ltr")),
        replace(FULL_CITATION, title=None),
        replace(FULL_CITATION, published=make_when("2024-01-06")),
        replace(FULL_CITATION, published=None),
        replace(FULL_CITATION, via=TextView("Another", "en", "ltr")),
        replace(FULL_CITATION, via=None),
        replace(FULL_CITATION, archived=""),
        replace(FULL_CITATION, accessed=make_when("2024-01-07")),
        replace(FULL_CITATION, accessed=None),
    ],
)
def test_another_report_has_another_key(other: CitationView) -> None:
    assert key(other) != key(FULL_CITATION)


def test_the_name_and_the_quotation_are_not_part_of_the_key() -> None:
    link = LinkView("ar/sources/ap/", "أسوشيتد برس", "ar", "rtl")
    assert key(replace(FULL_CITATION, name=link, quote=None)) == key(FULL_CITATION)
