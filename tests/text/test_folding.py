"""Folding, slugs, truncation and direction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.direction import detect_direction
from generator.text.folding import fold
from generator.text.slugs import slugify
from generator.text.truncation import truncate

# Texts with many characters that folding changes: marks, joiners, digits, dashes and the like.
TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("أإآٱاىیيکكةهؤئءـّٰٓٔ\u200c\u200d\u200e\u0301ﻻﷲ٣۳İıſßΣς -_–\u00ad\ufeff"),
    )
)


@pytest.mark.parametrize(
    "spelling",
    ["القوات الأمريكية", "القوات الأمریکیة", "القوّات الامريكيه", " القـــوات  الأمريكية\u200f"],
)
def test_spellings_of_one_name_fold_alike(spelling: str) -> None:
    assert fold(spelling) == "القوات الامريكيه"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("US forces", "us forces"),
        ("us-forces", "us forces"),
        ("US_Forces", "us forces"),
        ("US–Forces", "us forces"),
        ("  a \n\t b  ", "a b"),
        ("٢٠٢٤", "2024"),
        ("۲۰۲۴", "2024"),
        ("२०२४", "2024"),
        ("²", "2"),
        ("قُرْآن", "قران"),
        ("الرحمٰن", "الرحمن"),
        ("ﻻ", "لا"),
        ("أُسامة", "اسامه"),
        ("مبنى", "مبني"),
        ("می‌خواهم", "ميخواهم"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ｆｕｌｌ", "full"),
        ("e\u0301", "é"),
        ("e\u0640\u0301", "é"),
        ("", ""),
        ("-", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_hamza_on_waw_and_yeh_is_part_of_the_word() -> None:
    assert fold("مؤتمر") == "مؤتمر"
    assert fold("مئة") == "مئه"
    assert fold("و\u0654") == "ؤ"


@given(TRICKY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("US forces", "us-forces"),
        ("القوات الأمريكية", "القوات-الامريكيه"),
        ("a/b\\c", "a-b-c"),
        ("..", ""),
        (".", ""),
        ("../../etc", "etc"),
        ("%2e%2e", "2e-2e"),
        ("  ?!  ", ""),
        ("C'est déjà l'été", "c-est-déjà-l-été"),
        ("हिन्दी", "हिन्दी"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(TRICKY)
def test_a_slug_is_safe_and_idempotent(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert not set(slug) & set("./\\ #?%\x00")


def test_a_slug_fits_a_file_name() -> None:
    assert slugify("a" * 300) == "a" * 80
    assert slugify("ab " * 100) == ("ab-" * 27)[:80].strip("-")
    assert slugify("好" * 80) == "好" * 66
    assert len(slugify("😀a𐤀" * 80).encode()) < 200


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("one, two", 7, "one…"),
        ("أولًا، ثانيًا", 8, "أولًا…"),
        ("abcdefgh", 4, "abc…"),
        ("कि" * 4, 4, "कि…"),
        ("abc", 1, "…"),
    ],
)
def test_truncating_ends_after_a_word(text: str, limit: int, short: str) -> None:
    assert truncate(text, limit) == short


@given(st.text(), st.integers(1, 40))
def test_truncating_keeps_the_limit(text: str, limit: int) -> None:
    assert len(truncate(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("English", "ltr"),
        ("العربية", "rtl"),
        ("עברית", "rtl"),
        ("2024: نص", "rtl"),
        ("«AP» قالت", "ltr"),
        ("٢٠٢٤ – 2025", None),
        ("", None),
    ],
)
def test_the_first_letter_gives_the_direction(text: str, direction: str | None) -> None:
    assert detect_direction(text) == direction
