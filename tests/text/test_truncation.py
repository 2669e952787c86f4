"""Texts shortened after a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.truncation import truncate


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
        ("Malcolm X Avenue", 12, "Malcolm X…"),
    ],
)
def test_truncating_ends_after_a_word(text: str, limit: int, short: str) -> None:
    assert truncate(text, limit) == short


@given(st.text(), st.integers(1, 40))
def test_truncating_keeps_the_limit(text: str, limit: int) -> None:
    assert len(truncate(text, limit)) <= limit
