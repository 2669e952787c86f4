"""Folding: one form for the spellings of a name."""

from __future__ import annotations

import pytest
from hypothesis import given

from generator.text.folding import fold, fold_name
from tests.text.helpers import TRICKY


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
    ("text", "folded"),
    [
        ("Democracy Now!", "democracy now"),
        ("«رويترز»", "رويترز"),
        ("U.S. forces", "us forces"),
        ("أ. ب", "ا ب"),
        ("People’s Daily", "peoples daily"),
        ("BBC (Arabic)", "bbc arabic"),
        ("US/Iraq", "us iraq"),
        ("#Gaza", "gaza"),
        ("C#", "c#"),
        ("AT&T", "at&t"),
        ("10.5 %", "10 5 %"),
        ("!?", "!?"),
    ],
)
def test_names_are_folded_without_punctuation(text: str, folded: str) -> None:
    assert fold_name(text) == folded


@given(TRICKY)
def test_folding_a_name_twice_is_folding_it_once(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)
