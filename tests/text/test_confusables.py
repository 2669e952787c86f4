"""Words that look like others in letters of another script are told from them."""

from __future__ import annotations

import pytest

from generator.text.confusables import find_disguised, find_mixed_word, letters, skeleton


@pytest.mark.parametrize(
    ("text", "looks", "strange"),
    [
        ("Раris", "Paris", "Ра"),
        ("iPhonе", "iPhone", "е"),
        ("Οbama", "Obama", "Ο"),
        ("Barack Οbama", "Obama", "Ο"),
        ("Mocквa", "Москва", "Moca"),
        ("Ꭺpple", "Apple", "Ꭺ"),
        ("հouse", "house", "հ"),
        ("xx\u0430", "xxa", "а"),
    ],
)
def test_a_word_of_two_scripts_that_reads_like_one_is_found(
    text: str, looks: str, strange: str
) -> None:
    found = find_mixed_word(text)
    assert found is not None
    assert (found.looks, "".join(found.strange)) == (looks, strange)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Paris",
        "Москва",
        "ВВС",
        "القوات الأمريكية",
        "الـCIA",
        "COVID-19 в Москве",
        "Яndex",
        "µm",
        "Ωm",
        "NF-κB",
        "TNFα",
        "naïve été",
        "٢٠٢٤",
        "日本Tokyo",
    ],
)
def test_honest_words_are_not(text: str) -> None:
    assert find_mixed_word(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("ВВС", "BBC"), ("сао", "cao"), ("САО", "cao"), ("Ρόρ", "póp"), ("Раris", "PARIS")],
)
def test_texts_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one).replace("ó", "ό") == skeleton(other).replace("ó", "ό")


def test_what_looks_different_has_another_skeleton() -> None:
    assert skeleton("Москва") != skeleton("Mockba")
    assert skeleton("ввс") != skeleton("bbc")


def test_only_letters_that_look_like_others_disguise() -> None:
    assert find_disguised("сао")
    assert find_disguised("Мир")
    assert not find_disguised("cao")
    assert not find_disguised("بغداد")
    assert not find_disguised("été")


def test_letters_are_told_with_their_script_and_number() -> None:
    assert letters("Р") == "'Р' (Cyrillic, U+0420)"
    assert letters("Ра") == "'Р' (Cyrillic, U+0420) and 'а' (Cyrillic, U+0430)"
    assert letters("Ραасе").endswith("'с' (Cyrillic, U+0441) and 1 more")
