"""Translations become events, and events a chronicle in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.chronology import build_chronicle
from generator.content.fields import FIELDS, Field
from generator.model import (
    FrozenMapping,
    Status,
    Text,
)
from tests.chronology.helpers import SITE, build, entry, keys
from tests.support import NOW


def test_translations_of_a_key_are_one_event() -> None:
    chronicle = build(entry("a/strike.en.md"), entry("a/strike.ar.md"))
    assert keys(chronicle, "ar") == keys(chronicle, "en") == ["strike"]
    event = chronicle.localize("ar", "strike").event
    assert [each.article.language for each in event.entries] == ["ar", "en"]


def test_events_are_sorted_by_earliest_instant_then_coarser_first_then_key() -> None:
    chronicle = build(
        entry("z.ar.md", "2024-01-01"),
        entry("b.ar.md", "2024-01-01"),
        entry("a.ar.md", "2024-01"),
        entry("y.ar.md", "2024"),
        entry("x.ar.md", "../2024"),
        entry("w.ar.md", "-0300"),
        entry("v.ar.md", "2023-12-31T23:59"),
    )
    assert keys(chronicle, "ar") == ["w", "v", "x", "y", "a", "b", "z"]


@given(st.permutations(["2024", "2024-01", "2024-01-01", "../2024", "2023/2025", "1999~", "-0044"]))
def test_the_order_of_files_does_not_matter(dates: list[str]) -> None:
    named = {date: f"k{number}" for number, date in enumerate(sorted(dates))}
    chronicle = build(*(entry(f"{named[date]}.ar.md", date) for date in dates))
    again = build(*(entry(f"{named[date]}.ar.md", date) for date in sorted(dates)))
    assert keys(chronicle, "ar") == keys(again, "ar")


def test_an_event_with_no_text_in_a_language_is_listed_there_with_another() -> None:
    chronicle = build(entry("only.en.md"))
    (listed,) = chronicle.timelines["ar"].events
    assert listed.foreign
    assert listed.text.language == "en"
    localized = chronicle.localize("ar", "only")
    assert localized.foreign
    assert localized.entry.article.language == "en"


def test_a_site_may_hide_what_is_not_translated() -> None:
    chronicle = build(entry("only.en.md"), site=replace(SITE, untranslated="hide"))
    assert keys(chronicle, "ar") == []
    assert keys(chronicle, "en") == ["only"]
    with pytest.raises(KeyError, match="only"):
        chronicle.localize("ar", "only")


def test_a_date_status_place_and_source_may_be_in_one_translation_only() -> None:
    chronicle = build(
        entry("a.ar.md", "2024-09~", status=Status.EXPECTED, place="أربيل", tags=("us-forces",)),
        entry("a.en.md", None, sources=None),
    )
    (listed,) = chronicle.timelines["en"].events
    assert (listed.event.edtf, listed.event.year, listed.event.month) == ("2024-09~", 2024, 9)
    assert listed.event.is_expected
    assert (listed.tags, listed.sources) == (("us-forces",), ("ap",))
    localized = chronicle.localize("en", "a")
    assert localized.event.when.edtf == "2024-09~"
    assert localized.event.status is Status.EXPECTED
    assert localized.event.places.in_language("en") == Text("أربيل", "ar")
    assert localized.tags == ("us-forces",)
    assert [cited.source for cited in localized.citations] == ["ap"]


def test_an_empty_list_says_that_there_are_none() -> None:
    chronicle = build(entry("a.ar.md", tags=("بغداد",)), entry("a.en.md", tags=()))
    assert chronicle.timelines["en"].events[0].tags == ()


def test_drafts_are_omitted_unless_requested() -> None:
    draft = entry("a.ar.md", draft=True)
    hidden = build(draft)
    assert keys(hidden, "ar") == []
    assert list(hidden.files) == []
    with pytest.raises(KeyError, match=r"a\.ar\.md"):
        hidden.files["a.ar.md"]
    chronicle, _ = build_chronicle(SITE, (draft,), now=NOW, drafts=True)
    assert keys(chronicle, "ar") == ["a"]


def test_a_page_outside_the_chronology_has_its_texts_in_the_order_of_the_languages() -> None:
    chronicle = build(
        entry("pages/about.en.md", None, is_page=True),
        entry("pages/about.ar.md", None, is_page=True),
        entry("pages/team.en.md", None, is_page=True),
        entry("a.ar.md"),
    )
    assert [(page[0].key, [article.path for article in page]) for page in chronicle.pages] == [
        ("about", ["pages/about.ar.md", "pages/about.en.md"]),
        ("team", ["pages/team.en.md"]),
    ]
    assert list(chronicle.events) == ["a"]
    assert list(chronicle.files) == [
        *("a.ar.md", "pages/about.ar.md", "pages/about.en.md", "pages/team.en.md")
    ]


def make_field(name: str, *, shared: bool) -> Field:
    """Return a field without an attribute."""
    return Field(
        name=name,
        read=lambda _node, _context: None,
        shared=shared,
        description="",
        shown="",
        example="",
        schema="",
    )


def test_a_field_of_a_site_can_be_shared_by_the_texts_of_an_event() -> None:
    dead, note = (make_field("dead", shared=True), make_field("note", shared=False))
    chronicle, problems = build_chronicle(
        SITE,
        (
            entry("a.ar.md", fields=FrozenMapping((("note", "x"),))),
            entry("a.en.md", None, sources=None, fields=FrozenMapping((("dead", 3),))),
            entry("b.ar.md"),
        ),
        now=NOW,
        fields=(*FIELDS, dead, note),
    )
    assert problems == ()
    assert dict(chronicle.localize("ar", "a").event.fields) == {"dead": 3}
    assert dict(chronicle.localize("ar", "b").event.fields) == {}
    arabic, english = (chronicle.localize(code, "a").fields for code in ("ar", "en"))
    assert dict(arabic) == {"note": "x", "dead": 3}
    assert dict(english) == {"dead": 3}


def test_the_position_of_each_event_is_known_by_its_key() -> None:
    chronicle = build(entry("b.ar.md", "2023"), entry("a.ar.md", "2024"))
    timeline = chronicle.timelines["ar"]
    assert dict(timeline.positions) == {"b": 0, "a": 1}
    assert timeline.language == "ar"
    assert timeline.instants == tuple(each.event.earliest for each in timeline.events)
