"""Alphabetical order in each language, and the letters of an index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.i18n import (
    Catalogue,
    Formatter,
    default_language,
)
from generator.i18n.collation import sort_form
from tests.i18n.helpers import sort_names


def test_arabic_names_are_sorted_without_the_article() -> None:
    names = ("القوات الأمريكية", "داعش", "البنتاغون", "أربيل", "بغداد", "إيران", "الله", "ألمانيا")
    assert sort_names("ar", *names) == [
        *("أربيل", "الله", "ألمانيا", "إيران", "بغداد", "البنتاغون", "داعش", "القوات الأمريكية")
    ]


def test_arabic_hamza_carriers_are_sorted_as_their_base_letters() -> None:
    assert sort_names("ar", "رئيس", "ريف", "رأس", "رؤية", "رباط") == [
        "رأس",
        "رباط",
        "رؤية",
        "ريف",
        "رئيس",
    ]
    assert sort_names("ar", "قوة", "قوت", "قوه") == ["قوت", "قوة", "قوه"]


def test_a_language_of_a_region_is_sorted_as_the_language() -> None:
    assert sort_form("القوة", "ar-IQ") == sort_form("القوة", "ar") == "قوت"
    assert sort_form("القوة", "fa-AF") == "القوه"


def test_persian_puts_waw_before_heh() -> None:
    assert sort_names("fa", "هفت", "ورزش", "گنج", "کتاب") == ["کتاب", "گنج", "ورزش", "هفت"]
    assert sort_names("ar", "هفت", "ورزش") == ["هفت", "ورزش"]
    # The same with letters that are outside the Arabic script.
    assert sort_names("fa", "هفت α", "ورزش α") == ["ورزش α", "هفت α"]


def test_latin_names_are_sorted_by_letter_then_accent_then_case() -> None:
    assert sort_names("en", "Zagreb", "élan", "Eland", "elan", "“Elan”") == [
        *("elan", "élan", "“Elan”", "Eland", "Zagreb")
    ]
    assert sort_names("en", "AP", "A B", "ab", "9") == ["9", "A B", "ab", "AP"]


def test_numbers_are_in_the_order_of_their_values() -> None:
    english = ["9", "Page", "Page 2", "Page 2 b", "Page 2b", "Page 03", "Page 10", "Page B"]
    assert sort_names("en", *reversed(english)) == english
    assert sort_names("ar", "فوج ١٠", "فوج 2", "فوج") == ["فوج", "فوج 2", "فوج ١٠"]


@pytest.mark.parametrize(
    ("code", "name", "letter"),
    [
        ("ar", "القوات الأمريكية", "ق"),
        ("ar", "أربيل", "ا"),
        ("ar", "«البنتاغون»", "ب"),
        ("ar", "الله", "ا"),
        ("fa", "القاعده", "ا"),
        ("ar", "AP", "A"),
        ("fr", "Élysée", "E"),
        ("ckb", "ئازادی", "ئ"),
        ("en", "2024", "#"),
        ("en", "?", "#"),
    ],
)
def test_the_letter_of_an_index(code: str, name: str, letter: str) -> None:
    assert Formatter(default_language(code), Catalogue()).initial(name) == letter


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ("a1", "ab", "Ábc", "abd", "b", "ßa", "stb", "za", "Ωmega", "Яблоко", "אלף", "باب")),
        ("ar", ("2024", "AP", "أب", "الباء", "پاء", "تاء", "هاء", "واو", "ياء")),
        ("fa", ("وین", "هند")),
        ("el", ("άλφα", "βήτα", "γάμμα")),
        ("ru", ("ёлка", "жук", "яма")),
        ("en", ("z", "漢", "𐀀")),
    ],
)
def test_names_are_sorted_by_the_unicode_table(code: str, names: tuple[str, ...]) -> None:
    formatter = Formatter(default_language(code), Catalogue())
    keys = [formatter.collation_key(name) for name in names]
    assert keys == sorted(keys)


@given(st.text(), st.text())
def test_only_equal_names_have_equal_keys(one: str, other: str) -> None:
    formatter = Formatter(default_language("ar"), Catalogue())
    same = formatter.collation_key(one) == formatter.collation_key(other)
    assert same == (one == other)
