"""How well events are found: better than by folding or by stemming alone."""

from __future__ import annotations

import pytest

from tests.search.relevance import (
    EVENTS,
    QUESTIONS,
    SEARCHES,
    is_arabic_question,
    measure,
    read_passages,
    read_variants,
)


@pytest.mark.parametrize("is_arabic", [True, False])
def test_what_is_meant_comes_first(is_arabic: bool) -> None:
    questions = [each for each in QUESTIONS if is_arabic_question(each[0]) is is_arabic]
    figures = {name: measure(make(EVENTS), questions) for name, make in SEARCHES.items()}
    ours = figures.pop("tarikh")
    assert ours.mrr >= 0.98
    assert ours.precision >= 0.95
    assert ours.recall >= 0.95
    assert all(each.mrr < ours.mrr and each.precision < ours.precision for each in figures.values())


@pytest.mark.parametrize("language", ["arabic", "english"])
def test_the_passage_that_answers_a_question_comes_first(language: str) -> None:
    events, questions = read_passages(language)
    figures = {name: measure(make(events), questions).mrr for name, make in SEARCHES.items()}
    assert figures.pop("tarikh") >= 0.96
    assert max(figures.values()) < 0.96


@pytest.mark.parametrize(
    ("language", "easy", "hard"), [("arabic", 0.93, 0.84), ("english", 0.95, 0.77)]
)
def test_questions_that_are_put_in_other_ways_are_answered(
    language: str, easy: float, hard: float
) -> None:
    events, variants = read_variants(language)
    for kind, least in (("easy", easy), ("hard", hard)):
        questions = [
            each for name, variant in variants.items() if name.startswith(kind) for each in variant
        ]
        ours, stemming = (
            measure(SEARCHES[name](events), questions).mrr for name in ("tarikh", "Snowball")
        )
        assert ours >= least, kind
        assert ours > stemming or (language, kind) == ("english", "hard"), kind
