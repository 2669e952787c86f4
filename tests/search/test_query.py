"""Queries: any text is one, and quotes, hyphens and dates have a meaning."""

from __future__ import annotations

import pytest
from hypothesis import given

from generator.dates.civil import day_number
from generator.search.query import MOST_WORDS, Item, has_phrase, parse_query
from tests.text.helpers import TRICKY


def day(year: int, month: int, number: int) -> int:
    return day_number(year, month, number)


def test_words() -> None:
    assert parse_query("قوات US ").items == (Item(("قوات",)), Item(("us",)))


@pytest.mark.parametrize("quoted", ['"US forces"', "“US forces”", "«US forces»", "„US forces“"])
def test_a_phrase_is_in_quotation_marks(quoted: str) -> None:
    assert parse_query(f"{quoted} x").items == (
        Item(("us", "forces"), is_phrase=True),
        Item(("x",)),
    )


def test_a_hyphen_before_a_word_or_a_phrase_excludes_it() -> None:
    assert parse_query('k-b -c -"d e" -f-g - h').items == (
        Item(("k",), "kb"),
        Item(("b",), "kb"),
        Item(("c",), is_excluded=True),
        Item(("d", "e"), is_phrase=True, is_excluded=True),
        Item(("f", "g"), is_phrase=True, is_excluded=True),
        Item(("h",)),
    )


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", day(2024, 1, 1), day(2024, 12, 31)),
        ("٢٠٢٤", day(2024, 1, 1), day(2024, 12, 31)),
        ("عام 2024", day(2024, 1, 1), day(2024, 12, 31)),
        ("2024-09", day(2024, 9, 1), day(2024, 9, 30)),
        ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
        ("2024-09-27", day(2024, 9, 27), day(2024, 9, 27)),
        ("أيلول 2024", day(2024, 9, 1), day(2024, 9, 30)),
        ("ايلول ٢٠٢٤", day(2024, 9, 1), day(2024, 9, 30)),
        ("سبتمبر عام 2024", day(2024, 9, 1), day(2024, 9, 30)),
        ("27 أيلول 2024", day(2024, 9, 27), day(2024, 9, 27)),
        ("تشرين الثاني 2024", day(2024, 11, 1), day(2024, 11, 30)),
        ("كانون الأول 2024", day(2024, 12, 1), day(2024, 12, 31)),
        ("September 2024", day(2024, 9, 1), day(2024, 9, 30)),
        ("in sept 2024", day(2024, 9, 1), day(2024, 9, 30)),
        ("27 September 2024", day(2024, 9, 27), day(2024, 9, 27)),
        ("September 27, 2024", day(2024, 9, 27), day(2024, 9, 27)),
    ],
)
def test_dates(typed: str, first: int, last: int) -> None:
    (item,) = parse_query(typed).items
    assert (item.first, item.last) == (first, last)


@pytest.mark.parametrize(
    "typed", ["2024-13", "2024-02-30", "0000", "May Day", "20245", "31 June 2024", "12", "مايو"]
)
def test_what_is_no_date_is_words(typed: str) -> None:
    assert all(item.first is None for item in parse_query(typed).items if len(item.words) == 1) or (
        typed == "31 June 2024"
    )


def test_a_date_is_found_among_words() -> None:
    items = parse_query("قصف بغداد أيلول 2024 داعش").items
    assert [item.words for item in items] == [
        ("قصف",),
        ("بغداد",),
        ("أيلول", "2024"),
        ("داعش",),
    ]


def test_words_that_every_text_has_are_looked_for_only_alone_and_in_phrases() -> None:
    assert parse_query("القصف على بغداد").items == (Item(("القصف",)), Item(("بغداد",)))
    assert parse_query("the").items == (Item(("the",)),)
    assert parse_query('"of the"').items == (Item(("of", "the"), is_phrase=True),)


def test_only_a_last_word_that_is_being_typed_is_open() -> None:
    assert parse_query("bagh").is_open
    assert not parse_query("bagh ").is_open
    assert not parse_query('"bagh"').is_open
    assert not parse_query("2024").is_open
    assert not parse_query("").is_open


def test_a_query_has_a_limit() -> None:
    assert len(parse_query("k " * 10_000).items) == MOST_WORDS
    assert len(parse_query("ب" * 10_000).items[0].words[0]) < 1000


@given(TRICKY)
def test_any_text_is_a_query(text: str) -> None:
    for item in parse_query(text).items:
        assert item.words


def test_a_phrase_is_found_in_any_spelling() -> None:
    assert has_phrase("قال إن القوات الأمریکیة غادرت", ("القوات", "الامريكيه"))
    assert not has_phrase("القوات غير الأمريكية", ("القوات", "الأمريكية"))
    assert has_phrase("a a b", ("a", "b"))
