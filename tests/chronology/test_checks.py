"""Contradictions between translations, and dates that cannot be right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.chronology import build_chronicle
from generator.model import (
    FieldPosition,
    Status,
)
from tests.chronology.helpers import SITE, cited, entry, told, wrong


def test_contradictions_name_both_files() -> None:
    assert wrong(
        entry("a.ar.md", "2024-01-04", status=Status.EXPECTED),
        entry("a.en.md", "2024-01-05", status=Status.DENIED),
    ) == [
        ("a.en.md", "date-differs", "date '2024-01-05' differs from '2024-01-04' in a.ar.md"),
        ("a.en.md", "status-differs", "status 'denied' differs from 'expected' in a.ar.md"),
    ]


def test_a_key_belongs_to_one_folder_and_one_file_a_language() -> None:
    assert wrong(entry("2023/a.ar.md"), entry("2024/a.ar.md"), entry("2024/a.en.md")) == [
        ("2024/a.ar.md", "key-clash", "'a' is already the name of 2023/a.ar.md"),
        ("2024/a.en.md", "key-clash", "'a' is already the name of 2023/a.ar.md"),
    ]


def test_a_missing_date_is_told_once_and_not_where_a_translation_cannot_be_read() -> None:
    lone = entry("a.ar.md", None)
    assert wrong(lone) == [("a.ar.md", "date-missing", "the event has no date")]
    _, problems = build_chronicle(SITE, (lone,), absent=frozenset({"a"}))
    assert problems == ()
    empty = replace(
        lone, article=replace(lone.article, positions=(FieldPosition("date", 3, 6, empty=True),))
    )
    _, (problem,) = build_chronicle(SITE, (empty,))
    assert (problem.code, problem.line, problem.column) == ("date-missing", 3, 6)


def test_what_is_missing_or_unknown_is_told() -> None:
    assert wrong(entry("a.ar.md", sources=None, related=("strik",)), entry("strike.ar.md")) == [
        ("a.ar.md", "related-unknown", "no event is named 'strik'"),
        ("a.ar.md", "source-missing", "the event has no source"),
    ]


@pytest.mark.parametrize(
    ("date", "published", "told_of"),
    [
        ("2024-01-04", "2024-01-02", "(2024-01-02) appeared before the event (2024-01-04)"),
        (
            *("2024-01-04T12:00", "2024-01-04T11:00"),
            "(2024-01-04T11:00+03:00) appeared before the event (2024-01-04T12:00+03:00)",
        ),
        ("2024", "2023", "(2023) appeared before the event (2024)"),
        ("2024-03/..", "2024-01", "(2024-01) appeared before the event (2024-03/..)"),
    ],
)
def test_a_report_from_before_its_event_is_a_warning(
    date: str, published: str, told_of: str
) -> None:
    _, (problem,) = build_chronicle(SITE, [cited(date, published)])
    assert (problem.line, problem.column, problem.code, problem.severity, problem.message) == (
        *(4, 9),
        "source-early",
        "warning",
        f"the report {told_of}",
    )
    told(cited(date, published, status=Status.EXPECTED))


@pytest.mark.parametrize(
    ("date", "published"),
    [
        # The evening before, where the report appeared, can be after midnight in Baghdad.
        ("2024-01-04", "2024-01-03"),
        ("2024-01-04T12:00", "2024-01-04"),
        ("2024", "2024-01-01"),
        ("2024-01~", "2023-12-01"),
        ("../2024", "2023"),
        ("2024-01-04", "2023/.."),
    ],
)
def test_a_report_that_may_be_later_than_its_event_is_none(date: str, published: str) -> None:
    told(cited(date, published))
