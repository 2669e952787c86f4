"""Numbers and quotation marks are found in prose, in both scripts, and not in markup."""

from __future__ import annotations

import pytest

from generator.checking.editorial import count_origins, read_body
from generator.checking.texts import find_numbers, find_unbalanced_quotes
from generator.chronology.model import ResolvedCitation
from generator.model import Citation


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("340 people, 1,200 dead, 3.5%", {"340", "1200", "3.5"}),
        ("٣٤٠ شخصاً و١٬٢٠٠ قتيل و٣٫٥٪", {"340", "1200", "3.5"}),
        ("at 10:04 on 2024-01-04", {"10", "4", "2024", "1"}),
        ('[text 7](a-12.md) <b id="3">8</b> `9` [^5]\n\n[^5]: note 6\n\n1. first', {"7", "8", "6"}),
        ("https://example.org/2024 {#x9}", set()),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert find_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “yes” and «no».", []),
        ("He said “yes.", [("“", 1, 9)]),
        ("A.\n\nHe said yes”.", [("”", 3, 12)]),
        ("“One.\n\n“Two.”", []),
        ("> “One.\n>\n> “Two.”", []),
        ("قال «نعم.", [("«", 1, 5)]),
        ("قال ”نعم“ وقال “لا”.", []),
        ("قال ”نعم.", [("”", 1, 5)]),
        ('A 5" pipe and "one', [('"', 1, 15)]),
        ('`"` <a title="x">"y"</a> [z](u "t")', []),
    ],
)
def test_quotation_marks_without_their_other_half(
    text: str, found: list[tuple[str, int, int]]
) -> None:
    assert list(find_unbalanced_quotes(text)) == found


def test_sources_received_through_one_are_one_origin() -> None:
    def cite(source: str, via: str = "") -> ResolvedCitation:
        return ResolvedCitation(source, Citation(name=source, via=via), "", "en")

    assert count_origins([cite("x", "AP"), cite("y", "ap")]) == 1
    assert count_origins([cite("ap"), cite("y", "AP")]) == 1
    assert count_origins([cite("x"), cite("y", "AP"), cite("z", "Reuters")]) == 3


def test_the_body_starts_below_the_front_matter() -> None:
    assert read_body(b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n\r\nText\r\n") == ("\nText\n", 4)
    assert read_body(b"no front matter") == ("no front matter", 1)
