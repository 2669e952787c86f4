"""Words: how texts are split, and which words are forms of one."""

from __future__ import annotations

import pytest
from hypothesis import given

from generator.search.arabic import is_joined, is_plural, stem_lightly, strip_article
from generator.search.stemming import Stemmer
from generator.search.words import (
    ending_route,
    ending_routes,
    group_of,
    hash_text,
    routes,
    split_words,
)
from generator.text.folding import fold, unify
from tests.text.helpers import TRICKY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("القوّات الأمریکیة", ["القوات", "الأمريكية"]),
        ("«بغداد»، ٢٠٢٤!", ["بغداد", "2024"]),
        ("US-backed forces' base", ["us", "backed", "forces", "base"]),
        ("Iraq's and Iraq’s", ["iraq", "and", "iraq"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("!?\x00\u202e", []),
    ],
)
def test_words_are_split_and_unified(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@given(TRICKY)
def test_folding_forgets_what_unifying_forgets(text: str) -> None:
    assert fold(unify(text)) == fold(text)


@pytest.mark.parametrize(
    "forms",
    [
        "قوات القوات والقوات بالقوات للقوات قواتها",
        "أمريكا الأمريكية امريكي الأمريكيين أمريكيون",
        "إيران الإيرانية إيراني الإيرانيون",
        "لبنان اللبنانية لبناني",
        "ألمانيا المانيا الألمانية",
        "فلسطين الفلسطينية فلسطيني الفلسطينيين",
        "التزام الالتزام التزامها",
        "اتفاق الاتفاق اتفاقية الاتفاقيات",
        "مستشفى مستشفي المستشفيات",
        "سوريا السورية سوري",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem_lightly(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("لبنان", "لبن"), ("والد", "د"), ("وزير", "زيارة"), ("كتاب", "تاب"), ("الله", "له")],
)
def test_unrelated_words_have_different_stems(one: str, other: str) -> None:
    assert stem_lightly(fold(one)) != stem_lightly(fold(other))


@pytest.mark.parametrize(
    ("longer", "shorter", "joined"),
    [
        ("وبغداد", "بغداد", True),
        ("ببغداد", "بغداد", True),
        ("وببغداد", "بغداد", True),
        ("ومصر", "مصر", True),
        ("كتاب", "تاب", False),  # too short to be a word after a preposition
        ("بغداد", "بغداد", False),
        ("xبغداد", "بغداد", False),
    ],
)
def test_joined_letters(longer: str, shorter: str, joined: bool) -> None:
    assert is_joined(longer, shorter) is joined
    if joined:
        assert group_of(longer) == group_of(shorter)
        assert set(routes(longer)) & set(routes(shorter))


def test_a_word_is_listed_where_its_beginning_is_typed_and_where_its_stem_is() -> None:
    assert routes("بغداد") == ("بغ", "غد")
    assert routes("الحزب") == ("حز",)
    assert routes("مؤتمر")[0] == routes("موتمر")[0]
    assert routes("attacks") == ("att",)


def test_a_long_word_is_listed_where_its_ending_is() -> None:
    assert ending_route("ferry") == ("~ry",)
    assert ending_route("attacks") == ("~cks",)
    assert ending_route("الانسحاب") == ("~حاب",)
    assert ending_route("بعد") == ()
    # A letter more or less changes how many letters of the ending count.
    assert set(ending_route("ferry")) < set(ending_routes("fxerry"))


@pytest.mark.parametrize("forms", ["جسر جسور", "حزب أحزاب", "منزل منازل", "حريق حرائق"])
def test_a_broken_plural_is_one_of_its_singular(forms: str) -> None:
    one, other = (stem_lightly(fold(form)) for form in forms.split())
    assert is_plural(one, other)
    assert is_plural(other, one)
    assert group_of(one) == group_of(other)
    assert set(routes(one)) & set(routes(other))


def test_words_that_begin_like_the_article_keep_their_beginning() -> None:
    assert strip_article("التزام") == "التزام"
    assert strip_article("القوات") == "قوات"
    assert strip_article("ال") == "ال"


def test_a_stem_depends_on_the_language_of_the_text() -> None:
    stemmer = Stemmer({})
    assert stemmer.stem("attacks", "en") == "attack"
    assert stemmer.stem("attacks", "en-GB") == "attack"
    assert stemmer.stem("attacks", "ar") == "attack"
    assert stemmer.stem("nationales", "fr") == "national"
    assert stemmer.stem("nationales", "xx") == "national"
    assert stemmer.stem("القوات", "en") == "قوه"
    assert stemmer.stem("m16s", "en") == "m16s"


def test_known_stems_are_not_found_again() -> None:
    stemmer = Stemmer({("en", "attacks"): "known"})
    assert stemmer.stem("attacks", "en-GB") == "known"
    assert stemmer.stem("struck", "en") == "strike"
    assert stemmer.stem("القوات", "en") == "قوه"
    assert stemmer.learned == {("en", "struck"): "strike"}


def test_the_hash_is_that_of_the_browser() -> None:
    # FNV-1a of the UTF-16 code units, with its upper bits mixed into the lower ones.
    assert hash_text("") == 0x811C9DC5 ^ (0x811C9DC5 >> 15)
    assert hash_text("ب") != hash_text("ت")
