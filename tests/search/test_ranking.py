"""Ranking: what is found, and in which order."""

from __future__ import annotations

import pytest

from generator.search import Analyzer, SearchIndex, merge_texts, parse_query, rank

ANALYZER = Analyzer()


def find(query: str, *texts: str | tuple[str, ...], days: tuple[int, int] = (0, 0)) -> list[int]:
    """Return the numbers of the texts that a query finds, the best first.

    The first line of a text is its title, and every other line is a paragraph. Several texts are
    those of one event, the first in Arabic.
    """
    events = [text if isinstance(text, tuple) else (text,) for text in texts]
    index = SearchIndex.build(
        (
            merge_texts(
                ANALYZER.analyze(
                    language=language,
                    title=text.split("\n")[0],
                    names=(),
                    paragraphs=text.split("\n")[1:],
                )
                for text, language in zip(event, ("ar", "en"), strict=False)
            ),
            days,
        )
        for event in events
    )
    return [hit.event for hit in rank(parse_query(query), index)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("امريكا", "أمريكا"),
        ("الأمریکیة", "الأمريكية"),
        ("القوات", "قوات"),
        ("قوات", "والقوات"),
        ("غارة", "وغارة"),
        ("وغارة", "غارة"),
        ("أمريكا", "الأمريكية"),
        ("الأمريكية", "أمريكا"),
        ("قُوّات", "قوات"),
        ("قوات", "قُوَّات"),
        ("غاره", "غارة"),
        ("مستشفي", "مستشفى"),
        ("2024", "٢٠٢٤"),
        ("٢٠٢٤", "2024"),
        ("بغداد", "ببغداد"),
        ("ببغداد", "بغداد"),
        ("لبغداد", "وبغداد"),
        ("attacking", "attacks"),
        ("attackers", "attack"),
        ("ATTACK", "attack"),
        ("bagh", "Baghdad"),
        ("بغد", "بغداد"),
        ("القصف الجو", "الجوية"),
        ("withdrawel", "withdrawal"),
        ("انسحلب", "انسحاب"),
    ],
)
def test_a_word_is_found_in_its_forms_and_spellings(query: str, text: str) -> None:
    assert find(query, f"عنوان\n{text}", "عنوان\nشيء آخر something else") == [0]


@pytest.mark.parametrize(
    ("query", "text"),
    [("لبن", "لبنان"), ("bagh ", "Baghdad"), ("cat", "category x"), ("port ", "important")],
)
def test_unrelated_words_are_not_found(query: str, text: str) -> None:
    assert find(f"{query} ", f"t\n{text}") == []


@pytest.mark.parametrize(
    ("word", "other"),
    [("شهر", "شهرة"), ("عملة", "عمل"), ("حكم", "الحكمة"), ("الحملة", "حمل"), ("باب", "بابا")],
)
def test_a_word_comes_before_another_one_with_its_short_stem(word: str, other: str) -> None:
    texts = f"{other} عنوان\nكلام {other} {other} هنا", "شيء آخر\nليس له", f"عنوان\nكلام {word} هنا"
    assert find(f"{word} ", *texts) == [2, 0]


def test_the_article_makes_no_other_word() -> None:
    texts = "عنوان\nكلام الشهر هنا", "شيء آخر\nليس له", "عنوان\nكلام شهره هنا"
    assert find("شهر ", *texts) == [0, 2]


def test_an_event_is_found_by_its_translation() -> None:
    assert find("drought", ("جفاف", "Drought"), ("فيضان", "Flood")) == [0]


def test_more_of_the_words_come_first_and_too_few_are_left_out() -> None:
    texts = ("t\nharbour bridge ferry", "t\nharbour bridge", "t\nharbour", "t\nharbour")
    assert find("harbour bridge ferry", *texts) == [0, 1]


def test_a_rarer_word_counts_for_more() -> None:
    texts = ("t\nbridge", "t\nferry", "t\nbridge", "t\nbridge x")
    assert find("bridge ferry", *texts)[0] == 1


def test_the_title_counts_for_more_than_the_text() -> None:
    assert find("ferry", "t\nthe ferry", "The ferry\ntext and more") == [1, 0]


def test_an_exact_form_counts_for_more_than_another() -> None:
    assert find("attacks", "t\nattack here", "t\nattacks here") == [1, 0]


def test_near_words_count_for_more() -> None:
    assert find("ferry bridge", "t\nferry\nbridge", "t\nferry bridge\nx") == [1, 0]


def test_an_excluded_word_leaves_out_its_forms_but_no_typing_errors() -> None:
    texts = ("t\nferry attacks", "t\nferry", "t\nferry atacks")
    assert find("ferry -attack", *texts) == [1, 2]


def test_a_phrase_needs_all_its_words_in_one_place() -> None:
    texts = ("t\nold bridge", "t\nold\nbridge", "t\nbridge")
    assert find('"old bridge"', *texts) == [0]


def test_a_correct_word_is_not_corrected() -> None:
    assert find("forces", "t\nforces", "t\nfarces") == [0]


def test_a_date_finds_what_happened_then_and_what_mentions_it() -> None:
    october = parse_query("2011-10").items[0]
    assert october.first is not None
    happened = (october.first, october.first)
    assert find("2011-10", "t\nx", days=happened) == [0]
    assert find("2011-11", "t\nx", days=happened) == []
    assert find("2011", "t\nin 2011", days=(0, 0)) == [0]


def test_equal_events_keep_their_order() -> None:
    assert find("ferry", "t\nferry", "t\nferry", "t\nferry") == [0, 1, 2]
