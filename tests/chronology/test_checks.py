"""Contradictions between translations, and dates that cannot be right."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.chronology import build_chronicle
from generator.model import (
    FieldPosition,
    Language,
    LocalizedText,
    RegistryEntry,
    Status,
    Text,
)
from tests.chronology.helpers import SITE, build, cited, entry, find_problems
from tests.support import NOW


def test_contradictions_name_both_files() -> None:
    assert find_problems(
        entry("a.ar.md", "2024-01-04", status=Status.EXPECTED),
        entry("a.en.md", "2024-01-05", status=Status.DENIED),
    ) == [
        ("a.en.md", "date-differs", "date '2024-01-05' differs from '2024-01-04' in a.ar.md"),
        ("a.en.md", "status-differs", "status 'denied' differs from 'expected' in a.ar.md"),
    ]


def test_a_key_belongs_to_one_folder_and_one_file_a_language() -> None:
    assert find_problems(entry("2023/a.ar.md"), entry("2024/a.ar.md"), entry("2024/a.en.md")) == [
        ("2024/a.ar.md", "key-clash", "'a' is already the name of 2023/a.ar.md"),
        ("2024/a.en.md", "key-clash", "'a' is already the name of 2023/a.ar.md"),
    ]


def test_a_missing_date_is_reported_once_and_not_if_a_translation_cannot_be_read() -> None:
    lone = entry("a.ar.md", None)
    assert find_problems(lone) == [("a.ar.md", "date-missing", "the event has no date")]
    _, problems = build_chronicle(SITE, (lone,), now=NOW, absent=frozenset({"a"}))
    assert problems == ()
    empty = replace(
        lone, article=replace(lone.article, positions=(FieldPosition("date", 3, 6, empty=True),))
    )
    _, (problem,) = build_chronicle(SITE, (empty,), now=NOW)
    assert (problem.code, problem.line, problem.column) == ("date-missing", 3, 6)


def test_missing_sources_and_unknown_events_are_reported() -> None:
    assert find_problems(
        entry("a.ar.md", sources=None, related=("strik",)), entry("strike.ar.md")
    ) == [
        ("a.ar.md", "related-unknown", "unknown event 'strik' in 'related'"),
        ("a.ar.md", "source-missing", "the event has no source"),
    ]


@pytest.mark.parametrize(
    ("date", "published", "dates"),
    [
        ("2024-01-04", "2024-01-02", "(2024-01-02) is from before 'date' (2024-01-04)"),
        (
            *("2024-01-04T12:00", "2024-01-04T11:00"),
            "(2024-01-04T11:00+03:00) is from before 'date' (2024-01-04T12:00+03:00)",
        ),
        ("2024", "2023", "(2023) is from before 'date' (2024)"),
        ("2024-03/..", "2024-01", "(2024-01) is from before 'date' (2024-03/..)"),
    ],
)
def test_a_report_from_before_its_event_is_a_warning(date: str, published: str, dates: str) -> None:
    _, (problem,) = build_chronicle(SITE, [cited(date, published)], now=NOW)
    assert (problem.line, problem.column, problem.code, problem.severity, problem.message) == (
        *(4, 9),
        "source-early",
        "warning",
        f"the report {dates}",
    )
    build(cited(date, published, status=Status.EXPECTED))


@pytest.mark.parametrize(
    ("date", "published"),
    [
        # The evening before, where the report appeared, can be after midnight in Baghdad.
        ("2024-01-04", "2024-01-03"),
        ("2024-01-04T12:00", "2024-01-04"),
        ("2024", "2024-01-01"),
        ("2024-01~", "2023-12-01"),
        ("2024", "2023~"),
        ("2024", "2023?"),
        ("../2024", "2023"),
        ("2024-01-04", "2023/.."),
    ],
)
def test_a_report_that_may_be_later_than_its_event_is_accepted(date: str, published: str) -> None:
    build(cited(date, published))


def test_the_tags_of_three_translations_are_compared_with_the_first_that_has_any() -> None:
    french = Language("fr", "fr", "français", "ltr", "latn")
    flood = RegistryEntry("flood", LocalizedText())
    site = replace(SITE, languages=(*SITE.languages, french), tags=(*SITE.tags, flood))
    _, (problem,) = build_chronicle(
        site,
        (
            entry("a.ar.md", tags=None),
            entry("a.en.md", tags=("us-forces", "flood")),
            entry("a.fr.md", tags=()),
        ),
        now=NOW,
    )
    assert problem.message == (
        "the tags of the translations differ: flood, us-forces in only one of them"
    )
    assert (problem.path, problem.hint) == ("a.fr.md", "compare with a.en.md")


def test_a_registered_tag_may_look_like_another() -> None:
    tags = (RegistryEntry("vvs", LocalizedText((Text("ВВС", "ar"),))),)
    build(entry("a.ar.md", tags=("ВВС", "BBC")), site=replace(SITE, tags=tags))
