"""How well events are found: better than by folding or by stemming alone."""

from __future__ import annotations

import pytest

from tests.search.relevance import QUESTIONS, SEARCHES, is_arabic_question, measure


@pytest.mark.parametrize(("is_arabic", "least"), [(True, 0.95), (False, 0.98)])
def test_what_is_meant_comes_first(is_arabic: bool, least: float) -> None:
    questions = [each for each in QUESTIONS if is_arabic_question(each[0]) is is_arabic]
    figures = {name: measure(make(), questions) for name, make in SEARCHES.items()}
    ours = figures.pop("tarikh")
    assert ours.mrr >= least
    assert ours.precision >= 0.9
    assert ours.recall >= 0.9
    assert all(each.mrr < ours.mrr and each.precision < ours.precision for each in figures.values())
