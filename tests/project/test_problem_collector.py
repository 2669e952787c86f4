"""Suggestions name a word only when it was probably meant."""

from __future__ import annotations

import pytest

from generator.problem_collector import closest, spelling_distance, suggest


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ("", "", 0),
        ("title", "title", 0),
        ("titel", "title", 1),
        ("sorce", "source", 1),
        ("tittle", "title", 1),
        ("tags", "tabs", 1),
        ("itlte", "title", 2),
        ("ca", "abc", 3),
        ("تاريخ", "تارخي", 1),
        ("date", "", 4),
    ],
)
def test_an_edit_inserts_deletes_replaces_or_swaps(first: str, second: str, distance: int) -> None:
    assert spelling_distance(first, second, 9) == distance
    assert spelling_distance(second, first, 9) == distance
    assert spelling_distance(first, second, 1) == min(distance, 2)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("TITLE", "title"),
        ("titel", "title"),
        ("summry", "summary"),
        ("sumary", "summary"),
        ("smmray", "summary"),
        ("heading", "title"),
        ("tile", "title"),
        ("tie", ""),
        ("bags", ""),
        ("atgs", "tags"),
        ("sumarry", "summary"),
        ("summer", ""),
        ("tilted", ""),
        ("triple", ""),
        ("mummery", ""),
        ("status", ""),
        ("weather", ""),
        ("ta", ""),
        ("t" * 61, ""),
        ("", ""),
    ],
)
def test_the_closest_word_is_a_synonym_or_one_or_two_edits_away(word: str, meant: str) -> None:
    assert closest(word, ["title", "tags", "summary"], {"heading": "title"}) == meant


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("strick", "strike", "strike"),
        ("barakka", "baraqa", "baraqa"),
        ("organissed", "organized", "organized"),
        ("released", "related", ""),
        ("stride-2", "strike", ""),
        ("striped", "strike", ""),
    ],
)
def test_two_edits_keep_the_sounds_of_the_consonants(word: str, known: str, meant: str) -> None:
    assert closest(word, [known]) == meant


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("strike-3", "strike-2", ""),
        ("strike-12", "strike-1", ""),
        ("strike-2", "strike", ""),
        ("2024-strike", "2023-strike", ""),
        ("2024-strick", "2024-strike", "2024-strike"),
        ("2024-1-strike", "2024-01-strike", "2024-01-strike"),
        ("إضراب-٣", "إضراب-٢", ""),
    ],
)
def test_another_number_is_no_misspelling(word: str, known: str, meant: str) -> None:
    assert closest(word, [known]) == meant


def test_the_smallest_distance_wins_whatever_the_order() -> None:
    assert closest("strikes", ["strife", "strikers", "strike"]) == "strikers"
    assert closest("sources", ["courses", "source"]) == "source"


def test_every_known_word_is_listed_when_none_is_close() -> None:
    assert suggest("titel", ["title", "tags"]) == "did you mean 'title'?"
    assert suggest("weather", ["title", "tags"]) == "known: title, tags"
