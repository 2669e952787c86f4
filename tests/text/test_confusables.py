"""Words with letters of another script that look like other words are found."""

from __future__ import annotations

import pytest

from generator.text.confusables import (
    MixedWord,
    confusable_skeleton,
    describe_letters,
    find_mixed_word,
    has_confusable,
)


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
        ("Раris24", "Paris24", "Ра"),
        # Unicode gives this letter no name of its own.
        ("Раris\U00017000", "Paris\U00017000", "Ра"),
        # An Arabic prefix does not hide it.
        ("والРаris", "والParis", "Ра"),
    ],
)
def test_a_word_of_two_scripts_that_reads_like_one_is_found(
    text: str, looks: str, strange: str
) -> None:
    found = find_mixed_word(text)
    assert found is not None
    assert (found.looks_like, "".join(found.other_letters)) == (looks, strange)


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
def test_ordinary_words_are_not_reported(text: str) -> None:
    assert find_mixed_word(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("ВВС", "BBC"), ("сао", "cao"), ("САО", "cao"), ("Ρόρ", "póp"), ("Раris", "PARIS")],
)
def test_texts_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert confusable_skeleton(one).replace("ó", "ό") == confusable_skeleton(other).replace(
        "ó", "ό"
    )


def test_names_that_look_different_have_different_skeletons() -> None:
    assert confusable_skeleton("Москва") != confusable_skeleton("Mockba")
    assert confusable_skeleton("ввс") != confusable_skeleton("bbc")


def test_only_confusable_letters_are_reported() -> None:
    assert has_confusable("сао")
    assert has_confusable("Мир")
    assert not has_confusable("cao")
    assert not has_confusable("بغداد")
    assert not has_confusable("été")


def test_letters_are_described_with_their_script_and_number() -> None:
    assert describe_letters("Р") == "'Р' (Cyrillic, U+0420)"
    assert describe_letters("Ра") == "'Р' (Cyrillic, U+0420) and 'а' (Cyrillic, U+0430)"
    assert describe_letters("Ραасе").endswith("'с' (Cyrillic, U+0441) and 1 more")


@pytest.mark.parametrize(
    ("letters", "description"),
    [
        (
            "Ραас",
            "'Ρ' (Greek, U+03A1), 'α' (Greek, U+03B1), 'а' (Cyrillic, U+0430) and "
            "'с' (Cyrillic, U+0441)",
        ),
        (
            "Ραасе",
            "'Ρ' (Greek, U+03A1), 'α' (Greek, U+03B1), 'а' (Cyrillic, U+0430), "
            "'с' (Cyrillic, U+0441) and 1 more",
        ),
        (
            "Ραасех",
            "'Ρ' (Greek, U+03A1), 'α' (Greek, U+03B1), 'а' (Cyrillic, U+0430), "
            "'с' (Cyrillic, U+0441) and 2 more",
        ),
    ],
)
def test_at_most_four_letters_are_described(letters: str, description: str) -> None:
    assert describe_letters(letters) == description


@pytest.mark.parametrize(
    ("text", "word", "looks_like", "other_letters"),
    [
        # The script of most letters is meant.
        ("Москвa", "Москвa", "Москва", ("a",)),
        ("Раrаde", "Раrаde", "Parade", ("Р", "а")),
        # The same letter is named once.
        ("аpрle аnd", "аpрle", "apple", ("а", "р")),
    ],
)
def test_a_mixed_word_is_described(
    text: str, word: str, looks_like: str, other_letters: tuple[str, ...]
) -> None:
    assert find_mixed_word(text) == MixedWord(word, looks_like, other_letters)


@pytest.mark.parametrize("text", ["аb", "а1b", "μΩ a"])
def test_two_letters_are_a_symbol_and_not_a_word(text: str) -> None:
    assert find_mixed_word(text) is None


def test_a_stretched_word_has_the_skeleton_of_the_word() -> None:
    assert confusable_skeleton("كتـاب") == confusable_skeleton("كتاب")
