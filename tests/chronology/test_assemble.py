"""Translations become events, and events a chronicle in order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.chronology import build_chronicle
from generator.model import (
    Status,
    Text,
)
from tests.chronology.helpers import SITE, entry, keys, told


def test_translations_of_a_key_are_one_event() -> None:
    made = told(entry("a/strike.en.md"), entry("a/strike.ar.md"))
    assert keys(made, "ar") == keys(made, "en") == ["strike"]
    assert [each.article.language for each in made.events["strike"].entries] == ["ar", "en"]


def test_events_stand_by_earliest_instant_then_coarser_first_then_key() -> None:
    made = told(
        entry("z.ar.md", "2024-01-01"),
        entry("b.ar.md", "2024-01-01"),
        entry("a.ar.md", "2024-01"),
        entry("y.ar.md", "2024"),
        entry("x.ar.md", "../2024"),
        entry("w.ar.md", "-0300"),
        entry("v.ar.md", "2023-12-31T23:59"),
    )
    assert keys(made, "ar") == ["w", "v", "x", "y", "a", "b", "z"]


@given(st.permutations(["2024", "2024-01", "2024-01-01", "../2024", "2023/2025", "1999~", "-0044"]))
def test_the_order_of_files_does_not_matter(dates: list[str]) -> None:
    named = {date: f"k{number}" for number, date in enumerate(sorted(dates))}
    made = told(*(entry(f"{named[date]}.ar.md", date) for date in dates))
    again = told(*(entry(f"{named[date]}.ar.md", date) for date in sorted(dates)))
    assert keys(made, "ar") == keys(again, "ar")


def test_an_event_with_no_text_in_a_language_is_listed_there_with_another() -> None:
    made = told(entry("only.en.md"))
    telling = made.timelines["ar"].events[0]
    assert telling.foreign
    assert telling.entry.article.language == "en"


def test_a_site_may_hide_what_is_not_translated() -> None:
    made = told(entry("only.en.md"), site=replace(SITE, untranslated="hide"))
    assert keys(made, "ar") == []
    assert keys(made, "en") == ["only"]


def test_a_date_status_place_and_source_may_stand_in_one_translation_only() -> None:
    made = told(
        entry("a.ar.md", "2024-09~", status=Status.EXPECTED, place="أربيل", tags=("us-forces",)),
        entry("a.en.md", None, sources=None),
    )
    telling = made.timelines["en"].events[0]
    assert telling.event.when.edtf == "2024-09~"
    assert telling.event.status is Status.EXPECTED
    assert telling.event.places.in_language("en") == Text("أربيل", "ar")
    assert telling.tags == ("us-forces",)
    assert [cited.source for cited in telling.citations] == ["ap"]


def test_an_empty_list_says_that_there_are_none() -> None:
    made = told(entry("a.ar.md", tags=("بغداد",)), entry("a.en.md", tags=()))
    assert made.timelines["en"].events[0].tags == ()


def test_drafts_are_left_out_unless_asked_for() -> None:
    draft = entry("a.ar.md", draft=True)
    assert keys(told(draft), "ar") == []
    made, _ = build_chronicle(SITE, (draft,), drafts=True)
    assert keys(made, "ar") == ["a"]
